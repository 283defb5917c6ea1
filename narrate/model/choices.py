"""What a listener chooses: what is read, and what is put around it."""

from dataclasses import dataclass
from enum import StrEnum

from narrate.model.article import Kind
from narrate.model.source import Source


@dataclass(frozen=True, slots=True)
class SiteRule:
    """What holds on the pages of one site, or of one publishing system; of elements, CSS selectors."""

    host: str = ""
    """The site; its subdomains are meant, too."""
    signs: tuple[str, ...] = ()
    """Characters in the source of the system's pages: each has one of these in it."""
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
    """What is on it; without it, the picture that the page names for itself, or else the title and the show."""
    show: str = ""
    """The name of the show that it is an episode of; empty where it stands alone."""
    loudness_lufs: float = LOUDNESS_LUFS
    settings: str = ""
    """The options that it is made with, as ``settings.written`` tells them."""
