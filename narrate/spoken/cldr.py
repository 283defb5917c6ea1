"""Numbers, dates, money and units of other languages, by the Unicode consortium's locale data (CLDR)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from narrate.model import primary
from narrate.spoken import cldr_words
from narrate.spoken.marks import PLAIN
from narrate.spoken.pieces import Piece

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
_READABLE: Final = PLAIN | dict.fromkeys((0xAD, 0x200B))  # without the places where a line may be broken
_LONGEST = 15  # digits; longer ones are codes
_YEARS = range(1100, 2100)
_LAST_DAY, _LAST_MONTH = 31, 12
_LOOK_BACK = 20  # characters: a longer word before a date is no preposition
_SPACES = " \u00a0\u2009\u202f"


@dataclass(frozen=True, slots=True)
class _Tongue:
    """A language: its rules for numbers, its names, and the patterns that find what they are for."""

    language: str
    engine: "RbnfEngine"
    locale: "Locale"
    months: dict[str, int]
    units: dict[str, str]
    magnitudes: dict[str, str]
    numbers: re.Pattern[str]


def pieces(text: str, language: str) -> Iterator[Piece]:
    """What is said for the numbers of a text, in order; nothing for those that the language has no rules for."""
    if not any(map(str.isdecimal, text)):
        return
    tongue = _tongue(language)
    if tongue is None:
        return
    for match in tongue.numbers.finditer(text):
        said = None if match["code"] else _said(tongue, match)  # a telephone number stays
        if said:
            yield Piece(" ".join(said.translate(_READABLE).split()), match.start(), match.end())


@lru_cache(maxsize=8)
def _tongue(language: str) -> _Tongue | None:
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


def _made(language: str, locale: "Locale", engine: "RbnfEngine") -> _Tongue:
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
    return _Tongue(
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
    """The short forms of a thousand, a million and so on, and which of them each is."""
    made: dict[str, str] = {}
    for size in _MAGNITUDES:
        for forms in locale.compact_decimal_formats.get("short", {}).values():
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
        rf"(?P<day>\d{{1,2}})(?:er|º|°)?{between}(?P<month>{name})\b\.?(?:(?:\s(?:de\s)?|\s?,\s)(?P<year>\d{{4}})(?!\d))?"
        rf"|(?P<d>\d{{1,2}})(?P<sep>[./])(?P<m>\d{{1,2}})(?P=sep)(?P<y>\d{{4}})(?![\w/]|\.\d)"
        rf"|(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?:\sUhr)?(?![\w:])"
        rf"|(?P<heure>[01]?\d|2[0-4])\s?h(?:\s?(?P<minutes>[0-5]\d))?(?!\w)"
        rf"|(?P<place>\d{{1,4}})(?P<th>{cldr_words.ENDINGS.get(language, '(?!)')})(?![\w-])"
        rf"|(?:(?P<before>{sign})\s?)?(?P<minus>[-−](?=\d))?(?P<n>{number})"
        rf"(?:\s?[-–]\s?(?P<to>{number}))?(?:[\s{_SPACES}]?(?P<size>{size})\b\.?)?"
        rf"(?:[\s{_SPACES}]?(?P<after>{sign})(?!\w)|[\s{_SPACES}]?(?P<unit>{unit})(?![\w/]))?"
        rf"(?:\s(?P<of>{cldr_words.YEARS.get(language, '(?!)')})(?!\w))?"
        rf"(?![\w%/:]|[-–]\w|[.,]\d))"
    )


def _any(words: Iterable[str]) -> str:
    """A pattern for any of some words; for none it matches nothing."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"


def _said(tongue: _Tongue, match: re.Match[str]) -> str | None:
    if match["day"]:
        return _date(tongue, match, match["day"], tongue.months[match["month"].lower()], match["year"])
    if match["d"]:
        day, month = match["d"], int(match["m"])
        return _date(tongue, match, day, month, match["y"]) if 1 <= month <= _LAST_MONTH else None
    if match["hour"] or match["heure"]:
        return _time(tongue, match)
    if match["place"] and tongue.language == "uk":
        return cldr_words.day("uk", int(match["place"])) if match["th"] == "-го" else None
    if match["place"]:
        return _ordinal(tongue, int(match["place"]), cldr_words.ordinal_form(tongue.language, match["th"]))
    return _amount(tongue, match)


