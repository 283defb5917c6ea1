"""Script and clips to track: levels, pauses, marks on whole seconds; a stream, never the whole sound in memory."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from math import gcd
from statistics import median

import numpy as np

from narrate.edges import LEAD_MS, TAIL_MS
from narrate.filters import Floats, to_floats, to_pcm
from narrate.jingles import Layer, Music, mixed
from narrate.loudness import SILENT_LUFS, factor, master, measure, measure_integrated, measure_short
from narrate.model import LOUDNESS_LUFS, Chapter, Clip, Cue, Script, Segment, Track
from narrate.voice import Pauses

_CEILING_DB = -2.0  # the encoder overshoots by up to 0.65 dB, and -1 dBTP must hold after it
_LEVEL_BOUND_DB = 6.0  # short sentences come out up to 6 dB louder than long ones; more is no fault of the voice's
_MARK_CLEAR_MS = 200  # of silence on both sides of a chapter's start: players seek a little early or late
_CORRECTIONS = 2  # the limiter takes a little off what the gain puts on: 0.1 LU is left after one, 0.02 after two


def assemble(
    script: Script,
    clips: Iterable[Clip],
    *,
    rate: int,
    pauses: Pauses,
    loudness_lufs: float = LOUDNESS_LUFS,
    music: Music | None = None,
) -> Track:
    """The finished track, at that integrated loudness (ITU-R BS.1770-4), sample peaks under -2 dBFS.

    Every chapter but the first starts on a whole second, in silence; the pause before it grows as far as that needs.
    ``clips`` is iterated once for lengths and levels, then once for each pass over the sound.
    """
    measured = [(clip.length, clip.words, measure_short(to_floats(clip.pcm), clip.rate)) for clip in clips]
    lengths, spoken, lufs = zip(*measured, strict=True)
    music = _fitting(music or Music(rate), script)
    cues, starts, stung = _place(script, lengths, pauses, music)
    last = cues[-1].end
    length = _whole_milliseconds(last + music.rest + max(0, pauses.tail_ms - TAIL_MS) * rate // 1000, rate)
    layers = music.layers(_head(script, cues), stung, last)
    sound = _Sound(clips, cues, _levels(lufs, loudness_lufs), layers, length, rate, gain_db=0.0)
    for _ in range(_CORRECTIONS):
        off_by = loudness_lufs - measure_integrated(sound.mastered(), rate)
        sound = replace(sound, gain_db=sound.gain_db + off_by)
    return Track(
        script=script,
        rate=rate,
        length=length,
        cues=cues,
        words=tuple(map(_word_cues, script.segments, spoken, cues)),
        chapters=_chapters(script, starts, length, rate),
        loudness=measure(sound.mastered(), rate),
        sound=sound,
    )


@dataclass(frozen=True, slots=True)
class _Sound:
    """A track's samples: each clip at its level, in its place; mastered. Can be read again and again."""

    clips: Iterable[Clip]
    cues: tuple[Cue, ...]
    levels_db: tuple[float, ...]
    layers: tuple[Layer, ...]
    length: int
    rate: int
    gain_db: float

    def __iter__(self) -> Iterator[bytes]:
        for block in self.mastered():
            yield to_pcm(block)

    def mastered(self) -> Iterator[Floats]:
        """The samples as they go into the file, but in floating point."""
        return master(mixed(self._placed(), self.layers), self.rate, gain_db=self.gain_db, ceiling_db=_CEILING_DB)

    def _placed(self) -> Iterator[Floats]:
        at = 0
        for clip, cue, level_db in zip(self.clips, self.cues, self.levels_db, strict=True):
            yield np.zeros(cue.start - at, np.float32)
            yield to_floats(clip.pcm) * np.float32(factor(level_db))
            at = cue.end
        yield np.zeros(self.length - at, np.float32)


def _word_cues(segment: Segment, spoken: Sequence[Cue | None], cue: Cue) -> tuple[Cue | None, ...]:
    """When each of a segment's words is said: from the first to the last word of its spoken form."""
    rest = iter(spoken)
    cues: list[Cue | None] = []
    for word in segment.words:
        said = [one for one in islice(rest, len(word.spoken.split())) if one]
        cues.append(Cue(cue.start + said[0].start, cue.start + said[-1].end) if said else None)
    return tuple(cues)


def _levels(lufs: Sequence[float], target: float) -> tuple[float, ...]:
    """Gains in dB that bring clips to a target; a clip far from the others keeps some of its distance."""
    heard = [one for one in lufs if one > SILENT_LUFS]
    usual = median(heard) if heard else target
    gains = (target - min(max(one, usual - _LEVEL_BOUND_DB), usual + _LEVEL_BOUND_DB) for one in lufs)
    return tuple(gains)


def _place(
    script: Script, lengths: Sequence[int], pauses: Pauses, music: Music
) -> tuple[tuple[Cue, ...], tuple[int, ...], tuple[int, ...]]:
    """The cues, the starts of the chapters in whole seconds, and where speech ends that a sting follows."""
    rate = music.rate
    marked = {mark.segment for mark in script.marks[1:]}
    stung = {mark.segment for mark in script.marks[2:]} if script.article.parts and music.gap else set()
    clear = _MARK_CLEAR_MS * rate // 1000
    cues: list[Cue] = []
    starts = [0]
    at = max(music.lead, max(0, pauses.lead_in_ms - LEAD_MS) * rate // 1000)
    for number, (segment, length) in enumerate(zip(script.segments, lengths, strict=True)):
        if number in marked:
            second = -(-(cues[-1].end + music.gap * (number in stung) + clear) // rate)
            starts.append(second)
            at = max(at, second * rate + clear)
        cues.append(Cue(at, at + length))
        at = cues[-1].end + max(0, segment.pause_ms - TAIL_MS - LEAD_MS) * rate // 1000
    return tuple(cues), tuple(starts), tuple(cues[number - 1].end for number in sorted(stung))


def _head(script: Script, cues: Sequence[Cue]) -> Cue | None:
    """When that is said that stands before the text: the title and its like."""
    said = [cue for segment, cue in zip(script.segments, cues, strict=True) if segment.block < script.article.head]
    return Cue(said[0].start, said[-1].end) if said else None


def _fitting(music: Music, script: Script) -> Music:
    """The music without a bed, where nothing is said that it could be heard under."""
    return music if script.segments[0].block < script.article.head else replace(music, bed=None)


def _whole_milliseconds(length: int, rate: int) -> int:
    """The length, rounded up to samples that are whole milliseconds: what is told is then exact."""
    step = rate // gcd(rate, 1000)
    return -(-length // step) * step


def _chapters(script: Script, starts: Sequence[int], length: int, rate: int) -> tuple[Chapter, ...]:
    """The marks with their times: contiguous, the last one ending with the track."""
    ends = [*(second * 1000 for second in starts), length * 1000 // rate]
    spans = zip(script.marks, pairwise(ends), strict=True)
    return tuple(Chapter(mark.title, *span, url=mark.url) for mark, span in spans)
