"""Which line over the body of a text dump is its title."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log1p

from narrate.clean.credits.credit import read_credit
from narrate.clean.credits.dates import find_date, find_dates
from narrate.clean.credits.names import BY
from narrate.clean.furniture.rules import rule_for
from narrate.clean.lines import Line, plain
from narrate.clean.words import content, count_words, terms

_REACH = 80  # lines over the body; a title further up is a menu entry that happens to look like one
_TITLE_WORDS = (2, 30)
_DATED_WORDS = 8  # a shorter line with a date in it is a line of credits
_OPENING = 4  # lines of the body that take up its title's words
_CREDITED = 8  # lines under a title in which byline and date stand
_LEAST_SCORE = 5.0  # the titles of small pages have 5 to 8, with few words of theirs in the few of the body
_FEWEST_OVER = 5  # words; what is shorter and over a title is the name of its section
_HEAD = 3  # lines from a standfirst to its byline or date
_NEARLY = 2.5  # of a score; a standfirst is ahead by its length and by its words, which the body takes up
_CASELESS = 0.75  # of the words of English titles, where a script has no capitals
_FEWEST_LETTERS = 4  # of the words that headlines write with a capital
_BARS = ("|", "»", " / ")
_PARTED = re.compile(r"\s+[|»›>/•·–—-]\s+")  # "Headline - Site", "Home / Topic / Headline"
_FEWEST_PARTS = 3  # of a path; what follows the dash in two is the site or a part of the headline
_SIGNED = re.compile(rf"{BY}\b\s*:|(?:written|published|posted) (?:by|in)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Body:
    """What a dump's article is about."""

    start: int
    """Its first line."""
    words: Counter[str]
    opening: frozenset[str]
    """The words of its first lines."""
    lines: frozenset[str]
    """Its lines; those of a table of contents over it are among them."""
    named: frozenset[str]
    """What lines over it begin or end with that say where one is: as a tab's title and a path through the site do."""


def read_body(lines: Sequence[Line], chosen: Sequence[bool], start: int) -> Body:
    """What the kept lines are about."""
    kept = [(i, plain(line.text)) for i, (line, keep) in enumerate(zip(lines, chosen, strict=True)) if keep]
    below = [text for i, text in kept if i >= start]
    return Body(
        start,
        Counter(word for _, text in kept for word in terms(text)),
        frozenset(word for text in below[:_OPENING] for word in terms(text)),
        frozenset(below),
        frozenset(name for line in lines[:start] for name in _named(line.text) if name),
    )


def _named(text: str) -> Iterator[str]:
    """What a line of several parts begins with, and what a path ends with."""
    first, *rest = map(plain, _PARTED.split(text))
    if rest:
        yield first
    if 1 + len(rest) >= _FEWEST_PARTS:
        yield rest[-1]


def find_title(lines: Sequence[Line], body: Body) -> int | None:
    """Which of the lines over the body is its title."""
    places = range(max(0, body.start - _REACH), body.start)
    scored = {i: _score(lines, i, body) for i in places if _is_able(lines[i].text)}
    best = max(scored, key=scored.__getitem__, default=None)
    if best is None or scored[best] < _LEAST_SCORE:
        return None
    return best - 1 if _is_standfirst(lines, best, scored=scored, body=body) else best


def _is_able(text: str) -> bool:
    words = count_words(plain(text))
    if rule_for(text) or _SIGNED.match(text) or not _TITLE_WORDS[0] <= words <= _TITLE_WORDS[1]:
        return False
    dates = list(find_dates(text))
    return words - sum(count_words(text[date.start : date.end]) for date in dates) >= _DATED_WORDS * len(dates)


def _is_standfirst(lines: Sequence[Line], i: int, *, scored: Mapping[int, float], body: Body) -> bool:
    """Whether the best line stands between a headline, nearly as good or named elsewhere, and a byline or a date.

    What a tab names is not always the headline: where it has the best line behind it, it is a section or a series.
    """
    if i - 1 not in scored:
        return False
    credited = any(_is_credit(line.text) for line in lines[i + 1 : i + 1 + _HEAD])
    over, bare = scored[i - 1], plain(lines[i].text)
    longer = count_words(lines[i].text) > count_words(lines[i - 1].text) >= _FEWEST_OVER
    nearly = longer and over >= _LEAST_SCORE and scored[i] - over < _NEARLY
    named = plain(lines[i - 1].text) in body.named and not any(bare in plain(line.text) for line in lines[: i - 1])
    return credited and (nearly or named)


def _is_credit(text: str) -> bool:
    return bool(read_credit(text).byline or find_date(text))


def _score(lines: Sequence[Line], i: int, body: Body) -> float:
    """How much a line looks like the title.

    The weights but for the last two are those of a conditional logit over the candidates of each development page
    (layout and flat dumps; held out by page, in five parts, 92 % of the titles in reach are the best candidate;
    closeness to the body alone gives 77 %). The last two were set by hand: 9 titles more of 596.
    """
    text = lines[i].text
    own, bare = content(text), plain(text)
    words = count_words(bare)
    told = sum(min(3.0, log1p(body.words[word])) for word in own) / max(1, len(own))
    opened = len(own & body.opening) / max(1, len(own))
    under = lines[i + 1 : min(body.start, i + 1 + _CREDITED)]
    return (
        1.8 * told
        + 1.9 * opened
        + 6.3 * min(words, 8) / 8
        - 1.8 * (words > 16)  # noqa: PLR2004
        - 5.3 * any(bar in text for bar in _BARS)
        - 4.5 * (text.endswith(".") and not text.endswith("..."))
        + 2.3 * any(_is_credit(line.text) for line in under)
        + 2.5 * _capitals(text)
        + 3.0 * (lines[i].gap and lines[i + 1].gap)
        + 1.2 * any(c.isdigit() for c in text)
        - 1.6 * (body.start - i) / 20
        + 2.0 * (bare in body.named)
        - 2.0 * _is_entry(lines, i, body)
    )


def _is_entry(lines: Sequence[Line], i: int, body: Body) -> bool:
    """Whether a line and one next to it stand in the body again: a table of contents has several, a title is alone."""
    again = [plain(line.text) in body.lines for line in lines[max(0, i - 1) : i + 2]]
    return plain(lines[i].text) in body.lines and sum(again) > 1


def _capitals(text: str) -> float:
    """The share of the longer words that are written with a capital."""
    if text.upper() == text.lower():
        return _CASELESS
    longer = [word for word in text.split() if len(word) >= _FEWEST_LETTERS and word[0].isalpha()]
    return sum(word[0].isupper() for word in longer) / max(1, len(longer))
