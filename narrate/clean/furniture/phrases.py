"""The phrases of furniture.toml: what whole lines of furniture say, in any language."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from narrate.clean.words import count_words

_LONGEST = 200  # characters; with a headline inside
_ANY = "…"  # stands for any words
_NAME = "“…”"  # stands for a headline, or for a site
_MOST_ANY = 160  # characters
_MOST_NAME = 8  # words of a site's name
_NUMBER = re.compile(r"\d+")
_AROUND = " :：.。…»→|"
_QUOTES = "\"'“„«‘‚「"
_DOTLESS = str.maketrans("İı", "ii")  # Turkish capitals: "İçindekiler" is "i̇çindekiler" to casefold


def named(text: str) -> str:
    """The name of the rule that has the line among its phrases; empty where none has."""
    if len(text) > _LONGEST:
        return ""
    bare = text.strip(_AROUND)
    return _whole().get(_folded(bare)) or next(
        (name for name, pattern in _framed().items() if (found := pattern.fullmatch(bare)) and _is_filled(found)), ""
    )


def each() -> Iterator[tuple[str, str]]:
    """The name of a rule and a phrase of it, for all that there are."""
    said = tomllib.loads(files("narrate.clean.furniture").joinpath("furniture.toml").read_text("utf-8"))
    for name, languages in said.items():
        for phrases in languages.values():
            yield from ((name, phrase) for phrase in phrases.split("|"))


def _folded(text: str) -> str:
    """The text as it is compared: without case, and each number as 0."""
    return _NUMBER.sub("0", text.translate(_DOTLESS).casefold())


@cache
def _whole() -> Mapping[str, str]:
    """By a line that is known to the letter, the name of its rule."""
    return {_folded(phrase): name for name, phrase in each() if _ANY not in phrase}


@cache
def _framed() -> Mapping[str, re.Pattern[str]]:
    """By the name of a rule, its lines that are known but for the words in their middle."""
    found: dict[str, list[str]] = {}
    for name, phrase in each():
        if _ANY in phrase:
            any_ = rf".{{1,{_MOST_ANY}}}"
            framed = re.escape(phrase).replace(_NAME, f"({any_})").replace(_ANY, any_)
            found.setdefault(name, []).append(framed)
    return {name: re.compile("|".join(patterns), re.IGNORECASE) for name, patterns in found.items()}


def _is_filled(found: re.Match[str]) -> bool:
    """Whether a headline and then a site stand where a phrase wants them, and not the rest of a sentence."""
    names = [name for name in found.groups() if name is not None]
    return all(map(_is_name, names)) and (not names or count_words(names[-1]) <= _MOST_NAME)


def _is_name(text: str) -> bool:
    """Whether it is in quotes, or begins with a capital or as an address does; some scripts have no capitals."""
    first = next((word for word in text.split() if any(map(str.isalpha, word))), "")
    return text[0] in _QUOTES or any(c.isalpha() and not c.islower() for c in first) or "." in first[:-1]
