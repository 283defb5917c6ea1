"""How far the speaking is: a bar on a terminal, plain lines elsewhere, both on standard error."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_LINES = 10  # for a whole run, where there is no terminal: a log should not fill up


@contextmanager
def progress() -> Iterator[Callable[[int, int], None]]:
    """A function to call with the sentences spoken and the number of all."""
    if not sys.stderr.isatty():
        yield _plain
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("speaking"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(compact=True))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def report(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield report


def _plain(done: int, total: int) -> None:
    if done * _LINES // total > (done - 1) * _LINES // total:
        sys.stderr.write(f"narrate: spoken {done} of {total}\n")
