"""What a batch's workers are worth and what they take: a real voice, the pages of the sample show.

python benchmarks/workers.py speed [3]   two workers on two cores against one on one; wants an idle machine
python benchmarks/workers.py memory      the most that each worker holds
python benchmarks/workers.py beside      the CPU of a worker that goes into anything but speech
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from paired import Cost, compare, cost_of

_ROOT = Path(__file__).parent.parent
_MB = 1 << 20
_LOOK_S = 0.05  # between two looks at a worker's memory: an utterance takes ten times as long to speak

# In every worker: what it has used after each item, and how much of that was the engine's.
_TELLING = """
import json, os, threading, time
from narrate.batch import crew, work
from narrate.engines.piper import PiperEngine

_make, _speak, _spoken, _lock = work.make, PiperEngine.speak, [0.0], threading.Lock()

def speak(self, segment):
    start = time.thread_time()
    try:
        return _speak(self, segment)
    finally:
        with _lock:
            _spoken[0] += time.thread_time() - start

def make(job):
    began, spoken = time.process_time(), _spoken[0]
    try:
        return _make(job)
    finally:
        told = {"pid": os.getpid(), "before": began, "all": time.process_time() - began, "spoken": _spoken[0] - spoken}
        with open(os.environ["TOLD"], "a") as file:
            file.write(json.dumps(told) + "\\n")

make.__module__, make.__qualname__ = _make.__module__, _make.__qualname__
PiperEngine.speak, work.make, crew.make = speak, make, make
"""


@dataclass(frozen=True, slots=True)
class Bench:
    """A copy of the sample show, and a cache of its own that keeps the model as it is rewritten for use."""

    home: Path

    @property
    def show(self) -> Path:
        """Its folder."""
        return self.home / "show"

    def begin(self) -> None:
        """As nothing had ever been made; the model is there."""
        for path in (self.show, self.home / "told"):
            shutil.rmtree(path, ignore_errors=True)
        (self.home / "told").mkdir()
        (self.home / "told" / "sitecustomize.py").write_text(_TELLING)
        for kept in (self.home / "cache" / "clips").glob("*/*"):
            kept.unlink()
        shutil.copytree(_ROOT / "samples" / "show", self.show, ignore=shutil.ignore_patterns("public", "state"))

    def command(self, *flags: str, cores: int = 0) -> list[str]:
        """A build, on the first so many cores."""
        bound = ["taskset", "--cpu-list", f"0-{cores - 1}"] if cores else []
        return [*bound, sys.executable, "-m", "narrate", "feed", "build", str(self.show), *flags]

    @property
    def environment(self) -> dict[str, str]:
        """Where its workers find what they are to tell, and where they tell it."""
        paths = os.pathsep.join([str(self.home / "told"), str(_ROOT)])
        lines = str(self.home / "told" / "lines")
        return {"PYTHONPATH": paths, "TOLD": lines, "NARRATE_CACHE": str(self.home / "cache")}

    def build(self, *flags: str, cores: int = 0) -> Cost:
        """A build from nothing, to its end."""
        self.begin()
        return cost_of(self.command(*flags, cores=cores), **self.environment)


def speed(bench: Bench, pairs: int) -> None:
    """Six articles of one length by one worker on one core, and by two on two."""
    compare(
        lambda: bench.build("--jobs", "1", cores=1),
        lambda: bench.build("--jobs", "2", cores=2),
        names=("one worker", "two workers"),
        pairs=pairs,
    )


def memory(bench: Bench, jobs: int) -> None:
    """The most that each process of a build holds: all it sees (RSS), its share (PSS), what is its alone (USS)."""
    bench.begin()
    most: dict[int, Counter[str]] = {}
    command = bench.command("--jobs", str(jobs), "--limit", "4")
    building = subprocess.Popen(command, env=os.environ | bench.environment, stderr=subprocess.DEVNULL)
    while building.poll() is None:
        for pid in _children(building.pid):
            with suppress(OSError):
                most[pid] = most.get(pid, Counter()) | _held(pid)
        time.sleep(_LOOK_S)
    for pid, held in most.items():
        if held["Rss"] > 100 * _MB:  # the others only watch over the workers
            print(f"worker {pid}: " + ", ".join(f"{name} {held[name] / _MB:.0f} MB" for name in ("Rss", "Pss", "Uss")))


def beside(bench: Bench) -> None:
    """One worker on one core: what it does but speak, as a share of its speaking."""
    bench.build("--jobs", "1", cores=1)
    items = [json.loads(line) for line in (bench.home / "told" / "lines").read_text().splitlines()]
    for number, one in enumerate(items, start=1):
        print(f"item {number}: {one['spoken']:.2f} CPU s spoken, {one['all'] - one['spoken']:.2f} beside it")
    first, *later = items
    print(f"loading before the first: {first['before']:.2f} CPU s")
    spoken, rest = sum(one["spoken"] for one in later), sum(one["all"] - one["spoken"] for one in later)
    print(f"from the second item on, when all is loaded: beside / spoken = {rest / spoken:.3f}")


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):  # any of its threads may have begun them
        with suppress(OSError):
            found += map(int, path.read_text().split())
    return found


def _held(pid: int) -> Counter[str]:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    told = {line.partition(":")[0]: int(line.split()[1]) * 1024 for line in lines}
    return Counter({"Rss": told["Rss"], "Pss": told["Pss"], "Uss": told["Private_Clean"] + told["Private_Dirty"]})


def main() -> None:
    """Runs what is asked for, in a folder that is removed afterwards; the model is prepared first."""
    what, *count = sys.argv[1:]
    with tempfile.TemporaryDirectory() as home:
        bench = Bench(Path(home))
        bench.build("--limit", "1")
        if what == "speed":
            speed(bench, int(count[0]) if count else 3)
        elif what == "memory":
            memory(bench, int(count[0]) if count else 2)
        else:
            beside(bench)


if __name__ == "__main__":
    main()
