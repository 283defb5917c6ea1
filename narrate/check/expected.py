"""A script -> how long each of its utterances should take to say."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import sqrt

from narrate.model import Script, Segment
from narrate.phonemes import STRESS

# Fitted to 199 utterances of the default voice. Other voices are quicker or slower as a whole, which is found from the
# file.
_SOUND_MS, _MARK_MS, _EDGE_MS = 68.0, 296.0, 181.0
_CHARACTER_MS = 53.0  # of a text that the engine tells no phonemes of
_SPREAD = 3.2  # what errors of single sounds add up to: 0.1 s in a second, 0.3 s in ten
_MARKS = frozenset(",;:.?!—…")
_NO_SOUNDS = _MARKS | frozenset(f"{STRESS}ː \"'()«»“”-")
_MARKED_PAUSE_MS = 1400  # a chapter starts on a whole second, 200 ms away from speech on both sides


@dataclass(frozen=True, slots=True)
class Utterance:
    """What should be heard, and for how long."""

    text: str
    """As it is said."""
    voice: str
    words: int
    """Written ones."""
    expected_ms: float
    """By a voice of usual pace."""
    pause_ms: int
    """At least, after it."""
    longest_pause_ms: int
    """At most."""


def spread_ms(expected_ms: float) -> float:
    """The standard deviation of how long something takes to say."""
    return _SPREAD * sqrt(expected_ms)


def expect(script: Script, phonemes: Callable[[Segment], str]) -> Iterator[Utterance]:
    """Every utterance of a script, in order."""
    marked = {mark.segment for mark in script.marks}
    for number, segment in enumerate(script.segments):
        yield Utterance(
            text=segment.text,
            voice=segment.voice,
            words=len(segment.words),
            expected_ms=_duration_ms(phonemes(segment), segment.text) / segment.rate,
            pause_ms=segment.pause_ms,
            longest_pause_ms=segment.pause_ms + _MARKED_PAUSE_MS * (number + 1 in marked),
        )


def _duration_ms(phonemes: str, text: str) -> float:
    if not phonemes:
        return _EDGE_MS + _CHARACTER_MS * len(text)
    sounds = sum(phoneme not in _NO_SOUNDS for phoneme in phonemes)
    marks = sum(phoneme in _MARKS for phoneme in phonemes[:-1])  # the last one is the utterance's own end
    return _EDGE_MS + _SOUND_MS * sounds + _MARK_MS * marks
