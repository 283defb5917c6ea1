"""Every installed engine and output keeps the promises of its seam; a new one passes these tests unchanged."""

import io
from dataclasses import replace
from importlib.metadata import entry_points
from itertools import product

import av
import numpy as np
import pytest
from conftest import segment, written

from narrate.assemble import assemble
from narrate.engines import engine_names, load_engine
from narrate.errors import UsageError, VoiceError
from narrate.model import Article, Block, Credit, Kind, Mark, Script
from narrate.outputs import Profile, load_output
from narrate.voice import Pauses, Voice, profiles, read_profile

OUTPUTS = sorted(entry_points(group="narrate.outputs").names)
VOICES = [read_profile(path) for path in profiles().values()]
# An engine that no profile names yet is tried with a voice that says nothing more.
BARE = [
    Voice(name=name, language="en-US", engine=name, licence="unknown")
    for name in engine_names()
    if name not in {voice.engine for voice in VOICES}
]
SPEAKERS = [
    pytest.param(voice, marks=[pytest.mark.voice] if voice.model else [], id=voice.name)
    for voice in (*VOICES, *BARE)
    if voice.installed
]

ENDS = ("start", "end")


@pytest.fixture(params=SPEAKERS)
def voice(request, spoken_before, monkeypatch):
    monkeypatch.setenv("NARRATE_CACHE", str(spoken_before))
    return request.param


@pytest.fixture(params=product(OUTPUTS, Profile), ids="-".join)
def output(request):
    return load_output(*request.param)


def test_every_voice_has_an_engine():
    assert {voice.engine for voice in VOICES} <= set(engine_names())


def test_an_engine_speaks_at_the_rate_that_it_tells(voice):
    engine = load_engine(voice)

    clip = engine.speak(segment("The bell rang at noon."))

    assert clip.rate == engine.rate
    assert 0.5 < clip.length / clip.rate < 4.0
    assert np.abs(np.frombuffer(clip.pcm, "<i2")).max() > 1000


def test_an_engine_says_the_same_twice_and_in_another_process_order(voice):
    texts = ["The bell rang at noon.", "Nobody had dared to strike it."]
    engine, other = load_engine(voice), load_engine(voice)

    forward = {text: engine.speak(segment(text)) for text in texts}
    backward = {text: other.speak(segment(text)) for text in reversed(texts)}

    assert forward == backward


def test_an_engines_times_are_those_of_its_clips_or_nothing(voice):
    engine = load_engine(voice)
    said = replace(segment("The bell rang at noon, and half of the town came out to hear it."), rate=0.9)

    assert engine.times(said) in ((), engine.speak(said).words)


def test_an_engine_tells_phonemes_or_nothing(voice):
    assert isinstance(load_engine(voice).phonemes(segment("The bell rang.")), str)


def test_an_engines_fingerprint_changes_with_what_changes_its_sound(voice):
    faster = replace(voice, prosody=replace(voice.prosody, rate=1.1))

    assert load_engine(voice).fingerprint == load_engine(voice).fingerprint
    assert load_engine(voice).fingerprint != load_engine(faster).fingerprint


def test_a_higher_rate_is_a_shorter_clip(voice):
    faster = replace(voice, prosody=replace(voice.prosody, rate=1.5))
    said = segment("The bell rang at noon for the first time in forty years.")

    lengths = [load_engine(one).speak(said).length for one in (voice, faster)]

    assert lengths[1] < 0.8 * lengths[0]


def test_a_segment_has_a_rate_of_its_own_over_the_voices(voice):
    engine = load_engine(voice)
    said = segment("The bell rang at noon for the first time in forty years.")

    lengths = [engine.speak(replace(said, rate=rate)).length for rate in (0.8, 1.0, 1.5)]

    assert lengths[0] > 1.1 * lengths[1] > 1.3 * lengths[2]


def test_an_engine_refuses_a_speaker_that_the_voice_does_not_have(voice):
    with pytest.raises(VoiceError, match="speaker"):
        load_engine(replace(voice, speaker="nobody of that name"))


def test_an_output_writes_the_same_bytes_for_the_same_track(output, track):
    assert written(output, track) == written(output, track)


