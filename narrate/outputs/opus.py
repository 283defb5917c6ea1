"""Opus in Ogg (RFC 7845): less than half of an MP3's size at the same sound, chapters as Vorbis comments."""

from base64 import b64encode
from dataclasses import replace

from narrate.outputs.container import Encoded, Form
from narrate.outputs.tags import Tags, is_png

_FRONT_COVER = (3).to_bytes(4, "big")

_PODCAST = Form(
    container="ogg",
    codec="libopus",
    rate=48_000,  # the only rate that Opus decodes to
    bit_rate=40_000,  # RFC 6716, 2.1.1: 28 to 40 kbit/s for speech of full band width
    sample="flt",
    frame=960,  # 20 ms
    encoding={"application": "audio"},  # "voip" filters the voice for telephones
)
_COMPACT = replace(_PODCAST, bit_rate=24_000)  # the same: 16 to 20 for wide band


class OpusOutput(Encoded):
    """Mono Opus at about 40 or 24 kbit/s."""

    suffix = ".opus"
    podcast = _PODCAST
    compact = _COMPACT

    def metadata(self, tags: Tags) -> dict[str, str]:
        """Vorbis comments may have any name."""
        own = {"author": tags.author, "url": tags.url, **dict(tags.notes)}
        cover = {"METADATA_BLOCK_PICTURE": b64encode(_picture(tags.cover)).decode()} if tags.cover else {}
        return super().metadata(tags) | own | cover


def _picture(cover: bytes) -> bytes:
    """A picture block as FLAC defines it (RFC 9639, 8.8), of a size that readers find in the picture itself."""
    kind = b"image/png" if is_png(cover) else b"image/jpeg"
    size = bytes(16)  # width, height, depth and colours: unknown
    return _FRONT_COVER + _counted(kind) + _counted(b"") + size + _counted(cover)


def _counted(content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + content
