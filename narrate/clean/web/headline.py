"""What stands over a page's body: the headline, who wrote it, when, and the standfirst."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from itertools import takewhile
from typing import TYPE_CHECKING

from narrate.clean.credits.byline import named_by_class
from narrate.clean.credits.credit import (
    Credit,
    find_days,
    find_first_day,
    find_named,
    find_signature,
    find_signed,
    read_credit,
)
from narrate.clean.credits.dates import find_date, local_day
from narrate.clean.credits.names import is_house, is_person
from narrate.clean.furniture.rules import Rule
from narrate.clean.html.meta import Meta, without_site
from narrate.clean.lines import Line, plain
from narrate.clean.words import content, count_words, ends_sentence
from narrate.model import Kind

if TYPE_CHECKING:
    from lxml.etree import _Element

_SHARED_TITLE = 0.4  # of the shorter one's words; a headline for machines is often cut, or longer
_SAME_TITLE = 0.6  # of the longer one's
_ABOVE, _BELOW = 4, 4  # lines over the title, and below the first of the body, that may name author and date
_NEAR = 12  # lines over the body in which byline and date stand
_STANDFIRST_WORDS = 8
_CREDITED = 3  # lines under a standfirst in which byline or date stand
_PROSE = 8  # words
_HIDDEN_FROM = frozenset({"tag:title", "in:nav", "hint:menu", "in:footer"})
_NO_HEADLINE = _HIDDEN_FROM | {"hidden", "in:dialog", "hint:popup"}
_NO_STANDFIRST = _NO_HEADLINE | {"in:figcaption", "hint:caption", "hint:ad", "in:form", "in:aside", "in:li"}
_HEADLINE_WORDS = 3  # a shorter heading that no title bears out is as often a label: "Blog", "Web designs"
_REMAINDER = re.compile(r"(?:\w+ (?:com|org|net|edu|gov|io))?[\W\d]*")  # around a headline: where it is from, a count


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a page's article, from the page's words about itself and from the lines over its body."""

    title: str
    at: int | None
    """Which line is the title."""
    start: int
    """The first line of the body."""
    author: str | None
    published: str | None
    standfirst: int | None
    """Which line is the standfirst."""


def read_head(
    root: "_Element", lines: Sequence[Line], *, chosen: Sequence[bool], rules: Sequence[Rule | None], meta: Meta
) -> Head:
    """Title, author, date and standfirst of the article whose body was chosen."""
    first = next((i for i, kept in enumerate(chosen) if kept and _is_prose(lines[i])), len(lines))
    at, title = _title(lines, chosen, meta=meta, start=first)
    start = next((i for i, kept in enumerate(chosen) if kept and i != at and _is_prose(lines[i])), len(lines))
    over = [
        line
        for line in lines[max(0, start - _NEAR if at is None else min(at, start) - _ABOVE) : start + _BELOW]
        if _HIDDEN_FROM.isdisjoint(line.marks)
    ]
    author = _author(root, lines, over=over, meta=meta)
    told = (i for i in range((at or 0) + 1, min(start + 1, len(lines))) if _is_standfirst(lines[i], rules[i], meta))
    standfirst = next(told, None if at is None else _over_credits(lines, rules, i=at + 1, author=author or ""))
    if standfirst == start:  # byline and date may stand under it
        start = next((i for i in range(start + 1, len(lines)) if chosen[i] and _is_prose(lines[i])), len(lines))
    return Head(
        title=title,
        at=at,
        start=start,
        author=author,
        published=_published(lines, over, meta),
        standfirst=standfirst,
    )


def _author(root: "_Element", lines: Sequence[Line], *, over: Sequence[Line], meta: Meta) -> str | None:
    """Whom the page names for machines, or in so many words; then whose page it is; then who seems to sign it."""
    language, site = meta.language or "en", meta.site or ""
    signed = find_signed(over, language)
    hidden = meta.author is not None and not _is_shown(meta.author, lines)
    posted = hidden and signed is not None and is_person(signed)
    told = (None if posted else meta.author, signed, find_signature(lines))
    return (
        next((names for names in told if names and not is_house(names)), None)
        or signed
        or meta.desk
        or next(
            (name for name in named_by_class(root, site) if not any(_alike(name, title) for title in meta.titles)), None
        )
        or find_named(over, language)
    )


def _is_shown(names: str, lines: Sequence[Line]) -> bool:
    """Whether readers see one of the names; who only put a guest's article in is named for machines alone."""
    shown = [plain(line.text) for line in lines]
    return any(plain(name) in text for name in names.split(", ") for text in shown)


def _published(lines: Sequence[Line], over: Sequence[Line], meta: Meta) -> str | None:
    """When the article was published, else changed; as readers see it where a stamp is of another time zone."""
    language = meta.language or "en"
    shown, changed = find_days(over, language)
    if meta.published:
        return local_day(meta.published, shown)
    return find_first_day(lines, language) or shown or changed or meta.changed or find_days(lines, language)[1]


