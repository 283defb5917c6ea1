"""Learns the cleaner's weights: `python benchmarks/train_cleaner.py ../shared/data/extract ../shared/eval`.

A line of a development page is an article's where most of its four-word shingles are in the page's ground truth.
A logistic regression over the names that `narrate.clean.features` finds; lines weigh by their words, pages alike.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
from bs4 import BeautifulSoup

from narrate.clean.features import features
from narrate.clean.layout import mark
from narrate.clean.lines import Line, split
from narrate.clean.meta import read_meta
from narrate.clean.page import cut
from narrate.clean.rules import rule_for

_HOME = Path(__file__).parents[1] / "narrate" / "clean"
_SHINGLE = 4  # words
_SHRINK = 2e-4  # from 3e-5 to 3e-4 the held-out figure stays within 0.002
_FEWEST_PAGES = 4  # that must have a feature
_ROUNDS, _STEP = 250, 0.05
_SMALLEST = 0.05  # a weight below says nothing
_MOST = 0.5  # a line's share in its page's weight
# switch and bias: the best on held-out quarters of the development pages
_KINDS = {"page": (("html",), 0.5, 0.7), "dump": (("layout", "flat"), 2, 1.0)}


def lines_of(bench: ModuleType, html: str, look: str) -> list[Line]:
    """The lines that the cleaner sees of a page, or of its text dump."""
    if look != "html":
        return list(split(bench.dump(html, look == "flat")))
    soup = BeautifulSoup(html, "lxml")
    return mark(cut(soup), read_meta(soup, None))


def labels(bench: ModuleType, texts: list[str], truth: str) -> list[bool]:
    """Whether each line is the article's; a line of under four words where a line of the truth is the same."""
    known = bench.shingles(bench.tokens(truth))
    rows = {" ".join(bench.tokens(row)) for row in truth.split("\n")}
    found: list[bool | None] = []
    for text in texts:
        tokens = bench.tokens(text)
        if len(tokens) >= _SHINGLE:
            own = bench.shingles(tokens)
            found.append(sum(one in known for one in own) > len(own) / 2)
        else:
            found.append(None if tokens and " ".join(tokens) in rows else False)
    return [one if one is not None else any(found[max(0, i - 3) : i + 4]) for i, one in enumerate(found)]


def examples(bench: ModuleType, data: Path, look: str) -> Iterator[tuple[set[str], bool, float]]:
    """Each line of each article page: its features, whether it is article, its weight."""
    _, pages, _ = bench.load(data, "wcxb", "dev", "article")
    for page in pages:
        lines = lines_of(bench, page.html(), look)
        texts = [line.text for line in lines]
        most = max(50, len(bench.tokens(page.truth)))
        named = features(lines, [rule_for(text) for text in texts])
        for text, names, label in zip(texts, named, labels(bench, texts, page.truth), strict=True):
            yield set(names), label, min(_MOST, (len(bench.tokens(text)) + 1.5) / most)


def fit(found: list[tuple[set[str], bool, float]]) -> tuple[dict[str, float], float]:
    """Weights and bias, by gradient descent with Adam."""
    counts = Counter(name for names, _, _ in found for name in names)
    places = {
        name: i for i, name in enumerate(sorted(name for name, count in counts.items() if count >= _FEWEST_PAGES))
    }
    held = [[places[name] for name in sorted(names) if name in places] for names, _, _ in found]
    flat = np.array([i for row in held for i in row])
    starts = np.cumsum([0, *(len(row) for row in held)])[:-1]
    rows = np.repeat(np.arange(len(held)), [len(row) for row in held])
    label = np.array([one for _, one, _ in found], float)
    share = np.array([one for _, _, one in found])
    share /= share.mean()
    weights = np.zeros(len(places) + 1)  # the last is the bias
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for turn in range(1, _ROUNDS + 1):
        guess = 1 / (1 + np.exp(-np.add.reduceat(weights[flat], starts) - weights[-1]))
        error = (guess - label) * share / len(held)
        slope = np.append(np.bincount(flat, error[rows], len(places)) + _SHRINK * weights[:-1], error.sum())
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        step = _STEP * (1 if turn < 0.6 * _ROUNDS else 0.3)
        weights -= step * first / (1 - 0.9**turn) / (np.sqrt(second / (1 - 0.999**turn)) + 1e-8)
    return {name: float(weights[i]) for name, i in places.items()}, float(weights[-1])


def main(data: str, scorer: str) -> None:
    """Writes the weights of both models into the package."""
    sys.path.insert(0, scorer)
    import extract_bench as bench

    for kind, (looks, switch, more) in _KINDS.items():
        weights, bias = fit([one for look in looks for one in examples(bench, Path(data), look)])
        kept = {name: round(weight, 2) for name, weight in weights.items() if abs(weight) >= _SMALLEST}
        table = {"bias": round(bias + more, 2), "switch": switch, "weights": kept}
        (_HOME / f"{kind}.weights.json").write_text(json.dumps(table, indent=0, ensure_ascii=False) + "\n", "utf-8")
        print(f"{kind}: {len(kept)} weights")


if __name__ == "__main__":
    main(*sys.argv[1:])
