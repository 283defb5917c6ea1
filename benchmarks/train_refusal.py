"""Learns what is no article: `python benchmarks/train_refusal.py ../shared/data/extract ../shared/eval [--measure]`.

A logistic regression over `narrate.clean.refusal.survey` of each development page, and of its text dumps; features are
counted in logarithms, cut at a few standard deviations, and held small by a ridge: 170 features learn from 420 pages.
What a feature means is known before: it may speak only against an article, or only for one, or is left out. Held out,
that was worth more than trees, which lost to a regression in each size tried.
The limit is the score that few articles go over when each fifth of the pages is judged by what the other four taught;
`--measure` prints how many are refused at which limit.
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
from narrate.clean.furniture.worded import read_words
from narrate.clean.lines import split, unwrap
from narrate.clean.refusal.likeness import MOST_STEPS
from narrate.clean.refusal.survey import Survey
from narrate.errors import InputError
from narrate.model import Source

_HOME = Path(__file__).parents[1] / "narrate" / "clean" / "refusal"
_LOOKS = {"page": ("html",), "dump": ("layout", "flat")}
_RIDGE = 10.0  # held out, the figures are flat from 3 to 20
_FOLDS, _SHUFFLES = 5, 10
_LOST = 0.01  # of the articles
_SAME = 1e-6  # deviation of a feature that no two pages differ in
_STEPS = 8  # of Newton's method
_ROUNDS = 6  # of leaving out what speaks against its meaning; after three hardly any is left
_AGAINST = frozenset(
    (
        "all asks|all capitals|all exclaims|all hint:related|all hint:shop|all praise|all we|all you|"
        "articles|button rate|buttons|buttons share|calls|calls rate|card classes|checks|class list|"
        "class page|class product|dates|desk|discussion|div tags|facet classes|faq|field mail|field name|"
        "field phone|fields|firm|firm rate|forms|h3 tags|heading asks|heading rate|hours|image rate|"
        "item list|item product|kept asks|kept capitals|kept dates|kept exclaims|kept hint:faq|"
        "kept hint:related|kept hint:shop|kept in:form|kept items|kept linked|kept linked headings|"
        "kept praise|kept repeats|kept teaser share|kept teasers|kept we|kept you|link lines|linked|"
        "linked headings|list|list path|mail links|mails|maps|next|og website|others path|phones|pieces|"
        "price classes|price rate|prices|product|repeats|replies|root|rule date|search page|section tags|"
        "select tags|service|shop|shop rate|short|sold path|stars|stars rate|streets|svg tags|teaser share|"
        "teasers|tel links|testimony classes|textarea tags|title parts|title place|title sold"
    ).split("|")
)
_FOR = frozenset(
    (
        "all commas|all hint:article|all hint:body|all in:article|all past|all quotes|all reasons|"
        "all sentences|all told|articles path|author|author tag|blockquote tags|byline classes|class post|"
        "counted|dated|depth|feed|figcaption tags|item article|kept|kept commas|kept ended|kept hint:article|"
        "kept hint:body|kept in:article|kept in:p|kept mean|kept paragraph|kept past|kept prose|kept quotes|"
        "kept reasons|kept sentences|kept share|kept told|written by|long paragraphs|long slug|og article|"
        "paragraph|paragraph tags|paragraphs|posting|prose share|public site|published|published tag|"
        "rule author|rule byline|rule caption|rule comments|rule reading time|rule related|rule share bar|"
        "run share|section|section tag|section words|signed|slug|slug titled|time tags|title told|"
        "title words|told lines|told lines rate|told path|top parent|videos"
    ).split("|")
)


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
    try:
        page = web.open_page(Source("a page", html.encode()), html)
    except InputError:
        return {}
    return web.survey(page, *web.judge(page))


def _dump(text: str) -> Survey:
    words = read_words(unwrap(list(split(text))))
    return dump.survey(words, dump.rule_on(words)) if words.lines else {}


def table(found: Sequence[Example]) -> tuple[list[str], np.ndarray]:
    """The features whose meaning is known, and the examples as rows of their logarithms."""
    names = [name for name in found[0].survey if name in _AGAINST or name in _FOR]
    return names, np.log1p([[one.survey[name] for name in names] for one in found])


@dataclass(frozen=True)
class Learned:
    """Means, deviations and weights of the columns, and the bias."""

    mean: np.ndarray
    deviation: np.ndarray
    weight: np.ndarray
    bias: float

    def scores(self, rows: np.ndarray) -> np.ndarray:
        """How much more speaks against an article than for one."""
        return apart(rows, self.mean, self.deviation) @ self.weight + self.bias


def apart(rows: np.ndarray, mean: np.ndarray, deviation: np.ndarray) -> np.ndarray:
    """Each value in standard deviations, as ``Likeness`` counts them."""
    return np.nan_to_num(np.clip((rows - mean) / deviation, -MOST_STEPS, MOST_STEPS))


def fit(names: Sequence[str], rows: np.ndarray, other: np.ndarray) -> Learned:
    """What the examples teach, where each feature speaks as its meaning allows."""
    mean, deviation = np.nanmean(rows, 0), np.nanstd(rows, 0) + 1e-9
    steps = apart(rows, mean, deviation)
    meant = np.array([1.0 if name in _AGAINST else -1.0 for name in names])
    held = np.flatnonzero(deviation > _SAME)
    for _ in range(_ROUNDS):
        solved = _solve(steps[:, held], other)
        right = solved[:-1] * meant[held] > 0
        held = held[right]
        if right.all():
            break
    solved = _solve(steps[:, held], other)
    weight = np.zeros(len(names))
    weight[held] = np.where(solved[:-1] * meant[held] > 0, solved[:-1], 0)
    return Learned(mean, deviation, weight, float(solved[-1]))


def _solve(steps: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Weights, and last the bias, by Newton's method."""
    known = np.c_[steps, np.ones(len(steps))]
    ridge = np.eye(known.shape[1]) * _RIDGE
    ridge[-1, -1] = 0
    weight = np.zeros(known.shape[1])
    for _ in range(_STEPS):
        guess = 1 / (1 + np.exp(-known @ weight))
        slope = known.T @ (guess - other) + ridge @ weight
        weight -= np.linalg.solve(known.T @ (known * (guess * (1 - guess))[:, None]) + ridge, slope)
    return weight


