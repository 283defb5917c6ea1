"""A day as people write it, and the plural that a number asks for, in the languages that CLDR knows."""

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from narrate.model import primary

if TYPE_CHECKING:
    from babel import Locale

# In CLDR's pattern of a full date, with the marks and the word that belong to it; where more hangs on it, it stays.
_YEAR = re.compile(r"[,\s]*(?:'[^']*'\s?)?y+(?:\.?\s?'[^']*'\.?|[年년.])?(?=[,\sM]|$)")


def written_day(day: date, language: str) -> str:
    """The day of the week, of the month, and the month: "Monday, November 23"."""
    from babel.dates import format_date, get_date_format

    locale = _locale(language)
    pattern = get_date_format("full", locale).pattern
    return format_date(day, _YEAR.sub("", pattern).strip(), locale)


def plural(number: int, language: str) -> str:
    """CLDR's category: "few", "other"."""
    return str(_locale(language).plural_form(number))


@lru_cache(maxsize=8)
def _locale(language: str) -> "Locale":
    """English where there is no such language."""
    from babel import Locale, UnknownLocaleError

    for name in (language.replace("-", "_"), primary(language)):
        try:
            return Locale.parse(name)
        except (ValueError, UnknownLocaleError):
            continue
    return Locale("en")
