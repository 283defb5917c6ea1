"""Utterances laid along the sounds of a file: which is which, what is missing, what is too much.

The cheapest way through both, by dynamic programming. An utterance is one or several sounds, since voices pause at
commas; several utterances are one sound where music fills the pauses. How long it takes to say tells which fits.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from statistics import median
from typing import Any

import numpy as np

from narrate.check.expected import Utterance, spread_ms

Span = tuple[int, int]
"""Start and end of a sound in milliseconds."""
_Costs = np.ndarray[Any, np.dtype[np.float64]]
_Steps = np.ndarray[Any, np.dtype[np.uint8]]

_WORST = 25.0  # what a match can cost at most: a sentence that is cut in two is still that sentence
_MISSED = 14.0  # an utterance or a sound without the other: two of these are more than the worst match
_MORE_SAID, _MORE_HEARD = 5.0, 1.0  # each further one beside it; where all is right, an utterance costs 0.5
_JOINED = 12.0  # two utterances without a pause between them: the first sound goes on into the last of them
_REACHES = 1.1  # times the length of those before it
_SHORT_PAUSE = 4.0  # less than half of what was planned
_LONG_INSIDE, _LONG_INSIDE_MS = 10.0, 500  # a pause within an utterance: voices make 370 ms of a comma at most
_LONGER = 2.5  # times what is expected: no utterance takes so long
_MOST_SOUNDS, _MOST_JOINED = 16, 4
_GOOD = 3.0  # an utterance, on the average: the pace is right, and others need not be tried
_USUAL_PACES = (1.0, 0.8, 1.25)


@dataclass(frozen=True, slots=True)
class Match:
    """Some utterances, and the sounds that they are; none where one is missing, or where a sound is none of them."""

    utterances: range
    sounds: range


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


def length(sounds: Sequence[Span], part: range) -> int:
    """From the start of the first to the end of the last, in milliseconds."""
    return sounds[part[-1]][1] - sounds[part[0]][0]


def _found(matched: Matched, utterances: Sequence[Utterance], sounds: Sequence[Span]) -> Mapping[str, float]:
    """The paces at which the voices speak where one utterance is matched by itself."""
    ratios: dict[str, list[float]] = {}
    for one in matched.matches:
        if len(one.utterances) == 1 and one.sounds:
            said = utterances[one.utterances[0]]
            ratios.setdefault(said.voice, []).append(length(sounds, one.sounds) / said.expected_ms)
    return {**matched.paces, **{voice: median(ones) for voice, ones in ratios.items()}}


_MATCHED, _UNHEARD, _UNKNOWN = range(3)  # what the last step to a place was: both, or only the one or the other
_ENTERED = 3  # ways to come to the place where a step begins


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
    expected = joined = 0.0
    for count in range(1, min(_MOST_JOINED, len(utterances)) + 1):
        first = utterances[-count]
        expected += first.expected_ms * paces[first.voice] + (first.pause_ms if count > 1 else 0)
        before = rows[-count].copy()
        before[:, :-1] += np.where(times[:, 1] - times[:, 0] < _REACHES * (expected - last), np.inf, 0)
        if count < len(utterances):
            before[_MATCHED, 1:-1] += _SHORT_PAUSE * (2 * pauses < utterances[-count - 1].pause_ms)
        came, entered = before.argmin(axis=0), before.min(axis=0)
        for width in range(1, min(_MOST_SOUNDS, len(sounds)) + 1):
            lasts = times[width - 1 :, 1] - times[: len(times) - width + 1, 0]
            off = (lasts - expected) / spread_ms(expected)
            paused = inside[width - 1 :] - inside[: len(inside) - width + 1]
            new = entered[: len(lasts)] + joined + paused + np.minimum(off * off, _WORST)
            new[lasts > _LONGER * expected] = np.inf
            better = new < costs[width:]
            costs[width:][better] = new[better]
            code = ((count - 1) * _MOST_SOUNDS + width - 1) * _ENTERED
            steps[width:][better] = code + came[: len(lasts)][better]
        joined += _JOINED


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
        count, width = int(kind == _UNHEARD), int(kind == _UNKNOWN)
        if kind == _MATCHED:
            code, came = divmod(code, _ENTERED)
            count, width = code // _MOST_SOUNDS + 1, code % _MOST_SOUNDS + 1
            code = came
        yield Match(range(said - count, said), range(heard - width, heard))
        said, heard, kind = said - count, heard - width, code
