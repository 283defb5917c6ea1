"""The meter shows what BS.1770 says it should, and mastering does what it says."""

from itertools import pairwise

import numpy as np
import pytest

from narrate.loudness import SILENT_LUFS, decibels, master, measure, profile, summed

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
    sound = speech_like(4, rate=RATE) / 10

    mastered = np.concatenate(list(master([sound], RATE, gain_db=6.0, ceiling_db=-2.0)))

    before, after = (np.abs(np.fft.rfft(one))[:40_000] for one in (sound, mastered))
    heard = before > before.max() / 100
    assert np.abs(20 * np.log10(after[heard] / before[heard]) - 6).max() < 0.05


def test_a_voice_whose_peaks_are_all_on_one_side_needs_less_room():
    time = np.arange(2 * RATE) / RATE
    pulses = sum(np.cos(2 * np.pi * 110 * n * time) / n for n in range(1, 30)).astype(np.float32) / 100

    mastered = np.concatenate(list(master([pulses], RATE, gain_db=0.0, ceiling_db=-2.0)))

    assert 20 * np.log10(np.abs(pulses).max() / np.abs(mastered[RATE // 10 :]).max()) > 4
    assert measure([mastered], RATE).integrated_lufs == pytest.approx(measure([pulses], RATE).integrated_lufs, abs=0.1)


def test_no_peak_passes_the_ceiling():
    burst = sine(440, 0.1)
    burst[100_000:100_400] *= 20

    mastered = np.concatenate(list(master([burst], RATE, gain_db=6.0, ceiling_db=-2.0)))

    assert np.abs(mastered).max() <= 10 ** (-2.0 / 20) + 1e-4


def speech_like(seconds, *, rate, seed=1):
    """Noise that swells and fades, with pauses: gates and blocks all have something to do."""
    time = np.arange(int(seconds * rate)) / rate
    swell = np.clip(np.sin(2 * np.pi * 0.4 * time) + 0.3, 0, 1) * (0.6 + 0.4 * np.sin(2 * np.pi * 3 * time))
    noise = np.random.default_rng(seed).normal(0, 0.1, len(time))
    return (swell * np.convolve(noise, np.ones(8) / 3, "same")).astype(np.float32)


@pytest.mark.parametrize("rate", [16000, 22050, 44100, 48000])
def test_profiles_add_up_to_what_the_meter_shows(rate):
    sound = speech_like(20.0, rate=rate)
    places = [0, int(3.137 * rate), int(3.2 * rate), int(11.009 * rate), len(sound)]

    parts = [(one, profile(sound[one:other], rate)) for one, other in pairwise(places)]
    loudness, shown = summed(parts, len(sound), rate), measure([sound], rate)

    assert loudness.integrated_lufs == pytest.approx(shown.integrated_lufs, abs=0.03)
    assert loudness.peak_dbtp == pytest.approx(shown.peak_dbtp, abs=0.2)  # noise up to half the rate is the worst case


def test_profiles_find_the_true_peak_between_the_samples():
    tone = sine(RATE / 4, 1.0, phase=np.pi / 4)  # its samples reach -3 dBFS only
    tone[:RATE] *= np.linspace(0, 1, RATE, dtype=np.float32)

    assert decibels(profile(tone, RATE).peak) == pytest.approx(0.0, abs=0.3)


@pytest.mark.parametrize("sound", [np.zeros(0, np.float32), np.zeros(RATE, np.float32), sine(997, 0.5, seconds=0.2)])
def test_what_cannot_be_measured_has_a_profile_that_adds_nothing(sound):
    assert summed([(0, profile(sound, RATE))], len(sound), RATE).integrated_lufs <= SILENT_LUFS
