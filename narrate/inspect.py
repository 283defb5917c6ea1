"""A file of sound -> what is in it: length, loudness, silences, chapters, tags."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from narrate.filters import Floats
from narrate.loudness import measure
from narrate.model import Loudness
from narrate.soundfile import Facts, read_facts, read_sound

_QUIET_DB = -50.0  # below speech and its room, over the noise that codecs leave
_SHORTEST_S = 0.3  # of a silence worth telling: a pause between sentences
_WINDOW_S = 0.01


@dataclass(frozen=True, slots=True)
class Findings:
    """What a file holds, and how it sounds."""

    facts: Facts
    length: int
    """In samples, as decoded."""
    clipped: int
    """Samples at full scale."""
    loudness: Loudness
    silences: tuple[tuple[int, int], ...] = field(repr=False)
    """Start and end in milliseconds, in order."""

    @property
    def duration_ms(self) -> int:
        """As decoded, rounded down."""
        return self.length * 1000 // self.facts.rate

    @property
    def longest_pause_ms(self) -> int:
        """Of the silences within the sound, not those at its ends."""
        inner = [end - start for start, end in self.silences if start > 0 and end < self.duration_ms]
        return max(inner, default=0)


def inspect(path: Path) -> Findings:
    """What is in a file of sound, read once as a stream; several channels are mixed to one.

    Raises:
        InputError: It cannot be read, or has no sound in it.
    """
    facts = read_facts(path)
    watch = _Watch(facts.rate)
    loudness = measure(watch.over(read_sound(path)), facts.rate)
    return Findings(facts, watch.length, watch.clipped, loudness, tuple(watch.silences()))


class _Watch:
    """Counts and notes levels while the sound passes."""

    def __init__(self, rate: int) -> None:
        self.length = 0
        self.clipped = 0
        self._window = max(1, int(rate * _WINDOW_S))
        self._rate = rate
        self._rest = np.zeros(0, np.float32)
        self._loud: list[Floats] = []

    def over(self, sound: Iterable[Floats]) -> Iterator[Floats]:
        """The sound as it is."""
        for block in sound:
            self.length += len(block)
            self.clipped += int(np.count_nonzero(np.abs(block) >= 1.0))
            joined = np.concatenate([self._rest, block])
            whole = len(joined) // self._window * self._window
            windows = joined[:whole].reshape(-1, self._window)
            self._loud.append(np.sqrt(np.mean(windows**2, axis=1, dtype=np.float32)))
            self._rest = joined[whole:]
            yield block

    def silences(self) -> Iterator[tuple[int, int]]:
        """The spans that are quiet for long enough."""
        levels = np.concatenate([*self._loud, np.ones(1, np.float32)]) if self._loud else np.ones(1, np.float32)
        quiet = np.concatenate([[False], levels < 10 ** (_QUIET_DB / 20), [False]])
        turns = np.flatnonzero(quiet[1:] != quiet[:-1])
        step = 1000 * self._window / self._rate
        for start, end in zip(turns[::2], turns[1::2], strict=True):
            if (end - start) * self._window >= _SHORTEST_S * self._rate:
                yield round(start * step), round(end * step)
