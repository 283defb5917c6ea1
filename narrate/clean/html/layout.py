"""A page's boxes -> marks on its lines: tags, names, links, and which box holds the running text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, groupby

from narrate.clean.html.page import Box, Cut, Page
from narrate.clean.lines import Line
from narrate.clean.ordinals import said_with
from narrate.clean.words import count_words, ends_sentence
from narrate.model import CELLS, Kind

_HINTS = {
    name: re.compile(pattern)
    for name, pattern in {
        "menu": r"nav|menu|breadcrumb|crumb|toolbar|skip|drawer|hamburger|tab-|tabs|masthead|topbar|search|"
        r"pagination|pager",
        "share": r"share|sharing|social|follow|addthis|addtoany",
        "related": r"relat|recommend|more-|trending|popular|most-|read-next|next-|teaser|card|carousel|slider|promo|"
        r"recirc|outbrain|taboola|suggest|similar|latest|feed|see-also|also-|headline-list|story-list|listing|grid",
        "comment": r"comments?(?!ary)|disqus|respond|replies|reply",
        "foot": r"foot|copyright|legal|disclaimer|colophon",
        "side": r"side|rail|aside|widget|complementary|right-col|column-right",
        "ad": r"\bads?\b|advert|sponsor|banner|adslot|(?<![a-z])ad-|-ad\b|commercial|affiliate|cta|call-to-action",
        "letter": r"newsletter|subscri|signup|sign-up|mailchimp|opt-in|optin|registration|paywall|login|form|donat|"
        r"member",
        "pullquote": r"pull-?_?quote",
        "signup": r"newsletter|mailchimp|sign-?up",
        "caption": r"caption|credit|figure|photo-|image|gallery|media|wp-caption|slideshow|thumb",
        "meta": r"byline|author|meta|date|time|publish|info|tag|categor|label|kicker|eyebrow|section-name|bio|profile",
        "lead": r"standfirst|subtitle|sub-title|subhead|dek|deck|lede|summary|excerpt|intro|abstract|description|"
        r"tldr|key",
        "toc": r"toc|table-of-contents|contents|jump",
        "popup": r"modal|popup|pop-up|overlay|dialog|cookie|consent|gdpr|banner|notice|alert|tooltip|hidden|sr-only|"
        r"screen-reader|visually",
        "player": r"player|audio|video|podcast|listen",
        "title": r"title|headline",
        "quote": r"pull|quote|blockquote",
        "header": r"header|hero|\btop\b",
        "reference": r"reference|footnote|citation|reflist|endnote|bibliograph|source",
        "shop": r"product|price|shop|cart|buy|deal|review-box|rating",
        "faq": r"faq|accordion|question|answer",
        "body": r"article-?_?body|articlebody|entry-?_?content|post-?_?content|story-?_?body|article-?_?content|"
        r"post-?_?body|"
        r"content-?_?body|main-?_?content|article__|story__|rich-?text|prose|wysiwyg|body-?_?copy|body-?_?text|"
        r"richtext|article-text|content__|td-post|single-content|the-content|markdown|text-block|blog-content",
        "article": r"article|story|post|entry|blog",
        "content": r"content|body|main|text|copy",
    }.items()
}
_TAGS = frozenset(
    {
        "article",
        "main",
        "aside",
        "nav",
        "footer",
        "header",
        "form",
        "figure",
        "figcaption",
        "table",
        "ul",
        "ol",
        "li",
        "blockquote",
        "section",
        "details",
        "dl",
        "button",
        "label",
        "pre",
        "address",
        "dialog",
        "p",
        "td",
        "head",
    }
)
_HEADING = re.compile(r"h([1-6])")
MARKS = (*(f"in:{tag}" for tag in sorted(_TAGS)), *(f"hint:{name}" for name in _HINTS), "hidden")
_EMBED = re.compile(
    r"twitter-(?:tweet|video)|instagram-media|tiktok-embed|fb-(?:post|video)|reddit-(?:embed|card)|bluesky-embed|"
    r"mastodon-embed|imgur-embed|telegram-post|threads-embed|wp-block-embed|pinterest-embed"
)
EMBED = "embed"
"""The mark of what is shown here and said elsewhere: posts of networks, players."""
BOLD = "all bold"
"""The mark of a line that is bold from its first letter to its last."""
RULED = ("site:drop", "site:keep")  # marks of what a site rule decides
_KINDS = {"li": Kind.LIST_ITEM, "blockquote": Kind.QUOTE, "pre": Kind.CODE}
_PASSING = frozenset({"p", "div", "dd", "dt", "cite", "footer", "center", "section"})  # inside a quote still the quote
_FEWEST_CELLS = 4
_LONGEST_CELL = 160  # characters; where a cell holds a paragraph, the table is layout
_SHOWN = 4  # boxes that a line's place is told by
_MOST = 0.5  # of the page's running text: a box that holds so much is the page's frame, whatever its name
_PROSE = 10  # words of a line that counts as running text


def mark(page: Page) -> list[Line]:
    """The page's lines, each with its kind and the marks that its own and all outer boxes put on it."""
    running = _Sums(
        count_words(cut.text) - 1
        if count_words(cut.text) > _PROSE and ends_sentence(cut.text) and cut.linked < len(cut.text) / 2
        else 0
        for cut in page.cuts
    )
    hints = _inherited(page.boxes, running)
    kinds = _kinds(page.boxes)
    languages = _languages(page.boxes)
    tables, rows = _tables(page)
    lines = [
        Line(
            number=number,
            text=cut.text,
            notes=tuple((number + i, *note) for i, note in enumerate(cut.notes, 1)),
            kind=kinds[cut.box][0] if cut.box >= 0 else Kind.PARAGRAPH,
            level=kinds[cut.box][1] if cut.box >= 0 else 0,
            marks=_marks(page.boxes, hints, cut),
            element=_path(page.boxes, cut.box),
            source_line=page.boxes[cut.box].row if cut.box >= 0 else 0,
            language=languages[cut.box] if cut.box >= 0 else "",
            ordinal=said_with(cut.text, _ordinal(page.boxes, cut.box, place)),
        )
        for place, (number, cut) in enumerate(zip(numbers(page), page.cuts, strict=True))
    ]
    held = [cut.box for cut in page.cuts]
    return list(_tabled(lines, [tables[box] for box in held], [rows[box] for box in held]))


