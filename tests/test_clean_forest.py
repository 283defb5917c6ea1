"""The forest, and the best run over its scores."""

import json
from importlib.resources import files

import numpy as np
import pytest

from narrate.clean.choose import best_run
from narrate.clean.context import surroundings
from narrate.clean.forest import Forest, load_forest
from narrate.clean.layout import mark
from narrate.clean.lines import split
from narrate.clean.meta import Meta
from narrate.clean.page import cut, parse
from narrate.clean.rules import rule_for
from narrate.clean.structure import measure

STUMP = Forest(
    names=("words",),
    feature=np.array([0, 0, 0]),
    most=np.array([5.0, 0.0, 0.0]),
    left=np.array([1, 1, 2]),
    right=np.array([2, 1, 2]),
    value=np.array([0.0, -2.0, 3.0]),
    roots=np.array([0]),
    depth=1,
    bias=0.5,
    switch=1.0,
)


def test_a_value_up_to_the_bound_goes_left_and_one_above_it_right() -> None:
    assert STUMP.scores({"words": np.array([5.0, 5.5])}).tolist() == [-1.5, 3.5]


def test_the_trees_of_a_forest_are_summed() -> None:
    twice = Forest(**{name: getattr(STUMP, name) for name in Forest.__slots__} | {"roots": np.array([0, 2])})

    assert twice.scores({"words": np.array([5.0, 6.0])}).tolist() == [1.5, 6.5]


@pytest.mark.parametrize("kind", ["page", "dump"])
def test_a_shipped_forest_asks_only_for_columns_that_are_measured(kind: str) -> None:
    lines = list(split("A line.\nAnother line."))
    rules = [rule_for(line.text) for line in lines]
    if kind == "dump":
        columns = surroundings(lines, rules, np.zeros(2), "")
    else:
        root = parse("<p>A line.<p>Another line.")
        assert root is not None
        page = cut(root, 10)
        columns = measure(page, mark(page), rules, Meta())

    assert set(load_forest(kind).names) <= set(columns)
    assert {len(column) for column in columns.values()} == {2}


@pytest.mark.parametrize("kind", ["page", "dump"])
def test_a_shipped_forest_is_small(kind: str) -> None:
    written = files("narrate.clean").joinpath(f"{kind}.forest.json").read_text("utf-8")

    assert len(written) < 50_000
    assert len(json.loads(written)["roots"]) <= 120


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_text_of_few_lines_has_all_its_columns(count: int) -> None:
    lines = list(split("\n".join(["A line."] * count)))

    columns = surroundings(lines, [None] * count, np.zeros(count), "A title")

    assert {column.shape for column in columns.values()} == {(count,)}


def test_a_line_between_two_runs_goes_with_them_when_the_switch_costs_more() -> None:
    assert best_run([3.0, -0.5, 3.0], 1.0) == [True, True, True]
    assert best_run([3.0, -5.0, 3.0], 1.0) == [True, False, True]
