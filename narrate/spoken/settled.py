"""A spoken form that is said the same when it is read again."""

from collections.abc import Callable
from itertools import accumulate

from narrate.model import Word

_MOST_READINGS = 6  # one is enough for nearly all texts; what still changes after these is kept as it is


def settle(words: tuple[Word, ...], say: Callable[[str], tuple[Word, ...]]) -> tuple[Word, ...]:
    """The words read again until nothing changes; each keeps the written characters that it came from."""
    for _ in range(_MOST_READINGS):
        text = " ".join(word.spoken for word in words)
        again = say(text)
        if " ".join(word.spoken for word in again) == text:
            return words
        words = _traced(again, words)
    return words


def _traced(again: tuple[Word, ...], words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words of a second reading, pointing at what those of the first one point at."""
    ends = list(accumulate((len(word.spoken) + 1 for word in words), initial=0))
    traced: list[Word] = []
    first = covered = 0  # the word that a place lies in; the words that are already pointed at
    for spoken, start, end in ((word.spoken, word.start, word.end) for word in again):
        while ends[first + 1] <= start:
            first += 1
        last = first
        while ends[last + 1] < end:
            last += 1
        if first < covered:
            joined = traced[-1]
            traced[-1] = Word(f"{joined.spoken} {spoken}", joined.start, max(joined.end, words[last].end))
        else:
            traced.append(Word(spoken, words[first].start, words[last].end))
        covered = max(covered, last + 1)
    return tuple(traced)
