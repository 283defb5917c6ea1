"""What becomes of a record: a new one from the old and what happened. Nothing here reads a clock or a file."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from narrate.show.values import EpisodeRecord, Leaving, Record, State

MOST_ATTEMPTS = 5
"""After so many failures an item waits for a person."""
_BACK_OFF = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6), timedelta(hours=20))
# The last is under a day, so that a build every morning tries every morning.


def is_due(record: Record, now: datetime) -> bool:
    """Whether it may be tried: it never failed, or long enough ago, and not too often."""
    if record.attempts >= MOST_ATTEMPTS:
        return False
    return record.tried is None or now >= record.tried + _BACK_OFF[max(record.attempts, 1) - 1]


def is_pending(record: Record) -> bool:
    """Whether it is still to be made, or made again: what its source tells of it must be asked for."""
    if record.state is State.PUBLISHED:
        return record.attempts < MOST_ATTEMPTS and (record.attempts > 0 or not record.seen)
    return record.state is State.WAITING


def published(record: Record, episode: EpisodeRecord, seen: str, now: datetime, *, dated: bool) -> Record:
    """It as it is in the feed with this episode; files of one before it begin to leave.

    Where the source told no date, the article's own counts, the first time: an episode in a feed keeps its date.
    """
    first = record.episode is None and not dated
    return replace(
        record,
        title=episode.title,
        published=(first and _noon(episode.published)) or record.published,
        state=State.PUBLISHED,
        episode=episode,
        seen=seen,
        attempts=0,
        tried=None,
        failure="",
        leaving=_leaving(record, episode, now),
    )


def failed(record: Record, failure: str, now: datetime, *, for_good: bool = False) -> Record:
    """It after a failed attempt; what is in the feed stays there as it is."""
    attempts = MOST_ATTEMPTS if for_good else record.attempts + 1
    given_up = attempts >= MOST_ATTEMPTS and record.state is State.WAITING
    state = State.QUARANTINED if given_up else record.state
    return replace(record, state=state, attempts=attempts, tried=now, failure=failure)


def retired(record: Record, now: datetime) -> Record:
    """It out of the feed, for good."""
    return replace(record, state=State.RETIRED, episode=None, leaving=_leaving(record, None, now))


def retried(record: Record) -> Record:
    """It as if it had never failed and never been made: the next build makes it."""
    state = State.PUBLISHED if record.episode else State.WAITING
    return replace(record, state=state, seen="", attempts=0, tried=None, failure="")


def left(record: Record, now: datetime, grace: timedelta) -> tuple[str, ...]:
    """The files whose time is over."""
    return tuple(one.path for one in record.leaving if now >= one.since + grace)


def without(record: Record, gone: tuple[str, ...]) -> Record:
    """It once these files are deleted."""
    return replace(record, leaving=tuple(one for one in record.leaving if one.path not in gone))


def _noon(day: str) -> datetime | None:
    """A day's middle, which is that day wherever most people live."""
    try:
        return datetime.combine(date.fromisoformat(day), time(12), UTC)
    except ValueError:
        return None


def _leaving(record: Record, episode: EpisodeRecord | None, now: datetime) -> tuple[Leaving, ...]:
    """The files that leave: what left before and what leaves now, but for what stays or is back."""
    staying = {file.path for file in episode.files} if episode else set()
    known = {one.path: one for one in record.leaving}
    for file in record.episode.files if record.episode else ():
        known.setdefault(file.path, Leaving(file.path, now))
    return tuple(one for path, one in known.items() if path not in staying)
