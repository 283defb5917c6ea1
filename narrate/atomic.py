"""Files that appear whole or not at all."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from narrate.errors import OutputError


@contextmanager
def write_whole(path: Path) -> Iterator[BinaryIO]:
    """A seekable file that takes its name, and the place of what had it, once all is written and on the disk.

    Where anything goes wrong in between, Ctrl-C included, nothing is left behind and an older file stays as it was.

    Raises:
        OutputError: It cannot be written there.
    """
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(descriptor, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o666 & ~_umask())  # mkstemp makes files that only their owner reads
        temporary.replace(path)
    except OSError as exc:
        raise OutputError(f"cannot write {path}: {exc.strerror or exc}", _hint(exc)) from exc
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _hint(exc: OSError) -> str:
    hints = {
        errno.ENOSPC: "the disk is full: make room and run it again; what is done so far is kept",
        errno.EDQUOT: "your quota is used up: make room and run it again; what is done so far is kept",
        errno.EACCES: "choose another place with -o",
        errno.EROFS: "choose another place with -o",
    }
    return hints.get(exc.errno or 0, "")