def _marks(boxes: Sequence[Box], hints: Sequence[tuple[str, ...]], cut: Cut) -> tuple[str, ...]:
    own = (f"tag:{boxes[cut.box].tag}", *hints[cut.box]) if cut.box >= 0 else ("tag:none",)
    return (*own, BOLD) if cut.emphasis >= len(cut.text) else own


def _path(boxes: Sequence[Box], at: int) -> str:
    """A box and the few around it, the outermost first."""
    found: list[str] = []
    while at >= 0 and len(found) < _SHOWN:
        found.append(boxes[at].selector)
        at = boxes[at].parent
    return " > ".join(reversed(found))


def _ordinal(boxes: Sequence[Box], at: int, place: int) -> int | None:
    """The number of the innermost item of a list that begins with this of the page's lines."""
    while at >= 0 and boxes[at].start == place:
        if boxes[at].tag == "li":
            return boxes[at].ordinal
        at = boxes[at].parent
    return None


def numbers(page: Page) -> list[int]:
    """The number of each of the page's lines; what was left out of a line has a number of its own."""
    return list(accumulate((1 + len(cut.notes) for cut in page.cuts), initial=1))[:-1]


def _tabled(lines: list[Line], tables: Sequence[int], rows: Sequence[int]) -> Iterator[Line]:
    """The lines, those of a table's cells joined: a row a line of text, ``CELLS`` between its cells."""
    for table, places in groupby(range(len(lines)), key=tables.__getitem__):
        if table < 0:
            yield from (lines[i] for i in places)
            continue
        cells = list(places)
        written = [CELLS.join(lines[i].text for i in row) for _, row in groupby(cells, key=rows.__getitem__)]
        first = lines[cells[0]]
        own = tuple((lines[i].number, lines[i].text) for i in cells)
        notes = tuple(note for i in cells for note in lines[i].notes)
        marks = (*(mark for mark in first.marks if not mark.startswith("tag:")), "tag:table")
        yield replace(first, text="\n".join(written), kind=Kind.TABLE, level=0, marks=marks, rows=own, notes=notes)


