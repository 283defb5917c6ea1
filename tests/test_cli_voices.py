"""Voices, speakers and roles as a person at the command line meets them."""

import json

import pytest
from conftest import write_model

from narrate.cli.options import Manner, _voice_names, load_reader
from narrate.folders import config_folder
from narrate.model import Kind

QUOTED = """# The bell

The bell rang at noon. Then it stopped.

> We were afraid of it, all of us, and nobody said so.

And that was that.
"""


@pytest.fixture
def quoted(tmp_path):
    path = tmp_path / "quoted.md"
    path.write_text(QUOTED, encoding="utf-8")
    return path


@pytest.fixture
def own(tmp_path):
    folder = tmp_path / "config" / "narrate" / "voices"
    folder.mkdir(parents=True)

    def write(name, text):
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
        return folder

    return write


def test_a_quote_is_slower_and_no_roles_reads_it_like_the_rest(narrate, quoted):
    with_roles = narrate("script", quoted, "--voice", "tone").stdout
    without = narrate("script", quoted, "--voice", "tone", "--no-roles").stdout

    assert "nobody said so.  [rate 0.94, 950 ms]" in with_roles
    assert "nobody said so.  [750 ms]" in without
    assert without.replace("[750 ms]", "") == with_roles.replace("[rate 0.94, 950 ms]", "").replace(
        "stopped.  [950 ms]", "stopped.  "
    ).replace("[750 ms]", "")


def test_no_roles_is_heard(narrate, quoted):
    lengths = [
        json.loads(narrate("speak", quoted, "--voice", "tone", "--json", *more).stdout)["duration_ms"]
        for more in ([], ["--no-roles"])
    ]

    assert 500 < lengths[0] - lengths[1] < 900  # twice 200 ms of silence, and a twentieth of a sentence


def test_an_episode_tells_machines_who_reads_it(narrate, quoted, own, speakers):
    own("two", f"engine = 'tone'\nlicence = 'MIT'\ncredit = 'T.'\n[roles.quote]\nvoice = '{speakers}#bert'\n")

    done = narrate("speak", quoted, "--voice", "two", "--json")

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["credits"] == [
        {"voice": "two", "licence": "MIT", "credit": "T."},
        {"voice": "en_GB-three-low#bert", "licence": "unknown", "credit": ""},
    ]


def test_the_script_shows_who_else_speaks(narrate, quoted, own, speakers):
    own("two", f"engine = 'tone'\n[roles.quote]\nvoice = '{speakers}#bert'\nrate = 1.1\n")

    shown = narrate("script", quoted, "--voice", "two", "--phonemes").stdout

    assert "nobody said so.  [en_GB-three-low#bert, rate 1.1, 750 ms]\n  wiː wɜː" in shown


def test_an_article_in_a_language_that_a_role_speaks_is_not_told_to_be_in_the_wrong_one(narrate, tmp_path, own):
    german = write_model(tmp_path / "de_DE-drei-low.onnx", language={"code": "de_DE"})
    own("two", f"engine = 'tone'\nlanguage = 'en'\n[roles.de]\nvoice = '{german}'\n")
    (tmp_path / "de.md").write_text("# Die Glocke\n\nDie Glocke schlug um zwölf und das Volk war auf der Straße.\n")

    done = narrate("speak", "de.md", "--voice", "two", "--json")

    assert done.returncode == 0, done.stderr
    assert "speaks" not in done.stderr
    assert [one["voice"] for one in json.loads(done.stdout)["credits"]] == ["de_DE-drei-low"]


def test_rate_and_lexicon_hold_for_the_voices_of_roles_too(own, tmp_path, speakers):
    own("two", f"engine = 'tone'\n[roles.quote]\nvoice = '{speakers}'\n")
    (tmp_path / "names.toml").write_text('[words]\nnobody = "somebody"\n')

    voice = load_reader("two", [str(tmp_path / "names.toml")], Manner(1.5))
    reader = voice.role_of(Kind.QUOTE, "en").reader

    assert (voice.prosody.rate, reader.prosody.rate) == (1.5, 1.5)
    assert [one.lexicon.apply("Not nobody.") for one in (voice, reader)] == ["Not somebody."] * 2


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("tone#anna", "a hum has no speakers"),
        ("en_US-joe-medium#joe", "one speaker only"),
        ("{model}#dora", "no speaker 'dora'; it has anna, bert, carla"),
        ("{model}#", "names no speaker"),
        ("gone.onnx#anna", "is not installed"),
        ("de_DE-thorsten-medium", "'narrate voices get NAME' fetches others"),
    ],
)
def test_a_voice_that_cannot_be_is_one_line(narrate, quoted, speakers, name, line):
    done = narrate("speak", quoted, "--voice", name.format(model=speakers))

    assert done.returncode == 4
    assert line in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_voices_broken_configuration_spoils_no_other_voice_in_the_list(narrate, own, speakers):
    speakers.with_name(f"{speakers.name}.json").write_text("{")
    own("broken", f"model = '{speakers}'\n")

    done = narrate("voices")

    assert done.returncode == 0
    assert "tone" in done.stdout
    assert "no Piper configuration" in done.stderr


def test_the_shell_can_complete_a_voices_speakers(own, speakers):
    own("three", f"model = '{speakers}'\n")
    own("bad", "licens = 3\n")
    assert (config_folder() / "voices" / "three.toml").is_file()

    assert {"three", "tone", "bad"} <= set(_voice_names("t"))
    assert _voice_names("three#b") == ["three#anna", "three#bert", "three#carla"]
    assert _voice_names("tone#") == _voice_names("bad#") == []
    assert "tone" in _voice_names("nobody#x")
