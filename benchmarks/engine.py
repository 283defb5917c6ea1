"""The engine alone against ``PiperVoice.synthesize``: the same utterances, the same voice, one process."""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from piper import PiperVoice

from narrate.clean import clean
from narrate.engines import load_engine
from narrate.fetch import load
from narrate.script import write_script
from narrate.voice import load_voice

PAIRS = 3
UTTERANCES = 20  # two minutes of sound
VOICE = "en_US-joe-medium"


def main(article: str) -> None:
    """Both are loaded and warm; each speaks all utterances, in turn, one after the other."""
    voice = load_voice(VOICE)
    engine = load_engine(voice)
    segments = write_script(clean(load(article)), voice, phonemes=engine.phonemes).segments[:UTTERANCES]
    piper = PiperVoice.load(Path(str(voice.model_path)))

    def ours() -> float:
        return sum(engine.speak(segment).length for segment in segments) / engine.rate

    def theirs() -> float:
        chunks = (chunk for segment in segments for chunk in piper.synthesize(segment.text))
        return sum(len(chunk.audio_float_array) for chunk in chunks) / engine.rate

    ours(), theirs()
    measured = [(_per_second(ours), _per_second(theirs)) for _ in range(PAIRS)]
    for name, costs in zip(("narrate", "piper"), zip(*measured, strict=True), strict=True):
        cpu, wall = (statistics.median(kind) for kind in zip(*costs, strict=True))
        print(f"{name:<10} {cpu:.4f} CPU s  {wall:.4f} s wall, a second of sound")
    for kind, place in (("cpu", 0), ("wall", 1)):
        ratios = sorted(other[place] / one[place] for one, other in measured)
        print(
            f"{kind:>4}: narrate is {statistics.median(ratios):.2f} times as fast ({ratios[0]:.2f} to {ratios[-1]:.2f})"
        )


def _per_second(speak: Callable[[], float]) -> tuple[float, float]:
    cpu, wall = time.process_time(), time.perf_counter()
    seconds = speak()
    return (time.process_time() - cpu) / seconds, (time.perf_counter() - wall) / seconds


if __name__ == "__main__":
    main(sys.argv[1])
