"""Learns the cleaner's forests: `python benchmarks/train_cleaner.py ../shared/data/extract ../shared/eval [--measure]`.

A line of a development page is an article's where most of its four-word shingles are in the page's ground truth.
Boosted trees over the columns that `narrate.clean` measures; lines weigh by their words, pages alike. Pages whose truth
no forest comes near (it is of another text, or cut short) teach nothing. Copies of each page (`copies.py`) teach what
the development pages, all long and in English, cannot. Needs lightgbm.
With `--measure` nothing is written: each fifth of the pages is scored by a forest that learned on the others.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import ModuleType

import lightgbm
import numpy as np
from copies import LANGUAGES, shortened

from narrate.clean import dump, web
from narrate.clean.furniture.rules import Rule
from narrate.clean.furniture.worded import Worded, read_words
from narrate.clean.html.layout import mark, numbers
from narrate.clean.html.meta import read_meta
from narrate.clean.html.page import Cut, cut, parse
from narrate.clean.lines import Line, split
from narrate.clean.refusal.refuse import MOST_LINES
from narrate.clean.weighing.choose import leaning
from narrate.clean.weighing.features import Columns
from narrate.clean.weighing.structure import measure

_HOME = Path(__file__).parents[1] / "narrate" / "clean" / "weighing"
_SHINGLE = 4  # words
_MOST = 0.5  # a line's share in its page's weight
_FOLDS = 5
_LEAST_TRUE = 0.7  # F1 of a page that teaches
_TREES = 160
FOREIGN, SHORT = "foreign", "short"  # copies of a page
_SHARES = {FOREIGN: 0.3, SHORT: 0.15}  # what a copy weighs: more, and the pages themselves lose
_LEARNING = {
    "objective": "binary",
    "num_leaves": 12,
    "learning_rate": 0.1,
    "min_data_in_leaf": 40,
    "min_sum_hessian_in_leaf": 1,
    "lambda_l2": 20,
    "feature_fraction": 0.25,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "seed": 0,
    "verbose": -1,
}


@dataclass(frozen=True)
class Kind:
    """A forest: for which looks of a page, and what its choice leans to."""

    looks: tuple[str, ...]
    lean: float
    switch: float
    choose: Callable[[Worded, Sequence[float], float], list[bool]]
    is_never: Callable[[Line, Rule | None], bool]


_KINDS = {
    "page": Kind(("html",), 0.4, 0.5, web.choose, web.is_never),
    "dump": Kind(("layout", "flat"), 0.4, 0.5, dump.choose, dump.is_never),
}


@dataclass(frozen=True)
class Seen:
    """What the cleaner sees of a page, or of a copy of one."""

    words: Worded
    columns: Columns
    texts: list[str]
    """Of the lines, as the page itself has them."""


@dataclass(frozen=True)
class Example:
    """A development page in one of its looks, and what the cleaner should keep of it."""

    page: str
    look: str
    seen: Seen
    truth: str
    label: np.ndarray
    weight: np.ndarray


def examples(bench: ModuleType, page: object, look: str, speak: Callable[[str], str]) -> Iterator[Example]:
    """The page in one look, in a language that nobody knows, and, if it is a dump, shortened."""
    html = page.html()
    see = see_page if look == "html" else partial(see_dump, flat=look == "flat", bench=bench)
    seen = see(html, str)
    if not seen.texts:
        return
    label = labels(bench, seen.texts, page.truth)
    yield example(bench, page.id, look, seen, label, page.truth)
    foreign = see(html, speak)
    found = labels(bench, foreign.texts, page.truth)
    yield example(bench, page.id, f"{look}, {FOREIGN}", foreign, found, page.truth)
    if look != "html":
        rest = shortened(label)
        lines, own = [seen.words.lines[i] for i in rest], [label[i] for i in rest]
        truth = "\n".join(line.text for line, keep in zip(lines, own, strict=True) if keep)
        yield example(bench, page.id, f"{look}, {SHORT}", measured(lines), own, truth)


def example(bench: ModuleType, page: str, look: str, seen: Seen, label: Sequence[bool], truth: str) -> Example:
    """A page whose lines weigh by their words."""
    most = max(50, len(bench.tokens(truth)))
    weight = [min(_MOST, (len(bench.tokens(text)) + 1.5) / most) for text in seen.texts]
    share = next((share for kind, share in _SHARES.items() if look.endswith(kind)), 1.0)
    return Example(page, look, seen, truth, np.array(label, float), share * np.array(weight))


def see_page(html: str, speak: Callable[[str], str]) -> Seen:
    """A page whose texts are in another language."""
    root = parse(html)
    meta, page = read_meta(root, None), cut(root, MOST_LINES)
    own = dict(zip(numbers(page), (one.text for one in page.cuts), strict=True))
    page.cuts = [spoken(one, speak) for one in page.cuts]
    told = {name: speak(getattr(meta, name) or "") or None for name in ("author", "description", "body")}
    meta = replace(meta, titles=tuple(map(speak, meta.titles)), **told)
    words = read_words(mark(page))
    texts = ["\n".join(own[number] for number, _ in line.rows or ((line.number, ""),)) for line in words.lines]
    return Seen(words, measure(page, words, meta), texts)


def spoken(one: Cut, speak: Callable[[str], str]) -> Cut:
    """A cut in another language, with as large a share in links and in bold."""
    text = speak(one.text)
    share = len(text) / len(one.text)
    return replace(one, text=text, linked=round(one.linked * share), emphasis=round(one.emphasis * share))


def see_dump(html: str, speak: Callable[[str], str], *, flat: bool, bench: ModuleType) -> Seen:
    """A page's text dump in another language."""
    lines = list(split(bench.dump(html, flat)))
    return measured([replace(line, text=speak(line.text)) for line in lines], [line.text for line in lines])


