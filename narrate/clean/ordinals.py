"""Which number each item of a numbered list has: as browsers count, as Markdown is written."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_LARGEST = 9999  # what is beyond is an id, and nobody listens for it
_INTEGER = re.compile(r"\s*([+-]?\d{1,9})")
_NUMBERED = re.compile(r"\(?\d{1,3}[.):]")  # an item that is told its number in its text
_UNNUMBERED = re.compile(r"list-style(?:-type)?\s*:[^;]*\b(?:none|disc|circle|square|\w+-(?:alpha|latin|greek))\b")
_LETTERS = frozenset("aA")  # types of lists whose items are not told by numbers


class Ordinals:
    """Counts the items of a page's lists, in the page's order."""

    def __init__(self) -> None:
        self._last: dict[_Element, int] = {}

    def of(self, node: "_Element") -> int | None:
        """The ordinal value of an element, as HTML defines it, where it is an item whose number readers see."""
        owner = node.getparent() if node.tag == "li" else None
        if owner is None or owner.tag != "ol":
            return None
        step = -1 if owner.get("reversed") is not None else 1
        counted = self._last[owner] + step if owner in self._last else _first(owner, step)
        own = _integer(node.get("value"))
        value = self._last[owner] = counted if own is None else own
        return value if 0 <= value <= _LARGEST and _is_numbered(owner, node) else None


def _first(owner: "_Element", step: int) -> int:
    start = _integer(owner.get("start"))
    if start is not None:
        return start
    return 1 if step > 0 else sum(1 for item in owner if item.tag == "li")


def _integer(text: str | None) -> int | None:
    found = _INTEGER.match(text or "")
    return int(found[1]) if found else None


def _is_numbered(owner: "_Element", node: "_Element") -> bool:
    """Whether a browser shows figures before the item."""
    told = any(box.get("type") in _LETTERS or _UNNUMBERED.search(box.get("style") or "") for box in (owner, node))
    return not told


def said_with(text: str, ordinal: int | None) -> int | None:
    """The number to say before an item's text; none where the text has it already."""
    return None if _NUMBERED.match(text) else ordinal
