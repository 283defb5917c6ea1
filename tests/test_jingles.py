"""Music stands where it should, at the speech's level; every word keeps its sound, and its time is told as it is."""

import io
import struct
from dataclasses import replace

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.assemble import assemble
from narrate.errors import InputError
from narrate.jingles import Music, mixed, prepare
from narrate.loudness import measure_integrated
from narrate.model import Article, Block, Clip, Jingles, Kind, Mark, Part, Script, Segment, Source, Word
from narrate.soundfile import read_facts
from narrate.voice import Pauses

RATE = 22050
PAUSES = Pauses()
SECOND = RATE


def sound(seconds, *, hertz=440, amplitude=0.2, rate=48000, channels=2, container="wav", codec="pcm_s16le"):
    """A file with a tone in it."""
    wave = amplitude * np.sin(2 * np.pi * hertz * np.arange(int(seconds * rate)) / rate)
    file = io.BytesIO()
    with av.open(file, "w", format=container) as out:
        stream = out.add_stream(codec, rate=rate)
        stream.layout = "stereo" if channels == 2 else "mono"
        planes = np.repeat(wave[np.newaxis].astype(np.float32), channels, axis=0)
        frame = av.AudioFrame.from_ndarray(planes, format="fltp", layout=stream.layout.name)
        frame.sample_rate = rate
        resampler = av.AudioResampler(
            stream.format.name, stream.layout.name, rate, frame_size=stream.frame_size or 1024
        )
        for one in (*resampler.resample(frame), *resampler.resample(None)):
            out.mux(stream.encode(one))
        out.mux(stream.encode(None))
    return Source(f"tone.{container}", file.getvalue())


def clip_of(seconds):
    """Speech, in other pitches than the music."""
    time = np.arange(int(seconds * RATE)) / RATE
    return Clip(pcm=(3000 * np.sin(2 * np.pi * 1000 * time)).astype("<i2").tobytes(), rate=RATE)


HEAD = (Block(Kind.TITLE, "A title."), Block(Kind.BYLINE, "By Ann."))
TEXT = tuple(Block(Kind.PARAGRAPH, f"Paragraph {number}.") for number in range(4))


def script_of(blocks, *, marks=(0,), parts=()):
    segments = tuple(Segment((Word("Text.", 0, 5),), number, 750) for number in range(len(blocks)))
    article = Article(blocks=blocks, rulings=(), parts=parts)
    return Script(article, segments, tuple(Mark(f"Chapter {number}", number) for number in marks))


def made(jingles, script=None, *, seconds=3.0, loudness_lufs=-19.0):
    script = script or script_of(HEAD + TEXT)
    music = prepare(jingles, RATE, loudness_lufs)
    clips = [clip_of(seconds)] * len(script.segments)
    track = assemble(script, clips, rate=RATE, pauses=PAUSES, loudness_lufs=loudness_lufs, music=music)
    samples = np.frombuffer(b"".join(one.read() for one in track.sound), "<i2").astype(np.float32) / 32768
    assert len(samples) == track.length
    return track, samples


def level(samples, hertz):
    """How loud one pitch is, in dB."""
    time = np.arange(len(samples)) / RATE
    return 20 * np.log10(abs(np.mean(samples * np.exp(-2j * np.pi * hertz * time))) + 1e-9)


