"""A track's sound in stretches, each mixed and mastered by itself, brought to a loudness as a whole.

A stretch is an utterance with the silence after it, or several where music goes on from one to the next. It is known
by all that it is made of: what was measured or encoded of it for an earlier file is not done again.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import pairwise
from struct import calcsize, pack, unpack_from

import numpy as np

from narrate.filters import Floats, to_floats, to_pcm
from narrate.identity import identity
from narrate.jingles import Layer, mixed
from narrate.loudness import RINGING_MS, SILENT_LUFS, Profile, decibels, factor, master, profile, summed
from narrate.model import Clips, Cue, Keep, Loudness, Stretch

log = logging.getLogger(__name__)

_PEAK_DBTP = -1.6  # of the track: the encoder adds up to 0.5 dB to what is limited this much, and -1 must hold after it
_USUAL_CEILING_DB = -2.2  # of samples: between them speech goes 0.2 to 0.5 dB higher, a hiss made loud up to 2.5
_USUAL_GAIN_DB = 0.3  # what the limiter takes off speech: both are tried first, and mostly right
_CEILING_STEP_DB = 0.1
_GAIN_STEP_DB = 0.1  # a changed sentence moves the gain by less: the others stay as they are, and need no new frames
_NEAR_LU = 0.08
_MOST_ROUNDS = 8  # each is nearer by four fifths
_MISSED_LU = 0.5  # a meter that shows whole numbers shows another one
_DIGEST = 20  # bytes
_PEAK = "<d"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A clip's place and level; its sound is read when it is wanted."""

    clips: Clips
    number: int
    digest: bytes
    """Of its samples."""
    cue: Cue
    level_db: float


@dataclass(frozen=True, slots=True)
class Mix:
    """What a stretch is made of."""

    rate: int
    start: int
    """In the track, as all places; in samples."""
    end: int
    spoken: tuple[Spoken, ...]
    layers: tuple[Layer, ...]
    gain_db: float = 0.0
    ceiling_db: float = _USUAL_CEILING_DB

    @property
    def rest(self) -> int:
        """How much of its end is silence."""
        ends = [one.cue.end for one in self.spoken] + [start + len(sound) for start, sound in self.layers]
        return max(0, self.end - max(ends, default=self.start) - RINGING_MS * self.rate // 1000)

    @property
    def key(self) -> str:
        """Of all that changes its samples; not of its place."""
        settings = f"{identity()} {self.rate} {self.end - self.start} {self.gain_db} {self.ceiling_db}"
        hashed = blake2b(settings.encode(), digest_size=_DIGEST)
        for one in self.spoken:
            hashed.update(f"{one.cue.start - self.start} {one.level_db} ".encode() + one.digest)
        for start, sound in self.layers:
            hashed.update(f"{start - self.start} {len(sound)} ".encode() + sound.tobytes())
        return hashed.hexdigest()

    def stretch(self) -> Stretch:
        """It, as the outputs take it."""
        return Stretch(self.key, self.end - self.start, self.rest, lambda: b"".join(map(to_pcm, self.mastered())))

    def under(self, peak_dbtp: float) -> "Mix":
        """It with a ceiling so much lower as this true peak of it is too high."""
        over = peak_dbtp - _PEAK_DBTP
        return (
            replace(self, ceiling_db=_rounded(self.ceiling_db - over - _CEILING_STEP_DB / 2, _CEILING_STEP_DB))
            if over > 0
            else self
        )

    def mastered(self) -> Iterator[Floats]:
        """The samples as they go into the file, but in floating point."""
        return master(mixed(self._placed(), self._moved()), self.rate, gain_db=self.gain_db, ceiling_db=self.ceiling_db)

    def profile(self, keep: Keep) -> Profile:
        """What a meter hears of it."""
        kept = keep(f"profile {self.key}", lambda: _packed(profile(np.concatenate([*self.mastered()]), self.rate)))
        return Profile(np.frombuffer(kept[calcsize(_PEAK) :], "<f4"), *unpack_from(_PEAK, kept))

    def _placed(self) -> Iterator[Floats]:
        at = self.start
        for one in self.spoken:
            yield np.zeros(one.cue.start - at, np.float32)
            yield to_floats(one.clips[one.number].pcm) * np.float32(factor(one.level_db))
            at = one.cue.end
        yield np.zeros(self.end - at, np.float32)

    def _moved(self) -> tuple[Layer, ...]:
        """The layers, by where the stretch starts."""
        return tuple((start - self.start, sound) for start, sound in self.layers)


def mixes(spoken: Sequence[Spoken], layers: Sequence[Layer], length: int, rate: int) -> tuple[Mix, ...]:
    """A track of so many samples in stretches, parted where an utterance starts and no music is heard."""
    spans = [(start, start + len(sound)) for start, sound in layers]
    parted = [
        number
        for number, one in enumerate(spoken)
        if number and not any(start < one.cue.start < end for start, end in spans)
    ]
    found = []
    for first, last in pairwise([0, *parted, len(spoken)]):
        start = spoken[first].cue.start if first else 0
        end = spoken[last].cue.start if last < len(spoken) else length
        within = tuple(layer for layer, span in zip(layers, spans, strict=True) if start <= span[0] < end)
        found.append(Mix(rate, start, end, tuple(spoken[first:last]), within))
    return tuple(found)


def brought_to(lufs: float, parts: Sequence[Mix], keep: Keep) -> tuple[tuple[Mix, ...], Loudness]:
    """The mixes with the one gain that makes the whole so loud, and what a meter shows then.

    Its true peak comes first. Where a mix goes over it, that one gets a lower ceiling, and no other; where the loudness
    cannot be had so, the whole is softer, and that is told.
    """
    gain_db = _USUAL_GAIN_DB
    made = tuple(replace(part, gain_db=gain_db) for part in parts)
    loudness, peaks = _measured(made, keep)
    for left in reversed(range(_MOST_ROUNDS)):
        off_by = lufs - loudness.integrated_lufs
        if loudness.integrated_lufs <= SILENT_LUFS or (abs(off_by) <= _NEAR_LU and max(peaks) <= _PEAK_DBTP):
            break
        gain_db = _rounded(gain_db + off_by, _GAIN_STEP_DB) if left else gain_db  # the last one holds the peak only
        made = tuple(replace(part.under(peak), gain_db=gain_db) for part, peak in zip(made, peaks, strict=True))
        loudness, peaks = _measured(made, keep)
    if SILENT_LUFS < loudness.integrated_lufs < lufs - _MISSED_LU:
        log.warning("it is %.1f LUFS, not %.1f: the limiter can do no more", loudness.integrated_lufs, lufs)
    return made, loudness


def _measured(parts: Sequence[Mix], keep: Keep) -> tuple[Loudness, list[float]]:
    """What a meter shows of the whole, and the true peak of each part."""
    peaks: list[float] = []

    def heard() -> Iterator[tuple[int, Profile]]:
        for part in parts:
            one = part.profile(keep)
            peaks.append(decibels(one.peak))
            yield part.start, one

    return summed(heard(), parts[-1].end, parts[-1].rate), peaks


def _rounded(level_db: float, step_db: float) -> float:
    return round(round(level_db / step_db) * step_db, 2)


def _packed(one: Profile) -> bytes:
    return pack(_PEAK, one.peak) + one.energies.astype("<f4").tobytes()
