"""Headings with nothing under them: where several follow each other, most are a list's items, as a recipe's are."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from narrate.clean.verdict import Verdict, keep
from narrate.model import Kind

_FEWEST = 3  # two are a heading and the one right under it
_AMOUNT = re.compile(  # case tells "5 g" from "5G"; "2024 in review" and "3 ways out" are none
    r"\d+(?:[.,/]\d+)? ?(?:[km]?g|[mcd]?l|oz|lbs?|cups?|pints?|tsp|tbsp|(?:tea|table)?spoons?|EL|TL|Prisen?)\b|"
    r"(?:\d+ )?(?:[1-9]/[2-8]\b|[½⅓⅔¼¾⅛⅜⅝⅞])"
)


def with_items(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts, with headings of one level that others of it follow as items, but for what stands over them all."""
    found = list(verdicts)
    end = max((i for i, verdict in enumerate(verdicts) if verdict.blocks), default=0)
    for run in _runs(verdicts):
        over_prose = run[-1] if run[-1] != end else None
        for _, group in groupby(run, lambda i: verdicts[i].blocks[0].level):
            level = list(group)
            for i in level if len(level) >= _FEWEST else ():
                text = verdicts[i].blocks[0].text
                amount = i != over_prose and _AMOUNT.match(text)
                if amount or i not in (run[0], level[-1]):  # the last may head what follows
                    found[i] = keep(verdicts[i].line, Kind.LIST_ITEM, text)
    return found


def _runs(verdicts: Sequence[Verdict]) -> Iterator[list[int]]:
    """Headings that nothing kept stands between."""
    kept = [i for i, verdict in enumerate(verdicts) if verdict.blocks]
    for is_heading, run in groupby(kept, lambda i: verdicts[i].blocks[0].kind is Kind.HEADING):
        if is_heading:
            yield list(run)
