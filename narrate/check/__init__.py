"""A file of sound against a script: is every word of it there, once, at its pace?

What proves it: the sounds between the silences are as many and as long as the script's utterances should be, in
their order; the file is as long as it says that it was made; and the text that it carries is the one that was read. A
single word that is left out of a long sentence in somebody else's file can go unseen; a clause cannot.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from narrate.check.expected import Utterance, expect
from narrate.check.faults import Fault, off, spoken_faults, told_faults
from narrate.check.match import Matched, Span, match
from narrate.inspect import Findings
from narrate.model import LOUDNESS_LUFS, Script, Segment

_GAP_MS = 80  # of silence between two sounds; a shorter one is a consonant's


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
    utterances: tuple[Heard, ...]
    faults: tuple[Fault, ...]


def check(
    found: Findings, script: Script, phonemes: Callable[[Segment], str], *, target_lufs: float = LOUDNESS_LUFS
) -> Verdict:
    """Lays a script along the sounds of a file, and tells where they are and all that is amiss."""
    utterances, sounds = tuple(expect(script, phonemes)), _sounds(found)
    matched = match(utterances, sounds)
    heard = tuple(_heard(matched, utterances, sounds))
    usual = sum(one.expected_ms for one in utterances)
    faults = [*spoken_faults(matched, utterances, sounds, found.duration_ms), *told_faults(found, script, target_lufs)]
    return Verdict(
        words=sum(one.words for one in utterances),
        words_heard=sum(one.words for one in heard if one.start_ms is not None and not _is_off(one)),
        pace=sum(one.expected_ms * matched.paces[one.voice] for one in utterances) / usual,
        utterances=heard,
        faults=tuple(sorted(faults, key=lambda fault: fault.at_ms)),
    )


def _sounds(found: Findings) -> tuple[Span, ...]:
    """What is between the silences."""
    silences = found.quiet_for(_GAP_MS)
    starts = [0, *(end for _, end in silences)]
    ends = [*(start for start, _ in silences), found.duration_ms]
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


def _is_off(heard: Heard) -> bool:
    return (
        heard.start_ms is not None
        and heard.end_ms is not None
        and off(heard.end_ms - heard.start_ms, heard.expected_ms)
    )


__all__ = ["Fault", "Heard", "Verdict", "check"]
