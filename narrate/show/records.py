"""Records as files: one JSON for each item, named by its GUID. What is written here has happened."""

import json
import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from narrate.atomic import write_whole
from narrate.errors import InputError
from narrate.model import Chapter, Credit
from narrate.show.values import EpisodeRecord, File, Leaving, Record, Show, State

log = logging.getLogger(__name__)

MOVE = "to a disk that can be written to, the show's whole folder"
"""What helps where a file of a show cannot be written: ``move`` of ``atomic``."""


def guid_of(show: Show, key: str) -> str:
    """An item's GUID: the same for ever, whatever becomes of its text, its file or this folder."""
    return str(uuid5(UUID(show.id), key))


@dataclass(frozen=True, slots=True)
class Records:
    """The records in a folder."""

    folder: Path

    def read(self) -> tuple[Record, ...]:
        """All of them, in the order of their GUIDs.

        A damaged one stops no other: it is set aside, and its item is made again, with the same GUID.

        Raises:
            InputError: One is another item's.
        """
        return tuple(record for path in sorted(self.folder.glob("*.json")) if (record := _read(path)))

    def write(self, record: Record) -> None:
        """Keeps a record; when this returns, not even a power cut can take it back.

        Raises:
            OutputError: It cannot be written; the one before, if any, is still there.
        """
        with write_whole(self.folder / f"{record.guid}.json", move=MOVE) as file:
            file.write(json.dumps(_facts(record), ensure_ascii=False, indent=1).encode("utf-8", "replace"))


def _facts(record: Record) -> dict[str, object]:
    facts = asdict(record)
    for key in ("published", "found", "tried"):
        facts[key] = facts[key] and facts[key].isoformat()
    for leaving in facts["leaving"]:
        leaving["since"] = leaving["since"].isoformat()
    return facts


def _read(path: Path) -> Record | None:
    try:
        record = _record(json.loads(path.read_bytes()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as exc:
        aside = path.with_suffix(".damaged")
        log.warning("%s is damaged (%s): set aside as %s, its item is made again", path, type(exc).__name__, aside.name)
        with suppress(OSError):  # what cannot be read or moved is told each time
            path.replace(aside)
        return None
    if path.stem != record.guid:
        raise InputError(f"the record {path} is another item's: {record.guid}", "delete the copy")
    return record


def _record(facts: dict[str, Any]) -> Record:
    tried, episode = facts["tried"], facts["episode"]
    values = {
        "state": State(facts["state"]),
        "published": datetime.fromisoformat(facts["published"]),
        "found": datetime.fromisoformat(facts["found"]),
        "tried": tried and datetime.fromisoformat(tried),
        "aliases": tuple(facts["aliases"]),
        "categories": tuple(facts["categories"]),
        "leaving": tuple(Leaving(one["path"], datetime.fromisoformat(one["since"])) for one in facts["leaving"]),
        "episode": episode and _episode(episode),
    }
    return Record(**{**facts, **values})


def _episode(facts: dict[str, Any]) -> EpisodeRecord:
    values = {
        "audio": _files(facts["audio"]),
        "transcripts": _files(facts["transcripts"]),
        "chapters": tuple(Chapter(**one) for one in facts["chapters"]),
        "credits": tuple(Credit(**one) for one in facts["credits"]),
        "excerpt": tuple(facts["excerpt"]),
    }
    single = {name: _file(facts[name]) for name in ("chapters_file", "page", "cover")}
    return EpisodeRecord(**{**facts, **values, **single})


def _files(told: list[Mapping[str, Any]]) -> tuple[File, ...]:
    return tuple(File(**one) for one in told)


def _file(told: Mapping[str, Any] | None) -> File | None:
    return None if told is None else File(**told)
