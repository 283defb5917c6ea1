"""The meter shows what BS.1770 says it should, and mastering does what it says."""

import numpy as np
import pytest

from narrate.loudness import SILENT_LUFS, master, measure

RATE = 48000


def sine(frequency, amplitude, *, seconds=5.0, phase=0.0, rate=RATE):
    time = np.arange(int(seconds * rate)) / rate
    return (amplitude * np.sin(2 * np.pi * frequency * time + phase)).astype(np.float32)


@pytest.mark.parametrize("peak_db", [-20.0, -6.0])
def test_a_997_hz_sine_is_three_lu_under_its_peak(peak_db):
    loudness = measure([sine(997, 10 ** (peak_db / 20))], RATE)

    assert loudness.integrated_lufs == pytest.approx(peak_db - 3.01, abs=0.05)


def test_the_gate_leaves_pauses_out():
    speech = sine(997, 0.1)
    silence = np.zeros(RATE * 5, np.float32)

    with_pause = measure([speech, silence, speech], RATE)

    assert with_pause.integrated_lufs == pytest.approx(measure([speech], RATE).integrated_lufs, abs=0.3)


def test_the_true_peak_is_found_between_the_samples():
    tone = sine(RATE / 4, 1.0, phase=np.pi / 4)  # its samples reach -3 dBFS only
    tone[:RATE] *= np.linspace(0, 1, RATE, dtype=np.float32)  # a sudden start would ring

    loudness = measure([tone], RATE)

    assert loudness.peak_dbtp == pytest.approx(0.0, abs=0.3)


@pytest.mark.parametrize("sound", [[], [np.zeros(RATE, np.float32)], [sine(997, 0.5, seconds=0.2)]])
def test_what_cannot_be_measured_shows_as_silent(sound):
    assert measure(sound, RATE).integrated_lufs <= SILENT_LUFS


@pytest.mark.parametrize("sizes", [[1], [1000, 7, 48000, 1], [200_000]])
def test_mastering_keeps_the_length_whatever_the_blocks(sizes):
    sound = [sine(440, 0.5)[:size] for size in sizes]

    mastered = np.concatenate(list(master(sound, 22050, gain_db=3.0, ceiling_db=-2.0)))

    assert len(mastered) == sum(len(block) for block in sound)


def test_soft_sound_is_only_made_louder():
    sound = sine(440, 0.05)

    mastered = np.concatenate(list(master([sound], RATE, gain_db=6.0, ceiling_db=-2.0)))

    assert np.abs(mastered - sound * 10 ** (6 / 20)).max() < 1e-3


def test_no_peak_passes_the_ceiling():
    burst = sine(440, 0.1)
    burst[100_000:100_400] *= 20

    mastered = np.concatenate(list(master([burst], RATE, gain_db=6.0, ceiling_db=-2.0)))

    assert np.abs(mastered).max() <= 10 ** (-2.0 / 20) + 1e-4
