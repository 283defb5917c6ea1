"""A track's sound is made in stretches: as a whole it is what it should be, and a stretch is known by what it is."""

from dataclasses import replace

import numpy as np
import pytest

from narrate.assemble import assemble
from narrate.loudness import decibels, measure, measure_integrated
from narrate.model import Article, Block, Clip, Cue, Kind, Mark, Script, Segment, Word, anew
from narrate.stretches import Spoken, brought_to, mixes
from narrate.voice import Pauses

RATE = 22050
FRAME = 576


def clip_of(seconds, *, pitch=300.0, amplitude=3000):
    time = np.arange(int(seconds * RATE)) / RATE
    swell = 0.55 - 0.45 * np.cos(2 * np.pi * 4 * time)
    return Clip(pcm=(amplitude * swell * np.sin(2 * np.pi * pitch * time)).astype("<i2").tobytes(), rate=RATE)


def script_of(blocks, voices=()):
    """A script of one sentence for each number of a block."""
    voices = voices or [""] * len(blocks)
    segments = tuple(
        Segment((Word("Text.", 0, 5),), block, 380, voice=voice) for block, voice in zip(blocks, voices, strict=True)
    )
    article = Article(blocks=(Block(Kind.PARAGRAPH, "Text."),) * (max(blocks) + 1), rulings=())
    return Script(article, segments, (Mark("The bell", 0),))


def track_of(clips, blocks=None, *, keep=None, voices=()):
    script = script_of(blocks or [0] * len(clips), voices)
    return assemble(script, clips, rate=RATE, pauses=Pauses(), **({"keep": keep} if keep else {}))


def samples(track):
    return np.frombuffer(b"".join(one.read() for one in track.sound), "<i2").astype(np.float32) / 32768


CLIPS = [clip_of(1.0 + number / 7, pitch=200 + 20 * number, amplitude=2000 + 900 * number) for number in range(6)]


def test_what_is_told_of_the_loudness_is_what_a_meter_shows():
    track = track_of(CLIPS)

    shown = measure([samples(track)], RATE)

    assert track.loudness.integrated_lufs == pytest.approx(shown.integrated_lufs, abs=0.03)
    assert track.loudness.peak_dbtp == pytest.approx(shown.peak_dbtp, abs=0.1)
    assert shown.integrated_lufs == pytest.approx(-19.0, abs=0.1)