@pytest.mark.parametrize(
    ("container", "codec"),
    [("wav", "pcm_s16le"), ("ogg", "libopus"), ("mp3", "libmp3lame"), ("ipod", "aac"), ("flac", "flac")],
)
@pytest.mark.parametrize("amplitude", [0.02, 0.9])
def test_an_intro_of_any_format_is_as_loud_as_the_speech_and_over_before_it(container, codec, amplitude):
    track, samples = made(Jingles(intro=sound(4, amplitude=amplitude, container=container, codec=codec)))

    start = track.cues[0].start
    assert 4.25 * SECOND < start < 4.6 * SECOND
    assert np.abs(samples[start - SECOND // 4 : start]).max() < 1e-3
    assert measure_integrated([samples[SECOND // 2 : 3 * SECOND]], RATE) == pytest.approx(-19, abs=1)
    assert track.loudness.integrated_lufs == pytest.approx(-19, abs=0.2)


def test_an_intro_fades_where_it_ends():
    _, samples = made(Jingles(intro=sound(4)))

    assert level(samples[int(3.8 * SECOND) : 4 * SECOND], 440) < level(samples[SECOND : 2 * SECOND], 440) - 9


def test_a_bed_is_heard_softly_under_the_head_and_gone_in_the_text():
    track, samples = made(Jingles(bed=sound(2, hertz=200)))
    head = samples[track.cues[0].start : track.cues[1].end]
    text = samples[track.cues[2].start + 2 * SECOND :]

    assert level(head, 200) - level(head[: 3 * SECOND], 1000) == pytest.approx(-18, abs=1.5)
    assert level(text, 200) < -90
    assert track.cues[0].start == 2.5 * SECOND
    assert level(samples[SECOND // 2 : SECOND], 200) > level(head, 200) + 6


def test_a_bed_follows_the_intro_without_a_gap():
    track, samples = made(Jingles(intro=sound(4), bed=sound(2, hertz=200)))

    assert level(samples[4 * SECOND : track.cues[0].start], 200) > -45
    assert track.cues[0].start == pytest.approx(4.3 * SECOND, abs=RATE / 50)


def test_a_bed_without_anything_to_be_under_is_not_heard():
    track, samples = made(Jingles(bed=sound(2, hertz=200)), script_of(TEXT))

    assert level(samples, 200) < -90
    assert track.cues[0].start < SECOND // 2


def test_the_outro_follows_the_last_word_and_the_end_follows_it():
    track, samples = made(Jingles(outro=sound(3)))
    last = track.cues[-1].end

    assert np.abs(samples[last + RATE // 40 : last + int(0.39 * SECOND)]).max() == 0
    assert level(samples[last + SECOND // 2 : last + 2 * SECOND], 440) > -30
    assert track.length - (last + 3.4 * SECOND) == pytest.approx(PAUSES.tail_ms / 1000 * RATE, abs=RATE / 10)
    assert track.chapters[-1].end_ms * RATE == track.length * 1000


def test_stings_stand_between_a_digests_articles_and_chapters_start_in_silence():
    intro, parts = (Block(Kind.TITLE, "Monday."),), tuple(Part(f"P{n}", n) for n in (1, 2, 3))
    script = script_of(intro + TEXT, marks=(0, 1, 2, 3), parts=parts)

    track, samples = made(Jingles(sting=sound(1.5)), script)

    for number in (2, 3):
        end, chapter = track.cues[number - 1].end, track.chapters[number].start_ms * RATE // 1000
        assert level(samples[end + SECOND // 2 : end + SECOND], 440) > -30
        assert np.abs(samples[chapter - RATE // 6 : chapter + RATE // 6]).max() == 0
        assert track.chapters[number].start_ms % 1000 == 0
    assert level(samples[track.cues[0].end + RATE // 40 : track.cues[1].start], 440) < -90


def test_the_speech_has_the_same_samples_with_music_as_without():
    bare, without = made(Jingles())
    dressed, samples = made(Jingles(intro=sound(4), outro=sound(2)))

    moved = dressed.cues[0].start - bare.cues[0].start
    for one, other in zip(bare.cues, dressed.cues, strict=True):
        assert other.end - other.start == one.end - one.start
        assert abs(other.start - moved - one.start) < 576  # a block starts with an MP3's frame
        spoken, again = without[one.start : one.end], samples[other.start : other.end]
        assert np.corrcoef(spoken, again)[0, 1] > 0.99999
        assert np.abs(again).max() == pytest.approx(np.abs(spoken).max(), rel=0.05)


@pytest.mark.parametrize("loudness_lufs", [-30, -23, -16])
def test_speech_and_music_are_brought_to_another_target_together(loudness_lufs):
    track, samples = made(Jingles(intro=sound(4)), loudness_lufs=loudness_lufs)

    assert track.loudness.integrated_lufs == pytest.approx(loudness_lufs, abs=0.2)
    assert measure_integrated([samples[SECOND // 2 : 3 * SECOND]], RATE) == pytest.approx(loudness_lufs, abs=1)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (Source("x.wav", b"no sound"), "cannot read x.wav as sound"),
        (Source("x.wav", b""), "cannot read x.wav as sound"),
        (sound(61, rate=8000, channels=1), "longer than a jingle"),
        (sound(1, amplitude=0.0), "is silent"),
    ],
)
def test_what_is_no_jingle_is_refused(source, message):
    with pytest.raises(InputError, match=message):
        prepare(Jingles(sting=source), RATE, -19)


FORMATS = [("wav", "pcm_s16le"), ("aiff", "pcm_s16be"), ("mp3", "libmp3lame"), ("ipod", "aac"), ("flac", "flac")]


@pytest.mark.parametrize(("container", "codec"), FORMATS)
@pytest.mark.parametrize("share", [0.4, 0.9])
def test_a_jingle_that_is_cut_off_is_refused(container, codec, share):
    whole = sound(4, container=container, codec=codec)
    cut = replace(whole, content=whole.content[: int(len(whole.content) * share)])

    prepare(Jingles(intro=whole), RATE, -19)
    with pytest.raises(InputError, match=rf"(is|cannot read) .*{container}|{container} is cut off: of the 4.0 s"):
        prepare(Jingles(intro=cut), RATE, -19)


def wav_of(seconds, *, order="<", coding=1, behind=b""):
    """Mono at 8000 Hz, in 16 bits, with a note behind the samples."""
    samples = np.full(int(seconds * 8000), 3000, f"{order}i2").tobytes()
    facts = struct.pack(f"{order}HHIIHH", coding, 1, 8000, 16_000, 2, 16)
    chunks = ((b"fmt ", facts), (b"data", samples), *([(b"LIST", behind)] if behind else []))
    body = b"WAVE" + b"".join(name + struct.pack(f"{order}I", len(part)) + part for name, part in chunks)
    return (b"RIFX" if order == ">" else b"RIFF") + struct.pack(f"{order}I", len(body)) + body


def test_a_wav_of_which_only_the_note_behind_its_sound_is_cut_is_taken():
    cut = wav_of(2, behind=bytes(9000))[:-8000]

    assert len(prepare(Jingles(intro=Source("cut.wav", cut)), RATE, -19).intro) == pytest.approx(2000, abs=20)


def test_the_size_of_a_wav_is_read_in_its_own_order_of_bytes():
    whole = wav_of(2, order=">")

    assert len(prepare(Jingles(intro=Source("whole.wav", whole)), RATE, -19).intro) == pytest.approx(2000, abs=20)
    with pytest.raises(InputError, match=r"is cut off: of the 2\.0 s"):
        prepare(Jingles(intro=Source("cut.wav", whole[:16_000])), RATE, -19)


def test_sound_in_a_coding_that_nobody_knows_is_refused(tmp_path):
    (tmp_path / "odd.wav").write_bytes(wav_of(1, coding=0x0999))

    with pytest.raises(InputError, match=r"cannot read \S*odd\.wav as sound: it is coded"):
        read_facts(tmp_path / "odd.wav")


@pytest.mark.parametrize("error", [av.error.DecoderNotFoundError, av.error.EOFError, av.error.ExternalError])
def test_whatever_ffmpeg_says_against_a_file_is_told(tmp_path, monkeypatch, error):
    def fail(*_):
        raise error(1, "it is not to be had")

    (tmp_path / "tone.wav").write_bytes(wav_of(1))
    monkeypatch.setattr(av, "open", fail)

    with pytest.raises(InputError, match="as sound: it is not to be had"):
        read_facts(tmp_path / "tone.wav")


def test_a_jingle_that_cannot_know_its_length_is_taken_as_it_is():
    wav = sound(2).content
    streamed, size = wav[:4] + b"\xff\xff\xff\xff" + wav[8:], wav.index(b"data") + 4
    piped = streamed[:size] + b"\xff\xff\xff\xff" + streamed[size + 4 :]
    tagged = sound(2, container="mp3", codec="libmp3lame").content
    bare = tagged[tagged.index(b"Info") + 500 :]

    for name, content in (("streamed.wav", streamed), ("piped.wav", piped), ("bare.mp3", bare)):
        assert len(prepare(Jingles(intro=Source(name, content)), RATE, -19).intro) > 1500


@given(
    st.lists(st.integers(0, 40), max_size=8), st.lists(st.tuples(st.integers(0, 120), st.integers(0, 90)), max_size=4)
)
def test_layers_are_heard_alike_however_the_sound_is_cut_into_blocks(sizes, spans):
    rng = np.random.default_rng(len(sizes))
    blocks = [rng.standard_normal(size).astype(np.float32) for size in sizes]
    layers = [(start, rng.standard_normal(size).astype(np.float32)) for start, size in spans]
    whole = np.concatenate([np.zeros(0, np.float32), *blocks])
    for start, layer in layers:
        part = whole[start : start + len(layer)]
        part += layer[: len(part)]

    found = np.concatenate([np.zeros(0, np.float32), *mixed(iter(blocks), layers)])

    assert np.allclose(found, whole, atol=1e-5)


def test_no_jingles_are_no_music():
    assert prepare(Jingles(), RATE, -19) == Music(RATE)


def test_short_pieces_may_be_shorter_than_their_fades():
    short = sound(0.1, hertz=200)
    track, samples = made(Jingles(intro=short, outro=short, bed=short, sting=short))

    assert track.length == len(samples)
    assert level(samples[track.cues[0].start : track.cues[1].end], 200) > -60


def test_words_move_with_the_speech():
    script = script_of(HEAD + TEXT)
    clip = replace(clip_of(1.0), words=())
    music = prepare(Jingles(intro=sound(4)), RATE, -19)

    track = assemble(script, [clip] * 6, rate=RATE, pauses=PAUSES, music=music)

    assert track.cues[0].start == music.lead
