"""What a feed tells: of the show, and of each episode."""

from dataclasses import dataclass
from datetime import datetime

from narrate.model import Chapter

FEED = "feed.xml"
"""The feed's name, in the folder that is published."""


@dataclass(frozen=True, slots=True)
class Podcast:
    """The podcast, as its feed tells of it."""

    title: str
    author: str
    description: str
    language: str
    """A BCP 47 tag."""
    link: str
    """The show's page."""
    base_url: str
    """Where the published folder is found; all paths are from here."""
    categories: tuple[tuple[str, ...], ...]
    """Of Apple's list, the first one first: a category, and one within it where there is."""
    image: str = ""
    """The path or address of the cover: square, 1400 to 3000 pixels."""
    owner_name: str = ""
    owner_email: str = ""
    explicit: bool = False


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along with an episode."""

    path: str
    """From the show's ``base_url``."""
    kind: str
    """Its media type."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An episode, as the feed tells of it."""

    guid: str
    """The same for ever, whatever becomes of the text and the sound."""
    title: str
    published: datetime
    """With a time zone."""
    audio: Attachment
    size: int
    """Of the sound, in bytes."""
    duration_ms: int
    link: str = ""
    """The article."""
    author: str = ""
    """Of the article."""
    excerpt: tuple[str, ...] = ()
    """Its first paragraphs."""
    notes: tuple[str, ...] = ()
    """What else is to be said under them: where the article is from, whose voice is heard."""
    chapters: tuple[Chapter, ...] = ()
    chapters_file: Attachment | None = None
    transcripts: tuple[Attachment, ...] = ()
    language: str = ""
    """Where it is not the show's."""
    image: str = ""
    """Where it has one of its own."""
    narrators: tuple[str, ...] = ()
