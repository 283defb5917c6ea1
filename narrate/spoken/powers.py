"""Powers: r^2, 10⁶, x²; and the raised figures that are none."""

import re
from typing import Final

from narrate.spoken.numbers import number

POWER: Final = re.compile(r"\^(?P<n>-?\d{1,3})(?!\w|\.\d)")
RAISED: Final = re.compile(r"(?P<sign>[⁺⁻]?)(?P<n>[⁰¹²³⁴-⁹]{1,3}|ⁿ)(?![⁰¹²³⁴-⁹])")

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", "0123456789+-n")
_BASE = re.compile(r"(?<![\d.,$€£¥])\d[\d.,]{0,11}\Z|(?<![A-Za-zα-ω])[A-Za-zα-ω]{1,3}\Z")
_BASE_LENGTH = 13  # characters looked back for it
_YEARS = range(1010, 2100)  # raised figures after one are a footnote's
_UNIT_POWERS = frozenset("23")
_ELEMENT = re.compile(r"[A-Z][a-z]?(?![a-z])")  # with its mass: ¹³⁷Cs


def power(match: re.Match[str]) -> str | None:
    """The ^2 of r^2."""
    return _to_the_power(match["n"])


def raised(match: re.Match[str]) -> str | None:
    """The ⁶ of 10⁶, the ² of x²; after a year, a word or a mark it is the number of a footnote."""
    base = _BASE.search(match.string, max(0, match.start() - _BASE_LENGTH), match.start())
    exponent = (match["sign"] + match["n"]).translate(_RAISED)
    before = base[0] if base else ""
    if len(match["n"]) > 1 and (_ELEMENT.fullmatch(before) or (not base and _ELEMENT.match(match.string, match.end()))):
        return number(exponent)
    if not before or (exponent == "1" and before != "10"):
        return None
    dated = before.isdecimal() and int(before) in _YEARS
    noted = before.isalpha() and len(before) > 1 and exponent not in _UNIT_POWERS
    return None if dated or noted else _to_the_power(exponent)


def _to_the_power(exponent: str) -> str:
    named = {"2": "squared", "3": "cubed"}.get(exponent)
    return named or f"to the power of {exponent.upper() if exponent.isalpha() else number(exponent)}"
