"""Samples to MP3's frames, by LAME, a stretch at a time: what was encoded for an earlier file is not encoded again.

A stretch begins and ends in digital silence and fills whole frames. So its frames are the same whatever stands before
it and behind it, and stretches can be joined: nothing but silence reaches from one into the next.
"""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import chain
from math import gcd
from typing import Any

import lameenc
import numpy as np

from narrate import filters
from narrate.outputs import Keep
from narrate.outputs.coding import DECODER_DELAY, DELAY, QUALITY, Coding

Samples = np.ndarray[tuple[int, ...], np.dtype[np.int16]]

_REACH = DELAY + DECODER_DELAY + 1300  # samples: the delays, two granules that overlap, and what filters reach
_APART_S = 0.25  # of silence, where a stretch may end: between sentences, but not inside of them
_LONGEST_S = 60  # a stretch without such a silence is encoded as it comes, and not kept: memory is bounded
_GAIN = np.float32(10 ** (0.446 / 20))  # LAME makes everything softer by 0.446 dB


def encode(sound: Iterable[bytes], rate: int, coding: Coding, keep: Keep) -> Iterator[bytes]:
    """The frames of a sound at that rate, ``coding.count`` of them in all; ``keep`` has those of stretches."""
    stretches = _stretches(chain(sound, [bytes(2 * coding.tail(rate))]), rate, coding)
    for samples, ends in stretches:
        if ends:
            digest = blake2b(samples.tobytes(), digest_size=20).hexdigest()
            yield keep(f"{coding.fingerprint} from {rate} {digest}", lambda: b"".join(_frames([samples], rate, coding)))  # noqa: B023 - called at once
        else:
            yield from _frames(chain([samples], _rest(stretches)), rate, coding)


def _rest(stretches: Iterator[tuple[Samples, bool]]) -> Iterator[Samples]:
    """What a stretch goes on with."""
    for samples, ends in stretches:
        yield samples
        if ends:
            return


def _stretches(sound: Iterable[bytes], rate: int, coding: Coding) -> Iterator[tuple[Samples, bool]]:
    """The stretches of a sound; one that is too long to be held in pieces, which do not end there."""
    longest = _LONGEST_S * rate
    unit = coding.frame * rate // gcd(coding.frame * rate, coding.rate)  # the fewest samples that are whole frames
    held = np.zeros(0, np.int16)
    for batch in _batches(sound, longest):
        held = np.concatenate([held, batch])
        start = 0
        for end in _ends(held, unit, rate, coding):
            yield held[start:end], True
            start = end
        if not start and len(held) > longest:
            heard = int(np.flatnonzero(held)[-1:].sum())  # the silence behind it may be an end
            start = (heard or len(held)) // unit * unit
            yield held[:start], False
        held = held[start:]
    if len(held):
        yield held, True


def _batches(sound: Iterable[bytes], size: int) -> Iterator[Samples]:
    """The samples, so many at a time or more."""
    held: list[bytes] = []
    count = 0
    for block in sound:
        held.append(block)
        count += len(block) // 2
        if count >= size:
            yield np.frombuffer(b"".join(held), "<i2")
            held, count = [], 0
    yield np.frombuffer(b"".join(held), "<i2")


def _ends(samples: Samples, unit: int, rate: int, coding: Coding) -> list[int]:
    """Where stretches end: at whole frames, when the silence has lasted for long enough and goes on."""
    heard = np.flatnonzero(samples)
    last, following = heard[:-1], heard[1:]
    reach = -(-_REACH * rate // coding.rate)
    ends = -(-(last + 1 + reach) // unit) * unit
    return [int(end) for end in ends[(following - last > _APART_S * rate) & (ends <= following)]]


def _frames(blocks: Iterable[Samples], rate: int, coding: Coding) -> Iterator[bytes]:
    """The frames of a stretch, as many as it is long."""
    lame, length, given, held = _encoder(coding), 0, 0, bytearray()

    def sounds() -> Iterator[filters.Floats]:
        nonlocal length
        for block in blocks:
            length += len(block)
            yield filters.to_floats(block.tobytes()) * _GAIN

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
