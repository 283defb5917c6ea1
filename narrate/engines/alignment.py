"""Which of an utterance's phonemes each of its words is.

espeak tells phonemes, not words, and runs words together: "of the" has no gap. So each word is phonemized alone, and
the row of their phonemes is laid along the utterance's by dynamic programming: as few as can be stand against another
phoneme, or against none. What a neighbour, stress or a lexicon changed in a word then still lies where the word is.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from narrate.phonemes import STRESS, VOWELS

Costs = np.ndarray[Any, np.dtype[np.float32]]

_GAP = " "
_MARKS = frozenset(f"{STRESS}ː.,;:!?-—…\"'()«»“”")  # come and go with the sentence
_MISSING, _MISSING_MARK = 1.0, 0.2  # what a phoneme costs that stands against none
_OTHER, _OTHER_CLASS = 0.8, 1.9  # against another: a vowel may stand for a vowel, hardly for a consonant


def spans(words: Sequence[Sequence[str]], phonemes: Sequence[str]) -> list[tuple[int, int] | None]:
    """From where to where each word, given by its own phonemes, is in the utterance; None where it is not there.

    In order, and without overlap.
    """
    row = [phoneme for word in words for phoneme in (*word, _GAP)][:-1]
    owners = [number for number, word in enumerate(words) for _ in (*word, _GAP)][:-1]
    found: dict[int, tuple[int, int]] = {}
    for here, there in _matches(row, phonemes):
        if row[here] != _GAP and phonemes[there] not in _MARKS and phonemes[there] != _GAP:
            start, _ = found.get(owners[here], (there, there))
            found[owners[here]] = (start, there + 1)
    return [_with_marks(found[number], phonemes) if number in found else None for number in range(len(words))]


def _with_marks(span: tuple[int, int], phonemes: Sequence[str]) -> tuple[int, int]:
    """The span with the stress before its first sound and the length after its last."""
    start, end = span
    while start and phonemes[start - 1] in STRESS:
        start -= 1
    while end < len(phonemes) and phonemes[end] == "ː":
        end += 1
    return start, end


def _matches(row: Sequence[str], phonemes: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs of places that stand against each other, in order."""
    if not row or not phonemes:
        return []
    numbers = {phoneme: number for number, phoneme in enumerate({*row, *phonemes})}
    table = np.array([[_cost(one, other) for other in numbers] for one in numbers], np.float32)
    costs = table[np.ix_([numbers[one] for one in row], [numbers[one] for one in phonemes])]
    down, along = (np.array([_missing(one) for one in ones], np.float32) for ones in (row, phonemes))
    return _backwards(_totals(costs, down, along), costs, down)


def _totals(costs: Costs, down: Costs, along: Costs) -> Costs:
    """The least cost of laying so many of the one along so many of the other."""
    skipped = np.concatenate([[np.float32(0)], np.cumsum(along)])
    totals = np.empty((len(down) + 1, len(along) + 1), np.float32)
    totals[0] = skipped
    for number, (cost, missing) in enumerate(zip(costs, down, strict=True)):
        best = totals[number] + missing
        best[1:] = np.minimum(best[1:], totals[number, :-1] + cost)
        totals[number + 1] = np.minimum.accumulate(best - skipped) + skipped
    return totals


def _backwards(totals: Costs, costs: Costs, down: Costs) -> list[tuple[int, int]]:
    """The pairs on the way that the least cost came."""
    pairs = []
    one, other = costs.shape
    while one and other:
        here = totals[one, other]
        paired = totals[one - 1, other - 1] + costs[one - 1, other - 1]
        if abs(here - paired) < 1e-3:  # noqa: PLR2004 - costs are tenths, sums are in single precision
            one, other = one - 1, other - 1
            pairs.append((one, other))
        elif abs(here - totals[one - 1, other] - down[one - 1]) < 1e-3:  # noqa: PLR2004
            one -= 1
        else:
            other -= 1
    return pairs[::-1]


def _missing(phoneme: str) -> float:
    return _MISSING_MARK if phoneme in _MARKS or phoneme == _GAP else _MISSING


def _cost(one: str, other: str) -> float:
    if one == other:
        return 0.0
    if _GAP in {one, other} or one in _MARKS or other in _MARKS:
        return _OTHER_CLASS
    return _OTHER if (one in VOWELS) == (other in VOWELS) else _OTHER_CLASS
