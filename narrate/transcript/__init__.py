"""Track to transcript: what is heard, when, passage by passage and word by word."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby, pairwise

from narrate.model import Block, Cue, Passage, Segment, Span, Track, Transcript, Word
from narrate.transcript.tokens import cut, stripped

_SHORTEST_MS = 40  # of a word that the voice gave no time: a model's step is 12 ms, and a sound takes three
_Said = tuple[Segment, Cue, Sequence[Cue | None]]


def transcribe(track: Track) -> Transcript:
    """All that is heard in a track, in milliseconds rounded down.

    Every word has a time, because a reader's eye follows each: those that the engine gave none share, by their
    lengths, the time between their neighbours, or with the neighbour before where there is hardly any between.
    """
    said = zip(track.script.segments, track.cues, track.words, strict=True)
    blocks = track.script.article.blocks
    runs = groupby(said, key=lambda one: one[0].block)
    return Transcript(tuple(_passage(blocks[number], tuple(_written(run)), track.rate) for number, run in runs))


def _written(said: Iterable[_Said]) -> Iterator[tuple[_Said, int]]:
    """What is said of a passage, and when it begins: with what nobody wrote, the number of a list's item, before it."""
    unwritten: _Said | None = None
    for one in said:
        segment, cue, _ = one
        if segment.words[-1].end == 0:
            unwritten = one
        else:
            yield one, unwritten[1].start if unwritten else cue.start
            unwritten = None
    if unwritten:  # nothing of the item can be said but its number
        yield unwritten, unwritten[1].start


def _passage(block: Block, begun: Sequence[tuple[_Said, int]], rate: int) -> Passage:
    said = [one for one, _ in begun]
    cuts = [0, *(cut(block.text, one.words[-1].end, other.words[0].start) for (one, *_), (other, *_) in pairwise(said))]
    parts = pairwise([*cuts, len(block.text)])
    return Passage(
        kind=block.kind,
        text=block.text,
        level=block.level,
        language=block.language,
        ordinal=block.ordinal,
        utterances=tuple(
            _span(*stripped(block.text, *part), Cue(start, cue.end), rate)
            for part, ((_, cue, _), start) in zip(parts, begun, strict=True)
        ),
        words=tuple(
            _span(word.start, word.end, cue, rate)
            for segment, utterance, cues in said
            for word, cue in zip(segment.words, _filled(segment.words, cues, utterance, rate), strict=True)
        ),
    )


def _filled(words: Sequence[Word], cues: Sequence[Cue | None], utterance: Cue, rate: int) -> tuple[Cue, ...]:
    """A time for each word."""
    filled: list[Cue] = []
    for known, run in groupby(range(len(words)), key=lambda number: cues[number] is not None):
        numbers = list(run)
        if known:
            filled += [cue for number in numbers if (cue := cues[number])]
            continue
        start = filled[-1].end if filled else utterance.start
        following = cues[numbers[-1] + 1] if numbers[-1] + 1 < len(words) else None
        end = following.start if following else utterance.end
        if filled and (end - start) * 1000 < _SHORTEST_MS * rate * len(numbers):
            start = filled.pop().start
            numbers.insert(0, numbers[0] - 1)
        filled += _shared([len(words[number].spoken) for number in numbers], start, end)
    return tuple(filled)


def _shared(lengths: Sequence[int], start: int, end: int) -> Iterator[Cue]:
    """A span's parts, as long as these are."""
    ends = [start + (end - start) * sofar // sum(lengths) for sofar in accumulate(lengths, initial=0)]
    return (Cue(*part) for part in pairwise(ends))


def _span(start: int, end: int, cue: Cue, rate: int) -> Span:
    return Span(start, end, cue.start * 1000 // rate, cue.end * 1000 // rate)
