"""Opus in Ogg (RFC 7845): less than half of an MP3's size at the same sound, chapters as Vorbis comments."""

from typing import BinaryIO

from narrate.model import Track
from narrate.outputs.container import Form, write

_FORM = Form(
    container="ogg",
    codec="libopus",
    rate=48_000,  # the only rate that Opus decodes to
    bit_rate=40_000,  # RFC 7845's authors advise 28 to 40 kbit/s for speech of full band width
    sample="flt",
    frame=960,  # 20 ms
    encoding={"application": "audio"},  # "voip" filters the voice for telephones
)


class OpusOutput:
    """Mono Opus at about 40 kbit/s."""

    suffix = ".opus"
    has_chapters = True
    fingerprint = property(lambda _: _FORM.fingerprint)

    def write(self, track: Track, file: BinaryIO) -> None:
        """Writes the tags, with the chapters, first."""
        write(track, file, _FORM)
