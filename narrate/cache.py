"""A bounded folder of things that can be made again, each under the hash of all that made it."""

import hashlib
import logging
import os
import struct
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import BinaryIO

from narrate.atomic import PART, write_whole
from narrate.folders import cache_folder
from narrate.model import Clip, Cue

log = logging.getLogger(__name__)

_KEY_LENGTH = 40  # hexadecimal figures: 160 bits, which no two things share
LIMIT_BYTES = 2 << 30  # about 23 hours of clips
_ABANDONED_S = 24 * 3600.0  # a file that began to be written a day ago belongs to a run that was killed
_CHECK = 8  # bytes of check sum, before all else
_FORMAT = b"narrate clip 2"  # part of the check sum: what was kept in another format is made again
_HEADER = struct.Struct("<II")  # rate, and the number of words
_WORD = struct.Struct("<ii")  # start and end
_UNKNOWN = -1  # for both, where it is not known when a word is said


def open_cache() -> "Cache":
    """The one of this machine's user."""
    return Cache(cache_folder() / "clips")


def key_of(*parts: object) -> str:
    """The name of what these values made: equal ones, equal key; any change, another."""
    return hashlib.sha256(_told(parts).encode(errors="surrogatepass")).hexdigest()[:_KEY_LENGTH]


def _told(value: object) -> str:
    """All of a value of ours, in each process the same: ``repr`` has the items of sets in any order."""
    if isinstance(value, tuple):
        return f"({','.join(map(_told, value))})"
    if isinstance(value, frozenset):
        return f"{{{','.join(sorted(map(_told, value)))}}}"
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if is_dataclass(value):
        return f"{type(value).__name__}{_told(tuple(getattr(value, one.name) for one in fields(value)))}"
    return repr(value)


@dataclass(frozen=True, slots=True)
class Cache:
    """Clips and finished files. Deleting the folder is safe whenever no run is under way."""

    folder: Path
    limit_bytes: int = LIMIT_BYTES

    def clip(self, key: str) -> Clip | None:
        """The clip kept under the key; None where there is none, or where it is damaged."""
        body = self._read(key, "clip")
        return _clip_of(body) if body is not None else None

    def has_clip(self, key: str) -> bool:
        """Whether a clip is kept under the key, damaged or not."""
        return self.path(key, "clip").exists()

    def keep_clip(self, key: str, clip: Clip) -> None:
        """Keeps a clip.

        Raises:
            OutputError: The folder cannot be written to.
        """
        self._write(key, "clip", _bytes_of(clip))

    def kept(self, name: str, make: Callable[[], bytes]) -> bytes:
        """What was made under that name; made and kept where it is not there, or damaged.

        Raises:
            OutputError: The folder cannot be written to.
        """
        key = key_of(name)
        body = self._read(key, "made")
        if body is None:
            body = make()
            self._write(key, "made", body)
        return body

    def note(self, key: str) -> str:
        """What was noted under the key, such as the key of what is kept; empty where nothing was."""
        body = self._read(key, "note")
        return body.decode() if body is not None else ""

    def keep_note(self, key: str, noted: str) -> None:
        """Notes something short.

        Raises:
            OutputError: The folder cannot be written to.
        """
        self._write(key, "note", noted.encode())

    def _read(self, key: str, kind: str) -> bytes | None:
        """What ``_write`` kept; None where there is nothing, or where it is damaged."""
        path = self.path(key, kind)
        try:
            content = path.read_bytes()
        except OSError:
            return None
        self.touch(path)
        check, body = content[:_CHECK], content[_CHECK:]
        if check != _check_sum(body):
            log.warning("made again: %s is damaged", path)
            return None
        return body

    def _write(self, key: str, kind: str, body: bytes) -> None:
        with self.write(key, kind, durable=False) as file:  # what has a check sum need not be safe from a power cut
            file.write(_check_sum(body) + body)

    @contextmanager
    def write(self, key: str, kind: str, *, durable: bool = True) -> Iterator[BinaryIO]:
        """A file to be kept, whole or not at all; as in ``write_whole``.

        Raises:
            OutputError: The folder cannot be written to.
        """
        with write_whole(self.path(key, kind), move="with NARRATE_CACHE", durable=durable) as file:
            yield file

    @staticmethod
    def touch(path: Path) -> None:
        """Marks a file as used: what was used last goes last."""
        with suppress(OSError):  # a cache that can only be read is a cache all the same
            os.utime(path)

    def prune(self) -> None:
        """Removes what was used longest ago until the rest is within the limit."""
        found = sorted(self._kept())
        total = sum(size for _, size, _ in found)
        for _, size, path in found:
            if total <= self.limit_bytes:
                break
            path.unlink(missing_ok=True)
            total -= size
            log.info("removed %s", path)

    def sizes(self) -> tuple[int, ...]:
        """In bytes, of all that is kept."""
        return tuple(size for _, size, _ in self._kept())

    def clear(self) -> None:
        """Removes all that is kept, but for what another run is writing."""
        for _, _, path in self._kept():
            path.unlink(missing_ok=True)

    def _kept(self) -> Iterator[tuple[int, int, Path]]:
        """When each file was used last, in ns, its size, and where it is."""
        for path in self.folder.glob("*/*.*"):
            try:
                stat = path.stat()
            except OSError:  # another run removed it
                continue
            if path.suffix != PART or time.time() - stat.st_mtime >= _ABANDONED_S:
                yield stat.st_mtime_ns, stat.st_size, path

    def path(self, key: str, kind: str) -> Path:
        """Where the thing of this kind (a file's suffix) is kept under the key."""
        return self.folder / key[:2] / f"{key}.{kind}"


def _bytes_of(clip: Clip) -> bytes:
    """A clip without loss, in 58 % of its size: speech is smooth, so the changes of its changes are small numbers."""
    import numpy as np

    header = _HEADER.pack(clip.rate, len(clip.words))
    words = b"".join(
        _WORD.pack(word.start, word.end) if word else _WORD.pack(_UNKNOWN, _UNKNOWN) for word in clip.words
    )
    samples = np.frombuffer(clip.pcm, "<i2").astype(np.int32)
    changes = np.diff(samples, n=2, prepend=[0, 0]).astype(np.int16)  # that may wrap around, and wraps back
    folded = ((changes << 1) ^ (changes >> 15)).view(np.uint16)  # the sign goes last: high bytes are mostly zero
    parted = (folded >> 8).astype(np.uint8).tobytes() + (folded & 255).astype(np.uint8).tobytes()
    return header + words + zlib.compress(parted, 1)


def _clip_of(body: bytes) -> Clip:
    """The clip that ``_bytes_of`` told of."""
    import numpy as np

    rate, count = _HEADER.unpack_from(body)
    at = _HEADER.size + count * _WORD.size
    words = tuple(
        None if start == _UNKNOWN else Cue(start, end) for start, end in _WORD.iter_unpack(body[_HEADER.size : at])
    )
    high, low = np.frombuffer(zlib.decompress(body[at:]), np.uint8).reshape(2, -1).astype(np.uint16)
    folded = (high << 8) | low
    changes = ((folded >> 1) ^ -(folded & 1)).view(np.int16)
    samples = np.cumsum(np.cumsum(changes, dtype=np.int16), dtype=np.int16)
    return Clip(pcm=samples.astype("<i2").tobytes(), rate=rate, words=words)


def _check_sum(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=_CHECK, person=_FORMAT).digest()
