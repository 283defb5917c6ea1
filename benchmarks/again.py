"""The second run of the same thing, against the first."""

import sys
import tempfile
from pathlib import Path

from paired import compare, cost_of


def main(article: str) -> None:
    """The first run has an empty cache, but for narrate's rewritten model."""
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder) / "cache"
        speak = [sys.executable, "-m", "narrate", "speak", article, "-o", str(Path(folder) / "episode.mp3")]

        def first():  # noqa: ANN202 - a thunk
            for clip in (cache / "clips").glob("*/*"):
                clip.unlink()
            return cost_of(speak, NARRATE_CACHE=str(cache))

        first()
        compare(first, lambda: cost_of(speak, NARRATE_CACHE=str(cache)), names=("first run", "second run"), pairs=3)


if __name__ == "__main__":
    main(sys.argv[1])
