"""Track to episode: the finished file in its place, and a copy kept for the next time that it is asked for."""

import hashlib
import json
import logging
import shutil
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

from narrate.atomic import write_whole
from narrate.cache import Cache
from narrate.errors import OutputError
from narrate.model import Chapter, Credit, Episode, Loudness, Track
from narrate.outputs import Output

Place = Callable[[str, str], Path]
"""Where the episode of an article goes, by the article's title and language. Called once for each."""

log = logging.getLogger(__name__)


def publish(track: Track, output: Output, path: Path, *, cache: Cache, key: str) -> Episode:
    """Writes the track, whole or not at all, and keeps it under the key.

    Raises:
        OutputError: It cannot be written.
    """
    with write_whole(path) as file:
        output.write(track, file)
    episode = Episode(
        title=track.script.article.title,
        path=path,
        size=path.stat().st_size,
        duration_ms=track.chapters[-1].end_ms,
        chapters=track.chapters,
        loudness=track.loudness,
        credits=track.script.credits,
        language=track.script.article.language,
    )
    _keep(episode, cache, key)
    return episode


def publish_again(place: Place, *, cache: Cache, key: str) -> Episode | None:
    """The episode kept under the key, copied to its place; None where there is none, or where it is damaged.

    Raises:
        OutputError: It cannot be written.
    """
    record, audio = cache.path(key, "json"), cache.path(key, "audio")
    try:
        facts = json.loads(record.read_bytes())
        sha256 = facts.pop("sha256")
        chapters = tuple(Chapter(**chapter) for chapter in facts.pop("chapters"))
        credited = tuple(Credit(**credit) for credit in facts.pop("credits"))
        loudness = Loudness(**facts.pop("loudness"))
        episode = Episode(path=audio, chapters=chapters, loudness=loudness, credits=credited, **facts)
        kept = audio.open("rb")
    except (OSError, ValueError, KeyError, TypeError):  # not kept, or by a version that told other things
        return None
    with kept:
        if hashlib.file_digest(kept, "sha256").hexdigest() != sha256:
            log.warning("made again: %s is damaged", audio)
            return None
        kept.seek(0)
        episode = replace(episode, path=place(episode.title, episode.language))
        with write_whole(episode.path) as file:
            shutil.copyfileobj(kept, file)
    cache.touch(record)
    cache.touch(audio)
    return episode


def _keep(episode: Episode, cache: Cache, key: str) -> None:
    facts = asdict(episode)
    del facts["path"]
    try:
        with episode.path.open("rb") as file:
            facts["sha256"] = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
            with cache.write(key, "audio") as kept:
                shutil.copyfileobj(file, kept)
        with cache.write(key, "json") as record:  # last: what has a record is whole
            record.write(json.dumps(facts).encode())
    except OutputError as exc:
        log.info("not kept: %s", exc)  # the episode is where it was asked for; the next run makes it again
