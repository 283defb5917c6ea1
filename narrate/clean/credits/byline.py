"""Who a page itself names as its author, where it does not say so for machines."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from narrate.clean.credits.names import BY, is_person, people
from narrate.clean.lines import fold, plain

if TYPE_CHECKING:
    from lxml.etree import _Element

_OF_OTHERS = ("comment", "related", "card", "teaser", "recommend", "sidebar", "latest", "footer")
_LOOKED_AT = 12  # elements of a kind; who wrote the article stands before those who wrote others
_CLIMB = 6  # boxes around a name that may be a teaser's or a comment's
_LONGEST = 160  # characters; a longer element is the author's life
_NAMED = " or ".join(f'contains(@class, "{name}")' for name in ("uthor", "yline", "contributor"))  # with any capital
_MOST_PIECES = 20
_OPEN = re.compile(rf"(?:\b{BY}|\band|[,:&;])$", re.IGNORECASE)
_CLOSE = re.compile(r"(?:[,:;&.)]|and\b)", re.IGNORECASE)
_SURE = (
    './/*[@itemprop="author"]//*[@itemprop="name"]',
    './/*[@itemprop="author"]',
    './/*[contains(concat(" ", @rel, " "), " author ")]',
)
_LIKELY = (
    './/a[contains(@href, "/author/") or contains(@href, "/authors/") or contains(@href, "/contributor")]',
    f".//*[{_NAMED}]",
)


def named_for_machines(root: "_Element") -> Iterator[str]:
    """What elements say that are marked as the author in microdata or links."""
    for path in _SURE:
        yield from (text for element in _found(root, path) if (text := _first_words(element)))


def named_by_class(root: "_Element", site: str) -> Iterator[str]:
    """The persons, or the site itself, in elements that are called after an author or lead to one."""
    for path in _LIKELY:
        for element in _found(root, path):
            names = people(_first_words(element))
            if names and all(is_person(name) or plain(name) == plain(site) for name in names):
                yield ", ".join(names)


def _found(root: "_Element", path: str) -> Iterator["_Element"]:
    from lxml import etree

    hits = root.xpath(f"({path})[position() <= {_LOOKED_AT}]")
    for hit in hits if isinstance(hits, list) else ():
        if isinstance(hit, etree._Element) and not _is_of_another(hit):  # noqa: SLF001 – the only name that elements have
            yield hit


def _is_of_another(element: "_Element") -> bool:
    """Whether the element stands in a comment, a teaser or the page's foot."""
    for box in islice(element.iterancestors(), _CLIMB):
        if box.tag in {"main", "body"}:
            return False
        names = f"{box.tag} {box.get('class') or ''} {box.get('id') or ''}".lower()
        if any(other in names for other in _OF_OTHERS):
            return True
    return False


def _first_words(element: "_Element") -> str:
    """The element's text, with a bar between what stands in boxes of its own: a name, a rank, a date."""
    if element.get("content"):
        return fold(str(element.get("content")))
    said = ""
    for piece in islice(_pieces(element), _MOST_PIECES):
        goes_on = not said or _OPEN.search(said) or _CLOSE.match(piece)
        said += (" " if goes_on else ", " if is_person(piece) else " | ") + piece
    return said.strip() if len(said) <= _LONGEST else ""


def _pieces(element: "_Element") -> Iterator[str]:
    said = (fold(str(piece)) for piece in element.itertext() if "{" not in str(piece))  # a style sheet's
    return (piece for piece in said if piece)
