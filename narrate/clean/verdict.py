"""What was decided of each line, and the article that follows from it."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from narrate.clean.lines import Line
from narrate.model import Block, Kind, Ruling

_NOTE_MARK = re.compile(r"(?<=[.,;:!?\"'”’)\]])\[(?:\d{1,3}|[a-z]|note \d+)\]|\[citation needed\]")
_EDIT = re.compile(
    r" ?\[ ?(?:edit|bearbeiten|modifier|editar|modifica|edytuj|bewerken|ред\.|редагувати|править)"
    r"(?: ?\| ?[^\[\]]{1,40})? ?\]$"
)  # what a wiki's headings end with

_OVER = frozenset({Kind.TITLE, Kind.BYLINE, Kind.DATE, Kind.STANDFIRST})  # what stands over the body
_ADDRESS = re.compile(r"<?(?:https?://|www\.)\S+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A line is kept as blocks of the article or in its head, or dropped by a rule."""

    line: Line
    kept: bool
    reason: str
    """The kind it is kept as, or the name of the rule that dropped it."""
    blocks: tuple[Block, ...] = ()
    """Of the article's body; empty where the line's words stand in its head."""
    score: float | None = None
    """As in ``Ruling``."""


def keep(line: Line, kind: Kind, text: str | None = None, level: int = 0) -> Verdict:
    """The line is a block of this kind (a table: one for each row), with the line's own text where none is given."""
    written = line.text if text is None else text
    if kind is not Kind.CODE and not any(map(str.isalnum, written)):
        return drop(line, "ornament")
    if _ADDRESS.fullmatch(written):
        return drop(line, "web address")
    rows = written.split("\n") if kind is Kind.TABLE else [written]
    if kind is Kind.HEADING:
        rows = [_EDIT.sub("", written)]
    bare = rows if kind is Kind.CODE else [" ".join(_NOTE_MARK.sub("", row).split()) for row in rows]
    ordinal = line.ordinal if kind is Kind.LIST_ITEM else None
    blocks = tuple(Block(kind, row, level, line.language, ordinal) for row in bare if row)
    return Verdict(line, kept=True, reason=kind.value, blocks=blocks) if blocks else drop(line, "footnote mark")


def assembled(
    lines: Sequence[Line],
    own: Mapping[int, Verdict],
    dropped: Callable[[int, str], str],
) -> list[Verdict]:
    """A verdict on each line: of some it is known; the others are dropped by what they are, or by where they stand.

    ``dropped`` names the rule, given a line's place and what the place alone tells.
    """
    body = [i for i, verdict in own.items() if verdict.blocks and verdict.blocks[0].kind not in _OVER]
    first, last = min(body, default=len(lines)), max(body, default=len(lines))
    found = []
    for i, line in enumerate(lines):
        where = "before the start" if i < first else "after the end" if i > last else "aside"
        found.append(own.get(i) or drop(line, dropped(i, where)))
    return found


def weighed(verdicts: Sequence[Verdict], scores: Sequence[float]) -> list[Verdict]:
    """The verdicts, each with its line's score."""
    return [replace(verdict, score=score) for verdict, score in zip(verdicts, scores, strict=True)]


def drop(line: Line, rule: str) -> Verdict:
    """The line is not of the article."""
    return Verdict(line, kept=False, reason=rule)


def blocks_of(verdicts: Iterable[Verdict]) -> tuple[Block, ...]:
    """The body's blocks, in the source's order."""
    return tuple(block for verdict in verdicts for block in verdict.blocks)


def receipt(verdicts: Iterable[Verdict]) -> tuple[Ruling, ...]:
    """One ruling for each line of the source, and for each piece that was left out of one."""
    return tuple(ruling for verdict in verdicts for ruling in _rulings(verdict))


def _rulings(verdict: Verdict) -> list[Ruling]:
    line = verdict.line
    rows = line.rows or ((line.number, line.text),)
    found = [(number, text, verdict.kept, verdict.reason, verdict.score) for number, text in rows]
    found += [(number, text, False, reason, None) for number, text, reason in line.notes]
    return [
        Ruling(number, text, kept, reason, score, line.element, line.source_line)
        for number, text, kept, reason, score in sorted(found)
    ]