class _Sums:
    """Sums over any span of lines in constant time."""

    def __init__(self, values: Iterable[int]) -> None:
        self._sums: list[int] = [0, *accumulate(values)]

    @property
    def total(self) -> int:
        return self._sums[-1] or 1

    def of(self, box: Box) -> int:
        return self._sums[box.end] - self._sums[box.start]


def _inherited(boxes: Sequence[Box], running: _Sums) -> list[tuple[str, ...]]:
    """For each box what its tag and names, and those of the boxes around it, hint at."""
    found: list[frozenset[str]] = []
    for box in boxes:
        own: set[str] = set()
        share = running.of(box) / running.total
        own.update(
            f"in:{name}"
            for name in (box.tag,)
            if name in _TAGS and (share < _MOST or name in {"article", "main", "blockquote", "pre", "td", "p", "li"})
        )
        if box.tag not in {"html", "body"}:
            for name, pattern in _HINTS.items():
                if (share < _MOST or name in {"body", "article", "content"}) and pattern.search(box.names):
                    own.add(f"hint:{name}")
        if box.hidden:
            own.add("hidden")
        if _EMBED.search(box.names):
            own.add(EMBED)
        inherited = found[box.parent] if box.parent >= 0 else frozenset()
        if box.ruled is not None:
            own.add(RULED[box.ruled])
            inherited -= {RULED[not box.ruled]}
        found.append(inherited | own if own - inherited else inherited)
    return [tuple(sorted(names)) for names in found]


def _kinds(boxes: Sequence[Box]) -> list[tuple[Kind, int]]:
    """For each box the kind of the lines right in it, and a heading's level."""
    found: list[tuple[Kind, int]] = []
    for box in boxes:
        around = found[box.parent] if box.parent >= 0 else (Kind.PARAGRAPH, 0)
        heading = _HEADING.fullmatch(box.tag)
        if heading:
            found.append((Kind.HEADING, max(2, int(heading[1]))))
        elif box.tag in _KINDS:
            found.append((_KINDS[box.tag], 0))
        else:
            found.append(around if box.tag in _PASSING else (Kind.PARAGRAPH, 0))
    return found


def _languages(boxes: Sequence[Box]) -> list[str]:
    """For each box its own language, or that of the boxes around it."""
    found: list[str] = []
    for box in boxes:
        found.append(box.language or (found[box.parent] if box.parent >= 0 else ""))
    return found


def _tables(page: Page) -> tuple[list[int], list[int]]:
    """For each box the table of data and the row of it that the box is in; -1 where there is none."""
    tables, rows = [-1] * (len(page.boxes) + 1), [-1] * (len(page.boxes) + 1)  # the last is what is in no box
    nested = {_above(page, i, "table") for i, box in enumerate(page.boxes) if box.tag == "table"}
    for i, box in enumerate(page.boxes):
        if box.parent >= 0:
            tables[i], rows[i] = tables[box.parent], rows[box.parent]
        if box.tag == "table":
            tables[i] = i if i not in nested and _is_data(page, box) else -1
        elif box.tag == "tr":
            rows[i] = i
    return tables, rows


def _above(page: Page, i: int, tag: str) -> int:
    """The nearest box of a tag around a box; looks up a few levels only, as tables in tables stand."""
    for _ in range(6):
        i = page.boxes[i].parent
        if i < 0 or page.boxes[i].tag == tag:
            return i
    return -1


def _is_data(page: Page, box: Box) -> bool:
    """Whether a table holds cells; many old pages lay their text out with tables."""
    cells = page.cuts[box.start : min(box.end, box.start + 400)]
    return len(cells) >= _FEWEST_CELLS and max(len(cell.text) for cell in cells) <= _LONGEST_CELL
