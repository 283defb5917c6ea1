"""Voice profiles are read strictly, and a mistake is told with its cure."""

import json
import re
from pathlib import Path

import pytest
from conftest import write_model

from narrate.cli.options import DEFAULT_VOICE
from narrate.errors import VoiceError
from narrate.model import Kind
from narrate.voice import Pauses, Role, load_voice, profiles, read_profile


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
        ("roles = 3", "roles are tables"),
        ("[roles]\nquote = 3", "roles are tables"),
        ("[roles.quote]\nrates = 1.1", r"\[roles.quote\]: unknown key 'rates'"),
        ("[roles.quote]\nrate = 9", "rate must be from 0.5 to 2.0"),
        ("[roles.quote]\npause_ms = 1.5", "pause_ms must be of type int"),
        ("[roles.quote]\nvoice = 3", "voice must be of type str"),
        ("[roles.quote]\nreader = 'tone'", "unknown key 'reader'"),
        ("[roles.quotes]", "unknown role 'quotes'"),
        ("[roles.German]", "unknown role 'German'"),
        ("language = 'de-AT'\n[roles.de]", "de is the voice's own language"),
        ("[roles.heading]\nvoice = 'nobody'", "role heading of voice mine: there is no voice 'nobody'"),
        ("[roles.heading]\nvoice = 'tone#'", "names no speaker"),
        ("[roles.heading]\nvoice = 'gone.onnx'", "role heading of voice mine: voice gone is not installed"),
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


@pytest.mark.parametrize("model", ["gone.onnx", "no_such_package:gone.onnx", f"{'x' * 300}.onnx"])
def test_a_voice_whose_model_is_missing_is_refused(profile, model):
    with pytest.raises(VoiceError, match="not installed"):
        load_voice(profile(f"model = '{model}'"))


def test_a_users_profile_wins_over_the_one_that_ships(tmp_path):
    folder = tmp_path / "config" / "narrate" / "voices"
    folder.mkdir(parents=True)
    (folder / "tone.toml").write_text("engine = 'tone'\nlicence = 'mine'\n", encoding="utf-8")

    assert load_voice("tone").licence == "mine"


@pytest.mark.parametrize(
    ("told", "language"),
    [
        ({"language": {"code": "fr_CA"}}, "fr-CA"),
        ({"espeak": {"voice": "pt-br"}}, "pt-BR"),
        ({"espeak": {"voice": "uk"}}, "uk"),
        ({}, "de-DE"),
    ],
)
def test_a_models_own_file_is_a_voice_in_the_language_that_it_tells_or_is_named_for(tmp_path, told, language):
    model = tmp_path / "de_DE-someone-low.onnx"
    model.touch()
    Path(f"{model}.json").write_text(json.dumps({"audio": {"sample_rate": 16000}} | told))

    voice = load_voice(str(model))

    assert (voice.name, voice.language, voice.engine) == ("de_DE-someone-low", language, "piper")
    assert voice.speakers == {}


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


def test_the_pauses_of_roles_scale_with_the_others(profile):
    voice = load_voice(profile("engine = 'tone'\n[pauses]\nscale = 0.5\n[roles.heading]\npause_ms = 90"))

    assert (roles(voice)["quote"].pause_ms, roles(voice)["heading"].pause_ms) == (100, 45)
    assert voice.paused(2).role_of(Kind.HEADING, "en").pause_ms == 90


