"""What is written becomes what is said."""

from functools import partial

from narrate.model import Word, primary
from narrate.spoken import neutral
from narrate.spoken.pieces import words
from narrate.spoken.settled import settle


def verbalize(text: str, language: str) -> tuple[Word, ...]:
    """The words to be said for a written text; joined by spaces they are its spoken form.

    They are said the same when they are read again.
    """
    say = partial(_say, language=language.lower().replace("_", "-"))
    return settle(say(text), say)


def _say(text: str, *, language: str) -> tuple[Word, ...]:
    if primary(language) != "en":
        return words(neutral.pieces(text, language))
    from narrate.spoken import en  # here: its patterns take 50 ms to compile, and `narrate --help` needs none

    return words(en.pieces(text))


__all__ = ["verbalize"]
