"""Which lines are the article: the best run over the scores of all of them."""

from collections.abc import Sequence


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
