"""Files of sound to the music of an episode: before the speech, under its title, between articles, and after it.

The speech never passes through here. Pieces are short, so pydub may hold and mix them whole.
"""

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from narrate.errors import InputError
from narrate.filters import Floats, to_floats, to_pcm
from narrate.loudness import SILENT_LUFS, decibels, factor, measure_short
from narrate.model import Cue, Jingles, Source
from narrate.soundfile import decode

with warnings.catch_warnings():  # pydub asks for ffmpeg, which nothing here needs, and for a module that 3.13 drops
    warnings.simplefilter("ignore")
    from pydub import AudioSegment

_LONGEST_S = 60  # of a file: longer is a piece of music, not a jingle, and it would be held whole
_PEAK_DB = -1.0  # of a jingle: a drum is not to be cut off for the sake of its level
_FADE_MS = 800  # where a jingle ends: a hall's length; what is faded already is not harmed by it
_CROSSFADE_MS = 1500  # from the intro to the bed
_AFTER_INTRO_MS = 300  # until the first word
_BED_ALONE_MS = 2500  # of a bed that starts the episode
_BED_ALONE_DB = -9.0  # then: enough to be music, with the way down to come
_BED_DB = -18.0  # under speech, from the speech's level: broadcasters keep 15 to 20, and for tired ears more is better
_DUCK_MS = 700  # the way down, over before the first word
_LOOP_MS = 400  # a bed's end fades into its start
_AFTER_BED_MS = 1800  # how long the bed takes to go, under the first words of the text
_APART_MS = 400  # between speech and what follows it: an outro, a sting, and speech again

Layer = tuple[int, Floats]
"""Sound, and the sample of the track that it starts at."""


@dataclass(frozen=True, slots=True)
class Music:
    """The jingles as sound: one channel, at the track's rate, at the speech's level."""

    rate: int
    intro: AudioSegment | None = None
    outro: AudioSegment | None = None
    bed: AudioSegment | None = None
    sting: AudioSegment | None = None

    @property
    def lead(self) -> int:
        """Samples before the first word; 0 where there is no music then."""
        if self.intro:
            return _length(self.intro) + self._samples(_AFTER_INTRO_MS)
        return self._samples(_BED_ALONE_MS) if self.bed else 0

    @property
    def gap(self) -> int:
        """Samples between two articles, for the sting; 0 where there is none."""
        return _length(self.sting) + 2 * self._samples(_APART_MS) if self.sting else 0

    @property
    def rest(self) -> int:
        """Samples from the last word to the end of the outro; 0 where there is none."""
        return _length(self.outro) + self._samples(_APART_MS) if self.outro else 0

    def layers(self, head: Cue | None, ends: Sequence[int], last: int) -> tuple[Layer, ...]:
        """The music in its places.

        Args:
            head: What is said before the text; None where there is nothing.
            ends: Where articles end that a sting follows.
            last: Where the last word ends.
        """
        apart, sting = self._samples(_APART_MS), self.sting and _floats(self.sting)
        opening = self._opening(head)
        return (
            *([(0, _floats(opening))] if opening else []),
            *((end + apart, sting) for end in ends if sting is not None),
            *([(last + apart, _floats(self.outro))] if self.outro else []),
        )

    def _opening(self, head: Cue | None) -> AudioSegment | None:
        """The intro and the bed, which goes while the text begins."""
        if head is None or not self.bed:
            return self.intro
        alone_ms = 0 if self.intro else self._milliseconds(head.start)
        under_ms = self._milliseconds(head.end) - (len(self.intro) if self.intro else alone_ms) + _AFTER_BED_MS
        before = self.intro or _looped(self.bed, alone_ms).apply_gain(_BED_ALONE_DB)
        over_ms = min(_CROSSFADE_MS if self.intro else _DUCK_MS, len(before) // 2)
        under = _looped(self.bed, under_ms + over_ms).apply_gain(_BED_DB).fade_out(_AFTER_BED_MS)
        return before.append(under, crossfade=over_ms)

    def _samples(self, milliseconds: int) -> int:
        return milliseconds * self.rate // 1000

    def _milliseconds(self, samples: int) -> int:
        return samples * 1000 // self.rate


def prepare(jingles: Jingles, rate: int, loudness_lufs: float) -> Music:
    """The jingles, read and brought to the loudness of the speech.

    Raises:
        InputError: One is not sound, is cut off, is silent, or is longer than a minute.
    """

    def piece(source: Source | None) -> AudioSegment | None:
        return source and _segment(_leveled(_read(source, rate), source.name, rate, loudness_lufs), rate)

    intro, outro, bed, sting = map(piece, (jingles.intro, jingles.outro, jingles.bed, jingles.sting))
    return Music(rate, intro and intro.fade_out(_FADE_MS), outro and outro.fade_out(_FADE_MS), bed, sting)


def mixed(sound: Iterator[Floats], layers: Sequence[Layer]) -> Iterator[Floats]:
    """The sound with the layers over it, block by block; what would stand after its end is left out."""
    at = 0
    for block in sound:
        end = at + len(block)
        within = [(start, layer) for start, layer in layers if start < end and start + len(layer) > at]
        if within:
            block = block.copy()  # noqa: PLW2901 - the sound's owner may use it again
            for start, layer in within:
                first, last = max(at, start), min(end, start + len(layer))
                block[first - at : last - at] += layer[first - start : last - start]
        at = end
        yield block


def _read(source: Source, rate: int) -> Floats:
    """All of a file, if it is not too long."""
    blocks, length = [], 0
    for block in decode(source, rate):
        blocks.append(block)
        length += len(block)
        if length > _LONGEST_S * rate:
            raise InputError(f"{source.name} is longer than a jingle, {_LONGEST_S} s", "cut out the part to be heard")
    return np.concatenate([np.zeros(0, np.float32), *blocks])


def _leveled(sound: Floats, name: str, rate: int, loudness_lufs: float) -> Floats:
    loudness = measure_short(sound, rate) if len(sound) else SILENT_LUFS
    if loudness <= SILENT_LUFS:
        raise InputError(f"{name} is silent", "give a file with something to hear")
    peak_db = decibels(float(np.abs(sound).max()))
    return sound * np.float32(factor(min(loudness_lufs - loudness, _PEAK_DB - peak_db)))


def _looped(bed: AudioSegment, length_ms: int) -> AudioSegment:
    """So much of the bed, over and over."""
    sound = bed
    while len(sound) < length_ms:
        sound = sound.append(bed, crossfade=min(_LOOP_MS, len(bed) // 2))
    return sound[:length_ms]


def _segment(sound: Floats, rate: int) -> AudioSegment:
    return AudioSegment(data=to_pcm(sound), sample_width=2, frame_rate=rate, channels=1)


def _floats(sound: AudioSegment) -> Floats:
    return to_floats(sound.raw_data)


def _length(sound: AudioSegment) -> int:
    """In samples."""
    return len(sound.raw_data) // 2