def measured(lines: list[Line], texts: list[str] | None = None) -> Seen:
    """The lines of a dump."""
    words = read_words(lines)
    return Seen(words, dump.measure(words), texts or [line.text for line in lines])


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


def fit(found: Sequence[Example], trees: int = _TREES) -> lightgbm.Booster:
    """The boosted trees."""
    names = list(found[0].seen.columns)
    table = np.concatenate([np.stack([one.seen.columns[name] for name in names], axis=1) for one in found])
    label, weight = np.concatenate([one.label for one in found]), np.concatenate([one.weight for one in found])
    data = lightgbm.Dataset(
        table, label, weight=weight / weight.mean(), feature_name=[f"c{i}" for i in range(len(names))]
    )
    return lightgbm.train(_LEARNING, data, trees)


Row = tuple[int, int, int, float]


def folds(found: Sequence[Example], seed: int) -> Iterator[tuple[list[Example], list[Example]]]:
    """The pages to learn from and those to be scored, in turn; a page's looks stay together."""
    pages = sorted({one.page for one in found})
    np.random.default_rng(seed).shuffle(pages)
    for fold in range(_FOLDS):
        tested = set(pages[fold::_FOLDS])
        yield [one for one in found if one.page not in tested], [one for one in found if one.page in tested]


def learned(bench: ModuleType, kind: Kind, found: Sequence[Example]) -> lightgbm.Booster:
    """The trees that the pages grow, those aside whose truth a forest that learned on others does not come near."""
    rows = [
        (one.page, score(bench, kind, one, booster))
        for learning, tested in folds(found, 1)
        for booster in [fit(learning)]
        for one in tested
        if one.look in kind.looks
    ]
    far = {page for page, row in rows if bench.harmonic(*bench.prf(*row[:3])) < _LEAST_TRUE}
    return fit([one for one in found if one.page not in far])


def held_out(bench: ModuleType, kind: Kind, found: Sequence[Example], seed: int) -> dict[str, list[Row]]:
    """By look, what the scorer counts of each page under the trees that others grew."""
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    for learning, tested in folds(found, seed):
        booster = learned(bench, kind, learning)
        for one in tested:
            rows[one.look].append(score(bench, kind, one, booster))
    return rows


def score(bench: ModuleType, kind: Kind, one: Example, booster: lightgbm.Booster) -> Row:
    """What the scorer counts of one page's chosen lines."""
    seen = one.seen
    scores = booster.predict(np.stack(list(seen.columns.values()), axis=1), raw_score=True)
    able = np.array([not kind.is_never(*one) for one in zip(seen.words.lines, seen.words.rules, strict=True)])
    leant = leaning(scores, (seen.columns["words"] + 1) * able, kind.lean).tolist()
    kept = kind.choose(seen.words, leant, kind.switch)
    text = "\n".join(text for text, keep in zip(seen.texts, kept, strict=True) if keep)
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
    """Writes the forests into the package, or measures what they are worth."""
    sys.path.insert(0, scorer)
    import extract_bench as bench

    _, pages, _ = bench.load(Path(data), "wcxb", "dev", "article")
    for name, kind in _KINDS.items():
        found = [
            one
            for look in kind.looks
            for i, page in enumerate(pages)
            for one in examples(bench, page, look, LANGUAGES[i % len(LANGUAGES)])
        ]
        if "--measure" in options:
            for look, rows in held_out(bench, kind, found, 0).items():
                print(name, look, {key: round(value, 4) for key, value in bench.aggregate(rows).items()})
            continue
        grown = planted(learned(bench, kind, found), list(found[0].seen.columns))
        forest = {"lean": kind.lean, "switch": kind.switch, **grown}
        rows = ",\n".join(
            f"{json.dumps(key)}: {json.dumps(value, separators=(',', ':'))}" for key, value in forest.items()
        )
        (_HOME / f"{name}.forest.json").write_text("{\n" + rows + "\n}\n", "utf-8")
        print(f"{name}: {len(grown['names'])} columns, {len(grown['roots'])} trees")


if __name__ == "__main__":
    main(*sys.argv[1:])
