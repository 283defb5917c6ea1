"""Values as text: for people, and as JSON for machines."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.model import CELLS, Article, Block, Episode, Kind, Script, Segment, Transcript, clock

if TYPE_CHECKING:
    from narrate.names import Name

_MEGABYTE = 1e6
_SIGNS = re.compile(  # what Markdown would take for its own
    r"^[#>+=|~\[-]|(?:(?<=^\d)|(?<=^\d\d)|(?<=^\d{3})|(?<=^\d{4}))[.)]|[*`]|(?<![^\W_])_|_(?![^\W_])|~(?=~)|"
    r"\\(?=[^\w\s])|\](?=\()|<(?=[\w/!?])|&(?=#?\w+;)"
)
_TICKS = re.compile("`+")
_HEAD = frozenset({Kind.TITLE, Kind.BYLINE, Kind.DATE})


def article_text(article: Article) -> str:
    """The article in Markdown: what ``narrate`` reads again as the same article.

    A text without headings is no Markdown to ``narrate``: it is printed as it stands, without escapes.
    """
    from narrate.clean.plain.markdown import is_markdown

    escaped = _written([_escaped(block) for block in article.blocks])
    return escaped if is_markdown(escaped) else _written(article.blocks)


def _escaped(block: Block) -> Block:
    if block.kind in {Kind.CODE, Kind.TABLE}:
        return block
    return replace(block, text=_SIGNS.sub(r"\\\g<0>", block.text))


def _written(blocks: Sequence[Block]) -> str:
    paragraphs = []
    for kind, run in groupby(blocks, key=attrgetter("kind")):
        if kind is Kind.TABLE:
            paragraphs.append(_table([block.text for block in run]))
        else:
            between = "\n" if kind is Kind.LIST_ITEM else "\n\n"
            paragraphs.append(between.join(map(_markdown, run)))
    return "\n\n".join(paragraphs)


def _table(rows: Sequence[str]) -> str:
    """The rows as a table of Markdown, which counts the columns in its first row."""
    columns = max(row.count(CELLS) for row in rows)
    first = rows[0] + CELLS * (columns - rows[0].count(CELLS))
    return "\n".join([f"| {first.rstrip()} |", "|" + "---|" * (columns + 1), *(f"| {row} |" for row in rows[1:])])


def _markdown(block: Block) -> str:
    if block.kind is Kind.CODE:
        fence = "`" * max(3, *(len(ticks) + 1 for ticks in _TICKS.findall(block.text)), 0)
        return f"{fence}\n{block.text}\n{fence}"
    if block.ordinal is not None:
        return f"{block.ordinal}. {block.text}"
    before = {Kind.TITLE: "# ", Kind.HEADING: "#" * (block.level or 2) + " ", Kind.QUOTE: "> ", Kind.LIST_ITEM: "- "}
    return before.get(block.kind, "") + block.text


def body_of(article: Article) -> Article:
    """The article without its head: title, byline and date."""
    return replace(article, blocks=tuple(block for block in article.blocks if block.kind not in _HEAD))


def article_json(article: Article) -> str:
    """The article and what is known of it, for machines."""
    facts = asdict(article) | {"title": article.title}
    del facts["rulings"]
    return json.dumps(facts, ensure_ascii=False, indent=1)


def script_text(script: Script, phonemes: Callable[[Segment], str] | None = None) -> str:
    """A line an utterance, with the pause after it; chapters as headings; phonemes under each where they are wanted.

    Where another voice says it, or at another rate, that is told before the pause.
    """
    titles = {mark.segment: mark.title for mark in script.marks}
    lines = []
    for number, segment in enumerate(script.segments):
        if number in titles:
            lines.append(f"{chr(10) if number else ''}## {titles[number]}\n")
        manner = [
            segment.voice,
            f"rate {segment.rate:g}" if segment.rate != 1 else "",
            f"{segment.pause_ms} ms" if segment.pause_ms else "",
        ]
        lines.append(f"{segment.text}  [{', '.join(filter(None, manner))}]" if any(manner) else segment.text)
        if phonemes is not None:
            lines.append(f"  {phonemes(segment)}")
    return "\n".join(lines)


def names_toml(names: Sequence["Name"]) -> str:
    """A lexicon of the names as they would be said, most frequent first, each under its sentence."""
    lines = ["[words]"]
    for name in names:
        times = f" ({name.count} times)" if name.count > 1 else ""
        lines.append(f"\n# {''.join(filter(str.isprintable, name.sentence))}{times}")
        entry = f"{json.dumps(name.grapheme, ensure_ascii=False)} = "
        lines.append(f'{entry}"/{name.ipa}/"' if name.ipa else f'# {entry}""')
    return "\n".join(lines)


def names_json(names: Sequence["Name"]) -> str:
    """The same, one line of JSON."""
    return json.dumps([asdict(name) for name in names], ensure_ascii=False)


def episode_text(episode: Episode, speed: float | None, files: Sequence[Path] = ()) -> str:
    """What was made: file, length, chapters, loudness, speed, and the files that go along.

    ``speed`` is None where it was there already.
    """
    count = len(episode.chapters)
    facts = [
        clock(episode.duration_ms),
        f"{count} chapter{'' if count == 1 else 's'}",
        f"{episode.loudness.integrated_lufs:.1f} LUFS, peak {episode.loudness.peak_dbtp:.1f} dBTP",
        f"{episode.size / _MEGABYTE:.1f} MB",
        "taken from the cache" if speed is None else f"made {_rounded(speed)} times faster than real time",
    ]
    chapters = [f"  {clock(chapter.start_ms):>7}  {chapter.title}" for chapter in episode.chapters]
    return "\n".join([f"{episode.path}", f"  {' · '.join(facts)}", *chapters, *map(str, files)])


def episode_json(episode: Episode, speed: float | None, files: Sequence[Path] = ()) -> str:
    """The same, one line of JSON."""
    facts = asdict(replace(episode, transcript=Transcript(()), cover=None))  # these have files of their own
    more: dict[str, object] = {"path": str(episode.path), "speed": speed and round(speed, 1), "cached": speed is None}
    del facts["transcript"], facts["cover"]
    if files:
        more["files"] = [str(path) for path in files]
    return json.dumps(facts | more)


def _rounded(speed: float) -> str:
    return f"{speed:.0f}" if speed >= 10 else f"{speed:.1f}"  # noqa: PLR2004 - two digits, either way
