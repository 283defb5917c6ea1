"""Paragraphs that are all bold and stand over others: an interview's questions, a newsletter's parts."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from narrate.clean.furniture.rules import rule_for
from narrate.clean.html.layout import BOLD
from narrate.clean.verdict import Verdict, keep
from narrate.clean.words import ends_sentence
from narrate.model import Kind

_FEWEST = 2  # one bold paragraph is as likely a sentence that the author wants to be heard
_MOST_WORDS = 16
_MOST_OF_A_QUESTION = 60  # words; interviewers make speeches
_TOP = 2
_NUMBERS = re.compile(r"[\W\d_]+")
_ENDS = re.compile(r"[\w?!)\]\"'”’»]$")


def with_subheads(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts, with bold paragraphs as headings where they are several and each stands over prose."""
    kept = [i for i, verdict in enumerate(verdicts) if verdict.blocks]
    over = [i for i, below in pairwise(kept) if _is_subhead(verdicts[i]) and _is_prose(verdicts[below])]
    times = Counter(_label(verdicts[i]) for i in over)
    over = [i for i in over if times[_label(verdicts[i])] == 1]  # "Pros", "Rating: 4.5" stand under each thing tested
    if len(over) < _FEWEST:
        return list(verdicts)
    levels = [block.level for verdict in verdicts for block in verdict.blocks if block.kind is Kind.HEADING]
    level = min(levels) + 1 if levels else _TOP
    found = list(verdicts)
    for i in over:
        found[i] = keep(verdicts[i].line, Kind.HEADING, level=level)
    return found


def _label(verdict: Verdict) -> str:
    """A line's words, without its numbers; of one that is all numbers, those."""
    text = verdict.line.text
    return _NUMBERS.sub(" ", text).strip().casefold() or text


def _is_subhead(verdict: Verdict) -> bool:
    text = verdict.line.text
    if verdict.reason != Kind.PARAGRAPH or BOLD not in verdict.line.marks or rule_for(text) or not _ENDS.search(text):
        return False
    words = text.count(" ") + 1
    if text.rstrip("\"'”’»)").endswith("?"):
        return words <= _MOST_OF_A_QUESTION
    return words <= _MOST_WORDS and not ends_sentence(text)


def _is_prose(verdict: Verdict) -> bool:
    """Whether a line is what stands under a heading."""
    return verdict.reason in {Kind.PARAGRAPH, Kind.QUOTE, Kind.LIST_ITEM} and BOLD not in verdict.line.marks
