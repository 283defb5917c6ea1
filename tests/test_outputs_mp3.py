"""What other programs read from our MP3 files."""

import io

import mutagen
import mutagen.mp3
import pytest
from conftest import written

from narrate.outputs.mp3 import Mp3Output


@pytest.fixture
def file(track):
    return written(Mp3Output(), track)


def test_mutagen_reads_the_exact_length(file, track):
    info = mutagen.mp3.MP3(io.BytesIO(file)).info

    assert info.length * 1000 == pytest.approx(track.chapters[-1].end_ms, abs=0.01)
    assert (info.sample_rate, info.bitrate, info.channels) == (44100, 96000, 1)
    assert info.bitrate_mode is mutagen.mp3.BitrateMode.CBR


def test_tags_are_id3_version_2_3(file):
    tags = mutagen.mp3.MP3(io.BytesIO(file)).tags

    assert tags.version == (2, 3, 0)
    assert tags["TIT2"].text == ["Тhe naïve title — “quoted”"]
    assert tags["TPE1"].text == ["Zoë Ångström"]
    assert tags["TALB"].text == ["The Courier"]
    assert str(tags["TDRC"]) == "2024-07-24"


def test_chapter_frames_stand_in_time_order_and_in_the_table_of_contents(file, track):
    tags = mutagen.mp3.MP3(io.BytesIO(file)).tags
    (contents,) = tags.getall("CTOC")

    chapters = [tags[f"CHAP:{name}"] for name in contents.child_element_ids]

    assert [(one.sub_frames["TIT2"].text[0], one.start_time, one.end_time) for one in chapters] == [
        (one.title, one.start_ms, one.end_ms) for one in track.chapters
    ]
    places = [file.index(b"CHAP"), file.index(b"ch1\0", file.index(b"CHAP")), file.index(b"ch2\0", file.index(b"CHAP"))]
    assert places == sorted(places)
