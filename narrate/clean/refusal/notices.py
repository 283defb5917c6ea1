"""What stands in place of an article: a request for consent, a check on visitors, a login, an error, an offer.

The words are data (``notices.toml``). News of the same things uses them too, but does not speak to the reader.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from narrate.clean.words import count_words

_MOST = 200  # words; the longest consent walls that publishers show are of 150
_MOST_LABEL = 12  # words; of headings and buttons
_OPENING = 3  # lines of a body that say that there is none
_MOSTLY = 0.4  # of its words; the others are buttons, addresses and the name of the site
_UNSPACED = frozenset({"ja", "zh", "th"})
_NAMES = {  # the first that holds; the others mention cookies, too
    "script": "a page that needs JavaScript",
    "robot": "a check on visitors",
    "age": "a check of the reader's age",
    "login": "a login page",
    "consent": "a request for consent",
}


def find_notice(heads: Sequence[str], body: Sequence[str]) -> str:
    """Which notice stands where an article should, and the words that say so; empty where none does.

    ``heads`` are the lines that a page is known by, ``body`` what it shows.
    """
    words = sum(map(count_words, body))
    if words > _MOST:
        return ""
    if error := _first("error.asks", (*heads, *body[:_OPENING])):
        return f"an error page: it says “{excerpt(error)}”"
    for kind, name in _NAMES.items():
        asked = _first(f"{kind}.asks", (*heads, *body))
        about = f"{kind}.about" if f"{kind}.about" in _patterns() else f"{kind}.asks"
        if asked and sum(count_words(line) for line in body if _is_said(about, line)) > _MOSTLY * words:
            return f"{name}: it says “{excerpt(asked)}”"
    return ""


def find_script(text: str) -> str:
    """The words that ask for JavaScript; empty where none do."""
    found = _patterns()["script.asks"].search(text)
    return found[0] if found else ""


def asks_for_payment(text: str) -> bool:
    """Whether a line says that the rest is for those who pay."""
    return _patterns()["payment.asks"].search(text) is not None


def is_login(label: str) -> bool:
    """Whether a menu's entry or a button lets readers log in, or get an account."""
    return any(_patterns()[name].search(label) for name in ("login.asks", "login.about"))


def is_legal(title: str) -> bool:
    """Whether a page is called as what a site must say of itself: its terms, its privacy policy."""
    return _patterns()["legal.title"].search(title.strip()) is not None


def _first(name: str, lines: Sequence[str]) -> str:
    return next((line for line in lines if _is_said(name, line)), "")


def _is_said(name: str, line: str) -> bool:
    """Whether a label says so, or a line that speaks to the reader."""
    if not _patterns()[name].search(line):
        return False
    return count_words(line) <= _MOST_LABEL or _patterns()["reader"].search(line) is not None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """By a table's name, what it says in any language."""
    tables = tomllib.loads(files("narrate.clean.refusal").joinpath("notices.toml").read_text("utf-8"))
    reader = tables.pop("reader")
    named = {f"{kind}.{part}": said for kind, parts in tables.items() for part, said in parts.items()}
    return {name: _compiled(said) for name, said in {"reader": reader, **named}.items()}


def _compiled(said: Mapping[str, str]) -> re.Pattern[str]:
    parts = (f"(?:{one})" if language in _UNSPACED else rf"(?<!\w)(?:{one})(?!\w)" for language, one in said.items())
    return re.compile("|".join(parts), re.IGNORECASE)


def excerpt(text: str) -> str:
    """As much of a text as a line of an error message has room for."""
    return text if len(text) <= 80 else text[:77].rsplit(" ", 1)[0] + " …"  # noqa: PLR2004 – a line of an error message
