"""A track into a file of sound, with its tags and chapters: what all formats share."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from importlib.metadata import version
from typing import TYPE_CHECKING, BinaryIO, ClassVar, cast

from narrate import __version__
from narrate.model import Keep, Track, anew
from narrate.outputs import Profile
from narrate.outputs.tags import GENRE, Tags, is_png, tags_of

if TYPE_CHECKING:
    import av
    from av.audio.stream import AudioStream
    from av.container import OutputContainer
    from av.container.core import Chapter
    from av.packet import Packet
    from av.stream import Stream


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
    muxing: Mapping[str, str] = field(default_factory=dict)
    encoding: Mapping[str, str] = field(default_factory=dict)
    attaches_cover: bool = False
    """Whether a cover goes into the container as a stream."""


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
        return f"2 narrate {__version__} av {version('av')} {self.form}"

    def write(self, track: Track, file: BinaryIO, keep: Keep = anew) -> None:  # noqa: ARG002 - FFmpeg's encoders go through
        """Writes the track as ``Output`` asks."""
        tags = tags_of(track)
        write(track, file, self.form, tags, self.metadata(tags))

    def metadata(self, tags: Tags) -> dict[str, str]:
        """The tags by FFmpeg's names, which it turns into the format's own; what it has none for is left out."""
        return metadata(tags)


def write(track: Track, file: BinaryIO, form: Form, tags: Tags, metadata: Mapping[str, str]) -> None:
    """Writes the track, tags and chapters first. The same track, the same bytes.

    Raises:
        OSError: From the file.
    """
    import av

    rate = form.rate or track.rate
    with av.open(file, "w", format=form.container, options={"fflags": "+bitexact", **form.muxing}) as container:
        container.metadata.update({name: value for name, value in metadata.items() if value})
        container.set_chapters(_chapters(tags))
        stream = cast("AudioStream", container.add_stream(form.codec, rate=rate, options=dict(form.encoding)))
        stream.layout, stream.format = "mono", form.sample
        if form.bit_rate:
            stream.bit_rate = form.bit_rate
        stream.metadata["language"] = tags.language
        cover = _cover(container, tags.cover) if form.attaches_cover and tags.cover else None
        for frame in _frames(track, form, rate):
            container.mux(stream.encode(frame))
        # a packet without duration is padding only, and its skip data would spoil the padding told before
        container.mux([packet for packet in stream.encode(None) if packet.duration])
        if cover:
            container.mux(cover)


def _cover(container: "OutputContainer", cover: bytes) -> "Packet[Stream]":
    """The cover as the only frame of a film, which is how FFmpeg takes it."""
    import av
    from av.stream import Disposition

    stream = container.add_mux_stream("png" if is_png(cover) else "mjpeg", width=1, height=1)
    stream.disposition = Disposition.attached_pic
    packet = av.Packet(cover)
    packet.stream, packet.pts, packet.dts = stream, 0, 0
    return packet


def _frames(track: Track, form: Form, rate: int) -> Iterator["av.AudioFrame"]:
    from narrate import filters

    chain = [
        ("aresample", str(rate)),
        ("aformat", f"sample_fmts={form.sample}"),
        ("asetnsamples", f"n={form.frame}:p=0"),
    ]
    return filters.run(chain, (filters.to_floats(stretch.read()) for stretch in track.sound), track.rate)


def metadata(tags: Tags) -> dict[str, str]:
    """What the formats tell alike, by FFmpeg's names, which it turns into each one's."""
    return {
        "title": tags.title,
        "artist": tags.artist,
        "album": tags.album,
        "date": tags.date,
        "genre": GENRE,
        "comment": tags.comment,
        "lyrics": tags.text,
    }


def _chapters(tags: Tags) -> "list[Chapter]":
    return [
        {
            "id": number,
            "start": chapter.start_ms,
            "end": chapter.end_ms,
            "time_base": Fraction(1, 1000),
            "metadata": {"title": chapter.title},
        }
        for number, chapter in enumerate(tags.chapters)
    ]
