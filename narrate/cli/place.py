"""Where an episode goes: what -o says, and the title."""

import os
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

from narrate.errors import OutputError, UsageError
from narrate.model import Article

_NAME_CHARACTERS = 80  # file managers show about as much
_UNTITLED = "episode"


def placer(out: str, suffix: str, *, count: int) -> Callable[[Article], Path]:
    """A function that names the file of an article; of ``count`` articles no two get the same name.

    ``out`` is what -o said: nothing (the current folder), a folder, or, for a single article, a file.

    Raises:
        UsageError: Several articles cannot go into one file, or the file's suffix is another format's.
    """
    folder = not out or out.endswith(("/", os.sep)) or Path(out).is_dir() or not Path(out).suffix
    if not folder and count > 1:
        raise UsageError(f"{count} sources cannot go into one file, {out}", "give a folder to -o")
    if not folder and Path(out).suffix.lower() != suffix:
        raise UsageError(f"{out} should end in {suffix}, the format that is written", "change -o or --format")
    taken: set[Path] = set()

    def place(article: Article) -> Path:
        path = Path(out) / f"{file_name(article.title)}{suffix}" if folder else Path(out)
        plain, number = path, 1
        while path in taken:
            number += 1
            path = plain.with_stem(f"{plain.stem}-{number}")
        taken.add(path)
        _check_writable(path)
        return path

    return place


def file_name(title: str) -> str:
    """A title as a file name: letters and digits of any script, in lower case, joined by hyphens."""
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", title).lower().replace("'", "").replace("’", ""))
    name = ""
    for word in words:
        if len(name) + len(word) >= _NAME_CHARACTERS:
            break
        name += f"-{word}" if name else word
    return name or _UNTITLED


def _check_writable(path: Path) -> None:
    """Before minutes are spent on what could not be written."""
    if path.is_dir():
        raise OutputError(f"cannot write {path}: it is a folder", "choose another place with -o")
    nearest = next(parent for parent in path.absolute().parents if parent.exists())
    if not nearest.is_dir():
        raise OutputError(f"cannot write {path}: {nearest} is not a folder", "choose another place with -o")
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise OutputError(f"cannot write {path}: no permission in {nearest}", "choose another place with -o")
