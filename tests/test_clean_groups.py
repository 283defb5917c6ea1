"""What lines in the same kind of place have in common."""

import numpy as np

from narrate.clean.html.page import cut, parse
from narrate.clean.weighing.features import Columns
from narrate.clean.weighing.groups import paragraphs, paths, shared

PAGE = (
    '<body><div class="post"><p>One.<p>Two.</div><div class="box"><p>Three.</div><ul><li>Four.<li>Five.</ul>Six.</body>'
)


def columns(words: list[float], prose: list[float], gap: list[float] | None = None) -> Columns:
    return {
        "words": np.array(words),
        "prose": np.array(prose),
        "linked": np.zeros(len(words)),
        "gap": np.array(gap or [0.0] * len(words)),
    }


def test_lines_of_a_group_share_what_they_hold() -> None:
    found = shared("group", np.array([0, 1, 0]), columns([10, 4, 30], [0, 0, 1]))

    assert found["group lines"].tolist() == [2, 1, 2]
    assert found["group words"].tolist() == [20, 4, 20]
    assert found["group prose"].tolist() == [0.75, 0, 0.75]
    assert found["group share"].tolist() == [1, 0, 1]


def test_a_path_is_the_tags_around_a_line_and_names_tell_more() -> None:
    root = parse(PAGE)
    assert root is not None
    page = cut(root, 10)

    found = {name: groups.tolist() for name, groups in paths(page.boxes, [one.box for one in page.cuts])}

    one, two, three, four, five, six = found["path"]
    assert one == two == three
    assert four == five
    assert len({one, four, six}) == 3
    assert found["names"][0] == found["names"][1] != found["names"][2]


def test_a_line_in_no_box_is_in_a_group_of_its_own() -> None:
    assert [groups.tolist() for _, groups in paths([], [-1, -1])] == [[0, 0], [0, 0]]


def test_blank_lines_part_a_text_into_groups() -> None:
    found = paragraphs(columns([1, 1, 1, 1], [0, 0, 0, 0], [0, 1, 0, 1]))

    assert found["group lines"].tolist() == [1, 2, 2, 1]
    assert found["group place"].tolist() == [0, 0, 1, 0]
    assert found["group over"].tolist() == [0, 1, 1, 2]
    assert found["group under"].tolist() == [2, 1, 1, 0]
    assert found["alone"].tolist() == [2, 1, 2, 3]


def test_a_text_without_blank_lines_is_one_group_and_an_empty_one_none() -> None:
    assert paragraphs(columns([1, 1], [0, 0]))["group lines"].tolist() == [2, 2]
    assert all(len(column) == 0 for column in paragraphs(columns([], [])).values())
