"""Files in ``public/``: as records tell of them, and under names that tell their content."""

import hashlib
from pathlib import Path

from narrate.media import media_type
from narrate.show.values import File

HASH_LENGTH = 12
"""Hexadecimal figures in the names of files: no two of a show share them."""


def picture(content: bytes, suffix: str) -> File:
    """A show's picture, as it will stand there; its name changes with it, as clients keep what an address gave."""
    sha256 = hashlib.sha256(content).hexdigest()
    return _file(_named("cover", sha256, suffix), len(content), sha256)


def moved(made: Path, home: Path, stem: str, public: Path) -> File:
    """A finished file, moved to its home under a name that no other content has."""
    sha256 = _digest(made)
    path = made.replace(home / _named(stem, sha256, made.suffix))
    return _file(path.relative_to(public).as_posix(), path.stat().st_size, sha256)


def standing(path: Path, public: Path) -> File:
    """A file that is there."""
    return _file(path.relative_to(public).as_posix(), path.stat().st_size, _digest(path))


def _named(stem: str, sha256: str, suffix: str) -> str:
    return f"{stem}-{sha256[:HASH_LENGTH]}{suffix}"


def _file(path: str, size: int, sha256: str) -> File:
    return File(path, media_type(path).partition(";")[0], size, sha256)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
