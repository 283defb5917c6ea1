"""Signs that are said by their name in English."""

import unicodedata
from typing import Final

from narrate.spoken.numbers import cardinal

_NAMES: Final = {
    "&": "and",
    "@": "at",
    "/": "slash",
    "%": "percent",
    "§": "section",
    "№": "number",
    "+": "plus",
    "=": "equals",
    "×": "times",
    "÷": "divided by",
    "°": "degrees",
    "º": "degrees",
    "$": "dollar",
    "€": "euro",
    "£": "pound",
    "¥": "yen",
    "₩": "won",
    "₴": "hryvnia",
    "₽": "ruble",
    "₹": "rupee",
    "₪": "shekel",
    "₺": "lira",
    "₿": "bitcoin",
    "¢": "cent",
    "‰": "per mille",
    "©": "copyright",
    "≈": "about",
    "≤": "at most",
    "≥": "at least",
    "≠": "is not",
    "µ": "micro",
    "π": "pi",
}
_BEFORE_FIGURES: Final = {"~": "about", "<": "less than", ">": "more than"}
_POWERS: Final = {"²": "squared", "³": "cubed"}  # others are footnotes
_SUPERSCRIPTS = frozenset("¹²³⁰⁴⁵⁶⁷⁸⁹")


def symbol(text: str, position: int) -> str:
    """The name of the sign at a place; empty where it is a mark or has none."""
    char = text[position]
    before, after = text[position - 1 : position] if position else "", text[position + 1 : position + 2]
    if char == "#":
        return "number" if text[position + 1 : position + 3].strip()[:1].isdecimal() else "hash"
    if char in _BEFORE_FIGURES:
        return _BEFORE_FIGURES[char] if after.isdecimal() and (char != "~" or not before.isalnum()) else ""
    if char in _SUPERSCRIPTS:
        return _POWERS.get(char, "") if before.isalpha() and not after.isalnum() else ""
    return _NAMES.get(char) or _numeral(char)


def _numeral(char: str) -> str:
    """A numeral of one character, such as a Roman one or one in a circle."""
    value = unicodedata.numeric(char, -1.0)
    return cardinal(int(value)) if value >= 0 and value == int(value) else ""
