"""Article and voice to script: what is said, the silence after each utterance, and where chapters start."""

import logging
import re
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cache, lru_cache
from itertools import accumulate, pairwise, takewhile

from narrate.chunk import sentences, utterances
from narrate.errors import EngineError, InputError
from narrate.lexicon import Lexicon
from narrate.model import (
    CELLS,
    Article,
    Block,
    Disclosure,
    Kind,
    Mark,
    Reading,
    Script,
    Segment,
    When,
    Word,
    first_words,
    primary,
)
from narrate.notices import disclose, notice
from narrate.spoken import verbalize
from narrate.voice import Pauses, Role, Voice

log = logging.getLogger(__name__)

Phonemes = Callable[[Segment], str]
"""An engine's ``phonemes``: what it makes of a segment's text."""

_CHAPTER_S = 120.0  # about two minutes: long enough to be worth a mark, short enough to find one's way back
_LAST_CHAPTER_S = 40.0  # a shorter rest stays with the chapter before it
_MOST_CHAPTERS = 255  # an MP3's table of contents counts them in one byte
_TITLE_WORDS = 12  # of a chapter: players show one line

_PLAIN = re.compile(r"[A-Z]?[^\W\d_A-Z]{3,}")  # a word that no rule changes
_CREDITS = (Kind.BYLINE, Kind.DATE)
_ANNOUNCEABLE = {Kind.TABLE: "table", Kind.CODE: "code"}  # and the names of the notices that stand for them
UNDISCLOSED = Disclosure(When.OFF)
_SPOKEN_CELLS = ",  "  # a pause between a table's cells; as long as CELLS, so that positions stay


def unknown(segment: Segment) -> str:  # noqa: ARG001 - the signature of an engine's
    """The phonemes of an engine that knows none."""
    return ""


def write_script(
    article: Article,
    voice: Voice,
    reading: Reading = Reading(),
    *,
    disclosure: Disclosure = UNDISCLOSED,
    phonemes: Phonemes = unknown,
) -> Script:
    """All that is said of an article in a voice and those of its roles, in order, title first.

    Tables and code are announced in a sentence where they are not to be read. An utterance is at most
    ``voice.longest`` phonemes, and never without one; where the engine knows none, a character counts as one.
    Chapters start at the headings; where there are none, at paragraphs, about every two minutes.

    Raises:
        InputError: There is nothing in it that can be said.
    """
    unread = frozenset(_ANNOUNCEABLE) - reading.aloud | frozenset(() if reading.byline else _CREDITS)
    article, told = disclose(article, voice, disclosure)
    article = replace(article, blocks=tuple(_announced(article, voice, unread)))

    @cache
    def reader_for(kind: Kind, language: str) -> _Reader:
        return _Reader(voice, kind, language, phonemes)

    readers = [reader_for(block.kind, _language_of(block, article, voice)) for block in article.blocks]
    said = [
        segments
        for number, block in enumerate(article.blocks)
        if block.kind not in unread and (segments := _say(block, number, readers[number]))
    ]
    if all(article.blocks[block[0].block].kind is Kind.NOTICE for block in said):
        what = first_words(article.title) or "the article"
        raise InputError(
            f"nothing in {what!r} can be said aloud in {voice.language}", "is it in words of that language?"
        )
    _set_apart(said, [block.kind for block in article.blocks], [reader.role for reader in readers], voice.pauses)
    segments = [segment for block in said for segment in block]
    marks = _mark(article, segments, voice)
    for mark in marks[1:]:
        before = segments[mark.segment - 1]
        segments[mark.segment - 1] = replace(before, pause_ms=max(before.pause_ms, voice.pauses.chapter_ms))
    due = dict.fromkeys(readers[block[0].block].voice.due for block in said)
    return Script(article, tuple(segments), marks, tuple(due), told)


def _language_of(block: Block, article: Article, voice: Voice) -> str:
    """The block's own language, where the voice has a way to read it: pages are often wrong about it."""
    spoken = {primary(voice.language), *(role.role for role in voice.roles)}
    return block.language if primary(block.language) in spoken else article.language


