"""The words of the pages themselves, in the languages that words.toml has them in."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from narrate.notices import base_of

_SHIPPED = Path(__file__).with_name("words.toml")
_FALLBACK = "en"


def words_for(language: str) -> tuple[str, Mapping[str, str]]:
    """The language that the words for a page in that language are in, and the words by their names."""
    known, base = _shipped(), base_of(language)
    tongue = base if base in known else _FALLBACK
    return tongue, known[tongue]


@cache
def _shipped() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(_SHIPPED.read_text("utf-8"))
