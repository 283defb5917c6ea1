"""A file of sound against a script: is every word of it there, once, at its pace?

What proves it: the sounds between the silences are as many and as long as the script's utterances should be, in
their order; no word falls silent; the file is as long as it says that it was made; and the text that it carries is the
one that was read.

How long an utterance should be is told by the voice, if it is the one that is heard: more than 0.15 s longer is a
fault, and so is what is shorter by 0.12 s and half of its last word, which may die away.
Of somebody else's reading the number of phonemes tells it: there a clause that is left out is found, and a single word
of a long sentence can go unseen. What the words are is not listened to: a sound of the right length is taken for them.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from narrate.check.expected import Span, Times, Utterance, expect, timed
from narrate.check.faults import Fault, mistimed, spoken_faults, told_faults, wrong_pace, wrong_time
from narrate.check.holes import Hole, holes, words_in_silence
from narrate.check.match import Match, Matched, match, match_timed
from narrate.inspect import Findings
from narrate.model import LOUDNESS_LUFS, Cue, Script, Segment

_GAP_MS = 80  # of silence between two sounds; a shorter one is a consonant's


class Reader(Protocol):
    """What is known of who reads; a cast is one."""

    @property
    def rate(self) -> int:
        """Samples a second."""

    def phonemes(self, segment: Segment) -> str:
        """What it says, in IPA; empty where that is not known."""

    def times(self, segment: Segment) -> Sequence[Cue | None]:
        """When it says each word, in samples; empty where that is not known."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Some utterances, and where they were heard: mostly one; several where no pause parts them."""

    text: str
    """As they are said."""
    words: int
    """Written ones."""
    start_ms: int | None
    """None where they were not heard."""
    end_ms: int | None
    expected_ms: int
    """How long they should take at the pace of this file."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a file is found to hold of a script."""

    words: int
    """Written words that should be heard."""
    words_heard: int
    pace: float
    """How long the script takes here, where it takes 1.0 with the default voice."""
    timed: bool
    """Whether it is the voice itself that tells how long each utterance should take; else its phonemes do."""
    utterances: tuple[Heard, ...]
    faults: tuple[Fault, ...]


def check(
    found: Findings,
    script: Script,
    reader: Reader,
    *,
    target_lufs: float = LOUDNESS_LUFS,
    transcript: Sequence[Span] = (),
    known: bool = False,
) -> Verdict:
    """Lays a script along the sounds of a file, and tells where they are and all that is amiss.

    ``transcript`` is when each word is heard, by what came with the file; ``known``, whether the file tells that it is
    this reader's.
    """
    utterances, quiet = tuple(expect(script, reader.phonemes)), found.quiet_for(_GAP_MS)
    sounds = _between(quiet, found.duration_ms)
    told = timed(utterances, (_milliseconds(reader.times(one), reader.rate) for one in script.segments))
    matched = match_timed(told, sounds, known=known)
    by_voice = matched is not None
    if matched is None:
        matched = match(utterances, sounds)
    else:
        utterances = told
    silent = tuple(holes(matched, utterances, sounds, quiet))
    spoken_ms = sum(one.expected_ms * matched.paces[one.voice] for one in utterances)
    pace = spoken_ms / sum(one.usual_ms for one in utterances)
    faults = [
        *spoken_faults(matched, utterances, sounds, silent, found.duration_ms),
        *told_faults(found, script, target_lufs),
        *map(wrong_time, words_in_silence(transcript, quiet, max(1.0, pace))),
        *(wrong_pace(spoken_ms / sum(one.expected_ms for one in utterances)) if by_voice and known else ()),
    ]
    return Verdict(
        words=sum(one.words for one in utterances),
        words_heard=_words_heard(matched, utterances, sounds, silent),
        pace=pace,
        timed=by_voice,
        utterances=tuple(_heard(matched, utterances, sounds)),
        faults=tuple(sorted(faults, key=lambda fault: fault.at_ms)),
    )


def _words_heard(
    matched: Matched, utterances: Sequence[Utterance], sounds: Sequence[Span], silent: Sequence[Hole]
) -> int:
    """The written words of what is said in its time, without those that fall silent in it."""
    lost: Counter[Match] = Counter()
    for hole in silent:
        lost[hole.match] += hole.words
    return sum(
        max(0, sum(utterances[number].words for number in one.utterances) - lost[one])
        for one in matched.matches
        if one.utterances and one.sounds and not mistimed(one, matched, utterances, sounds)
    )


def _milliseconds(cues: Sequence[Cue | None], rate: int) -> Times:
    return [(cue.start * 1000 // rate, cue.end * 1000 // rate) if cue else None for cue in cues]


def _between(silences: Sequence[Span], duration_ms: int) -> tuple[Span, ...]:
    """The sounds."""
    starts = [0, *(end for _, end in silences)]
    ends = [*(start for start, _ in silences), duration_ms]
    return tuple((start, end) for start, end in zip(starts, ends, strict=True) if start < end)


def _heard(matched: Matched, utterances: Sequence[Utterance], sounds: Sequence[Span]) -> Iterator[Heard]:
    for one in matched.matches:
        if one.utterances:
            said = [utterances[number] for number in one.utterances]
            yield Heard(
                text=" ".join(part.text for part in said),
                words=sum(part.words for part in said),
                start_ms=sounds[one.sounds[0]][0] if one.sounds else None,
                end_ms=sounds[one.sounds[-1]][1] if one.sounds else None,
                expected_ms=matched.expected_ms(said),
            )


__all__ = ["Fault", "Heard", "Reader", "Span", "Verdict", "check"]
