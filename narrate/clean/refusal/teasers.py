"""Pages that lead on to articles: pieces of a headline, a sentence or two, and a date or "Read more"."""

import re
from collections.abc import Sequence
from itertools import pairwise

from narrate.clean.credits.dates import find_date
from narrate.clean.furniture.worded import Worded
from narrate.clean.words import count_words, ends_sentence

_MOST_HEADLINE = 20  # words
_FEWEST_HEADLINE = 2
_DATELINE = 8  # words
_MOST_TEASER = 50  # words of sentences between two marks; an article's section has more
_PROSE = 8  # words
_SEARCH = re.compile(
    r"^\W*(?:search results|results for|\d[\d,.]* results for|suchergebnisse?|ergebnisse für|résultats (?:de|pour)|"
    r"resultados (?:de|para|da)|risultati (?:della ricerca|di ricerca|per)|zoekresultaten|wyniki wyszukiwania|"
    r"результати пошуку|результаты поиска)\b|(?:の|を)?検索結果|搜索结果|搜尋結果|검색 결과|نتائج البحث|ผลการค้นหา",
    re.IGNORECASE,
)


def survey_teasers(text: Worded, kept: Sequence[bool]) -> dict[str, float]:
    """How many teasers end with a date or lead on, what they are of all that do, and the longest text between two."""
    marks = [i for i, line in enumerate(text.lines) if _leads_on(text, i) or is_dateline(line.text)]
    pieces = list(pairwise([-1, *marks]))
    held = [_sentences(text, range(one + 1, other), kept) for one, other in pairwise([-1, *marks, len(text.lines)])]
    found = sum(
        held[at] <= _MOST_TEASER and any(_is_headline(text, i) for i in range(one + 1, other))
        for at, (one, other) in enumerate(pieces)
    )
    return {
        "marked teasers": float(found),
        "marked share": found / max(1, len(marks)),
        "marked section": float(max(held)),
        "search title": float(
            any(count_words(line.text) <= _MOST_HEADLINE and _SEARCH.search(line.text) for line in text.lines)
        ),
    }


def is_dateline(text: str) -> bool:
    """Whether a line is hardly more than a date."""
    return count_words(text) <= _DATELINE and find_date(text) is not None


def _leads_on(text: Worded, i: int) -> bool:
    rule = text.rules[i]
    return rule is not None and rule.name in {"teaser", "related"}


def _sentences(text: Worded, span: range, kept: Sequence[bool]) -> int:
    """How many words of the span's kept lines are in sentences."""
    lines = (text.lines[i].text for i in span if kept[i])
    return sum(words for line in lines if (words := count_words(line)) > _PROSE and ends_sentence(line))


def _is_headline(text: Worded, i: int) -> bool:
    line = text.lines[i].text
    return text.rules[i] is None and _FEWEST_HEADLINE < count_words(line) <= _MOST_HEADLINE and not ends_sentence(line)
