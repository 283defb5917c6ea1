"""What is written becomes what is said."""

from narrate.model import Word
from narrate.spoken import neutral
from narrate.spoken.pieces import words


def verbalize(text: str, language: str) -> tuple[Word, ...]:
    """The words to be said for a written text; joined by spaces they are its spoken form."""
    if language.lower().partition("-")[0] != "en":
        return words(neutral.pieces(text))
    from narrate.spoken import en  # here: its patterns take 50 ms to compile, and `narrate --help` needs none

    return words(en.pieces(text))


__all__ = ["verbalize"]
