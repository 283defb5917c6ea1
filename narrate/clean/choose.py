"""Which lines are the article: the weights' sum for each line, and the best run over all of them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from narrate.clean.features import features
from narrate.clean.lines import Line
from narrate.clean.rules import Rule


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature says for (above 0) or against a line; learned by ``benchmarks/train_cleaner.py``."""

    by_name: dict[str, float]
    bias: float
    switch: float
    """What it costs to go from article to furniture or back between two lines: furniture comes in runs."""


@cache
def load_weights(kind: str) -> Weights:
    """The weights for a ``page`` or a ``dump``."""
    table = json.loads(files("narrate.clean").joinpath(f"{kind}.weights.json").read_text("utf-8"))
    return Weights(table["weights"], table["bias"], table["switch"])


def scores(lines: Sequence[Line], rules: Sequence[Rule | None], weights: Weights) -> list[float]:
    """For each line how much speaks for its being article."""
    get = weights.by_name.get
    return [weights.bias + sum(get(name, 0.0) for name in set(names)) for names in features(lines, rules)]


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
