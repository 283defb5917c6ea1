"""A show's folder to its ``public/``: what is new is made, what failed is tried again, what is old leaves."""

import json
import logging
import shutil
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from functools import partial
from time import perf_counter

from narrate.atomic import PART, unwritten, write_changed
from narrate.batch import states
from narrate.batch.crew import Crew, Outcome
from narrate.batch.events import Event, Failed, Made, Planned, Progressed, Report, Trouble
from narrate.batch.gather import Gathered, digest_of, gather, keep_standings
from narrate.batch.plan import Plan, Task, plan
from narrate.batch.public import Refreshed, is_whole, refresh, stock, sweep
from narrate.batch.work import Job, board_of, check, read_board
from narrate.errors import DiskFullError, FetchError, NarrateError, UsageError, VoiceError
from narrate.fetch import Web
from narrate.show.folder import ShowFolder
from narrate.show.lock import locked
from narrate.show.records import MOVE
from narrate.show.showfile import read_show
from narrate.show.values import EpisodeRecord, Record, Show
from narrate.sources import open_item
from narrate.synth import cores

log = logging.getLogger(__name__)

_REFRESHED_EVERY = timedelta(minutes=5)  # in a long build, so that listeners need not wait for its end
_NO_ITEMS_DOING = (DiskFullError, UsageError, VoiceError)
"""What would befall each of the other items, too: the build ends, and no item is blamed."""
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Wish:
    """How a build is to be done."""

    jobs: int = 0
    """Items at a time; 0 is one a core."""
    limit: int = 0
    """Items in all; 0 is no limit."""
    private: bool = False
    """Whether addresses on one's own machine and network may be fetched."""


def build(folder: ShowFolder, clock: Clock, tell: Callable[[Event], None], *, wish: Wish = Wish()) -> Report:
    """Makes what is to be made; what is done once is never lost or done again, whatever ends the build.

    Args:
        folder: The show's.
        clock: Tells the time, with its zone.
        tell: Told how it goes.
        wish: How it is to be done.

    Raises:
        BusyError: Another run has the show.
        DiskFullError: There is no room for more.
        NarrateError: The show itself is not right; what is wrong with an item or a source is in the report.
    """
    show = read_show(folder.path)
    check(show.making)
    with locked(folder.lock):
        return _Build(show, folder, clock, tell, wish).run()


def foresee(folder: ShowFolder, now: datetime, *, private: bool = False) -> Planned:
    """What a build would do now.

    Raises:
        NarrateError: As ``build``.
    """
    show, records = read_show(folder.path), folder.records.read()
    planned, gathered = _look(show, folder, records, _web(show, private=private), now)
    return Planned(tuple(task.record for task in planned.tasks), gathered.standings)


def _look(show: Show, folder: ShowFolder, records: Sequence[Record], web: Web, now: datetime) -> tuple[Plan, Gathered]:
    """What the sources have, and what that means."""
    sizes = stock(folder.public)
    whole = {record.guid for record in records if record.episode is None or is_whole(record.episode, sizes)}
    settled = all(record.guid in whole and not states.is_pending(record) for record in records)
    gathered = gather(show, folder, web, now, settled=settled)
    planned = plan(
        show, records, gathered.items, now=now, whole=whole, digest=lambda item: digest_of(item, folder.path)
    )
    return planned, gathered


def _web(show: Show, *, private: bool) -> Web:
    return Web(private=private, contact=_contact(show))


def _contact(show: Show) -> str:
    return show.link or show.owner_email or show.base_url


