"""HTML -> lines, each with what the page's structure says of it."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from narrate.clean.lines import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4 import BeautifulSoup, Tag

_BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html label legend li main menu nav ol optgroup "
    "option p pre search section select summary table tbody td tfoot th thead title tr ul".split()
)
_SKIPPED = frozenset(
    "script style template noscript svg math object canvas iframe audio video map textarea select datalist "
    "applet embed param source track".split()
)
_NOTE = re.compile(r"\W*(?:\d{1,3}|[a-z]{1,2}|note \d+|citation needed)?\W*", re.IGNORECASE)
_UNSEEN = frozenset(
    {"visually-hidden", "visuallyhidden", "sr-only", "screen-reader-text", "a11y-hidden", "hidden-text"}
)
_MARK_NODES = 8  # a footnote's mark is a number in a link or two


@dataclass(slots=True)
class Box:
    """An element that contains lines: ``lines[start:end]`` of the page."""

    tag: str
    names: str
    """Its classes, id and role, in lower case."""
    parent: int
    """Its place among the page's boxes; -1 for the outermost."""
    start: int
    end: int = 0
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Cut:
    """One line of a page as cut out of it."""

    text: str
    linked: int
    """How many of its characters are in links."""
    box: int
    emphasis: int
    """How many of its characters are bold."""


@dataclass(slots=True)
class Page:
    """A page cut into lines, in order, and the boxes that hold them."""

    cuts: list[Cut] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)


@dataclass(slots=True)
class _Pen:
    """Collects the pieces of the line that is being read."""

    pieces: list[str] = field(default_factory=list)
    linked: list[str] = field(default_factory=list)
    bold: list[str] = field(default_factory=list)
    breaks: int = 0
    anchors: int = 0
    strongs: int = 0

    def write(self, text: str) -> None:
        self.pieces.append(text)
        if self.anchors:
            self.linked.append(text)
        if self.strongs:
            self.bold.append(text)
        if not text.isspace():
            self.breaks = 0


def cut(soup: "BeautifulSoup") -> Page:
    """The page's lines: the text of each block element, without what is inside other block elements."""
    page, pen, open_boxes = Page(), _Pen(), [-1]
    for entering, node in _walk(soup):
        if isinstance(node, str):
            pen.write(node)
        elif node.name in _BLOCKS or "-" in node.name:
            _flush(page, pen, open_boxes[-1])
            if entering:
                open_boxes.append(len(page.boxes))
                page.boxes.append(_box(node, open_boxes[-2], len(page.cuts)))
            else:
                page.boxes[open_boxes.pop()].end = len(page.cuts)
        else:
            _inline(page, pen, node, open_boxes[-1], entering=entering)
    _flush(page, pen, open_boxes[-1])
    for box in open_boxes[1:]:
        page.boxes[box].end = len(page.cuts)
    return page


def _walk(soup: "BeautifulSoup") -> "Iterator[tuple[bool, Tag | str]]":
    """Each element when it opens and when it closes, and each text between; no recursion, so no depth hurts."""
    from bs4 import Tag
    from bs4.element import NavigableString

    waiting: list[Iterator[object]] = [iter(soup.contents)]
    opened: list[Tag] = []
    while waiting:
        node = next(waiting[-1], None)
        if node is None:
            waiting.pop()
            if opened:
                yield False, opened.pop()
        elif isinstance(node, Tag):
            if node.name in _SKIPPED or (node.name == "sup" and _is_footnote(node)) or _is_unseen(node):
                continue
            yield True, node
            opened.append(node)
            waiting.append(iter(node.contents))
        elif type(node) is NavigableString:
            yield True, str(node)


def _is_unseen(node: "Tag") -> bool:
    """Whether a piece of a line is there for screen readers only, such as "opens in a new tab"."""
    classes = node.get("class")
    return node.name == "span" and isinstance(classes, list) and not _UNSEEN.isdisjoint(classes)


def _is_footnote(node: "Tag") -> bool:
    """Whether a superscript is a mark that points to a note, and no exponent or ordinal."""
    from bs4 import Tag

    inside: list[object] = [*node.contents[: _MARK_NODES + 1]]
    for piece in inside:  # grows while it is read; not .descendants, which first walks to the last of them
        if len(inside) > _MARK_NODES:
            return False
        inside += piece.contents[: _MARK_NODES + 1] if isinstance(piece, Tag) else []
    text = "".join(str(piece) for piece in inside if not isinstance(piece, Tag)).strip()
    points = any(isinstance(piece, Tag) and piece.name == "a" for piece in inside)
    return _NOTE.fullmatch(text) is not None and (points or text[:1] in "[(*†‡")


def _inline(page: Page, pen: _Pen, node: "Tag", box: int, *, entering: bool) -> None:
    """An element inside a line: a link, an emphasis, a break."""
    step = 1 if entering else -1
    if node.name == "a":
        pen.anchors = max(0, pen.anchors + step)
    elif node.name in {"b", "strong"}:
        pen.strongs = max(0, pen.strongs + step)
    elif node.name == "br" and entering:
        pen.breaks += 1
        pen.write(" ")
        if pen.breaks > 1:
            _flush(page, pen, box)
    elif node.name in {"img", "input", "wbr"} and entering:
        pen.write(" " if node.name != "wbr" else "")


def _flush(page: Page, pen: _Pen, box: int) -> None:
    text = fold("".join(pen.pieces))
    if text:
        linked, bold = (len(fold("".join(pieces))) for pieces in (pen.linked, pen.bold))
        page.cuts.append(Cut(text, linked, box, bold))
    pen.pieces.clear()
    pen.linked.clear()
    pen.bold.clear()
    pen.breaks = 0


def _box(node: "Tag", parent: int, start: int) -> Box:
    names = [node.get("id"), node.get("role"), node.get("itemprop"), node.get("data-testid"), node.get("aria-label")]
    classes = node.get("class")
    joined = " ".join([*(str(name) for name in names if name), *(classes if isinstance(classes, list) else [])])
    style = str(node.get("style") or "").replace(" ", "")
    hidden = "display:none" in style or "visibility:hidden" in style or node.has_attr("hidden")
    return Box(node.name, joined.lower(), parent, start, hidden=hidden)
