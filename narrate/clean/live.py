"""Times that stand over or before what is said: a live blog's are headings, a transcript's are not said."""

import re
from collections.abc import Sequence

from narrate.clean.furniture.rules import CHANGED
from narrate.clean.verdict import Verdict, keep
from narrate.model import Kind

_FEWEST_ENTRIES = 3  # a page shows one time of its own, or two
_TIME = re.compile(r"\d{1,2}[:.h]\d{2}|\d{1,2} ?[ap]\.?m\b", re.IGNORECASE)
_CHANGED = re.compile(rf"\W*\b(?:last )?{CHANGED}\b.*", re.IGNORECASE)
_LEVEL = 3
_FEWEST_STAMPS = 3  # paragraphs; a schedule in a text has one or two
_STAMP = re.compile(r"(?:\[\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?\]|\(\d{1,2}:\d\d(?::\d\d)?\)|\d\d:\d\d:\d\d)\s+(?=\S)")


def with_times(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts, with the times right over what is kept as headings, where they are as many as a live blog's.

    When an entry was changed is not said.
    """
    over = {
        i: _CHANGED.sub("", verdict.line.text)
        for i, verdict in enumerate(verdicts[:-1])
        if verdict.reason == "clock" and verdicts[i + 1].blocks
    }
    times = {i: time for i, time in over.items() if _TIME.search(time)}
    if len(times) < _FEWEST_ENTRIES:
        return list(verdicts)
    return [
        keep(verdict.line, Kind.HEADING, times[i], level=_LEVEL) if i in times else verdict
        for i, verdict in enumerate(verdicts)
    ]


def without_stamps(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts, with a transcript's paragraphs said without the times that they begin with."""
    stamped = {
        i: stamp.end()
        for i, verdict in enumerate(verdicts)
        if verdict.reason == Kind.PARAGRAPH and verdict.blocks and (stamp := _STAMP.match(verdict.blocks[0].text))
    }
    if len(stamped) < _FEWEST_STAMPS:
        return list(verdicts)
    return [
        keep(verdict.line, Kind.PARAGRAPH, verdict.blocks[0].text[stamped[i] :]) if i in stamped else verdict
        for i, verdict in enumerate(verdicts)
    ]
