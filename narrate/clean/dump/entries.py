"""The entries of a live blog in a text dump: a time, perhaps a headline, and sentences; all are kept, or none."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from narrate.clean.furniture.rules import Rule
from narrate.clean.furniture.worded import Worded
from narrate.clean.words import ends_sentence

_FEWEST = 3  # a page shows one time of its own, or two
_MOST_LINES = 30
_DOUBT = -2.5  # a score; the entries of a ticker beside the article have less


def with_entries(text: Worded, scores: Sequence[float], chosen: Sequence[bool]) -> list[bool]:
    """The choice with each run of entries whole that it is in."""
    kept = list(chosen)
    for run in _runs(text):
        lines = [i for entry in run for i in entry]
        if len(run) >= _FEWEST and any(chosen[i] for i in lines):
            for i in lines:
                kept[i] = kept[i] or (text.rules[i] is None and scores[i] > _DOUBT)
    return kept


def is_time(rule: Rule | None) -> bool:
    """Whether a line is a time of day."""
    return rule is not None and rule.name == "clock"


def _runs(text: Worded) -> Iterator[list[range]]:
    """Entries that follow each other with nothing but buttons between them."""
    entries = list(_entries(text))
    run = entries[:1]
    for one, other in pairwise(entries):
        between = (text.rules[i] for i in range(one.stop, other.start))
        if all(rule is not None and not rule.ends for rule in between):
            run.append(other)
        else:
            yield run
            run = [other]
    yield run


def _entries(text: Worded) -> Iterator[range]:
    """From each time to the last sentence before the next line of furniture."""
    for start, rule in enumerate(text.rules):
        if not is_time(rule):
            continue
        end = start + 1
        while end < min(len(text.rules), start + _MOST_LINES) and text.rules[end] is None:
            end += 1
        last = next((i for i in range(end - 1, start, -1) if ends_sentence(text.lines[i].text)), None)
        if last is not None:
            yield range(start + 1, last + 1)
