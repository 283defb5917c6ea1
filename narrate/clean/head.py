"""Which line over the body of a text dump is its title."""

from collections.abc import Sequence

from narrate.clean.credit import read_credit
from narrate.clean.dates import find_date
from narrate.clean.language import FUNCTION_WORDS
from narrate.clean.lines import Line, plain
from narrate.clean.rules import rule_for

_REACH = 40  # lines over the body; a title further up is a menu entry that happens to look like one
_TITLE_WORDS = (3, 28)
_LEAST_SCORE = 1.0


def find_title(lines: Sequence[Line], start: int, body: set[str]) -> int | None:
    """Which of the lines over the body is its title; ``body`` are the words of the body's prose."""
    best, chosen = _LEAST_SCORE, None
    for i in range(max(0, start - _REACH), start):
        score = _title_score(lines, i, start, body)
        if score > best:
            best, chosen = score, i
    return chosen


def _title_score(lines: Sequence[Line], i: int, start: int, body: set[str]) -> float:
    text = lines[i].text
    words = plain(text).split()
    rule = rule_for(text)
    if rule or not _TITLE_WORDS[0] <= len(words) <= _TITLE_WORDS[1] or find_date(text):
        return 0.0
    content = [word for word in words if len(word) > 3 and word not in FUNCTION_WORDS]  # noqa: PLR2004
    shared = sum(word in body for word in content) / len(content) if content else 0.0
    score = 2.0 * shared + min(len(words), 8) / 8 - 0.02 * (start - i)
    score -= 0.8 if text.endswith(".") and not text.endswith("...") else 0.0
    after = lines[i + 1 : i + 3]
    score += 0.5 if any(read_credit(line.text).byline or find_date(line.text) for line in after) else 0.0
    score += 0.2 if i + 1 < len(lines) and lines[i].gap and lines[i + 1].gap else 0.0
    return score
