"""Numbers with a unit: weights, lengths, speeds, shares."""

import re
from typing import Final

from narrate.spoken.amounts import FUNCTION_WORDS, MAGNITUDES, NUMBER, describes, word_after, word_before
from narrate.spoken.numbers import number
from narrate.spoken.units import RATES, UNITS

# Only below a stroke: "5 km/h".
_SMALL_ONLY = frozenset("hr hrs pt pts mi ms pc pp bp bps cc t ppg".split())
_BY_THE_SECOND = frozenset("km m cm mm ft mi kB KB MB GB TB Mb Gb kb".split())
_PER = {"h": "hour", "s": "S", "d": "day", "yr": "year", "mo": "month", "wk": "week"}
_POWERS = {"2": "square ", "²": "square ", "3": "cubic ", "³": "cubic "}
_SQUARED = re.compile(r"(sq|cu)\.?\s(km|m|mi|ft|yd|cm|in|miles?|feet|foot|meters?|kilometers?)\b\.?")
_ALSO_WORDS = {"pc", "pp", "in", "l", "L", "g", "ms", "sq"}  # after a space: words, or letters with other uses
_ALSO_LETTERS = re.compile(r"[ \u00a0][VW](?:\Z|\s?[A-Z0-9(]|\s?&)")  # "1600 W 5th St"
_MEASURED = frozenset("winds gusts zone radius race relay hurdles freestyle butterfly backstroke dash sprint".split())
_CALIBER = "mm"  # "155mm shells": a caliber describes what follows without any article
_NUMBERED_PLACES = frozenset(
    "apt apartment room rm flat unit gate row seat suite building block hall lot bay exit route highway terminal pier "
    "platform stand booth section rule form figure table class article level channel berth court".split()
)
_SCREENS = frozenset("234568")  # "4K" is a picture and "5K" a race, not a count
_COUNTED = frozenset(
    "people users views tons tonnes barrels subscribers followers viewers homes jobs copies refugees children voters "
    "residents workers customers bpd households acres years have fled live voted died watched".split()
)  # "12m people" are no meters
_AND_MORE = re.compile(r"(?:\s(?:and|to|or)\s|\s?[-–]\s?)[\d.,]{1,9}m\s([a-z]{1,12})\b")  # "between 2m and 3m people"
_SHORT = r"(?:in|mi|gal|min|sec|hrs?|yds?|ft|lbs?|oz|cwt|pt|qt)\.(?=\s[a-z])"  # whose dot ends no sentence
_OF_MONEY = re.compile(r"-(?:euro|dollar|pound|yen|ruble|yuan|franc|strong)\b")  # "a 100m-euro fund"
_UNIT = rf"(?:{_SHORT}|[°º]\s?[CFNSEW]\b|[%‰℃℉°ºΩ]|(?:[µμ][mg]|[A-Za-z]{{1,5}}[23²³]?)(?![\w'&]))"

