"""What a source is cut into before anything is judged: lines, with what their surroundings say."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from textwrap import dedent

from narrate.clean.words import MARKS, ends_sentence
from narrate.model import Kind

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufffc\ufff9-\ufffb]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_SPACE = re.compile(r"\s")
_ENDS = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_BETWEEN = re.compile(rf"[^\w{MARKS}]+")  # all but letters with their marks, and digits
_NARROWEST, _WIDEST = 45, 110  # characters: the columns that people and mail programs break lines at
_FEWEST_ROWS = 3
_MOSTLY = 0.7  # of the lines that go on; the others are last rows, headings and lists
_BULLET = re.compile(r"[•·▪●○*–—-]\s+(?=\S)")
_SPEAKING = "–—"  # dashes that open what somebody says, too
_ITEM = re.compile(r"[•·▪●*–—-]\s|\d{1,3}[.)]\s")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text, or the text of one element of a page."""

    number: int
    """Counted from 1: of a text, with the blank lines; of a page, over the elements that bear text."""
    text: str
    """White space folded, never empty; of a table, a row a line, and code with the lines that it has."""
    gap: bool = False
    """Whether a blank line stands before it."""
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    marks: tuple[str, ...] = ()
    """What a page's structure says of it, as names of features; empty for a text."""
    rows: tuple[tuple[int, str], ...] = ()
    """The numbers and texts of the lines it was joined from: a paragraph broken at a column, a table's cells."""
    notes: tuple[tuple[int, str, str], ...] = ()
    """What was left out of it: a number, the words, the reason."""
    element: str = ""
    """Of a page: which element it is the text of."""
    source_line: int = 0
    """Of a page: where that element starts in the source."""
    language: str = ""
    """As in ``Block``."""
    ordinal: int | None = None
    """As in ``Block``."""


def fold(text: str) -> str:
    """The text on one line: white space of all kinds folded to single spaces, invisible characters gone."""
    return " ".join(_CONTROLS.sub(" ", _INVISIBLE.sub("", text)).split())


def fold_lines(text: str) -> str:
    """Code: each of its lines with its indentation, as blanks; invisible characters and blank lines around it gone."""
    rows = [_SPACE.sub(" ", _CONTROLS.sub(" ", _INVISIBLE.sub("", row)).expandtabs(4)) for row in _ENDS.split(text)]
    return dedent("\n".join(row.rstrip() for row in rows)).strip("\n")


def split(text: str) -> Iterator[Line]:
    """The lines of a text that are not blank."""
    gap = False
    for number, raw in enumerate(_ENDS.split(text), 1):
        folded = fold(raw)
        if folded:
            yield Line(number, folded, gap=gap)
        gap = not folded


def unwrap(lines: list[Line]) -> list[Line]:
    """The lines with each paragraph on one, where the source broke its paragraphs at a column."""
    if not _is_wrapped(lines):
        return lines
    paragraphs: list[list[Line]] = []
    for line in lines:
        if paragraphs and not line.gap and _goes_on(paragraphs[-1][-1], line):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return [_joined(rows) if len(rows) > 1 else rows[0] for rows in paragraphs]


def _is_wrapped(lines: list[Line]) -> bool:
    """Whether most lines that another follows without a gap are about as long as a column, and none is longer."""
    if any(len(line.text) > _WIDEST for line in lines):
        return False
    followed = [line for line, after in pairwise(lines) if not after.gap]
    full = sum(len(line.text) >= _NARROWEST for line in followed)
    return full >= _FEWEST_ROWS and full >= _MOSTLY * len(followed)


def _goes_on(row: Line, after: Line) -> bool:
    return (len(row.text) >= _NARROWEST or row.text.endswith(",")) and not _ITEM.match(after.text)


def _joined(rows: list[Line]) -> Line:
    text = " ".join(row.text for row in rows)
    return replace(rows[0], text=text, rows=tuple((row.number, row.text) for row in rows))


def item_start(text: str) -> int:
    """Where the words of a list's item begin, behind its bullet; 0 where the line is none.

    A dash before a whole sentence opens what somebody says: "— Yes, he said."
    """
    bullet = _BULLET.match(text)
    return bullet.end() if bullet and not (text[0] in _SPEAKING and ends_sentence(text)) else 0


def plain(text: str) -> str:
    """For comparing: lower case, letters and digits of any script, single spaces."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _BETWEEN.sub(" ", folded.replace("_", " ")).strip()
