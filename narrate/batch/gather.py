"""What a show's sources have now."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from narrate.atomic import write_changed
from narrate.batch.events import Trouble
from narrate.cache import key_of
from narrate.fetch import Version, Web, is_web
from narrate.show.folder import ShowFolder
from narrate.show.records import MOVE
from narrate.show.values import Show
from narrate.sources import Item, find_items


@dataclass(frozen=True, slots=True)
class Gathered:
    """Items of all sources, in the order of ``show.toml``."""

    items: tuple[Item, ...]
    troubles: tuple[Trouble, ...]
    versions: Mapping[str, Version]


def gather(show: Show, folder: ShowFolder, web: Web, now: datetime, *, settled: bool) -> Gathered:
    """What the sources have.

    Args:
        show: Names them.
        folder: Paths are meant from here.
        web: What fetches.
        now: Ages are counted to here.
        settled: Whether all that was found before is made: only then may a server say that nothing is new.
    """
    known = _read_versions(show, folder.versions) if settled else {}
    found = [find_items(origin, folder=folder.path, web=web, known=known, now=now) for origin in show.origins]
    return Gathered(
        items=tuple(item for one in found for item in one.items),
        troubles=tuple(Trouble(failure.name, failure.reason) for one in found for failure in one.failures),
        versions=dict(version for one in found for version in one.versions),
    )


def keep_versions(show: Show, folder: ShowFolder, gathered: Gathered) -> None:
    """Keeps what servers called the state of the feeds, for the next time.

    Raises:
        OutputError: It cannot be written.
    """
    told = {"of": key_of(show), "versions": {url: asdict(version) for url, version in gathered.versions.items()}}
    write_changed(folder.versions, json.dumps(told, indent=1).encode(), move=MOVE)


def _read_versions(show: Show, path: Path) -> dict[str, Version]:
    """Empty where the show has changed since: other limits want other items of the same feed."""
    try:
        told = json.loads(path.read_bytes())
        return {url: Version(**one) for url, one in told["versions"].items()} if told["of"] == key_of(show) else {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):  # not there, or of another narrate: ask for all
        return {}


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
