"""How far a long piece of work is: a bar on a terminal, plain lines elsewhere, both on standard error."""

import sys
from typing import TYPE_CHECKING, Self

from narrate.cli.tell import tell

if TYPE_CHECKING:
    from types import TracebackType

    from rich.progress import Progress

_LINES = 10  # for a whole run, where there is no terminal: a log should not fill up


class _Shown:
    """Shows the reports that it is called with, from the first one until its ``with`` block ends."""

    _doing = _done = ""
    """What is done to the thing named, while it is done and afterwards."""
    _unit, _size = "", 1
    """What is counted for people, and how much of what is reported that is."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._bar: Progress | None = None
        self._told = 0
        self.began = False
        """Whether there was anything to report."""

    def __enter__(self) -> Self:
        return self

    def __call__(self, done: int, total: int) -> None:
        """``done`` of ``total`` is done."""
        if not self.began and sys.stderr.isatty():
            self._bar = _bar(f"{self._doing} {self._name}", -(-total // self._size))
        self.began = True
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=done // self._size)
        elif done * _LINES // total > self._told:
            self._told = done * _LINES // total
            tell(f"{self._name}: {self._done} {-(-done // self._size)} of {-(-total // self._size)}{self._unit}")

    def __exit__(
        self, kind: "type[BaseException] | None", value: "BaseException | None", traceback: "TracebackType | None"
    ) -> None:
        if self._bar is not None:
            self._bar.stop()


class Speaking(_Shown):
    """Counts sentences."""

    _doing, _done = "speaking", "spoken"


class Fetching(_Shown):
    """Counts bytes."""

    _doing, _done = "fetching", "fetched"
    _unit, _size = " MB", 1_000_000


def _bar(what: str, total: int) -> "Progress":
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(compact=True))
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    bar.add_task(escape(what), total=total)
    bar.start()
    return bar
