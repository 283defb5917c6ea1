"""Which lines are the article: how sure one must be to keep a line, and the best run over the scores of all of them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from narrate.clean.weighing.features import Columns
from narrate.clean.weighing.forest import Forest

_SURE = 15.0  # scores beyond are certainties, either way
_LEAST, _MOST = 0.3, 0.6  # what a threshold may be: a page of nothing but doubts holds no article

ALWAYS, NEVER = 20.0, -20.0
"""Scores that no neighbours outweigh."""


def leaning(scores: NDArray[np.float64], weights: NDArray[np.float64], lean: float) -> NDArray[np.float64]:
    """The scores, moved so that 0 is where keeping a line starts to pay.

    What maximises the expected F1 of a choice is to keep what is likelier than half of the best F1 within reach
    (Lipton et al. 2014, "Optimal thresholding of classifiers to maximize F1 measure"): where little is certain, more
    must be kept. ``weights`` say what each line counts, ``lean`` moves the threshold of all texts.
    """
    if not len(scores):
        return scores
    likely = 1 / (1 + np.exp(-np.clip(scores, -_SURE, _SURE)))
    order = np.argsort(-likely, kind="stable")
    right, kept = np.cumsum((likely * weights)[order]), np.cumsum(weights[order])
    best = float((2 * right / np.maximum(1, kept + right[-1])).max())
    threshold = min(_MOST, max(_LEAST, best / 2))
    return np.asarray(scores - np.log(threshold / (1 - threshold)) + lean)


def weigh(forest: Forest, columns: Columns, able: Sequence[bool]) -> list[float]:
    """For each line of a text what speaks for keeping it; those that never can be have no say in the others' need."""
    if not able:
        return []
    return list(map(float, leaning(forest.scores(columns), (columns["words"] + 1) * np.array(able), forest.lean)))


def best_run(scored: Sequence[float], switch: float) -> list[bool]:
    """The choice with the highest sum over kept lines, less the price of each switch (Viterbi's algorithm)."""
    kept, dropped = -switch, 0.0
    came: list[tuple[bool, bool]] = []
    for score in scored:
        to_kept, to_dropped = max((kept, True), (dropped - switch, False)), max((dropped, False), (kept - switch, True))
        came.append((to_kept[1], to_dropped[1]))
        kept, dropped = to_kept[0] + score / 2, to_dropped[0] - score / 2
    state = kept >= dropped
    chosen = []
    for from_kept, from_dropped in reversed(came):
        chosen.append(state)
        state = from_kept if state else from_dropped
    return chosen[::-1]
