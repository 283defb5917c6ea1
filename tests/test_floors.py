"""What narrate reached on other people's data is not lost again."""

import json
from pathlib import Path

import pytest
from measures import DATA, FLOORS, MEASURES, SCORERS, Figures, digest

PINNED = json.loads(FLOORS.read_text(encoding="utf-8"))


def fallen(floor: dict, figures: Figures) -> list[str]:
    """The figures that are worse than their floor; a KeyError where one is not measured."""
    low = [
        f"{name} {figures[name]:.4f} < {least}" for name, least in floor["at_least"].items() if figures[name] < least
    ]
    return low + [
        f"{name} {figures[name]:.4f} > {most}" for name, most in floor["at_most"].items() if figures[name] > most
    ]


@pytest.mark.parametrize("name", PINNED)
def test_no_figure_falls_below_its_floor(name):
    floor = PINNED[name]
    corpus = DATA / floor["corpus"]
    if not corpus.exists() or not SCORERS.is_dir():
        pytest.skip(
            f"not measured: {corpus} or {SCORERS} is not on this machine; NARRATE_EVAL_DATA can name the folder"
        )

    assert digest(corpus) == floor["sha256"], f"{corpus} is not the corpus that the floor was pinned on"
    assert fallen(floor, MEASURES[floor["measure"]](corpus, SCORERS)) == []


def test_every_measure_holds_a_floor():
    assert {floor["measure"] for floor in PINNED.values()} == set(MEASURES)


def test_a_drop_is_seen_on_either_side():
    floor = {"at_least": {"right": 0.98, "found": 0.9}, "at_most": {"errors": 0.02}}

    assert fallen(floor, {"right": 0.98, "found": 0.91, "errors": 0.02}) == []
    assert fallen(floor, {"right": 0.979, "found": 0.9, "errors": 0.021}) == [
        "right 0.9790 < 0.98",
        "errors 0.0210 > 0.02",
    ]
    with pytest.raises(KeyError):
        fallen(floor, {"right": 1.0})


def test_a_corpus_with_other_bytes_or_other_names_is_another_corpus(tmp_path: Path):
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "a.txt").write_text("1")
    first = digest(tmp_path / "one")
    (tmp_path / "one" / "a.txt").write_text("2")
    second = digest(tmp_path / "one")
    (tmp_path / "one" / "a.txt").rename(tmp_path / "one" / "b.txt")

    assert len({first, second, digest(tmp_path / "one"), digest(tmp_path / "one" / "b.txt")}) == 4
