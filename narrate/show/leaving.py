"""Files that stand somewhere and are the show's no more: each is kept for the grace time, from when it is first missed.

Players go on with the feed that they fetched last, and it names files that a newer one does not.
"""

import json
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from narrate.atomic import write_changed
from narrate.show.records import MOVE


def expired(note: Path, paths: Collection[str], *, now: datetime, grace: timedelta) -> tuple[str, ...]:
    """Those whose time is over, in order.

    Args:
        note: Where it is noted since when each is missed.
        paths: All that stand there now and are the show's no more.
        now: With a time zone.
        grace: How long each is kept.

    Raises:
        OutputError: The note cannot be written; nothing may be deleted then.
    """
    known = _read(note)
    since = {path: known.get(path, now) for path in sorted(paths)}
    if since != known:
        _write(note, since)
    return tuple(path for path, missed in since.items() if now >= missed + grace)


def forget_back(note: Path, paths: Collection[str]) -> None:
    """What is missed no more gets all of its time again when it is missed the next time; nothing else is noted.

    Raises:
        OutputError: The note cannot be written.
    """
    known = _read(note)
    since = {path: missed for path, missed in known.items() if path in paths}
    if since != known:
        _write(note, since)


def _write(note: Path, since: Mapping[str, datetime]) -> None:
    write_changed(note, json.dumps(since, indent=1, default=datetime.isoformat).encode(), move=MOVE)


def _read(note: Path) -> dict[str, datetime]:
    try:
        told = json.loads(note.read_bytes())
        return {path: datetime.fromisoformat(missed) for path, missed in told.items()}
    except (OSError, ValueError, TypeError, AttributeError):  # not there or damaged: all are missed from now on
        return {}
