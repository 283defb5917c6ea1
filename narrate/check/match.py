"""Utterances laid along the sounds of a file: which is which, what is missing, what is too much.

The cheapest way through both, by dynamic programming. An utterance is one or several sounds, since voices pause at
commas; several utterances are one sound where music fills the pauses, and the first few may be somewhere in an opening
that has music all through. How long it takes to say tells which fits.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from operator import attrgetter
from statistics import median
from typing import Any

import numpy as np

from narrate.check.expected import Span, Utterance

_Costs = np.ndarray[Any, np.dtype[np.float64]]
_Steps = np.ndarray[Any, np.dtype[np.uint8]]

_WORST = 25.0  # what a match can cost at most: a sentence that is cut in two is still that sentence
_MISSED = 14.0  # an utterance or a sound without the other: two of these are more than the worst match
_MORE_SAID, _MORE_HEARD = 5.0, 1.0  # each further one beside it; where all is right, an utterance costs 0.5
_JOINED = 12.0  # two utterances without a pause between them: the first sound goes on into the last of them
_JOINED_AS_PLANNED, _UNHEARD_MS = 1.0, 100  # or a pause that is planned so short that it may not be heard
_REACHES = 1.1  # times the length of those before it
_SHORT_PAUSE = 4.0  # less than half of what was planned
_LONG_INSIDE, _LONG_INSIDE_MS = 10.0, 500  # a pause within an utterance: voices make 370 ms of a comma at most
_LONGER = 2.5  # times what is expected: no utterance takes so long
_MOST_SOUNDS, _MOST_JOINED = 16, 4
_OPENING = 20.0  # for the first few to lie in music: more than where they are heard by themselves, less than two missed
_LONGEST_OPENING_MS = 62_000  # a jingle is a minute at most
_GOING_MS = 1000  # that music is hardly heard already before the last of them
_MOST_OPENING = 12  # the title and its like, a digest's day, and the sentences under which a bed goes
_GOOD = 3.0  # an utterance, on the average: the pace is right, and others need not be tried
_USUAL_PACES = (1.0, 0.8, 1.25)
_AGREES = 1.0  # spreads: 62 to 92 % of an article's utterances are so near; read with another seed, mostly 25 to 60 %
_FEW = 8  # utterances: what one of them tells may be what is wrong with it
_AGREEING, _AGREEING_KNOWN = 0.65, 0.3  # the share that proves who reads; and that keeps what the file tells believable


@dataclass(frozen=True, slots=True)
class Match:
    """Some utterances, and the sounds that they are; none where one is missing, or where a sound is none of them."""

    utterances: range
    sounds: range
    opening: bool = False
    """Whether music is heard all through them, for longer than the utterances take."""


@dataclass(frozen=True, slots=True)
class Matched:
    """All utterances and all sounds, in order."""

    matches: tuple[Match, ...]
    paces: Mapping[str, float]
    """By voice: what expected lengths are to be multiplied by."""
    cost: float

    def expected_ms(self, utterances: Sequence[Utterance]) -> int:
        """How long some utterances that follow each other take at the paces that were found, with their pauses."""
        said = sum(one.expected_ms * self.paces[one.voice] for one in utterances)
        return round(said + sum(one.pause_ms for one in utterances[:-1]))


def match(utterances: Sequence[Utterance], sounds: Sequence[Span]) -> Matched:
    """The likeliest way in which the sounds are the utterances, at the paces that the voices are found to have."""
    heard = sum(end - start for start, end in sounds)
    whole = heard / sum(one.expected_ms for one in utterances)
    ways: list[Matched] = []
    for pace in (whole, *_USUAL_PACES):
        paces = dict.fromkeys((one.voice for one in utterances), pace)
        ways.append(_lay(utterances, sounds, _found(_lay(utterances, sounds, paces), utterances, sounds)))
        if ways[-1].cost < _GOOD * len(utterances):
            break
    return min(ways, key=attrgetter("cost"))


def match_timed(utterances: Sequence[Utterance], sounds: Sequence[Span], *, known: bool) -> Matched | None:
    """The likeliest way for utterances that the voice timed; None where too few are heard to last so long.

    Then another voice speaks, or this one in another manner. Where the file is ``known`` to be this voice's, fewer need
    to agree, since the file may be damaged; of a few utterances none.
    """
    least = _AGREEING_KNOWN if known else _AGREEING
    if not utterances:
        return None
    paces = dict.fromkeys((one.voice for one in utterances), 1.0)
    matched = _lay(utterances, sounds, paces)
    if known and len(utterances) < _FEW:
        return matched
    if _agreeing(matched, utterances, sounds, known=known) < least:
        # Held to the voice's own times, what is played too fast or too slowly is all missing, and tells no pace.
        near = match([replace(one, times=()) for one in utterances], sounds) if known else matched
        matched = _lay(utterances, sounds, _found(near, utterances, sounds))
    return matched if _agreeing(matched, utterances, sounds, known=known) >= least else None


def _agreeing(matched: Matched, utterances: Sequence[Utterance], sounds: Sequence[Span], *, known: bool) -> float:
    """The share of the utterances that last as long as they should; those that run on into another are not counted.

    Where all do, what is known of the file stands.
    """
    spreads = [
        (length(sounds, one.sounds) - matched.expected_ms(said)) / said[0].spread_ms
        for one in matched.matches
        if one.sounds and len(said := [utterances[number] for number in one.utterances]) == 1 and not one.opening
    ]
    count = len(spreads) + sum(1 for one in matched.matches if not one.sounds)
    return sum(abs(one) < _AGREES for one in spreads) / count if count else float(known)


def length(sounds: Sequence[Span], part: range) -> int:
    """From the start of the first to the end of the last, in milliseconds."""
    return sounds[part[-1]][1] - sounds[part[0]][0]


def _found(matched: Matched, utterances: Sequence[Utterance], sounds: Sequence[Span]) -> Mapping[str, float]:
    """The paces at which the voices speak where one utterance is matched by itself."""
    ratios: dict[str, list[float]] = {}
    for one in matched.matches:
        if len(one.utterances) == 1 and one.sounds and not one.opening:
            said = utterances[one.utterances[0]]
            ratios.setdefault(said.voice, []).append(length(sounds, one.sounds) / said.expected_ms)
    return {**matched.paces, **{voice: median(ones) for voice, ones in ratios.items()}}


_MATCHED, _UNHEARD, _UNKNOWN = range(3)  # what the last step to a place was: both, or only the one or the other
_ENTERED = 3  # ways to come to the place where a step begins
_ALL = 0xFF  # the step that is an opening: all utterances and all sounds up to here; other codes end at 191


def _lay(utterances: Sequence[Utterance], sounds: Sequence[Span], paces: Mapping[str, float]) -> Matched:
    """The cheapest way at these paces.

    A row of the table is for the utterances that are used up, a column for the sounds; each place knows what it costs
    to come there by each kind of step (only the last rows are kept) and which step that is.
    """
    steps = np.zeros((len(utterances) + 1, 3, len(sounds) + 1), np.uint8)
    rows: list[_Costs] = []
    for number in range(len(utterances) + 1):
        costs = np.full((3, len(sounds) + 1), np.inf)
        if number == 0:
            costs[_MATCHED, 0] = 0.0
        else:
            onward = rows[-1] + [[_MISSED], [_MORE_SAID], [_MISSED]]
            costs[_UNHEARD], steps[number, _UNHEARD] = onward.min(axis=0), onward.argmin(axis=0)
            _match_row(costs[_MATCHED], steps[number, _MATCHED], utterances[:number], rows, sounds, paces)
            if sounds and number <= _MOST_OPENING:
                _open(costs[_MATCHED], steps[number, _MATCHED], utterances[:number], sounds, paces)
        _skip_sounds(costs, steps[number, _UNKNOWN])
        rows = [*rows, costs][-_MOST_JOINED:]
    last = int(rows[-1][:, -1].argmin())
    return Matched(tuple(_back(steps, last))[::-1], paces, float(rows[-1][last, -1]))


def _match_row(
    costs: _Costs,
    steps: _Steps,
    utterances: Sequence[Utterance],
    rows: Sequence[_Costs],
    sounds: Sequence[Span],
    paces: Mapping[str, float],
) -> None:
    """Fills in what it costs to come to a row by matching its last utterance, or the last few, with some sounds."""
    times = np.array(sounds, float).reshape(-1, 2)
    pauses = times[1:, 0] - times[:-1, 1]
    inside = _LONG_INSIDE * np.concatenate([[0], np.cumsum(pauses > _LONG_INSIDE_MS)])[: len(times)]
    last = utterances[-1].expected_ms * paces[utterances[-1].voice]
    expected = joined = reach = variance = 0.0
    for count in range(1, min(_MOST_JOINED, len(utterances)) + 1):
        first = utterances[-count]
        expected += first.expected_ms * paces[first.voice] + (first.pause_ms if count > 1 else 0)
        variance += first.spread_ms**2
        if count > 1 and first.pause_ms > _UNHEARD_MS:
            joined, reach = joined + _JOINED, _REACHES * (expected - last)
        elif count > 1:
            joined += _JOINED_AS_PLANNED
        before = rows[-count].copy()
        before[:, :-1] += np.where(times[:, 1] - times[:, 0] < reach, np.inf, 0)
        if count < len(utterances):
            before[_MATCHED, 1:-1] += _SHORT_PAUSE * (2 * pauses < utterances[-count - 1].pause_ms)
        came, entered = before.argmin(axis=0), before.min(axis=0)
        for width in range(1, min(_MOST_SOUNDS, len(sounds)) + 1):
            lasts = times[width - 1 :, 1] - times[: len(times) - width + 1, 0]
            spreads = (lasts - expected) / sqrt(variance)
            paused = inside[width - 1 :] - inside[: len(inside) - width + 1]
            new = entered[: len(lasts)] + joined + paused + np.minimum(spreads * spreads, _WORST)
            new[lasts > _LONGER * expected] = np.inf
            better = new < costs[width:]
            costs[width:][better] = new[better]
            code = ((count - 1) * _MOST_SOUNDS + width - 1) * _ENTERED
            steps[width:][better] = code + came[: len(lasts)][better]


def _open(
    costs: _Costs, steps: _Steps, utterances: Sequence[Utterance], sounds: Sequence[Span], paces: Mapping[str, float]
) -> None:
    """Fills in what it costs that all utterances up to a row are somewhere in the sounds up to a column.

    One of these has all but the last of them: the music does not pause, and goes while that one is said. What follows
    the music is the rest of that one.
    """
    last = utterances[-1]
    before = sum(one.expected_ms * paces[one.voice] + one.pause_ms for one in utterances[:-1])
    least, most = (last.expected_ms * paces[last.voice] + more for more in (-last.bounds_ms[0], last.bounds_ms[1]))
    times = np.array(sounds, float).reshape(-1, 2)
    lasts = times[:, 1] - times[0, 0]
    longest = np.maximum.accumulate(times[:, 1] - times[:, 0])
    rest = lasts - np.maximum.accumulate(np.where(times[:, 1] - times[:, 0] == longest, lasts, 0.0))
    fits = (
        (lasts > before + least)
        & (lasts < before + _LONGEST_OPENING_MS)
        & (longest > before)
        & (rest < most + _GOING_MS)
    )
    new = np.where(fits, _OPENING + _MORE_HEARD * np.arange(len(sounds)), np.inf)
    better = new < costs[1:]
    costs[1:][better] = new[better]
    steps[1:][better] = _ALL


def _skip_sounds(costs: _Costs, steps: _Steps) -> None:
    """Fills in what it costs to come along a row by leaving sounds alone."""
    best, places = costs[:_UNKNOWN].min(axis=0), np.arange(costs.shape[1]) * _MORE_HEARD
    costs[_UNKNOWN, 1:] = (np.minimum.accumulate(best - places) + places)[:-1] + _MISSED
    goes_on = costs[_UNKNOWN, :-1] + _MORE_HEARD < best[:-1] + _MISSED
    steps[1:] = np.where(goes_on, _UNKNOWN, costs[:_UNKNOWN, :-1].argmin(axis=0))


def _back(steps: _Steps, kind: int) -> Iterator[Match]:
    """The matches on the way to the table's end, the last one first."""
    said, heard = steps.shape[0] - 1, steps.shape[2] - 1
    while said or heard:
        code = int(steps[said, kind, heard])
        if kind == _MATCHED and code == _ALL:
            yield Match(range(said), range(heard), opening=True)
            return
        count, width = int(kind == _UNHEARD), int(kind == _UNKNOWN)
        if kind == _MATCHED:
            code, came = divmod(code, _ENTERED)
            count, width = code // _MOST_SOUNDS + 1, code % _MOST_SOUNDS + 1
            code = came
        yield Match(range(said - count, said), range(heard - width, heard))
        said, heard, kind = said - count, heard - width, code