class _Reader:
    """Who reads a block, and how."""

    def __init__(self, voice: Voice, kind: Kind, language: str, phonemes: Phonemes) -> None:
        self.role = voice.role_of(kind, language)
        reader = self.role.reader or voice
        self.voice = replace(reader, lexicon=heard(reader.lexicon, language))
        self.language = language
        self._name = self.role.reader.name if self.role.reader else ""
        self._phonemes = phonemes

    def segment(self, words: tuple[Word, ...], block: int, pause_ms: int) -> Segment:
        """Some words, as the lexicon says them."""
        segment = Segment(words, block, pause_ms, voice=self._name, rate=self.role.rate)
        phonetic = self.voice.lexicon.apply(segment.text)
        return replace(segment, phonetic=phonetic) if phonetic != segment.text else segment

    def count(self, words: tuple[Word, ...]) -> int:
        """The phonemes that the voice has for some words."""
        segment = self.segment(words, 0, 0)
        try:
            return len(self._phonemes(segment)) or len(segment.text)
        except EngineError as exc:
            log.warning("left out: %s", exc.message)
            return 0


@lru_cache(maxsize=4)
def heard(lexicon: Lexicon, language: str) -> Lexicon:
    """The lexicon with its graphemes in spoken form beside them: "HUR" is "H.U.R" there, "U.N.'s" is "U-N's"."""
    entries = []
    for entry in lexicon.entries:
        entries.append(entry)
        if not _PLAIN.fullmatch(entry.grapheme):
            entries.extend(replace(entry, grapheme=form) for form in _forms(entry.grapheme, language))
    return Lexicon(tuple(entries))


def _forms(grapheme: str, language: str) -> list[str]:
    """What the rules make of a grapheme, by itself and as a possessive, where they change it."""
    owned = _spoken(f"{grapheme}'s", language).removesuffix("'s")
    return sorted({_spoken(grapheme, language), owned} - {grapheme, ""})


def _spoken(text: str, language: str) -> str:
    return " ".join(word.spoken for word in verbalize(text, language)).rstrip(".,;:!?")


def _announced(article: Article, voice: Voice, unread: AbstractSet[Kind]) -> Iterator[Block]:
    """The blocks; for a table or a piece of code that is not read, a sentence of ours in the place of its first row.

    In a language that has no such sentence nothing is said for it.
    """
    before = None
    for block in article.blocks:
        told = ""
        if block.kind in unread & _ANNOUNCEABLE.keys() and block.kind is not before:
            told = notice(_ANNOUNCEABLE[block.kind], _language_of(block, article, voice))
        yield replace(block, kind=Kind.NOTICE, text=told) if told else block
        before = block.kind


def _say(block: Block, number: int, reader: _Reader) -> list[Segment]:
    """A block's segments; the last one's pause is 0 until it is known what follows."""
    segments: list[Segment] = []
    voice = reader.voice
    for written, words in _sentences(block, reader.language):
        parts = utterances(words, voice.longest, count=reader.count, inside=_inside_entries(words, voice.lexicon))
        segments.extend(reader.segment(part, number, voice.pauses.clause_ms) for part in parts)
        if parts:
            segments[-1] = replace(segments[-1], pause_ms=_pause_after(written, voice.pauses))
    if segments:
        segments[-1] = replace(segments[-1], pause_ms=0)
    return segments


def _inside_entries(words: tuple[Word, ...], lexicon: Lexicon) -> frozenset[int]:
    """Where those words start that an entry of the lexicon joins to the word before."""
    spans = lexicon.spans(" ".join(word.spoken for word in words))
    inside = {place for start, end in spans for place in range(start + 1, end)}
    places = zip(accumulate((len(word.spoken) + 1 for word in words), initial=0), words, strict=False)
    return frozenset(word.start for place, word in places if place in inside)


def _sentences(block: Block, language: str) -> list[tuple[str, tuple[Word, ...]]]:
    """A block's sentences, written and in spoken form; positions are counted from the block's start."""
    text = block.text.replace(CELLS, _SPOKEN_CELLS) if block.kind is Kind.TABLE else block.text
    said = []
    for start, end in sentences(text, language):
        words = verbalize(text[start:end], language)
        moved = tuple(replace(word, start=word.start + start, end=word.end + start) for word in words)
        said.append((text[start:end], moved))
    return said


