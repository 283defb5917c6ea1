"""Shows for tests and benchmarks: made of a few pages, spoken by a hum that can be told to fail, and looked through."""

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from narrate.batch.public import is_whole, stock
from narrate.feed import check_feed
from narrate.show.folder import ShowFolder
from narrate.show.records import Records
from narrate.show.values import State

# In every process of a build: the hum tells what it says, hangs on one word, and dies of another.
_SAYING = """
import os, signal, time
from narrate.engines.tone import ToneEngine

_speak = ToneEngine.speak

def speak(self, segment):
    with open(os.environ["SAID"], "a") as file:
        file.write(segment.text + "\\n")
    if "hangs" in segment.text:
        time.sleep(600)
    if "kills" in segment.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return _speak(self, segment)

ToneEngine.speak = speak
"""


def page(number: int, more: str = "") -> str:
    """An article; no two have a sentence in common but for those of ours."""
    return (
        f"# The bell of Orrin Vale, part {number}\n\nBy Tess Marlow\n\n"
        f"The bell number {number} rang at noon for the first time in 40 years, and {number} more came to hear it.\n\n"
        f"## A crack in bronze {number}\n\n"
        f"Nobody had dared to strike number {number} since the crack was found. {more}\n"
    )


@dataclass(frozen=True, slots=True)
class Studio:
    """A show's folder, and a command line to build it with."""

    home: Path

    @property
    def folder(self) -> ShowFolder:
        return ShowFolder(self.home / "show")

    @property
    def records(self) -> Records:
        return self.folder.records

    def begin(self, pages: int, **keys: object) -> "Studio":
        """Writes ``show.toml`` and so many pages; ``keys`` go before all tables."""
        self.run("feed", "init", self.folder.path, "pages", "--voice", "tone", "--title", "The bell")
        told = "".join(f"{key} = {json.dumps(value)}\n" for key, value in keys.items())
        path = self.folder.path / "show.toml"
        path.write_text(told + path.read_text())
        (self.folder.path / "pages").mkdir(parents=True)
        for number in range(1, pages + 1):
            self.write(number)
        return self

    def write(self, number: int, more: str = "") -> None:
        (self.folder.path / "pages" / f"{number:04}.md").write_text(page(number, more))

    def change(self, old: str, new: str) -> None:
        """Another word in ``show.toml``."""
        path = self.folder.path / "show.toml"
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))

    def build(self, *flags: str) -> subprocess.CompletedProcess[str]:
        return self.run("feed", "build", self.folder.path, *flags)

    def command(self, *words: object) -> list[str]:
        return [sys.executable, "-m", "narrate", *map(str, words)]

    @property
    def environment(self) -> dict[str, str]:
        (self.home / "saying").mkdir(parents=True, exist_ok=True)
        (self.home / "saying" / "sitecustomize.py").write_text(_SAYING)
        paths = (str(self.home / "saying"), str(Path(__file__).parent.parent), os.environ.get("PYTHONPATH", ""))
        return os.environ | {
            "NARRATE_CACHE": str(self.home / "cache"),
            "PYTHONPATH": os.pathsep.join(filter(None, paths)),
            "SAID": str(self.home / "said"),
            "NO_COLOR": "1",
        }

    def run(self, *words: object) -> subprocess.CompletedProcess[str]:
        done = self.command(*words)
        return subprocess.run(done, env=self.environment, capture_output=True, text=True, timeout=300, check=False)

    def said(self) -> list[str]:
        """What has been spoken since the last time that this was asked."""
        path = self.home / "said"
        lines = path.read_text().splitlines() if path.exists() else []
        path.unlink(missing_ok=True)
        return lines

    def killed_after(self, seconds: float, *flags: str) -> bool:
        """Builds, and kills the builder after so long, as a power cut would; gives whether it was still at work."""
        process = subprocess.Popen(
            self.command("feed", "build", self.folder.path, *flags),
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return True
        return False

    def guids(self) -> dict[str, str]:
        """By key."""
        return {record.key: record.guid for record in self.records.read()}

    def check(self) -> None:
        """What must hold at any moment: the feed is valid with all that it names, and each record is one item's."""
        records, feed = self.records.read(), self.folder.public / "feed.xml"
        keys = [record.key for record in records]
        assert len(set(keys)) == len(keys)
        sizes = stock(self.folder.public)
        for record in records:
            if record.state is State.PUBLISHED:
                assert record.episode is not None
                assert is_whole(record.episode, sizes)
                for file in record.episode.audio:
                    assert hashlib.sha256((self.folder.public / file.path).read_bytes()).hexdigest() == file.sha256
        if feed.exists():
            assert not [breach for breach in check_feed(feed.read_bytes(), self.folder.public) if breach.fatal]
