"""What every language's rules hand over: pieces of speech and pauses, and the words they become."""

from collections.abc import Iterable
from typing import NamedTuple

from narrate.model import Word


class Piece(NamedTuple):
    """Something said, or one of the marks of ``STRENGTH``, and the written characters it comes from."""

    said: str
    start: int
    end: int


# The marks that the voice makes something of. Where two meet, the stronger one is kept.
STRENGTH = {",": 1, ";": 2, ":": 3, ".": 4, "!": 5, "?": 6}


# Stands between two pieces that are one word: "ten", "-", "year-old".
JOINT = "-"
_LONGEST_JOINED = 60  # characters: what is longer is no word, and joining it would take quadratic time


def words(pieces: Iterable[Piece]) -> tuple[Word, ...]:
    """The pieces as words: a mark goes to the word before it; one before the first word is not kept."""
    made: list[Word] = []
    joined = -1  # where the last joint ends
    for said, start, end in pieces:
        if said == JOINT:
            joined = end
        elif said in STRENGTH:
            if made:
                made[-1] = _marked(made[-1], said, start, end)
        elif start == joined and made and made[-1].end == start - 1 and len(made[-1].spoken) < _LONGEST_JOINED:
            made[-1] = Word(f"{made[-1].spoken}-{said}", made[-1].start, end)
        else:
            made.append(Word(said, start, end))
    return tuple(made)


def _marked(word: Word, mark: str, start: int, end: int) -> Word:
    spoken = word.spoken
    strength = STRENGTH.get(spoken[-1], 0)
    if strength:
        mark = mark if STRENGTH[mark] > strength else spoken[-1]
        spoken = spoken[:-1]
    return Word(spoken + mark, word.start, end if start == word.end else word.end)
