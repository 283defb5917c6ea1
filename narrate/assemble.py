"""Script and clips to track: levels, pauses, marks on whole seconds; a stream, never the whole sound in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from hashlib import blake2b
from itertools import islice, pairwise
from math import gcd
from statistics import median
from struct import pack, unpack

from narrate.edges import LEAD_MS, TAIL_MS
from narrate.filters import to_floats
from narrate.jingles import Music
from narrate.loudness import SILENT_LUFS, measure_short
from narrate.model import LOUDNESS_LUFS, Chapter, Clip, Clips, Cue, Keep, Script, Segment, Track, anew
from narrate.stretches import Spoken, brought_to, mixes
from narrate.voice import Pauses

_LEVEL_BOUND_DB = 6.0  # short sentences come out up to 6 dB louder than long ones; more is no fault of the voice's
_MARK_CLEAR_MS = 200  # of silence on both sides of a chapter's start: players seek a little early or late
_GRID = Fraction(1152, 44_100)  # seconds, of an MP3's frame: each block starts with one, whatever changed before it
_DIGEST = 20  # bytes


def assemble(  # noqa: PLR0913 - keyword-only: what is said, how it is set, how loud it is
    script: Script,
    clips: Clips,
    *,
    rate: int,
    pauses: Pauses,
    loudness_lufs: float = LOUDNESS_LUFS,
    music: Music | None = None,
    keep: Keep = anew,
) -> Track:
    """The finished track, at that integrated loudness (ITU-R BS.1770-4), as far as its true peaks allow.

    Every chapter but the first starts on a whole second, in silence; the pause before it grows as far as that needs.
    ``clips`` is iterated once, and then read one by one where a stretch has to be made.
    """
    heard = [_heard(clip, keep) for clip in clips]
    music = _fitting(music or Music(rate), script)
    cues, starts, stung = _place(script, [one.length for one in heard], pauses, music)
    last = cues[-1].end
    length = _whole_milliseconds(last + music.rest + max(0, pauses.tail_ms - TAIL_MS) * rate // 1000, rate)
    levels = _levels(script, [one.lufs for one in heard], loudness_lufs)
    spoken = [
        Spoken(clips, number, one.digest, cue, level)
        for number, (one, cue, level) in enumerate(zip(heard, cues, levels, strict=True))
    ]
    parts = mixes(spoken, music.layers(_head(script, cues), stung, last), length, rate)
    parts, loudness = brought_to(loudness_lufs, parts, keep)
    return Track(
        script=script,
        rate=rate,
        length=length,
        cues=cues,
        words=tuple(_word_cues(*one) for one in zip(script.segments, (one.words for one in heard), cues, strict=True)),
        chapters=_chapters(script, starts, length, rate),
        loudness=loudness,
        sound=tuple(part.stretch() for part in parts),
    )


@dataclass(frozen=True, slots=True)
class _Heard:
    """What there is to know of a clip without its sound."""

    length: int
    words: tuple[Cue | None, ...]
    digest: bytes
    lufs: float


def _heard(clip: Clip, keep: Keep) -> _Heard:
    digest = blake2b(clip.pcm, digest_size=_DIGEST).digest()
    name = f"loudness {digest.hex()} {clip.rate}"
    (lufs,) = unpack("<d", keep(name, lambda: pack("<d", measure_short(to_floats(clip.pcm), clip.rate))))
    return _Heard(clip.length, clip.words, digest, lufs)


def _word_cues(segment: Segment, spoken: Sequence[Cue | None], cue: Cue) -> tuple[Cue | None, ...]:
    """When each of a segment's words is said: from the first to the last word of its spoken form."""
    rest = iter(spoken)
    cues: list[Cue | None] = []
    for word in segment.words:
        said = [one for one in islice(rest, len(word.spoken.split())) if one]
        cues.append(Cue(cue.start + said[0].start, cue.start + said[-1].end) if said else None)
    return tuple(cues)


def _levels(script: Script, lufs: Sequence[float], target: float) -> tuple[float, ...]:
    """Gains in dB that bring clips to a target; a clip far from its voice's others keeps some of its distance."""
    usual: dict[str, float] = {}
    for voice in {segment.voice for segment in script.segments}:
        own = (one for segment, one in zip(script.segments, lufs, strict=True) if segment.voice == voice)
        usual[voice] = median([one for one in own if one > SILENT_LUFS] or [target])
    middles = [usual[segment.voice] for segment in script.segments]
    bound = _LEVEL_BOUND_DB
    return tuple(
        target - min(max(one, middle - bound), middle + bound) for one, middle in zip(lufs, middles, strict=True)
    )


def _place(
    script: Script, lengths: Sequence[int], pauses: Pauses, music: Music
) -> tuple[tuple[Cue, ...], tuple[int, ...], tuple[int, ...]]:
    """The cues, the starts of the chapters in whole seconds, and where speech ends that a sting follows."""
    rate = music.rate
    marked = {mark.segment for mark in script.marks[1:]}
    stung = {mark.segment for mark in script.marks[2:]} if script.article.parts and music.gap else set()
    clear = _MARK_CLEAR_MS * rate // 1000
    step = (rate * _GRID).numerator if (rate * _GRID).denominator == 1 else 1  # not all rates have whole samples there
    cues: list[Cue] = []
    starts = [0]
    at = max(music.lead, max(0, pauses.lead_in_ms - LEAD_MS) * rate // 1000)
    for number, (segment, length) in enumerate(zip(script.segments, lengths, strict=True)):
        if number in marked:
            second = -(-(cues[-1].end + music.gap * (number in stung) + clear) // rate)
            starts.append(second)
            at = -(-max(at, second * rate + clear) // step) * step
        elif number and segment.block != script.segments[number - 1].block:
            at = -(-at // step) * step
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
