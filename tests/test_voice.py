"""Voice profiles are read strictly, and a mistake is told with its cure."""

import re

import pytest

from narrate.cli.options import DEFAULT_VOICE
from narrate.errors import VoiceError
from narrate.voice import Pauses, load_voice, profiles, read_profile


@pytest.fixture
def profile(tmp_path):
    def write(text):
        path = tmp_path / "mine.toml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def test_the_default_voice_is_installed_with_the_package():
    voice = load_voice(DEFAULT_VOICE)

    assert voice.installed
    assert voice.licence == "CC0-1.0"
    assert voice.model_path.name == "en_US-joe-medium.onnx"


def test_every_profile_that_ships_is_valid():
    assert {read_profile(path).name for path in profiles().values()} >= {"en_US-joe-medium", "tone"}


def test_a_profile_changes_what_it_names_and_nothing_else(profile):
    voice = load_voice(profile('engine = "tone"\n[pauses]\nheading_ms = 1234\n[prosody]\nrate = 1'))

    assert voice.pauses == Pauses(heading_ms=1234)
    assert voice.prosody.rate == 1.0
    assert voice.name == "mine"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("licens = 'x'", "unknown key 'licens'"),
        ("[pauses]\nheadings_ms = 3", "unknown key 'headings_ms'"),
        ("[pauses]\nheading_ms = 'long'", "heading_ms must be of type int"),
        ("[pauses]\nheading_ms = -1", "heading_ms must be from 0 to 60000"),
        ("[pauses]\nheading_ms = true", "heading_ms must be of type int"),
        ("[prosody]\nrate = inf", "rate must be from 0.5 to 2.0"),
        ("[prosody]\nrate = 0", "rate must be from 0.5 to 2.0"),
        ("pace = 0", "pace must be from"),
        ("longest = 0", "longest must be from"),
        ("[pauses]\nlead_in_ms = 100000000", "lead_in_ms must be from"),
        ("pauses = 3", "pauses must be of type"),
        ("engine = ", "is not TOML"),
    ],
)
def test_a_mistake_in_a_profile_is_told_by_name(profile, text, message):
    with pytest.raises(VoiceError, match=message):
        load_voice(profile(text))


def test_an_unknown_key_is_answered_with_the_nearest_known_one(profile):
    with pytest.raises(VoiceError) as caught:
        load_voice(profile("[pauses]\nheadings_ms = 3"))

    assert "'heading_ms'" in caught.value.hint


def test_an_unknown_voice_is_answered_with_the_nearest_known_one():
    with pytest.raises(VoiceError, match=re.escape("'en_US-jo-medium'")) as caught:
        load_voice("en_US-jo-medium")

    assert "en_US-joe-medium" in caught.value.hint


@pytest.mark.parametrize("model", ["gone.onnx", "no_such_package:gone.onnx"])
def test_a_voice_whose_model_is_missing_is_refused(profile, model):
    with pytest.raises(VoiceError, match="not installed"):
        load_voice(profile(f"model = '{model}'"))


def test_a_users_profile_wins_over_the_one_that_ships(tmp_path):
    folder = tmp_path / "config" / "narrate" / "voices"
    folder.mkdir(parents=True)
    (folder / "tone.toml").write_text("engine = 'tone'\nlicence = 'mine'\n", encoding="utf-8")

    assert load_voice("tone").licence == "mine"


def test_a_models_own_file_is_a_voice_in_the_language_that_its_name_tells(tmp_path):
    model = tmp_path / "de_DE-someone-low.onnx"
    model.touch()

    voice = load_voice(str(model))

    assert (voice.name, voice.language, voice.engine) == ("de_DE-someone-low", "de-DE", "piper")


def test_a_broken_profile_of_ones_own_spoils_no_other_voice(tmp_path):
    folder = tmp_path / "config" / "narrate" / "voices"
    folder.mkdir(parents=True)
    (folder / "bad.toml").write_text("licens = 3", encoding="utf-8")

    assert load_voice("tone").name == "tone"
    with pytest.raises(VoiceError, match="no voice 'ton'"):
        load_voice("ton")


@pytest.mark.parametrize("name", ["x" * 300, "x" * 300 + ".onnx", "a/b", "a\0b", ""])
def test_a_strange_name_is_a_voice_error(name):
    with pytest.raises(VoiceError):
        load_voice(name)


def test_pauses_between_sentences_scale_and_those_around_all_stay():
    pauses = Pauses(sentence_ms=400, paragraph_ms=800, lead_in_ms=500, tail_ms=1000, scale=0.5).scaled()

    assert (pauses.sentence_ms, pauses.paragraph_ms) == (200, 400)
    assert (pauses.lead_in_ms, pauses.tail_ms) == (500, 1000)
    assert pauses.scaled() == pauses


def test_a_profile_scales_its_pauses_once(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text('language = "en"\nengine = "tone"\n[pauses]\nsentence_ms = 400\nscale = 2.0\n')

    assert load_voice(str(path)).pauses.sentence_ms == 800


def test_a_speaker_stands_after_the_name(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text('language = "en"\nengine = "tone"\n')

    voice = load_voice(f"{path}#anna")

    assert (voice.name, voice.speaker) == ("mine#anna", "anna")
