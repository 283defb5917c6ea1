"""Records what ``narrate clean`` and ``narrate script`` print for each sample: python tests/record_samples.py."""

import subprocess
import sys
from pathlib import Path

SAMPLES = Path(__file__).parent.parent / "samples"
RECORDED = {"article.txt": "clean", "script.txt": "script"}


def printed(command: str, source: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "narrate", command, source.name], cwd=source.parent, capture_output=True, check=True
    )
    return done.stdout.decode()


def main() -> None:
    for source in sorted(SAMPLES.glob("*/source.*")):
        for name, command in RECORDED.items():
            (source.parent / name).write_text(printed(command, source), encoding="utf-8")


if __name__ == "__main__":
    main()
