"""The forest, what its scores lean to, and the best run over them."""

import json
from importlib.resources import files

import numpy as np
import pytest

from narrate.clean import dump
from narrate.clean.furniture.worded import read_words
from narrate.clean.html.layout import mark
from narrate.clean.html.meta import Meta
from narrate.clean.html.page import cut, parse
from narrate.clean.lines import split
from narrate.clean.weighing.choose import best_run, leaning
from narrate.clean.weighing.context import surroundings
from narrate.clean.weighing.forest import Forest, load_forest
from narrate.clean.weighing.structure import measure

STUMP = Forest(
    names=("words",),
    feature=np.array([0, 0, 0]),
    most=np.array([5.0, 0.0, 0.0]),
    left=np.array([1, 1, 2]),
    right=np.array([2, 1, 2]),
    value=np.array([0.0, -2.0, 3.0]),
    roots=np.array([0]),
    depth=1,
    lean=0.5,
    switch=1.0,
)


def test_a_value_up_to_the_bound_goes_left_and_one_above_it_right() -> None:
    assert STUMP.scores({"words": np.array([5.0, 5.5])}).tolist() == [-2.0, 3.0]


def test_the_trees_of_a_forest_are_summed() -> None:
    twice = Forest(**{name: getattr(STUMP, name) for name in Forest.__slots__} | {"roots": np.array([0, 2])})

    assert twice.scores({"words": np.array([5.0, 6.0])}).tolist() == [1.0, 6.0]


@pytest.mark.parametrize("kind", ["page", "dump"])
def test_a_shipped_forest_asks_only_for_columns_that_are_measured(kind: str) -> None:
    if kind == "dump":
        columns = dump.measure(read_words(list(split("A line.\nAnother line."))))
    else:
        root = parse("<p>A line.<p>Another line.")
        assert root is not None
        page = cut(root, 10)
        columns = measure(page, read_words(mark(page)), Meta())

    assert set(load_forest(kind).names) <= set(columns)
    assert {len(column) for column in columns.values()} == {2}


@pytest.mark.parametrize("kind", ["page", "dump"])
def test_a_shipped_forest_is_small(kind: str) -> None:
    written = files("narrate.clean.weighing").joinpath(f"{kind}.forest.json").read_text("utf-8")

    assert len(written) < 100_000
    assert len(json.loads(written)["roots"]) <= 160


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_text_of_few_lines_has_all_its_columns(count: int) -> None:
    lines = list(split("\n".join(["A line."] * count)))

    columns = surroundings(read_words(lines), np.zeros(count), "A title")

    assert {column.shape for column in columns.values()} == {(count,)}


def test_a_line_between_two_runs_goes_with_them_when_the_switch_costs_more() -> None:
    assert best_run([3.0, -0.5, 3.0], 1.0) == [True, True, True]
    assert best_run([3.0, -5.0, 3.0], 1.0) == [True, False, True]


def test_where_little_is_certain_a_line_is_kept_on_less() -> None:
    even = np.full(3, 10.0)

    sure, unsure = leaning(np.array([9.0, -9.0, -0.7]), even, 0.0), leaning(np.array([-0.6, -9.0, -0.7]), even, 0.0)

    assert sure[2] < 0 < unsure[2]


def test_a_line_that_may_not_be_kept_has_no_say_in_what_the_others_need() -> None:
    scores = np.array([-0.8, -1.0, 9.0])

    with_it, without = leaning(scores, np.array([9.0, 9.0, 9.0]), 0.0), leaning(scores, np.array([9.0, 9.0, 0.0]), 0.0)

    assert with_it[0] < 0 < without[0]


@pytest.mark.parametrize("scores", [[], [-40.0, -40.0], [40.0], [-1e9, 1e9]])
def test_the_leaning_of_any_scores_is_a_number(scores: list[float]) -> None:
    found = leaning(np.array(scores), np.zeros(len(scores)), 0.4)

    assert found.shape == (len(scores),)
    assert np.isfinite(found).all()
