"""Files of sound, of any format that FFmpeg reads: what they say of themselves, and their samples."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Literal

import av
import numpy as np
from av.container import InputContainer

from narrate.errors import InputError
from narrate.filters import Floats
from narrate.model import Chapter, Source

_SLACK_S = 0.1  # between what is told and what is there: encoders' delays, the last frame
_UNKNOWN_BYTES = 0x7FFF_0000  # of a WAV that was written to a pipe: whoever writes it does not know yet
_GUESSED = frozenset({"aac", "ac3", "eac3", "dts"})  # bare frames


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file says of itself."""

    container: str
    codec: str
    rate: int
    """Samples a second."""
    channels: int
    bit_rate: int
    """Of the sound, bits a second."""
    told_ms: int
    """How long it says that it is."""
    chapters: tuple[Chapter, ...]
    tags: tuple[tuple[str, str], ...]
    """By FFmpeg's names, sorted."""


def read_facts(path: Path) -> Facts:
    """What a file says of itself.

    Raises:
        InputError: It cannot be read, or has no sound in it.
    """
    with _opened(path) as container:
        stream = container.streams.audio[0]
        seconds = float(stream.duration * stream.time_base) if stream.duration and stream.time_base else 0.0
        return Facts(
            container=container.format.name,
            codec=stream.codec_context.name,
            rate=stream.rate,
            channels=stream.channels,
            bit_rate=stream.bit_rate or container.bit_rate or 0,
            told_ms=round(1000 * seconds) or (container.duration or 0) // 1000,
            chapters=tuple(map(_chapter, container.chapters())),
            tags=tuple(sorted((container.metadata | stream.metadata).items())),
        )


def read_sound(path: Path) -> Iterator[Floats]:
    """The samples, mixed to one channel, block by block.

    Raises:
        InputError: As ``read_facts``.
    """
    with _opened(path) as container:
        yield from _samples(container, None)


def decode(source: Source, rate: int) -> Iterator[Floats]:
    """The samples of a file that is read already, mixed to one channel, at a rate.

    Raises:
        InputError: As ``read_facts``; or it ends before it should.
    """
    length = 0
    with _container(source.name, BytesIO(source.content)) as container:
        told_s = _told_s(container, source.content)
        for block in _samples(container, rate):
            length += len(block)
            yield block
    if length / rate < told_s - _SLACK_S:
        cut = f"{source.name} is cut off: of the {told_s:.1f} s that it tells of, {length / rate:.1f} s are there"
        raise InputError(cut, "get the whole of it")


def _told_s(container: InputContainer, content: bytes) -> float:
    """How long a file says that it is, in seconds; 0 where FFmpeg only guesses it from the file's size."""
    stream, kind = container.streams.audio[0], container.format.name
    seconds = float(stream.duration * stream.time_base) if stream.duration and stream.time_base else 0.0
    if kind == "wav":  # there FFmpeg goes by what is there
        told, there = _sizes(content)
        return seconds * told / there if there and told < _UNKNOWN_BYTES else 0.0
    if kind == "mp3":
        return seconds if {b"Xing", b"Info"} & {content[at : at + 4] for at in _places_of_facts(content)} else 0.0
    return 0.0 if kind in _GUESSED else seconds


def _sizes(content: bytes) -> tuple[int, int]:
    """How many bytes of samples a WAV tells of, and how many are there; what stands behind them may be cut."""
    order: Literal["big", "little"] = "big" if content.startswith(b"RIFX") else "little"
    at = 12  # behind the file's own header
    while at + 8 <= len(content):
        size = int.from_bytes(content[at + 4 : at + 8], order)
        if content[at : at + 4] == b"data":
            return size, min(size, len(content) - at - 8)
        at += 8 + size + size % 2
    return 0, 0


def _places_of_facts(content: bytes) -> Iterator[int]:
    """Where an MP3's frame of facts may say that it is one: behind the tag, a header, and one of three lengths."""
    sizes = content[6:10] if content.startswith(b"ID3") else b""
    first = 10 + sum(size << 7 * (3 - place) for place, size in enumerate(sizes)) if sizes else 0
    yield from (first + 4 + side for side in (9, 17, 32))


def _samples(container: InputContainer, rate: int | None) -> Iterator[Floats]:
    resampler = av.AudioResampler(format="flt", layout="mono", rate=rate)
    for frame in chain(container.decode(container.streams.audio[0]), [None]):
        for mixed in resampler.resample(frame):
            yield np.asarray(mixed.to_ndarray(), np.float32).reshape(-1)


def _chapter(told: "av.container.core.Chapter") -> Chapter:
    tick_ms = (told["time_base"] or 1) * 1000
    return Chapter(told["metadata"].get("title", ""), int(told["start"] * tick_ms), int(told["end"] * tick_ms))


@contextmanager
def _opened(path: Path) -> Iterator[InputContainer]:
    try:
        with path.open("rb") as file:
            if not file.peek(1):  # PyAV would print a traceback of its own
                raise InputError(f"{path} is empty", "give a file of sound, such as an MP3")
            with _container(str(path), file) as container:
                yield container
    except FileNotFoundError as exc:
        raise InputError(f"there is no file {path}", "check the spelling, and the folder you are in") from exc
    except OSError as exc:
        raise _unreadable(str(path), exc) from exc


@contextmanager
def _container(name: str, file: BinaryIO) -> Iterator[InputContainer]:
    try:
        with av.open(file, "r") as container:
            if not container.streams.audio:
                raise InputError(f"{name} holds no sound", "give a file of sound, such as an MP3")
            if container.streams.audio[0].codec_context is None:  # whatever its type says
                raise InputError(f"cannot read {name} as sound: it is coded in a way that is not known")
            yield container
    except (av.FFmpegError, OSError, ValueError) as exc:
        raise _unreadable(name, exc) from exc


def _unreadable(name: str, exc: Exception) -> InputError:
    return InputError(f"cannot read {name} as sound: {getattr(exc, 'strerror', None) or exc}")