def peaked(seed):
    """Noise with clicks, far over what a meter shows of it."""
    rng = np.random.default_rng(seed)
    sound = rng.normal(0, 300, 2 * RATE)
    sound[:: RATE // 5] = 30_000
    return Clip(pcm=sound.astype("<i2").tobytes(), rate=RATE)


@pytest.mark.parametrize("lufs", [-19.0, -16.0])
def test_the_true_peak_is_held_whatever_the_loudness_takes(lufs):
    script = script_of([0] * 4)

    track = assemble(script, [peaked(n) for n in range(4)], rate=RATE, pauses=Pauses(), loudness_lufs=lufs)

    assert track.loudness.peak_dbtp <= -1.6
    assert measure([samples(track)], RATE).peak_dbtp <= -1.4  # a meter with another filter


def test_what_the_limiter_cannot_make_so_loud_is_told(caplog):
    click = Clip(pcm=np.pad([30_000], (0, RATE)).astype("<i2").tobytes(), rate=RATE)

    track = assemble(script_of([0, 0]), [click] * 2, rate=RATE, pauses=Pauses(), loudness_lufs=-16.0)

    assert track.loudness.integrated_lufs < -16.5
    assert track.loudness.peak_dbtp <= -1.6
    assert [f"it is {track.loudness.integrated_lufs:.1f} LUFS, not -16.0" in one.message for one in caplog.records] == [
        True
    ]


def test_what_is_told_is_of_the_very_sound_that_is_given_also_where_it_cannot_be_so_loud():
    clips = [peaked(n) for n in range(3)]
    spoken = [Spoken(clips, n, b"", Cue(3 * n * RATE, 3 * n * RATE + clips[n].length), 0.0) for n in range(3)]

    made, loudness = brought_to(-10.0, mixes(spoken, [], 9 * RATE, RATE), anew)

    assert max(decibels(one.profile(anew).peak) for one in made) == loudness.peak_dbtp <= -1.6


def test_a_stretch_tells_its_length_and_its_rest():
    for one in track_of(CLIPS).sound:
        made = np.frombuffer(one.read(), "<i2")

        assert len(made) == one.length
        assert not made[one.length - one.rest :].any()


def test_another_sentence_leaves_the_other_stretches_as_they_were():
    blocks = [number // 4 for number in range(36)]
    before = track_of(CLIPS * 6, blocks).sound

    after = track_of([*(CLIPS * 6)[:14], clip_of(1.37, pitch=250), *(CLIPS * 6)[15:]], blocks).sound

    changed = [number for number, (one, other) in enumerate(zip(before, after, strict=True)) if one.key != other.key]
    assert changed == [14, 15, 35]  # the silence behind the last of a block, and of all, has another length


@pytest.mark.parametrize("seconds", [0.31, 1.0, 1.7])
def test_a_block_starts_with_a_frame_whatever_stands_before_it(seconds):
    track = track_of([clip_of(seconds), *CLIPS], [0, 0, 0, 1, 1, 2, 2])

    assert [track.cues[number].start % FRAME for number in (3, 5)] == [0, 0]


def test_what_was_measured_is_not_measured_again():
    kept, made = {}, []

    def keep(name, make):
        if name not in kept:
            made.append(name)
            kept[name] = make()
        return kept[name]

    first = track_of(CLIPS, keep=keep)
    made.clear()
    again = track_of(CLIPS, keep=keep)

    assert not made
    assert again.loudness == first.loudness


def test_a_key_tells_all_that_a_stretch_is_made_of():
    music = np.full(RATE, 0.1, np.float32)
    one = Spoken(CLIPS, 0, b"digest", Cue(1000, 1000 + CLIPS[0].length), -1.0)
    (mix,) = mixes([one], [(500, music)], 4 * RATE, RATE)
    (later,) = mixes([one], [(501, music)], 4 * RATE, RATE)

    others = [
        later,
        replace(mix, gain_db=0.5),
        replace(mix, end=mix.end + 1),
        replace(mix, spoken=(replace(one, level_db=-1.1),)),
        replace(mix, spoken=(replace(one, digest=b"another"),)),
        replace(mix, spoken=(replace(one, cue=Cue(1001, 1001 + CLIPS[0].length)),)),
        replace(mix, layers=((500, music * 2),)),
    ]

    assert len({mix.key, *(other.key for other in others)}) == len(others) + 1


def test_stretches_are_not_parted_while_music_is_heard():
    cues = [Cue(start, start + RATE) for start in (0, 2 * RATE, 4 * RATE, 6 * RATE)]
    spoken = [Spoken(CLIPS, number, b"", cue, 0.0) for number, cue in enumerate(cues)]

    parted = mixes(spoken, [(RATE, np.ones(2 * RATE, np.float32))], 8 * RATE, RATE)

    assert [(one.start // RATE, one.end // RATE, len(one.spoken)) for one in parted] == [
        (0, 4, 2),
        (4, 6, 1),
        (6, 8, 1),
    ]


def test_each_voice_keeps_to_its_own_level():
    loud, soft = [clip_of(1.5, amplitude=9000) for _ in range(6)], [clip_of(1.5, amplitude=600) for _ in range(3)]

    track = track_of([*loud, *soft], voices=[""] * 6 + ["other"] * 3)

    levels = [measure_integrated([samples(track)[cue.start : cue.end]], RATE) for cue in track.cues]
    assert max(levels) - min(levels) < 0.2
