"""Dates, years and decades."""

import re
from typing import Final

from narrate.spoken.numbers import cardinal, ordinal, plural, second_half, year

MONTHS: Final = "January February March April May June July August September October November December".split()
_NAMES: Final = {name.lower(): name for name in MONTHS}
_SHORT: Final = {name[:3].lower(): name for name in MONTHS} | {"sept": "September"}
_DAYS: Final = {
    "mon": "Monday",
    "tue": "Tuesday",
    "tues": "Tuesday",
    "wed": "Wednesday",
    "weds": "Wednesday",
    "thu": "Thursday",
    "thur": "Thursday",
    "thurs": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}
_WORDS = {"sat", "sun"}  # other words too, so they need their dot
_LAST_DAY = 31
_LAST_MONTH = 12
_NAME = r"(?P<month>[A-Za-z]{3,9})\b\.?"
_DAY = r"(?P<day>\d{1,2})(?P<th>st|nd|rd|th|ST|ND|RD|TH)?"
_SPAN = r"(?:\s?[-–—]\s?(?P<to>\d{1,2})(?:st|nd|rd|th)?(?![\d:]))?"
_YEAR = r"(?:(?P<comma>\s?,?)\s?(?P<year>\d{4})(?![\d:%]|[.,]\d|-\d))?"
_UNTIL = r"(?:\s?[-–—]\s?(?P<until>[A-Z][a-z]{2,8})\.?\s(?P<last>\d{1,2})(?:st|nd|rd|th)?(?![\d:]))?"
_FREE = r"(?![\w:%°/]|[.,]\d)"  # what follows a day that is no part of a time, share or larger number

NAMES: Final = frozenset(form for name in (*_NAMES, *_SHORT) for form in (name, name.capitalize()))
MONTH_FIRST: Final = re.compile(rf"{_NAME}(?:\s|-(?=\d)){_DAY}{_SPAN}{_UNTIL}{_FREE}(?:-(?P<dashed>\d{{4}})\b)?{_YEAR}")
MONTH_YEAR: Final = re.compile(rf"{_NAME},?(?: of)? (?P<year>\d{{4}})(?![\w:%]|[.,]\d)")
MONTH_ALONE: Final = re.compile(rf"{_NAME}")
DAY_FIRST: Final = re.compile(
    rf"{_DAY}(?:\s?[-–—]\s?(?P<to>\d{{1,2}})(?:st|nd|rd|th)?)?(?:\s|-)(?:of )?{_NAME}"
    rf"(?:-(?P<dashed>\d{{4}})\b|{_YEAR})"
)
FIGURES: Final = re.compile(r"(?P<a>\d{1,4})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<c>\d{4}|\d{2})(?![\w/-]|\.\d)")
YEAR_FIRST: Final = re.compile(r"(?P<a>\d{4})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<c>\d{1,2})(?![\w/-]|\.\d)")
DECADE: Final = re.compile(
    r"(?P<mark>')?(?P<first>(?:1\d|20)\d0|\d0)'?s(?:\s?[-–—]\s?'?(?P<to>(?:1\d|20)?\d0)'?s)?(?![\w'])"
)
YEARS: Final = re.compile(
    r"(?P<a>1[1-9]\d\d|20\d\d)(?P<sep>\s?[-–—]\s?|/)(?P<b>1[1-9]\d\d|20\d\d|\d\d)(?![\w/%-]|[.,:]\d)"
)
SHORT_YEAR: Final = re.compile(r"'(?P<year>\d\d)(?![\w'%])")


def _month(match: re.Match[str]) -> str | None:
    written = match["month"]
    return _NAMES.get(written.lower()) or _SHORT.get(written.lower())


def _days(match: re.Match[str]) -> str | None:
    day, to = int(match["day"]), match["to"]
    if not 1 <= day <= _LAST_DAY or (to is not None and not 1 <= int(to) <= _LAST_DAY):
        return None
    return ordinal(day) + (f" to {ordinal(int(to))}" if to is not None else "")


