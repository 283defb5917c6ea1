"""What is worth hearing of a source: its blocks, and the receipt of all its lines."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

CELLS = " | "
"""Between the cells of a table's row."""


class Kind(StrEnum):
    """What a block of an article is."""

    TITLE = "title"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATE = "date"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    LIST_ITEM = "list item"
    TABLE = "table row"
    CODE = "code"
    NOTICE = "notice"
    """A sentence of ours, not of the source: what stands for a table that is not read, say."""


_HEAD = frozenset({Kind.TITLE, Kind.STANDFIRST, Kind.BYLINE, Kind.DATE, Kind.NOTICE})


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the article: its text, white space folded, and what it is."""

    kind: Kind
    text: str
    """On one line; only code has lines of its own."""
    level: int = 0
    """Of a heading: 2 for a section, 3 for a section within it, and so on; else 0."""
    language: str = ""
    """A BCP 47 tag where the source gives it one of its own; else it is in the article's."""
    ordinal: int | None = None
    """Of an item of a numbered list: its number, which is no part of the text."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What became of one line of the source (of a page: one element's text), and why."""

    line: int
    """Counted from 1: of a text, its lines; of a page, its pieces of text."""
    text: str
    kept: bool
    reason: str
    """The block's kind where it was kept; else the name of the rule that dropped it."""
    score: float | None = None
    """How much it looks like the article by itself (log-odds: over 0 more than not); none where nothing was weighed."""
    element: str = ""
    """Of a page: the element that it is the text of, and those around it, as a CSS selector would name them."""
    source_line: int = 0
    """Where that element starts in the page's source, counted from 1; 0 for a text, whose lines are the source's."""


@dataclass(frozen=True, slots=True)
class Part:
    """One article of several that were joined into one."""

    title: str
    block: int
    """The first of its blocks."""
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """The body worth hearing, in reading order, title first, and what is known about it."""

    blocks: tuple[Block, ...]
    rulings: tuple[Ruling, ...]
    """The receipt: every line of the source that is not blank, in order."""
    language: str = "en"
    """A BCP 47 tag, such as ``en`` or ``en-US``."""
    url: str | None = None
    site: str | None = None
    author: str | None = None
    """Names only, without "by"."""
    published: str | None = None
    """The date, ISO 8601: ``2024-07-24``."""
    section: str | None = None
    """What the site files it under."""
    image: str | None = None
    """The address of the picture that stands for it."""
    parts: tuple[Part, ...] = ()
    """Of a digest: the articles that it is joined from, in order."""

    @property
    def title(self) -> str:
        """The title's text, or the first words of the article where it has no title."""
        for block in self.blocks:
            if block.kind is Kind.TITLE:
                return block.text
        return next((first_words(block.text) for block in self.blocks if block.kind is not Kind.NOTICE), "")

    @property
    def head(self) -> int:
        """How many blocks come before the text: title, byline and the like; of a digest, before its first article."""
        if self.parts:
            return self.parts[0].block
        return sum(1 for _ in takewhile(lambda block: block.kind in _HEAD, self.blocks))


def listed(text: str, ordinal: int | None) -> str:
    """The text as it is written where it stands: an item of a numbered list with its number."""
    return text if ordinal is None else f"{ordinal}. {text}"


def first_words(text: str, count: int = 8) -> str:
    """The first words of a text, with an ellipsis where there are more."""
    words = text.split()
    return " ".join(words[:count]) + ("…" if len(words) > count else "")
