"""MP3: constant bit rate, gapless, with ID3v2.3 tags and chapters (CHAP and CTOC frames)."""

from collections.abc import Iterator
from fractions import Fraction
from importlib.metadata import version
from typing import TYPE_CHECKING, BinaryIO

import av

from narrate import filters
from narrate.model import Track

if TYPE_CHECKING:
    from av.container.core import Chapter

_RATE = 44100  # what every player and platform takes; the voice's 22,050 Hz would save nothing at one bit rate
_BIT_RATE = 96_000  # mono speech has no audible loss; byte positions are exact only at a constant rate
_FRAME = 1152  # samples in a frame of MPEG-1 Layer III
_EFFORT = 5  # LAME's quality, 0 slowest to 9 fastest: 13 % quicker than its default, and speech sounds the same
_LAME_LOSS_DB = 0.446  # LAME makes everything softer by this much
_GENRE = "Speech"


class Mp3Output:
    """Mono MP3 at 44.1 kHz and 96 kbit/s."""

    suffix = ".mp3"
    has_chapters = True

    @property
    def fingerprint(self) -> str:
        """The codec's version and the settings."""
        return f"mp3 1 av {version('av')} {_RATE} {_BIT_RATE} {_EFFORT}"

    def write(self, track: Track, file: BinaryIO) -> None:
        """Writes the tags first: chapters and length are known before there is sound."""
        options = {"id3v2_version": "3", "write_id3v1": "0", "fflags": "+bitexact"}
        with av.open(file, "w", format="mp3", options=options) as container:
            container.metadata.update(_tags(track))
            container.set_chapters(_chapters(track))
            stream = container.add_stream("libmp3lame", rate=_RATE, options={"compression_level": str(_EFFORT)})
            stream.layout, stream.format, stream.bit_rate = "mono", "s16p", _BIT_RATE
            stream.metadata["encoder"] = "LAME3.100"  # readers believe the Info header's gapless fields only of LAME
            for frame in _frames(track):
                container.mux(stream.encode(frame))
            container.mux(
                [packet for packet in stream.encode(None) if packet.duration]
            )  # one of padding only spoils it


def _frames(track: Track) -> Iterator[av.AudioFrame]:
    chain = [
        ("volume", f"{_LAME_LOSS_DB}dB"),
        ("aresample", str(_RATE)),
        ("aformat", "sample_fmts=s16p"),
        ("asetnsamples", f"n={_FRAME}:p=0"),
    ]
    return filters.run(chain, map(filters.to_floats, track.sound), track.rate)


def _tags(track: Track) -> dict[str, str]:
    """FFmpeg's names for TIT2, TPE1, TALB, TYER with TDAT, TCON."""
    article = track.script.article
    tags = {
        "title": article.title,
        "artist": article.author or article.site,
        "album": article.site,
        "date": article.published,
        "genre": _GENRE,
    }
    return {name: value for name, value in tags.items() if value}


def _chapters(track: Track) -> "list[Chapter]":
    """Written as CHAP frames in time order, and a CTOC frame that lists them."""
    return [
        {
            "id": number,
            "start": chapter.start_ms,
            "end": chapter.end_ms,
            "time_base": Fraction(1, 1000),
            "metadata": {"title": chapter.title},
        }
        for number, chapter in enumerate(track.chapters)
    ]
