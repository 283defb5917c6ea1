"""What other programs read from our M4B files."""

import io
from dataclasses import replace
from itertools import pairwise

import av
import mutagen.mp4
import numpy as np
import pytest
from conftest import PICTURES, written

from narrate.model import Block, Chapter, Kind, Stretch
from narrate.outputs import Profile
from narrate.outputs.m4b import M4bOutput


def test_mutagen_reads_tags_length_and_chapters(track):
    content = written(M4bOutput(), track)
    file = mutagen.mp4.MP4(io.BytesIO(content))

    assert file.tags["\xa9nam"] == [track.script.article.title]
    assert file.tags["\xa9ART"] == ["Zoë Ångström"]
    assert file.tags["aART"] == file.tags["\xa9alb"] == ["The Courier"]
    assert b"\x15\xc7" in content[content.index(b"mdhd") :][:32]  # "eng", five bits a letter
    assert file.info.length == pytest.approx(track.length / track.rate, abs=0.025)  # it counts the encoder's lead-in
    assert [chapter.title for chapter in file.chapters] == [chapter.title for chapter in track.chapters]


def test_mutagen_reads_what_else_there_is_to_tell(told):
    tags = mutagen.mp4.MP4(io.BytesIO(written(M4bOutput(), told))).tags

    assert tags["\xa9lyr"] == ["Тhe naïve title — “quoted”"]
    assert tags["\xa9cmt"][0].endswith("licence of the voice: unknown. https://courier.example/bell")
    assert tags["stik"] == [2]
    assert "AI disclosure: No person reads this." in tags["desc"][0].splitlines()


@pytest.mark.parametrize("kind", ["jpeg", "png"])
def test_the_cover_is_in_the_file_and_changes_neither_sound_nor_chapters(track, kind):
    plain, covered = (written(M4bOutput(), replace(track, cover=cover)) for cover in (None, PICTURES[kind]))
    files = [mutagen.mp4.MP4(io.BytesIO(content)) for content in (plain, covered)]

    formats = {"jpeg": mutagen.mp4.AtomDataType.JPEG, "png": mutagen.mp4.AtomDataType.PNG}
    (cover,) = files[1].tags["covr"]
    assert (bytes(cover), cover.imageformat) == (PICTURES[kind], formats[kind])
    assert files[0].info.length == files[1].info.length
    assert [one.start for one in files[0].chapters] == [one.start for one in files[1].chapters]
    assert (
        plain[plain.index(b"mdat") + 4 :]
        == covered[covered.index(b"mdat") + 4 :][: len(plain) - plain.index(b"mdat") - 4]
    )


@pytest.mark.parametrize("profile", Profile)
def test_the_file_tells_its_length_to_the_sample_and_a_reader_hears_but_silence_behind_it(track, profile):
    with av.open(io.BytesIO(written(M4bOutput(profile), track))) as file:
        stream = file.streams.audio[0]
        planned = track.length * stream.rate // track.rate
        heard = np.concatenate([frame.to_ndarray()[0] for frame in file.decode(stream)])

    assert stream.duration * stream.time_base * stream.rate == planned
    assert 0 <= len(heard) - planned < 1024
    assert np.abs(heard[planned:]).max(initial=0) < 1e-4


def test_the_index_stands_before_the_sound(track):
    content = written(M4bOutput(), track)

    assert content[4:8] == b"ftyp"
    assert content[8:12] == b"M4B "
    assert content.index(b"moov") < content.index(b"mdat")


@pytest.mark.parametrize(("minutes", "chapters"), [(0, 1), (0, 255), (90, 1), (90, 255)])
def test_the_room_kept_for_the_index_is_enough(track, minutes, chapters):
    length = 22_050 * (60 * minutes + 300)
    marks = [round(number * length / 22.05 / chapters) for number in range(chapters + 1)]
    titled = tuple(Chapter("Кажуть, що " * 12, start, end) for start, end in pairwise(marks))
    second = np.zeros(22_050, "<i2").tobytes()
    silent = Stretch("silent", 22_050, 22_050, lambda: second)
    text = "Кажуть, що " * 5000
    block = Block(Kind.PARAGRAPH, text)
    script = replace(track.script, article=replace(track.script.article, blocks=(block,)))
    longer = replace(track, length=length, chapters=titled, script=script, sound=(silent,) * (length // 22_050))
    longer = replace(longer, cover=PICTURES["png"] + bytes(200_000))

    file = mutagen.mp4.MP4(io.BytesIO(written(M4bOutput(), longer)))

    assert len(file.chapters) == chapters
