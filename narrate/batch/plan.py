"""What is to be done: from what the sources have and what the records know, without doing any of it."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from narrate.batch.states import is_due
from narrate.show.records import guid_of
from narrate.show.values import Record, Retention, Show, State
from narrate.sources import Item


@dataclass(frozen=True, slots=True)
class Task:
    """An item to be made."""

    record: Record
    item: Item
    seen: str
    """As ``Record.seen``."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build has before it."""

    tasks: tuple[Task, ...]
    """The newest first."""
    changed: tuple[Record, ...]
    """Records that are new, or that know more than before."""


def plan(
    show: Show,
    records: Sequence[Record],
    items: Iterable[Item],
    *,
    now: datetime,
    whole: Collection[str],
    digest: Callable[[Item], str],
) -> Plan:
    """What there is to do.

    Args:
        show: What stays in the feed, and what GUIDs hang on.
        records: All that are known.
        items: What the sources have; the first wins of several that are the same article.
        now: With a time zone.
        whole: The GUIDs of those that lack no file.
        digest: Of all that the source tells of an item.
    """
    changed, matched = _match(show, records, items, now)
    known = {record.guid: record for record in (*records, *changed)}
    kept = {record.guid for record in stays(known.values(), show.retention, now)}
    tasks: list[Task] = []
    for record in known.values():
        if record.guid in kept and is_due(record, now):
            damaged = record.episode is not None and record.guid not in whole
            tasks += _task(record, matched.get(record.guid), digest, damaged=damaged)
    return Plan(
        tuple(sorted(tasks, key=lambda task: _age(task.record))),
        tuple(record for record in changed if record.guid in kept),
    )


def stays(records: Iterable[Record], retention: Retention, now: datetime) -> tuple[Record, ...]:
    """Those that are in the feed or on the way there, and not too many or too old for it; the newest first."""
    alive = sorted((one for one in records if one.state in {State.PUBLISHED, State.WAITING}), key=_age)
    if retention.days:
        alive = [one for one in alive if one.published >= now - timedelta(days=retention.days)]
    return tuple(alive[: retention.episodes or None])


def _age(record: Record) -> tuple[float, str]:
    """Sorts the newest first, always in the same way."""
    return -record.published.timestamp(), record.guid


def _match(
    show: Show, records: Sequence[Record], items: Iterable[Item], now: datetime
) -> tuple[tuple[Record, ...], dict[str, Item]]:
    """Which item is whose; with new records for the unknown, and those that are found under another name."""
    by_name = {name: record for record in records for name in _names(record)}
    changed: dict[str, Record] = {}
    matched: dict[str, Item] = {}
    for position, item in enumerate(items):
        record = next((by_name[name] for name in _names_of(item) if name in by_name), None)
        first = record is None or record.guid not in matched
        updated = _updated(record, item, moved=first) if record else _new(show, item, now, position)
        if updated != record:
            changed[updated.guid] = updated
        by_name |= dict.fromkeys(_names(updated), updated)
        matched.setdefault(updated.guid, item)
    return tuple(changed.values()), matched


def _names(record: Record) -> tuple[str, ...]:
    return tuple(filter(None, (record.key, record.url, *record.aliases)))


def _names_of(item: Item) -> tuple[str, ...]:
    return tuple(filter(None, (item.key, item.url, *item.aliases)))


def _new(show: Show, item: Item, now: datetime, position: int) -> Record:
    """A record; what has no date is from now, in the order in which its source has it."""
    return Record(
        guid=guid_of(show, item.key),
        key=item.key,
        title=item.title,
        published=item.published or now - timedelta(seconds=position),
        found=now,
        aliases=item.aliases,
        url=item.url,
        categories=item.categories,
    )


def _updated(record: Record, item: Item, *, moved: bool) -> Record:
    """It with what the item tells; an item's own names stay known, so that it is never taken for another.

    ``moved`` is whether the item may tell where its page is now: of several that are the same article, the first does.
    """
    url = item.url if moved and item.url else record.url
    names = dict.fromkeys((*record.aliases, record.url, *_names_of(item)))
    aliases = tuple(name for name in names if name and name not in {record.key, url})
    return replace(record, title=record.title or item.title, url=url, aliases=aliases)


def _task(record: Record, item: Item | None, digest: Callable[[Item], str], *, damaged: bool) -> tuple[Task, ...]:
    """What making it takes; nothing where there is nothing to make, or nothing to make it of."""
    if item is None:
        again = (damaged or record.state is State.WAITING or not record.seen) and bool(record.url)
        known = Item(record.key, record.title, record.url)
        return (Task(record, known, record.seen or digest(known)),) if again else ()
    seen = digest(item)
    again = damaged or record.state is State.WAITING or record.seen != seen
    return (Task(record, item, seen),) if again else ()
