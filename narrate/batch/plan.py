"""What is to be done: from what the sources have and what the records know, without doing any of it."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from narrate.batch.states import is_due
from narrate.fetch import is_web
from narrate.show.records import guid_of
from narrate.show.values import Record, Retention, Show, State
from narrate.sources import Item, key_of

_MOST_ALIASES = (
    20  # the last ones: a feed whose links bear a visitor's number has another for each time that it is read
)


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
    known = {record.guid: record for record in records}
    guids = {name: record.guid for record in records for name in _names(record)}
    matched: dict[str, Item] = {}
    for position, item in enumerate(items):
        guid = next((guids[name] for name in _names_of(item) if name in guids), None)
        first = guid not in matched
        record = _updated(known[guid], item, moved=first) if guid else _new(show, item, now, position)
        known[record.guid] = record
        guids |= dict.fromkeys(_names(record), record.guid)
        matched.setdefault(record.guid, item)
    before = {record.guid: record for record in records}
    return tuple(record for guid, record in known.items() if record != before.get(guid)), matched


def _names(record: Record) -> tuple[str, ...]:
    return tuple(filter(None, (record.key, _page(record.url), *record.aliases)))


def _names_of(item: Item) -> tuple[str, ...]:
    return tuple(filter(None, (item.key, _page(item.url), *item.aliases)))


def _page(url: str) -> str:
    """What the page at an address, or at a path, is known by."""
    return key_of(url) if is_web(url) else url


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
    told = _names_of(item)
    names = dict.fromkeys((*(name for name in (*record.aliases, _page(record.url)) if name not in told), *told))
    aliases = tuple(name for name in names if name and name not in {record.key, _page(url)})
    return replace(record, title=record.title or item.title, url=url, aliases=aliases[-_MOST_ALIASES:])


def _task(record: Record, item: Item | None, digest: Callable[[Item], str], *, damaged: bool) -> tuple[Task, ...]:
    """What making it takes; nothing where there is nothing to make, or nothing to make it of."""
    if item is None:
        again = (damaged or record.state is State.WAITING or not record.seen) and bool(record.url)
        known = Item(record.key, record.title, record.url)
        return (Task(record, known, record.seen or digest(known)),) if again else ()
    seen = digest(item)
    again = damaged or record.state is State.WAITING or record.seen != seen
    return (Task(record, item, seen),) if again else ()