def _date(tongue: _Tongue, match: re.Match[str], day: str, month: int, year: str | None) -> str | None:
    if not 1 <= int(day) <= _LAST_DAY:
        return None
    before = match.string[max(0, match.start() - _LOOK_BACK) : match.start()].split()[-1:]
    form = cldr_words.day_form(tongue.language, before[0].lower() if before else "", int(day))
    said = cldr_words.day(tongue.language, int(day)) or (_ordinal(tongue, int(day), form) if form else None)
    said = said or _whole(tongue, day)
    name = str(tongue.locale.months["format"]["wide"][month])
    joint = f" {cldr_words.OF_MONTH[tongue.language]}" if tongue.language in cldr_words.OF_MONTH else ""
    if said is None or any(map(str.isdecimal, name)):
        return None
    if year is None:
        return f"{said}{joint} {name}"
    following = match.string[match.end() : match.end() + 9]
    spoken = cldr_words.year(tongue.language, _year(tongue, year, following) or year, following)
    return f"{said}{joint} {name}{joint} {spoken}"


def _time(tongue: _Tongue, match: re.Match[str]) -> str | None:
    hour, minute = match["hour"] or match["heure"], match["minute"] or match["minutes"]
    if match["heure"] and tongue.language != "fr":
        return None
    said = _cardinal(tongue, int(hour), "feminine")
    small = _cardinal(tongue, int(minute), "feminine") if minute and int(minute) else ""
    word = {"de": "Uhr", "fr": "heure" if hour.lstrip("0") == "1" else "heures"}.get(tongue.language, "")
    if said is None or small is None:
        return None
    if tongue.language == "de":
        said = _cardinal(tongue, int(hour), "masculine") or said
    return f"{said} {word} {small}"


def _amount(tongue: _Tongue, match: re.Match[str]) -> str | None:
    figures, to = match["n"], match["to"]
    sign = match["before"] or match["after"]
    if sign is None and match["unit"] is None and match["size"] is None and _is_code(figures):
        return None
    if match["of"]:
        said = _year(tongue, figures, match["of"])
        return f"{cldr_words.year(tongue.language, said, match['of'])} {match['of']}" if said and not to else None
    counted = _noun(tongue, match, to or figures, sign)
    minus = (_format(tongue, -1, "") or "").partition(" ")[0] if match["minus"] else ""
    if counted is None or (match["minus"] and not minus):
        return None
    noun, gender = counted
    numbers = [
        _number(tongue, each, gender, is_year=not noun and each.isdecimal())
        for each in (figures, to)
        if each is not None
    ]
    if None in numbers:
        return None
    between = f" {cldr_words.TO[tongue.language]} " if tongue.language in cldr_words.TO else "-"
    return f"{minus} {between.join(filter(None, numbers))} {noun}"


def _is_code(figures: str) -> bool:
    return (figures[0] == "0" and figures[1:2].isdecimal()) or len(figures) > _LONGEST


def _noun(tongue: _Tongue, match: re.Match[str], figures: str, sign: str | None) -> tuple[str, str] | None:
    """What is counted, in the form that the number takes, and its gender; None where it has no name."""
    value = _value(tongue, figures)
    count = int(value) if value == int(value) else value
    size = _size(tongue, match["size"], count) if match["size"] else ""
    if match["size"] and not size:
        return None
    if sign:
        name = _currency(tongue, sign, 1_000_000 if size else count)
        joint = cldr_words.joint(tongue.language, size, name)
        one = _currency(tongue, sign, 1)
        return f"{size} {joint}{name}".strip(), "masculine" if size else cldr_words.gender(tongue.language, one)
    if match["unit"]:
        name = _unit(tongue, tongue.units[match["unit"]], count)
        return (f"{size} {cldr_words.joint(tongue.language, size, name)}{name}".strip(), "masculine") if name else None
    return size, cldr_words.gender(tongue.language, size)


