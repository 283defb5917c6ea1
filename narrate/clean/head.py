"""What stands over the body of a text dump: title, byline, date and standfirst."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from narrate.clean.dates import find_date
from narrate.clean.features import ends_sentence
from narrate.clean.language import FUNCTION_WORDS
from narrate.clean.lines import Line, plain
from narrate.clean.rules import rule_for
from narrate.model import Kind

_REACH = 40  # lines over the body; a title further up is a menu entry that happens to look like one
_NEAR = 8  # lines to either side of the title in which byline and date stand
_TITLE_WORDS = (3, 28)
_LEAST_SCORE = 1.0
_BYLINE = re.compile(
    r"(?:(?:written|posted|published|words|story|reported|report|text|article)\s+)?"
    r"(?P<by>by|von|par|por|автор:?|autor:?|auteur:?|author:?|written by:?)[:\s]\s*(?P<names>\S.*)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:[|•·–—/]|\s-\s|,?\s+(?:on|published|updated|posted|last|modified|in)\b[:\s]|\(|\d{1,2}:\d\d|\d+ min\b).*$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r",\s+(?:[\w-]+\s+){0,4}(?:reporter|editor|correspondent|writer|contributor|journalist|staff)\b.*", re.IGNORECASE
)
_NAME = re.compile(
    r"(?:[^\W\d_a-zà-ÿ][\w'’.-]*)(?:\s+(?:de|van|von|der|den|da|di|du|la|le|bin|al|and|&|[^\W\d_a-zà-ÿ][\w'’.-]*)){1,5}"
)
_SIGNED = re.compile(rf"\b[Bb]y:?\s+(?P<names>{_NAME.pattern})")
_LINKED_TO = frozenset({"hint:menu", "in:nav", "tag:title", "hint:related"})  # where names are topics, or of others
_MOST_NAME_WORDS = 12
_MOST_DATELINE_WORDS = 16


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


def find_title(lines: Sequence[Line], start: int, body: set[str]) -> int | None:
    """Which of the lines over the body is its title; ``body`` are the words of the body's prose."""
    best, chosen = _LEAST_SCORE, None
    for i in range(max(0, start - _REACH), start):
        score = _title_score(lines, i, start, body)
        if score > best:
            best, chosen = score, i
    return chosen


def _title_score(lines: Sequence[Line], i: int, start: int, body: set[str]) -> float:
    text = lines[i].text
    words = plain(text).split()
    rule = rule_for(text)
    if rule or not _TITLE_WORDS[0] <= len(words) <= _TITLE_WORDS[1] or find_date(text):
        return 0.0
    content = [word for word in words if len(word) > 3 and word not in FUNCTION_WORDS]  # noqa: PLR2004
    shared = sum(word in body for word in content) / len(content) if content else 0.0
    score = 2.0 * shared + min(len(words), 8) / 8 - 0.02 * (start - i)
    score -= 0.8 if text.endswith(".") and not text.endswith("...") else 0.0
    after = lines[i + 1 : i + 3]
    score += 0.5 if any(read_credit(line.text).byline or find_date(line.text) for line in after) else 0.0
    score += 0.2 if i + 1 < len(lines) and lines[i].gap and lines[i + 1].gap else 0.0
    return score


def read_credit(text: str) -> Credit:
    """Byline and date, where the line is made of nothing else."""
    words = text.count(" ") + 1
    if words > _MOST_DATELINE_WORDS or (ends_sentence(text) and not find_date(text)):
        return Credit()
    found = find_date(text)
    rest = (text[: found.start] if found else text).strip()
    match = _BYLINE.fullmatch(rest)
    day = text[found.start : found.end] if found else ""
    iso = found.day.isoformat() if found else ""
    if not match:
        return Credit(day=day, published=iso) if found and _is_dateline(text, found.start, found.end) else Credit()
    names = _ROLE.sub("", _TAIL.sub("", match["names"])).strip(" ,;|-–—•·")
    if (
        not names
        or (names[0].islower() and not rest.lower().startswith("by the "))
        or len(names.split()) > _MOST_NAME_WORDS
    ):
        return Credit()
    shown = rest[: match.end("by")] + " " + names
    return Credit(shown, names, day, iso)


def find_author(lines: Sequence[Line]) -> str | None:
    """Who is named around a title: after "by" in a line of credits, or alone on a line by the date."""
    short = [line.text for line in lines if line.text.count(" ") < _MOST_DATELINE_WORDS]
    signed = (match["names"] for text in short if (match := _SIGNED.search(text)) and not ends_sentence(text))
    alone = (
        line.text for i, line in enumerate(lines) if _is_signature(line) and _is_dated(lines[max(0, i - 1) : i + 2])
    )
    return next(signed, None) or next(alone, None)


def _is_signature(line: Line) -> bool:
    """Whether a line may be a name that signs an article, and no topic or entry of a menu."""
    return line.kind is not Kind.HEADING and not _LINKED_TO.intersection(line.marks) and is_name(line.text)


def _is_dated(lines: Sequence[Line]) -> bool:
    return any(find_date(line.text) for line in lines)


def _is_dateline(text: str, start: int, end: int) -> bool:
    """Whether little but a clock and words such as "Published" stands around the date."""
    rest = re.sub(
        r"\d{1,2}[:.]\d\d|[ap]\.?m\.?|\d+ min\w*|\W", " ", text[:start] + " " + text[end:], flags=re.IGNORECASE
    )
    return len(rest.split()) <= 6 and not ends_sentence(text[:start])  # noqa: PLR2004


def is_name(text: str) -> bool:
    """Whether the line looks like a person's name and nothing else."""
    return rule_for(text) is None and _NAME.fullmatch(text) is not None and not text.isupper()
