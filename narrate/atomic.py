"""Files that appear whole or not at all."""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from narrate.errors import OutputError

PART = ".part"
"""Ends the names of files that are being written."""


@contextmanager
def write_whole(path: Path, *, move: str = "with -o", durable: bool = True) -> Iterator[BinaryIO]:
    """A seekable file that takes its name, and the place of what had it, once all is written and on the disk.

    Where anything goes wrong in between, Ctrl-C included, nothing is left behind and an older file stays as it was.
    ``move`` tells how the user chooses another place. What is not ``durable`` a power cut may leave cut short.

    Raises:
        OutputError: It cannot be written there.
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
    except OSError as exc:
        full = exc.errno in {errno.ENOSPC, errno.EDQUOT}
        hint = (
            "the disk is full: make room and run it again; what is done so far is kept" if full else f"move it {move}"
        )
        raise OutputError(f"cannot write {path}: {exc.strerror or exc}", hint) from exc
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
