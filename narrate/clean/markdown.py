"""Markdown -> what became of each of its lines."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from narrate.clean.lines import fold
from narrate.clean.lines import Line
from narrate.clean.verdict import Verdict, drop
from narrate.model import Block, Kind

if TYPE_CHECKING:
    from markdown_it.token import Token

_SIGNS = re.compile(
    r"^(?:#{1,6} +\S.*|\[[^\]\n]{1,200}\]: +\S+|```.*|~~~.*|\|? ?:?-{3,}:? ?\|.*)$|\[[^\]\n]{1,300}\]\([^)\n]{1,500}\)|\*\*\S[^*\n]{0,200}\*\*",
    re.MULTILINE,
)
_FEWEST_SIGNS = 2  # one "#" may open a line of any text
_FRONT = re.compile(r"\A---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z_]{2,20}):[ \t]*[\"']?(.+?)[\"']?[ \t]*$", re.MULTILINE)
_KINDS = {"list_item_open": Kind.LIST_ITEM, "blockquote_open": Kind.QUOTE}
_HTML_TAG = re.compile(r"<[^<>]{1,500}>")


def is_markdown(text: str) -> bool:
    """Whether a text has enough of Markdown's signs."""
    signs = _SIGNS.findall(text[:200_000])
    headed = re.match(r"\s*#{1,6} +\S", text) is not None
    return len(signs) >= _FEWEST_SIGNS or headed or (_FRONT.match(text) is not None and bool(fields(text)))


def fields(text: str) -> dict[str, str]:
    """The front matter's simple fields: title, author, date and the like."""
    front = _FRONT.match(text)
    return {name.lower(): fold(value) for name, value in _FIELD.findall(front[1])} if front else {}


def rule_on(text: str) -> list[Verdict]:
    """Each line kept as what its marks say it is; marks without words are dropped."""
    raws = [fold(raw) for raw in text.split("\n")]
    front = _FRONT.match(text)
    first = front[0].count("\n") if front else 0
    verdicts = [_front_line(number, raws[number]) for number in range(first) if raws[number]]
    done = first
    for start, end, kind, level, said in _pieces(text, first):
        begin = max(start, done)
        verdicts += [_dropped(number, raws[number]) for number in range(done, begin) if raws[number]]
        rows = tuple((number + 1, raws[number]) for number in range(begin, end) if raws[number])
        done = max(done, end)
        if rows:
            line = Line(rows[0][0], " ".join(row for _, row in rows), rows=rows)
            blocks = (Block(kind, said, level),) if said else ()
            verdicts.append(Verdict(line, kept=bool(said), reason=kind.value if said else "image", blocks=blocks))
    return [*verdicts, *(_dropped(number, raws[number]) for number in range(done, len(raws)) if raws[number])]


def _dropped(number: int, raw: str) -> Verdict:
    return drop(Line(number + 1, raw), "mark-up")


def _front_line(number: int, raw: str) -> Verdict:
    line = Line(number + 1, raw)
    name = raw.partition(":")[0].lower()
    kind = {"title": Kind.TITLE, "author": Kind.BYLINE, "date": Kind.DATE}.get(name)
    return Verdict(line, kept=True, reason=kind.value) if kind else drop(line, "front matter")


def _pieces(text: str, first: int) -> Iterator[tuple[int, int, Kind, int, str]]:
    """Each block: its first line, the line after its last, its kind, a heading's level, its words."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 – slow to import

    parser = MarkdownIt("commonmark").enable("table").disable("code")  # an indented paragraph is no code
    body = "\n" * first + text.split("\n", first)[-1] if first else text
    around: list[Kind] = []
    table: list[list[str]] = []
    span, level = (0, 0), 0
    for token in parser.parse(body):
        span = (token.map[0], token.map[1]) if token.map else span
        if token.type in _KINDS:
            around.append(_KINDS[token.type])
        elif token.type in {"list_item_close", "blockquote_close"}:
            around.pop()
        elif token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type == "heading_close":
            level = 0
        elif token.type == "table_open":
            table, table_span = [], span
            around.append(Kind.TABLE)
        elif token.type == "tr_open":
            table.append([])
        elif token.type == "table_close":
            around.pop()
            yield *table_span, Kind.TABLE, 0, "; ".join(", ".join(row) for row in table)
        elif token.type == "inline":
            said = fold(_said(token.children or ()))
            if around and around[-1] is Kind.TABLE:
                table[-1].append(said)
            elif level:
                yield *span, Kind.HEADING, level, said
            else:
                yield *span, around[-1] if around else Kind.PARAGRAPH, 0, said
        elif token.type == "fence":
            yield *span, Kind.CODE, 0, fold(token.content)
        elif token.type == "html_block":
            yield *span, Kind.PARAGRAPH, 0, fold(_HTML_TAG.sub(" ", token.content))


def _said(tokens: "Sequence[Token]") -> str:
    """The words of a line's pieces, without marks, addresses and images."""
    return "".join(
        " " if token.type in {"softbreak", "hardbreak"} else token.content
        for token in tokens
        if token.type in {"text", "code_inline", "softbreak", "hardbreak", "text_special"}
    )
