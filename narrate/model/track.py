"""What is heard, and when: the sound of each utterance, and the whole."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from narrate.model.script import Script


@dataclass(frozen=True, slots=True)
class Cue:
    """The time of a segment or a word, in samples: in the track, or in the clip that it is in."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clip:
    """The sound of a segment: 16-bit little-endian mono samples."""

    pcm: bytes = field(repr=False)
    rate: int
    """Samples a second."""
    words: tuple[Cue | None, ...] = ()
    """When each word of the spoken form is said, as spaces part it; None where that is not known, and empty where the
    engine tells no times."""

    @property
    def length(self) -> int:
        """In samples."""
        return len(self.pcm) // 2


class Clips(Protocol):
    """The clips of a script's segments, in order; to be read again, one by one."""

    def __iter__(self) -> Iterator[Clip]:
        """Gives all of them."""

    def __getitem__(self, number: int, /) -> Clip:
        """Gives one."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A titled span of the track."""

    title: str
    start_ms: int
    end_ms: int
    url: str = ""
    """Where what it is about can be read, if that is another place than the episode's own."""


@dataclass(frozen=True, slots=True)
class Loudness:
    """What a meter after ITU-R BS.1770 shows at the end of a sound."""

    integrated_lufs: float
    peak_dbtp: float
    """True peak."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some of a track's sound: what stands before it and behind it does not change it."""

    key: str
    """Of all that made it: where that is the same, so are the samples."""
    length: int
    """In samples."""
    rest: int
    """How many of them, at its end, are digital silence."""
    read: Callable[[], bytes]
    """Gives the samples, 16-bit little-endian mono, as often as it is asked."""


@dataclass(frozen=True, slots=True)
class Track:
    """The whole sound, as a plan and a stream; never all of it in memory."""

    script: Script
    rate: int
    """Samples a second."""
    length: int
    """In samples."""
    cues: tuple[Cue, ...]
    """One for each segment of the script."""
    words: tuple[tuple[Cue | None, ...], ...]
    """For each segment, one for each of its words; None where it is not known when the word is said."""
    chapters: tuple[Chapter, ...]
    """Contiguous from 0 to the end."""
    loudness: Loudness
    sound: tuple[Stretch, ...] = field(repr=False)
    """The finished samples, ``length`` of them."""
    cover: bytes | None = field(default=None, repr=False)
    """A JPEG or PNG of at most 800 pixels a side."""
    settings: str = ""
    """As the dressing's."""


def clock(milliseconds: int) -> str:
    """Minutes and seconds, and hours where there are any, as players show them: 1:23, or 1:02:03."""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
