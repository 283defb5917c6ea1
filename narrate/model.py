"""The frozen values that the stages hand to each other. Imports nothing of ours."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import takewhile
from pathlib import Path
from typing import Protocol

Report = Callable[[int, int], None]
"""How far a long piece of work is: called with how much of it is done, and how much there is."""

Keep = Callable[[str, Callable[[], bytes]], bytes]
"""What is kept under a name; made and kept where there is none. The name tells all that decides on it."""


def anew(name: str, make: Callable[[], bytes]) -> bytes:  # noqa: ARG001 - the signature of all that keep
    """Keeps nothing."""
    return make()


@dataclass(frozen=True, slots=True)
class Source:
    """What came in: the bytes of a page, a text dump or a text, and where they are from."""

    name: str
    """What to call it before a person: a path, a URL, or ``standard input``."""
    content: bytes
    url: str | None = None
    """The address that the content was served from, after redirects."""
    charset: str | None = None
    """The character set that the server named, if it named one."""


CELLS = " | "
"""Between the cells of a table's row."""


class Kind(StrEnum):
    """What a block of an article is."""

    TITLE = "title"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATE = "date"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    LIST_ITEM = "list item"
    TABLE = "table row"
    CODE = "code"
    NOTICE = "notice"
    """A sentence of ours, not of the source: what stands for a table that is not read, say."""


_HEAD = frozenset({Kind.TITLE, Kind.STANDFIRST, Kind.BYLINE, Kind.DATE, Kind.NOTICE})


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the article: one line of text, white space folded, and what it is."""

    kind: Kind
    text: str
    level: int = 0
    """Of a heading: 2 for a section, 3 for a section within it, and so on; else 0."""
    language: str = ""
    """A BCP 47 tag where the source gives it one of its own; else it is in the article's."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What became of one line of the source (of a page: one element's text), and why."""

    line: int
    """Counted from 1: of a text, its lines; of a page, its pieces of text."""
    text: str
    kept: bool
    reason: str
    """The block's kind where it was kept; else the name of the rule that dropped it."""
    score: float | None = None
    """How much it looks like the article by itself (log-odds: over 0 more than not); none where nothing was weighed."""
    element: str = ""
    """Of a page: the element that it is the text of, and those around it, as a CSS selector would name them."""
    source_line: int = 0
    """Where that element starts in the page's source, counted from 1; 0 for a text, whose lines are the source's."""


@dataclass(frozen=True, slots=True)
class Part:
    """One article of several that were joined into one."""

    title: str
    block: int
    """The first of its blocks."""
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """The body worth hearing, in reading order, title first, and what is known about it."""

    blocks: tuple[Block, ...]
    rulings: tuple[Ruling, ...]
    """The receipt: every line of the source that is not blank, in order."""
    language: str = "en"
    """A BCP 47 tag, such as ``en`` or ``en-US``."""
    url: str | None = None
    site: str | None = None
    author: str | None = None
    """Names only, without "by"."""
    published: str | None = None
    """The date, ISO 8601: ``2024-07-24``."""
    section: str | None = None
    """What the site files it under."""
    image: str | None = None
    """The address of the picture that stands for it."""
    parts: tuple[Part, ...] = ()
    """Of a digest: the articles that it is joined from, in order."""

    @property
    def title(self) -> str:
        """The title's text, or the first words of the article where it has no title."""
        for block in self.blocks:
            if block.kind is Kind.TITLE:
                return block.text
        return next((first_words(block.text) for block in self.blocks if block.kind is not Kind.NOTICE), "")

    @property
    def head(self) -> int:
        """How many blocks come before the text: title, byline and the like; of a digest, before its first article."""
        if self.parts:
            return self.parts[0].block
        return sum(1 for _ in takewhile(lambda block: block.kind in _HEAD, self.blocks))


