"""Which narrate this is: with any other, the same source and voice may become something else."""

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent


@cache
def identity() -> str:
    """Of Python, of narrate's own files, and of what is installed beside it.

    A file is known by its size and the time of its last change, a package by its version: to read them all would take
    longer than what this spares.
    """
    parts = (sys.version, *sorted(_files(_HERE)), *sorted(_packages()))
    return hashlib.sha256("\n".join(parts).encode(errors="surrogateescape")).hexdigest()


def _files(folder: Path) -> Iterator[str]:
    for entry in os.scandir(folder):
        if entry.is_dir():
            if entry.name != "__pycache__":  # written by Python, when it likes
                yield from _files(Path(entry.path))
        else:
            stat = entry.stat()
            yield f"{entry.path} {stat.st_size} {stat.st_mtime_ns}"


def _packages() -> Iterator[str]:
    """The folders of their metadata, which are named for package and version."""
    for folder in filter(os.path.isdir, sys.path):
        yield from (one.name for one in os.scandir(folder) if one.name.endswith((".dist-info", ".egg-info")))
