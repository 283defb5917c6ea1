"""The seam to what speaks. An engine is one file here (or in any package), one ``narrate.engines`` entry point."""

from importlib.metadata import entry_points
from typing import Protocol

from narrate.errors import VoiceError
from narrate.model import Clip, Segment
from narrate.voice import Voice


class Engine(Protocol):
    """Speaks segments. Called from several threads at once."""

    @property
    def fingerprint(self) -> str:
        """All that changes its sound: versions, the model's digest, settings. Cheap: no model is loaded for it."""

    @property
    def rate(self) -> int:
        """Samples a second of its clips."""

    def speak(self, segment: Segment) -> Clip:
        """The sound of one segment, the same samples on every call.

        Raises:
            EngineError: It cannot be spoken.
        """

    def phonemes(self, segment: Segment) -> str:
        """What it makes of the segment's text, in IPA; empty for an engine that knows no phonemes.

        Raises:
            EngineError: There is nothing in it that can be said.
        """


def load_engine(voice: Voice) -> Engine:
    """The engine that the voice's profile names, set up to speak with that voice.

    Raises:
        VoiceError: No installed package offers an engine of that name, or the engine refuses the voice.
    """
    for entry in entry_points(group="narrate.engines", name=voice.engine):
        engine: Engine = entry.load()(voice)
        return engine
    known = ", ".join(engine_names()) or "none: is narrate installed?"
    raise VoiceError(f"voice {voice.name} wants the engine {voice.engine!r}, which is not there", f"installed: {known}")


def engine_names() -> tuple[str, ...]:
    """The engines that the installed packages offer."""
    return tuple(sorted(entry_points(group="narrate.engines").names))
