"""What can be seen of each line from the lines around it, and from what the whole text is about."""

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from narrate.clean.furniture.rules import Rule
from narrate.clean.furniture.worded import Worded
from narrate.clean.lines import Line
from narrate.clean.weighing.features import Columns, measure, prose
from narrate.clean.words import content
from narrate.model import Kind

_Numbers = NDArray[np.float64]

_WIDTHS = (2, 5, 12, 30)  # lines to either side in which prose is counted
_LINK_WIDTHS = (2, 5, 12)
_FAR = 99.0  # lines; further is the same
_REACH = 60  # lines below an announcement that may still belong to it
_ENDED = 200.0  # lines after an end; also where there is none
_RULED = 5  # lines to either side in which furniture is counted
_FEWEST_PROSE = 2  # lines that stand over the end of an article
_ANNOUNCING = frozenset(
    {"related", "comments", "news feed", "footer", "newsletter form", "references", "author", "teaser"}
)
_STEPS = (-2, -1, 1, 2)
_TOLD = ("words", "end", "function", "capital", "prose", "rule", "gap", "linked", "kin")
_NOBODY = -2.0  # the value of a neighbour over the first line or under the last
_MOST_SHARED = 8  # lines that share a word; more say no more


def surroundings(text: Worded, linked: _Numbers, title: str) -> Columns:
    """For each line what it shows, and what the lines around it do; ``linked`` is the share of it in links."""
    lines, rules = text.lines, text.rules
    columns = measure(lines, rules)
    columns["linked"] = linked
    columns["prose"] = prose(columns, linked)
    columns |= _places(columns) | _windows(columns) | _distances(columns["prose"])
    columns |= _since_end(columns) | _under(lines, rules) | _kinship(lines, columns["prose"], title)
    ruled = _sums((columns["rule"] >= 0).astype(float))
    columns["ruled"] = _between(ruled, *_span(len(lines), _RULED, _RULED))
    return columns | _neighbours(columns)


def _sums(values: _Numbers) -> _Numbers:
    return np.concatenate([[0.0], np.cumsum(values)])


def _span(count: int, before: int, after: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    at = np.arange(count)
    return np.maximum(0, at - before), np.minimum(count, at + 1 + after)


def _between(sums: _Numbers, start: NDArray[np.int64], end: NDArray[np.int64]) -> _Numbers:
    return np.asarray(sums[end] - sums[start])


def _places(columns: Columns) -> Columns:
    """Where in the text a line is, counted in words of prose and in lines."""
    count = len(columns["words"])
    weight = _sums(columns["prose"] * columns["words"])
    total = max(1.0, float(weight[-1]))
    same = np.ones(count)
    return {
        "at": weight[:-1] / total,
        "left": 1 - weight[1:] / total,
        "place": np.arange(count) / max(1, count),
        "lines": same * count,
        "total": same * total,
        "running": same * total / max(1.0, float(columns["words"].sum())),
    }


def _windows(columns: Columns) -> Columns:
    """How much prose, how long lines and how many links stand over and under a line."""
    words = columns["words"]
    count = len(words)
    weight, length, links = _sums(columns["prose"] * words), _sums(words), _sums(columns["linked"] * words)
    found = {}
    for width in _WIDTHS:
        above, below = _span(count, width, -1), _span(count, -1, width)
        found[f"above{width}"] = _between(weight, *above)
        found[f"below{width}"] = _between(weight, *below)
        found[f"longer{width}"] = _between(length, *above) / np.maximum(1, above[1] - above[0])
        found[f"lower{width}"] = _between(length, *below) / np.maximum(1, below[1] - below[0])
    for width in _LINK_WIDTHS:
        around = _span(count, width, width)
        found[f"links{width}"] = _between(links, *around) / np.maximum(1, _between(length, *around))
    return found


def _distances(is_prose: _Numbers) -> Columns:
    """How many lines a line is from the prose over and under it."""

    def since(flags: list[float]) -> list[float]:
        return [_FAR, *accumulate(flags, lambda far, flag: 0 if flag else min(_FAR, far + 1), initial=_FAR)][1:-1]

    flags = list(is_prose)
    return {"since prose": np.array(since(flags), float), "to prose": np.array(since(flags[::-1])[::-1], float)}


def _since_end(columns: Columns) -> Columns:
    """How far a line is below the first announced end (comments, related, footer) after some prose."""
    is_prose, count = columns["prose"], len(columns["prose"])
    weight = _sums(is_prose * columns["words"])
    able = np.flatnonzero((columns["ends"] > 0) & (_sums(is_prose)[:-1] > _FEWEST_PROSE))
    since, behind = np.full(count, _ENDED), np.full(count, -1.0)
    if able.size:
        first = int(able[0])
        since[first:] = np.arange(count - first)
        behind[first:] = (weight[first:-1] - weight[first]) / max(1.0, float(weight[-1]))
    return {"since end": since, "behind end": behind}


def _under(lines: Sequence[Line], rules: Sequence[Rule | None]) -> Columns:
    """What furniture the heading over a line announces; in a dump any short line may be a heading."""
    places = {name: place for place, name in enumerate(sorted(_ANNOUNCING))}
    what, far, current, since = [], [], -1, _REACH
    for line, rule in zip(lines, rules, strict=True):
        since = min(_REACH, since + 1)
        if line.kind is Kind.HEADING or (not line.marks and rule and rule.name in _ANNOUNCING):
            current, since = places.get(rule.name, -1) if rule else -1, 0
        what.append(current)
        far.append(since)
    return {"under": np.array(what, float), "under far": np.array(far, float)}


def _kinship(lines: Sequence[Line], is_prose: _Numbers, title: str) -> Columns:
    """How much of a line's vocabulary the prose shares, and the title: teasers speak of other things."""
    words = [content(line.text) for line in lines]
    kept: Counter[str] = Counter()
    for own, flag in zip(words, is_prose, strict=True):
        if flag:
            kept.update(own)
    titled = content(title)
    found = [_kin(own, kept, titled, int(flag)) for own, flag in zip(words, is_prose, strict=True)]
    table = np.array(found, float).reshape(len(lines), 3)
    return dict(zip(("kin", "much kin", "of title"), table.T, strict=True))


def _kin(own: set[str], kept: Counter[str], titled: set[str], itself: int) -> tuple[float, float, float]:
    if not own:
        return -1, -1, -1
    shared = [kept[word] - itself for word in own]
    return (
        sum(times > 0 for times in shared) / len(own),
        sum(min(_MOST_SHARED, times) for times in shared) / len(own),
        len(own & titled) / max(1, min(len(own), len(titled))),
    )


def _neighbours(columns: Columns) -> Columns:
    """What the lines right over and under a line show."""
    return {f"{step:+d} {name}": _shifted(columns[name], step) for step in _STEPS for name in _TOLD}


def _shifted(values: _Numbers, step: int) -> _Numbers:
    edge = np.full(min(abs(step), len(values)), _NOBODY)
    return np.concatenate([values[step:], edge]) if step > 0 else np.concatenate([edge, values[:step]])[: len(values)]
