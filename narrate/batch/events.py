"""What a build tells while it is under way, and what it did."""

from dataclasses import dataclass
from datetime import datetime

from narrate.show.values import EpisodeRecord, Record, State
from narrate.sources import Standing


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that failed."""

    name: str
    """An item's title, or a source."""
    reason: str
    guid: str = ""
    """Of an item."""


@dataclass(frozen=True, slots=True)
class Planned:
    """The sources are read."""

    records: tuple[Record, ...]
    """Those that are to be made, in the order in which they are begun."""
    sources: tuple[Standing, ...] = ()
    """How it stands with each."""


@dataclass(frozen=True, slots=True)
class Progressed:
    """How far the items are that are being made."""

    done: tuple[tuple[str, int, int], ...]
    """GUID, the utterances that are there, and all of them; those that are not begun, or done, are left out."""


@dataclass(frozen=True, slots=True)
class Made:
    """An episode is there."""

    guid: str
    episode: EpisodeRecord


@dataclass(frozen=True, slots=True)
class Failed:
    """An item could not be made."""

    trouble: Trouble
    state: State
    """That the item is in now."""


Event = Planned | Progressed | Made | Failed


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did."""

    began: datetime
    seconds: float
    made: int
    retired: int
    left_over: int
    """Items that were to be made, but for the limit."""
    in_feed: int
    """Episodes."""
    feed_changed: bool
    troubles: tuple[Trouble, ...]
    """Items and sources."""
    sources: tuple[Standing, ...] = ()
    """How it stands with each."""
