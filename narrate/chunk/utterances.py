"""A sentence's words to utterances: each a length that the voice speaks well, each with a mark at its end."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final

from narrate.model import Word

Words = tuple[Word, ...]

_CLOSING = frozenset(".?!,;:")
_HARD = frozenset(".?!")
_QUOTES = "\"'“”‘’«»()[]{}"
_CLAUSES = frozenset("and but which who whom whose while where because although though when or nor yet".split())
_JOINING = _CLAUSES | frozenset("if as so after before".split())
_PREPOSITIONS = frozenset(
    "about above across against along among around at behind below between beyond by despite during for from in inside "
    "into near of off on onto over past since through throughout to toward towards under until upon via with within "
    "without".split()
)
_LEADING = _PREPOSITIONS | frozenset(
    "a an the this that these those his her its their our my your every each no not very more most to be is are was "
    "were been has have had will would can could may might must shall should do does did".split()
)  # they belong to what follows
_NUMBERS: Final = frozenset(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion "
    "point oh".split()
)
_CRUMB = 60  # characters, which are about as many phonemes; a shorter utterance sounds cut off from its sentence
# What a cut costs, in characters away from the even split.
_AT_CLAUSE, _AT_JOINED_COMMA, _AT_COMMA, _AT_JOINING, _AT_PREPOSITION, _ANYWHERE, _AFTER_A_LEADER = (
    0, 15, 30, 80, 140, 200, 280,
)  # fmt: skip
_INSIDE = 10_000  # a number, a name, an entry of a lexicon
_SURELY_TOO_LONG = 2  # as many characters as a limit has phonemes: no voice says two with one


@dataclass(frozen=True, slots=True)
class _Limits:
    longest: int
    count: Callable[[Words], int]
    inside: frozenset[int]


def characters(words: Words) -> int:
    """How many characters the words are: as many phonemes, more or less."""
    return sum(len(word.spoken) + 1 for word in words) - 1


def utterances(
    words: Words,
    longest: int,
    *,
    count: Callable[[Words], int] = characters,
    inside: frozenset[int] = frozenset(),
) -> tuple[Words, ...]:
    """A sentence's words in utterances of at most ``longest`` phonemes, each with a mark at its end.

    Args:
        words: The sentence, in spoken form.
        longest: Of an utterance. A word that has more is cut too, at its spaces if it has any.
        count: The phonemes of an utterance; one that has none is left out.
        inside: Where those words start (in the written text) that go on with a name that the word before began.
    """
    said = [
        part
        for word in map(_unquoted, words)
        if any(map(str.isalnum, word.spoken))
        for part in _fitting(word, longest - 1)
    ]
    limits = _Limits(longest, count, inside)
    made: list[Words] = []
    start = 0
    for place, word in enumerate(said, start=1):
        if word.spoken[-1] in _HARD or place == len(said):
            made.extend(_parts(said[start:place], ".", limits))
            start = place
    return tuple(made)


def _unquoted(word: Word) -> Word:
    bare = word.spoken.strip(_QUOTES)
    mark = bare[-1:] if bare[-1:] in _CLOSING else ""
    bare = bare[: len(bare) - len(mark)].rstrip(_QUOTES) + mark
    return word if bare == word.spoken else replace(word, spoken=bare)


def _fitting(word: Word, longest: int) -> Iterator[Word]:
    """The word; one that is too long in parts, of which the first stands for all that is written."""
    halves = _halves(word) if len(word.spoken) > longest else (word,)
    for half in halves:
        if len(halves) == 1:
            yield half
        else:
            yield from _fitting(half, longest)


def _halves(word: Word) -> tuple[Word, ...]:
    """A word in two, cut at the space nearest its middle; one without a space in the middle."""
    text = word.spoken
    middle = len(text) // 2
    spaces = [place for place, char in enumerate(text) if char == " "]
    cut = min(spaces, key=lambda place: abs(place - middle)) if spaces else middle
    one, other = text[:cut], text[cut:].lstrip()
    if not (any(map(str.isalnum, one)) and any(map(str.isalnum, other))):
        return (word,)
    return replace(word, spoken=one), Word(other, word.end, word.end)


def _parts(words: Sequence[Word], mark: str, limits: _Limits) -> Iterator[Words]:
    """The words up to a mark, halved until each part is short enough: the work grows with n log n."""
    closed = _closed(words, mark)
    size = characters(closed)
    if size <= _SURELY_TOO_LONG * limits.longest:
        size = limits.count(closed)
    if size <= limits.longest:
        if size:
            yield closed
        return
    split = _halves(words[0]) if len(words) == 1 else words
    if len(split) == 1:
        yield closed
        return
    needed = -(-size // limits.longest)
    cut = _cut(split, needed // 2 / needed, limits.inside)
    yield from _parts(split[:cut], ",", limits)
    yield from _parts(split[cut:], mark, limits)


def _cut(words: Sequence[Word], share: float, inside: frozenset[int]) -> int:
    """The best place to cut, near a share of the whole: how many words lie before it."""
    ends = list(accumulate(len(word.spoken) + 1 for word in words))
    crumb = min(_CRUMB, ends[-1] // 4)

    def cost(place: int) -> tuple[float, int]:
        length = ends[place - 1]
        short = _INSIDE // 2 if min(length, ends[-1] - length) < crumb else 0
        broken = _INSIDE if words[place].start in inside else _cost(words[place - 1].spoken, words[place].spoken)
        return abs(length - share * ends[-1]) + broken + short, place

    return min(range(1, len(words)), key=cost)


def _cost(before: str, after: str) -> int:
    """What it costs to cut between two words."""
    opening = after.strip(",;:").lower()
    if before[-1] in ";:":
        return _AT_CLAUSE
    if before[-1] == ",":
        return _AT_JOINED_COMMA if opening in _CLAUSES else _AT_COMMA
    if _is_number(before) or (before[0].isupper() and after[0].isupper()):
        return _INSIDE
    if opening in _JOINING:
        return _AT_JOINING
    if before.lower() in _LEADING:
        return _AFTER_A_LEADER
    return _AT_PREPOSITION if opening in _PREPOSITIONS else _ANYWHERE


def _is_number(word: str) -> bool:
    """Whether a word is a number, which goes with what it counts."""
    return _NUMBERS.issuperset(word.lower().replace("-", " ").split())


def _closed(words: Sequence[Word], mark: str) -> Words:
    last = words[-1]
    if last.spoken[-1] in _CLOSING:
        if mark == "." and last.spoken[-1] == ",":
            last = replace(last, spoken=f"{last.spoken[:-1]}.")
        return (*words[:-1], last)
    return (*words[:-1], replace(last, spoken=last.spoken + mark))
