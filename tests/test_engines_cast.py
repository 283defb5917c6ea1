"""A voice and those of its roles speak one script, at one rate."""

from dataclasses import replace

import numpy as np
import pytest
from conftest import segment

from narrate.engines import Cast, load_cast, load_engine, piper_model
from narrate.engines.resampled import ResampledEngine
from narrate.errors import VoiceError
from narrate.filters import resample
from narrate.model import Article, Clip, Script
from narrate.voice import Role, load_voice


class Sine:
    """A pure tone: what resampling does to it can be computed."""

    fingerprint = "sine"

    def __init__(self, rate, seconds=1.0):
        self.rate = rate
        self.seconds = seconds

    def speak(self, said):
        time = np.arange(int(self.rate * self.seconds)) / self.rate
        return Clip(np.rint(16384 * np.sin(2 * np.pi * 440 * time)).astype("<i2").tobytes(), self.rate)

    def phonemes(self, said):
        return f"sine {said.text}"


@pytest.mark.parametrize("rate", [16000, 22050, 24000, 44100, 48000])
@pytest.mark.parametrize("to", [16000, 22050, 44100])
def test_another_rate_is_the_same_sound_in_its_place(rate, to):
    clip = ResampledEngine(Sine(rate), to).speak(segment("Yes."))
    sound = np.frombuffer(clip.pcm, "<i2") / 32768
    wanted = 0.5 * np.sin(2 * np.pi * 440 * np.arange(len(sound)) / to)

    assert clip.rate == to
    assert clip.length == to
    assert np.abs(sound - wanted)[100:-100].max() < 1e-3


@pytest.mark.parametrize("count", [0, 1, 2, 99])
def test_a_sound_of_hardly_any_samples_stays_one(count):
    assert len(resample(np.ones(count, np.float32), 16000, 22050)) <= 2 * count


def test_an_engine_of_another_rate_is_resampled_to_the_first_voices(tone, speakers):
    low = load_voice(f"{speakers}#bert")
    cast = load_cast(replace(tone, roles=(Role("quote", reader=low),)))
    said = replace(segment("The bell rang."), voice=low.name)

    assert load_engine(low).rate == 16000
    assert cast.rate == cast.engine_for(said).speak(said).rate == 22050
    assert load_cast(replace(low, roles=(Role("quote", reader=low),))).engine_for(said).rate == 16000


def test_words_are_where_they_are_said_at_another_rate_too(tone):
    said = segment("The bell rang at noon.")
    clip, resampled = (engine.speak(said) for engine in (load_engine(tone), ResampledEngine(load_engine(tone), 44100)))

    assert [(cue.start, cue.end) for cue in resampled.words] == [(2 * cue.start, 2 * cue.end) for cue in clip.words]
    assert len(clip.words) == 5


def test_a_resampled_engine_is_another_in_the_cache():
    assert ResampledEngine(Sine(16000), 22050).fingerprint not in {Sine(16000).fingerprint, Sine(22050).fingerprint}
    assert ResampledEngine(Sine(16000), 22050).phonemes(segment("Yes.")) == "sine Yes."


def test_a_script_depends_on_the_engines_that_say_something_of_it(tone):
    cast = Cast({"": load_engine(tone), "other": Sine(22050), "silent": Sine(22050)})
    own = Script(Article((), ()), (segment("One."),), ())
    both = replace(own, segments=(*own.segments, replace(segment("Two."), voice="other")))

    assert cast.fingerprint(own) == load_engine(tone).fingerprint
    assert "sine" in cast.fingerprint(both)
    assert cast.phonemes(both.segments[1]) == "sine Two."


@pytest.mark.parametrize("name", ["bert", "1"])
def test_a_speaker_is_heard_by_name_or_number(speakers, name):
    clips = {
        speaker: load_engine(load_voice(f"{speakers}#{speaker}")).speak(segment("The bell rang.")).pcm
        for speaker in (name, "anna", "carla")
    }
    bert = load_engine(replace(load_voice(str(speakers)), speaker="bert")).speak(segment("The bell rang.")).pcm

    assert len(set(clips.values())) == 3
    assert clips[name] == bert


def test_without_a_speaker_it_is_the_models_first(speakers):
    first, anna = (load_engine(load_voice(name)) for name in (str(speakers), f"{speakers}#anna"))

    assert first.speak(segment("The bell rang.")) == anna.speak(segment("The bell rang."))
    assert first.fingerprint == anna.fingerprint
    assert first.fingerprint != load_engine(load_voice(f"{speakers}#bert")).fingerprint


@pytest.mark.parametrize(
    ("speaker", "hint"),
    [("ann", "did you mean anna?"), ("3", "it has anna, bert, carla"), ("-1", "it has anna"), ("Anna", "anna?")],
)
def test_a_speaker_that_the_model_lacks_is_refused_with_those_that_it_has(speakers, speaker, hint):
    with pytest.raises(VoiceError, match="no speaker") as caught:
        load_engine(load_voice(f"{speakers}#{speaker}"))

    assert hint in caught.value.hint


def test_the_voices_of_one_model_load_it_once(speakers, monkeypatch):
    loads = []
    load = piper_model.load
    monkeypatch.setattr(piper_model, "load", lambda *given: loads.append(given) or load(*given))
    anna = load_voice(f"{speakers}#anna")
    bert = load_voice(f"{speakers}#bert")
    cast = load_cast(replace(anna, roles=(Role("quote", reader=bert), Role("heading", reader=anna))))

    clips = [
        cast.engine_for(said).speak(said).pcm for said in (segment("Yes."), replace(segment("Yes."), voice=bert.name))
    ]

    assert len(loads) == 1
    assert clips[0] != clips[1]


def test_of_many_speakers_a_few_are_told(tmp_path, speakers):
    import json

    path = speakers.with_name(f"{speakers.name}.json")
    config = json.loads(path.read_text()) | {"num_speakers": 904, "speaker_id_map": {f"p{n}": n for n in range(904)}}
    path.write_text(json.dumps(config))

    with pytest.raises(VoiceError) as caught:
        load_engine(load_voice(f"{speakers}#none"))

    assert "(904 in all)" in caught.value.hint
    assert len(caught.value.hint) < 200


def test_a_model_with_one_speaker_takes_none():
    with pytest.raises(VoiceError, match="one speaker only"):
        load_engine(load_voice("en_US-joe-medium#joe"))
