"""An engine at the rate of another, for a script that both of them speak."""

from typing import TYPE_CHECKING

from narrate.filters import resample, to_floats, to_pcm
from narrate.model import Clip, Cue, Segment

if TYPE_CHECKING:
    from narrate.engines import Engine


class ResampledEngine:
    """Speaks as another engine does, at ``rate`` samples a second."""

    def __init__(self, engine: "Engine", rate: int) -> None:
        self._engine = engine
        self.rate = rate

    @property
    def fingerprint(self) -> str:
        """The engine's, and the rate."""
        return f"{self._engine.fingerprint} at {self.rate}"

    def speak(self, segment: Segment) -> Clip:
        """The engine's sound, as long as it was to the sample."""
        clip = self._engine.speak(segment)
        pcm = to_pcm(resample(to_floats(clip.pcm), clip.rate, self.rate))
        return Clip(pcm=pcm, rate=self.rate, words=self._moved(clip.words))

    def times(self, segment: Segment) -> tuple[Cue | None, ...]:
        """The engine's."""
        return self._moved(self._engine.times(segment))

    def _moved(self, words: tuple[Cue | None, ...]) -> tuple[Cue | None, ...]:
        return tuple(cue and Cue(self._at(cue.start), self._at(cue.end)) for cue in words)

    def _at(self, sample: int) -> int:
        return round(sample * self.rate / self._engine.rate)

    def phonemes(self, segment: Segment) -> str:
        """The engine's."""
        return self._engine.phonemes(segment)
