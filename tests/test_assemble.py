"""A track is what was planned, to the sample; its chapters are contiguous and start in silence."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.assemble import assemble
from narrate.edges import LEAD_MS, TAIL_MS
from narrate.loudness import RINGING_MS, measure
from narrate.model import Article, Block, Clip, Cue, Kind, Mark, Script, Segment, Word
from narrate.voice import Pauses

RATE = 22050
PAUSES = Pauses(lead_in_ms=500, tail_ms=1000)


def clip_of(seconds, amplitude=3000):
    time = np.arange(int(seconds * RATE)) / RATE
    return Clip(pcm=(amplitude * np.sin(2 * np.pi * 300 * time)).astype("<i2").tobytes(), rate=RATE)


def script_of(count, *, pause_ms=400, marks=(0,)):
    segments = tuple(Segment((Word("Text.", 0, 5),), 0, pause_ms) for _ in range(count))
    article = Article(blocks=(Block(Kind.PARAGRAPH, "Text."),), rulings=())
    return Script(article, segments, tuple(Mark(f"Chapter {number}", number) for number in marks))


def samples(track):
    return np.frombuffer(b"".join(one.read() for one in track.sound), "<i2")


def test_the_sound_is_as_long_as_the_track_says():
    track = assemble(script_of(3), [clip_of(1.0), clip_of(0.3), clip_of(2.0)], rate=RATE, pauses=PAUSES)

    assert len(samples(track)) == track.length
    assert track.length * 1000 % RATE == 0


def test_speech_stands_where_its_cue_says_and_silence_elsewhere():
    track = assemble(script_of(3), [clip_of(1.0), clip_of(0.5), clip_of(2.0)], rate=RATE, pauses=PAUSES)

    sound = samples(track)
    spoken = np.zeros(len(sound), bool)
    for cue in track.cues:
        spoken[cue.start : cue.end + RATE * RINGING_MS // 1000] = True
    assert np.abs(sound[~spoken]).max() == 0
    assert [cue.end - cue.start for cue in track.cues] == [RATE, RATE // 2, 2 * RATE]
    assert track.cues[1].start - track.cues[0].end == (400 - LEAD_MS - TAIL_MS) * RATE // 1000
    assert track.cues[0].start == (500 - LEAD_MS) * RATE // 1000


def test_a_track_may_begin_with_speech():
    track = assemble(script_of(1), [clip_of(1.0)], rate=RATE, pauses=replace(PAUSES, lead_in_ms=0))

    assert track.cues[0].start == 0
    assert len(samples(track)) == track.length


def test_a_words_time_is_that_of_all_that_is_said_for_it():
    said = Segment((Word("It cost", 0, 7), Word("five dollars", 8, 10), Word("then.", 11, 16)), 0, 400)
    script = replace(script_of(2), segments=(said, said))
    clip = replace(clip_of(1.0), words=(Cue(100, 200), Cue(300, 400), None, Cue(600, 700), None))

    track = assemble(script, [clip, clip], rate=RATE, pauses=PAUSES)

    for cue, words in zip(track.cues, track.words, strict=True):
        assert words == (Cue(cue.start + 100, cue.start + 400), Cue(cue.start + 600, cue.start + 700), None)


def test_where_the_engine_tells_no_times_words_have_none():
    track = assemble(script_of(2), [clip_of(1.0), clip_of(0.5)], rate=RATE, pauses=PAUSES)

    assert track.words == ((None,), (None,))


def test_the_same_clips_give_the_same_samples_each_time_they_are_read():
    track = assemble(script_of(2), [clip_of(1.0), clip_of(1.5)], rate=RATE, pauses=PAUSES)

    assert (samples(track) == samples(track)).all()


@pytest.mark.parametrize("amplitude", [300, 3000, 30000])
def test_speech_is_brought_to_the_target(amplitude):
    clips = [clip_of(2.0, amplitude), clip_of(3.0, amplitude), clip_of(1.0, amplitude)]

    track = assemble(script_of(3), clips, rate=RATE, pauses=PAUSES)

    assert track.loudness.integrated_lufs == pytest.approx(-19.0, abs=0.2)
    assert track.loudness.peak_dbtp <= -1.0
    assert measure([samples(track).astype(np.float32) / 32768], RATE).integrated_lufs == pytest.approx(-19.0, abs=0.2)


def test_one_loud_sentence_is_brought_to_the_level_of_the_others():
    track = assemble(
        script_of(3), [clip_of(2.0, 2000), clip_of(1.0, 3500), clip_of(2.0, 2000)], rate=RATE, pauses=PAUSES
    )

    sound = samples(track).astype(float)
    levels = [np.sqrt(np.mean(sound[cue.start : cue.end] ** 2)) for cue in track.cues]
    assert max(levels) / min(levels) < 1.05


def test_a_sentence_far_from_the_others_keeps_some_of_its_distance():
    track = assemble(script_of(3), [clip_of(2.0, 2000), clip_of(2.0, 30), clip_of(2.0, 2000)], rate=RATE, pauses=PAUSES)

    sound = samples(track).astype(float)
    levels = [np.sqrt(np.mean(sound[cue.start : cue.end] ** 2)) for cue in track.cues]
    assert 20 * np.log10(levels[0] / levels[1]) == pytest.approx(20 * np.log10(2000 / 30) - 6, abs=1)


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.floats(0.05, 4.0), st.integers(0, 1600)), min_size=1, max_size=12),
    st.sets(st.integers(1, 11)),
    st.sampled_from([16000, 22050, 44100]),
)
def test_chapters_are_contiguous_on_whole_seconds_and_in_silence(parts, marked, rate):
    marks = (0, *sorted(number for number in marked if number < len(parts)))
    clips = [Clip(pcm=b"\x10\x10" * int(seconds * rate), rate=rate) for seconds, _ in parts]
    script = script_of(len(parts), marks=marks)

    track = assemble(script, clips, rate=rate, pauses=PAUSES)

    chapters = track.chapters
    assert chapters[0].start_ms == 0
    assert chapters[-1].end_ms * rate == track.length * 1000
    assert all(one.end_ms == other.start_ms for one, other in pairwise(chapters))
    for chapter, mark in zip(chapters[1:], script.marks[1:], strict=True):
        start = chapter.start_ms * rate // 1000
        assert chapter.start_ms % 1000 == 0
        assert track.cues[mark.segment - 1].end + 0.19 * rate < start < track.cues[mark.segment].start - 0.19 * rate