def held_out(found: Sequence[Example], names: Sequence[str], rows: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Each example's score under what the pages of other folds taught, the mean of several ways to fold."""
    scores = np.zeros(len(found))
    pages = sorted({one.page for one in found})
    for seed in range(_SHUFFLES):
        order = np.random.default_rng(seed).permutation(len(pages))
        fold = {pages[place]: i % _FOLDS for i, place in enumerate(order)}
        own = np.array([fold[one.page] for one in found])
        for k in range(_FOLDS):
            learned = fit(names, rows[own != k], other[own != k])
            scores[own == k] += learned.scores(rows[own == k]) / _SHUFFLES
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
        names, rows = table(found)
        other = np.array([float(one.kind != "article") for one in found])
        scores = held_out(found, names, rows, other)
        if "--measure" in options:
            print(name)
            report(found, scores, other)
            continue
        most = float(np.sort(scores[other == 0])[::-1][int(_LOST * (other == 0).sum())])
        learned = fit(names, rows, other)
        columns = zip(names, learned.mean, learned.deviation, learned.weight, strict=True)
        features = ",\n".join(
            f"{json.dumps(feature)}: {[float(f'{value:.4g}') for value in values]}"
            for feature, *values in columns
            if values[-1]
        )
        bias = learned.bias
        written = f'{{\n"bias": {bias:.4f},\n"most": {most:.4f},\n"features": {{\n{features}\n}}\n}}\n'
        (_HOME / f"{name}.likeness.json").write_text(written, "utf-8")
        print(f"{name}: {len(found)} examples, {features.count(chr(10)) + 1} features")


if __name__ == "__main__":
    main(*sys.argv[1:])
