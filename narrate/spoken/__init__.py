"""What is written becomes what is said."""

from narrate.model import Word
from narrate.spoken import en, neutral
from narrate.spoken.pieces import words


def verbalize(text: str, language: str) -> tuple[Word, ...]:
    """The words to be said for a written text; joined by spaces they are its spoken form."""
    rules = en if language.lower().partition("-")[0] == "en" else neutral
    return words(rules.pieces(text))


__all__ = ["verbalize"]
