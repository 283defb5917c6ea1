"""Where things are in a show's folder."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from narrate.feed import FEED
from narrate.show.files import HASH_LENGTH
from narrate.show.records import Records
from narrate.show.showfile import SHOW_FILE


@dataclass(frozen=True, slots=True)
class ShowFolder:
    """``show.toml`` is its maker's, ``public/`` the world's; ``state/`` is narrate's."""

    path: Path

    @property
    def public(self) -> Path:
        """What is served."""
        return self.path / "public"

    @property
    def records(self) -> Records:
        """One for each item."""
        return Records(self._state / "records")

    @property
    def lock(self) -> Path:
        """Held by whoever changes anything here."""
        return self._state / "lock"

    @property
    def work(self) -> Path:
        """For what is not finished; emptied whenever a build begins."""
        return self._state / "work"

    @property
    def sources(self) -> Path:
        """How it stands with the sources."""
        return self._state / "sources.json"

    def leaving(self, place: str = "") -> Path:
        """Since when files are missed that still stand in ``public/``, or where that was published."""
        name = hashlib.sha256(place.encode(errors="surrogateescape")).hexdigest()[:HASH_LENGTH] if place else "public"
        return self._state / "leaving" / f"{name}.json"

    @property
    def report(self) -> Path:
        """What the last build did."""
        return self._state / "report.json"

    @property
    def _state(self) -> Path:
        return self.path / "state"


def published(place: Path) -> Path:
    """The folder that is served: a show's ``public/``; of a place that is no show's and has a feed, itself."""
    public = ShowFolder(place).public
    is_served = (place / FEED).is_file() and not (place / SHOW_FILE).is_file()
    return place if is_served or not public.is_dir() else public
