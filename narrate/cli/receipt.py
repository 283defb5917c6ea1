"""What became of each line of a source: for people, for machines, and as a page."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from html import escape
from pathlib import Path
from string import Template

from narrate.model import Article, Kind, Ruling

_TAGS = {
    Kind.TITLE: "h1",
    Kind.HEADING: "h2",
    Kind.QUOTE: "blockquote",
    Kind.CODE: "pre",
}
_CLASSES = {Kind.BYLINE: "credit", Kind.DATE: "credit", Kind.STANDFIRST: "credit", Kind.LIST_ITEM: "item"}
_TEMPLATE = Path(__file__).with_name("receipt.html")


def receipt_text(article: Article) -> str:
    """Every line of the source: ``+`` kept or ``-`` dropped, its number, its kind or the reason, its text."""
    widest = max((len(ruling.reason) for ruling in article.rulings), default=0)
    return "\n".join(
        f"{'+' if ruling.kept else '-'} {ruling.line:>5}  {ruling.reason:<{widest}}  {' '.join(ruling.text.split())}"
        for ruling in article.rulings
    )


def receipt_json(article: Article) -> str:
    """The same for machines, with scores and places in the source."""
    return json.dumps([_facts(ruling) for ruling in article.rulings], ensure_ascii=False, indent=1)


def receipt_page(article: Article) -> str:
    """A page to look at: the lines in order, the dropped ones grey, each beside its kind or the reason.

    One control shows the kept or the dropped lines alone, another the scores and places: nothing waits for a pointer.
    """
    kept = [ruling for ruling in article.rulings if ruling.kept]
    counts = f"{len(kept)} of {len(article.rulings)} lines kept, {_words(kept):,} of {_words(article.rulings):,} words"
    template = Template(_TEMPLATE.read_text("utf-8"))
    lines = "\n".join(map(_shown, article.rulings))
    return template.substitute(title=escape(article.title), language=article.language, counts=counts, lines=lines)


def _shown(ruling: Ruling) -> str:
    kind = Kind(ruling.reason) if ruling.kept else Kind.PARAGRAPH
    tag = _TAGS.get(kind, "p")
    named = f' class="{_CLASSES[kind]}"' if kind in _CLASSES else ""
    return (
        f'<div class="{"kept" if ruling.kept else "dropped"}">'
        f'<small class="kind" lang="en" dir="ltr">{escape(ruling.reason)}</small>'
        f'<{tag}{named} dir="auto">{escape(ruling.text)}</{tag}>'
        f'<small class="place" lang="en" dir="ltr">{escape(_place(ruling))}</small></div>'
    )


def _place(ruling: Ruling) -> str:
    """How sure it is, and where in the source."""
    score = "" if ruling.score is None else f"score {ruling.score:+.1f}, "
    return score + (f"line {ruling.source_line}: {ruling.element}" if ruling.element else f"line {ruling.line}")


def _facts(ruling: Ruling) -> dict[str, object]:
    facts = asdict(ruling) | {"score": ruling.score and round(ruling.score, 2)}
    return {name: value for name, value in facts.items() if value not in {"", 0} or name in {"kept", "score"}}


def _words(rulings: Iterable[Ruling]) -> int:
    return sum(len(ruling.text.split()) for ruling in rulings)
