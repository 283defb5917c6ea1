"""Live blogs: the times over their entries are headings, and no clocks of the page."""

import re
from collections.abc import Sequence

from narrate.clean.verdict import Verdict, keep
from narrate.model import Kind

_FEWEST_ENTRIES = 3  # a page shows one time of its own, or two
_TIME = re.compile(r"\d{1,2}[:.h]\d{2}|\d{1,2} ?[ap]\.?m\b", re.IGNORECASE)
_LEVEL = 3


def with_times(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts, with the times right over what is kept as headings, where they are as many as a live blog's."""
    over = {
        i
        for i, verdict in enumerate(verdicts[:-1])
        if verdict.reason == "clock" and _TIME.search(verdict.line.text) and verdicts[i + 1].blocks
    }
    if len(over) < _FEWEST_ENTRIES:
        return list(verdicts)
    return [
        keep(verdict.line, Kind.HEADING, level=_LEVEL) if i in over else verdict for i, verdict in enumerate(verdicts)
    ]
