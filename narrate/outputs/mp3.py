"""MP3: constant bit rate, gapless, with ID3v2.3 tags, chapters and cover before the sound."""

import os
from dataclasses import dataclass, replace
from typing import BinaryIO, cast

from narrate.model import Track
from narrate.outputs.container import Encoded, Form, write
from narrate.outputs.id3 import id3
from narrate.outputs.tags import tags_of

_PODCAST = Form(
    container="mp3",
    codec="libmp3lame",
    rate=44_100,  # what every player and platform takes; the voice's 22,050 Hz would save nothing at one bit rate
    bit_rate=96_000,  # mono speech has no audible loss; byte positions are exact only at a constant rate
    sample="s16p",
    frame=1152,  # of MPEG-1 Layer III
    gain_db=0.446,  # LAME makes everything softer by this much
    muxing={"id3v2_version": "0", "write_id3v1": "0"},  # the tag is ours
    encoding={"compression_level": "5"},  # LAME's quality: 13 % quicker than its default, and speech sounds the same
    encoder="LAME3.100",  # readers believe the Info header's gapless fields only of LAME
)
_COMPACT = replace(_PODCAST, rate=22_050, bit_rate=64_000, frame=576)  # of MPEG-2 Layer III


class Mp3Output(Encoded):
    """Mono MP3: 44.1 kHz and 96 kbit/s, or 22.05 kHz and 64 kbit/s."""

    suffix = ".mp3"
    podcast = _PODCAST
    compact = _COMPACT

    def write(self, track: Track, file: BinaryIO) -> None:
        """Writes the tag, and the sound behind it."""
        tags = tags_of(track)
        file.write(id3(tags))
        write(track, cast("BinaryIO", _Rest(file, file.tell())), self.form, tags, {})


@dataclass(frozen=True, slots=True)
class _Rest:
    """A file from a place on: FFmpeg goes back to the start of what it writes, to put the length into its header."""

    file: BinaryIO
    start: int

    def write(self, content: bytes) -> int:
        return self.file.write(content)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self.file.seek(offset + (self.start if whence == os.SEEK_SET else 0), whence) - self.start

    def tell(self) -> int:
        return self.file.tell() - self.start