def month_first(match: re.Match[str]) -> str | None:
    """July 24, 2024."""
    month, days = _month(match), _days(match)
    if month is None or days is None or (match["month"].islower() and match["month"] in {"may", "march", "mar"}):
        return None
    if match["until"]:
        until = _NAMES.get(match["until"].lower()) or _SHORT.get(match["until"].lower())
        if until is None:
            return None
        days = f"{days} to {until} {ordinal(int(match['last']))}"
    written = match["dashed"] or match["year"]
    comma = "," if match["comma"] and match["comma"].strip() else ""
    return f"{month} {days}{comma} {year(int(written))}" if written else f"{month} {days}"


def month_year(match: re.Match[str]) -> str | None:
    """July 2024."""
    month = _month(match)
    return f"{month} {year(int(match['year']))}" if month else None


def month_alone(match: re.Match[str]) -> str | None:
    """Nov., and the days of the week: Tues."""
    written, dot = match["month"], match[0].endswith(".")
    name = written.lower()
    if not written[0].isupper() or name in _NAMES:
        return None
    said = _DAYS.get(name) or _SHORT.get(name)
    follows = match.string[match.end() : match.end() + 2]
    free = follows[:1] in {"", " ", ",", ")", ";", ":"}
    return said if said and dot and free and (name not in _WORDS or follows[:1] in {",", " "}) else None


def day_first(match: re.Match[str]) -> str | None:
    """24 July 2024: in the order in which it is written."""
    month, days = _month(match), _days(match)
    if (
        month is None
        or days is None
        or (match["month"] in {"may", "march", "mar", "dec", "sat", "sun"} and not match["year"])
    ):
        return None
    the = "" if match.string[max(0, match.start() - 4) : match.start()].lower() == "the " else "the "
    written = match["dashed"] or match["year"]
    comma = "," if match["comma"] and match["comma"].strip() else ""
    return f"{the}{days.replace(' to ', ' to the ')} of {month}{comma}" + (f" {year(int(written))}" if written else "")


def figures(match: re.Match[str]) -> str | None:
    """07/24/2024, 24.07.2024: the month first, as in the US, where both can be months."""
    a, b, c = int(match["a"]), int(match["b"]), match["c"]
    if len(match["a"]) > 2:  # noqa: PLR2004 - the other order
        return None
    if len(c) == 2 and match["sep"] != "/":  # noqa: PLR2004 - 1.10.20 may be a version
        return None
    if not (1 <= a <= _LAST_DAY and 1 <= b <= _LAST_DAY and min(a, b) <= _LAST_MONTH):
        return None
    said = year(int(c)) if len(c) > 2 else second_half(int(c))  # noqa: PLR2004
    if a > _LAST_MONTH:
        return f"the {ordinal(a)} of {MONTHS[b - 1]} {said}"
    return f"{MONTHS[a - 1]} {ordinal(b)} {said}"


def year_first(match: re.Match[str]) -> str | None:
    """2024-07-24."""
    month, day = int(match["b"]), int(match["c"])
    if not (1 <= month <= _LAST_MONTH and 1 <= day <= _LAST_DAY):
        return None
    return f"{MONTHS[month - 1]} {ordinal(day)} {year(int(match['a']))}"


def decade(match: re.Match[str]) -> str | None:
    """The 1990s, '90s, 1960s-80s."""
    to = match["to"]
    return _decade(match["first"]) + (f" to {_decade(to)}" if to else "")


def years(match: re.Match[str]) -> str | None:
    """2014-2022, 2023-24, the season 2023/24."""
    first, second = match["a"], match["b"]
    if len(second) == len(first):
        return f"{year(int(first))} to {year(int(second))}"
    if int(second) <= int(first[2:]):
        return None
    season = match["sep"] == "/" and int(second) == int(first[2:]) + 1
    return f"{year(int(first))}{' ' if season else ' to '}{second_half(int(second))}"


def short_year(match: re.Match[str]) -> str | None:
    """The class of '98."""
    return second_half(int(match["year"]))


def _decade(figures: str) -> str:
    if figures == "2000":
        return "two thousands"
    if len(figures) == 2:  # noqa: PLR2004
        return plural(cardinal(int(figures)))
    return plural(year(int(figures)))
