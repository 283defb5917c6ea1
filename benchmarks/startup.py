"""What ``narrate --help`` costs, against importing the library that draws it."""

import sys

from paired import compare, cost_of

HELP = [sys.executable, "-m", "narrate", "--help"]
TYPER = [sys.executable, "-c", "import typer"]

if __name__ == "__main__":
    compare(lambda: cost_of(HELP), lambda: cost_of(TYPER), names=("narrate --help", "import typer"), pairs=15)
