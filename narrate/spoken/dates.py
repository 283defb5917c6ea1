"""Dates, years and decades."""

import re
from typing import Final

from narrate.spoken.amounts import FUNCTION_WORDS, word_after, word_before
from narrate.spoken.marks import closes
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
_LETTERED_DAYS: Final = {name[:2].capitalize(): day for name, day in _DAYS.items()}
_WEEKDAYS: Final = frozenset({*_DAYS, *(day.lower() for day in _DAYS.values()), *map(str.lower, _LETTERED_DAYS)})
_WORDS = {"sat", "sun"}  # other words too, so they need their dot
_FIRST_SEASON = 1900  # older pairs of years are spans
_LAST_DAY = 31
# What a day after a month may be: below these numbers people also count parts.
_NO_PARTS = frozenset({13, 14, 15, 17, 18, 19, 21, 22, 23, 24, 26, 27, 28, 29, 30, 31})
_OF_PARTS = re.compile(r"[\s-]*(?:of|scale|inch|inches|mile|second|seconds|th|cups?)\b")
_DATED = frozenset("on since until till by before after from dated starting ending effective".split())
DAYS_ONLY: Final = frozenset("Tues Weds Thur Thurs".split())  # with or without a dot
_DATING = frozenset("in of last since by until till late early mid next from to through during".split())
_LAST_MONTH = 12
_NAME = r"(?P<month>[A-Za-z]{3,9})\b\.?"
_DAY = r"(?P<day>\d{1,2})(?P<th>st|nd|rd|th|ST|ND|RD|TH)?"
_SPAN = r"(?:\s?[-–—]\s?(?P<to>\d{1,2})(?:st|nd|rd|th)?(?![\d:]))?"
_YEAR = r"(?:(?P<comma>\s?,?)\s?(?P<year>\d{4})(?![\d:%]|[.,]\d|-\d))?"
_UNTIL = r"(?:\s?[-–—]\s?(?P<until>[A-Z][a-z]{2,8})\.?\s(?P<last>\d{1,2})(?:st|nd|rd|th)?(?![\d:]))?"
_FREE = r"(?![\w:%°/]|[.,]\d)"  # what follows a day that is no part of a time, share or larger number

