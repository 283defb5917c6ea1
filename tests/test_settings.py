"""What a file tells of how it was made is what the commands know, and nothing that somebody else may have put there."""

import json

import pytest

from narrate import settings
from narrate.cli import app


@pytest.mark.parametrize("tag", ["", "{", "[]", "null", "settings: 1", "\x00", "[" * 100_000, "9" * 5000])
def test_a_tag_of_somebody_elses_tells_no_settings(tag):
    assert settings.read([("settings", tag), ("description", tag), ("description", f"settings: {tag}")]) == {}


def test_settings_among_other_notes_are_a_line_that_says_so():
    assert settings.read([("description", '{"rate": 1.5}')]) == {}
    assert settings.read([("settings", "{}"), ("description", 'a: b\nsettings: {"title": "a\u2028b"}')]) == {
        "title": "a\u2028b"
    }


@pytest.mark.parametrize(
    "told",
    [
        {"against": "x"},
        {"day": 5},
        {"rate": "1.5"},
        {"rate": True},
        {"rate": float("nan")},
        {"rate": 10**400},
        {"seed": 1.5},
        {"byline": 1},
        {"aloud": "tables"},
        {"aloud": [1]},
        {"voice": None},
    ],
)
def test_what_no_option_can_be_is_not_read(told):
    assert settings.read([("settings", json.dumps(told | {"pauses": 2}))]) == {"pauses": 2}


def test_a_name_that_no_file_tells_is_not_written():
    with pytest.raises(ValueError, match="jobs"):
        settings.written({"jobs": 2})


@pytest.mark.parametrize("command", ["speak", "check"])
def test_every_setting_is_an_option_of_both_commands(command):
    options = next(one for one in app.registered_commands if one.callback.__name__ == command).callback.__annotations__

    assert options.keys() >= settings.NAMES
