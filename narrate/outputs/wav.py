"""WAV: the samples as they are, for those who go on working with them."""

from narrate.outputs.container import Encoded, Form

_FORM = Form(container="wav", codec="pcm_s16le", rate=0, sample="s16")


class WavOutput(Encoded):
    """Mono WAV, 16 bits, at the voice's own rate."""

    suffix = ".wav"
    has_chapters = False
    podcast = compact = _FORM
