"""Clips cut where the speech starts and ends, so that a planned pause is the pause that is heard."""

import warnings

import numpy as np

from narrate.model import Clip, Cue

with warnings.catch_warnings():  # pydub asks for ffmpeg, which nothing here needs, and for a module that 3.13 drops
    warnings.simplefilter("ignore")
    from pydub import AudioSegment

VERSION = 2
"""Goes up with every change of what is cut: clips are kept under it."""

_FRAME_MS = 5
_SPEECH_DB = -46.0  # a frame this far under the clip's loudest is breath or the model's noise floor
LEAD_MS = 30
"""Of near silence kept before the first sound: stops begin with a closure that belongs to them."""
TAIL_MS = 60
"""Kept after the last one: final consonants die away slowly. Both are part of the pause between two clips."""

_FADE_MS = 8  # long enough that the cut does not click, too short to soften a consonant


def trim(clip: Clip) -> Clip:
    """The clip without the silence that the voice puts around it, faded at both ends; a silent clip as it is."""
    loud = _loud_frames(clip)
    if not len(loud):
        return clip
    start = max(0, (int(loud[0]) * _FRAME_MS - LEAD_MS) * clip.rate // 1000)
    end = ((int(loud[-1]) + 1) * _FRAME_MS + TAIL_MS) * clip.rate // 1000
    sound = AudioSegment(data=clip.pcm[2 * start : 2 * end], sample_width=2, frame_rate=clip.rate, channels=1)
    if len(sound) > 2 * _FADE_MS:  # pydub counts milliseconds
        sound = sound.fade_in(_FADE_MS).fade_out(_FADE_MS)
    length = len(sound.raw_data) // 2
    return Clip(
        pcm=sound.raw_data, rate=clip.rate, words=tuple(word and _moved(word, start, length) for word in clip.words)
    )


def _moved(word: Cue, start: int, length: int) -> Cue:
    """A word's time in a clip of that length, cut out from ``start`` on."""
    return Cue(*(min(max(0, sample - start), length) for sample in (word.start, word.end)))


def _loud_frames(clip: Clip) -> "np.ndarray[tuple[int], np.dtype[np.intp]]":
    """The indices of the frames of ``_FRAME_MS`` with speech in them."""
    samples = np.frombuffer(clip.pcm, "<i2").astype(np.float32)
    size = clip.rate * _FRAME_MS / 1000
    starts = np.arange(0, len(samples), size).astype(np.intp)
    energy = np.add.reduceat(samples**2, starts) if len(samples) else np.zeros(1, np.float32)
    return np.flatnonzero(energy > max(1.0, float(energy.max()) * 10 ** (_SPEECH_DB / 10)))
