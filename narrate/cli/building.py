"""How a build goes: a live table on a terminal, plain lines elsewhere, JSON lines for machines."""

import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

import typer

from narrate.batch import Event, Failed, Made, Planned, Progressed, Report
from narrate.cli.tell import tell
from narrate.model import clock
from narrate.show.values import Record, State
from narrate.sources import Standing

if TYPE_CHECKING:
    from types import TracebackType

    from rich.console import RenderableType
    from rich.live import Live as LiveDisplay

_TITLE_WIDTH = 60


class Lines:
    """A line of JSON for each thing that happens."""

    def __enter__(self) -> Self:
        return self

    def __call__(self, event: Event) -> None:
        """Something happens."""
        if isinstance(event, Planned):
            told: dict[str, object] = {"event": "planned", "items": [record_facts(one) for one in event.records]}
            print_json(told | {"sources": [asdict(one) for one in event.sources]})
        elif isinstance(event, Made):
            path = event.episode.audio[0].path
            facts = {"title": event.episode.title, "audio": path, "duration_ms": event.episode.duration_ms}
            print_json({"event": "made", "guid": event.guid} | facts)
        elif isinstance(event, Failed):
            print_json({"event": "failed", "state": event.state} | asdict(event.trouble))

    def __exit__(self, *raised: object) -> None:
        """Nothing is open."""


class Live:
    """A table of what is being made, with the time left; without a terminal, a line for each episode."""

    def __init__(self) -> None:
        self._display: LiveDisplay | None = None
        self._titles: dict[str, str] = {}
        self._shares: dict[str, float] = {}
        self._ended = 0
        self._start = time.monotonic()

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.live import Live as LiveDisplay

            self._display = LiveDisplay(console=Console(stderr=True), transient=True, refresh_per_second=4)
            self._display.start()
        return self

    def __call__(self, event: Event) -> None:
        """Something happens."""
        if isinstance(event, Planned):
            self._titles = {one.guid: one.title or one.url or one.key for one in event.records}
            tell_sources(event.sources)
        elif isinstance(event, Progressed):
            self._shares = {guid: done / total for guid, done, total in event.done}
        elif isinstance(event, Made):
            self._end(event.guid)
            tell(f"{self._count()} {event.episode.title} ({clock(event.episode.duration_ms)})")
        else:
            self._end(event.trouble.guid)
            waits = "waits for 'narrate feed retry'" if event.state is State.QUARANTINED else "will be tried again"
            tell(f"{self._count()} {event.trouble.name}: {event.trouble.reason}; it {waits}")
        if self._display is not None:
            self._display.update(self._table())

    def __exit__(
        self, kind: "type[BaseException] | None", value: "BaseException | None", traceback: "TracebackType | None"
    ) -> None:
        if self._display is not None:
            self._display.stop()

    def _end(self, guid: str) -> None:
        self._ended += 1
        self._shares.pop(guid, None)

    def _count(self) -> str:
        return f"[{self._ended}/{len(self._titles)}]"

    def _table(self) -> "RenderableType":
        from rich.markup import escape
        from rich.progress_bar import ProgressBar
        from rich.table import Table

        table = Table.grid(padding=(0, 1))
        for guid, share in self._shares.items():
            title = escape(self._titles.get(guid, guid)[:_TITLE_WIDTH])
            table.add_row(title, ProgressBar(total=1.0, completed=share, width=30), f"{share:.0%}")
        table.add_row(f"{self._ended} of {len(self._titles)} done{self._left()}")
        return table

    def _left(self) -> str:
        """The time that is left, if what is to come goes as what is done went."""
        done = self._ended + sum(self._shares.values())
        if not done or done >= len(self._titles):
            return ""
        seconds = (time.monotonic() - self._start) / done * (len(self._titles) - done)
        return f", about {clock(int(seconds) * 1000)} left"


def tell_sources(sources: Sequence[Standing]) -> None:
    """What a person should know of them."""
    for one in sources:
        if told := one.failure or one.note:
            is_named = told.startswith((f"{one.name} ", f"cannot fetch {one.name}:"))
            tell(told if is_named else f"{one.name}: {told}")


def record_facts(record: Record) -> dict[str, object]:
    """What a machine may want to know of an item."""
    return {
        "guid": record.guid,
        "title": record.title,
        "state": record.state,
        "published": record.published.isoformat(),
        "url": record.url,
        "attempts": record.attempts,
        "failure": record.failure,
        "audio": record.episode.audio[0].path if record.episode else "",
    }


def report_facts(report: Report) -> dict[str, object]:
    """The same of a whole build."""
    return {"event": "done"} | asdict(report)


def report_text(report: Report) -> str:
    """What a build did, for a person."""
    facts = [
        f"{report.made} made",
        f"{len(report.troubles)} failed" if report.troubles else "",
        f"{report.retired} left the feed" if report.retired else "",
        f"{report.left_over} left for the next build" if report.left_over else "",
        f"{report.in_feed} in the feed, which {'has changed' if report.feed_changed else 'is as it was'}",
        str(timedelta(seconds=round(report.seconds))),
    ]
    return " · ".join(filter(None, facts))


def status_text(title: str, records: Sequence[Record], sources: Sequence[Standing]) -> str:
    """How many items are in which state; each of them, the newest first, and each source, with what became of it."""
    count = Counter(record.state for record in records)
    told = [f"{count[state]} {state.value}" for state in State if count[state]]
    newest = sorted(records, key=lambda one: one.published, reverse=True)
    items = [f"{title}: {', '.join(told) or 'nothing yet'}", *map(_item_text, newest)]
    return "\n".join([*items, *(["Sources:"] if sources else ()), *map(_source_text, sources)])


def _source_text(one: Standing) -> str:
    read = f"read on {_minute(one.read)}" if one.read else "never read"
    if one.failure and one.failed:
        return (
            f"  {one.name}: failed on {_minute(one.failed)} ({counted(one.attempts, 'attempt')}), {one.failure}; {read}"
        )
    return f"  {one.name}: {read}, {one.note or counted(one.items, 'item')}"


def _minute(time: datetime) -> str:
    """For a person, on this machine's clock."""
    return f"{time.astimezone():%Y-%m-%d %H:%M}"


def counted(count: int, what: str) -> str:
    """A number of things."""
    return f"{count} {what}{'' if count == 1 else 's'}"


def _item_text(record: Record) -> str:
    name = f"  {record.guid[:8]}  {record.published:%Y-%m-%d}  {record.title or record.url}"
    if record.failure:
        given_up = record.state is State.QUARANTINED
        return f"{name}: {'given up' if given_up else counted(record.attempts, 'attempt')}, {record.failure}"
    if record.state is State.PUBLISHED and record.episode:
        return f"{name} ({clock(record.episode.duration_ms)})"
    return f"{name}: {record.state.value}"


def print_json(told: object) -> None:
    """A line, at once."""
    typer.echo(json.dumps(told, ensure_ascii=False, default=datetime.isoformat))
    sys.stdout.flush()
