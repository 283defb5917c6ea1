"""What a show is and what it has: the frozen values that the batch, the feed and the pages share."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from narrate.model import Chapter, Credit, Disclosure
from narrate.sources import Origin


@dataclass(frozen=True, slots=True)
class Making:
    """All that decides how an item of the show becomes sound."""

    voice: str
    rate: float = 1.0
    pauses: float | None = None
    """Times the voice's own."""
    lexicons: tuple[Path, ...] = ()
    sites: tuple[Path, ...] = ()
    """Site rules of the show's own."""
    byline: bool = True
    profile: str = "podcast"
    formats: tuple[str, ...] = ("mp3",)
    """The first is what the feed's enclosures are; the others stand beside it."""
    disclosure: Disclosure = Disclosure()
    intro: Path | None = None
    outro: Path | None = None
    bed: Path | None = None
    sting: Path | None = None


@dataclass(frozen=True, slots=True)
class Retention:
    """What stays in the feed."""

    episodes: int = 0
    """The newest so many; 0 is all."""
    days: int = 0
    """Not older than that; 0 is any."""
    grace_days: int = 7
    """From leaving the feed until the sound is deleted."""


@dataclass(frozen=True, slots=True)
class File:
    """A file in ``public/``."""

    path: str
    """From ``public/``, with ``/``; ASCII."""
    media_type: str
    size: int
    """In bytes."""
    sha256: str


@dataclass(frozen=True, slots=True)
class Show:
    """All of ``show.toml``."""

    id: str
    """A UUID, made once and kept for ever: the episodes' GUIDs hang on it."""
    title: str
    author: str
    description: str
    language: str
    """A BCP 47 tag."""
    category: str
    """One of Apple's."""
    base_url: str
    """Where ``public/`` will be on the web; ends in ``/``."""
    making: Making
    subcategory: str = ""
    """One of that category's, or empty."""
    link: str = ""
    """The show's own page; empty for the list of episodes in ``public/``."""
    explicit: bool = False
    owner_name: str = ""
    owner_email: str = ""
    image: File | None = None
    """As it stands in ``public/``."""
    image_path: Path | None = None
    """As its maker gave it."""
    origins: tuple[Origin, ...] = ()
    retention: Retention = Retention()
    item_minutes: float = 30.0
    """How long the making of one item may take."""


class State(StrEnum):
    """How far an item is."""

    WAITING = "waiting"
    """To be made: it never was, or the last attempt failed."""
    PUBLISHED = "published"
    QUARANTINED = "quarantined"
    """Not tried again before a person asks for it: it failed too often, or its page is gone."""
    RETIRED = "retired"
    """Out of the feed, for its age or on request, and never made again. The record stays: what was, is known."""


@dataclass(frozen=True, slots=True)
class EpisodeRecord:
    """What there is to say of an episode in ``public/``: all that the feed and the list of episodes tell."""

    title: str
    language: str
    """A BCP 47 tag."""
    duration_ms: int
    audio: tuple[File, ...]
    """The first is the enclosure; its name has a hash of its content, so that what an address serves never changes."""
    transcripts: tuple[File, ...]
    chapters_file: File | None
    page: File | None
    chapters: tuple[Chapter, ...]
    summary: str
    """The standfirst or the first words of the text; plain, one line."""
    excerpt: tuple[str, ...] = ()
    """The first paragraphs; plain."""
    cover: File | None = None
    """A square picture of its own, as feeds want it."""
    credits: tuple[Credit, ...] = ()
    url: str = ""
    """Of the article, as are the rest."""
    site: str = ""
    author: str = ""
    published: str = ""
    """The day, ISO 8601, as the article tells it."""
    section: str = ""
    disclosure: str = ""
    """The sentence that tells that a synthetic voice reads, as it is heard."""

    @property
    def files(self) -> tuple[File, ...]:
        """All that stands in ``public/`` for it."""
        single = (self.chapters_file, self.page, self.cover)
        return (*self.audio, *self.transcripts, *(file for file in single if file))


@dataclass(frozen=True, slots=True)
class Leaving:
    """A file that is in the feed no more, and is kept for a while for those who have begun to listen."""

    path: str
    """From ``public/``."""
    since: datetime


@dataclass(frozen=True, slots=True)
class Record:
    """An item of the show: one for each, in a file named by its GUID, and all that is known of it."""

    guid: str
    """uuid5 of the show's id and the source key: never of text, file or time."""
    key: str
    """What its source knows it by: a feed's own id, or the article's canonical address or path."""
    title: str
    published: datetime
    """When the article came out, as far as anybody told, else when it was found; with a time zone."""
    found: datetime
    state: State = State.WAITING
    aliases: tuple[str, ...] = ()
    """Other keys that it was found under."""
    url: str = ""
    categories: tuple[str, ...] = ()
    seen: str = ""
    """A digest of what its source told of it when the episode was made: another one means that it was edited."""
    attempts: int = 0
    """Failed ones since the last success."""
    tried: datetime | None = None
    """When it failed last."""
    failure: str = ""
    """Why, in a line."""
    episode: EpisodeRecord | None = field(default=None, repr=False)
    """None until it is made, and once it has left the feed."""
    leaving: tuple[Leaving, ...] = ()
    """Files of its own that are to be deleted."""
