"""What can be seen of each line by itself: numbers for the forest to judge."""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from narrate.clean.furniture.rules import RULES, Rule
from narrate.clean.language import FUNCTION_WORDS
from narrate.clean.lines import Line
from narrate.clean.words import count_commas, count_stops, ends_sentence, find_words, last_sign

Columns = dict[str, NDArray[np.float64]]
"""By a feature's name, its value for each line."""

_LOOKED_AT = 4000  # characters; longer lines are alike
_BULLET = re.compile(r"[•·▪●○*–—-]\s|\d{1,2}[.)]\s")
_SEPARATED = re.compile(r"\s[|»›/•·>]\s|\|")
_CLOCK = re.compile(r"\d{4}|\d:\d\d")
_ENDED, _QUESTION, _OPEN = 6, 5, 4  # the more, the more of a sentence
_ENDS = dict.fromkeys("?？؟", _QUESTION) | {"…": _OPEN} | dict.fromkeys(":：", 3) | dict.fromkeys(";；؛", 3)
_ENDS |= dict.fromkeys(",，、،", 2)
_FIRSTS = dict.fromkeys("\"“‘«„'「『", 3)
_QUOTED = re.compile('["“「『]')
_PLACES = {rule.name: place for place, rule in enumerate(RULES)}
_READER = frozenset({"you", "your", "our", "we", "us"})  # furniture speaks to the reader
_TOLD = frozenset({"i", "my", "me", "he", "she", "his", "her", "they", "said", "says"})  # and articles of people
_FEWEST_WORDS = 10  # of prose; shorter lines are as often a menu or a heading as a sentence
_SHORTEST_SHOUT = 4  # letters
_OWN = (
    *("words", "length", "end", "function", "capital", "digits", "commas", "first", "shout", "bullet", "separated"),
    *("address", "said", "reader", "told", "sentences", "gap", "times", "rule", "hard", "ends", "clock"),
)


def measure(lines: Sequence[Line], rules: Sequence[Rule | None]) -> Columns:
    """For each line what it shows by itself."""
    seen = Counter(line.text for line in lines)
    rows = [_own(line, rule, seen[line.text]) for line, rule in zip(lines, rules, strict=True)]
    return dict(zip(_OWN, np.array(rows, float).reshape(len(lines), len(_OWN)).T, strict=True))


def prose(columns: Columns, linked: NDArray[np.float64]) -> NDArray[np.float64]:
    """1 for each line that is likely a sentence or more of running text, 0 for the others."""
    ended = columns["end"] >= _OPEN
    return ((columns["words"] >= _FEWEST_WORDS) & ended & (linked < 0.5)).astype(float)  # noqa: PLR2004 – mostly links


def _own(line: Line, rule: Rule | None, times: int) -> list[float]:
    text = line.text
    words = find_words(text[:_LOOKED_AT])
    low = [word.lower() for word in words]
    count = len(words) or 1
    return [
        len(words),
        len(text) / count,
        _end(text),
        sum(word in FUNCTION_WORDS for word in low) / count,
        sum(word[0].isupper() for word in words) / count,
        sum(word[0].isdigit() for word in words) / count,
        count_commas(text) / count,
        _first(text[0]),
        len(text) >= _SHORTEST_SHOUT and text.isupper(),
        _BULLET.match(text) is not None,
        _SEPARATED.search(text) is not None,
        "http" in text or "www." in text or "@" in text,
        _QUOTED.search(text) is not None,
        sum(word in _READER for word in low) / count,
        sum(word in _TOLD for word in low) / count,
        count_stops(text),
        line.gap,
        times,
        _PLACES[rule.name] if rule else -1,
        rule is not None and rule.hard,
        rule is not None and rule.ends,
        _CLOCK.search(text) is not None,
    ]


def _end(text: str) -> int:
    last = last_sign(text)
    return _ENDS.get(last) or (_ENDED if ends_sentence(text) else int(last.isdigit()))


def _first(first: str) -> int:
    if first.isalpha():
        return 0 if first.islower() else 1
    return 2 if first.isdigit() else _FIRSTS.get(first, 4)
