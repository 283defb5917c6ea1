"""The show as the world sees it: what is too old leaves, what has changed is written, what nobody needs is deleted."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from narrate.atomic import unwritten
from narrate.batch import states
from narrate.batch.plan import stays
from narrate.batch.render import render
from narrate.batch.work import EPISODES
from narrate.show.folder import ShowFolder
from narrate.show.leaving import expired
from narrate.show.records import MOVE
from narrate.show.values import EpisodeRecord, Record, Show, State


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What became of the public side."""

    retired: int = 0
    in_feed: int = 0
    feed_changed: bool = False


def refresh(show: Show, folder: ShowFolder, records: dict[str, Record], now: datetime) -> Refreshed:
    """Brings ``public/`` up to the records, by GUID, and the records up to the time; updates the mapping.

    Raises:
        OutputError: Something cannot be written, or the feed would not be valid; the one before stays, and all that it
            names.
    """
    alive = [record for record in records.values() if record.state is State.PUBLISHED]
    staying = stays(alive, show.retention, now)
    kept = {record.guid for record in staying}
    retired = [states.retired(record, now) for record in alive if record.guid not in kept]
    for record in retired:
        _write(record, folder, records)
    changed = render(show, staying, folder.public)
    grace = timedelta(days=show.retention.grace_days)
    for record in tuple(records.values()):
        if gone := states.left(record, now, grace):
            for path in gone:
                _delete(folder.public / path)
            _write(states.without(record, gone), folder, records)
    return Refreshed(len(retired), len(staying), changed)


def sweep(folder: ShowFolder, records: Iterable[Record], *, now: datetime, grace: timedelta) -> None:
    """Deletes what no record knows, such as what a killed run left, when it has been missed for long enough."""
    known = {file.path for record in records if record.episode for file in record.episode.files}
    known |= {one.path for record in records for one in record.leaving}
    for path in expired(folder.leaving(), stock(folder.public).keys() - known, now=now, grace=grace):
        _delete(folder.public / path)


def stock(public: Path) -> dict[str, int]:
    """The sizes of all files of episodes, by their paths."""
    sizes = {}
    for folder in _in(public / EPISODES):
        for path in _in(folder):
            with suppress(FileNotFoundError):
                if path.is_file():
                    sizes[path.relative_to(public).as_posix()] = path.stat().st_size
    return sizes


def _in(folder: Path) -> tuple[Path, ...]:
    """What is in a folder and not hidden; nothing where it is none, or gone: another run may delete it meanwhile."""
    try:
        return tuple(path for path in folder.iterdir() if not path.name.startswith("."))
    except (FileNotFoundError, NotADirectoryError):
        return ()


def is_whole(episode: EpisodeRecord, sizes: Mapping[str, int]) -> bool:
    """Whether all its files are in their places."""
    return all(sizes.get(file.path) == file.size for file in episode.files)


def _write(record: Record, folder: ShowFolder, records: dict[str, Record]) -> None:
    folder.records.write(record)
    records[record.guid] = record


def _delete(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as exc:
        raise unwritten(path, exc, f"move it {MOVE}") from exc
    with suppress(OSError):  # others are in it
        path.parent.rmdir()
