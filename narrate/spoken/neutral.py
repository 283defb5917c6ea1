"""Languages that have no rules of their own: the words as they are, the numbers by locale data, the marks as pauses."""

import re
from collections.abc import Iterator

from narrate.spoken import cldr
from narrate.spoken.marks import PLAIN, glues, pause
from narrate.spoken.pieces import Piece
from narrate.spoken.scripts import SIGNS

# Letters and figures with the marks that belong inside a word or a number.
_WORD = re.compile(
    rf"(?:[+$€£¥](?=\d))?\w[\w{SIGNS}\u200c\u200d]*+"
    rf"(?:(?:[-'.,:/@&+](?=\w)|(?:(?<=\d)[ \u00a0\u202f])?[%‰°€$£₴₽])[\w{SIGNS}\u200c\u200d]*+)*+"
)


def pieces(text: str, language: str) -> Iterator[Piece]:
    """The words and the pauses of a text in any language."""
    source = text.translate(PLAIN)
    position = 0
    for number in (*cldr.pieces(source, language), None):
        end = number.start if number else len(source)
        yield from _plain(source, position, end, language)
        if number is None:
            return
        yield number
        position = number.end


def _plain(source: str, position: int, stop: int, language: str) -> Iterator[Piece]:
    while position < stop:
        name = cldr.sign(source[position], language)
        if name:
            yield Piece(name, position, position + 1)
            position += 1
            continue
        word = _WORD.match(source, position, stop)
        if word and any(map(str.isalnum, word[0])):
            yield Piece(word[0].replace("_", ""), position, word.end())
            position = word.end()
            continue
        skipped = source[position].isspace() or glues(source, position)
        mark, end = ("", position + 1) if skipped else pause(source, position)
        if mark:
            yield Piece(mark, position, end)
        position = end
