"""What lines that stand in the same kind of place have in common: list entries, teasers, paragraphs of one column."""

from collections.abc import Hashable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from narrate.clean.html.page import Box
from narrate.clean.weighing.features import Columns

_Numbers = NDArray[np.float64]
_NO_BOX = -1


def shared(name: str, groups: NDArray[np.int64], columns: Columns) -> Columns:
    """What the lines of each line's group hold together; ``groups`` has a number from 0 for each line."""
    words, prose = columns["words"], columns["prose"]

    def held(values: _Numbers) -> _Numbers:
        return np.asarray(np.bincount(groups, values)[groups], float)

    lines, all_words, running = held(np.ones(len(words))), held(words), held(prose * words)
    return {
        f"{name} lines": lines,
        f"{name} words": all_words / lines,
        f"{name} prose": running / np.maximum(1, all_words),
        f"{name} links": held(columns["linked"] * words) / np.maximum(1, all_words),
        f"{name} share": running / max(1.0, float((prose * words).sum())),
        f"{name} paragraphs": held(prose),
    }


def paths(boxes: Sequence[Box], held: Iterable[int]) -> Iterable[tuple[str, NDArray[np.int64]]]:
    """Groups of lines whose boxes, from the page's outermost, have the same tags; and the same tags and names."""
    own = {"path": [(box.tag, "") for box in boxes], "names": [(box.tag, box.names) for box in boxes]}
    at = np.array(list(held), int)
    for name, keys in own.items():
        ways: dict[Hashable, int] = {}
        numbers: list[int] = []
        for box, key in zip(boxes, keys, strict=True):
            way = (numbers[box.parent] if box.parent >= 0 else _NO_BOX, key)
            numbers.append(ways.setdefault(way, len(ways) + 1))
        yield name, np.array([*numbers, 0], int)[at]  # the last is what is in no box


def paragraphs(columns: Columns) -> Columns:
    """Of a text: what the lines between two blank lines hold, and where among them a line stands."""
    gap = columns["gap"] > 0
    groups = np.cumsum(gap, dtype=np.int64)
    count = np.arange(len(gap))
    starts = np.maximum.accumulate(np.where(gap, count, 0))
    found = shared("group", groups, columns)
    lines = np.bincount(groups)
    return found | {
        "group place": (count - starts).astype(float),
        "group over": np.concatenate([[0], lines])[groups].astype(float),
        "group under": np.concatenate([lines, [0]])[groups + 1].astype(float),
        "alone": gap * 1.0 + np.concatenate([gap[1:], [True]])[: len(gap)] * 2.0,
        "gaps": np.full(len(gap), gap.mean() if len(gap) else 0.0),
    }