def yes(tone, more_ms):
    """A track of one word, so many milliseconds longer."""
    script = Script(Article((Block(Kind.PARAGRAPH, "Yes."),), ()), (segment("Yes."),), (Mark("Yes", 0),))
    engine = load_engine(tone)
    return assemble(script, [engine.speak(segment("Yes."))], rate=engine.rate, pauses=Pauses(tail_ms=100 + more_ms))


def decoded(content):
    """The samples of a file, full scale 1.0, and their rate, as long as the file says that it is.

    FFmpeg plays the last frame of an MPEG-4 file whole, whatever its length is said to be.
    """
    with av.open(io.BytesIO(content)) as container:
        stream = container.streams.audio[0]
        planes = [frame.to_ndarray().reshape(-1) for frame in container.decode(stream)]
        rate, told = stream.rate, stream.duration and round(stream.duration * stream.time_base * stream.rate)
        is_mpeg4 = "mp4" in container.format.name
    samples = np.concatenate(planes)
    if is_mpeg4:
        assert 0 <= len(samples) - told < 1024
        samples = samples[:told]
    full_scale = 1.0 if samples.dtype.kind == "f" else -float(np.iinfo(samples.dtype).min)
    return samples / full_scale, rate


@pytest.mark.parametrize("more_ms", range(0, 1300, 130))
def test_an_output_decodes_to_the_length_of_the_track_whatever_that_is(output, tone, more_ms):
    track = yes(tone, more_ms)

    samples, rate = decoded(written(output, track))

    assert len(samples) == track.length * rate / track.rate


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("more_ms", range(10, 1300, 20))
def test_the_last_frame_of_an_mp3_is_right_at_every_length(tone, profile, more_ms):
    track = yes(tone, more_ms)  # LAME's last packet is padding only at one length in thirty

    samples, rate = decoded(written(load_output("mp3", profile), track))

    assert len(samples) == track.length * rate / track.rate


def test_an_output_keeps_the_title_and_the_chapters_that_it_can_hold(output, track):
    with av.open(io.BytesIO(written(output, track))) as container:
        titles = [chapter["metadata"]["title"] for chapter in container.chapters()]
        times = [chapter[end] * chapter["time_base"] * 1000 for chapter in container.chapters() for end in ENDS]
        title = (container.metadata | container.streams.audio[0].metadata)["title"]  # Ogg's tags are a stream's

    planned = track.chapters * output.has_chapters
    assert title == track.script.article.title
    assert titles == [chapter.title for chapter in planned]
    assert times[:-1] == [time for chapter in planned for time in (chapter.start_ms, chapter.end_ms)][:-1]
    assert times[-1:] == pytest.approx([chapter.end_ms for chapter in planned[-1:]], abs=10)  # Ogg tells starts only


def test_an_output_tells_whose_voice_it_is_and_under_which_licence(output, track):
    credited = (Credit("joe", "CC0-1.0", "Voice: Joe Ångström"), Credit("eva", "unknown", ""))
    with av.open(io.BytesIO(written(output, replace(track, script=replace(track.script, credits=credited))))) as file:
        told = (file.metadata | file.streams.audio[0].metadata)["comment"]

    assert told == (
        "Read by joe, a synthetic voice; Voice: Joe Ångström; licence of the voice: CC0-1.0. "
        "Read by eva, a synthetic voice; licence of the voice: unknown."
    )


def test_an_outputs_sound_is_as_loud_as_the_track(output, track):
    samples, _ = decoded(written(output, track))
    planned = np.frombuffer(b"".join(one.read() for one in track.sound), "<i2") / 32768

    assert 20 * np.log10(np.std(samples) / np.std(planned)) == pytest.approx(0, abs=0.1)


def test_a_name_that_nobody_offers_is_refused_with_those_that_are(tone):
    with pytest.raises(UsageError, match="'ogg'") as format_error:
        load_output("ogg")
    with pytest.raises(VoiceError, match="'gramophone'") as engine_error:
        load_engine(replace(tone, engine="gramophone"))

    assert "mp3" in format_error.value.hint
    assert "tone" in engine_error.value.hint
