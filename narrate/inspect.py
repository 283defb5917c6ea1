"""A file of sound -> what is in it: length, loudness, silences, chapters, tags."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from narrate.filters import Floats
from narrate.loudness import follow
from narrate.model import Loudness
from narrate.soundfile import Facts, read_facts, read_sound

WINDOW_MS = 10
"""Of sound that is measured at a time."""

_FULL_SCALE = 32767 / 32768  # the largest sample of 16 bits
_QUIET_DB = -50.0  # below speech and its room, over the noise that codecs leave
_SHORTEST_MS = 300  # of a silence worth telling: a pause between sentences


@dataclass(frozen=True, slots=True)
class Findings:
    """What a file holds, and how it sounds."""

    facts: Facts
    length: int
    """In samples, as decoded."""
    clipped: int
    """Samples at full scale."""
    loudness: Loudness
    levels: Floats = field(repr=False)
    """Root mean square of each ``WINDOW_MS``, full scale 1.0."""
    course: tuple[float, ...] = field(repr=False)
    """How loud the last three seconds were, in LUFS, ten times a second."""

    @property
    def duration_ms(self) -> int:
        """As decoded, rounded down."""
        return self.length * 1000 // self.facts.rate

    @property
    def silences(self) -> tuple[tuple[int, int], ...]:
        """Start and end in milliseconds, in order, of those that are long enough to tell of."""
        return self.quiet_for(_SHORTEST_MS)

    @property
    def longest_pause_ms(self) -> int:
        """Of the silences within the sound, not those at its ends."""
        inner = [end - start for start, end in self.silences if start > 0 and end < self.duration_ms]
        return max(inner, default=0)

    def quiet_for(self, shortest_ms: int) -> tuple[tuple[int, int], ...]:
        """Start and end in milliseconds, in order, of the silences of at least that length."""
        quiet = np.concatenate([[False], self.levels < 10 ** (_QUIET_DB / 20), [False]])
        turns = np.flatnonzero(quiet[1:] != quiet[:-1]) * WINDOW_MS
        spans = zip(turns[::2].tolist(), turns[1::2].tolist(), strict=True)
        return tuple((start, min(end, self.duration_ms)) for start, end in spans if end - start >= shortest_ms)


def inspect(path: Path) -> Findings:
    """What is in a file of sound, read once as a stream; several channels are mixed to one.

    Raises:
        InputError: It cannot be read, or has no sound in it.
    """
    facts = read_facts(path)
    watch = _Watch(facts.rate)
    loudness, course = follow(watch.over(read_sound(path)), facts.rate)
    return Findings(facts, watch.length, watch.clipped, loudness, watch.levels(), course)


class _Watch:
    """Counts and measures while the sound passes."""

    def __init__(self, rate: int) -> None:
        self.length = 0
        self.clipped = 0
        self._rate = rate
        self._rest: Floats = np.zeros(0, np.float32)
        self._measured = 0
        self._levels: list[Floats] = []

    def over(self, sound: Iterable[Floats]) -> Iterator[Floats]:
        """The sound as it is."""
        for block in sound:
            self.length += len(block)
            self.clipped += int(np.count_nonzero(np.abs(block) >= _FULL_SCALE))
            self._rest = self._measure(np.concatenate([self._rest, block]))
            yield block

    def levels(self) -> Floats:
        """Of all windows; the last may be short."""
        if len(self._rest):
            self._levels.append(np.sqrt(np.mean(self._rest**2, keepdims=True, dtype=np.float32)))
        return np.concatenate([np.zeros(0, np.float32), *self._levels])

    def _measure(self, sound: Floats) -> Floats:
        """Measures the whole windows in a sound; gives what is left of it."""
        at = self._measured
        windows = (self.length * 1000 // (self._rate * WINDOW_MS)) - at
        ends = np.arange(at, at + windows + 1) * self._rate * WINDOW_MS // 1000
        ends -= ends[0]
        if windows:
            energy = np.add.reduceat(sound[: ends[-1]] ** 2, ends[:-1], dtype=np.float32)
            self._levels.append(np.sqrt(energy / np.diff(ends).astype(np.float32)))
            self._measured += windows
        return sound[ends[-1] :]