MEASURE: Final = re.compile(
    rf"(?P<sum>[-−+±]?(?:{NUMBER}))(?P<scale>\s(?:million|billion|trillion|thousand))?"
    rf"(?:(?P<same>\s?[%°])?(?P<sep>\s?[-–—−]\s?|\s?[x×]\s?|\sto\s)(?P<to>[-−]?(?:{NUMBER}))(?P<deep>\s?[x×]\s?(?:{NUMBER}))?)?"
    rf"(?P<join>[\s\u00a0-]?)(?P<unit>(?:sq|cu)\.?\s[a-z]{{1,10}}\b\.?|{_UNIT}|(?=/))(?:/(?P<per>100\s?km|[A-Za-z]{{1,4}}[23²³]?)(?![\w/-]))?"
)
DEGREES: Final = re.compile(r"(?P<n>[-−]?\d{1,3}(?:\.\d)?)(?P<scale>[CF])(?![\w-])")
ALONE: Final = re.compile(
    r"(?P<unit>[kMGT]Wh|km(?=/h)|kph|mph|mmHg|(?:(?<=per )|(?<=Per ))(?:gal|lb|oz|kg|km|hr|t)\b)(?:/(?P<per>h))?"
    r"(?![\w/])\.?"
)
SCALED: Final = re.compile(
    r"(?<=[⁰¹²³⁴-⁹][\s\u00a0])(?P<unit>[A-Za-z]{1,3}[²³]?)(?:/(?P<per>[A-Za-z]{1,3}[²³]?))?(?![\w'&/])"
)
COORDINATE: Final = re.compile(
    r"(?P<degrees>\d{1,3})\s?°\s?(?P<minutes>\d{1,2})\s?'(?!')(?:\s?(?P<seconds>\d{1,2}(?:\.\d{1,3})?)\s?(?:\"|''))?"
    r"(?:\s?(?P<side>[NSEW])(?!\w))?"
)
_SIDES: Final = {"N": "north", "S": "south", "E": "east", "W": "west"}
LASTING: Final = re.compile(
    r"(?P<hours>\d{1,2})\s?h\s?(?P<minutes>\d{1,2})\s?m(?:in)?(?:\s?(?P<seconds>\d{1,2})\s?s)?(?!\w)"
)
_WEATHER = frozenset(
    "is was to of at above below around about hit reached near topped reach exceeded between and".split()
)
_EACH = frozenset("per a an each every".split())
FEET: Final = re.compile(r"(?P<feet>\d{1,2})\s?(?:ft\.?|feet|foot)\s(?P<inches>\d{1,2})\s?(?:in\b\.?|inch(?:es)?\b)")
FOOT: Final = re.compile(r"(?P<n>\d{1,3})'(?=\s(?:tall|wide|long|high|deep|by|x)\b)")
HEIGHT: Final = re.compile(r"(?P<feet>\d{1,2})'\s?(?P<inches>\d{1,2})(?:\"|'')")
COMPACT: Final = re.compile(rf"(?P<sum>[-−+]?(?:{NUMBER}))(?P<scale>\s?(?:bn|mn|mln|bln|trn|tn)|[kKMB])(?![\w'])")


def measure(match: re.Match[str]) -> str | None:
    """A number, or two, and a unit: "20 km/h", "2-5 lb", "-20°C", "155mm"."""
    unit = match["unit"]
    if unit in {"V", "W"} and _ALSO_LETTERS.match(match.string, match.start("join")):
        return None
    names = _unit(unit, match["per"], spaced=match["join"] != "" and not (match["join"] == "-" and unit != "in"))
    if names is None or (match["same"] and unit not in {"%", match["same"].strip()} and not unit.startswith("°")):
        return None
    more = _AND_MORE.match(match.string, match.end())
    follower = more[1] if more else word_after(match.string, match.end())
    counts = follower in _COUNTED or _OF_MONEY.match(match.string, match.end())
    if unit == "m" and not match["join"] and counts:
        names = ("million", "million")
    one, many = names
    amount = number(_tight(match["sum"]))
    if match["scale"]:
        amount += match["scale"]
    to = match["to"]
    if to is not None:
        between = "by" if match["sep"].strip() in {"x", "×"} else "to"
        lower = f"{amount} {many}" if match["same"] else amount
        deep = f" by {number(match['deep'].strip(' x×'))}" if match["deep"] else ""
        unit = one if between == "by" and _describes(match) else many
        return f"{lower} {between} {number(_tight(to))}{deep} {unit}".rstrip()
    if _describes(match):
        return f"{amount}-{one}" if match["join"] == "-" else f"{amount} {one}"
    single = match["sum"].lstrip("-−+±") == "1" and not match["scale"]
    return f"{amount} {one if single else many}"


def height(match: re.Match[str]) -> str | None:
    """6'2" for the height of a person."""
    return f"{number(match['feet'])} foot {number(match['inches'])}"


def foot(match: re.Match[str]) -> str | None:
    """12' tall."""
    single = match["n"] == "1" or word_before(match.string, match.start()) in {"a", "an"}
    return f"{number(match['n'])} {'foot' if single else 'feet'}"


def degrees(match: re.Match[str]) -> str | None:
    """30C, as British newspapers write it."""
    told = word_before(match.string, match.start()) in _WEATHER or match.string[: match.start()].endswith("(")
    scale = {"C": "Celsius", "F": "Fahrenheit"}[match["scale"]]
    return f"{number(match['n'])} degrees {scale}" if told else None


