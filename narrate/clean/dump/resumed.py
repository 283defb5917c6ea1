"""An article that goes on below a box in its middle: its last paragraphs, told from teasers."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from narrate.clean.furniture.rules import Rule
from narrate.clean.furniture.worded import Worded
from narrate.clean.words import content, count_words, ends_sentence

_PROSE = 12  # words
_MOST_HEADLINE = 16  # words
_OTHERS = frozenset(  # rules of lines that belong to another text, or come when the article is over
    {"author", "byline", "clock", "comments", "copyright", "date", "footer", "news feed", "references", "footnote"}
)
_INTERRUPTING = frozenset({"advertisement", "teaser", "caption", "credit"})  # what stands between paragraphs
_LIKE = 0.7  # of the article's usual paragraph; a teaser is shorter
_DOUBT = -3.5  # a score; below the article the forest gives the prose of other texts less
_UNSURE = -1.5  # a score; right below an advertisement a line that is less sure is not the article's
_TEASED = -1.0  # a score; a paragraph between headlines that is less sure is a teaser
_SHARED = 2  # words with what stands over the box, of those that tell what a text is about


def with_resumed(text: Worded, scores: Sequence[float], chosen: Sequence[bool]) -> list[bool]:
    """The choice with the paragraphs below its end that are made as those over it, where two follow each other."""
    over = [i for i, kept in enumerate(chosen) if kept and _is_prose(text, i)]
    if len(over) < 2:  # noqa: PLR2004 – too little to say how the article's paragraphs are made
        return list(chosen)
    last = max(i for i, kept in enumerate(chosen) if kept)
    least = _LIKE * median(count_words(text.lines[i].text) for i in over)
    below = [
        i
        for i in range(last + 1, _end(text.rules, last + 1))
        if _is_prose(text, i)
        and scores[i] > _DOUBT
        and count_words(text.lines[i].text) >= least
        and not _is_promise(text, i)
        and (scores[i] > _TEASED or not _is_teased(text, i))
    ]
    if not _goes_on(text, last, below) or not _is_shared(text, over, below):
        return list(chosen)
    kept = list(chosen)
    for i in below:
        kept[i] = True
    return _with_between(text, kept, last)


def with_interrupted(text: Worded, scores: Sequence[float], chosen: Sequence[bool]) -> list[bool]:
    """The choice with the lines below its end that only advertisements part from it, up to their last sentence."""
    kept = list(chosen)
    end = last = max((i for i, keep in enumerate(chosen) if keep), default=len(kept))
    interrupted = False
    for i in range(last + 1, len(kept)):
        rule = text.rules[i]
        if rule is None and interrupted and scores[i] > _UNSURE:
            end = i if ends_sentence(text.lines[i].text) else end
        elif rule is None or rule.name not in _INTERRUPTING:
            break
        else:
            interrupted = interrupted or rule.name == "advertisement"
    return [keep or (last < i <= end and text.rules[i] is None) for i, keep in enumerate(kept)]


def _is_prose(text: Worded, i: int) -> bool:
    line = text.lines[i].text
    return text.rules[i] is None and count_words(line) > _PROSE and ends_sentence(line)


def _end(rules: Sequence[Rule | None], start: int) -> int:
    """Where another text begins, or the page ends."""
    return next((i for i in range(start, len(rules)) if (rule := rules[i]) and rule.name in _OTHERS), len(rules))


def _is_promise(text: Worded, i: int) -> bool:
    """Whether a newsletter's form is right below: such a line tells what it will bring."""
    below = text.rules[i + 1] if i + 1 < len(text.rules) else None
    return below is not None and below.name == "newsletter form"


def _is_headline(text: Worded, i: int) -> bool:
    if not 0 <= i < len(text.lines):
        return False
    line = text.lines[i].text
    return text.rules[i] is None and count_words(line) <= _MOST_HEADLINE and not ends_sentence(line)


def _is_teased(text: Worded, i: int) -> bool:
    """Whether a headline stands over the paragraph, and no prose under it."""
    return _is_headline(text, i - 1) and (i + 1 == len(text.lines) or not _is_prose(text, i + 1))


def _goes_on(text: Worded, last: int, below: Sequence[int]) -> bool:
    """Whether two paragraphs follow each other, or one ends the prose under a single line of furniture."""
    if any(all(text.rules[i] for i in range(one + 1, other)) for one, other in pairwise(below)):
        return True
    return len(below) == 1 and below[0] == last + 2 and text.rules[last + 1] is not None


def _is_shared(text: Worded, over: Sequence[int], below: Sequence[int]) -> bool:
    """Whether the paragraphs on both sides are about the same."""
    own, other = (set().union(*(content(text.lines[i].text) for i in part)) for part in (over, below))
    return len(own & other) >= _SHARED


def _with_between(text: Worded, chosen: Sequence[bool], last: int) -> list[bool]:
    """Keeps a single line between two paragraphs that came back: a subheading, or a short sentence."""
    kept = list(chosen)
    for i in range(last + 2, len(kept) - 1):
        kept[i] = kept[i] or (chosen[i - 1] and chosen[i + 1] and text.rules[i] is None)
    return kept
