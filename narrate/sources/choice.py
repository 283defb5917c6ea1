"""Which of the items of an origin are wanted."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from narrate.sources.values import Item, Origin

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def chosen(items: Iterable[Item], origin: Origin, now: datetime) -> tuple[Item, ...]:
    """The items that the origin's limits let through, newest first; those without a date last, in their own order."""
    oldest = now - timedelta(days=origin.newest_days) if origin.newest_days else _LONG_AGO
    wanted = [item for item in items if (item.published or oldest) >= oldest and _told_of(item, origin)]
    wanted.sort(key=lambda item: item.published or _LONG_AGO, reverse=True)
    return tuple(wanted[: origin.most or None])


def _told_of(item: Item, origin: Origin) -> bool:
    said = "\n".join((item.title, *item.categories))
    return (not origin.include or _has_any(said, origin.include)) and not _has_any(said, origin.exclude)


def _has_any(text: str, words: Iterable[str]) -> bool:
    """Whether one of the words is in the text, whole: ``art`` is not in "party"."""
    return any(re.search(rf"(?<!\w){re.escape(word.casefold())}(?!\w)", text.casefold()) for word in words)
