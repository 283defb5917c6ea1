"""Markdown -> what became of each of its lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from narrate.clean.lines import Line, fold, fold_lines
from narrate.clean.plain import front_matter
from narrate.clean.verdict import Verdict, drop, keep
from narrate.model import CELLS, Kind

if TYPE_CHECKING:
    from markdown_it.token import Token

_SIGNS = re.compile(
    r"^(?:#{1,6} +\S.*|\[[^\]\n]{1,200}\]: +\S+|```.*|~~~.*|\|? ?:?-{3,}:? ?\|.*)$|"
    r"\[[^\]\n]{1,300}\]\([^)\n]{1,500}\)|\*\*[^\s*][^*\n]{0,200}\*\*",
    re.MULTILINE,
)
_FEWEST_SIGNS = 2  # one "#" may open a line of any text
_KINDS = {"list_item_open": Kind.LIST_ITEM, "blockquote_open": Kind.QUOTE, "table_open": Kind.TABLE}
_CLOSING = frozenset({"list_item_close", "blockquote_close", "table_close"})
_NOTE = re.compile(r"\[\^[^\]\s]{1,40}\](?!:)")
_NOTE_TEXT = re.compile(r"\[\^[^\]\s]{1,40}\]:")
_ENDS = re.compile(r"\r\n?")  # line ends for Markdown, too


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block, from its first line to before ``end``."""

    start: int
    end: int
    kind: Kind
    said: str
    level: int = 0
    ordinal: int | None = None


def is_markdown(text: str) -> bool:
    """Whether a text has enough of Markdown's signs."""
    signs = _SIGNS.findall(text[:200_000])
    headed = re.match(r"\s*#{1,6} +\S", text) is not None
    return len(signs) >= _FEWEST_SIGNS or headed or bool(front_matter.fields(text))


def rule_on(text: str) -> list[Verdict]:
    """Each line kept as what its marks say it is; marks without words are dropped."""
    text = _ENDS.sub("\n", text)
    raws = [fold(raw) for raw in text.split("\n")]
    first = front_matter.count_rows(text)
    verdicts = list(front_matter.rule_on(text, [(number, raws[number]) for number in range(first) if raws[number]]))
    done = first
    for piece in _pieces(text, first):
        begin = max(piece.start, done)
        verdicts += [_dropped(number, raws[number]) for number in range(done, begin) if raws[number]]
        rows = tuple((number + 1, raws[number]) for number in range(begin, piece.end) if raws[number])
        done = max(done, piece.end)
        if rows and _NOTE_TEXT.match(rows[0][1]):
            verdicts.append(drop(Line(rows[0][0], " ".join(row for _, row in rows), rows=rows), "footnote"))
        elif rows:
            line = Line(rows[0][0], " ".join(row for _, row in rows), rows=rows, ordinal=piece.ordinal)
            verdicts.append(keep(line, piece.kind, piece.said, piece.level) if piece.said else drop(line, "image"))
    return [*verdicts, *(_dropped(number, raws[number]) for number in range(done, len(raws)) if raws[number])]


def _dropped(number: int, raw: str) -> Verdict:
    return drop(Line(number + 1, raw), "mark-up")


def _pieces(text: str, first: int) -> Iterator[_Piece]:
    """Each block of the text after its front matter, which ends before line ``first``."""
    from markdown_it import MarkdownIt

    parser = (
        MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("code")
    )  # an indented paragraph is no code
    body = "\n" * first + text.split("\n", first)[-1] if first else text
    reader = _Reader()
    for token in parser.parse(body):
        reader.enter(token)
        piece = reader.read(token)
        if piece:
            yield piece


@dataclass(slots=True)
class _Reader:
    """Where in the text's structure the parser's tokens stand."""

    span: tuple[int, int] = (0, 0)
    level: int = 0
    around: list[Kind] = field(default_factory=list)
    lists: list[tuple[str, int]] = field(default_factory=list)
    """Of each list that is open, the number that was last written, and which that was."""
    ordinal: int | None = None
    """Of the item that has not said anything yet."""
    table: list[list[str]] = field(default_factory=list)

    def enter(self, token: "Token") -> None:
        """Takes note of what a token opens or closes."""
        if token.map:
            self.span = (token.map[0], token.map[1])
        if token.type.endswith("list_open"):
            self.lists.append(("", 0))
        elif token.type.endswith("list_close"):
            self.lists.pop()
        elif token.type == "list_item_open":
            self.ordinal = self._counted(token.info)
        if token.type in _KINDS:
            self.around.append(_KINDS[token.type])
        elif token.type in _CLOSING:
            self.around.pop()
        if token.type.startswith("heading"):
            self.level = int(token.tag[1]) if token.nesting > 0 else 0
        elif token.type == "table_open":
            self.table = []
        elif token.type == "tr_open":
            self.table.append([])

    def _counted(self, written: str) -> int | None:
        """The number of an item: as written, and counted on where it is written as the one before is."""
        before, last = self.lists[-1]
        if not written:
            return None
        number = last + 1 if written == before else int(written)
        self.lists[-1] = written, number
        return number

    def read(self, token: "Token") -> _Piece | None:
        """The block that the token ends, where it ends one."""
        if token.type == "inline":
            said = fold(_said(token.children or ()))
            kind = Kind.HEADING if self.level else self.around[-1] if self.around else Kind.PARAGRAPH
            if kind is not Kind.TABLE:
                ordinal, self.ordinal = self.ordinal, None
                return _Piece(*self.span, kind, said, self.level, ordinal)
            self.table[-1].append(said)
        elif token.type == "tr_close":
            return _Piece(*self.span, Kind.TABLE, CELLS.join(self.table[-1]))
        elif token.type == "fence":
            return _Piece(*self.span, Kind.CODE, fold_lines(token.content))
        elif token.type == "html_block":
            return _Piece(*self.span, Kind.PARAGRAPH, _text_of(token.content))
        return None


def _text_of(html: str) -> str:
    """What a browser shows of a piece of HTML: no comments, no scripts."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(html, "lxml")
    for unseen in soup(["script", "style", "template", "figure", "iframe"]):
        unseen.decompose()
    return fold(soup.get_text(" "))


def _said(tokens: "Sequence[Token]") -> str:
    """The words of a line's pieces, without marks, addresses and images."""
    written = "".join(
        " " if token.type in {"softbreak", "hardbreak"} else token.content
        for token in tokens
        if token.type in {"text", "code_inline", "softbreak", "hardbreak", "text_special"}
    )
    return _NOTE.sub("", written)
