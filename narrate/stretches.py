"""A track's sound in stretches, each mixed and mastered by itself, brought to a loudness as a whole.

A stretch is an utterance with the silence after it, or several where music goes on from one to the next. It is known
by all that it is made of: what was measured or encoded of it for an earlier file is not done again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import pairwise
from struct import calcsize, pack, unpack_from

import numpy as np

from narrate.filters import Floats, to_floats, to_pcm
from narrate.identity import identity
from narrate.jingles import Layer, mixed
from narrate.loudness import SILENT_LUFS, Profile, factor, master, profile, summed
from narrate.model import Clips, Cue, Keep, Loudness, Stretch

_CEILING_DB = -2.0  # the encoder overshoots by up to 0.65 dB, and -1 dBTP must hold after it
_USUAL_GAIN_DB = 0.6  # what the limiter takes off speech: tried first, and mostly right
_GAIN_STEP_DB = 0.05  # a changed sentence moves the gain by less: the others stay as they are, and need no new frames
_NEAR_LU = 0.05
_MOST_ROUNDS = 8  # each is nearer by four fifths
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

    @property
    def rest(self) -> int:
        """How much of its end is silence."""
        ends = [one.cue.end for one in self.spoken] + [start + len(sound) for start, sound in self.layers]
        return max(0, self.end - max(ends, default=self.start))

    @property
    def key(self) -> str:
        """Of all that changes its samples; not of its place."""
        hashed = blake2b(
            f"{identity()} {self.rate} {self.end - self.start} {self.gain_db}".encode(), digest_size=_DIGEST
        )
        for one in self.spoken:
            hashed.update(f"{one.cue.start - self.start} {one.level_db} ".encode() + one.digest)
        for start, sound in self.layers:
            hashed.update(f"{start - self.start} {len(sound)} ".encode() + sound.tobytes())
        return hashed.hexdigest()

    def stretch(self) -> Stretch:
        """It, as the outputs take it."""
        return Stretch(self.key, self.end - self.start, self.rest, lambda: b"".join(map(to_pcm, self.mastered())))

    def mastered(self) -> Iterator[Floats]:
        """The samples as they go into the file, but in floating point."""
        return master(mixed(self._placed(), self._moved()), self.rate, gain_db=self.gain_db, ceiling_db=_CEILING_DB)

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
    """The mixes with the one gain that makes the whole as loud as that, and what a meter shows then."""
    gain_db = _USUAL_GAIN_DB
    for _ in range(_MOST_ROUNDS):
        made = tuple(replace(part, gain_db=gain_db) for part in parts)
        profiles = ((part.start, part.profile(keep)) for part in made)
        loudness = summed(profiles, made[-1].end, made[-1].rate)
        off_by = lufs - loudness.integrated_lufs
        if abs(off_by) <= _NEAR_LU or loudness.integrated_lufs <= SILENT_LUFS:
            break
        gain_db = round(gain_db / _GAIN_STEP_DB + off_by / _GAIN_STEP_DB) * _GAIN_STEP_DB
    return made, loudness


def _packed(one: Profile) -> bytes:
    return pack(_PEAK, one.peak) + one.energies.astype("<f4").tobytes()