@dataclass(frozen=True, slots=True)
class SiteRule:
    """What holds on the pages of one site, or of one publishing system; of elements, CSS selectors."""

    host: str = ""
    """The site; its subdomains are meant, too."""
    sign: str = ""
    """Characters in the source of every page of the system."""
    drop: tuple[str, ...] = ()
    """Never the article."""
    keep: tuple[str, ...] = ()
    """Always the article."""
    title: str = ""
    author: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read of a source: a listener's choices."""

    byline: bool = True
    """Whether the author and the date are said."""
    aloud: frozenset[Kind] = frozenset()
    """Tables and code: those that are read, not announced in a sentence."""
    force: bool = False
    """Whether a page that looks like no article is read all the same."""
    sites: tuple[SiteRule, ...] = ()
    """Over those that come with narrate."""


class When(StrEnum):
    """When something is said of an episode."""

    START = "start"
    """After the title and what stands with it."""
    END = "end"
    OFF = "off"
    """Never."""


@dataclass(frozen=True, slots=True)
class Disclosure:
    """The sentence that tells that a synthetic voice reads."""

    when: When = When.END
    text: str = ""
    """Empty for a sentence of ours in the article's language."""
    credit: bool = False
    """Whether the voice's credit is said after it."""


@dataclass(frozen=True, slots=True)
class Jingles:
    """Files of sound that are heard around the speech."""

    intro: Source | None = None
    """Before the first word."""
    outro: Source | None = None
    """After the last."""
    bed: Source | None = None
    """Under what is said before the text: the title, the author."""
    sting: Source | None = None
    """Between the articles of a digest."""


LOUDNESS_LUFS = -19.0
"""Integrated, of an episode. Mono: what two speakers play of it is then -16, as the podcast platforms ask."""


@dataclass(frozen=True, slots=True)
class Dressing:
    """What an article is dressed in to be an episode, and how loud the whole is."""

    disclosure: Disclosure = Disclosure()
    jingles: Jingles = Jingles()
    cover: bool = True
    """Whether there is one."""
    picture: Source | None = None
    """What is on it; without it, the picture that the page names for itself, or else the title."""
    loudness_lufs: float = LOUDNESS_LUFS


@dataclass(frozen=True, slots=True)
class Word:
    """Some written characters of a block, and what is said for them.

    Usually one written word; a date or a sum of money may be several, said in several words.
    """

    spoken: str
    """Never empty, no space at either end; carries the punctuation that the voice pauses at."""
    start: int
    end: int
    """``text[start:end]`` are the written characters."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One utterance: what the engine says in one go, and the silence after it."""

    words: tuple[Word, ...]
    block: int
    """Which of the article's blocks the words' positions are in."""
    pause_ms: int
    phonetic: str = ""
    """The text with IPA between ``⟦`` and ``⟧`` for what a lexicon knows; empty where it knows nothing of it."""
    voice: str = ""
    """The name of the voice that says it; empty for the one that the script is for."""
    rate: float = 1.0
    """How fast, times that voice's own pace."""

    @property
    def text(self) -> str:
        """Spoken form."""
        return " ".join(word.spoken for word in self.words)


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a chapter starts in a script."""

    title: str
    segment: int
    """The first segment of the chapter."""
    url: str = ""
    """Where what the chapter is about can be read, if that is another place than the episode's own."""


@dataclass(frozen=True, slots=True)
class Credit:
    """A voice that is heard, and what there is to say of where it is from."""

    voice: str
    licence: str
    """An SPDX identifier, or a sentence; ``unknown`` where nobody told."""
    credit: str
    """Whom to name."""


@dataclass(frozen=True, slots=True)
class Script:
    """All that is said, in order."""

    article: Article
    segments: tuple[Segment, ...]
    marks: tuple[Mark, ...]
    """In order; the first is at segment 0."""
    credits: tuple[Credit, ...] = ()
    """The voices, in the order in which they are first heard."""
    disclosure: str = ""
    """The sentence that tells that no person speaks; empty where nobody wants one."""