def coordinate(match: re.Match[str]) -> str | None:
    """50°27'N."""
    parts = [(match["degrees"], "degree"), (match["minutes"], "minute"), (match["seconds"], "second")]
    said = " ".join(f"{number(n)} {unit}{'' if n == '1' else 's'}" for n, unit in parts if n)
    return f"{said} {_SIDES[match['side']]}" if match["side"] else said


def alone(match: re.Match[str]) -> str | None:
    """The MWh of "per MWh", the km/h of "in km/h"."""
    one, many = UNITS[match["unit"]]
    below = f" {_below(match['per'])}" if match["per"] else ""
    return (one if word_before(match.string, match.start()) in _EACH else many) + below


def scaled(match: re.Match[str]) -> str | None:
    """The m/s of "3 × 10⁸ m/s"."""
    names = _unit(match["unit"], match["per"], spaced=True)
    return names[1] if names else None


def lasting(match: re.Match[str]) -> str | None:
    """2h 16m."""
    parts = [(match["hours"], "hour"), (match["minutes"], "minute"), (match["seconds"], "second")]
    return " ".join(f"{number(n)} {unit}{'' if n == '1' else 's'}" for n, unit in parts if n)


def feet(match: re.Match[str]) -> str | None:
    """5 ft 10 in."""
    count = number(match["inches"])
    return f"{number(match['feet'])} feet {count} {'inch' if count == 'one' else 'inches'}"


def compact(match: re.Match[str]) -> str | None:
    """A count with a magnitude written short: "100k", "5bn"."""
    follower = word_after(match.string, match.end())
    if word_before(match.string, match.start()) in _NUMBERED_PLACES:
        return f"{number(match['sum'])} {match['scale']}"
    scale = match["scale"].strip()
    if (scale == "K" and match["sum"] in _SCREENS) or (match[0] == "3M" and not follower.endswith("s")):
        return None  # a picture; a firm
    return f"{number(_tight(match['sum']))} {MAGNITUDES[scale.lower()]}"


def _tight(figures: str) -> str:
    return "".join(figures.split()) if not figures.isdecimal() else figures


def _describes(match: re.Match[str]) -> bool:
    if match["join"] == "-" or word_before(match.string, match.start()) in {"a", "an"}:
        return True
    follower = word_after(match.string, match.end())
    if follower in _MEASURED:
        return True
    if match["unit"] == _CALIBER and match["join"] == "":
        return follower.isalpha() and follower.lower() not in FUNCTION_WORDS
    return describes(match.string, match.start(), match.end())


def _unit(written: str, per: str | None, *, spaced: bool) -> tuple[str, str] | None:
    if per and f"{written}/{per}" in RATES:
        return RATES[f"{written}/{per}"]
    below = ("per second" if per == "s" and written in _BY_THE_SECOND else _below(per)) if per else ""
    if below is None:
        return None
    if not written:
        return (below, below) if per else None
    if spaced and (written in _ALSO_WORDS or written.lower() == "in") and not per:
        return None
    names = _named(written)
    if names is None:
        return None
    one, many = names
    return (f"{one} {below}".rstrip(), f"{many} {below}".rstrip())


def _named(written: str) -> tuple[str, str] | None:
    squared = _SQUARED.fullmatch(written)
    if squared:
        power = "square" if squared[1] == "sq" else "cubic"
        one, many = UNITS.get(squared[2], (squared[2], squared[2]))
        return f"{power} {one}", f"{power} {many}"
    sign = written.replace(" ", "").rstrip(".")
    power = _POWERS.get(sign[-1], "") if len(sign) > 1 else ""
    sign = sign[:-1] if power else sign
    # "40 HRs" are no hours
    shouted = (sign[:-1].isupper() and sign[-1] == "s") or (sign.isupper() and sign.lower() in _SMALL_ONLY)
    names = UNITS.get(sign) or (UNITS.get(sign.lower()) if len(sign) > 1 and not shouted else None)
    if names is None:
        return None
    return power + names[0], power + names[1]


def _below(per: str) -> str | None:
    if per.startswith("100"):
        return "per one hundred kilometers"
    if per in _PER:
        return f"per {_PER[per]}"
    names = _named(per)
    if names is None and len(per) == 1 and per.islower():
        return f"per {per.upper()}"  # a unit that is not in the table
    return f"per {names[0]}" if names else None
