"""Loudness after ITU-R BS.1770 (integrated LUFS, true peak dBTP): measured, and brought to a target."""

from collections.abc import Iterable, Iterator

import numpy as np

from narrate import filters
from narrate.filters import Floats
from narrate.model import Loudness

SILENT_LUFS = -70.0
"""Where BS.1770's absolute gate cuts: what is as soft as this was not measured."""

_WINDOW_S = 0.4  # BS.1770's block
_ATTACK_MS = 5
_RELEASE_MS = 50


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
    """The sound, louder by ``gain_db``, its sample peaks held under ``ceiling_db`` by a look-ahead limiter.

    As long as what went in, to the sample; without clipping, and without the limiter's own make-up gain.
    """
    limiter = f"limit={factor(ceiling_db):.6f}:attack={_ATTACK_MS}:release={_RELEASE_MS}:level=0:latency=1"
    chain = [("volume", f"{gain_db:.3f}dB:precision=float"), ("alimiter", limiter), ("aformat", "sample_fmts=flt")]
    for frame in filters.run(chain, sound, rate):
        yield np.asarray(frame.to_ndarray(), np.float32).reshape(-1)


def factor(gain_db: float) -> float:
    """What to multiply samples by."""
    return float(10 ** (gain_db / 20))


def decibels(amplitude: float) -> float:
    """Of an amplitude, full scale 1.0 being 0 dB; -120 for silence."""
    return float(20 * np.log10(max(amplitude, 1e-6)))
