"""Clips come in order, once each, whatever the number of workers and whatever goes wrong."""

import threading
from dataclasses import replace

import pytest

from narrate.cache import Cache
from narrate.engines import Cast
from narrate.engines.tone import ToneEngine
from narrate.errors import EngineError
from narrate.model import Article, Block, Kind, Mark, Script, Segment, Word
from narrate.synth import synthesize


class Counting(ToneEngine):
    """Hums, remembers what it was asked for, and fails on a word."""

    def __init__(self, voice, failing=""):
        super().__init__(voice)
        self.asked = []
        self.failing = failing
        self.lock = threading.Lock()

    def speak(self, segment):
        with self.lock:
            self.asked.append(segment.text)
        if segment.text == self.failing:
            raise EngineError(f"no sound for {segment.text!r}")
        return super().speak(segment)


def script_of(*texts):
    segments = tuple(Segment((Word(text, 0, len(text)),), 0, 100) for text in texts)
    article = Article(blocks=(Block(Kind.PARAGRAPH, " ".join(texts)),), rulings=())
    return Script(article, segments, (Mark("Start", 0),))


def clips_of(script, engine, cache, **options):
    return synthesize(script, Cast({"": engine}), cache, **options)


TEXTS = [f"Sentence number {'very ' * (7 * number % 5)}{number}." for number in range(30)]


@pytest.fixture
def cache(tmp_path):
    return Cache(tmp_path / "clips")


@pytest.mark.parametrize("workers", [1, 2, 7])
def test_clips_come_in_the_order_of_the_script(tone, cache, workers):
    engine = ToneEngine(tone)

    clips = list(clips_of(script_of(*TEXTS), engine, cache, workers=workers))

    assert [clip.length for clip in clips] == [
        pytest.approx(len(text) / tone.pace * engine.rate, rel=0.2, abs=3000) for text in TEXTS
    ]
    assert clips == list(clips_of(script_of(*TEXTS), engine, cache, workers=1))


def test_what_was_spoken_once_is_not_spoken_again(tone, cache):
    list(clips_of(script_of(*TEXTS), ToneEngine(tone), cache))
    engine = Counting(tone)

    clips = list(clips_of(script_of(*TEXTS[:7], "Something new.", *TEXTS[8:]), engine, cache))

    assert engine.asked == ["Something new."]
    assert len(clips) == len(TEXTS)


def test_each_voice_speaks_first_in_the_thread_that_ctrl_c_reaches(tone, cache):
    class Telling(ToneEngine):
        threads = ()

        def speak(self, segment):
            self.threads = (*self.threads, threading.current_thread())
            return super().speak(segment)

    cast = Cast({"": Telling(tone), "other": Telling(replace(tone, pace=9.0))})
    script = script_of(*TEXTS)
    segments = [replace(one, voice="other" if number % 3 else "") for number, one in enumerate(script.segments)]

    list(synthesize(replace(script, segments=tuple(segments)), cast, cache, workers=2))

    for engine in cast.engines.values():
        assert engine.threads[0] is threading.main_thread()
        assert threading.main_thread() not in engine.threads[1:]


def test_one_clip_is_read_without_the_others(tone, cache):
    engine = Counting(tone)
    clips = clips_of(script_of(*TEXTS), engine, cache)

    one = clips[3]

    assert engine.asked == [TEXTS[3]]
    assert one == list(clips)[3]


def test_a_clip_that_is_lost_from_the_cache_is_spoken_again(tone, cache):
    engine = Counting(tone)
    clips = clips_of(script_of("One.", "Two."), engine, cache)
    before = list(clips)
    for path in cache.folder.glob("*/*.clip"):
        path.unlink()

    assert list(clips) == before
    assert sorted(engine.asked) == ["One.", "One.", "Two.", "Two."]


def test_a_failure_stops_the_work_and_keeps_what_was_spoken(tone, cache):
    engine = Counting(tone, failing="Fails.")

    with pytest.raises(EngineError, match="Fails"):
        list(clips_of(script_of("One.", "Fails.", *TEXTS), engine, cache, workers=1))

    assert len(engine.asked) < len(TEXTS)
    again = Counting(tone)
    list(clips_of(script_of("One."), again, cache))
    assert again.asked == []


def test_a_clip_is_known_by_who_says_it_and_how_fast(tone, cache):
    cast = Cast({"": Counting(tone), "slow": Counting(replace(tone, pace=9.0))})
    (said,) = script_of("The bell rang.").segments
    script = script_of("The bell rang.")
    several = replace(script, segments=(said, replace(said, rate=0.5), replace(said, voice="slow"), said))

    for _ in range(2):
        lengths = [clip.length for clip in synthesize(several, cast, cache, workers=1)]

    assert lengths[0] == lengths[3] < lengths[1]
    assert lengths[0] < lengths[2]
    assert [len(engine.asked) for engine in cast.engines.values()] == [2, 1]


def test_the_report_counts_up_to_all(tone, cache):
    seen = []

    list(clips_of(script_of(*TEXTS), ToneEngine(tone), cache, report=lambda done, total: seen.append((done, total))))

    assert seen == [(number, len(TEXTS)) for number in range(1, len(TEXTS) + 1)]
