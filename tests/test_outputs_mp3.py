"""What other programs read from our MP3 files."""

import io
import re
from dataclasses import replace
from itertools import pairwise

import mutagen.id3
import mutagen.mp3
import pytest
from conftest import PICTURES, written
from hypothesis import given
from hypothesis import strategies as st

from narrate import __version__
from narrate.model import Block, Chapter, Cue, Kind, Segment, Word
from narrate.outputs.id3 import id3
from narrate.outputs.mp3 import Mp3Output
from narrate.outputs.tags import Tags, tags_of


@pytest.fixture
def file(track):
    return written(Mp3Output(), track)


def read(track):
    """A track's tag, as mutagen reads it."""
    return mutagen.id3.ID3(io.BytesIO(id3(tags_of(track))), translate=False)


def chapters_of(track):
    """The chapters in the order that the table of contents gives."""
    tags = read(track)
    return [tags[f"CHAP:{name}"] for name in tags["CTOC:toc"].child_element_ids]


def test_mutagen_reads_the_exact_length(file, track):
    info = mutagen.mp3.MP3(io.BytesIO(file)).info

    assert info.length * 1000 == pytest.approx(track.chapters[-1].end_ms, abs=0.01)
    assert (info.sample_rate, info.bitrate, info.channels) == (44100, 96000, 1)
    assert info.bitrate_mode is mutagen.mp3.BitrateMode.CBR


def test_tags_are_id3_version_2_3(told):
    tags = read(told)

    assert tags.version == (2, 3, 0)
    assert tags["TIT2"].text == ["Тhe naïve title — “quoted”"]
    assert tags["TPE1"].text == tags["TALB"].text == ["The Courier"]
    assert tags["TEXT"].text == ["Zoë Ångström"]
    assert (tags["TCON"].text, tags["TLAN"].text) == (["Speech"], ["eng"])
    assert tags["TLEN"].text == [str(told.chapters[-1].end_ms)]


def test_the_tag_tells_the_source_and_the_whole_text(told):
    tags = read(told)

    assert tags["WOAS"].url == told.script.article.url
    assert str(tags["COMM::eng"]) == (
        "Read by joe, a synthetic voice; Voice: Joe; licence of the voice: CC0-1.0. "
        "Read by eva, a synthetic voice; licence of the voice: unknown. https://courier.example/bell"
    )
    assert tags["USLT::eng"].text == "Тhe naïve title — “quoted”"


def test_the_tag_tells_the_voices_their_licences_the_disclosure_and_the_version(told):
    tags = read(told)

    assert {frame.desc: frame.text for frame in tags.getall("TXXX")} == {
        "voice": ["joe; eva"],
        "voice licence": ["CC0-1.0; unknown"],
        "AI disclosure": ["No person reads this."],
        "narrate version": [__version__],
    }


def test_a_file_that_tells_listeners_nothing_of_its_voice_tells_readers(track):
    assert read(track)["TXXX:AI disclosure"].text == ["The voice is synthetic."]


@pytest.mark.parametrize(
    ("published", "frames"),
    [("2024-07-24", ["2024", "2407"]), ("2024-07", ["2024"]), ("2024", ["2024"]), (None, [])],
)
def test_a_date_is_told_as_far_as_it_is_known(track, published, frames):
    article = replace(track.script.article, published=published)
    tags = read(replace(track, script=replace(track.script, article=article)))

    assert [tags[name].text[0] for name in ("TYER", "TDAT") if name in tags] == frames


def test_chapter_frames_stand_in_time_order_behind_the_table_of_contents(told):
    (contents,) = read(told).getall("CTOC")

    assert contents.flags == mutagen.id3.CTOCFlags.TOP_LEVEL | mutagen.id3.CTOCFlags.ORDERED
    assert [(one.sub_frames["TIT2"].text[0], one.start_time, one.end_time) for one in chapters_of(told)] == [
        (one.title, one.start_ms, one.end_ms) for one in told.chapters
    ]
    head = written(Mp3Output(), told)
    assert head.index(b"CTOC") < head.index(b"CHAP")
    assert re.findall(rb"CHAP.{6}(ch\d+)\0", head, re.DOTALL) == [b"ch0", b"ch1", b"ch2"]


def test_a_chapter_with_an_address_has_a_link(told):
    links = [[frame.url for frame in one.sub_frames.getall("WXXX")] for one in chapters_of(told)]

    assert links == [[], ["https://courier.example/part"], []]


@pytest.mark.parametrize("count", [1, 254, 255, 256, 257, 1000])
def test_more_chapters_than_a_table_of_contents_can_count_are_merged(track, count):
    many = tuple(Chapter(f"Chapter {number}", 10 * number, 10 * number + 10) for number in range(count))

    chapters = chapters_of(replace(track, chapters=many))

    assert len(chapters) == count if count <= 255 else 100 < len(chapters) <= 255
    assert (chapters[0].start_time, chapters[-1].end_time) == (0, 10 * count)
    assert all(one.end_time == other.start_time for one, other in pairwise(chapters))


@pytest.mark.parametrize("kind", ["jpeg", "png"])
def test_the_cover_is_in_the_tag(track, kind):
    (frame,) = read(replace(track, cover=PICTURES[kind])).getall("APIC")

    assert (frame.mime, frame.type, frame.data) == (
        f"image/{kind}",
        mutagen.id3.PictureType.COVER_FRONT,
        PICTURES[kind],
    )


def test_a_text_of_many_hours_is_told_in_part(track):
    blocks = (
        Block(Kind.TITLE, "T"),
        *(Block(Kind.PARAGRAPH, f"Абзац {number}. " + "слово " * 50) for number in range(900)),
    )
    segments = tuple(Segment((Word("text.", 0, 4),), number, 300) for number in range(len(blocks)))
    script = replace(track.script, article=replace(track.script.article, blocks=blocks), segments=segments)
    cues = tuple(Cue(9 * number, 9 * number + 9) for number in range(len(blocks)))
    tags = tags_of(replace(track, script=script, cues=cues, words=((None,),) * len(blocks)))

    assert 49_000 < len(tags.text) < 51_000
    assert tags.text.endswith("слово …")
    assert len(id3(tags)) < 300_000


@given(st.text(min_size=1), st.text(min_size=1))
def test_any_text_is_read_as_it_was_written(title, text):
    title, text = (one.replace("\0", "?") for one in (title, text))
    tags = Tags(title, "", "", "", "", "und", "", "", text, (), 1000, (Chapter(title, 0, 1000),), None)

    told = mutagen.id3.ID3(io.BytesIO(id3(tags)))

    assert told["USLT::und"].text == text
    assert told["CHAP:ch0"].sub_frames["TIT2"].text == [title]
