"""Opus in Ogg (RFC 7845): less than half of an MP3's size at the same sound, chapters as Vorbis comments."""

from dataclasses import replace

from narrate.outputs.container import Encoded, Form

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
