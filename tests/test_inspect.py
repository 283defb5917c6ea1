"""What is told of a file of sound."""

import json
import wave
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from conftest import written

from narrate.errors import InputError
from narrate.inspect import inspect
from narrate.outputs import load_output


@pytest.fixture
def file(track, tmp_path) -> Path:
    path = tmp_path / "episode.mp3"
    path.write_bytes(written(load_output("mp3"), track))
    return path


def test_length_chapters_and_title_are_those_of_the_track(file, track):
    found = inspect(file)

    assert found.length == track.length * 2
    assert found.duration_ms == found.facts.told_ms == track.chapters[-1].end_ms
    assert found.facts.chapters == track.chapters
    assert dict(found.facts.tags)["title"] == track.script.article.title


def test_loudness_is_what_the_track_was_brought_to(file, track):
    found = inspect(file)

    assert found.loudness.integrated_lufs == pytest.approx(track.loudness.integrated_lufs, abs=0.3)
    assert found.loudness.peak_dbtp < -1
    assert found.clipped == 0


def test_each_pause_between_sentences_is_a_silence(file, track):
    gaps = [(one.end, other.start) for one, other in pairwise(track.cues)]
    planned = [(end, start) for end, start in gaps if start - end > 0.35 * track.rate]

    found = inspect(file).silences

    assert planned
    for end, start in planned:
        middle_ms = 500 * (end + start) / track.rate
        assert any(first <= middle_ms <= last for first, last in found)
    assert inspect(file).longest_pause_ms == max(last - first for first, last in found[1:-1])


def test_what_is_cut_off_at_full_scale_is_counted(track, tmp_path):
    path = tmp_path / "loud.wav"
    path.write_bytes(written(load_output("wav"), track))
    content = bytearray(path.read_bytes())
    content[-200:] = np.full(100, -32768, "<i2").tobytes()
    path.write_bytes(content)

    assert inspect(path).clipped == 100


@pytest.mark.parametrize("rate", [8000, 22_050, 44_100, 48_000])
def test_levels_stand_at_their_times_at_any_rate(tmp_path, rate):
    sound = np.zeros(rate * 5, "<i2")
    sound[rate * 2 : rate * 3] = 8000
    path = tmp_path / "x.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes(sound.tobytes())

    found = inspect(path)

    assert len(found.levels) == 500
    assert np.flatnonzero(found.levels > 0.2).tolist() == list(range(200, 300))
    assert found.quiet_for(1900) == ((0, 2000), (3000, 5000))


def test_the_picture_is_a_png_file(narrate, file, tmp_path):
    done = narrate("inspect", file, "--plot", "x.png")
    refused = narrate("inspect", file, "--plot", "x.jpg")

    assert done.returncode == 0
    assert (tmp_path / "x.png").read_bytes().startswith(b"\x89PNG")
    assert (refused.returncode, "should end in .png" in refused.stderr) == (2, True)


def test_short_term_loudness_is_told_ten_times_a_second(file, track):
    found = inspect(file)

    assert len(found.course) == found.duration_ms // 100
    assert max(found.course) == pytest.approx(found.loudness.integrated_lufs, abs=2)


def test_an_empty_file_is_told_as_such(tmp_path):
    path = tmp_path / "x.mp3"
    path.touch()

    with pytest.raises(InputError, match="is empty"):
        inspect(path)


@pytest.mark.parametrize("content", [None, b"", b"no sound", b"ID3\x03\0\0\0\0\0\0"])
def test_what_is_no_sound_is_an_input_error(content, tmp_path):
    path = tmp_path / "x.mp3"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(InputError, match=r"x\.mp3"):
        inspect(path)


def test_the_command_tells_people_and_machines(narrate, file):
    shown, told = narrate("inspect", file).stdout, json.loads(narrate("inspect", file, "--json").stdout)

    assert "LUFS" in shown
    assert "Zweitens: größer" in shown
    assert told["chapters"][1]["title"] == "Zweitens: größer"
    assert told["longest_pause_ms"] > 0
