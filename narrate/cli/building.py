"""How a build goes: a live table on a terminal, plain lines elsewhere, JSON lines for machines."""

import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING, Self

import typer

from narrate.batch import Event, Failed, Made, Planned, Progressed, Report
from narrate.cli.tell import tell
from narrate.model import clock
from narrate.show.values import Record, State

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
            _print(told | {"troubles": [asdict(one) for one in event.troubles]})
        elif isinstance(event, Made):
            path = event.episode.audio[0].path
            facts = {"title": event.episode.title, "audio": path, "duration_ms": event.episode.duration_ms}
            _print({"event": "made", "guid": event.guid} | facts)
        elif isinstance(event, Failed):
            _print({"event": "failed", "state": event.state} | asdict(event.trouble))

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
            for trouble in event.troubles:
                tell(f"{trouble.name}: {trouble.reason}")
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
    return {"event": "done"} | asdict(report) | {"began": report.began.isoformat()}


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


def status_text(title: str, records: Sequence[Record]) -> str:
    """How many items are in which state, and each of them, the newest first, with what became of those that failed."""
    count = Counter(record.state for record in records)
    told = [f"{count[state]} {state.value}" for state in State if count[state]]
    newest = sorted(records, key=lambda one: one.published, reverse=True)
    return "\n".join([f"{title}: {', '.join(told) or 'nothing yet'}", *map(_item_text, newest)])


def _item_text(record: Record) -> str:
    name = f"  {record.guid[:8]}  {record.published:%Y-%m-%d}  {record.title or record.url}"
    if record.failure:
        attempts = f"{record.attempts} attempt{'' if record.attempts == 1 else 's'}"
        return f"{name}: {'given up' if record.state is State.QUARANTINED else attempts}, {record.failure}"
    if record.state is State.PUBLISHED and record.episode:
        return f"{name} ({clock(record.episode.duration_ms)})"
    return f"{name}: {record.state.value}"


def _print(told: dict[str, object]) -> None:
    typer.echo(json.dumps(told, ensure_ascii=False))
    sys.stdout.flush()
