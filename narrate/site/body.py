"""What a page is made of: each passage as an element, each chapter with the passage that it starts at."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile

from narrate.model import Chapter, Kind, Passage

_OPENING = frozenset({Kind.TITLE, Kind.STANDFIRST, Kind.BYLINE, Kind.DATE})
_TAGS = {Kind.LIST_ITEM: "li"}
_WRAPPERS = {Kind.LIST_ITEM: "ul", Kind.QUOTE: "blockquote"}
_LOOKS = {
    Kind.STANDFIRST: "standfirst",
    Kind.BYLINE: "byline",
    Kind.DATE: "byline",
    Kind.TABLE: "row",
    Kind.CODE: "code",
    Kind.NOTICE: "notice",
}
_DEEPEST = 6  # HTML has no heading below h6


@dataclass(frozen=True, slots=True)
class Element:
    """A passage as an element of the page, holding its text and nothing else."""

    number: int
    """Of the passage: with it, the script and the chapters find the element."""
    tag: str
    text: str
    look: str
    language: str
    ordinal: int | None = None
    """Of an item of a numbered list."""


@dataclass(frozen=True, slots=True)
class Body:
    """The text of a page."""

    opening: tuple[Element, ...]
    """The episode's title and what stands under it; empty where no passage is the title of the whole."""
    groups: tuple[tuple[str, tuple[Element, ...]], ...]
    """The rest; of a list or a quotation, the tag around its elements."""


def body_of(title: str, passages: Sequence[Passage]) -> Body:
    """The passages as elements. Of several articles, each has its title as a heading of the second level."""
    opening = tuple(takewhile(lambda passage: passage.kind in _OPENING, passages))
    titles = [passage.text for passage in opening if passage.kind is Kind.TITLE]
    opens = len(opening) if titles[:1] == [title] else 0
    elements = tuple(_elements(passages, titled=opens > 0))
    runs = groupby(elements[opens:], key=lambda element: _wrapper(passages[element.number]))
    return Body(elements[:opens], tuple((wrapper, tuple(run)) for wrapper, run in runs))


def _wrapper(passage: Passage) -> str:
    return "ol" if passage.ordinal is not None else _WRAPPERS.get(passage.kind, "")


def _elements(passages: Iterable[Passage], *, titled: bool) -> Iterator[Element]:
    """The passages; ``titled`` if the first title is the page's.

    Headings never skip a level: who goes through a page by its headings would miss one.
    """
    above = level = 1
    for number, passage in enumerate(passages):
        tag = _TAGS.get(passage.kind, "p")
        if passage.kind is Kind.TITLE:
            above = level = 1 if titled else 2
            titled = False
        elif passage.kind is Kind.HEADING:
            level = min(max(passage.level, 2) + above - 1, level + 1, _DEEPEST)
        if passage.kind in {Kind.TITLE, Kind.HEADING}:
            tag = f"h{level}"
        yield Element(number, tag, passage.text, _LOOKS.get(passage.kind, ""), passage.language, passage.ordinal)


def first_passages(chapters: Iterable[Chapter], passages: Sequence[Passage]) -> tuple[int, ...]:
    """The number of the passage that each chapter starts with."""
    starts = [passage.utterances[0].start_ms for passage in passages]
    return tuple(min(bisect_left(starts, chapter.start_ms), len(starts) - 1) for chapter in chapters)
