"""A finished file, and every word of it with its time."""

from dataclasses import dataclass, field
from pathlib import Path

from narrate.model.article import Kind, listed
from narrate.model.script import Credit
from narrate.model.track import Chapter, Loudness


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
    ordinal: int | None = None
    """As a block's: heard before the text, and no part of it."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """All that is heard, with its times."""

    passages: tuple[Passage, ...]

    @property
    def text(self) -> str:
        """A passage a paragraph, those of numbered lists with their numbers."""
        return "\n\n".join(listed(one.text, one.ordinal) for one in self.passages)


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

    @property
    def lead(self) -> str:
        """What sums it up: the standfirst, or the first paragraph, or else the title."""
        passages = self.transcript.passages
        texts = (one.text for kind in (Kind.STANDFIRST, Kind.PARAGRAPH) for one in passages if one.kind is kind)
        return next(texts, self.title)
