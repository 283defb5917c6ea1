"""Byline and date as the lines around a title or under an article give them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from narrate.clean.credits.dates import english_date, find_date, find_dates
from narrate.clean.credits.names import BY, is_person, joined, people
from narrate.clean.furniture.rules import CHANGED
from narrate.clean.lines import Line
from narrate.clean.words import count_words, ends_sentence
from narrate.model import Block, Kind, primary

_BYLINE = re.compile(
    r"(?:(?:written|posted|published|words|story|reported|report|text|article)\s+)?"
    rf"(?P<by>{BY})(?::\s*|\s+)(?P<names>\S.*)",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"(?:\b[Bb]y|\bBY|\b[Aa]uthors?:)\s*:?\s+(?P<names>[^\W\d_a-z].*)")
_LABEL = re.compile(
    r"(?:(?:article|story|post|text|words|written|posted|published)\s+)*by:?|(?:(?:about|meet) the )?authors?:?",
    re.IGNORECASE,
)
_SAID = re.compile(r"(?:(?:written|article|story|words|text) by:?|authors?:) (?P<names>.+)", re.IGNORECASE)
_NOT_WRITTEN = re.compile(
    r"(?:review|edit|check|verif|photo|image|pictur|illustrat|graphic|video|art|present|sponsor|power|translat|comment|"
    r"foto|bild)\w*(?: and \w+)? ?$",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"by (?P<name>[\w.-]+)", re.IGNORECASE)
_PLACE = re.compile(r"\s+in\b[:\s].*$")  # the section that it was posted in
_CHANGED = re.compile(rf"{CHANGED}\W*(?:(?:on|at|am|le|el|il)\W+)?$", re.IGNORECASE)
_FIRST = re.compile(r"\b(?:originally|first) (?:published|posted|appeared)\b", re.IGNORECASE)
_MOST_BETWEEN = 12  # characters between these words and the day
_BETWEEN = re.compile(r"\s*(?:[|•·⋅,]|\s[–—-]\s)\s*")
_LINKED_TO = frozenset({"hint:menu", "in:nav", "tag:title", "hint:related"})  # where names are topics, or of others
_OF_OTHERS = frozenset({"hint:comment", "in:nav", "in:footer"})
_MOST_NAME_WORDS = 12
_MOST_WORDS = 16  # of a line of credits
_MOST_DATELINE_WORDS = 6  # beside the date


@dataclass(frozen=True, slots=True)
class Credit:
    """Who wrote it and when, as far as one line says so."""

    byline: str = ""
    """As written."""
    author: str = ""
    day: str = ""
    """The date as written."""
    published: str = ""
    """The date in ISO 8601."""


def said_credits(author: str | None, published: str | None, language: str) -> Iterator[Block]:
    """The author and the day of publication, in ISO 8601, as an article says them over its body."""
    english = primary(language) == "en"
    if author:
        yield Block(Kind.BYLINE, f"By {author}" if english else author)
    if published:
        yield Block(Kind.DATE, english_date(published) if english else published)


def read_credit(text: str, language: str = "en") -> Credit:
    """Byline and date, where the line is made of nothing else."""
    found = find_date(text, language) if count_words(text) <= _MOST_WORDS else None
    if count_words(text) > _MOST_WORDS or (ends_sentence(text) and not found):
        return Credit()
    rest = (text[: found.start] if found else text).strip()
    match = _BYLINE.fullmatch(rest)
    day = text[found.start : found.end] if found else ""
    iso = found.day.isoformat() if found else ""
    if not match:
        return Credit(day=day, published=iso) if found and _is_dateline(text, language) else Credit()
    names = joined([_PLACE.sub("", match["names"])])
    lower = names[:1].islower() and not rest.lower().startswith("by the ")
    if not names or lower or len(names.split()) > _MOST_NAME_WORDS:
        return Credit()
    return Credit(f"{rest[: match.end('by')]} {names}", names, day, iso)


def find_signed(lines: Sequence[Line], language: str = "en") -> str | None:
    """Who is named around a title after "by", or in words to that effect."""
    credited = (read_credit(line.text, language).author for line in lines)
    signed = (
        _persons(match["names"])
        for line in _short(lines)
        if (match := _SIGNED.search(line.text)) and not _NOT_WRITTEN.search(line.text[: match.start()])
    )
    handles = (match["name"] for line in lines if (match := _HANDLE.fullmatch(line.text)))
    return next((name for names in (credited, signed, handles) for name in names if name), None)


def find_named(lines: Sequence[Line], language: str = "en") -> str | None:
    """Who is named around a title beside the date, or alone on a line next to it."""
    beside = (name for line in _short(lines) for name in _beside_date(line.text, language))
    alone = (
        line.text
        for i, line in enumerate(lines)
        if _is_signature(line) and any(find_date(near.text, language) for near in lines[max(0, i - 1) : i + 2])
    )
    return next((name for names in (beside, alone) for name in names), None)


def find_signature(lines: Sequence[Line]) -> str | None:
    """Who is named anywhere on the page as having written the article, most often under it."""
    for i, line in enumerate(lines):
        if not _OF_OTHERS.isdisjoint(line.marks):
            continue
        said = _SAID.fullmatch(line.text)
        below = lines[i + 1 : i + 2] if _LABEL.fullmatch(line.text) else ()
        name = _persons(said["names"]) if said else "".join(_persons(after.text) for after in below)
        if name:
            return name
    return None


def find_days(lines: Sequence[Line], language: str = "en") -> tuple[str | None, str | None]:
    """The first day that short lines give as one of publication, and the first that they give as one of a change."""
    published = changed = None
    for line in lines:
        if count_words(line.text) > _MOST_WORDS or (ends_sentence(line.text) and not find_date(line.text[-30:])):
            continue
        for found in find_dates(line.text, language):
            if _CHANGED.search(line.text[: found.start]):
                changed = changed or found.day.isoformat()
            else:
                published = published or found.day.isoformat()
    return published, changed


def find_first_day(lines: Sequence[Line], language: str = "en") -> str | None:
    """The day on which a line anywhere on the page says that the article was published."""
    for line in lines:
        said = _FIRST.search(line.text)
        found = find_date(line.text[said.end() :], language) if said else None
        if found and found.start <= _MOST_BETWEEN:
            return found.day.isoformat()
    return None


def _short(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if count_words(line.text) <= _MOST_WORDS and not ends_sentence(line.text)]


def _persons(text: str) -> str:
    return ", ".join(takewhile(is_person, people(_PLACE.sub("", text))))


def _beside_date(text: str, language: str) -> Iterator[str]:
    found = find_date(text, language)
    rest = f"{text[: found.start]}|{text[found.end :]}" if found else ""
    return (names for piece in _BETWEEN.split(rest) if piece and (names := _persons(piece)))


def _is_signature(line: Line) -> bool:
    """Whether a line may be a name that signs an article, and no topic or entry of a menu."""
    return line.kind is not Kind.HEADING and not _LINKED_TO.intersection(line.marks) and is_person(line.text)


def _is_dateline(text: str, language: str) -> bool:
    """Whether little but clocks and words such as "Published" stands around the dates."""
    days = list(find_dates(text, language))
    rest = text
    for day in reversed(days):
        rest = f"{rest[: day.start]} {rest[day.end :]}"
    words = re.sub(r"\d{1,2}[:.]\d\d|[ap]\.?m\.?|\d+ min\w*|\W", " ", rest, flags=re.IGNORECASE).split()
    return len(words) <= _MOST_DATELINE_WORDS * len(days) and not ends_sentence(text[: days[0].start])
