"""Files that appear whole or not at all."""

import errno
import filecmp
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from narrate.errors import DiskFullError, OutputError

PART = ".part"
"""Ends the names of files that are being written, and of folders for such."""


@contextmanager
def write_whole(path: Path, *, move: str = "with -o", durable: bool = True) -> Iterator[BinaryIO]:
    """A seekable file that takes its name, and the place of what had it, once all is written and on the disk.

    Where anything goes wrong in between, Ctrl-C included, nothing is left behind and an older file stays as it was.
    ``move`` tells how the user chooses another place. What is not ``durable`` a power cut may take back or cut short.

    Raises:
        OutputError: It cannot be written there; ``DiskFullError`` where there is no room.
    """
    temporary = path.with_name(f".{path.name[:40]}.{secrets.token_hex(6)}{PART}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("x+b") as file:
            yield file
            file.flush()
            if durable:
                os.fsync(file.fileno())
        temporary.replace(path)
        if durable:
            settle(path.parent)
    except OSError as exc:
        raise unwritten(path, exc, f"move it {move}") from exc
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def write_changed(path: Path, content: bytes, *, move: str = "with -o") -> bool:
    """Writes a file if it does not hold this already, so that nobody fetches anew what has not changed.

    Returns whether it was written; raises as ``write_whole``.
    """
    if holds(path, content):
        return False
    with write_whole(path, move=move) as file:
        file.write(content)
    return True


def holds(path: Path, content: bytes | Path) -> bool:
    """Whether a file is there and holds this, or what another file holds, and nothing else."""
    try:
        if isinstance(content, Path):
            return filecmp.cmp(path, content, shallow=False)
        return path.read_bytes() == content
    except OSError:  # not there, or nothing that can be read: writing will tell
        return False


@contextmanager
def aside(folder: Path, *, move: str = "with -o") -> Iterator[Path]:
    """A hidden folder within a folder, for files that belong together: whatever is in it at the end is deleted.

    Raises:
        OutputError: It cannot be made there.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        hidden = TemporaryDirectory(dir=folder, prefix=".", suffix=PART, ignore_cleanup_errors=True)
    except OSError as exc:
        raise unwritten(folder, exc, f"move it {move}") from exc
    with hidden as name:
        yield folder / Path(name).name  # as the folder was given: since Python 3.12 the name is absolute


def move_together(files: Sequence[Path], folder: Path, *, move: str = "with -o") -> tuple[Path, ...]:
    """Moves finished files into the folder that they were written aside in, in order; gives their places.

    A place that holds the same already is left alone. Where one cannot be moved, Ctrl-C included, those that are moved
    already are taken back, and what was in their places is there again.

    Raises:
        OutputError: One cannot have its place.
    """
    places = tuple(folder / path.name for path in files)
    for place in places:
        if place.is_dir():
            raise OutputError(f"cannot write {place}: it is a folder", f"move it {move}")
    try:
        with ExitStack() as moved:
            for path, place in zip(files, places, strict=True):
                if not holds(place, path):
                    _exchange(path, place, moved)
            settle(folder)
            moved.pop_all()
    except OSError as exc:
        raise unwritten(place, exc, f"move it {move}") from exc
    return places


def _exchange(path: Path, place: Path, moved: ExitStack) -> None:
    """Gives a file its place; what had it waits beside the file until nothing can go wrong any more."""
    older = path.with_name(f"{path.name}.older")
    if os.path.lexists(place):
        moved.callback(_put_back, older, place)
        place.replace(older)
    else:
        moved.callback(place.unlink, missing_ok=True)
    path.replace(place)


def _put_back(older: Path, place: Path) -> None:
    if os.path.lexists(older):  # else the place has not been touched
        older.replace(place)


def settle(folder: Path) -> None:
    """Puts the names in a folder on the disk.

    Raises:
        OSError: It is not there.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def unwritten(path: Path, exc: OSError, hint: str) -> OutputError:
    """What to tell of a file that could not be written; of one aside, by the place that it was for."""
    place = Path(*(part for part in path.parts if not (part.startswith(".") and part.endswith(PART))))
    message = f"cannot write {place}: {exc.strerror or exc}"
    if exc.errno in {errno.ENOSPC, errno.EDQUOT}:
        full = "the disk is full: make room and run it again; what is done so far is kept"
        return DiskFullError(message, full)
    return OutputError(message, hint)
