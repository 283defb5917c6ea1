"""What a listener gets, measured in the finished file: one level throughout, no pause too long, no tail too long."""

import os
import subprocess
import sys
import wave

import numpy as np
import pytest
from conftest import KYIV, SAMPLES

from narrate.loudness import measure, measure_integrated
from narrate.soundfile import read_facts, read_sound

SILENCE = 10 ** (-50 / 20)
ONE_SENTENCE = "The ferry sailed at noon on Tuesday, and nobody was on board."


@pytest.fixture
def speak(tmp_path, spoken_before):
    """The samples of the file that the command makes, their rate, and what the file says of itself."""

    def run(source, *words):
        path = tmp_path / "episode.mp3"
        command = [sys.executable, "-m", "narrate", "speak", str(source), "-o", str(path), *map(str, words)]
        subprocess.run(command, env=os.environ | {"NARRATE_CACHE": str(spoken_before)}, capture_output=True, check=True)
        facts = read_facts(path)
        return np.concatenate(list(read_sound(path))), facts.rate, facts.chapters

    return run


@pytest.fixture
def jingle(tmp_path):
    """Four seconds of a chord in stereo, far too loud."""
    path = tmp_path / "jingle.wav"
    time = np.arange(4 * 44_100) / 44_100
    chord = sum(np.sin(2 * np.pi * hertz * time) for hertz in (220, 277, 330)) / 3 * 32_000
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(44_100)
        file.writeframes(np.repeat(chord[:, np.newaxis], 2, axis=1).astype("<i2").tobytes())
    return path


def silences(samples, rate):
    """Seconds before the first sound, of the longest silence between two, and after the last."""
    heard = np.flatnonzero(np.abs(samples) > SILENCE)
    return heard[0] / rate, np.diff(heard).max() / rate, (len(samples) - heard[-1]) / rate


def spread(samples, rate, chapters):
    spans = [samples[one.start_ms * rate // 1000 : one.end_ms * rate // 1000] for one in chapters]
    levels = [measure_integrated([span], rate) for span in spans]
    return max(levels) - min(levels)


@pytest.mark.voice
@pytest.mark.parametrize("source", ["kyiv", "one sentence", "lighthouse-letter"])
@pytest.mark.parametrize("words", [(), ("--profile", "compact", "--loudness", "-16")], ids=["podcast", "compact, loud"])
def test_an_article_is_mastered_as_a_newsroom_would(speak, tmp_path, source, words):
    if source == "kyiv" and not KYIV.is_file():
        pytest.skip("the Kyiv dump does not lie beside the repository")
    text = tmp_path / "one.txt"
    text.write_text(ONE_SENTENCE)
    path = {"kyiv": KYIV, "one sentence": text}.get(source) or next((SAMPLES / source).glob("source.*"))

    samples, rate, chapters = speak(path, *words)

    loudness = measure([samples], rate)
    lead, longest, tail = silences(samples, rate)
    assert loudness.integrated_lufs == pytest.approx(-16 if words else -19, abs=0.3)
    assert loudness.peak_dbtp <= -1
    assert spread(samples, rate, chapters) <= 0.5
    assert lead == pytest.approx(0.5, abs=0.05)
    assert tail <= 1.2
    assert longest <= 2.4


def levels(samples, rate):
    """Of each 400 ms, in dB."""
    window = 2 * rate // 5
    blocks = samples[: len(samples) // window * window].reshape(-1, window)
    return 10 * np.log10((blocks**2).mean(axis=1) + 1e-7)


@pytest.mark.voice
def test_music_far_too_loud_neither_pumps_nor_moves_the_level(speak, jingle):
    source = next((SAMPLES / "lighthouse-letter").glob("source.*"))
    bare, rate, _ = speak(source)
    dressed, _, _ = speak(source, "--intro", jingle, "--bed", jingle, "--outro", jingle)

    end, outro, of_text = rate, int(4.4 * rate), 20 * rate
    plain = bare[-end - of_text : -end]
    there = dressed[-end - outro - of_text :][:of_text]
    lag = int(np.fft.irfft(np.fft.rfft(there) * np.fft.rfft(plain).conj(), n=of_text).argmax())
    moved = levels(np.roll(there, -lag)[rate:-rate], rate) - levels(plain[rate:-rate], rate)
    assert measure([dressed], rate).integrated_lufs == pytest.approx(-19, abs=0.3)
    assert measure([dressed], rate).peak_dbtp <= -1
    assert measure_integrated([dressed[: 3 * rate]], rate) == pytest.approx(-19, abs=1)
    assert np.abs(moved).max() < 0.7
    assert np.std(moved) < 0.1


def test_a_long_article_keeps_its_pauses_and_its_level(speak, tmp_path):
    text = tmp_path / "long.md"
    paragraph = "Two welders came from the coast, and the work took three days. Nobody had dared to strike it before."
    parts = "\n\n".join(f"## Part {number}\n\n{paragraph}\n\n{paragraph}" for number in range(24))
    text.write_text(f"# The long one\n\n{paragraph}\n\n{parts}\n")

    samples, rate, chapters = speak(text, "--voice", "tone")

    lead, longest, tail = silences(samples, rate)
    assert len(chapters) >= 24
    assert spread(samples, rate, chapters) <= 0.5
    assert lead == pytest.approx(0.5, abs=0.05)
    assert tail <= 1.2
    assert longest <= 2.4