@dataclass(frozen=True, slots=True)
class Cue:
    """The time of a segment or a word, in samples: in the track, or in the clip that it is in."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clip:
    """The sound of a segment: 16-bit little-endian mono samples."""

    pcm: bytes = field(repr=False)
    rate: int
    """Samples a second."""
    words: tuple[Cue | None, ...] = ()
    """When each word of the spoken form is said, as spaces part it; None where that is not known, and empty where the
    engine tells no times."""

    @property
    def length(self) -> int:
        """In samples."""
        return len(self.pcm) // 2


class Clips(Protocol):
    """The clips of a script's segments, in order; to be read again, one by one."""

    def __iter__(self) -> Iterator[Clip]:
        """Gives all of them."""

    def __getitem__(self, number: int, /) -> Clip:
        """Gives one."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A titled span of the track."""

    title: str
    start_ms: int
    end_ms: int
    url: str = ""
    """Where what it is about can be read, if that is another place than the episode's own."""


@dataclass(frozen=True, slots=True)
class Loudness:
    """What a meter after ITU-R BS.1770 shows at the end of a sound."""

    integrated_lufs: float
    peak_dbtp: float
    """True peak."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some of a track's sound: what stands before it and behind it does not change it."""

    key: str
    """Of all that made it: where that is the same, so are the samples."""
    length: int
    """In samples."""
    rest: int
    """How many of them, at its end, are digital silence."""
    read: Callable[[], bytes]
    """Gives the samples, 16-bit little-endian mono, as often as it is asked."""


@dataclass(frozen=True, slots=True)
class Track:
    """The whole sound, as a plan and a stream; never all of it in memory."""

    script: Script
    rate: int
    """Samples a second."""
    length: int
    """In samples."""
    cues: tuple[Cue, ...]
    """One for each segment of the script."""
    words: tuple[tuple[Cue | None, ...], ...]
    """For each segment, one for each of its words; None where it is not known when the word is said."""
    chapters: tuple[Chapter, ...]
    """Contiguous from 0 to the end."""
    loudness: Loudness
    sound: tuple[Stretch, ...] = field(repr=False)
    """The finished samples, ``length`` of them."""
    cover: bytes | None = field(default=None, repr=False)
    """A JPEG or PNG of at most 800 pixels a side."""


@dataclass(frozen=True, slots=True)
class Span:
    """Some characters of a passage, and when they are heard."""

    start: int
    end: int
    """``text[start:end]``."""
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Passage:
    """What is heard of one block."""

    kind: Kind
    text: str
    """As it is written; every word of it is heard, but for signs and marks that nobody reads out."""
    level: int
    """As a block's."""
    language: str
    """As a block's."""
    utterances: tuple[Span, ...]
    """Together all of the text, but for the spaces between them; never overlapping, in order."""
    words: tuple[Span, ...]
    """Every word, with the marks that belong to it; never overlapping, in order."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """All that is heard, with its times."""

    passages: tuple[Passage, ...]

    @property
    def text(self) -> str:
        """A passage a paragraph."""
        return "\n\n".join(passage.text for passage in self.passages)


@dataclass(frozen=True, slots=True)
class Episode:
    """A finished file, and what there is to say of it."""

    title: str
    path: Path
    size: int
    """In bytes."""
    duration_ms: int
    chapters: tuple[Chapter, ...]
    loudness: Loudness
    credits: tuple[Credit, ...]
    transcript: Transcript = field(repr=False)
    language: str
    """A BCP 47 tag."""
    url: str | None = None
    """Of the article, as are the rest."""
    site: str | None = None
    author: str | None = None
    published: str | None = None
    section: str | None = None
    image: str | None = None
    disclosure: str = ""
    """As the script's."""
    cover: bytes | None = field(default=None, repr=False)
    """A square JPEG, as large as a feed wants it."""


def first_words(text: str, count: int = 8) -> str:
    """The first words of a text, with an ellipsis where there are more."""
    words = text.split()
    return " ".join(words[:count]) + ("…" if len(words) > count else "")


def primary(language: str) -> str:
    """The first part of a BCP 47 tag, in small letters: ``en`` of ``en-US``."""
    return language.lower().replace("_", "-").partition("-")[0]


def clock(milliseconds: int) -> str:
    """Minutes and seconds, and hours where there are any."""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
