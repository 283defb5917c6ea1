"""Workers: an item a process at a time, so that one that hangs or dies takes nothing along but itself."""

import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from multiprocessing import resource_tracker

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from narrate.batch.plan import Task
from narrate.batch.work import Job, make
from narrate.errors import EngineError, NarrateError
from narrate.show.values import EpisodeRecord

log = logging.getLogger(__name__)

_AHEAD = 2  # items that are fetched while the workers are busy
_TICK_S = 0.5  # between two looks at how far they are
_ITEMS_A_WORKER = 50  # then a new one takes its place, and what the libraries leaked is gone


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task."""

    task: Task
    result: EpisodeRecord | NarrateError


class Crew:
    """Workers for one batch of tasks.

    Args:
        workers: How many.
        item_s: The time that one has for an item.
    """

    def __init__(self, workers: int, item_s: float) -> None:
        self._item_s = item_s
        self._others = frozenset(multiprocessing.active_children())
        resource_tracker.ensure_running()  # else the first worker's thread begins it, and hears interrupts from then on
        self._pool = ProcessPool(
            workers,
            max_tasks=_ITEMS_A_WORKER,
            initializer=_end_with_parent,
            context=multiprocessing.get_context("spawn"),  # a fork of a process with threads may hang
        )
        self._threads = ThreadPoolExecutor(workers + _AHEAD, thread_name_prefix="item", initializer=_hold_interrupts)
        self._given: list[ProcessFuture[EpisodeRecord]] = []
        self._giving = threading.Lock()  # no worker is being born while all are ended: that one would be forgotten
        self._ended = False

    def work(
        self, tasks: Sequence[Task], job_of: Callable[[int, Task], Job], tick: Callable[[], None]
    ) -> Generator[Outcome, None, None]:
        """Makes all, and gives each when it is done, in whatever order that is.

        When the iterator is closed, the workers are ended at once.

        Args:
            tasks: In the order in which they are begun.
            job_of: What a worker needs for a task, given its number; called from several threads, and may fetch.
            tick: Called twice a second, and whenever one is done.
        """

        def through(number: int, task: Task) -> Outcome:
            return Outcome(task, self._result(partial(job_of, number, task)))

        try:
            pending: set[Future[Outcome]] = {self._threads.submit(through, *one) for one in enumerate(tasks)}
            while pending:
                done, pending = wait(pending, timeout=_TICK_S, return_when=FIRST_COMPLETED)
                tick()
                for future in done:
                    yield future.result()
        except BrokenProcessPool as exc:
            raise EngineError(f"the workers have ended: {exc}", "run it again: what is done is kept") from exc
        finally:
            self._end()

    def _end(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        with self._giving:
            self._ended = True
            self._pool.stop()  # type: ignore[no-untyped-call]
        for worker in frozenset(multiprocessing.active_children()) - self._others:
            worker.kill()  # else one that has just begun finds the pool's locks gone
        self._pool.join()
        for future in self._given:  # the pool forgets those that it has not begun, and a thread waits for each
            future.cancel()  # type: ignore[no-untyped-call]
        self._threads.shutdown()

    def _result(self, job_of: Callable[[], Job]) -> EpisodeRecord | NarrateError:
        """What a worker made of an item, or why it did not."""
        try:
            return self._give(job_of()).result()
        except NarrateError as exc:
            return exc
        except TimeoutError:
            hint = "raise item_minutes in show.toml"
            return EngineError(f"it was not done within {self._item_s / 60:g} minutes", hint)
        except ProcessExpired as exc:
            return EngineError(f"its worker died, with {_ending(exc.exitcode)}")
        except (BrokenProcessPool, CancelledError):
            raise  # not this item's doing
        except Exception as exc:
            log.debug("a bug", exc_info=exc)
            return EngineError(f"a bug in narrate: {type(exc).__name__}: {exc}", "please report it, with the article")

    def _give(self, job: Job) -> "ProcessFuture[EpisodeRecord]":
        with self._giving:
            if self._ended:
                raise CancelledError
            future = self._pool.schedule(make, args=(job,), timeout=self._item_s)
            self._given.append(future)
            return future


def _ending(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"


def _hold_interrupts() -> None:
    """Ctrl-C is the builder's alone: a terminal sends it to the workers, too, which inherit this from their birth."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def _end_with_parent() -> None:
    """Ends this worker as soon as the builder has ended, however that was: nobody would take what it makes."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)
