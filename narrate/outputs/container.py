"""A track into a file of sound, with its tags and chapters: what all formats share."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from importlib.metadata import version
from typing import TYPE_CHECKING, BinaryIO, ClassVar, cast

from narrate.model import Credit, Track
from narrate.outputs import Profile

if TYPE_CHECKING:
    import av
    from av.audio.stream import AudioStream
    from av.container.core import Chapter

_GENRE = "Speech"


@dataclass(frozen=True, slots=True)
class Form:
    """How a track is written: FFmpeg's names for container and codec, and their settings."""

    container: str
    codec: str
    rate: int
    """Samples a second; 0 is the track's own."""
    sample: str
    """How a sample is stored on its way to the codec."""
    bit_rate: int = 0
    """Bits a second; 0 where the codec has no choice."""
    frame: int = 1024
    """Samples that the codec takes at a time."""
    gain_db: float = 0.0
    """To make up for what the codec takes away."""
    muxing: Mapping[str, str] = field(default_factory=dict)
    encoding: Mapping[str, str] = field(default_factory=dict)
    encoder: str = ""
    """What the file names as its encoder; empty leaves it to FFmpeg."""


class Encoded:
    """An output that is written in one of two forms; each format is a subclass."""

    podcast: ClassVar[Form]
    compact: ClassVar[Form]
    has_chapters = True

    def __init__(self, profile: Profile = Profile.PODCAST) -> None:
        self.form = self.compact if profile is Profile.COMPACT else self.podcast

    @property
    def fingerprint(self) -> str:
        """Of the form, and of the library that writes it."""
        return f"1 av {version('av')} {self.form}"

    def write(self, track: Track, file: BinaryIO) -> None:
        """Writes the track as ``Output`` asks."""
        write(track, file, self.form)


def write(track: Track, file: BinaryIO, form: Form) -> None:
    """Writes the track, tags and chapters first. The same track, the same bytes.

    Raises:
        OSError: From the file.
    """
    import av

    rate = form.rate or track.rate
    with av.open(file, "w", format=form.container, options={"fflags": "+bitexact", **form.muxing}) as container:
        container.metadata.update(_tags(track))
        container.set_chapters(_chapters(track))
        stream = cast("AudioStream", container.add_stream(form.codec, rate=rate, options=dict(form.encoding)))
        stream.layout, stream.format = "mono", form.sample
        if form.bit_rate:
            stream.bit_rate = form.bit_rate
        if form.encoder:
            stream.metadata["encoder"] = form.encoder
        for frame in _frames(track, form, rate):
            container.mux(stream.encode(frame))
        # a packet without duration is padding only, and its skip data would spoil the padding told before
        container.mux([packet for packet in stream.encode(None) if packet.duration])


def _frames(track: Track, form: Form, rate: int) -> Iterator["av.AudioFrame"]:
    from narrate import filters

    chain = [
        ("volume", f"{form.gain_db}dB"),
        ("aresample", str(rate)),
        ("aformat", f"sample_fmts={form.sample}"),
        ("asetnsamples", f"n={form.frame}:p=0"),
    ]
    return filters.run(chain, map(filters.to_floats, track.sound), track.rate)


def _tags(track: Track) -> dict[str, str]:
    """FFmpeg's names, which it turns into each format's: in ID3 TIT2, TPE1, TALB, TYER with TDAT, TCON, TXXX."""
    article = track.script.article
    tags = {
        "title": article.title,
        "artist": article.author or article.site,
        "album": article.site,
        "date": article.published,
        "genre": _GENRE,
        "comment": " ".join(map(_credited, track.script.credits)),
    }
    return {name: value for name, value in tags.items() if value}


def _credited(credit: Credit) -> str:
    """A line on a voice: that it is none of a person who speaks, whose it is, and what one may do with it."""
    told = (f"Read by {credit.voice}, a synthetic voice", credit.credit, f"licence of the voice: {credit.licence}")
    return f"{'; '.join(filter(None, told))}."


def _chapters(track: Track) -> "list[Chapter]":
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
