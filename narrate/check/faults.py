"""What is amiss with a file, in sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import sqrt

from narrate.check.expected import Span, Utterance
from narrate.check.holes import Hole
from narrate.check.match import Match, Matched, length
from narrate.inspect import Findings
from narrate.model import Script, first_words, listed

_LEAST_MS = 250  # of a sound that is nothing of the script's: a breath, a click
_LONGEST_PAUSE_MS = 2400  # after more a listener thinks that it is over
_FADING_MS = 300  # that a pause may last longer than planned: what fades away is silence, too
_LEVEL_LU = 1.0
_PEAK_DBTP = -1.0
_TENTH = 0.05  # what is shown as -1.0 is -1.0
_LONGEST_TOLD = 12  # digits of milliseconds: thirty years
_PACE = 0.03  # of a voice's own: what is found from a file's utterances is not nearer
_LENGTH_MS = 50  # MPEG-4 ends with a whole frame, and Opus counts otherwise


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that should not be so."""

    kind: str
    at_ms: int
    what: str


def mistimed(one: Match, matched: Matched, utterances: Sequence[Utterance], sounds: Sequence[Span]) -> bool:
    """Whether something is said in a time in which it cannot well have been said."""
    said = [utterances[number] for number in one.utterances]
    shorter, longer = (sqrt(sum(each.bounds_ms[side] ** 2 for each in said)) for side in (0, 1))
    difference = length(sounds, one.sounds) - matched.expected_ms(said)
    return difference < -shorter or (difference > longer and not one.opening)


def spoken_faults(
    matched: Matched, utterances: Sequence[Utterance], sounds: Sequence[Span], found: Sequence[Hole], duration_ms: int
) -> Iterator[Fault]:
    """What is missing, said twice or in too little time, and where it is silent for too long."""
    yield from _missing(matched.matches, utterances, sounds)
    yield from _unknown(matched.matches, utterances, sounds)
    yield from _hurried(matched, utterances, sounds)
    for hole in found:
        what = f"{(hole.end_ms - hole.start_ms) / 1000:.1f} s of silence within {first_words(hole.text)!r}"
        yield Fault("hole", hole.start_ms, what)
    yield from _silent(matched.matches, utterances, sounds, duration_ms)


def told_faults(found: Findings, script: Script, target_lufs: float) -> Iterator[Fault]:
    """Levels that are wrong, and what the file says of itself that is not so."""
    loudness = found.loudness
    if found.clipped:
        yield Fault("clipped", 0, f"{found.clipped} samples are at full scale")
    if loudness.peak_dbtp > _PEAK_DBTP + _TENTH:
        yield Fault("peak", 0, f"the true peak is {loudness.peak_dbtp:.1f} dBTP, over {_PEAK_DBTP:.1f}")
    if abs(loudness.integrated_lufs - target_lufs) > _LEVEL_LU + _TENTH:
        yield Fault("loudness", 0, f"it is at {loudness.integrated_lufs:.1f} LUFS, not at {target_lufs:.1f}")
    tags, chapters = dict(found.facts.tags), found.facts.chapters
    told = tags.get("TLEN", "")
    in_tag = told.isdecimal() and len(told) <= _LONGEST_TOLD
    made_ms = int(told) if in_tag else chapters[-1].end_ms if chapters else None
    if made_ms is not None and abs(made_ms - found.duration_ms) > _LENGTH_MS:
        change = "longer" if found.duration_ms > made_ms else "shorter"
        seconds = abs(made_ms - found.duration_ms) / 1000
        yield Fault("length", found.duration_ms, f"it is {seconds:.2f} s {change} than it was made")
    yield from _text(tags, script)


def wrong_pace(pace: float) -> Iterator[Fault]:
    """A voice that is known to speak here, and speaks quicker or slower than it was told to.

    ``pace`` is how long it takes, where it was to take 1.0.
    """
    if abs(pace - 1) > _PACE:
        change = "slower" if pace > 1 else "quicker"
        yield Fault("pace", 0, f"all of it is {abs(1 / pace - 1):.0%} {change} than it was spoken")