def _pause_after(written: str, pauses: Pauses) -> int:
    """Between a sentence and the next one of its block."""
    bare = written.rstrip("\"'”’)]")
    if bare.endswith(("…", "..")):
        return pauses.ellipsis_ms
    return pauses.question_ms if bare.endswith(("?", "!")) else pauses.sentence_ms


def _set_apart(said: list[list[Segment]], kinds: Sequence[Kind], roles: Sequence[Role], pauses: Pauses) -> None:
    """Gives the last segment of each block the pause before the next one."""
    for one, other in pairwise(said):
        block, following = one[0].block, other[0].block
        between = _pause_between(kinds[block], kinds[following], pauses)
        one[-1] = replace(one[-1], pause_ms=between + _pause_apart(roles[block], roles[following]))


def _pause_between(kind: Kind, following: Kind, pauses: Pauses) -> int:
    """Between two blocks."""
    if following is Kind.HEADING and kind is not Kind.HEADING:
        return pauses.before_heading_ms
    if kind is Kind.BYLINE and following is Kind.DATE:
        return pauses.byline_ms
    if kind is Kind.LIST_ITEM and following is Kind.LIST_ITEM:
        return pauses.list_item_ms
    if Kind.NOTICE in {kind, following} and kind not in {following, Kind.TITLE}:
        return pauses.notice_ms
    after = {Kind.TITLE: pauses.title_ms, Kind.HEADING: pauses.heading_ms, Kind.QUOTE: pauses.quote_ms}
    return after.get(kind, pauses.paragraph_ms)


def _pause_apart(role: Role, following: Role) -> int:
    """More of it where another way to read begins."""
    return max(role.pause_ms, following.pause_ms) if role.role != following.role else 0


def _mark(article: Article, segments: Sequence[Segment], voice: Voice) -> tuple[Mark, ...]:
    """Chapter marks: the start, then a digest's articles, or sections; at most as many as a file can hold."""
    marks = _articles(article, segments) if article.parts else _sections(article, segments, voice)
    step = -(-len(marks) // (_MOST_CHAPTERS - 1)) or 1
    return (Mark(first_words(article.title, _TITLE_WORDS), 0), *marks[::step])


def _articles(article: Article, segments: Sequence[Segment]) -> list[Mark]:
    """Where the articles of a digest start, but for one that starts with the digest."""
    first = {segment.block: number for number, segment in reversed(list(enumerate(segments)))}
    ends = [part.block for part in article.parts[1:]] + [len(article.blocks)]
    starts = [
        next((first[block] for block in range(part.block, end) if block in first), 0)
        for part, end in zip(article.parts, ends, strict=True)
    ]
    return [
        Mark(first_words(part.title, _TITLE_WORDS), start, part.url or "")
        for part, start in zip(article.parts, starts, strict=True)
        if start
    ]


def _sections(article: Article, segments: Sequence[Segment], voice: Voice) -> list[Mark]:
    """Where the headings are, or else paragraphs about every two minutes.

    Headings that stand right under each other are one chapter's.
    """
    blocks = [segment.block for segment in segments]
    kinds = [article.blocks[block].kind for block in blocks]
    starts = [n for n in range(1, len(blocks)) if blocks[n] != blocks[n - 1] and kinds[n] is not Kind.NOTICE]
    headings = [n for n in starts if kinds[n] is Kind.HEADING and kinds[n - 1] is not Kind.HEADING]
    chosen = headings or _about_every_two_minutes(starts, segments, voice)
    titles = (_title(article.blocks[blocks[number] :]) for number in chosen)
    return [Mark(first_words(title, _TITLE_WORDS), number) for title, number in zip(titles, chosen, strict=True)]


def _title(blocks: Sequence[Block]) -> str:
    """Of a chapter that starts with these blocks."""
    headings = takewhile(lambda block: block.kind is Kind.HEADING, blocks)
    return " – ".join(block.text for block in headings) or blocks[0].text


def _about_every_two_minutes(starts: Sequence[int], segments: Sequence[Segment], voice: Voice) -> list[int]:
    """Of the segments that start a block, those nearest to two minutes after the one chosen before."""
    pace = voice.pace * voice.prosody.rate
    lengths = (len(segment.text) / (pace * segment.rate) + segment.pause_ms / 1000 for segment in segments)
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
