"""Every installed engine and output keeps the promises of its seam; a new one passes these tests unchanged."""

import io
from dataclasses import replace
from importlib.metadata import entry_points

import av
import numpy as np
import pytest

from narrate.assemble import assemble
from narrate.engines import load_engine
from narrate.errors import UsageError, VoiceError
from narrate.model import Article, Block, Kind, Mark, Script, Segment, Word
from narrate.outputs import load_output
from narrate.voice import Pauses, list_voices, load_voice

OUTPUTS = sorted(entry_points(group="narrate.outputs").names)
VOICES = [
    pytest.param(voice.name, marks=[pytest.mark.voice] if voice.model else [])
    for voice in list_voices()
    if voice.installed
]


def segment(text):
    return Segment((Word(text, 0, len(text)),), 0, 300)


@pytest.fixture(params=VOICES)
def voice(request):
    return load_voice(request.param)


@pytest.fixture(params=OUTPUTS)
def output(request):
    return load_output(request.param)


@pytest.fixture
def track(tone):
    article = Article(
        blocks=(Block(Kind.TITLE, "Тhe naïve title — “quoted”"), Block(Kind.PARAGRAPH, "Text.")),
        rulings=(),
        author="Zoë Ångström",
        site="The Courier",
        published="2024-07-24",
    )
    segments = tuple(segment(f"This is sentence number {number}.") for number in range(6))
    script = Script(article, segments, (Mark("First", 0), Mark("Zweitens: größer", 3), Mark("Z", 5)))
    engine = load_engine(tone)
    return assemble(script, [engine.speak(one) for one in segments], rate=engine.rate, pauses=Pauses())


def written(output, track):
    file = io.BytesIO()
    output.write(track, file)
    return file.getvalue()


def test_every_voice_has_an_engine():
    engines = set(entry_points(group="narrate.engines").names)

    assert {voice.engine for voice in list_voices()} <= engines


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


def test_an_engines_fingerprint_changes_with_what_changes_its_sound(voice):
    faster = replace(voice, prosody=replace(voice.prosody, rate=1.1))

    assert load_engine(voice).fingerprint == load_engine(voice).fingerprint
    assert load_engine(voice).fingerprint != load_engine(faster).fingerprint


def test_a_higher_rate_is_a_shorter_clip(voice):
    faster = replace(voice, prosody=replace(voice.prosody, rate=1.5))
    said = segment("The bell rang at noon for the first time in forty years.")

    lengths = [load_engine(one).speak(said).length for one in (voice, faster)]

    assert lengths[1] < 0.8 * lengths[0]


def test_an_output_writes_the_same_bytes_for_the_same_track(output, track):
    assert written(output, track) == written(output, track)


def test_an_output_decodes_to_the_length_of_the_track(output, track):
    with av.open(io.BytesIO(written(output, track))) as container:
        stream = container.streams.audio[0]
        decoded = sum(frame.samples for frame in container.decode(stream))
        rate = stream.rate

    assert decoded == track.length * rate / track.rate


def test_an_output_keeps_chapters_and_title(output, track):
    with av.open(io.BytesIO(written(output, track))) as container:
        chapters = [
            (one["metadata"]["title"], one["start"] * one["time_base"] * 1000, one["end"] * one["time_base"] * 1000)
            for one in container.chapters()
        ]
        title = container.metadata["title"]

    assert chapters == [(one.title, one.start_ms, one.end_ms) for one in track.chapters]
    assert title == track.script.article.title


def test_an_outputs_sound_is_as_loud_as_the_track(output, track):
    with av.open(io.BytesIO(written(output, track))) as container:
        planes = [frame.to_ndarray().reshape(-1) for frame in container.decode(audio=0)]
    decoded = np.concatenate(planes).astype(float)
    planned = np.frombuffer(b"".join(track.sound), "<i2") / 32768

    assert 20 * np.log10(np.std(decoded) / np.std(planned)) == pytest.approx(0, abs=0.1)


def test_a_name_that_nobody_offers_is_refused_with_those_that_are(tone):
    with pytest.raises(UsageError, match="'ogg'") as format_error:
        load_output("ogg")
    with pytest.raises(VoiceError, match="'gramophone'") as engine_error:
        load_engine(replace(tone, engine="gramophone"))

    assert "mp3" in format_error.value.hint
    assert "tone" in engine_error.value.hint
