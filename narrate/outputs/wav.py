"""WAV: the samples as they are, for those who go on working with them."""

from typing import BinaryIO

from narrate.model import Track
from narrate.outputs.container import Form, write

_FORM = Form(container="wav", codec="pcm_s16le", rate=0, sample="s16")


class WavOutput:
    """Mono WAV, 16 bits, at the voice's own rate."""

    suffix = ".wav"
    has_chapters = False
    fingerprint = property(lambda _: _FORM.fingerprint)

    def write(self, track: Track, file: BinaryIO) -> None:
        """Writes every sample of the track unchanged."""
        write(track, file, _FORM)
