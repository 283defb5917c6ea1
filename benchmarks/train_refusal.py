"""Learns what is no article: `python benchmarks/train_refusal.py ../shared/data/extract ../shared/eval [--measure]`.

A logistic regression over `narrate.clean.survey` of each development page, and of its text dumps; features are counted
in logarithms, cut at a few standard deviations, and held small by a ridge, since 80 features learn from 420 pages.
The limit is the score that few articles go over when
each fifth of the pages is judged by what the other four taught; `--measure` prints how many are refused at which limit.
Run it after `train_cleaner.py`: what is kept of a page is a part of the survey.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import numpy as np

from narrate.clean import dump, web
from narrate.clean.layout import mark
from narrate.clean.likeness import MOST_STEPS
from narrate.clean.lines import split, unwrap
from narrate.clean.meta import read_meta
from narrate.clean.page import cut, parse
from narrate.clean.refuse import MOST_LINES
from narrate.clean.rules import rule_for
from narrate.clean.survey import Survey

_HOME = Path(__file__).parents[1] / "narrate" / "clean"
_LOOKS = {"page": ("html",), "dump": ("layout", "flat")}
_RIDGE = 30.0  # held out, the figures are flat from 15 to 60
_FOLDS, _SHUFFLES = 5, 10
_LOST = 0.01  # of the articles
_SAME = 1e-6  # deviation of a feature that no two pages differ in
_STEPS = 12  # of Newton's method


@dataclass(frozen=True)
class Example:
    """A development page in one of its looks."""

    page: str
    kind: str
    survey: Survey


def examples(bench: ModuleType, pages: Sequence[object], look: str) -> list[Example]:
    """The pages that have lines; those without are refused in any case."""
    found = []
    for page in pages:
        html = page.html()
        survey = _page(html) if look == "html" else _dump(bench.dump(html, look == "flat"))
        if survey:
            found.append(Example(page.id, page.kind, survey))
    return found


def _page(html: str) -> Survey:
    root = parse(html)
    meta, page = read_meta(root, None), cut(root, MOST_LINES)
    lines = mark(page)
    rules = [rule_for(line.text) for line in lines]
    if not lines:
        return {}
    verdicts, head = web.judge(root, page, lines, rules, meta)
    return web.survey(root, page, lines, rules, verdicts, head, meta, None)


def _dump(text: str) -> Survey:
    lines = unwrap(list(split(text)))
    return dump.survey(lines, dump.rule_on(lines)) if lines else {}


def table(found: Sequence[Example]) -> np.ndarray:
    """The examples as rows of logarithms."""
    return np.log1p([[one.survey[name] for name in found[0].survey] for one in found])


def fit(rows: np.ndarray, other: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
    """Means, deviations, weights and bias."""
    mean, deviation = np.nanmean(rows, 0), np.nanstd(rows, 0) + 1e-9
    apart = np.nan_to_num(np.clip((rows - mean) / deviation, -MOST_STEPS, MOST_STEPS))
    known = np.c_[apart, np.ones(len(rows))]
    held = np.eye(known.shape[1]) * _RIDGE
    held[-1, -1] = 0
    weight = np.zeros(known.shape[1])
    for _ in range(_STEPS):
        guess = 1 / (1 + np.exp(-known @ weight))
        slope = known.T @ (guess - other) + held @ weight
        weight -= np.linalg.solve(known.T @ (known * (guess * (1 - guess))[:, None]) + held, slope)
    return mean, deviation, weight[:-1], float(weight[-1])


def held_out(found: Sequence[Example], rows: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Each example's score under what the pages of other folds taught, the mean of several ways to fold."""
    scores = np.zeros(len(found))
    pages = sorted({one.page for one in found})
    for seed in range(_SHUFFLES):
        order = np.random.default_rng(seed).permutation(len(pages))
        fold = {pages[place]: i % _FOLDS for i, place in enumerate(order)}
        own = np.array([fold[one.page] for one in found])
        for k in range(_FOLDS):
            mean, deviation, weight, bias = fit(rows[own != k], other[own != k])
            apart = np.nan_to_num(np.clip((rows[own == k] - mean) / deviation, -MOST_STEPS, MOST_STEPS))
            scores[own == k] += (apart @ weight + bias) / _SHUFFLES
    return scores


def report(found: Sequence[Example], scores: np.ndarray, other: np.ndarray) -> None:
    """Prints how many are refused where so many articles are lost."""
    articles = np.sort(scores[other == 0])[::-1]
    for share in (0, 0.01, 0.02, 0.03, 0.05):
        lost = int(share * len(articles))
        refused = scores > articles[lost]
        kinds = sorted({one.kind for one in found} - {"article"})
        each = ", ".join(f"{kind} {refused[[one.kind == kind for one in found]].mean():.0%}" for kind in kinds)
        print(f"  {lost} of {len(articles)} articles lost: {refused[other == 1].mean():.1%} refused ({each})")


def main(data: str, scorer: str, *options: str) -> None:
    """Writes what was learned into the package, or measures what it is worth."""
    sys.path.insert(0, scorer)
    import extract_bench as bench

    _, pages, _ = bench.load(Path(data), "wcxb", "dev", "")
    for name, looks in _LOOKS.items():
        found = [one for look in looks for one in examples(bench, pages, look)]
        rows, other = table(found), np.array([float(one.kind != "article") for one in found])
        scores = held_out(found, rows, other)
        if "--measure" in options:
            print(name)
            report(found, scores, other)
            continue
        most = float(np.sort(scores[other == 0])[::-1][int(_LOST * (other == 0).sum())])
        *columns, bias = fit(rows, other)
        features = ",\n".join(
            f"{json.dumps(feature)}: {[float(f'{value:.4g}') for value in values]}"
            for feature, *values in zip(found[0].survey, *columns, strict=True)
            if values[1] > _SAME
        )
        written = f'{{\n"bias": {bias:.4f},\n"most": {most:.4f},\n"features": {{\n{features}\n}}\n}}\n'
        (_HOME / f"{name}.likeness.json").write_text(written, "utf-8")
        print(f"{name}: {len(found)} examples, {len(found[0].survey)} features")


if __name__ == "__main__":
    main(*sys.argv[1:])
