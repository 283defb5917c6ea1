"""A file that is missed is kept for the grace time, from when it was missed first, wherever it stands."""

from datetime import UTC, datetime, timedelta

import pytest

from narrate.errors import OutputError
from narrate.show import leaving
from narrate.show.leaving import forget_back

NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)
WEEK = timedelta(days=7)


def expired(note, paths, now, grace):
    return leaving.expired(note, paths, now=now, grace=grace)


@pytest.fixture
def note(tmp_path):
    return tmp_path / "leaving" / "public.json"


def test_each_is_kept_for_the_grace_time_from_when_it_is_first_missed(note):
    assert expired(note, ["a"], NOW, WEEK) == ()
    assert expired(note, ["a", "b"], NOW + timedelta(days=6), WEEK) == ()
    assert expired(note, ["a", "b"], NOW + WEEK, WEEK) == ("a",)
    assert expired(note, ["a", "b"], NOW + 2 * WEEK, WEEK) == ("a", "b")


def test_what_is_back_meanwhile_gets_all_of_its_time_again(note):
    expired(note, ["a"], NOW, WEEK)
    expired(note, [], NOW + timedelta(days=1), WEEK)

    assert expired(note, ["a"], NOW + WEEK, WEEK) == ()


def test_without_a_grace_time_it_goes_at_once(note):
    assert expired(note, ["a"], NOW, timedelta()) == ("a",)


@pytest.mark.parametrize("damage", ["", "[]", '{"a": 1}', '{"a": "yesterday"}', "\0"])
def test_a_note_that_is_damaged_costs_time_and_no_file(note, damage):
    expired(note, ["a"], NOW, WEEK)
    note.write_text(damage)

    assert expired(note, ["a"], NOW + WEEK, WEEK) == ()
    assert expired(note, ["a"], NOW + 2 * WEEK, WEEK) == ("a",)


def test_where_nothing_was_ever_missed_nothing_is_written(note):
    expired(note, [], NOW, WEEK)

    assert not note.exists()


def test_what_is_back_is_forgotten_and_what_else_is_missed_is_not_noted(note):
    expired(note, ["a", "b"], NOW, WEEK)

    forget_back(note, ["b", "c"])

    assert expired(note, ["a", "b", "c"], NOW + WEEK, WEEK) == ("b",)


def test_a_note_that_cannot_be_written_is_told_with_what_helps(tmp_path):
    (tmp_path / "leaving").touch()

    with pytest.raises(OutputError) as caught:
        expired(tmp_path / "leaving" / "public.json", ["a"], NOW, WEEK)

    assert "the show's whole folder" in caught.value.hint
