"""Languages that have no rules of their own yet: the words as they are, the marks as pauses."""

import re
from collections.abc import Iterator

from narrate.spoken.marks import PLAIN, glues, pause
from narrate.spoken.pieces import Piece

# Letters and figures with the marks that belong inside a word or a number.
_WORD = re.compile(r"\w[\w\u0300-\u036f\u200c\u200d]*+(?:(?:[-'.,:/@&+](?=\w)|[%°€$£])[\w\u0300-\u036f]*+)*+")


def pieces(text: str) -> Iterator[Piece]:
    """The words and the pauses of a text in any language."""
    source = text.translate(PLAIN)
    position = 0
    while position < len(source):
        word = _WORD.match(source, position)
        if word and any(map(str.isalnum, word[0])):
            yield Piece(word[0].replace("_", ""), position, word.end())
            position = word.end()
            continue
        mark, end = (
            ("", position + 1) if source[position].isspace() or glues(source, position) else pause(source, position)
        )
        if mark:
            yield Piece(mark, position, end)
        position = end
