"""Samples to MP3's frames, by LAME, a run of stretches at a time: what an earlier file had is not encoded again.

A run begins and ends in digital silence and fills whole frames. So its frames are the same whatever stands before it
and behind it, and runs can be joined: nothing but silence reaches from one into the next.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from math import gcd
from typing import Any

import lameenc
import numpy as np

from narrate import filters
from narrate.model import Keep, Stretch
from narrate.outputs.coding import DECODER_DELAY, DELAY, QUALITY, Coding

_REACH = DELAY + DECODER_DELAY + 1300  # samples: the delays, two granules that overlap, and what filters reach
_APART_S = 0.25  # of silence, where a run ends: between sentences, but not between the parts of one
_LONGEST_S = 60  # a run that is longer is encoded as it comes, and not kept: memory is bounded
_GAIN = np.float32(10 ** (0.446 / 20))  # LAME makes everything softer by 0.446 dB


def encode(sound: Iterable[Stretch], rate: int, coding: Coding, keep: Keep) -> Iterator[bytes]:
    """The frames of a sound at that rate, ``coding.count`` of them in all; ``keep`` has those of an earlier file."""
    unit = coding.frame * rate // gcd(coding.frame * rate, coding.rate)  # the fewest samples that are whole frames
    reach, apart = -(-_REACH * rate // coding.rate), int(_APART_S * rate)
    lead, run = 0, list[Stretch]()
    for stretch in chain(sound, [_silence(coding.tail(rate))]):
        run.append(stretch)
        length = lead + sum(one.length for one in run)
        end = -(-(length - stretch.rest + reach) // unit) * unit
        if stretch.rest > apart and end <= length:
            yield from _encoded(_Run(lead, tuple(run), end), rate, coding, keep)
            lead, run = length - end, []
    yield from _encoded(_Run(lead, tuple(run), lead + sum(one.length for one in run)), rate, coding, keep)


@dataclass(frozen=True, slots=True)
class _Run:
    """Stretches that are encoded in one go."""

    lead: int
    """Samples of silence before them."""
    stretches: tuple[Stretch, ...]
    length: int
    """Of it all; what is behind that is silence."""

    @property
    def key(self) -> str:
        return f"{self.lead} {self.length} {' '.join(one.key for one in self.stretches)}"

    def blocks(self) -> Iterator[bytes]:
        """The samples."""
        left = 2 * self.length
        for block in chain([bytes(2 * self.lead)], (one.read() for one in self.stretches)):
            yield block[:left]
            left -= len(block[:left])


def _silence(length: int) -> Stretch:
    return Stretch("silence", length, length, lambda: bytes(2 * length))


def _encoded(run: _Run, rate: int, coding: Coding, keep: Keep) -> Iterator[bytes]:
    if run.length > _LONGEST_S * rate:
        yield from _frames(run.blocks(), rate, coding)
    elif run.length:
        name = f"frames {coding.fingerprint} from {rate} {run.key}"
        yield keep(name, lambda: b"".join(_frames(run.blocks(), rate, coding)))


def _frames(blocks: Iterable[bytes], rate: int, coding: Coding) -> Iterator[bytes]:
    """The frames of a stretch, as many as it is long."""
    lame, length, given, held = _encoder(coding), 0, 0, bytearray()

    def sounds() -> Iterator[filters.Floats]:
        nonlocal length
        for block in blocks:
            length += len(block) // 2
            yield filters.to_floats(block) * _GAIN

    for sound in _resampled(sounds(), rate, coding.rate):
        held += lame.encode(filters.to_pcm(sound))
        end, count = _whole(held, coding)
        given += count
        yield bytes(held[:end])
        del held[:end]
    held += lame.encode(bytes(2 * _REACH)) + lame.flush()  # only so that the frames before come out
    end, _ = _whole(held, coding, most=-(-length * coding.rate // (rate * coding.frame)) - given)
    yield bytes(held[:end])


def _resampled(sounds: Iterable[filters.Floats], rate: int, to: int) -> Iterator[filters.Floats]:
    if rate == to:
        yield from sounds
        return
    for frame in filters.run([("aresample", str(to)), ("aformat", "sample_fmts=flt")], sounds, rate):
        yield np.asarray(frame.to_ndarray(), np.float32).reshape(-1)


def _whole(frames: bytearray, coding: Coding, *, most: int | None = None) -> tuple[int, int]:
    """Where the last whole frame ends, of so many at most; and how many they are."""
    end = count = 0
    while count != most and end + 2 < len(frames) and (size := coding.size(frames[end + 2])) <= len(frames) - end:
        end += size
        count += 1
    return end, count


def _encoder(coding: Coding) -> Any:  # noqa: ANN401 - lameenc ships no types
    lame = lameenc.Encoder()
    lame.silence()
    lame.set_channels(1)
    lame.set_in_sample_rate(coding.rate)
    lame.set_bit_rate(coding.bit_rate // 1000)
    lame.set_quality(QUALITY)
    return lame
