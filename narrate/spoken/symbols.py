"""Signs that are said by their name in English."""

import re
import unicodedata
from typing import Final

from narrate.spoken.numbers import cardinal
from narrate.spoken.pieces import JOINT

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
_WORDS_APART = re.compile(r"(?:[A-Z]{1,5}|(?P<name>[A-Z][\w.']{1,20}))\Z")
_WORDS_AFTER = re.compile(r"(?:[A-Z]{1,5}(?![\w])|(?P<name>[A-Z][a-z]))")
_SUM = re.compile(r"[$€£¥₹]\d")
_BEFORE_FIGURES: Final = {"~": "about", "<": "less than", ">": "more than"}
_LOOK_BACK = 24  # characters: a longer word beside a stroke is no name
_FOOTNOTES = frozenset("¹²³⁰⁴⁵⁶⁷⁸⁹")  # powers have a rule of their own


def symbol(text: str, position: int) -> str:
    """The name of the sign at a place; empty where it is a mark or has none."""
    char = text[position]
    before, after = text[position - 1 : position] if position else "", text[position + 1 : position + 2]
    if char == "#":
        return "number" if text[position + 1 : position + 3].strip()[:1].isdecimal() else "hash"
    if char == "/":
        return _stroke(text, position)
    if char in _BEFORE_FIGURES:
        figure = text[position + 1 : position + 3].lstrip()[:1].isdecimal() if char != "~" else after.isdecimal()
        figure = figure or _SUM.match(text, position + 1) is not None
        return _BEFORE_FIGURES[char] if figure and (char != "~" or not before.isalnum()) else ""
    return "" if char in _FOOTNOTES else _NAMES.get(char) or _numeral(char)


def _stroke(text: str, position: int) -> str:
    """What is said between two words or sums: a pause between names, nothing between acronyms, else its name."""
    if _SUM.match(text, position + 1):
        return ","
    before, after = (
        _WORDS_APART.search(text, max(0, position - _LOOK_BACK), position),
        _WORDS_AFTER.match(text, position + 1),
    )
    if before is None or after is None:
        return "slash"
    return "," if before["name"] or after["name"] else JOINT


def _numeral(char: str) -> str:
    """A numeral of one character, such as a Roman one or one in a circle."""
    value = unicodedata.numeric(char, -1.0)
    return cardinal(int(value)) if value >= 0 and value == int(value) else ""
