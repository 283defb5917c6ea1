"""Where an episode goes: what -o says, and the title."""

import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

from narrate.errors import OutputError, UsageError

_NAME_CHARACTERS = 80  # file managers show about as much
_NAME_BYTES = 200  # file systems take 255, and a suffix is to come
_UNTITLED = "episode"
_ELSEWHERE = "choose another place with -o"


def placer(out: str, suffix: str, *, count: int) -> Callable[[str], Path]:
    """A function that names the file of an article by its title; of ``count`` articles no two get the same name.

    ``out`` is what -o said: nothing (the current folder), a folder, or, for a single article, a file.

    Raises:
        UsageError: Several articles cannot go into one file, or the file's suffix is another format's.
    """
    if Path(out).name in {"-", suffix}:
        raise UsageError(f"-o {out} is no name for a file or a folder", "give a file, such as story.mp3, or a folder")
    folder = not out or out.endswith(("/", os.sep)) or _is_folder(Path(out)) or not Path(out).suffix
    if not folder and count > 1:
        raise UsageError(f"{count} sources cannot go into one file, {out}", "give a folder to -o")
    if not folder and Path(out).suffix.lower() != suffix:
        raise UsageError(f"{out} should end in {suffix}, the format that is written", "change -o or --format")
    taken: set[Path] = set()

    def place(title: str) -> Path:
        path = Path(out) / f"{file_name(title)}{suffix}" if folder else Path(out)
        plain, number = path, 1
        while path in taken:
            number += 1
            path = plain.with_stem(f"{plain.stem}-{number}")
        taken.add(path)
        _check_writable(path)
        return path

    return place


def file_name(title: str) -> str:
    """A title as a file name: letters, marks and digits of any script, in lower case, joined by hyphens."""
    bare = unicodedata.normalize("NFKC", title).lower().replace("'", "").replace("’", "")
    words = "".join(one if unicodedata.category(one)[0] in "LMN" else " " for one in bare).split() or [_UNTITLED]
    name = words[0][:_NAME_CHARACTERS]
    for word in words[1:]:
        if len(name) + len(word) >= _NAME_CHARACTERS:
            break
        name += f"-{word}"
    while len(name.encode()) > _NAME_BYTES:
        name = name[:-1]
    return name


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError as exc:
        raise OutputError(f"cannot write {path}: {exc.strerror}", _ELSEWHERE) from exc


def _check_writable(path: Path) -> None:
    """Before minutes are spent on what could not be written."""
    if _is_folder(path):
        raise OutputError(f"cannot write {path}: it is a folder", _ELSEWHERE)
    nearest = next(parent for parent in path.absolute().parents if parent.exists())
    if not nearest.is_dir():
        raise OutputError(f"cannot write {path}: {nearest} is not a folder", _ELSEWHERE)
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise OutputError(f"cannot write {path}: no permission in {nearest}", _ELSEWHERE)
