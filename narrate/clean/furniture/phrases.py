"""The phrases of furniture.toml: what whole lines of furniture say, in any language."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

_LONGEST = 200  # characters; with a headline inside
_ANY = "…"  # stands for any words
_MOST_ANY = 160  # characters
_NUMBER = re.compile(r"\d+")
_AROUND = " :：.。…»→|"


def named(text: str) -> str:
    """The name of the rule that has the line among its phrases; empty where none has."""
    if len(text) > _LONGEST:
        return ""
    said = _NUMBER.sub("0", text.casefold()).strip(_AROUND)
    return _whole().get(said) or next((name for name, pattern in _framed().items() if pattern.fullmatch(said)), "")


@cache
def _whole() -> Mapping[str, str]:
    """By a line that is known to the letter, the name of its rule."""
    return {phrase: name for name, phrase in _phrases() if _ANY not in phrase}


@cache
def _framed() -> Mapping[str, re.Pattern[str]]:
    """By the name of a rule, its lines that are known but for the words in their middle."""
    found: dict[str, list[str]] = {}
    for name, phrase in _phrases():
        if _ANY in phrase:
            found.setdefault(name, []).append(re.escape(phrase).replace(_ANY, rf".{{1,{_MOST_ANY}}}"))
    return {name: re.compile("|".join(patterns)) for name, patterns in found.items()}


def _phrases() -> Iterator[tuple[str, str]]:
    said = tomllib.loads(files("narrate.clean.furniture").joinpath("furniture.toml").read_text("utf-8"))
    for name, languages in said.items():
        for phrases in languages.values():
            yield from ((name, phrase) for phrase in phrases.split("|"))
