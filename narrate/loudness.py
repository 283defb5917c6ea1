"""Loudness after ITU-R BS.1770 (integrated LUFS, true peak dBTP): measured, and brought to a target."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from narrate import filters
from narrate.filters import Floats
from narrate.model import Loudness

SILENT_LUFS = -70.0
"""Where BS.1770's absolute gate cuts: what is as soft as this was not measured."""

_WINDOW_S = 0.4  # BS.1770's block
_ATTACK_MS = 5
_RELEASE_MS = 50
# Voices are lopsided: their peaks stand on one side of zero. All-pass filters turn the phase of low pitches against
# high ones, as broadcasters do: joe's peaks are then 2.4 dB lower (docs/PERFORMANCE.md)
_TURN = [("allpass", "frequency=300:width_type=q:width=0.7:order=2:precision=f32")] * 4
RINGING_MS = 25
"""How long the mastered sound goes on where what went in ends: then the filters are more than 110 dB down."""


def measure(sound: Iterable[Floats], rate: int) -> Loudness:
    """Integrated loudness and true peak of a sound; ``SILENT_LUFS`` where there is nothing to hear, or too little."""
    return _meter(sound, rate, "metadata=1:peak=true")


def follow(sound: Iterable[Floats], rate: int) -> tuple[Loudness, tuple[float, ...]]:
    """The same, and how loud the last three seconds were (short-term loudness, EBU Tech 3341), ten times a second."""
    course: list[float] = []
    return _meter(sound, rate, "metadata=1:peak=true", course), tuple(course)


def measure_integrated(sound: Iterable[Floats], rate: int) -> float:
    """Integrated loudness alone, in LUFS: a quarter of the work."""
    return _meter(sound, rate, "metadata=1").integrated_lufs


def measure_short(sound: Floats, rate: int) -> float:
    """Integrated loudness in LUFS of one that may be shorter than the meter's window: it is then heard repeatedly."""
    window = int(rate * _WINDOW_S) + 1
    return measure_integrated([sound if len(sound) >= window else np.resize(sound, window)], rate)


def _meter(sound: Iterable[Floats], rate: int, options: str, course: list[float] | None = None) -> Loudness:
    integrated, peak = SILENT_LUFS, 0.0
    for frame in filters.run([("ebur128", options)], sound, rate):
        shown = frame.metadata
        integrated = float(shown.get("lavfi.r128.I", integrated))
        peak = max(peak, float(shown.get("lavfi.r128.true_peak", peak)))
        if course is not None and "lavfi.r128.S" in shown:  # a rest of less than a tenth of a second has none
            course.append(float(shown["lavfi.r128.S"]))
    return Loudness(integrated, decibels(peak))


def master(sound: Iterable[Floats], rate: int, *, gain_db: float, ceiling_db: float) -> Iterator[Floats]:
    """The sound with its phase turned, louder by ``gain_db``, its samples held under ``ceiling_db`` by a limiter.

    As long as what went in, to the sample: the limiter looks ahead. Nothing clips, and it makes nothing louder.
    """
    limiter = f"limit={factor(ceiling_db):.6f}:attack={_ATTACK_MS}:release={_RELEASE_MS}:level=0:latency=1"
    chain = [("volume", f"{gain_db:.3f}dB:precision=float"), ("alimiter", limiter), ("aformat", "sample_fmts=flt")]
    for frame in filters.run([*_TURN, *chain], sound, rate):
        yield np.asarray(frame.to_ndarray(), np.float32).reshape(-1)


def factor(gain_db: float) -> float:
    """What to multiply samples by."""
    return float(10 ** (gain_db / 20))


def decibels(amplitude: float) -> float:
    """Of an amplitude, full scale 1.0 being 0 dB; -120 for silence."""
    return float(20 * np.log10(max(amplitude, 1e-6)))


# Of sound that comes in stretches, measured apart and summed up: a changed stretch is measured anew, and no other.

_BINS = 100  # a second: the blocks' edges then lie within 5 ms of where the standard has them
_BLOCK, _HOP = 40, 10  # bins: 400 ms, of which 300 overlap
_OFFSET_DB, _GATE_LU = -0.691, -10.0  # of BS.1770
_AT_ONCE = 1 << 15  # samples that are filtered at a time: one filter serves all stretches
_RINGING_S = 0.2  # how long the filters hear what is over
_REACH = 6  # samples to each side that a value between two is taken from
_NEAR_PEAK = 0.5  # of the highest sample: between two lower ones no speech or music goes higher than that one


@dataclass(frozen=True, slots=True)
class Profile:
    """What a meter hears of a stretch."""

    energies: Floats
    """Of each hundredth of a second, K-weighted."""
    peak: float
    """True peak, full scale 1.0."""