def _is_prose(line: Line) -> bool:
    return count_words(line.text) > _PROSE and line.kind is not Kind.HEADING and ends_sentence(line.text)


def _is_standfirst(line: Line, rule: Rule | None, meta: Meta) -> bool:
    if rule or count_words(line.text) < _STANDFIRST_WORDS:
        return False
    return plain(line.text) == plain(meta.description or "") or (
        "hint:lead" in line.marks and "tag:h1" not in line.marks
    )


def _over_credits(lines: Sequence[Line], rules: Sequence[Rule | None], *, i: int, author: str) -> int | None:
    """The line ``i`` right under the title, where it says something, and byline or date part it from the body."""
    line = lines[i] if i < len(lines) else None
    if line is None or rules[i] or count_words(line.text) < _STANDFIRST_WORDS:
        return None
    says = ends_sentence(line.text) or line.kind is Kind.HEADING
    under = takewhile(lambda near: not _is_prose(near), lines[i + 1 : i + 1 + _CREDITED])
    credited = any(plain(near.text) == plain(author) != "" or read_credit(near.text) != Credit() for near in under)
    return i if says and credited and _NO_STANDFIRST.isdisjoint(line.marks) else None


def _title(lines: Sequence[Line], chosen: Sequence[bool], *, meta: Meta, start: int) -> tuple[int | None, str]:
    """The headline that readers see over the body, where the metadata or the body bears it out; else the metadata's."""
    tops = [i for i, line in enumerate(lines) if "tag:h1" in line.marks and plain(line.text) != plain(meta.site or "")]
    over = [i for i in tops if i <= start + 1] or tops
    seen = max(over, key=lambda i: (_likeness(lines[i].text, meta), i), default=None)
    if seen is not None and any(_shares(lines[seen].text, title) for title in meta.titles):
        return seen, _headline(lines[seen].text, meta)
    others = [i for i, line in enumerate(lines) if line.kind is Kind.HEADING and "tag:h1" not in line.marks]
    for title in meta.titles:
        at = next((i for i in others if _alike(lines[i].text, title)), None)
        if at is not None:
            return at, _headline(lines[at].text, meta)
    told = {word for line, kept in zip(lines, chosen, strict=True) if kept for word in content(line.text)}
    if seen is not None and len(tops) == 1 and seen <= start and _is_borne_out(lines[seen], told, meta):
        return seen, _headline(lines[seen].text, meta)
    document = next((i for i, line in enumerate(lines) if "tag:title" in line.marks), None)
    if meta.titles:
        return document, unescape(meta.titles[0])
    at = tops[0] if tops else document
    return at, _headline(lines[at].text, meta) if at is not None else ""


def _is_borne_out(line: Line, told: set[str], meta: Meta) -> bool:
    """Whether the body takes up the words of a page's only top heading, and those of the page's titles less.

    A newsletter's title is its own name and an issue's number, while the heading says what the article is about.
    """
    if not _NO_HEADLINE.isdisjoint(line.marks) or line.text.count(" ") < _HEADLINE_WORDS - 1:
        return False
    return _share(line.text, told) > max((_share(title, told) for title in meta.titles), default=0.0)


def _share(text: str, told: set[str]) -> float:
    """Of the words that say what a text is about, how many are told of."""
    own = content(text)
    return len(own & told) / max(1, len(own))


def _headline(text: str, meta: Meta) -> str:
    """A headline as readers see it, without what is no part of it: the site's name, a date, a count, shouting."""
    bare = without_site(unescape(text), meta.site or "", meta.url or "")
    if bare.isupper():
        return next((title for title in meta.titles if _alike(title, bare) and not title.isupper()), bare)
    for title in meta.titles:
        before, found, after = plain(bare).partition(plain(title))
        if found and title.count(" ") and all(_is_remainder(rest) for rest in (before, after)):
            return title if before or after else bare
    return bare


def _is_remainder(rest: str) -> bool:
    return find_date(rest) is not None or _REMAINDER.fullmatch(rest.strip()) is not None


def _likeness(text: str, meta: Meta) -> float:
    """How many words a line shares with the page's titles for machines, of all that both have; 1 where all."""
    ours = set(plain(text).split())
    return max((len(ours & theirs) / len(ours | theirs) for theirs in _words(meta) if theirs), default=0.0)


def _words(meta: Meta) -> list[set[str]]:
    return [set(plain(title).split()) for title in meta.titles]


def _shares(text: str, title: str) -> bool:
    """Whether one has many words of the other: a headline for machines is often cut, or longer."""
    ours, theirs = set(plain(text).split()), set(plain(title).split())
    return bool(ours and theirs) and len(ours & theirs) >= _SHARED_TITLE * min(len(ours), len(theirs))


def _alike(text: str, title: str) -> bool:
    ours, theirs = set(plain(text).split()), set(plain(title).split())
    return bool(ours and theirs) and len(ours & theirs) >= _SAME_TITLE * max(len(ours), len(theirs))
