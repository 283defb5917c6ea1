"""Dates as pages write them -> where they stand and which day they are."""

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero gennaio janeiro januari січня января stycznia",
            "february feb februar février febrero febbraio fevereiro februari лютого февраля lutego",
            "march mar märz mars marzo março maart березня марта marca",
            "april apr avril abril aprile квітня апреля kwietnia",
            "may mai mayo maggio maio mei травня мая maja",
            "june jun juni juin junio giugno junho червня июня czerwca",
            "july jul juli juillet julio luglio julho липня июля lipca",
            "august aug août agosto augustus серпня августа sierpnia",
            "september sep sept septembre septiembre settembre setembro вересня сентября września",
            "october oct oktober octobre octubre ottobre outubro жовтня октября października",
            "november nov novembre noviembre novembro листопада ноября listopada",
            "december dec dezember décembre diciembre dicembre dezembro грудня декабря grudnia",
        ),
        1,
    )
    for name in names.split()
}
_NAME = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"(?<!\w)(?:(?:(?P<m1>{_NAME})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>\d{{4}}))"
    rf"|(?:(?P<d2>\d{{1,2}})(?:st|nd|rd|th|\.|er)?\s+(?:de\s+|of\s+)?(?P<m2>{_NAME})\.?,?\s+(?:de\s+)?(?P<y2>\d{{4}}))"
    r"|(?:(?P<y3>\d{4})[-/.](?P<m3>\d{1,2})[-/.](?P<d3>\d{1,2}))"
    r"|(?:(?P<d4>\d{1,2})\.(?P<m4>\d{1,2})\.(?P<y4>\d{4}))"
    r"|(?:(?P<m5>\d{1,2})/(?P<d5>\d{1,2})/(?P<y5>\d{4})))(?!\w)",
    re.IGNORECASE,
)
_EARLIEST, _LATEST = 1600, 2199
_ENGLISH = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text: ``text[start:end]``."""

    start: int
    end: int
    day: date


def find_date(text: str) -> Found | None:
    """The first date in the text that names day, month and year."""
    for match in _DATE.finditer(text):
        day = _day({name[0]: value for name, value in match.groupdict().items() if value})
        if day:
            return Found(match.start(), match.end(), day)
    return None


def iso_date(text: str) -> str | None:
    """The day of a machine's time stamp, or of a date as people write it, in ISO 8601."""
    found = find_date(text[:10]) or find_date(text[:100])
    return found.day.isoformat() if found else None


def english_date(iso: str) -> str:
    """``2024-07-24`` -> ``July 24, 2024``."""
    day = date.fromisoformat(iso)
    return f"{_ENGLISH[day.month - 1]} {day.day}, {day.year}"


def _day(parts: dict[str, str]) -> date | None:
    month = parts["m"].lower()
    year, number, day = int(parts["y"]), _MONTHS.get(month) or (int(month) if month.isdigit() else 0), int(parts["d"])
    if number > 12 >= day:  # noqa: PLR2004 – a day first, as most of the world writes it
        number, day = day, number
    try:
        return date(year, number, day) if _EARLIEST <= year <= _LATEST else None
    except ValueError:
        return None
