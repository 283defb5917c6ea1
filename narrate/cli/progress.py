"""How far the speaking is: a bar on a terminal, plain lines elsewhere, both on standard error."""

import sys
from typing import TYPE_CHECKING, Self

from narrate.cli.tell import tell

if TYPE_CHECKING:
    from types import TracebackType

    from rich.progress import Progress

_LINES = 10  # for a whole run, where there is no terminal: a log should not fill up


class Speaking:
    """Shows the reports that it is called with, from the first one until its ``with`` block ends."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._bar: Progress | None = None
        self.began = False
        """Whether there was anything to report."""

    def __enter__(self) -> Self:
        return self

    def __call__(self, done: int, total: int) -> None:
        """``done`` of ``total`` sentences are spoken."""
        if not self.began and sys.stderr.isatty():
            self._bar = _bar(self._name, total)
        self.began = True
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=done)
        elif done * _LINES // total > (done - 1) * _LINES // total:
            tell(f"{self._name}: spoken {done} of {total}")

    def __exit__(
        self, kind: "type[BaseException] | None", value: "BaseException | None", traceback: "TracebackType | None"
    ) -> None:
        if self._bar is not None:
            self._bar.stop()


def _bar(name: str, total: int) -> "Progress":
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(compact=True))
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    bar.add_task(f"speaking {escape(name)}", total=total)
    bar.start()
    return bar
