"""A file that says all of its source passes; one that was cut, doubled, stretched or spoiled does not."""

import wave
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from conftest import SAMPLES, written
from numpy.random import default_rng

from narrate.assemble import assemble
from narrate.check import check
from narrate.check.expected import Utterance
from narrate.check.match import Match, Matched, _found, match, match_timed
from narrate.clean import clean
from narrate.engines import load_cast
from narrate.fetch import load
from narrate.inspect import inspect
from narrate.model import Cue, Source
from narrate.outputs import load_output
from narrate.script import write_script
from narrate.voice import load_voice

SENTENCES = """# The bell of Orrin Vale

By Tess Marlow

The bell rang at noon for the first time in forty years, and half of the town came out to hear it.

Nobody had dared to strike it. A crack had been found in the bronze, no wider than a hair, in the wet spring of the
year in which the mill closed. "We were afraid of it," said the sexton.

Two welders came from the coast with a van full of gas and rods. The work took three days, most of which they spent
waiting for the metal to warm. It was paid for by a raffle.

On the last evening they sat on the wall outside and shared a pie. Then one of them took the rope, looked at the
other, and pulled. It sang. It was heard at the ferry, at the school and, if the keeper is to be believed, as far out
as the light. He wrote it down.
"""


class Somebody:
    """A reader of whom nothing is known."""

    rate = 22050

    def phonemes(self, segment):
        return ""

    def times(self, segment):
        return ()


SOMEBODY = Somebody()


@pytest.fixture(scope="module")
def hummed():
    """A track that hums an article."""
    voice = load_voice("tone")
    cast = load_cast(voice)
    script = write_script(clean(Source("bell.md", SENTENCES.encode())), voice, phonemes=cast.phonemes)
    clips = [cast.engine_for(segment).speak(segment) for segment in script.segments]
    return assemble(script, clips, rate=cast.rate, pauses=voice.pauses)


@pytest.fixture
def judged(hummed, tmp_path):
    """The verdict on the track's samples after something was done to them."""

    def judge(spoil=lambda samples: samples, script=hummed.script, reader=SOMEBODY, **told):
        samples = np.frombuffer(b"".join(one.read() for one in hummed.sound), "<i2").astype(float)
        path = tmp_path / "x.wav"
        with wave.open(str(path), "wb") as file:
            file.setparams((1, 2, hummed.rate, 0, "NONE", ""))
            file.writeframes(np.clip(np.rint(spoil(samples)), -32768, 32767).astype("<i2").tobytes())
        return check(inspect(path), script, reader, **told)

    return judge


def spans(track, number):
    """Where an utterance starts, and where the next one does."""
    return track.cues[number].start, track.cues[number + 1].start


def kinds(verdict):
    return [fault.kind for fault in verdict.faults]


def test_a_file_that_says_it_all_has_no_fault_and_every_word_is_heard(judged, hummed):
    verdict = judged()

    assert verdict.faults == ()
    assert verdict.words == verdict.words_heard == sum(len(segment.words) for segment in hummed.script.segments)
    assert [(one.start_ms, one.end_ms) for one in verdict.utterances] == [
        (pytest.approx(cue.start / 22.05, abs=60), pytest.approx(cue.end / 22.05, abs=90)) for cue in hummed.cues
    ]


@pytest.mark.parametrize("number", [0, 3, 8, 12])
def test_a_sentence_that_was_cut_out_is_missing(judged, hummed, number):
    start, end = spans(hummed, number)

    verdict = judged(lambda samples: np.delete(samples, np.s_[start:end]))

    assert kinds(verdict) == ["missing"]
    assert hummed.script.segments[number].text.startswith(verdict.faults[0].what.split("'")[-2].rstrip("…")[:12])
    assert verdict.words - verdict.words_heard == len(hummed.script.segments[number].words)


def test_a_middle_that_was_cut_out_is_missing(judged, hummed):
    start, end = hummed.cues[5].start, hummed.cues[11].start

    verdict = judged(lambda samples: np.delete(samples, np.s_[start:end]))

    assert kinds(verdict) == ["missing"]
    missing = sum(len(segment.words) for segment in hummed.script.segments[5:11])
    assert verdict.words - verdict.words_heard == missing


