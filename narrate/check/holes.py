"""Silence where a word should be heard."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from narrate.check.expected import Span, Utterance
from narrate.check.match import Match, Matched

# Of 351 utterances, the longest silence that the voice makes where it tells of words is 184 ms: in "P.M. from", and
# before the T of a word that is said slowly.
_LONGEST_MS = 260
_LONGEST_UNTIMED_MS = 800  # of an utterance whose words' times are not known: no voice pauses so long at a comma


@dataclass(frozen=True, slots=True)
class Hole:
    """A silence within an utterance that is longer than a voice makes it."""

    match: Match
    """What it lies in."""
    start_ms: int
    end_ms: int
    text: str
    words: int
    """Written ones, that cannot be heard for it: at least one."""


def holes(
    matched: Matched, utterances: Sequence[Utterance], sounds: Sequence[Span], quiet: Sequence[Span]
) -> Iterator[Hole]:
    """All, in order."""
    for one in matched.matches:
        if one.utterances and one.sounds:
            for said, at_ms, end_ms in _placed(one, matched, utterances, sounds):
                pace = matched.paces[said.voice]
                words = [(at_ms + round(start * pace), at_ms + round(end * pace)) for start, end in said.times]
                longest_ms = (_LONGEST_MS * said.slowness if words else _LONGEST_UNTIMED_MS) * max(1.0, pace)
                for start, end in _within(quiet, at_ms, end_ms):
                    lost = _lost(words, (start, end))
                    if (sum(lost) if words else end - start) > longest_ms:
                        share = (end - start) / (end_ms - at_ms)
                        count = _unheard(words, lost) if words else round(said.words * share)
                        yield Hole(one, start, end, said.text, max(1, count))


def words_in_silence(words: Sequence[Span], quiet: Sequence[Span], slowness: float) -> Iterator[Span]:
    """The silences in which some words should be heard, if their times, in order, are right."""
    starts, ends = [start for start, _ in words], [end for _, end in words]
    for one in quiet:
        if sum(_lost(words[bisect_right(ends, one[0]) : bisect_left(starts, one[1])], one)) > _LONGEST_MS * slowness:
            yield one


def _lost(words: Sequence[Span], silence: Span) -> list[int]:
    """How much of each word is in a silence, in milliseconds."""
    return [max(0, min(end, silence[1]) - max(start, silence[0])) for start, end in words]


def _unheard(words: Sequence[Span], lost: Sequence[int]) -> int:
    """How many words are silent for more than half of their time."""
    return sum(2 * ms > end - start for (start, end), ms in zip(words, lost, strict=True))


def _placed(
    one: Match, matched: Matched, utterances: Sequence[Utterance], sounds: Sequence[Span]
) -> Iterator[tuple[Utterance, int, int]]:
    """Each utterance of a match, with where it starts and ends; where music opens, they are the last that is heard."""
    said = [utterances[number] for number in one.utterances]
    end_ms = sounds[one.sounds[-1]][1]
    at_ms = end_ms - matched.expected_ms(said) if one.opening else sounds[one.sounds[0]][0]
    for number, utterance in enumerate(said, start=1):
        after = end_ms - matched.expected_ms(said[number:]) - utterance.pause_ms if number < len(said) else end_ms
        yield utterance, at_ms, after
        at_ms = after + utterance.pause_ms


def _within(quiet: Sequence[Span], start_ms: int, end_ms: int) -> Iterator[Span]:
    return ((max(start, start_ms), min(end, end_ms)) for start, end in quiet if start < end_ms and end > start_ms)