def profile(sound: Floats, rate: int) -> Profile:
    """Of a stretch."""
    heard = _weighted(sound, rate)
    starts = np.arange(0, len(heard), rate / _BINS).astype(np.intp)
    energies = np.add.reduceat(heard * heard, starts) / rate if len(heard) else heard
    return Profile(energies.astype(np.float32), _true_peak(sound))


def summed(profiles: Iterable[tuple[int, Profile]], length: int, rate: int) -> Loudness:
    """Of a sound of so many samples, by where its stretches start and their profiles."""
    bins = length * _BINS // rate + 1
    hops, peak = np.zeros(bins // _HOP + 1), 0.0  # a tenth of the numbers: ten hours are three megabytes
    for start, one in profiles:
        at = round(start * _BINS / rate)
        energies = one.energies[: bins - at]
        before, behind = at % _HOP, -(at + len(energies)) % _HOP
        hops[at // _HOP :][: (before + len(energies) + behind) // _HOP] += (
            np.pad(energies, (before, behind)).reshape(-1, _HOP).sum(axis=1, dtype=np.float64)
        )
        peak = max(peak, one.peak)
    blocks = _blocks(hops[: bins // _HOP])
    heard = blocks[blocks > 10 ** ((SILENT_LUFS - _OFFSET_DB) / 10)]
    if not len(heard):
        return Loudness(SILENT_LUFS, decibels(peak))
    gated = heard[heard > heard.mean() * 10 ** (_GATE_LU / 10)]
    return Loudness(_OFFSET_DB + 10 * float(np.log10(gated.mean())), decibels(peak))


def _blocks(hops: "np.ndarray[Any, np.dtype[np.float64]]") -> "np.ndarray[Any, np.dtype[np.float64]]":
    """The mean energies of all blocks, which overlap, from those of their hops."""
    so_far = np.concatenate([[0.0], np.cumsum(hops)])
    several = _BLOCK // _HOP
    return np.asarray((so_far[several:] - so_far[:-several]) * _BINS / _BLOCK)


def _weighted(sound: Floats, rate: int) -> Floats:
    """The sound as BS.1770's filters let it through."""
    ringing = int(_RINGING_S * rate)
    step, weighting = _AT_ONCE - ringing, _k_weighting(rate)
    padded = np.concatenate([np.zeros(ringing, np.float32), sound, np.zeros(-len(sound) % step, np.float32)])
    filtered = [
        np.fft.irfft(np.fft.rfft(padded[at : at + _AT_ONCE]) * weighting)[ringing:] for at in range(0, len(sound), step)
    ]
    return np.concatenate([np.zeros(0, np.float32), *filtered])[: len(sound)].astype(np.float32)


@lru_cache(maxsize=2)
def _k_weighting(rate: int) -> "np.ndarray[Any, np.dtype[np.complex64]]":
    """The response of both filters: a shelf for the head, and a high-pass; as the standard has them for 48 kHz."""
    z = np.exp(-2j * np.pi * np.arange(_AT_ONCE // 2 + 1) / _AT_ONCE)
    bend = np.tan(np.pi * 1681.974450955533 / rate)
    high = 10 ** (3.999843853973347 / 20)
    middle, damping = high**0.4996667741545416 / 0.7071752369554196, bend / 0.7071752369554196
    shelf = ((high + middle * bend + bend**2) + 2 * (bend**2 - high) * z + (high - middle * bend + bend**2) * z**2) / (
        (1 + damping + bend**2) + 2 * (bend**2 - 1) * z + (1 - damping + bend**2) * z**2
    )
    low = np.tan(np.pi * 38.13547087602444 / rate)
    damped = low / 0.5003270373238773
    passed = (1 - z) ** 2 / (1 + (2 * (low**2 - 1) * z + (1 - damped + low**2) * z**2) / (1 + damped + low**2))
    return np.asarray(shelf * passed, np.complex64)


def _true_peak(sound: Floats) -> float:
    """The highest value of the sound at four times its rate: looked for beside high samples."""
    if not len(sound):
        return 0.0
    heights = np.abs(sound)
    highest = float(heights.max())
    near = np.flatnonzero(heights > highest * _NEAR_PEAK)
    around = np.lib.stride_tricks.sliding_window_view(np.pad(sound, _REACH), 2 * _REACH + 1)[near]
    offsets = np.arange(-_REACH, _REACH + 1)[:, np.newaxis] - np.array([-0.5, -0.25, 0.25, 0.5])
    taps = np.sinc(offsets) * np.cos(np.pi / 2 * offsets / (_REACH + 1)) ** 2
    return max(highest, float(np.abs(around @ taps.astype(np.float32)).max(initial=0.0)))
