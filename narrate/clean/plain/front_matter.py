"""The front matter of Markdown, simple YAML -> what it says of the article, and what became of its lines."""

import re
from collections.abc import Iterator, Sequence

from narrate.clean.credits.credit import said_credits
from narrate.clean.credits.dates import iso_date
from narrate.clean.credits.names import joined
from narrate.clean.language import guess_language, language_tag
from narrate.clean.lines import Line, fold
from narrate.clean.verdict import Verdict, drop
from narrate.model import Block, Kind

_BETWEEN = re.compile(r"\A---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z_]{2,20}):[ \t]*(\S.*?)[ \t]*$", re.MULTILINE)
_LIST = re.compile(r"^([A-Za-z_]{2,20}):[ \t]*\n((?:[ \t]*-[ \t]+\S.*(?:\n|\Z))+)", re.MULTILINE)
_ITEM = re.compile(r"^[ \t]*-[ \t]+", re.MULTILINE)
_QUOTED = re.compile(r"(?P<quote>[\"'])(?P<inside>.*)(?P=quote)")
_KINDS = {"title": Kind.TITLE, "author": Kind.BYLINE, "authors": Kind.BYLINE, "date": Kind.DATE}


def count_rows(text: str) -> int:
    """How many of a text's lines are its front matter."""
    front = _BETWEEN.match(text)
    return front[0].count("\n") if front else 0


def fields(text: str) -> dict[str, str]:
    """The front matter's simple fields, those of authors as names in one line under ``author``."""
    front = _BETWEEN.match(text)
    if not front:
        return {}
    found = {name.lower(): _items(value) for name, value in _FIELD.findall(front[1])}
    found |= {name.lower(): _ITEM.split(items)[1:] for name, items in _LIST.findall(front[1])}
    said = {name: ", ".join(filter(None, map(_bare, items))) for name, items in found.items()}
    if author := joined([said.get("author") or said.get("authors") or ""]):
        said["author"] = author
    return said


def _items(value: str) -> list[str]:
    """A value; those of a list in brackets."""
    return value[1:-1].split(",") if value.startswith("[") and value.endswith("]") else [value]


def _bare(value: str) -> str:
    """A value without its quotes."""
    quoted = _QUOTED.fullmatch(value.strip())
    return fold(quoted["inside"] if quoted else value)


def rule_on(text: str, rows: Sequence[tuple[int, str]]) -> Iterator[Verdict]:
    """The verdicts on the front matter's lines; the first that is kept bears all it says: title, byline, date."""
    blocks = tuple(_head(text))
    for number, raw in rows:
        line = Line(number, raw)
        kind = _KINDS.get(raw.partition(":")[0].lower()) if ":" in raw else None
        if kind and blocks:
            yield Verdict(line, kept=True, reason=kind.value, blocks=blocks)
            blocks = ()
        else:
            yield Verdict(line, kept=True, reason=kind.value) if kind else drop(line, "front matter")


def _head(text: str) -> Iterator[Block]:
    """What the front matter says, as a page's head says it."""
    known = fields(text)
    language = language_tag(known.get("lang") or known.get("language") or "") or guess_language(text)
    if title := known.get("title"):
        yield Block(Kind.TITLE, title)
    day = known.get("date", "")
    published = iso_date(day, language)
    yield from said_credits(known.get("author"), published, language)
    if day and not published:  # "Spring 2026"
        yield Block(Kind.DATE, day)
