"""The second run of the same text, and a run with one sentence changed, against the first."""

import itertools
import sys
import tempfile
from pathlib import Path

from paired import Cost, compare, cost_of


def main(article: str) -> None:
    """The first run has an empty cache, but for narrate's rewritten model."""
    written = Path(article).read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        cache, source = Path(folder) / "cache", Path(folder) / Path(article).name
        command = [sys.executable, "-m", "narrate", "speak", str(source), "-o", str(Path(folder) / "episode.mp3")]

        def speak(text: str) -> Cost:
            source.write_text(text, "utf-8")
            return cost_of(command, NARRATE_CACHE=str(cache))

        def first() -> Cost:
            for kept in (cache / "clips").glob("*/*"):
                kept.unlink()
            return speak(written)

        changes = itertools.count()
        first()
        compare(first, lambda: speak(written), names=("first run", "second run"), pairs=3)

        def changed() -> Cost:
            return speak(_changed(written, next(changes)))

        compare(changed, first, names=("one sentence changed", "first run"), pairs=3)


def _changed(text: str, number: int) -> str:
    """The text with one more word in a sentence, each time another one, in the middle of it."""
    ends = [place for place in range(len(text)) if text.startswith(". ", place)]
    place = ends[(len(ends) // 2 + 7 * number) % len(ends)]
    return f"{text[:place]} once more{text[place:]}"


if __name__ == "__main__":
    main(sys.argv[1])
