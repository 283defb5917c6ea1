"""What is said, in utterances."""

from dataclasses import dataclass

from narrate.model.article import Article


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
