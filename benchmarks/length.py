"""Whether speech costs the same however long it is: CPU seconds and memory from a minute of sound to hours.

python benchmarks/length.py ARTICLE [MINUTES …]

Each length is a text of its own sentences, so that none is found in the cache. What a second of sound costs is told
with the start of the process taken off, which a run of one word shows, and as a ratio to the shortest.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

import av
from paired import Cost, cost_of

_MINUTES = (1, 10, 60, 300)
_WORDS_A_MINUTE = 165  # of the voice that is measured with
_PARAGRAPH = 4  # sentences


def main(article: str, minutes: tuple[float, ...]) -> None:
    """All lengths with one prepared model, and a cache that is empty of their sentences."""
    said = subprocess.run(
        [sys.executable, "-m", "narrate", "clean", article], capture_output=True, text=True, check=True
    )
    sentences = re.findall(r"\S[^.!?]*[.!?]+", " ".join(said.stdout.split()))
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        _speak(home, "Begin.")
        start, _ = _speak(home, "Again.")
        print(f"{'start':>8}: {start.cpu:7.2f} CPU s, {start.peak_mb:4.0f} MB")
        first = 0.0
        for number, length in enumerate(minutes):
            cost, seconds = _speak(home, _text(sentences, round(length * _WORDS_A_MINUTE), number))
            each = (cost.cpu - start.cpu) / seconds
            first = first or each
            print(
                f"{length:>4g} min: {cost.cpu:7.2f} CPU s, {cost.wall:7.2f} s wall, {cost.peak_mb:4.0f} MB, "
                f"{seconds:8.1f} s of sound; a second of sound {each / first:.3f} of the shortest's",
                flush=True,
            )


def _speak(home: Path, text: str) -> tuple[Cost, float]:
    """What it costs, and how many seconds of sound it makes."""
    source, episode = home / "article.txt", home / "episode.mp3"
    source.write_text(text, "utf-8")
    command = [sys.executable, "-m", "narrate", "speak", "--force", str(source), "-o", str(episode)]
    cost = cost_of(command, NARRATE_CACHE=str(home / "cache"))
    with av.open(str(episode)) as sound:
        return cost, (sound.duration or 0) / av.time_base


def _text(sentences: list[str], words: int, number: int) -> str:
    """Paragraphs of about so many words, each sentence with a number that makes it one of its own."""
    written: list[str] = []
    while words > 0:
        said = sentences[len(written) % len(sentences)]
        written.append(f"{said[:-1]}, {len(written) + 1} of {number + 2}{said[-1]}")
        words -= len(written[-1].split())
    paragraphs = (" ".join(written[at : at + _PARAGRAPH]) for at in range(0, len(written), _PARAGRAPH))
    return "\n\n".join([f"The reading number {number}", *paragraphs])


if __name__ == "__main__":
    main(sys.argv[1], tuple(map(float, sys.argv[2:])) or _MINUTES)
