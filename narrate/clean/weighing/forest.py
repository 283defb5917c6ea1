"""A forest of small decision trees, learned by ``benchmarks/train_cleaner.py``: columns of numbers -> scores."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from narrate.clean.weighing.features import Columns

_AT_ONCE = 4096  # lines; bounds the memory of a page of a million


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees laid out one after the other; a leaf leads to itself."""

    names: tuple[str, ...]
    """The columns it looks at."""
    feature: NDArray[np.int64]
    most: NDArray[np.float64]
    """The value up to which the way goes left."""
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    value: NDArray[np.float64]
    roots: NDArray[np.int64]
    depth: int
    lean: float
    """How much the text as a whole leans to keeping a line; as in ``choose.leaning``."""
    switch: float
    """What it costs to go from article to furniture or back between two lines: furniture comes in runs."""

    def scores(self, columns: Columns) -> NDArray[np.float64]:
        """For each line how much speaks for its being article."""
        table = np.stack([columns[name] for name in self.names], axis=1)
        return np.concatenate([self._sum(table[i : i + _AT_ONCE]) for i in range(0, len(table), _AT_ONCE)])

    def _sum(self, table: NDArray[np.float64]) -> NDArray[np.float64]:
        rows = np.arange(len(table))[:, None]
        at = np.broadcast_to(self.roots, (len(table), len(self.roots)))
        for _ in range(self.depth):
            at = np.where(table[rows, self.feature[at]] <= self.most[at], self.left[at], self.right[at])
        return np.asarray(self.value[at].sum(axis=1))


@cache
def load_forest(kind: str) -> Forest:
    """The forest for a ``page`` or a ``dump``."""
    table = json.loads(files("narrate.clean.weighing").joinpath(f"{kind}.forest.json").read_text("utf-8"))
    return Forest(
        names=tuple(table["names"]),
        feature=np.array(table["feature"]),
        most=np.array(table["most"], float),
        left=np.array(table["left"]),
        right=np.array(table["right"]),
        value=np.array(table["value"], float),
        roots=np.array(table["roots"]),
        depth=table["depth"],
        lean=table["lean"],
        switch=table["switch"],
    )