def wrong_time(silence: Span) -> Fault:
    """Words that the transcript has in a silence."""
    start, end = silence
    return Fault("times", start, f"the transcript has words in a silence of {(end - start) / 1000:.1f} s")


def _missing(matches: Sequence[Match], utterances: Sequence[Utterance], sounds: Sequence[Span]) -> Iterator[Fault]:
    for missing, run in groupby(matches, key=lambda one: not one.sounds):
        parts = list(run)
        if missing:
            said = [utterances[number] for one in parts for number in one.utterances]
            after = parts[0].sounds.start
            words = sum(one.words for one in said)
            what = f"{_count(words, 'word')} cannot be heard: {first_words(said[0].text)!r}"
            yield Fault("missing", sounds[after - 1][1] if after else 0, what)


def _unknown(matches: Sequence[Match], utterances: Sequence[Utterance], sounds: Sequence[Span]) -> Iterator[Fault]:
    """Sounds that are none of the utterances; before the first, between articles and after the last may be music."""
    runs = [(known, list(run)) for known, run in groupby(matches, key=lambda one: bool(one.utterances))]
    for (_, before), (known, parts) in pairwise(runs[:-1]):
        lasts = 0 if known else length(sounds, range(parts[0].sounds.start, parts[-1].sounds.stop))
        if lasts > _LEAST_MS and not utterances[before[-1].utterances[-1]].ends_article:
            what = f"{lasts / 1000:.1f} s of sound are not in the script, or are in it once and heard twice"
            yield Fault("unknown", sounds[parts[0].sounds.start][0], what)


def _hurried(matched: Matched, utterances: Sequence[Utterance], sounds: Sequence[Span]) -> Iterator[Fault]:
    for one in matched.matches:
        if one.utterances and one.sounds:
            said = [utterances[number] for number in one.utterances]
            lasts, expected = length(sounds, one.sounds), matched.expected_ms(said)
            if mistimed(one, matched, utterances, sounds):
                text = first_words(" ".join(part.text for part in said))
                what = f"{lasts / 1000:.1f} s, not about {expected / 1000:.1f} s, for {text!r}"
                yield Fault("rate", sounds[one.sounds[0]][0], what)


def _silent(
    matches: Sequence[Match], utterances: Sequence[Utterance], sounds: Sequence[Span], duration_ms: int
) -> Iterator[Fault]:
    """Pauses that nobody planned."""
    planned = {  # by the number of the sound before
        one.sounds[-1]: utterances[one.utterances[-1]].longest_pause_ms + _FADING_MS
        for one in matches
        if one.utterances and one.sounds
    }
    ends = [0, *(end for _, end in sounds)]
    starts = [*(start for start, _ in sounds), duration_ms]
    for number, (end, start) in enumerate(zip(ends, starts, strict=True), start=-1):
        if start - end > max(_LONGEST_PAUSE_MS, planned.get(number, 0)):
            yield Fault("silence", end, f"a silence of {(start - end) / 1000:.1f} s")


def _text(tags: dict[str, str], script: Script) -> Iterator[Fault]:
    """Where the text in the file is not the script's; a long one is in it only in part, and ends in an ellipsis."""
    told = next((text for name, text in tags.items() if name.partition("-")[0].lower() == "lyrics"), "").split()
    blocks = [script.article.blocks[number] for number in dict.fromkeys(segment.block for segment in script.segments)]
    written = " ".join(listed(block.text, block.ordinal) for block in blocks).split()
    if told and told[-1] == "…":
        written = [*written[: len(told) - 1], "…"]
    if told and told != written:
        longest = min(len(told), len(written))
        place = next((number for number in range(longest) if told[number] != written[number]), longest)
        there, here = (first_words(" ".join(words[place:])) or "nothing more" for words in (told, written))
        yield Fault("text", 0, f"the text in it has {there!r} where the source has {here!r}")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
