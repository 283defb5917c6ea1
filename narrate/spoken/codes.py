"""Figures that count nothing: telephone numbers, codes, versions, files."""

import re
from typing import Final

from narrate.spoken.amounts import word_before
from narrate.spoken.numbers import cardinal, digits, grouped, whole

PHONE: Final = re.compile(
    r"(?P<plus>\+?\d{1,3}[ .-]?)?(?P<area>\(\d{3}\)[ -]?|\d{3}[-.])(?P<mid>\d{3})[-. ](?P<end>\d{4})"
    r"(?P<ext>-\d{1,4})?(?![\w-]|\.\d)"
)
LOCAL: Final = re.compile(r"(?P<mid>\d{3})-(?P<end>\d{4})(?![\w-]|[.,]\d)")
ABROAD: Final = re.compile(r"\+(?P<groups>\d{1,4}(?:[ -]\(?\d{1,4}\)?){2,6})(?![\w-])")
SOCIAL: Final = re.compile(r"\d{3}-\d{2}-\d{4}(?![\w-])")
CHAIN: Final = re.compile(r"\d{1,3}(?:[-–]\d{1,3}){2,4}(?![\w-])")
VERSION: Final = re.compile(r"\d{1,9}(?:\.\d{1,9}){2,9}+(?![\w])")
RETIREMENT: Final = re.compile(r"(401|403)\s?\(?-?([kb])\)?(?![\w])")
BOOK: Final = re.compile(r"\d(?:[ -]?\d){6,11}[ -]?[\dXx](?!\w)")
FREEPHONE: Final = re.compile(r"1-(?P<code>8\d\d)-(?=[\d-]*[A-Z])(?P<rest>[A-Z0-9][A-Z0-9-]{3,12})(?!\w)")
STROKES: Final = re.compile(r"\d{1,9}(?:/\d{1,9}){2,6}+(?![\w/])")
_CALLS = frozenset("call dial phone telephone tel fax text".split())
_LONGEST_UNGROUPED = 4  # figures; style guides put a comma into longer counts


def phone(match: re.Match[str]) -> str | None:
    """A telephone number of the US: by its figures, in its groups."""
    groups = [match["plus"], match["area"], match["mid"], match["end"], match["ext"]]
    lead = "plus " if match[0].startswith("+") else ""
    return lead + ", ".join(_group(group) for group in groups if group)


def _group(figures: str) -> str:
    """The figures of a telephone number's group; 800 is a word."""
    plain = "".join(filter(str.isdecimal, figures))
    return cardinal(int(plain)) if plain[0] == "8" and plain.endswith("00") else digits(plain)


def local(match: re.Match[str]) -> str | None:
    """Call 555-0187."""
    before = word_before(match.string, match.start())
    told = match["mid"] == "555" or before in _CALLS
    return f"{digits(match['mid'])}, {digits(match['end'])}" if told else None


def abroad(match: re.Match[str]) -> str | None:
    """+380 44 123 4567."""
    return "plus " + ", ".join(digits(group) for group in re.split(r"[ -]", match["groups"]))


def book(match: re.Match[str]) -> str | None:
    """The number of a book or a journal: by its figures."""
    before = word_before(match.string, match.start())
    if not before.startswith(("isbn", "issn")):
        return None
    return spelled_out(match[0]) + (" X" if match[0][-1] in "Xx" else "")


def spelled_out(figures: str) -> str:
    """The figures of a code; the zeros are said as people read codes out."""
    return digits(figures).replace("zero", "oh")


def freephone(match: re.Match[str]) -> str | None:
    """1-800-FLOWERS."""
    rest = " ".join(digits(part) if part.isdecimal() else part for part in match["rest"].split("-"))
    return f"one, {grouped(match['code'])}, {rest}"


def strokes(match: re.Match[str]) -> str | None:
    """123/45/6789, which is no date: a file number."""
    return " slash ".join(digits(part) if is_code(part) else whole(part) for part in match[0].split("/"))


def social(match: re.Match[str]) -> str | None:
    """123-45-6789: by its figures."""
    return ", ".join(digits(group) for group in match[0].split("-"))


def chain(match: re.Match[str]) -> str | None:
    """The count of a vote: 14-0-1."""
    return ", ".join(whole(part) for part in re.split("[-–]", match[0]))


def version(match: re.Match[str]) -> str | None:
    """1.2.3, 192.168.0.1."""
    parts = match[0].split(".")
    return " dot ".join(digits(part) for part in parts)


def retirement(match: re.Match[str]) -> str | None:
    """The US pension schemes 401(k) and 403(b)."""
    return f"four oh {'one' if match[1] == '401' else 'three'} {match[2]}"


def is_code(figures: str) -> bool:
    """Whether figures without a comma are too many, and too uneven, for a count."""
    return figures.isdecimal() and len(figures) > _LONGEST_UNGROUPED and not figures.endswith("00")
