"""Files of sound, of any format that FFmpeg reads: what they say of themselves, and their samples."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import BinaryIO

import av
import numpy as np
from av.container import InputContainer

from narrate.errors import InputError
from narrate.filters import Floats
from narrate.model import Chapter, Source


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
        InputError: As ``read_facts``.
    """
    with _container(source.name, BytesIO(source.content)) as container:
        yield from _samples(container, rate)


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
            yield container
    except (OSError, ValueError) as exc:  # av.FFmpegError is one or the other
        raise _unreadable(name, exc) from exc


def _unreadable(name: str, exc: Exception) -> InputError:
    return InputError(f"cannot read {name} as sound: {getattr(exc, 'strerror', None) or exc}")
