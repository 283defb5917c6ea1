"""A hum of the right length: a real engine without a model, for tests and for trying out pauses."""

import re

from narrate.errors import VoiceError
from narrate.model import Clip, Cue, Segment
from narrate.voice import Voice

_PITCH_HZ = 140.0
_SYLLABLE_HZ = 4.5  # the hum swells and fades at the pace of speech, so that it is loud and soft as speech is
_AMPLITUDE = 8000
_WORD = re.compile(r"\S+")
_EDGE_S = 0.04  # silence at both ends, as voices make it


class ToneEngine:
    """Hums for as long as the text would take to say."""

    rate = 22050

    def __init__(self, voice: Voice) -> None:
        if voice.speaker:
            raise VoiceError(f"voice {voice.name}: a hum has no speakers", "leave out the # and what follows it")
        self._pace = voice.pace * voice.prosody.rate
        self.fingerprint = f"tone 2 pace {self._pace:g}"

    def speak(self, segment: Segment) -> Clip:
        """A hum, 1/``voice.pace`` seconds a character."""
        import numpy as np

        pace = self._pace * segment.rate
        time = 2 * np.pi * np.arange(int(self.rate * len(segment.text) / pace)) / self.rate
        hum = _AMPLITUDE * (0.55 - 0.45 * np.cos(_SYLLABLE_HZ * time)) * np.sin(_PITCH_HZ * time)
        samples = np.pad(np.rint(hum), int(self.rate * _EDGE_S))
        return Clip(pcm=samples.astype("<i2").tobytes(), rate=self.rate, words=self.times(segment))

    def times(self, segment: Segment) -> tuple[Cue, ...]:
        """When the hum is at each word."""
        pace = self._pace * segment.rate
        at = [int(self.rate * (_EDGE_S + count / pace)) for count in range(len(segment.text) + 1)]
        return tuple(Cue(at[word.start()], at[word.end()]) for word in _WORD.finditer(segment.text))

    def phonemes(self, segment: Segment) -> str:  # noqa: ARG002 - the seam's signature
        """None: it hums."""
        return ""
