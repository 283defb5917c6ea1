"""What the Unicode consortium's locale data (CLDR) knows of a language: names, and the patterns that find them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Final

from narrate.model import primary
from narrate.spoken import cldr_words

if TYPE_CHECKING:
    from babel import Locale
    from unicode_rbnf import RbnfEngine

_UNITS: Final = (
    "length-kilometer length-meter length-centimeter length-millimeter mass-kilogram mass-gram mass-milligram "
    "mass-tonne volume-liter volume-milliliter area-hectare area-square-kilometer area-square-meter "
    "volume-cubic-meter speed-kilometer-per-hour speed-meter-per-second temperature-celsius temperature-fahrenheit "
    "concentr-percent power-watt power-kilowatt power-megawatt power-gigawatt energy-kilowatt-hour frequency-hertz "
    "frequency-megahertz frequency-gigahertz digital-megabyte digital-gigabyte digital-terabyte"
).split()
# Written so in every language, whatever its own short form is.
_SIGNS: Final = {
    "km": "length-kilometer", "m": "length-meter", "cm": "length-centimeter", "mm": "length-millimeter",
    "kg": "mass-kilogram", "g": "mass-gram", "l": "volume-liter", "ha": "area-hectare", "t": "mass-tonne",
    "km²": "area-square-kilometer", "m²": "area-square-meter", "m³": "volume-cubic-meter",
    "km/h": "speed-kilometer-per-hour", "m/s": "speed-meter-per-second", "°C": "temperature-celsius",
    "°F": "temperature-fahrenheit", "%": "concentr-percent", "kW": "power-kilowatt", "MW": "power-megawatt",
    "GW": "power-gigawatt", "kWh": "energy-kilowatt-hour", "MHz": "frequency-megahertz", "GHz": "frequency-gigahertz",
    "MB": "digital-megabyte", "GB": "digital-gigabyte", "TB": "digital-terabyte",
}  # fmt: skip
_MAGNITUDES: Final = ("1000", "1000000", "1000000000", "1000000000000")
_SPACES = " \u00a0\u2009\u202f"


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language: its rules for numbers, its names, and the patterns that find what they are for."""

    language: str
    engine: "RbnfEngine"
    locale: "Locale"
    months: dict[str, int]
    units: dict[str, str]
    magnitudes: dict[str, str]
    numbers: re.Pattern[str]


@lru_cache(maxsize=8)
def tongue_of(language: str) -> Tongue | None:
    """What is known of a language; None where there are no rules for its numbers."""
    # here: they take 100 ms, and English needs neither
    from babel import Locale, UnknownLocaleError
    from unicode_rbnf import RbnfEngine

    short, region = primary(language), language.partition("-")[2]
    for name in (f"{short}_{region.upper()}", short):
        try:
            locale = Locale.parse(name)
            engine = RbnfEngine.for_language("no" if short == "nb" else name)
        except (ValueError, UnknownLocaleError, TypeError):
            continue
        return _made(short, locale, engine)
    return None


def _made(language: str, locale: "Locale", engine: "RbnfEngine") -> Tongue:
    months = {
        name.lower().rstrip("."): number
        for form in ("format", "stand-alone")
        for width in ("abbreviated", "wide")
        for number, name in locale.months[form][width].items()
        if not name.isdecimal() and len(name) > 1
    }
    units = {_short(unit, locale): unit for unit in _UNITS} | _SIGNS
    units.pop("", None)
    magnitudes = _magnitudes(locale) | cldr_words.MAGNITUDES.get(language, {})
    return Tongue(
        language=language,
        engine=engine,
        locale=locale,
        months=months,
        units=units,
        magnitudes=magnitudes,
        numbers=_pattern(language, locale, months=months, units=units, magnitudes=magnitudes),
    )


def _short(unit: str, locale: "Locale") -> str:
    from babel.units import format_unit

    return format_unit(7, unit, "short", locale=locale).replace("7", "").strip()


def _magnitudes(locale: "Locale") -> dict[str, str]:
    """The short and the long forms of a thousand, a million and so on, and which of them each is."""
    made: dict[str, str] = {}
    for size, width in product(_MAGNITUDES, ("short", "long")):
        for forms in locale.compact_decimal_formats.get(width, {}).values():
            pattern = getattr(forms.get(size), "pattern", "")
            sign = pattern.replace("'", "").strip("0\u00a0 ").rstrip(".")
            if sign and not sign.isdecimal():
                made.setdefault(sign, size)
    return made


def _pattern(
    language: str, locale: "Locale", *, months: dict[str, int], units: dict[str, str], magnitudes: dict[str, str]
) -> re.Pattern[str]:
    from babel.numbers import get_decimal_symbol, get_group_symbol

    group, point = get_group_symbol(locale), get_decimal_symbol(locale)
    groups = rf"(?:[{_SPACES}]\d{{3}})+(?!\d)" + ("" if group.isspace() else rf"|(?:{re.escape(group)}\d{{3}})+(?!\d)")
    number = rf"\d{{1,3}}(?:{groups})(?:{re.escape(point)}\d+)?|\d+(?:{re.escape(point)}\d+)?"
    sign = _any((*cldr_words.CURRENCIES, *cldr_words.OWN_CURRENCIES.get(language, ())))
    name, unit, size = _any({*months, *map(str.capitalize, months)}), _any(units), _any(magnitudes)
    between = r"\.?\s(?:de\s)?"
    return re.compile(
        rf"(?<![\w.,/:+-])(?:(?P<code>(?:\+\d|0)\d*(?:[ /-]\d+)+)|"
        rf"(?P<day>\d{{1,2}})(?:er|º|°)?{between}(?P<month>{name})\b(?:\.(?=\s?\d|\s[a-z]))?(?:(?:\s(?:de\s)?|\s?,\s)(?P<year>\d{{4}})(?!\d))?"
        rf"|(?P<d>\d{{1,2}})(?P<sep>[./])(?P<m>\d{{1,2}})(?P=sep)(?P<y>\d{{4}})(?![\w/]|\.\d)"
        rf"|(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?:\sUhr)?(?![\w:])"
        rf"|(?P<heure>[01]?\d|2[0-4])\s?h(?:\s?(?P<minutes>[0-5]\d))?(?!\w)"
        rf"|(?P<place>\d{{1,4}})(?P<th>{cldr_words.ENDINGS.get(language, '(?!)')})(?![\w-])"
        rf"|(?:(?P<before>{sign}|%(?=\d))\s?)?(?P<minus>[-−](?=\d))?(?P<n>{number})"
        rf"(?:\s?[-–]\s?(?P<to>{number}))?(?:[\s{_SPACES}]?(?P<size>{size})\b(?:(?<!\w{{5}})\.)?)?"
        rf"(?:[\s{_SPACES}]?(?:(?:di|de)\s|d['’])?(?P<after>{sign})(?!\w)|[\s{_SPACES}]?(?P<unit>{unit})(?![\w/]))?"
        rf"(?:\s(?P<of>{cldr_words.YEARS.get(language, '(?!)')})(?!\w))?"
        rf"(?![\w%/:]|[-–]\w|[.,]\d))"
    )


def _any(words: Iterable[str]) -> str:
    """A pattern for any of some words; for none it matches nothing."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"
