"""A script -> how long each of its utterances should take to say, and when each word of it is heard."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import sqrt

from narrate.model import Script, Segment
from narrate.phonemes import STRESS

# Fitted to 199 utterances of the default voice. Other voices are quicker or slower as a whole, which is found from the
# file.
_SOUND_MS, _MARK_MS, _EDGE_MS = 68.0, 296.0, 181.0
_CHARACTER_MS = 53.0  # of a text that the engine tells no phonemes of
_SPREAD = 3.2  # what errors of single sounds add up to: 0.1 s in a second, 0.3 s in ten
_WIDEST = 4.5  # spreads of an utterance's length: once in many hours, and beyond 2.6, the worst of 199 that are right
# Of 351 utterances, at rates from 0.8 to 1.3, the voice's own times are 57 ms short at most; where the last word ends
# in a sound that is hardly heard, such as the T of "innocent", they are 263 ms long.
_TIMED_SPREAD_MS = 50.0
_TIMED_LONGER_MS, _TIMED_SHORTER_MS, _DYING = 150.0, 120.0, 0.5  # of the last word
_MARKS = frozenset(",;:.?!—…")
_NO_SOUNDS = _MARKS | frozenset(f"{STRESS}ː \"'()«»“”-")
_MARKED_PAUSE_MS = 1400  # a chapter starts on a whole second, 200 ms away from speech on both sides

_LEAST_TIMED = 0.5  # the share of the utterances that the voice must time: else its times prove nothing of the file

Span = tuple[int, int]
"""Start and end in milliseconds."""
Times = Sequence[Span | None]
"""Of an utterance's words; None where it is not known when one is said."""
Phonemes = Callable[[Segment], str]
"""What an engine makes of a segment's text; empty where it knows none."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """What should be heard, and for how long."""

    text: str
    """As it is said."""
    voice: str
    words: int
    """Written ones."""
    usual_ms: float
    """What a voice of usual pace takes."""
    expected_ms: float
    """What it should take here: the same, but where the voice itself tells it."""
    pause_ms: int
    """At least, after it."""
    longest_pause_ms: int
    """At most."""
    times: tuple[Span, ...] = ()
    """Of its words, as the voice tells them, from where the first one starts."""
    ends_article: bool = False
    """Whether another article of a digest follows, and perhaps music before it."""

    @property
    def spread_ms(self) -> float:
        """The standard deviation of how long it takes to say."""
        return _TIMED_SPREAD_MS if self.times else _SPREAD * sqrt(self.expected_ms)

    @property
    def slowness(self) -> float:
        """How much slower than usual it is said; 1.0 where it is quicker."""
        return max(1.0, self.expected_ms / self.usual_ms)

    @property
    def bounds_ms(self) -> Span:
        """How much shorter or longer than expected it may be, for all that is known of it."""
        if not self.times:
            return round(_WIDEST * self.spread_ms), round(_WIDEST * self.spread_ms)
        start, end = self.times[-1]
        return round(_TIMED_SHORTER_MS * self.slowness + _DYING * (end - start)), round(
            _TIMED_LONGER_MS * self.slowness
        )


def expect(script: Script, phonemes: Phonemes) -> Iterator[Utterance]:
    """Every utterance of a script, in order, as long as its phonemes are with most voices."""
    marked = {mark.segment for mark in script.marks}
    articles = {mark.segment for mark in script.marks[1:]} if script.article.parts else set()
    for number, segment in enumerate(script.segments):
        usual_ms = _duration_ms(phonemes(segment), segment.text) / segment.rate
        yield Utterance(
            text=segment.text,
            voice=segment.voice,
            words=len(segment.words),
            usual_ms=usual_ms,
            expected_ms=usual_ms,
            pause_ms=segment.pause_ms,
            longest_pause_ms=segment.pause_ms + _MARKED_PAUSE_MS * (number + 1 in marked),
            ends_article=number + 1 in articles,
        )


def timed(utterances: Sequence[Utterance], times: Iterable[Times]) -> tuple[Utterance, ...]:
    """The utterances as long as the voice itself tells that they are; none where it tells nothing of most."""
    known = [_timed(one, spans) for one, spans in zip(utterances, times, strict=True)]
    told = [one for one in known if one.times]
    if len(told) < _LEAST_TIMED * len(known):
        return ()
    pace = sum(one.expected_ms for one in told) / sum(one.usual_ms for one in told)
    return tuple(one if one.times else replace(one, expected_ms=one.usual_ms * pace) for one in known)


def _timed(utterance: Utterance, times: Times) -> Utterance:
    """It with the times of its words, if it is known when the first and the last is said."""
    if not times or times[0] is None or times[-1] is None:
        return utterance
    first = times[0][0]
    spans = tuple((span[0] - first, span[1] - first) for span in times if span)
    return replace(utterance, times=spans, expected_ms=spans[-1][1])


def _duration_ms(phonemes: str, text: str) -> float:
    if not phonemes:
        return _EDGE_MS + _CHARACTER_MS * len(text)
    sounds = sum(phoneme not in _NO_SOUNDS for phoneme in phonemes)
    marks = sum(phoneme in _MARKS for phoneme in phonemes[:-1])  # the last one is the utterance's own end
    return _EDGE_MS + _SOUND_MS * sounds + _MARK_MS * marks
