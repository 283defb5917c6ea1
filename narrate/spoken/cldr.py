"""Numbers, dates, money and units of other languages, by the Unicode consortium's locale data (CLDR)."""

import re
from collections.abc import Iterator
from typing import Final

from narrate.model import primary
from narrate.spoken import cldr_words
from narrate.spoken.cldr_tongue import Tongue, tongue_of
from narrate.spoken.marks import PLAIN
from narrate.spoken.pieces import Piece

_READABLE: Final = PLAIN | dict.fromkeys((0xAD, 0x200B))  # without the places where a line may be broken
_NAMED: Final = frozenset("%$€£¥₴₽₹₩₪₺")
_LONGEST = 15  # digits; longer ones are codes
_YEARS = range(1100, 2100)
_LAST_DAY, _LAST_MONTH = 31, 12
_LOOK_BACK = 20  # characters: a longer word before a date is no preposition


def pieces(text: str, language: str) -> Iterator[Piece]:
    """What is said for the numbers of a text, in order; nothing for those that the language has no rules for."""
    if not any(map(str.isdecimal, text)):
        return
    tongue = tongue_of(language)
    if tongue is None:
        return
    for match in tongue.numbers.finditer(text):
        said = None if match["code"] else _said(tongue, match)  # a telephone number stays
        if said:
            yield Piece(" ".join(said.translate(_READABLE).split()), match.start(), match.end())


def sign(char: str, language: str) -> str:
    """What is said for a sign that stands by no number; empty where it has no name in the language."""
    short = primary(language)
    if char == "&":
        return cldr_words.AND.get(short, "")
    tongue = tongue_of(language) if char in _NAMED else None
    if tongue is None:
        return ""
    return _unit(tongue, "concentr-percent", 5) if char == "%" else _currency(tongue, char, 1)


def _said(tongue: Tongue, match: re.Match[str]) -> str | None:
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


def _date(tongue: Tongue, match: re.Match[str], day: str, month: int, year: str | None) -> str | None:
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


def _time(tongue: Tongue, match: re.Match[str]) -> str | None:
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


def _amount(tongue: Tongue, match: re.Match[str]) -> str | None:
    if match["before"] == "%":  # "%12", as Turkish writes it
        said = _number(tongue, match["n"], "", is_year=False)
        return f"{_unit(tongue, 'concentr-percent', _value(tongue, match['n']))} {said}" if said else None
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


def _noun(tongue: Tongue, match: re.Match[str], figures: str, sign: str | None) -> tuple[str, str] | None:
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


def _size(tongue: Tongue, written: str, count: float) -> str:
    """The name of a magnitude, such as "Milliarden" for "Mrd."."""
    forms = tongue.locale.compact_decimal_formats.get("long", {})
    form = forms.get(tongue.locale.plural_form(count), forms.get("other", {})).get(tongue.magnitudes[written])
    return str(getattr(form, "pattern", "")).replace("'", "").strip("0\u00a0 ")


def _unit(tongue: Tongue, unit: str, count: float) -> str:
    """The name of a unit; empty where the language has none."""
    from babel.units import format_unit

    shown = format_unit(count, unit, "long", locale=tongue.locale)
    name = re.sub(r"[\d.,\u00a0\u202f ]*\d", "", shown, count=1).strip()
    return name if name != unit and any(map(str.isalpha, name)) else ""


def _currency(tongue: Tongue, sign: str, count: float) -> str:
    from babel.numbers import get_currency_name

    code = cldr_words.OWN_CURRENCIES.get(tongue.language, {}).get(sign) or cldr_words.CURRENCIES[sign]
    return cldr_words.bare(tongue.language, get_currency_name(code, count=count, locale=tongue.locale))


def _value(tongue: Tongue, figures: str) -> float:
    whole, part = _parts(tongue, figures)
    return float(f"{whole}.{part or 0}") if len(whole) <= _LONGEST else 0.0


def _parts(tongue: Tongue, figures: str) -> tuple[str, str]:
    """The figures before and after the decimal mark, without the marks that group them."""
    from babel.numbers import get_decimal_symbol

    whole, _, part = figures.partition(get_decimal_symbol(tongue.locale))
    return "".join(filter(str.isdecimal, whole)), part


def _number(tongue: Tongue, figures: str, gender: str, *, is_year: bool) -> str | None:
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


def _point(tongue: Tongue) -> str | None:
    """The word for the decimal mark, out of the rule for "3.5"."""
    three, five = _cardinal(tongue, 3, ""), _cardinal(tongue, 5, "")
    said = _format(tongue, 3.5, "")
    if said and three and five and said.startswith(f"{three} ") and said.endswith(f" {five}"):
        return said[len(three) : -len(five)].strip()
    return None


def _whole(tongue: Tongue, figures: str) -> str | None:
    return _cardinal(tongue, int(figures), "")


def _year(tongue: Tongue, figures: str, following: str) -> str | None:
    if tongue.language == "ru" and following:
        case = "locative" if following.strip().startswith("году") else "genitive"
        return _format(tongue, int(figures), f"spellout-ordinal-masculine-{case}")
    paired = tongue.language in cldr_words.PAIRED_YEARS and int(figures) in _YEARS
    return _format(tongue, int(figures), "spellout-numbering-year" if paired else "")


def _cardinal(tongue: Tongue, number: int, gender: str) -> str | None:
    ruleset = f"spellout-cardinal-{gender}" if gender else ""
    return _format(tongue, number, ruleset if ruleset in tongue.engine.rulesets else "")


def _ordinal(tongue: Tongue, number: int, form: str | None) -> str | None:
    if form is None or form not in tongue.engine.rulesets:
        return None
    return _format(tongue, number, form)


def _format(tongue: Tongue, number: float, ruleset: str) -> str | None:
    from unicode_rbnf.engine import RbnfError

    chosen = ruleset or "spellout-numbering"
    if chosen not in tongue.engine.rulesets:
        return None
    try:
        said = tongue.engine.format_number(number, ruleset_names=[chosen]).text
    except (RbnfError, ValueError, RecursionError, ArithmeticError):
        return None  # the data has no rule for it: the figures stay
    return None if any(map(str.isdecimal, said)) else said
