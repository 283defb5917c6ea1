"""What other programs read from our Opus files."""

import base64
import io

import mutagen.flac
import mutagen.oggopus
import pytest
from conftest import PICTURES, written

from narrate import __version__
from narrate.outputs.opus import OpusOutput


@pytest.fixture
def file(told):
    return mutagen.oggopus.OggOpus(io.BytesIO(written(OpusOutput(), told)))


def test_mutagen_reads_the_facts_under_their_usual_names(file, told):
    names = ("title", "artist", "album", "author", "date", "language", "url", "lyrics")

    assert [file.tags[name][0] for name in names] == [
        told.script.article.title,
        "The Courier",
        "The Courier",
        "Zoë Ångström",
        "2024-07-24",
        "eng",
        "https://courier.example/bell",
        "Тhe naïve title — “quoted”",
    ]
    assert file.tags["ai disclosure"] == ["No person reads this."]
    assert file.tags["voice licence"] == ["CC0-1.0; unknown"]
    assert file.tags["narrate version"] == [__version__]


def test_chapters_have_the_times_and_titles_of_the_track(file, told):
    chapters = [(file.tags[f"chapter{n:03}"][0], file.tags[f"chapter{n:03}name"][0]) for n in range(len(told.chapters))]

    assert chapters == [
        (f"00:00:{one.start_ms // 1000:02}.{one.start_ms % 1000:03}", one.title) for one in told.chapters
    ]


def test_the_cover_is_a_picture_block(file):
    picture = mutagen.flac.Picture(base64.b64decode(file.tags["metadata_block_picture"][0]))

    assert (picture.mime, picture.type, picture.data) == ("image/jpeg", 3, PICTURES["jpeg"])
