"""Whether what was kept of a page is an article, and what the page looks like where it is not."""

import re
from collections.abc import Sequence
from itertools import pairwise
from math import log1p

from narrate.clean.features import ends_sentence
from narrate.clean.verdict import Verdict
from narrate.errors import InputError

_FEWEST_WORDS = 40  # the shortest news items of the development pages have 50
MOST_LINES = 40_000  # the longest novels have half as many paragraphs; judging a line takes 2 kB
_LOGIN = re.compile(r"\b(?:log ?in|sign ?in|password|forgot your)\b", re.IGNORECASE)
_ERROR = re.compile(
    r"\b(?:404|403|500|not found|access denied|forbidden|no longer available|page (?:can't|cannot|isn't))\b",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"\b(?:enable|requires?|turn on) javascript\b", re.IGNORECASE)
_LONG = 24  # words
_LEAST_RUN_ON = 0.15  # no article of the development pages is below 0.19, and 35 of the 85 pages that are none are
_HINT = "give it the page of one article, or save that page and give it the file"


def refuse_if_endless(name: str, count: int) -> None:
    """Nothing, where a source has no more lines than an article may have.

    Raises:
        InputError: It has more.
    """
    if count > MOST_LINES:
        raise InputError(f"{name} holds no article: it has more than {MOST_LINES:,} lines, as no article has", _HINT)


def refuse_if_none(name: str, verdicts: Sequence[Verdict]) -> None:
    """Nothing, where enough is kept for an article.

    Raises:
        InputError: What was kept is too little for an article.
    """
    body = [block for verdict in verdicts for block in verdict.blocks]
    words = sum(block.text.count(" ") + 1 for block in body)
    prose = sum(block.text.count(" ") + 1 for block in body if ends_sentence(block.text))
    if words < _FEWEST_WORDS or prose < _FEWEST_WORDS // 2:
        raise InputError(f"{name} holds no article: {_looks_like(verdicts, words)}", _HINT)


def refuse_if_list(name: str, verdicts: Sequence[Verdict], said: float) -> None:
    """Nothing, where a page is more of an article than of a list; ``said`` is what it says of itself.

    Raises:
        InputError: Little of the page is text that goes on from line to line, and it does not call itself an article.
    """
    if said + _run_on(verdicts) < _LEAST_RUN_ON:
        raise InputError(f"{name} holds no article: {_looks_like(verdicts, _FEWEST_WORDS)}", _HINT)


def _run_on(verdicts: Sequence[Verdict]) -> float:
    """How much a page's text is one text: a large share of its words, long paragraphs, few pieces.

    The factors are a logistic regression's over the development pages, rounded.
    """
    kept = [verdict for verdict in verdicts if verdict.blocks]
    words = sum(verdict.line.text.count(" ") + 1 for verdict in kept)
    long = sum(verdict.line.text.count(" ") >= _LONG and ends_sentence(verdict.line.text) for verdict in kept)
    total = sum(verdict.line.text.count(" ") + 1 for verdict in verdicts) or 1
    pieces = sum(one.kept != other.kept for one, other in pairwise(verdicts))
    return 3.0 * words / total + 0.35 * log1p(long) + 0.2 * log1p(words) - 0.8 * log1p(pieces)


def _looks_like(verdicts: Sequence[Verdict], words: int) -> str:
    text = " ".join(verdict.line.text for verdict in verdicts[:400])
    short = sum(verdict.line.text.count(" ") < 5 for verdict in verdicts)  # noqa: PLR2004
    if _SCRIPT.search(text):
        return "the page asks for JavaScript and shows no text without it"
    if _ERROR.search(text[:2000]):
        return "it looks like an error page"
    if _LOGIN.search(text) and words < _FEWEST_WORDS and len(verdicts) < 100:  # noqa: PLR2004
        return "it looks like a login page"
    return f"of its {len(verdicts)} lines {short} are of a few words, as in menus and lists of links"
