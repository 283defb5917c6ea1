"""Dates as pages write them -> where they stand and which day they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar jänner janvier janv enero ene gennaio gen janeiro januari січня января янв stycznia",
            "february feb februar février févr febrero febbraio fevereiro fev februari лютого февраля фев lutego",
            "march mar märz mrz mars marzo março maart mrt березня марта мар marca",
            "april apr avril avr abril abr aprile kwietnia квітня апреля апр",
            "may mai mayo maggio mag maio mei травня мая maja",
            "june jun juni juin junio giugno giu junho червня июня czerwca",
            "july jul juli juillet juil julio luglio lug julho липня июля lipca",
            "august aug août agosto ago augustus серпня августа авг sierpnia",
            "september sep sept septembre septiembre settembre set setembro вересня сентября сен сент września",
            "october oct oktober okt octobre octubre ottobre ott outubro out жовтня октября окт października",
            "november nov novembre noviembre novembro листопада ноября ноя listopada",
            "december dec dezember dez décembre déc diciembre dic dicembre dezembro грудня декабря дек grudnia",
        ),
        1,
    )
    for name in names.split()
}
_NAME = "|".join(sorted(_MONTHS, key=len, reverse=True))
_APART = r"(?:(?<!\w)|(?-i:(?<=[^\W\d_A-Z])(?=[A-Z])))"  # "Ana LimaMay 4, 2025": between boxes that a page sets apart
_ORDINAL = r"(?:st|nd|rd|th|er|[.ºª°])?"
_DATE = re.compile(
    rf"{_APART}(?:(?:(?P<m1>{_NAME})\.?\s*(?P<d1>\d{{1,2}}){_ORDINAL},?\s+(?P<y1>\d{{4}}))"
    rf"|(?:(?P<d2>\d{{1,2}}){_ORDINAL}[\s-]+(?:de\s+|of\s+)?(?P<m2>{_NAME})\.?,?[\s-]+(?:de\s+)?(?P<y2>\d{{4}}))"
    r"|(?:(?P<y3>\d{4})[-/.](?P<m3>\d{1,2})[-/.](?P<d3>\d{1,2}))"
    r"|(?:(?P<d4>\d{1,2})[.-](?P<m4>\d{1,2})[.-](?P<y4>\d{4}))"
    r"|(?:(?P<m5>\d{1,2})/(?P<d5>\d{1,2})/(?P<y5>\d{4})))(?!\d)"
    r"|(?P<y6>\d{4})\s?[年년]\s?(?P<m6>\d{1,2})\s?[月월]\s?(?P<d6>\d{1,2})\s?[日일]",
    re.IGNORECASE,
)
_EARLIEST, _LATEST = 1600, 2199
_ENGLISH = "January February March April May June July August September October November December".split()
_MONTH_FIRST = frozenset({"en", "en-us"})  # who write the month first in 3/4/2025; the rest of the world does not


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text: ``text[start:end]``."""

    start: int
    end: int
    day: date


def find_date(text: str, language: str = "en") -> Found | None:
    """The first date in the text that names day, month and year."""
    return next(find_dates(text, language), None)


def find_dates(text: str, language: str = "en") -> Iterator[Found]:
    """All dates in the text that name day, month and year; those in digits alone as the language writes them."""
    day_first = language.lower() not in _MONTH_FIRST
    for match in _DATE.finditer(text):
        parts = {name[0]: value for name, value in match.groupdict().items() if value}
        if match["y5"] and day_first:
            parts["m"], parts["d"] = parts["d"], parts["m"]
        day = _day(parts)
        if day:
            yield Found(match.start(), match.end(), day)


def iso_date(text: str, language: str = "en") -> str | None:
    """The day of a machine's time stamp, or of a date as people write it, in ISO 8601."""
    found = find_date(text[:10]) or find_date(text[:100], language)
    return found.day.isoformat() if found else None


def local_day(stamped: str, shown: str | None) -> str:
    """The day that readers are shown, where a machine's stamp of another time zone is one off; both in ISO 8601."""
    if shown and abs(date.fromisoformat(stamped) - date.fromisoformat(shown)) <= timedelta(days=1):
        return shown
    return stamped


def english_date(iso: str) -> str:
    """``2024-07-24`` -> ``July 24, 2024``."""
    day = date.fromisoformat(iso)
    return f"{_ENGLISH[day.month - 1]} {day.day}, {day.year}"


def _day(parts: dict[str, str]) -> date | None:
    month = parts["m"].lower()
    year, number, day = int(parts["y"]), _MONTHS.get(month) or (int(month) if month.isdigit() else 0), int(parts["d"])
    if number > 12 >= day:  # noqa: PLR2004 – the other order than the language's
        number, day = day, number
    try:
        return date(year, number, day) if _EARLIEST <= year <= _LATEST else None
    except ValueError:
        return None
