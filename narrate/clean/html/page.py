"""HTML -> lines, each with what the page's structure says of it."""

import re
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, cast

from narrate.clean.language import language_tag
from narrate.clean.lines import fold, fold_lines
from narrate.clean.ordinals import Ordinals
from narrate.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

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
_PERMALINKS = frozenset({"¶", "#", "§", "🔗", "⚓", "\uf0c1"})  # what documentation puts behind its headings
_NAMING = ("id", "role", "itemprop", "data-testid", "aria-label", "class")
_ENDS = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)  # in mid-page, browsers go on, and libxml2 would stop
_MARK_NODES = 8  # a footnote's mark is a number in a link or two
_SENTENCE_ENDS = (*".,;:!?", "”", "»", '"')  # a number set high after one is a note's; after a bracket it is a power
_POWER = re.compile(r"[+\u2212-]?\d{1,3}")
_BASE = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]{1,3}|\d+)\Z")  # 10⁶, x², km²; after a word it is a note's number
_RAISED = str.maketrans("0123456789+-\u2212", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")


@dataclass(slots=True)
class Box:
    """An element that contains lines: ``lines[start:end]`` of the page."""

    tag: str
    names: str
    """Its classes, id and role, in lower case."""
    selector: str
    """Its tag with its id or first class, as CSS writes them."""
    parent: int
    """Its place among the page's boxes; -1 for the outermost."""
    start: int
    end: int = 0
    hidden: bool = False
    row: int = 0
    """The line of the page's source that it starts on."""
    ruled: bool | None = None
    """Whether a site rule makes it the article, or never the article; inherited by the boxes in it."""
    language: str = ""
    """As its own ``lang`` tells; inherited by the boxes in it."""
    ordinal: int | None = None
    """Of an item of a numbered list."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One line of a page as cut out of it."""

    text: str
    linked: int
    """How many of its characters are in links."""
    box: int
    emphasis: int
    """How many of its characters are bold."""
    notes: tuple[tuple[str, str], ...] = ()
    """What was left out of it, and why: footnote marks, words for screen readers."""


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
    powers: int = 0
    codes: int = 0
    notes: list[tuple[str, str]] = field(default_factory=list)

    def write(self, text: str) -> None:
        if self.powers and _POWER.fullmatch(text) and self.pieces and _BASE.search(self.pieces[-1]):
            text = text.translate(_RAISED)
        self.pieces.append(text)
        if self.anchors:
            self.linked.append(text)
        if self.strongs:
            self.bold.append(text)
        if not text.isspace():
            self.breaks = 0


def parse(html: str, name: str = "the page") -> "_Element | None":
    """The page's root; none where it holds no element. Nothing is fetched, and no length is refused.

    Raises:
        InputError: Its elements stand in each other deeper than libxml2 follows them, so that text would be lost.
    """
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    whole = _ENDS.sub("", html.replace("\x00", "\ufffd"))
    try:
        root = etree.fromstring(whole.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise InputError(f"the elements of {name} stand in each other thousands deep", "give it the article's text")
    return root


def cut(root: "_Element", most: int, ruled: "Mapping[_Element, bool] | None" = None) -> Page:
    """The page's lines: the text of each block element, without what is inside other block elements.

    The reading ends soon after ``most`` lines. ``ruled`` are elements that a site rule names.
    """
    page, pen, open_boxes, ordinals = Page(), _Pen(), [-1], Ordinals()
    ruled = ruled or {}
    for entering, node in _walk(root, pen, ruled):
        if isinstance(node, str):
            pen.write(node)
        elif node.tag in _BLOCKS or "-" in str(node.tag):
            _flush(page, pen, open_boxes[-1])
            if len(page.cuts) > most:
                break
            pen.codes += (1 if entering else -1) * (node.tag == "pre")
            if entering:
                open_boxes.append(len(page.boxes))
                page.boxes.append(_box(node, open_boxes[-2], len(page.cuts), ruled.get(node), ordinals.of(node)))
            else:
                page.boxes[open_boxes.pop()].end = len(page.cuts)
        else:
            _inline(page, pen, node, open_boxes[-1], entering=entering)
    _flush(page, pen, open_boxes[-1])
    for box in open_boxes[1:]:
        page.boxes[box].end = len(page.cuts)
    if pen.notes and page.cuts:
        page.cuts[-1] = replace(page.cuts[-1], notes=(*page.cuts[-1].notes, *pen.notes))
    return page


def _walk(root: "_Element", pen: _Pen, ruled: "Mapping[_Element, bool]") -> "Iterator[tuple[bool, _Element | str]]":
    """Each element when it opens and when it closes, and each text between; no recursion, so no depth hurts."""
    from lxml import etree

    walker = etree.iterwalk(root, events=("start", "end"))
    passed: _Element | None = None  # what is skipped still ends
    for event, node in walker:
        if event == "start":
            aside = _aside(node, ruled)
            if aside or node.tag in _SKIPPED:
                walker.skip_subtree()
                passed = node
                text = fold("".join(map(str, node.itertext()))) if aside else ""
                if text:
                    pen.notes.append((text, aside))
                continue
            yield True, node
            if node.text:
                yield True, node.text
            continue
        if node is passed:
            passed = None
        else:
            yield False, node
        if node.tail:
            yield True, node.tail


def _aside(node: "_Element", ruled: "Mapping[_Element, bool]") -> str:
    """Why a piece of a line is left out of it: a footnote's mark, what is for screen readers only, a site's rule."""
    if ruled and ruled.get(node) is False and node.tag not in _BLOCKS:
        return "site rule"
    if node.tag == "sup" and _is_footnote(node):
        return "footnote mark"
    if node.tag == "a" and len(node) == 0 and (node.text or "").strip() in _PERMALINKS:
        return "link to itself"
    if node.tag == "span" and not _UNSEEN.isdisjoint((node.get("class") or "").split()):
        return "for screen readers"
    return ""


def _is_footnote(node: "_Element") -> bool:
    """Whether a superscript is a mark that points to a note, and no exponent or ordinal."""
    inside = list(islice(node.iter(), _MARK_NODES + 1))
    if len(inside) > _MARK_NODES:
        return False
    text = "".join(map(str, node.itertext())).strip()
    points = any(piece.tag == "a" for piece in inside)
    points |= text.isdigit() and _before(node).endswith(_SENTENCE_ENDS)
    return _NOTE.fullmatch(text) is not None and (points or text[:1] in "[(*†‡")


def _before(node: "_Element") -> str:
    """The text right before an element."""
    before, parent = node.getprevious(), node.getparent()
    if before is not None:
        return before.tail or ""
    return (parent.text or "") if parent is not None else ""


def _inline(page: Page, pen: _Pen, node: "_Element", box: int, *, entering: bool) -> None:
    """An element inside a line: a link, an emphasis, a break."""
    step = 1 if entering else -1
    if node.tag == "a":
        pen.anchors = max(0, pen.anchors + step)
    elif node.tag in {"b", "strong"}:
        pen.strongs = max(0, pen.strongs + step)
    elif node.tag == "sup":
        pen.powers = max(0, pen.powers + step)
    elif node.tag == "br" and entering:
        pen.breaks += 1
        pen.write("\n" if pen.codes else " ")
        if pen.breaks > 1 and not pen.codes:
            _flush(page, pen, box)
    elif node.tag in {"img", "input", "wbr"} and entering:
        pen.write(" " if node.tag != "wbr" else "")


def _flush(page: Page, pen: _Pen, box: int) -> None:
    text = (fold_lines if pen.codes else fold)("".join(pen.pieces))
    if text:
        linked, bold = (len(fold("".join(pieces))) for pieces in (pen.linked, pen.bold))
        page.cuts.append(Cut(text, linked, box, bold, tuple(pen.notes)))
        pen.notes.clear()
    pen.pieces.clear()
    pen.linked.clear()
    pen.bold.clear()
    pen.breaks = 0


def _box(node: "_Element", parent: int, start: int, ruled: bool | None, ordinal: int | None) -> Box:  # noqa: FBT001
    names = " ".join(value for name in _NAMING if (value := node.get(name)))
    style = (node.get("style") or "").replace(" ", "")
    hidden = "display:none" in style or "visibility:hidden" in style or node.get("hidden") is not None
    row = cast("int | None", node.sourceline) or 0
    return Box(
        tag=str(node.tag),
        names=names.lower(),
        selector=_selector(node),
        parent=parent,
        start=start,
        hidden=hidden,
        row=row,
        ruled=ruled,
        language=_language(node),
        ordinal=ordinal,
    )


def _language(node: "_Element") -> str:
    """The ``lang`` of an element inside the page; the whole page's is the article's."""
    is_page = node.tag in {"html", "body"}
    return "" if is_page else language_tag(node.get("lang") or node.get("xml:lang") or "")


def _selector(node: "_Element") -> str:
    if name := (node.get("id") or "").strip():
        return f"{node.tag}#{name.split()[0]}"
    classes = (node.get("class") or "").split(maxsplit=1)
    return f"{node.tag}.{classes[0]}" if classes else str(node.tag)