@pytest.mark.parametrize("number", [2, 5, 9])
def test_half_of_a_sentence_that_was_cut_out_is_found_there(judged, hummed, number):
    cue = hummed.cues[number]

    verdict = judged(lambda samples: np.delete(samples, np.s_[cue.start + 4000 : (cue.start + cue.end) // 2 + 4000]))

    assert kinds(verdict) in (["rate"], ["missing"])
    assert verdict.faults[0].at_ms == pytest.approx(cue.start / 22.05, abs=6000)
    assert verdict.words_heard < verdict.words


def within(track, random, lasts_ms):
    """A place within an utterance, at random, from sample to sample."""
    lasts = lasts_ms * track.rate // 1000
    long = [cue for cue in track.cues if cue.end - cue.start > lasts + track.rate // 2]
    cue = long[random.integers(len(long))]
    start = random.integers(cue.start + track.rate // 10, cue.end - lasts - track.rate // 10)
    return np.s_[start : start + lasts]


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("lasts_ms", [400, 700])
def test_what_is_cut_out_of_a_sentence_is_found_where_the_voice_tells_its_length(judged, hummed, seed, lasts_ms):
    place = within(hummed, default_rng(seed), lasts_ms)

    verdict = judged(lambda samples: np.delete(samples, place), reader=load_cast(load_voice("tone")))

    assert verdict.timed
    assert set(kinds(verdict)) <= {"rate", "missing", "hole"}
    assert verdict.words_heard < verdict.words


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("lasts_ms", [400, 1000])
def test_a_hole_in_a_sentence_is_found_where_it_is(judged, hummed, seed, lasts_ms):
    place = within(hummed, default_rng(seed), lasts_ms)
    silence = np.zeros(place.stop - place.start)

    verdict = judged(
        lambda samples: np.concatenate([samples[: place.start], silence, samples[place.stop :]]),
        reader=load_cast(load_voice("tone")),
    )

    assert kinds(verdict) == ["hole"]
    assert verdict.faults[0].at_ms == pytest.approx(place.start / 22.05, abs=30)
    assert verdict.words_heard < verdict.words


def test_a_hole_of_a_second_is_found_in_anybodys_reading(judged, hummed):
    place = within(hummed, default_rng(1), 1000)

    verdict = judged(lambda samples: np.where(np.isin(np.arange(len(samples)), np.r_[place]), 0, samples))

    assert not verdict.timed
    assert "hole" in kinds(verdict)


def test_another_reading_is_not_held_to_the_voices_times(judged, hummed):
    voice = load_voice("tone")

    class Uneven(Somebody):
        """Tells times that are none of what is heard: another reading."""

        def times(self, segment):
            return [Cue(0, 22050 * (1 + len(segment.text) % 7))]

    assert judged(reader=load_cast(voice)).timed
    assert (judged(reader=Uneven()).timed, kinds(judged(reader=Uneven()))) == (False, [])


def test_a_transcript_that_has_words_in_a_pause_is_found(judged, hummed):
    words = [(cue.start * 10 // 220, cue.end * 10 // 220) for words in hummed.words for cue in words]

    right = judged(transcript=words)
    late = judged(transcript=[(start + 700, end + 700) for start, end in words])

    assert kinds(right) == []
    assert set(kinds(late)) == {"times"}


@pytest.mark.parametrize("number", [3, 9])
def test_a_sentence_that_is_heard_twice_is_found(judged, hummed, number):
    start, end = spans(hummed, number)

    verdict = judged(lambda samples: np.insert(samples, end, samples[start:end]))

    assert kinds(verdict) == ["unknown"]
    assert hummed.cues[number].start / 22.05 - 60 <= verdict.faults[0].at_ms <= end / 22.05 + 60
    assert verdict.words_heard == verdict.words


def test_a_silence_of_five_seconds_is_found_where_it_is(judged, hummed):
    at = hummed.cues[7].end

    verdict = judged(lambda samples: np.insert(samples, at, np.zeros(5 * hummed.rate)))

    assert kinds(verdict) == ["silence"]
    assert verdict.faults[0].at_ms == pytest.approx(at / 22.05, abs=90)


@pytest.mark.parametrize("place", ["start", "end"])
def test_a_long_silence_at_an_end_is_found(judged, place):
    verdict = judged(lambda samples: np.pad(samples, (70_000 * (place == "start"), 70_000 * (place == "end"))))

    assert kinds(verdict) == ["silence"]


def test_a_sentence_that_drags_is_an_outlier(judged, hummed):
    cue = hummed.cues[9]

    def slowed(samples):
        return np.concatenate([samples[: cue.start], np.repeat(samples[cue.start : cue.end], 2), samples[cue.end :]])

    assert kinds(judged(slowed)) == ["rate"]


def test_a_clipped_file_is_found(judged):
    verdict = judged(lambda samples: np.clip(samples * 30, -32768, 32767))

    assert {"clipped", "peak", "loudness"} <= set(kinds(verdict))


@pytest.mark.parametrize("gain_db", [-6, 4])
def test_a_file_that_is_too_soft_or_too_loud_is_found(judged, gain_db):
    assert kinds(judged(lambda samples: samples * 10 ** (gain_db / 20))) == ["loudness"]


@pytest.mark.parametrize("pace", [0.6, 1.6])
def test_another_pace_throughout_is_no_fault(judged, hummed, pace):
    def stretched(samples):
        parts, at = [], 0
        for cue in hummed.cues:
            places = np.arange(0, cue.end - cue.start, 1 / pace).astype(int) + cue.start
            parts += [samples[at : cue.start], samples[places]]
            at = cue.end
        return np.concatenate([*parts, samples[at:]])

    verdict = judged(stretched)

    assert (kinds(verdict), verdict.words_heard) == ([], verdict.words)


def test_music_before_and_after_is_no_fault(judged, hummed):
    music = 1000 * np.sin(np.arange(9 * hummed.rate) / 9)
    pause = np.zeros(hummed.rate)

    assert kinds(judged(lambda samples: np.concatenate([music, pause, samples, pause, music]))) == []


def test_sentences_without_a_pause_between_them_are_heard_as_one(judged, hummed):
    start, end = hummed.cues[4].end - 1000, hummed.cues[5].start + 1000

    def filled(samples):
        return np.concatenate([samples[:start], np.full(end - start, 1500.0), samples[end:]])

    verdict = judged(filled)

    assert (kinds(verdict), verdict.words_heard) == ([], verdict.words)
    assert len(verdict.utterances) == len(hummed.script.segments) - 1


def test_a_title_and_a_byline_under_music_are_heard_as_one(judged, hummed):
    end = hummed.cues[2].start - hummed.rate // 4

    def scored(samples):
        return samples + np.where(np.arange(len(samples)) < end, 300 * np.sin(np.arange(len(samples)) / 9), 0)

    verdict = judged(scored)

    assert (kinds(verdict), verdict.words_heard) == ([], verdict.words)


def test_a_file_of_another_article_is_found(judged):
    other = write_script(clean(load(str(SAMPLES / "kitchen-science" / "source.md"))), load_voice("tone"))

    verdict = judged(script=other)

    assert verdict.faults
    assert verdict.words_heard < verdict.words


def test_silence_says_nothing(judged):
    verdict = judged(lambda samples: 0 * samples)

    assert verdict.words_heard == 0
    assert "missing" in kinds(verdict)


def test_the_text_in_a_file_must_be_the_sources(hummed, tmp_path):
    path = tmp_path / "x.mp3"
    path.write_bytes(written(load_output("mp3"), hummed))
    found = inspect(path)
    blocks = hummed.script.article.blocks
    other = replace(blocks[5], text=f"THE {blocks[5].text}")
    article = replace(hummed.script.article, blocks=(*blocks[:5], other, *blocks[6:]))

    same = check(found, hummed.script, SOMEBODY)
    changed = check(found, replace(hummed.script, article=article), SOMEBODY)

    assert (kinds(same), kinds(changed)) == ([], ["text"])
    assert "THE" in changed.faults[0].what


def test_a_file_that_is_not_as_long_as_it_was_made_is_found(hummed, tmp_path):
    path = tmp_path / "x.mp3"
    path.write_bytes(written(load_output("mp3"), hummed))
    found = inspect(path)

    verdict = check(replace(found, length=found.length - 4410), hummed.script, SOMEBODY)

    assert kinds(verdict) == ["length"]
    assert "0.10 s shorter" in verdict.faults[0].what


def test_many_hours_are_matched_in_seconds():
    said = [Utterance("x", "", 10, lasts, lasts, 400, 400) for lasts in (1000.0 + 37 * (n % 40) for n in range(3000))]
    starts = np.cumsum([0.0, *(one.expected_ms + one.pause_ms for one in said)]).astype(int)
    sounds = [(start, end - 400) for start, end in pairwise(starts.tolist())]

    matched = match(said, sounds[:1000] + sounds[1010:])

    assert [len(one.sounds) for one in matched.matches] == [1] * 1000 + [0] * 10 + [1] * 1990


@pytest.mark.parametrize("played", [0.9, 1.1])
def test_a_known_voice_that_is_played_at_another_pace_is_found(judged, hummed, played):
    def resampled(samples):
        return np.interp(np.arange(0, len(samples), played), np.arange(len(samples)), samples)

    reader = load_cast(load_voice("tone"))

    assert "pace" in kinds(judged(resampled, reader=reader, known=True))
    assert "pace" not in kinds(judged(resampled, reader=reader))
    assert kinds(judged(reader=reader, known=True)) == []


def silenced(samples, start, end):
    return np.concatenate([samples[:start], np.zeros(end - start), samples[end:]])


def test_the_words_that_a_hole_takes_most_of_are_not_heard(judged, hummed):
    first, second, third = hummed.words[4][3:6]
    start, end = first.end - 200, third.start + 200  # grazes the words beside it

    verdict = judged(lambda samples: silenced(samples, start, end), reader=load_cast(load_voice("tone")))

    assert kinds(verdict) == ["hole"]
    assert verdict.words - verdict.words_heard == 1
    assert first.end < second.start < second.end < third.start


def test_a_hole_in_what_is_too_short_is_counted_once(judged, hummed):
    cue = hummed.cues[9]

    def spoiled(samples):
        holed = silenced(samples, cue.start + 11_000, cue.start + 20_000)
        return np.delete(holed, np.s_[cue.end - 20_000 : cue.end - 4000])

    verdict = judged(spoiled, reader=load_cast(load_voice("tone")))

    assert sorted(kinds(verdict)) == ["hole", "rate"]
    assert verdict.words - verdict.words_heard == len(hummed.script.segments[9].words)


def test_a_hole_costs_words_where_nothing_tells_when_they_are_said(judged, hummed):
    place = within(hummed, default_rng(1), 1000)

    verdict = judged(lambda samples: silenced(samples, place.start, place.stop))

    assert kinds(verdict) == ["hole"]
    assert 0 < verdict.words - verdict.words_heard < 8


def test_a_length_that_is_no_number_of_this_world_is_passed_over(hummed, tmp_path):
    path = tmp_path / "x.mp3"
    path.write_bytes(written(load_output("mp3"), hummed))
    found = inspect(path)
    facts = replace(found.facts, tags=tuple((n, "9" * 5000 if n == "TLEN" else v) for n, v in found.facts.tags))

    assert check(replace(found, facts=facts), hummed.script, SOMEBODY).faults == ()
    assert dict(facts.tags)["TLEN"].startswith("999")


def test_an_opening_tells_nothing_of_the_pace():
    said = [Utterance("x", "", 10, 2000.0, 2000.0, 400, 400)]
    opening = Matched((Match(range(1), range(1), opening=True),), {"": 1.0}, 0.0)

    assert _found(opening, said, [(0, 30_000)]) == {"": 1.0}


def test_utterances_that_run_on_into_another_prove_no_voice():
    said = [Utterance("x", "", 10, 2000.0, 2000.0, 400, 400, times=((0, 2000),))] * 2
    joined = [(0, 4400)]

    assert match_timed(said, joined, known=False) is None
    assert match_timed(said, joined, known=True) is not None
