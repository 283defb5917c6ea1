"""Sound through FFmpeg's filters (PyAV), as a stream."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

import av
import av.filter
import numpy as np

Floats = np.ndarray[tuple[int, ...], np.dtype[np.float32]]
"""Mono samples, full scale 1.0; a block that goes over it is not clipped."""

_FULL_SCALE = 32768
_AT_ONCE = 1 << 14  # samples a frame: each filter copies it, and a sentence at once would be megabytes a copy


def to_floats(pcm: bytes) -> Floats:
    """16-bit little-endian samples in floating point."""
    return np.frombuffer(pcm, "<i2").astype(np.float32) / np.float32(_FULL_SCALE)


def to_pcm(sound: Floats) -> bytes:
    """Samples in floating point as 16-bit little-endian ones; what is over full scale is cut off."""
    return np.rint(np.clip(sound * _FULL_SCALE, -_FULL_SCALE, _FULL_SCALE - 1)).astype("<i2").tobytes()


def resample(sound: Floats, rate: int, to: int) -> Floats:
    """The same sound at another rate, in its place to the sample."""
    frames = run([("aresample", str(to)), ("aformat", "sample_fmts=flt")], [sound] if len(sound) else [], rate)
    return np.concatenate([np.zeros(0, np.float32), *(frame.to_ndarray().reshape(-1) for frame in frames)])


def run(filters: Sequence[tuple[str, str]], sound: Iterable[Floats], rate: int) -> Iterator[av.AudioFrame]:
    """The frames that leave a chain of (filter, arguments); ``sound`` goes in as blocks of any length."""
    graph = av.filter.Graph()
    source = graph.add_abuffer(sample_rate=rate, format="flt", layout="mono", time_base=Fraction(1, rate))
    chain = [source, *(graph.add(name, arguments) for name, arguments in filters), graph.add("abuffersink")]
    for one, other in pairwise(chain):
        one.link_to(other)
    graph.configure()
    position = 0
    for block in (whole[at : at + _AT_ONCE] for whole in sound for at in range(0, len(whole), _AT_ONCE)):
        frame = av.AudioFrame.from_ndarray(block[np.newaxis], format="flt", layout="mono")
        frame.sample_rate = rate
        frame.pts = position
        position += len(block)
        source.push(frame)
        yield from _ready(chain[-1])
    source.push(None)
    yield from _ready(chain[-1])


def _ready(sink: av.filter.context.FilterContext) -> Iterator[av.AudioFrame]:
    while True:
        try:
            frame = sink.pull()
        except (av.BlockingIOError, av.EOFError):
            return
        if isinstance(frame, av.AudioFrame):
            yield frame
