"""Learns the cleaner's forests: `python benchmarks/train_cleaner.py ../shared/data/extract ../shared/eval [--measure]`.

A line of a development page is an article's where most of its four-word shingles are in the page's ground truth.
Boosted trees over the columns that `narrate.clean` measures; lines weigh by their words, pages alike. Needs lightgbm.
With `--measure` nothing is written: each half of the pages is scored by a forest that learned on the other half.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import lightgbm
import numpy as np

from narrate.clean.choose import best_run
from narrate.clean.context import surroundings
from narrate.clean.features import Columns
from narrate.clean.layout import mark
from narrate.clean.lines import split
from narrate.clean.meta import read_meta
from narrate.clean.page import cut, parse
from narrate.clean.refuse import MOST_LINES
from narrate.clean.rules import rule_for
from narrate.clean.structure import measure
from narrate.clean.web import is_never

_HOME = Path(__file__).parents[1] / "narrate" / "clean"
_SHINGLE = 4  # words
_MOST = 0.5  # a line's share in its page's weight
_NEVER = -20.0
_TREES = 120
_LEARNING = {  # held out, trees of 15 or 31 leaves and up to 300 of them stay within 0.001 of these
    "objective": "binary",
    "num_leaves": 7,
    "learning_rate": 0.1,
    "min_data_in_leaf": 40,
    "min_sum_hessian_in_leaf": 1,
    "lambda_l2": 20,
    "feature_fraction": 0.25,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 2,
    "seed": 0,
    "verbose": -1,
}
# bias and switch: held out, the figure is flat around them
_KINDS = {"page": (("html",), 0.8, 1.0), "dump": (("layout", "flat"), 0.9, 1.0)}


@dataclass(frozen=True)
class Example:
    """A development page, or its text dump, measured."""

    page: str
    look: str
    texts: list[str]
    columns: Columns
    never: list[bool]
    truth: str
    label: np.ndarray
    weight: np.ndarray


def example(bench: ModuleType, page: object, look: str) -> Example:
    """What the cleaner sees of a page in one of its looks, and what it should have kept."""
    html = page.html()
    if look == "html":
        root = parse(html)
        meta, cuts = read_meta(root, None), cut(root, MOST_LINES)
        lines = mark(cuts)
        rules = [rule_for(line.text) for line in lines]
        columns = measure(cuts, lines, rules, meta)
        never = [is_never(line, rule) for line, rule in zip(lines, rules, strict=True)]
    else:
        lines = list(split(bench.dump(html, look == "flat")))
        rules = [rule_for(line.text) for line in lines]
        columns = surroundings(lines, rules, np.zeros(len(lines)), "")
        never = [rule is not None and rule.hard for rule in rules]
    texts = [line.text for line in lines]
    most = max(50, len(bench.tokens(page.truth)))
    weight = np.array([min(_MOST, (len(bench.tokens(text)) + 1.5) / most) for text in texts])
    label = np.array(labels(bench, texts, page.truth), float)
    return Example(page.id, look, texts, columns, never, page.truth, label, weight)


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


def fit(found: Sequence[Example]) -> lightgbm.Booster:
    """The boosted trees."""
    names = list(found[0].columns)
    table = np.concatenate([np.stack([one.columns[name] for name in names], axis=1) for one in found])
    label, weight = np.concatenate([one.label for one in found]), np.concatenate([one.weight for one in found])
    data = lightgbm.Dataset(
        table, label, weight=weight / weight.mean(), feature_name=[f"c{i}" for i in range(len(names))]
    )
    return lightgbm.train(_LEARNING, data, _TREES)


def held_out(bench: ModuleType, found: Sequence[Example], bias: float, switch: float) -> dict[str, float]:
    """The figures of each half of the pages under the trees that the other half grew."""
    pages = sorted({one.page for one in found})
    rows = []
    for half in (0, 1):
        tested = set(pages[half::2])
        booster = fit([one for one in found if one.page not in tested])
        rows += [score(bench, one, booster, bias, switch) for one in found if one.page in tested]
    return bench.aggregate(rows)


def score(
    bench: ModuleType, one: Example, booster: lightgbm.Booster, bias: float, switch: float
) -> tuple[int, int, int, float]:
    """What the scorer counts of one page's chosen lines."""
    scores = booster.predict(np.stack(list(one.columns.values()), axis=1), raw_score=True) + bias
    kept = best_run([_NEVER if no else score for no, score in zip(one.never, scores, strict=True)], switch)
    text = "\n".join(text for text, keep in zip(one.texts, kept, strict=True) if keep)
    true, said = (bench.shingles(bench.tokens(words)) for words in (one.truth, text))
    return (*bench.counts(true, said), 0.0)


def planted(booster: lightgbm.Booster, names: list[str]) -> dict[str, object]:
    """The trees as flat lists, without the columns that no tree asks for."""
    rows: list[tuple[int, float, int, int, float]] = []
    roots = []

    def plant(node: dict) -> tuple[int, int]:
        at = len(rows)
        rows.append((0, 0.0, at, at, float(f"{node.get('leaf_value', 0.0):.4g}")))
        if "leaf_value" in node:
            return at, 0
        (left, one), (right, other) = plant(node["left_child"]), plant(node["right_child"])
        rows[at] = (node["split_feature"], float(f"{node['threshold']:.5g}"), left, right, 0.0)
        return at, 1 + max(one, other)

    depth = 0
    for tree in booster.dump_model()["tree_info"]:
        root, deep = plant(tree["tree_structure"])
        roots.append(root)
        depth = max(depth, deep)
    used = sorted({row[0] for row in rows})
    feature, most, left, right, value = zip(*rows, strict=True)
    return {
        "names": [names[i] for i in used],
        "depth": depth,
        "roots": roots,
        "feature": [used.index(i) for i in feature],
        "most": most,
        "left": left,
        "right": right,
        "value": value,
    }


def main(data: str, scorer: str, *options: str) -> None:
    """Writes both forests into the package, or measures what they are worth."""
    sys.path.insert(0, scorer)
    import extract_bench as bench

    _, pages, _ = bench.load(Path(data), "wcxb", "dev", "article")
    for kind, (looks, bias, switch) in _KINDS.items():
        found = [one for look in looks for page in pages if (one := example(bench, page, look)).texts]
        if "--measure" in options:
            print(kind, {name: round(value, 4) for name, value in held_out(bench, found, bias, switch).items()})
            continue
        names = list(found[0].columns)
        forest = {"bias": bias, "switch": switch, **planted(fit(found), names)}
        rows = ",\n".join(
            f"{json.dumps(name)}: {json.dumps(value, separators=(',', ':'))}" for name, value in forest.items()
        )
        (_HOME / f"{kind}.forest.json").write_text("{\n" + rows + "\n}\n", "utf-8")
        print(f"{kind}: {len(forest['names'])} columns, {len(forest['roots'])} trees")


if __name__ == "__main__":
    main(*sys.argv[1:])
