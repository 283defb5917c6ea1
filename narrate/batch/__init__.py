"""A show's items to its episodes, again and again: each made once, in a process of its own, and none ever lost."""

from narrate.batch.build import Wish, build, foresee
from narrate.batch.events import Event, Failed, Made, Planned, Progressed, Report, Trouble
from narrate.batch.gather import standings_of
from narrate.batch.public import refresh
from narrate.batch.states import retired, retried

__all__ = [
    "Event",
    "Failed",
    "Made",
    "Planned",
    "Progressed",
    "Report",
    "Trouble",
    "Wish",
    "build",
    "foresee",
    "refresh",
    "retired",
    "retried",
    "standings_of",
]
