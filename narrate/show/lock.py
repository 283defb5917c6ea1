"""One run at a time for a show."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from narrate.atomic import unwritten
from narrate.errors import BusyError


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """What the file stands for is this process's own until the block ends, or the process does, however it ends.

    Raises:
        BusyError: Another process has it.
        OutputError: The lock cannot be made there.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)  # no process that this one starts inherits it (PEP 446)
    except OSError as exc:
        raise unwritten(path, exc, "give a folder that can be written to") from exc
    try:
        _take(file, path)
        yield
    finally:
        os.close(file)


def _take(file: int, path: Path) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # the system lets go of it when the process ends, even killed
    except BlockingIOError as exc:
        holder = path.read_text("ascii", "replace").strip() or "another process"
        raise BusyError(f"{path} is held by process {holder}", "let that run finish, or end it") from exc
    os.truncate(file, 0)
    os.write(file, str(os.getpid()).encode())
