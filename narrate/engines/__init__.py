"""The seam to what speaks. An engine is one file here (or in any package), one ``narrate.engines`` entry point."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import Protocol

from narrate.errors import VoiceError
from narrate.model import Clip, Cue, Script, Segment
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
        """The sound of one segment at ``segment.rate`` times the voice's pace, the same samples on every call.

        Raises:
            EngineError: It cannot be spoken.
        """

    def times(self, segment: Segment) -> tuple[Cue | None, ...]:
        """When each word of the spoken form is said, as in the clip that ``speak`` gives, but cheaper than that.

        Empty where that is not known without speaking.

        Raises:
            EngineError: There is nothing in it that can be said.
        """

    def phonemes(self, segment: Segment) -> str:
        """What it makes of the segment's text, in IPA; empty for an engine that knows no phonemes.

        Raises:
            EngineError: There is nothing in it that can be said.
        """


@dataclass(frozen=True, slots=True)
class Cast:
    """Who speaks a script: the engine of its voice, and those of the voices in that voice's roles, all at one rate."""

    engines: Mapping[str, Engine]
    """By ``Segment.voice``."""

    @property
    def rate(self) -> int:
        """Samples a second."""
        return self.engines[""].rate

    def engine_for(self, segment: Segment) -> Engine:
        """The one that says a segment."""
        return self.engines[segment.voice]

    def phonemes(self, segment: Segment) -> str:
        """What that one makes of the segment's text; raises as ``Engine.phonemes``."""
        return self.engine_for(segment).phonemes(segment)

    def times(self, segment: Segment) -> tuple[Cue | None, ...]:
        """When that one says each word; as ``Engine.times``."""
        return self.engine_for(segment).times(segment)

    def fingerprint(self, script: Script | None = None) -> str:
        """All that changes the sound of a script; an engine that says nothing of it does not. Of any, without one."""
        heard = {segment.voice for segment in script.segments} if script else self.engines
        return "; ".join(self.engines[voice].fingerprint for voice in sorted(heard))


def load_cast(voice: Voice) -> Cast:
    """The engines of a voice and of its roles' voices; one at another rate than the voice's is resampled.

    Raises:
        VoiceError: As ``load_engine``.
    """
    first = load_engine(voice)
    readers = {role.reader.name: role.reader for role in voice.roles if role.reader}
    others = {name: _at_rate(load_engine(reader), first.rate) for name, reader in readers.items()}
    return Cast({"": first, **others})


def _at_rate(engine: Engine, rate: int) -> Engine:
    if engine.rate == rate:
        return engine
    from narrate.engines.resampled import ResampledEngine

    return ResampledEngine(engine, rate)


def load_engine(voice: Voice) -> Engine:
    """The engine that the voice's profile names, set up to speak with that voice.

    Raises:
        VoiceError: No installed package offers an engine of that name, or the engine refuses the voice or its speaker.
    """
    for entry in entry_points(group="narrate.engines", name=voice.engine):
        engine: Engine = entry.load()(voice)
        return engine
    known = ", ".join(engine_names()) or "none: is narrate installed?"
    raise VoiceError(f"voice {voice.name} wants the engine {voice.engine!r}, which is not there", f"installed: {known}")


def engine_names() -> tuple[str, ...]:
    """The engines that the installed packages offer."""
    return tuple(sorted(entry_points(group="narrate.engines").names))
