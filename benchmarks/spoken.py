"""The spoken form and the sentence splitter: how right, how fast, how heavy.

python benchmarks/spoken.py        (how right is measured where the development data is: see tests/measures.py)
"""

import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from measures import DATA, MEASURES, SCORERS, english_sentences, spoken_form

CORPORA = {  # and the figures that sum each of them up
    "spoken/nemo": ("ALL equal", "ALL tolerant", "ALL per"),
    "spoken/GoogleTN.json": ("GoogleTN+ tolerant", "GoogleTN= tolerant", "ALL per"),
    "spoken/LibriTTS.json": ("ALL tolerant", "ALL per"),
    "sentences/golden_rules.jsonl": ("ALL exact",),
    "sentences/ewt_dev.jsonl": ("ewt-dev:reviews f1", "ewt-dev:weblog f1", "ALL f1", "ALL damaged"),
}
LOW = 0.9  # no category should be under it
ROUNDS = 9
NEWS = (
    "The $61 billion package passed on July 24, 2024, at 5:30 p.m. EST, after 3-5 years of talks.",
    "Gen. Orr of the U.S. said the F-16s, worth €5.5bn, left Lviv for good on Tuesday morning.",
    "Nobody had dared to strike the bell since the crack in it was found, said the sexton.",
    "In 2022, 155 people (12.5% of all) moved to St. Paul, Minn., where it was -20°C.",
    "The minister, who had flown in the night before, told reporters that no decision had been made yet.",
    "Henry VIII's ships, 20 km off Portsmouth, carried 91 guns; one of them, the Mary Rose, sank in 1545.",
)
_BRITISH = re.compile(
    r"\b(hundred|thousand|million|billion) and (?=(?:[a-z]+t(?:een|y)|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve)\b)"
)
READY = (
    "import os, subprocess, time\n"
    "def rss(): return int(subprocess.check_output(['ps', '-o', 'rss=', '-p', str(os.getpid())]))\n"
    "before, start = rss(), time.perf_counter()\n"
    "{work}\n"
    "print(time.perf_counter() - start, (rss() - before) / 1024)\n"
)
OURS = (
    "from narrate.spoken import verbalize; from narrate.chunk import sentences; "
    "verbalize('It cost $5.', 'en'); sentences('It rang.', 'en')"
)


def rightness() -> None:
    """By the scorers that come with the data."""
    for name, wanted in CORPORA.items():
        corpus = DATA / name
        if not corpus.exists() or not SCORERS.is_dir():
            print(f"{name}: not on this machine")
            continue
        measure = MEASURES[name.partition("/")[0]]
        show(name, measure(corpus, SCORERS), wanted)
        if corpus.is_dir():
            with tempfile.TemporaryDirectory() as folder:
                show(f"{name}, with numbers in our house style", measure(american(corpus, folder), SCORERS), wanted)


def american(corpus: Path, folder: str) -> Path:
    """The corpus without the "and" in numbers: one hundred five."""
    for path in corpus.iterdir():
        Path(folder, path.name).write_text(_BRITISH.sub(r"\1 ", path.read_text(encoding="utf-8")), encoding="utf-8")
    return Path(folder)


def show(name: str, figures: dict[str, float], wanted: tuple[str, ...]) -> None:
    """The figures in percent, and the categories that are low."""
    low = [figure for figure, value in figures.items() if figure.endswith(" tolerant") and value < LOW]
    print(f"{name}: " + ", ".join(f"{figure} {100 * figures[figure]:.2f}" for figure in (*wanted, *low)))


def spent(work: Callable[[], object]) -> float:
    """CPU seconds."""
    start = time.process_time()
    work()
    return time.process_time() - start


def speed() -> None:
    """Against what the same text costs in espeak, and in a splitter that knows full stops only."""
    from piper.phonemize_espeak import EspeakPhonemizer

    espeak, text, stop = EspeakPhonemizer(), " ".join(NEWS) * 100, re.compile(r"(?<=[.!?])\s+")
    spoken_form(text), espeak.phonemize("en-us", NEWS[0])
    pairs = [
        (
            spent(lambda: [spoken_form(one) for one in NEWS * 20]) / (20 * len(NEWS)),
            spent(lambda: [espeak.phonemize("en-us", one) for one in NEWS * 20]) / (20 * len(NEWS)),
            spent(lambda: english_sentences(text)),
            spent(lambda: stop.split(text)),
        )
        for _ in range(ROUNDS)
    ]
    ours, phonemes, split, naive = (statistics.median(each) for each in zip(*pairs, strict=True))
    million = len(text) / 1e6
    print(f"spoken form: {1e3 * ours:.2f} ms a sentence, {ratios(pairs, 0, 1)} of espeak's own time for it")
    print(f"sentences: {million / split:.1f} million characters a second, {ratios(pairs, 2, 3)} of re.split's time")
    print(f"(espeak {1e3 * phonemes:.2f} ms a sentence, re.split {million / naive:.0f} million characters a second)")


def ratios(pairs: list[tuple[float, ...]], one: int, other: int) -> str:
    """The median ratio of the pairs, and the least and the greatest."""
    found = sorted(pair[one] / pair[other] for pair in pairs)
    return f"{statistics.median(found):.2f} ({found[0]:.2f} to {found[-1]:.2f})"


def weight() -> None:
    """What it takes to be ready for the first English sentence, against a module that many programs import."""
    for name, work in (("the rules for English", OURS), ("asyncio", "import asyncio")):
        command = [sys.executable, "-c", READY.format(work=work)]
        runs = [subprocess.run(command, capture_output=True, check=True).stdout.split() for _ in range(ROUNDS)]
        seconds, megabytes = (statistics.median(map(float, each)) for each in zip(*runs, strict=True))
        print(f"import {name}: {1e3 * seconds:.0f} ms, {megabytes:.0f} MB")


if __name__ == "__main__":
    rightness()
    speed()
    weight()
