"""Article and voice to script: what is said, the silence after each utterance, and where chapters start."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from narrate.chunk import sentences, utterances
from narrate.errors import InputError
from narrate.model import Article, Block, Kind, Mark, Script, Segment, Word, first_words
from narrate.spoken import verbalize
from narrate.voice import Pauses, Voice

_CHAPTER_S = 120.0  # about two minutes: long enough to be worth a mark, short enough to find one's way back
_LAST_CHAPTER_S = 40.0  # a shorter rest stays with the chapter before it
_MOST_CHAPTERS = 255  # an MP3's table of contents counts them in one byte
_TITLE_WORDS = 12  # of a chapter: players show one line

_CREDITS = (Kind.BYLINE, Kind.DATE)
_ANNOUNCED = {Kind.TABLE: "A table is left out here.", Kind.CODE: "A piece of code is left out here."}


def write_script(article: Article, voice: Voice, *, byline: bool = True) -> Script:
    """All that is said of an article in a voice, in order, title first.

    Byline and date are said only with ``byline``; tables and code are announced, not read. An utterance is at most
    ``voice.longest`` characters. Chapters start at the headings; where there are none, at paragraphs, about every
    two minutes.

    Raises:
        InputError: There is nothing in it that can be said.
    """
    said = [
        segments
        for number, block in enumerate(article.blocks)
        if (byline or block.kind not in _CREDITS)
        if (segments := _say(block, number, article.language, voice))
    ]
    if not said:
        what = first_words(article.title) or "the article"
        raise InputError(
            f"nothing in {what!r} can be said aloud in {voice.language}", "is it in words of that language?"
        )
    for one, other in pairwise(said):
        between = _pause_between(article.blocks[one[0].block].kind, article.blocks[other[0].block].kind, voice.pauses)
        one[-1] = replace(one[-1], pause_ms=between)
    segments = [segment for block in said for segment in block]
    marks = _mark(article, segments, voice)
    for mark in marks[1:]:
        before = segments[mark.segment - 1]
        segments[mark.segment - 1] = replace(before, pause_ms=max(before.pause_ms, voice.pauses.chapter_ms))
    return Script(article, tuple(segments), marks)


def _say(block: Block, number: int, language: str, voice: Voice) -> list[Segment]:
    """A block's segments; the last one's pause is 0 until it is known what follows."""
    segments: list[Segment] = []
    for written, words in _sentences(block, language):
        parts = utterances(words, voice.longest)
        segments.extend(_pronounced(Segment(part, number, voice.pauses.clause_ms), voice) for part in parts)
        if parts:
            segments[-1] = replace(segments[-1], pause_ms=_pause_after(written, voice.pauses))
    if segments:
        segments[-1] = replace(segments[-1], pause_ms=0)
    return segments


def _pronounced(segment: Segment, voice: Voice) -> Segment:
    phonetic = voice.lexicon.apply(segment.text)
    return replace(segment, phonetic=phonetic) if phonetic != segment.text else segment


def _sentences(block: Block, language: str) -> list[tuple[str, tuple[Word, ...]]]:
    """A block's sentences, written and in spoken form; positions are counted from the block's start."""
    if block.kind in _ANNOUNCED:
        english = language.startswith("en")
        return [(block.text, (Word(_ANNOUNCED[block.kind], 0, len(block.text)),))] if english else []
    said = []
    for start, end in sentences(block.text, language):
        words = verbalize(block.text[start:end], language)
        moved = tuple(replace(word, start=word.start + start, end=word.end + start) for word in words)
        said.append((block.text[start:end], moved))
    return said


def _pause_after(written: str, pauses: Pauses) -> int:
    """Between a sentence and the next one of its block."""
    bare = written.rstrip("\"'”’)]")
    if bare.endswith(("…", "..")):
        return pauses.ellipsis_ms
    return pauses.question_ms if bare.endswith(("?", "!")) else pauses.sentence_ms


def _pause_between(kind: Kind, following: Kind, pauses: Pauses) -> int:
    """Between two blocks."""
    if following is Kind.HEADING:
        return pauses.before_heading_ms
    if kind is Kind.BYLINE and following is Kind.DATE:
        return pauses.byline_ms
    if kind is Kind.LIST_ITEM and following is Kind.LIST_ITEM:
        return pauses.list_item_ms
    after = {Kind.TITLE: pauses.title_ms, Kind.HEADING: pauses.heading_ms, Kind.QUOTE: pauses.quote_ms}
    return after.get(kind, pauses.paragraph_ms)


def _mark(article: Article, segments: Sequence[Segment], voice: Voice) -> tuple[Mark, ...]:
    """Chapter marks: the start, then the headings, or else paragraphs about every two minutes."""
    blocks = [segment.block for segment in segments]
    starts = [number for number, block in enumerate(blocks) if number and block != blocks[number - 1]]
    headings = [number for number in starts if article.blocks[blocks[number]].kind is Kind.HEADING]
    chosen = headings or _about_every_two_minutes(starts, segments, voice)
    step = -(-len(chosen) // (_MOST_CHAPTERS - 1)) or 1
    titles = [(number, article.blocks[blocks[number]].text) for number in chosen[::step]]
    return tuple(Mark(first_words(title, _TITLE_WORDS), number) for number, title in [(0, article.title), *titles])


def _about_every_two_minutes(starts: Sequence[int], segments: Sequence[Segment], voice: Voice) -> list[int]:
    """Of the segments that start a block, those nearest to two minutes after the one chosen before."""
    pace = voice.pace * voice.prosody.rate
    lengths = (len(segment.text) / pace + segment.pause_ms / 1000 for segment in segments)
    times = list(accumulate(lengths, initial=0.0))
    chosen: list[int] = []
    at = 0.0
    while ahead := [start for start in starts if times[start] > at and times[-1] - times[start] >= _LAST_CHAPTER_S]:
        nearest = min(ahead, key=lambda start: abs(times[start] - at - _CHAPTER_S))
        if times[-1] - at < _CHAPTER_S + _LAST_CHAPTER_S and times[nearest] - at < _CHAPTER_S / 2:
            break
        chosen.append(nearest)
        at = times[nearest]
    return chosen