def _size(tongue: _Tongue, written: str, count: float) -> str:
    """The name of a magnitude, such as "Milliarden" for "Mrd."."""
    forms = tongue.locale.compact_decimal_formats.get("long", {})
    form = forms.get(tongue.locale.plural_form(count), forms.get("other", {})).get(tongue.magnitudes[written])
    return str(getattr(form, "pattern", "")).replace("'", "").strip("0\u00a0 ")


def _unit(tongue: _Tongue, unit: str, count: float) -> str:
    """The name of a unit; empty where the language has none."""
    from babel.units import format_unit

    shown = format_unit(count, unit, "long", locale=tongue.locale)
    name = re.sub(r"[\d.,\u00a0\u202f ]*\d", "", shown, count=1).strip()
    return "" if name == unit else name


def _currency(tongue: _Tongue, sign: str, count: float) -> str:
    from babel.numbers import get_currency_name

    code = cldr_words.OWN_CURRENCIES.get(tongue.language, {}).get(sign) or cldr_words.CURRENCIES[sign]
    return cldr_words.bare(tongue.language, get_currency_name(code, count=count, locale=tongue.locale))


def _value(tongue: _Tongue, figures: str) -> float:
    whole, part = _parts(tongue, figures)
    return float(f"{whole}.{part or 0}") if len(whole) <= _LONGEST else 0.0


def _parts(tongue: _Tongue, figures: str) -> tuple[str, str]:
    """The figures before and after the decimal mark, without the marks that group them."""
    from babel.numbers import get_decimal_symbol

    whole, _, part = figures.partition(get_decimal_symbol(tongue.locale))
    return "".join(filter(str.isdecimal, whole)), part


def _number(tongue: _Tongue, figures: str, gender: str, *, is_year: bool) -> str | None:
    whole, part = _parts(tongue, figures)
    if is_year and int(whole) in _YEARS:
        return _year(tongue, whole, "")
    if len(whole) > _LONGEST:
        return None
    said = _cardinal(tongue, int(whole), "" if part else gender)
    if not part:
        return said
    point = cldr_words.POINT.get(tongue.language) or _point(tongue)
    digits = [_cardinal(tongue, int(figure), "") for figure in part]
    if said is None or point is None or None in digits:
        return None
    return " ".join([said, point, *filter(None, digits)])


def _point(tongue: _Tongue) -> str | None:
    """The word for the decimal mark, out of the rule for "3.5"."""
    three, five = _cardinal(tongue, 3, ""), _cardinal(tongue, 5, "")
    said = _format(tongue, 3.5, "")
    if said and three and five and said.startswith(f"{three} ") and said.endswith(f" {five}"):
        return said[len(three) : -len(five)].strip()
    return None


def _whole(tongue: _Tongue, figures: str) -> str | None:
    return _cardinal(tongue, int(figures), "")


def _year(tongue: _Tongue, figures: str, following: str) -> str | None:
    if tongue.language == "ru" and following:
        case = "locative" if following.strip().startswith("году") else "genitive"
        return _format(tongue, int(figures), f"spellout-ordinal-masculine-{case}")
    paired = tongue.language in cldr_words.PAIRED_YEARS and int(figures) in _YEARS
    return _format(tongue, int(figures), "spellout-numbering-year" if paired else "")


def _cardinal(tongue: _Tongue, number: int, gender: str) -> str | None:
    ruleset = f"spellout-cardinal-{gender}" if gender else ""
    return _format(tongue, number, ruleset if ruleset in tongue.engine.rulesets else "")


def _ordinal(tongue: _Tongue, number: int, form: str | None) -> str | None:
    if form is None or form not in tongue.engine.rulesets:
        return None
    return _format(tongue, number, form)


def _format(tongue: _Tongue, number: float, ruleset: str) -> str | None:
    from unicode_rbnf.engine import RbnfError

    chosen = ruleset or "spellout-numbering"
    if chosen not in tongue.engine.rulesets:
        return None
    try:
        said = tongue.engine.format_number(number, ruleset_names=[chosen]).text
    except (RbnfError, ValueError, RecursionError, ArithmeticError):
        return None  # the data has no rule for it: the figures stay
    return None if any(map(str.isdecimal, said)) else said
