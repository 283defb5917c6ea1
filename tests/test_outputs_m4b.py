"""What other programs read from our M4B files."""

import io
from dataclasses import replace
from itertools import pairwise

import mutagen.mp4
import numpy as np
import pytest
from conftest import written

from narrate.model import Chapter
from narrate.outputs.m4b import M4bOutput


def test_mutagen_reads_tags_length_and_chapters(track):
    file = mutagen.mp4.MP4(io.BytesIO(written(M4bOutput(), track)))

    assert file.tags["\xa9nam"] == [track.script.article.title]
    assert file.tags["\xa9ART"] == ["Zoë Ångström"]
    assert file.info.length == pytest.approx(track.length / track.rate, abs=0.025)  # it counts the encoder's lead-in
    assert [chapter.title for chapter in file.chapters] == [chapter.title for chapter in track.chapters]


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
    longer = replace(track, length=length, chapters=titled, sound=[second] * (length // 22_050))

    file = mutagen.mp4.MP4(io.BytesIO(written(M4bOutput(), longer)))

    assert len(file.chapters) == chapters
