"""What a show reads, and what it finds there."""

from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit, urlunsplit

from narrate.fetch import Version
from narrate.model import Source


@dataclass(frozen=True, slots=True)
class Origin:
    """Where articles come from, and which of them are wanted."""

    name: str
    """The address or path of a feed (RSS, Atom, JSON Feed), of an OPML file of feeds, of a list of addresses or of a
    page; a folder of pages, or a pattern of paths."""
    most: int = 0
    """The newest so many; 0 is all."""
    newest_days: float = 0.0
    """No older than so many days; 0 is any age. What has no date is taken for new."""
    include: tuple[str, ...] = ()
    """Words: one of them is in the title or is a category, whatever the case. Empty takes everything."""
    exclude: tuple[str, ...] = ()
    """Words of which none may be."""
    own_text: bool = False
    """Whether the text in the feed is read, where it has all of it, instead of the page."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something that may become an episode."""

    key: str
    """What its source knows it by, whatever becomes of its text: a feed's identifier, an address, a path."""
    title: str
    url: str = ""
    """Where its page is: an address, or a path from the show's folder."""
    published: datetime | None = None
    categories: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    """What else it may be known by, elsewhere or later."""
    found: bool = True
    """Whether a program found it, not a person: a site's robots.txt is asked then."""
    source: Source | None = None
    """Its text, where that has come along already."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with an address or a path that a show reads."""

    name: str
    is_feed: bool = False
    items: int = 0
    """That it had when it was read last, whether they are wanted or not."""
    version: Version = Version()
    """What its server called the state of it then."""
    read: datetime | None = None
    """When it could be read last."""
    failed: datetime | None = None
    """When it could not be read last."""
    attempts: int = 0
    """Failed ones since it could be read."""
    failure: str = ""
    """Why, in a line; empty where the last attempt was none of those."""

    @property
    def note(self) -> str:
        """What a person may want to know of it, though nothing is wrong."""
        return "it is a feed without articles" if self.is_feed and not (self.items or self.failure) else ""

    def found(self, now: datetime, items: int, version: Version = Version(), *, is_feed: bool = False) -> "Standing":
        """It once it is read."""
        return Standing(self.name, is_feed, items, version, read=now, failed=self.failed)

    def unchanged(self, now: datetime) -> "Standing":
        """It when its server says that it is as it was."""
        return replace(self, read=now, attempts=0, failure="")

    def lost(self, now: datetime, failure: str) -> "Standing":
        """It when it cannot be read; what was known of it stays."""
        return replace(self, failed=now, attempts=self.attempts + 1, failure=failure)


@dataclass(frozen=True, slots=True)
class Found:
    """What there is at an origin."""

    items: tuple[Item, ...] = ()
    standings: tuple[Standing, ...] = ()
    """Of each address and path that was read for it, to be handed in at the next time."""


def key_of(url: str) -> str:
    """What a page is known by: its address without what only counts visitors or names a place within it."""
    try:
        parts = urlsplit(url)
    except ValueError:  # such as http://[broken/
        return url
    asked = "&".join(one for one in parts.query.split("&") if not one.lower().startswith("utm_"))
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path, asked, ""))
