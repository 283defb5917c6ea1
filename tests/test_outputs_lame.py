"""An MP3's sound: exact to the sample, a stretch's frames the same wherever it stands, and none encoded twice."""

import io
from hashlib import sha256

import av
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.filters import resample, to_floats
from narrate.model import Article, Block, Chapter, Kind, Loudness, Mark, Script, Stretch, Track
from narrate.outputs import Profile, lame
from narrate.outputs.crc import crc16
from narrate.outputs.mp3 import Mp3Output

RATE = 22050
FRAME = 576  # samples of the track that a frame holds, in both profiles


def speech(seconds, *, pitch=220.0, rate=RATE):
    time = np.arange(int(seconds * rate)) / rate
    loudness = np.minimum(1, np.minimum(time, time[::-1]) * 20)
    return np.rint(6000 * loudness * np.sin(2 * np.pi * pitch * time)).astype("<i2").tobytes()


def whole(sound, *, frames=20):
    """The sound with silence behind it: so many frames, and what fills the last one."""
    return sound + bytes(2 * FRAME * frames + -len(sound) % (2 * FRAME))


def stretch(sound):
    """A stretch of these samples."""
    heard = np.flatnonzero(np.frombuffer(sound, "<i2"))
    length = len(sound) // 2
    return Stretch(sha256(sound).hexdigest(), length, length - (int(heard[-1]) + 1 if len(heard) else 0), lambda: sound)


def track_of(sound, rate=RATE):
    article = Article(blocks=(Block(Kind.TITLE, "The bell"),), rulings=())
    return Track(
        script=Script(article, (), (Mark("The bell", 0),)),
        rate=rate,
        length=sum(map(len, sound)) // 2,
        cues=(),
        words=(),
        chapters=(Chapter("The bell", 0, 1000),),
        loudness=Loudness(-19.0, -2.0),
        sound=tuple(map(stretch, sound)),
    )


class Kept(dict):
    """Keeps what is made, and counts what it was asked for."""

    asked = 0

    def __call__(self, name, make):
        self.asked += 1
        if name not in self:
            self[name] = make()
        return self[name]


def file_of(sound, keep, *, profile="podcast", rate=RATE):
    file = io.BytesIO()
    Mp3Output(Profile(profile)).write(track_of(sound, rate), file, keep)
    return file.getvalue()


def decoded(content):
    with av.open(io.BytesIO(content)) as container:
        return np.concatenate([frame.to_ndarray().reshape(-1) for frame in container.decode(audio=0)])


def off_by(content, sound, *, rate=RATE, to=44100):
    """The error of what is decoded, as a share of the sound."""
    asked, heard = resample(to_floats(b"".join(sound)), rate, to), decoded(content)
    assert len(heard) == round(sum(map(len, sound)) / 2 * to / rate)
    return np.sqrt(np.mean((heard[: len(asked)] - asked[: len(heard)]) ** 2) / np.mean(asked**2))


@settings(max_examples=12)
@given(
    parts=st.lists(st.tuples(st.floats(0.1, 2.0), st.floats(0.0, 0.6)), min_size=1, max_size=5),
    rate=st.sampled_from([16000, 22050, 24000]),
    profile=st.sampled_from([("podcast", 44100), ("compact", 22050)]),
)
def test_what_is_decoded_is_the_sound_in_its_place_to_the_sample(parts, rate, profile):
    sound = [speech(said, rate=rate) + bytes(2 * int(still * rate)) for said, still in parts]

    content = file_of(sound, Kept(), profile=profile[0], rate=rate)

    assert off_by(content, sound, rate=rate, to=profile[1]) < 0.03


@pytest.mark.parametrize("changed", [0, 1, 3, 5])
def test_only_the_stretch_that_changed_is_encoded(changed):
    sound = [whole(speech(1.0 + number / 3)) for number in range(6)]
    keep = Kept()
    file_of(sound, keep)
    before = len(keep)
    sound[changed] = whole(speech(0.8))

    again = file_of(sound, keep)

    assert before == 7  # the silence that follows all is the last
    assert len(keep) == 8
    assert off_by(again, sound) < 0.03
    assert again == file_of(sound, Kept())


@pytest.mark.parametrize("frames", [0, 4])
def test_sound_that_goes_on_is_one_stretch(frames):
    keep = Kept()

    file_of([whole(speech(1.0), frames=frames), whole(speech(1.0))], keep)

    assert keep.asked == 2  # and the silence that follows


def test_sound_that_goes_on_for_too_long_is_encoded_as_it_comes_and_not_kept(monkeypatch):
    monkeypatch.setattr(lame, "_LONGEST_S", 2)
    keep = Kept()
    sound = [whole(speech(0.5)), speech(1.3), speech(1.1), whole(speech(0.7)), whole(speech(0.4))]

    content = file_of(sound, keep)

    assert off_by(content, sound) < 0.03
    assert keep.asked == 3  # the first, the last, and the silence that follows


def test_the_frames_do_not_depend_on_where_a_run_of_speech_is_parted():
    one, other = speech(1.0), whole(speech(0.7))

    assert file_of([one + other, other], Kept()) == file_of([one, other, other], Kept())


@pytest.mark.parametrize("sound", [[bytes(2)], [bytes(2 * RATE)], [speech(0.01)]])
def test_next_to_nothing_is_a_file_all_the_same(sound):
    assert len(decoded(file_of(sound, Kept()))) == sum(map(len, sound))


def test_the_check_sum_is_that_of_its_standard():
    assert crc16(b"123456789") == 0xBB3D


@given(st.binary(min_size=2, max_size=2000), st.binary(min_size=2, max_size=2000))
def test_a_check_sum_goes_on_where_another_ended(one, other):
    assert crc16(other, crc16(one)) == crc16(one + other)


def test_the_check_sum_in_a_file_is_that_of_its_frames():
    content = file_of([whole(speech(1.0)), whole(speech(2.0))], Kept())

    start = content.index(b"Info") - 21
    told = content[start:]
    head = 4 + 17 + 120 + 34

    assert int.from_bytes(told[head : head + 2], "big") == crc16(told[:head])
    assert int.from_bytes(told[head - 2 : head], "big") == crc16(told[313:])