def test_a_speaker_stands_after_the_name(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text('language = "en"\nengine = "tone"\n')

    voice = load_voice(f"{path}#anna")

    assert (voice.name, voice.speaker) == ("mine#anna", "anna")


def roles(voice):
    return {role.role: role for role in voice.roles}


def test_without_a_word_in_the_profile_a_quote_is_a_little_slower_and_set_apart(tone):
    quote = tone.role_of(Kind.QUOTE, "en")

    assert quote.reader is None
    assert 0.85 <= quote.rate <= 0.95  # less is not heard, more is mannered
    assert 100 <= quote.pause_ms <= 400
    assert tone.role_of(Kind.PARAGRAPH, "en") == Role()


def test_a_profile_can_switch_that_off(profile):
    voice = load_voice(profile("engine = 'tone'\n[roles.quote]\nrate = 1\npause_ms = 0"))

    quote = voice.role_of(Kind.QUOTE, "en")

    assert (quote.rate, quote.pause_ms, quote.reader) == (1.0, 0, None)


def test_a_role_changes_what_it_names_and_nothing_else(profile):
    voice = load_voice(profile("engine = 'tone'\n[roles.quote]\nrate = 0.9\n[roles.heading]\npause_ms = 50"))

    assert roles(voice)["quote"] == Role("quote", rate=0.9, pause_ms=200)
    assert roles(voice)["heading"] == Role("heading", pause_ms=50)


def test_a_quote_in_a_voice_of_its_own_keeps_that_voices_pace(profile):
    voice = load_voice(profile("engine = 'tone'\n[roles.quote]\nvoice = 'tone'"))

    assert voice.role_of(Kind.QUOTE, "en").rate == 1.0
    assert voice.role_of(Kind.QUOTE, "en").reader.name == "tone"


def test_a_role_has_its_voice_from_the_profiles_folder(profile, speakers):
    voice = load_voice(profile(f"engine = 'tone'\n[roles.de]\nvoice = '{speakers.name}#bert'"))

    reader = voice.role_of(Kind.PARAGRAPH, "de-CH").reader

    assert (reader.name, reader.speaker, reader.language) == ("en_GB-three-low#bert", "bert", "en-GB")
    assert reader.model_path.resolve() == speakers.resolve()
    assert voice.role_of(Kind.PARAGRAPH, "en").reader is None


def test_of_a_quote_in_another_language_the_languages_voice_reads_at_the_pace_of_both(profile, speakers):
    text = (
        f"engine = 'tone'\n[roles.de]\nvoice = '{speakers.name}'\nrate = 0.5\n[roles.quote]\nvoice = 'tone'\nrate = 0.9"
    )

    role = load_voice(profile(text)).role_of(Kind.QUOTE, "de")

    assert (role.reader.name, role.rate) == ("en_GB-three-low", 0.45)


def test_a_profile_whose_role_names_the_profile_itself_is_one_voice(profile):
    path = profile("engine = 'tone'\n[roles.heading]\nvoice = 'mine.toml'\nrate = 1.1")

    heading = load_voice(path).role_of(Kind.HEADING, "en")

    assert (heading.reader, heading.rate) == (None, 1.1)


def test_two_voices_of_one_name_are_refused(profile, tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "mine.toml").write_text("engine = 'tone'\ncredit = 'another'")

    with pytest.raises(VoiceError, match="two voices called mine"):
        load_voice(profile("engine = 'tone'\n[roles.heading]\nvoice = 'other/mine.toml'"))


@pytest.mark.parametrize("speaker", ["bert", "1"])
def test_a_speaker_is_named_or_numbered_after_the_voice(speakers, speaker):
    voice = load_voice(f"{speakers}#{speaker}")

    assert (voice.name, voice.speaker) == (f"en_GB-three-low#{speaker}", speaker)
    assert list(voice.speakers) == ["anna", "bert", "carla"]


def test_a_profile_may_name_a_speaker(profile, speakers):
    path = profile(f"model = '{speakers.name}'\nspeaker = 'carla'")

    assert load_voice(path).speaker == "carla"
    assert load_voice(f"{path}#anna").speaker == "anna"


def test_a_profile_with_the_mark_in_its_name_is_meant_before_a_speaker(tmp_path):
    folder = tmp_path / "config" / "narrate" / "voices"
    folder.mkdir(parents=True)
    (folder / "c#major.toml").write_text("engine = 'tone'")

    assert load_voice("c#major").speaker == ""


def test_a_copy_of_a_fetched_profile_finds_the_model_where_it_was_fetched(tmp_path, profile):
    (tmp_path / "voices").mkdir()
    model = write_model(tmp_path / "voices" / "de_DE-anna-low.onnx")

    assert load_voice(profile("model = 'de_DE-anna-low.onnx'")).model_path == model


@pytest.mark.parametrize(
    "config",
    [
        "3",
        "[]",
        '{"audio": 3}',
        '{"audio": {"sample_rate": "fast"}}',
        '{"audio": {"sample_rate": 9}, "language": []}',
        '{"audio": {"sample_rate": 9}, "speaker_id_map": {"a": "b"}}',
        '{"audio": {"sample_rate": 9}, "num_speakers": "two"}',
        "\xff",
    ],
)
def test_a_configuration_of_any_content_is_a_voice_or_a_voice_error(tmp_path, config):
    model = tmp_path / "en_US-mine-low.onnx"
    model.touch()
    Path(f"{model}.json").write_bytes(config.encode("latin-1"))

    with pytest.raises(VoiceError, match="no Piper configuration"):
        load_voice(str(model))
