"""A bounded folder of things that can be made again, each under the hash of all that made it."""

import hashlib
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from narrate.atomic import PART, write_whole
from narrate.model import Clip

log = logging.getLogger(__name__)

LIMIT_BYTES = 2 << 30  # about 13 hours of clips
_ABANDONED_S = 24 * 3600.0  # a file that began to be written a day ago belongs to a run that was killed
_HEADER = 12  # check sum and rate, before the samples


def key_of(*parts: str) -> str:
    """The name of what these parts made: equal parts, equal key; any change, another."""
    whole = "\0".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(whole.encode()).hexdigest()[:40]


@dataclass(frozen=True, slots=True)
class Cache:
    """Clips and finished files. Deleting the folder is safe whenever no run is under way."""

    folder: Path
    limit_bytes: int = LIMIT_BYTES

    def clip(self, key: str) -> Clip | None:
        """The clip kept under the key; None where there is none, or where it is damaged."""
        path = self.path(key, "clip")
        try:
            content = path.read_bytes()
        except OSError:
            return None
        self.touch(path)
        check, rate, pcm = content[:8], content[8:_HEADER], content[_HEADER:]
        if len(content) < _HEADER or len(pcm) % 2 or check != _check_sum(rate + pcm):
            log.warning("made again: %s is damaged", path)
            return None
        return Clip(pcm=pcm, rate=int.from_bytes(rate, "little"))

    def keep_clip(self, key: str, clip: Clip) -> None:
        """Keeps a clip.

        Raises:
            OutputError: The folder cannot be written to.
        """
        body = clip.rate.to_bytes(4, "little") + clip.pcm
        with self.write(key, "clip") as file:
            file.write(_check_sum(body) + body)

    @contextmanager
    def write(self, key: str, kind: str) -> Iterator[BinaryIO]:
        """A file to be kept, whole or not at all.

        Raises:
            OutputError: The folder cannot be written to.
        """
        with write_whole(self.path(key, kind), move="with NARRATE_CACHE") as file:
            yield file

    @staticmethod
    def touch(path: Path) -> None:
        """Marks a file as used: what was used last goes last."""
        with suppress(OSError):  # a cache that can only be read is a cache all the same
            os.utime(path)

    def prune(self) -> None:
        """Removes what was used longest ago until the rest is within the limit."""
        found = []
        for path in self.folder.glob("*/*.*"):
            try:
                stat = path.stat()
            except OSError:  # another run removed it
                continue
            if path.suffix == PART and time.time() - stat.st_mtime < _ABANDONED_S:
                continue
            found.append((stat.st_mtime_ns, stat.st_size, path))
        total = sum(size for _, size, _ in found)
        for _, size, path in sorted(found):
            if total <= self.limit_bytes:
                break
            path.unlink(missing_ok=True)
            total -= size
            log.info("removed %s", path)

    def path(self, key: str, kind: str) -> Path:
        """Where the thing of this kind (a file's suffix) is kept under the key."""
        return self.folder / key[:2] / f"{key}.{kind}"


def _check_sum(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=8).digest()
