"""Clips are cut where the speech is."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.edges import trim
from narrate.model import Clip, Cue

RATE = 22050


def clip_of(*parts):
    """Of (seconds, amplitude) parts: a 200 Hz tone, or noise of amplitude 3 where the voice is silent."""
    noise = np.random.default_rng(1)
    pieces = []
    for seconds, amplitude in parts:
        time = np.arange(int(seconds * RATE)) / RATE
        pieces.append(amplitude * np.sin(2 * np.pi * 200 * time) + noise.uniform(-3, 3, len(time)))
    return Clip(pcm=np.concatenate(pieces).astype("<i2").tobytes(), rate=RATE)


def test_silence_around_speech_is_cut_to_the_kept_edges():
    clip = clip_of((0.3, 0), (1.0, 8000), (0.5, 0))

    trimmed = trim(clip)

    assert trimmed.length / RATE == pytest.approx(0.03 + 1.0 + 0.06, abs=0.012)


def test_words_move_with_the_sound():
    clip = replace(clip_of((0.3, 0), (1.0, 8000), (0.5, 0)), words=(Cue(0, RATE // 2), None, Cue(RATE, 2 * RATE)))

    trimmed = trim(clip)

    cut = clip.pcm.index(trimmed.pcm[RATE // 2 : RATE]) // 2 - RATE // 4
    assert trimmed.words == (Cue(0, RATE // 2 - cut), None, Cue(RATE - cut, trimmed.length))


def test_a_pause_inside_speech_stays():
    clip = clip_of((0.2, 0), (0.5, 8000), (0.4, 0), (0.5, 8000), (0.2, 0))

    assert trim(clip).length / RATE == pytest.approx(1.49, abs=0.012)


def test_both_ends_are_faded_to_silence():
    samples = np.frombuffer(trim(clip_of((1.0, 8000))).pcm, "<i2")

    assert abs(samples[:3]).max() < 300
    assert abs(samples[-3:]).max() < 300


def test_the_middle_is_not_touched():
    clip = clip_of((0.3, 0), (1.0, 8000), (0.5, 0))

    middle = trim(clip).pcm[RATE // 2 : RATE]

    assert middle in clip.pcm


@pytest.mark.parametrize("pcm", [b"", bytes(2), bytes(20_000)])
def test_a_clip_without_sound_stays_as_it_is(pcm):
    clip = Clip(pcm=pcm, rate=RATE)

    assert trim(clip) == clip


@given(st.lists(st.integers(-32768, 32767), max_size=3000), st.sampled_from([8000, 16000, 22050, 44100]))
def test_trimming_never_fails_and_never_makes_a_clip_longer(samples, rate):
    clip = Clip(pcm=np.array(samples, "<i2").tobytes(), rate=rate)

    assert trim(clip).length <= clip.length
