"""A file, an address or standard input to a source."""

import sys
from pathlib import Path

from narrate.errors import InputError
from narrate.fetch.web import Answer, Version, Web
from narrate.model import MOST_BYTES, Source

__all__ = ["STANDARD_INPUT", "Answer", "Version", "Web", "is_web", "load"]

STANDARD_INPUT = "-"


def load(name: str, web: Web | None = None) -> Source:
    """What a user named: a path, an http or https address, or ``-``.

    Raises:
        InputError: It is not there, cannot be read or fetched, or is too large.
    """
    if name == STANDARD_INPUT:
        if sys.stdin is None:
            raise InputError("there is no standard input", "give a file or a web address")
        return Source("standard input", _limited("standard input", sys.stdin.buffer.read(MOST_BYTES + 1)))
    return (web or Web()).page(name) if "://" in name else _read(Path(name))


def is_web(name: str) -> bool:
    """Whether a name is an address on the web, and no path."""
    return name.lower().startswith(("http://", "https://"))


def _read(path: Path) -> Source:
    try:
        if path.is_dir():
            raise InputError(f"{path} is a folder", "name the files in it")
        with path.open("rb") as file:
            return Source(str(path), _limited(str(path), file.read(MOST_BYTES + 1)))
    except FileNotFoundError as exc:
        raise InputError(f"there is no file {path}", "check the spelling, and the folder you are in") from exc
    except (OSError, ValueError) as exc:  # ValueError: a null byte in the name
        raise InputError(f"cannot read {path}: {getattr(exc, 'strerror', None) or exc}") from exc


def _limited(name: str, content: bytes) -> bytes:
    if len(content) > MOST_BYTES:
        raise InputError(f"{name} is larger than {MOST_BYTES // 1_000_000} MB", "give the article alone")
    return content
