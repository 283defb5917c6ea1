"""MP3: constant bit rate, gapless, with ID3v2.3 tags and chapters (CHAP and CTOC frames)."""

from typing import BinaryIO

from narrate.model import Track
from narrate.outputs.container import Form, write

_FORM = Form(
    container="mp3",
    codec="libmp3lame",
    rate=44_100,  # what every player and platform takes; the voice's 22,050 Hz would save nothing at one bit rate
    bit_rate=96_000,  # mono speech has no audible loss; byte positions are exact only at a constant rate
    sample="s16p",
    frame=1152,  # of MPEG-1 Layer III
    gain_db=0.446,  # LAME makes everything softer by this much
    muxing={"id3v2_version": "3", "write_id3v1": "0"},
    encoding={"compression_level": "5"},  # LAME's quality: 13 % quicker than its default, and speech sounds the same
    encoder="LAME3.100",  # readers believe the Info header's gapless fields only of LAME
)


class Mp3Output:
    """Mono MP3 at 44.1 kHz and 96 kbit/s."""

    suffix = ".mp3"
    has_chapters = True
    fingerprint = property(lambda _: _FORM.fingerprint)

    def write(self, track: Track, file: BinaryIO) -> None:
        """Writes the tags first: chapters and length are known before there is sound."""
        write(track, file, _FORM)