NAMES: Final = frozenset(form for name in (*_NAMES, *_SHORT) for form in (name, name.capitalize()))
MONTH_FIRST: Final = re.compile(rf"{_NAME}(?:\s|-(?=\d)){_DAY}{_SPAN}{_UNTIL}{_FREE}(?:-(?P<dashed>\d{{4}})\b)?{_YEAR}")
MONTH_YEAR: Final = re.compile(rf"{_NAME},?(?: of)? (?P<year>\d{{4}}|'\d\d)(?![\w:%]|[.,]\d)")
MONTH_ALONE: Final = re.compile(rf"{_NAME}")
DAY_FIRST: Final = re.compile(
    rf"{_DAY}(?:\s?[-–—]\s?(?P<to>\d{{1,2}})(?:st|nd|rd|th)?)?(?:\s|-)(?:of )?{_NAME}"
    rf"(?:-(?P<dashed>\d{{4}})\b|{_YEAR})"
)
FIGURES: Final = re.compile(r"(?P<a>\d{1,4})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<c>\d{4}|\d{2})(?![\w/-]|\.\d)")
YEAR_FIRST: Final = re.compile(r"(?P<a>\d{4})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<c>\d{1,2})(?![\w/-]|\.\d)")
STAMP: Final = re.compile(
    r"(?P<a>\d{4})-(?P<b>\d{2})-(?P<c>\d{2})T(?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d{1,6})?)?"
    r"(?P<zone>Z|[-+]\d{2}:?\d{2})?(?!\w)"
)
THROUGH: Final = re.compile(r"(?P<from>[A-Z][a-z]{2,8})\.?\s?[-–—]\s?(?P<until>[A-Z][a-z]{2,8})\b(?!\.?\s\d{1,2}\b)\.?")
DAY_OF_WEEK: Final = re.compile(r"(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![\w/]|[.,]\d)")
WEEKDAY: Final = re.compile(
    r"(?:Mo|Tu|We|Th|Fr|Sa|Su)(?=\s\(?\d{1,2}/\d{1,2}\b)|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?=\s\d{1,2}(?::\d\d|\s?[ap]\.?m)\b)"
)
DECADE: Final = re.compile(
    r"(?P<mark>')?(?P<first>(?:1\d|20)\d0(?:\s(?=s(?!\w)))?|\d0)'?s(?:\s?[-–—]\s?'?(?P<to>(?:1\d|20)?\d0)'?s)?(?!\w)"
)
YEARS: Final = re.compile(
    r"(?P<a>10[1-9]\d|1[1-9]\d\d|20\d\d)(?P<sep>\s?[-–—]\s?|/)(?P<b>1\d\d\d|20\d\d|\d\d)(?![\w/%-]|[.,:]\d)"
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
    if month is None or days is None or (match["month"].islower() and match["month"] in {"may", "march"}):
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
    """July 2024, July of 2024."""
    month = _month(match)
    of = "of " if " of " in match[0] else ""
    written = match["year"]
    said = second_half(int(written[1:])) if written[0] == "'" else year(int(written))
    return f"{month} {of}{said}" if month else None


def month_alone(match: re.Match[str]) -> str | None:
    """Nov., and the days of the week: Tues."""
    written, dot = match["month"], match[0].endswith(".")
    name = written.lower()
    if written in DAYS_ONLY:
        return _DAYS[name]
    if not written[0].isupper() or name in _NAMES:
        return None
    said = _DAYS.get(name) or _SHORT.get(name)
    cut = closes(match.string, match.end()) and word_before(match.string, match.start()) not in _DATING
    if cut and name not in _DAYS:
        return None  # a sentence cut off at its month
    follows = match.string[match.end() : match.end() + 2]
    free = follows[:1] in {"", " ", ",", ")", ";", ":"}
    return said if said and dot and free and (name not in _WORDS or follows[:1] in {",", " "}) else None


def day_first(match: re.Match[str]) -> str | None:
    """24 July 2024: in the order in which it is written."""
    month, days = _month(match), _days(match)
    if month is None or days is None or (match["month"] in {"may", "march", "dec", "sat", "sun"} and not match["year"]):
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


def through(match: re.Match[str]) -> str | None:
    """Monday–Friday, Mon-Fri, January–March."""
    first, last = _named(match["from"]), _named(match["until"])
    alike = first is not None and last is not None and (first in MONTHS) == (last in MONTHS)
    return f"{first} to {last}" if alike else None


def _named(written: str) -> str | None:
    """The month or the day of the week with a name, whole or short."""
    name = written.lower()
    return _NAMES.get(name) or _SHORT.get(name) or _DAYS.get(name) or (name.title() if name in _WEEKDAYS else None)


def weekday(match: re.Match[str]) -> str | None:
    """The "Tu" of a timetable: "Tu (2/22)", "Sat 10:00"."""
    return _LETTERED_DAYS[match[0][:2]]


def day_of_week(match: re.Match[str]) -> str | None:
    """The 2/22 of "Tue (2/22)" or "on 2/22"."""
    start = match.start()
    before = word_before(match.string, start - (match.string[max(0, start - 1) : start] == "("))
    a, b = int(match["a"]), int(match["b"])
    dated = before in _WEEKDAYS or (b in _NO_PARTS and not _OF_PARTS.match(match.string, match.end()))
    dated = dated or (before in _DATED and match[0] not in {"9/11", "24/7"})
    if not dated or not (1 <= a <= _LAST_MONTH and 1 <= b <= _LAST_DAY):
        return None
    return f"{MONTHS[a - 1]} {ordinal(b)}"


def year_first(match: re.Match[str]) -> str | None:
    """2024-07-24."""
    month, day = int(match["b"]), int(match["c"])
    if not (1 <= month <= _LAST_MONTH and 1 <= day <= _LAST_DAY):
        return None
    return f"{MONTHS[month - 1]} {ordinal(day)} {year(int(match['a']))}"


def stamp(match: re.Match[str]) -> str | None:
    """2024-07-24T05:00:00Z, as machines write it."""
    date = year_first(match)
    minute = int(match["minute"])
    oh = "oh " if match["hour"][0] == "0" else ""
    clock = f"{oh}{cardinal(int(match['hour']))} {second_half(minute) if minute else 'hundred'}"
    return f"{date}, {clock}{' U.T.C' if match['zone'] == 'Z' else ''}" if date else None


def decade(match: re.Match[str]) -> str | None:
    """The 1990s, '90s, 1960s-80s."""
    to = match["to"]
    return _decade(match["first"].rstrip()) + (f" to {_decade(to)}" if to else "")


def years(match: re.Match[str]) -> str | None:
    """2014-2022, 2023-24, the season 2023/24."""
    first, second = match["a"], match["b"]
    if len(second) == len(first):
        return f"{year(int(first))} to {year(int(second))}"
    if int(second) <= int(first[2:]):
        return None
    season = int(second) == int(first[2:]) + 1 and (match["sep"] == "/" or _names_a_season(match))
    return f"{year(int(first))}{' ' if season else ' to '}{second_half(int(second))}"


def _names_a_season(match: re.Match[str]) -> bool:
    """Whether two years in a row describe what follows: "the 2023-24 season," but not "in 2023-24"."""
    follower = word_after(match.string, match.end())
    return int(match["a"]) >= _FIRST_SEASON and follower != "" and follower.lower() not in FUNCTION_WORDS


def short_year(match: re.Match[str]) -> str | None:
    """The class of '98."""
    return second_half(int(match["year"]))


def _decade(figures: str) -> str:
    if figures in {"2000", "00"}:
        return "two thousands"
    if len(figures) == 2:  # noqa: PLR2004
        return plural(cardinal(int(figures)))
    return plural(year(int(figures)))