@dataclass(slots=True)
class _Build:
    """One build, under the lock."""

    show: Show
    folder: ShowFolder
    clock: Clock
    tell: Callable[[Event], None]
    wish: Wish
    records: dict[str, Record] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    made: int = 0
    refreshed: Refreshed = field(default_factory=Refreshed)

    def run(self) -> Report:
        """As ``build``."""
        began, start = self.clock(), perf_counter()
        web = _web(self.show, private=self.wish.private)
        self._clear()
        self.records = {record.guid: record for record in self.folder.records.read()}
        planned, gathered = _look(self.show, self.folder, tuple(self.records.values()), web, began)
        for record in planned.changed:
            self._keep(record)
        keep_standings(self.show, self.folder, gathered.unmade)
        self.troubles += gathered.troubles
        tasks = planned.tasks[: self.wish.limit or None]
        self.tell(Planned(tuple(task.record for task in tasks), gathered.standings))
        self._make(tasks, web)
        self._refresh()
        grace = timedelta(days=self.show.retention.grace_days)
        sweep(self.folder, tuple(self.records.values()), now=self.clock(), grace=grace)
        left_over = len(planned.tasks) - len(tasks)
        keep_standings(self.show, self.folder, gathered.unmade if left_over else gathered)
        return self._report(gathered, began, perf_counter() - start, left_over)

    def _clear(self) -> None:
        """Removes what a killed run left half done."""
        work = self.folder.work
        try:
            if work.exists():
                shutil.rmtree(work)
            work.mkdir(parents=True)
            for path in tuple(self.folder.public.rglob(f".*{PART}")):
                path.unlink()
        except OSError as exc:
            raise unwritten(work, exc, "give a folder that can be written to") from exc

    def _make(self, tasks: Sequence[Task], web: Web) -> None:
        if not tasks:
            return
        workers = min(self.wish.jobs or cores(), len(tasks))
        crew = Crew(workers, self.show.item_minutes * 60.0)
        board_of(self.folder.work).touch()
        refreshed = self.clock()
        job_of = partial(self._job, web, max(1, cores() // workers))
        try:
            with closing(crew.work(tasks, job_of, lambda: self._tick(tasks))) as outcomes:
                for outcome in outcomes:
                    self._commit(outcome)
                    if self.clock() - refreshed > _REFRESHED_EVERY:
                        self._refresh()
                        refreshed = self.clock()
        except DiskFullError:  # by now the workers have ended, and speak nothing that cannot be kept
            with suppress(NarrateError):  # what is done is told all the same, if there is room for that
                self._refresh()
            raise

    def _job(self, web: Web, threads: int, number: int, task: Task) -> Job:
        return Job(
            guid=task.record.guid,
            source=open_item(task.item, folder=self.folder.path, web=web),
            making=self.show.making,
            picture=self.show.image_path,
            private=self.wish.private,
            contact=_contact(self.show),
            show=self.show.title,
            base_url=self.show.base_url,
            public=self.folder.public,
            work=self.folder.work,
            threads=threads,
            number=number,
        )

    def _tick(self, tasks: Sequence[Task]) -> None:
        known = [(task.record.guid, *read_board(self.folder.work, number)) for number, task in enumerate(tasks)]
        self.tell(Progressed(tuple(one for one in known if 0 < one[1] < one[2])))

    def _commit(self, outcome: Outcome) -> None:
        """What has become of an item, on the disk; from here on it has happened."""
        task, result, now = outcome.task, outcome.result, self.clock()
        record = self.records[task.record.guid]
        if isinstance(result, _NO_ITEMS_DOING):
            raise result
        if isinstance(result, EpisodeRecord):
            self._keep(states.published(record, result, task.seen, now, dated=task.item.published is not None))
            self.made += 1
            self.tell(Made(record.guid, result))
            return
        gone = isinstance(result, FetchError) and result.gone
        failed = states.failed(record, result.line, now, for_good=gone)
        self._keep(failed)
        trouble = Trouble(record.title or record.url or record.key, failed.failure, record.guid)
        self.troubles.append(trouble)
        self.tell(Failed(trouble, failed.state))

    def _keep(self, record: Record) -> None:
        self.folder.records.write(record)
        self.records[record.guid] = record

    def _refresh(self) -> None:
        now, before = refresh(self.show, self.folder, self.records, self.clock()), self.refreshed
        self.refreshed = Refreshed(
            before.retired + now.retired, now.in_feed, feed_changed=before.feed_changed or now.feed_changed
        )

    def _report(self, gathered: Gathered, began: datetime, seconds: float, left_over: int) -> Report:
        now = self.refreshed
        report = Report(
            began=began,
            seconds=round(seconds, 1),
            made=self.made,
            retired=now.retired,
            left_over=left_over,
            in_feed=now.in_feed,
            feed_changed=now.feed_changed,
            troubles=tuple(self.troubles),
            sources=gathered.standings,
        )
        told = json.dumps(asdict(report), ensure_ascii=False, indent=1, default=datetime.isoformat)
        write_changed(self.folder.report, told.encode("utf-8", "replace"), move=MOVE)
        return report
