"""What a show's sources have now."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from narrate.atomic import write_changed
from narrate.batch.events import Trouble
from narrate.cache import key_of
from narrate.fetch import Version, Web, is_web
from narrate.show.folder import ShowFolder
from narrate.show.records import MOVE
from narrate.show.values import Show
from narrate.sources import Item, Standing, find_items


@dataclass(frozen=True, slots=True)
class Gathered:
    """Items of all sources, in the order of ``show.toml``, and how it stands with each source."""

    items: tuple[Item, ...]
    standings: tuple[Standing, ...]

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """The sources that could not be read."""
        return tuple(Trouble(one.name, one.failure) for one in self.standings if one.failure)

    @property
    def unmade(self) -> "Gathered":
        """It while there is something to be made of it: a server may not say yet that nothing is new."""
        return replace(self, standings=tuple(replace(one, version=Version()) for one in self.standings))


def gather(show: Show, folder: ShowFolder, web: Web, now: datetime, *, settled: bool) -> Gathered:
    """What the sources have.

    Args:
        show: Names them.
        folder: Paths are meant from here.
        web: What fetches.
        now: Ages are counted to here.
        settled: Whether all that was found before is made: only then may a server say that nothing is new.
    """
    kept, of = _read(folder.sources)
    lapsed = not settled or of != key_of(show)  # other limits want other items of the same feed
    known = {one.name: replace(one, version=Version()) if lapsed else one for one in kept}
    found = [find_items(origin, folder=folder.path, web=web, known=known, now=now) for origin in show.origins]
    standings = {standing.name: standing for one in found for standing in one.standings}
    return Gathered(tuple(item for one in found for item in one.items), tuple(standings.values()))


def standings_of(folder: ShowFolder) -> tuple[Standing, ...]:
    """How it stands with the sources since the last build."""
    return _read(folder.sources)[0]


def keep_standings(show: Show, folder: ShowFolder, gathered: Gathered) -> None:
    """Keeps how it stands with the sources, for people and for the next time.

    Raises:
        OutputError: It cannot be written.
    """
    told = {"of": key_of(show), "sources": [asdict(one) for one in gathered.standings]}
    content = json.dumps(told, ensure_ascii=False, indent=1, default=datetime.isoformat)
    write_changed(folder.sources, content.encode("utf-8", "replace"), move=MOVE)


def _read(path: Path) -> tuple[tuple[Standing, ...], str]:
    """What was kept, and the show that it is of."""
    try:
        told = json.loads(path.read_bytes())
        return tuple(map(_standing, told["sources"])), told["of"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):  # not there, or of another narrate: ask for all
        return (), ""


def _standing(facts: Mapping[str, Any]) -> Standing:
    times = {name: facts[name] and datetime.fromisoformat(facts[name]) for name in ("read", "failed")}
    return Standing(**{**facts, **times, "version": Version(**facts["version"])})


def digest_of(item: Item, folder: Path) -> str:
    """Of all that the source tells of an item: another one means that it was edited."""
    if item.source is not None:
        text = item.source.content
    elif item.url and not is_web(item.url):
        try:
            text = (folder / item.url).read_bytes()
        except (OSError, ValueError):  # making it will tell
            text = b""
    else:
        text = b""
    told = (item.title, item.published and item.published.isoformat(), text)
    return key_of(*told)
