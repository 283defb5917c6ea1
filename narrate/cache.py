"""A bounded folder of things that can be made again, each under the hash of all that made it."""

import hashlib
import logging
import os
from dataclasses import dataclass
from pathlib import Path

from narrate.atomic import write_whole
from narrate.model import Clip

log = logging.getLogger(__name__)

LIMIT_BYTES = 2 << 30  # about 13 hours of clips
_HEADER = 12  # check sum and rate, before the samples


def key_of(*parts: str) -> str:
    """The name of what these parts made: equal parts, equal key; any change, another."""
    whole = "\0".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(whole.encode()).hexdigest()[:40]


@dataclass(frozen=True, slots=True)
class Cache:
    """Clips and finished files. Deleting the folder is always safe, even while it is in use."""

    folder: Path
    limit_bytes: int = LIMIT_BYTES

    def clip(self, key: str) -> Clip | None:
        """The clip kept under the key; None where there is none, or where it is damaged."""
        path = self.path(key, "clip")
        try:
            content = path.read_bytes()
            os.utime(path)  # what was used last goes last
        except OSError:
            return None
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
        with write_whole(self.path(key, "clip")) as file:
            file.write(_check_sum(body) + body)

    def prune(self) -> None:
        """Removes what was used longest ago until the rest is within the limit."""
        found = []
        for path in self.folder.glob("*/*.*"):
            try:
                stat = path.stat()
            except OSError:  # another run removed it
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
