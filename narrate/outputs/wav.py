"""WAV: the samples as they are, for those who go on working with them."""

from narrate import settings
from narrate.outputs.container import Encoded, Form
from narrate.outputs.tags import Tags

_FORM = Form(container="wav", codec="pcm_s16le", rate=0, sample="s16")


class WavOutput(Encoded):
    """Mono WAV, 16 bits, at the voice's own rate."""

    suffix = ".wav"
    has_chapters = False
    podcast = compact = _FORM

    def metadata(self, tags: Tags) -> dict[str, str]:
        """RIFF has a name for who encoded it, and none for our notes: what it was made with stands there."""
        told = [f"{name}: {value}" for name, value in tags.notes if name == settings.TAG]
        return super().metadata(tags) | {"encoded_by": "".join(told)}
