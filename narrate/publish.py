"""Track to episode: the finished file in its place, and a copy kept for the next time that it is asked for."""

import hashlib
import json
import logging
import shutil
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, astuple, replace
from pathlib import Path
from typing import Any

from narrate.atomic import write_whole
from narrate.cache import Cache
from narrate.errors import OutputError
from narrate.model import Chapter, Credit, Episode, Kind, Loudness, Passage, Span, Track, Transcript
from narrate.outputs import Output
from narrate.transcript import transcribe

Place = Callable[[str, str], Path]
"""Where the episode of an article goes, by the article's title and language. Called once for each."""

_Rows = Sequence[Sequence[int]]

log = logging.getLogger(__name__)


def publish(track: Track, output: Output, path: Path, *, cover: bytes | None, cache: Cache, key: str) -> Episode:
    """Writes the track, whole or not at all, and keeps it under the key, with the cover in its full size.

    Raises:
        OutputError: It cannot be written.
    """
    with write_whole(path) as file:
        output.write(track, file, cache.kept)
    article = track.script.article
    episode = Episode(
        title=article.title,
        path=path,
        size=path.stat().st_size,
        duration_ms=track.chapters[-1].end_ms,
        chapters=track.chapters,
        loudness=track.loudness,
        credits=track.script.credits,
        transcript=transcribe(track),
        language=article.language,
        url=article.url,
        site=article.site,
        author=article.author,
        published=article.published,
        section=article.section,
        image=article.image,
        disclosure=track.script.disclosure,
        cover=cover,
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
        episode = _told(facts, audio)
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
    facts = _facts(episode)
    try:
        with episode.path.open("rb") as file:
            facts["sha256"] = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
            with cache.write(key, "audio") as kept:
                shutil.copyfileobj(file, kept)
        with cache.write(key, "json") as record:  # last: what has a record is whole
            record.write(json.dumps(facts, ensure_ascii=False).encode())
    except OutputError as exc:
        log.info("not kept: %s", exc)  # the episode is where it was asked for; the next run makes it again


def _facts(episode: Episode) -> dict[str, object]:
    """What a record tells; the transcript as rows, because it is most of it."""
    facts = asdict(replace(episode, transcript=Transcript(())))
    del facts["path"]
    cover = episode.cover and b64encode(episode.cover).decode()
    return facts | {"transcript": [_row(passage) for passage in episode.transcript.passages], "cover": cover}


def _row(passage: Passage) -> tuple[object, ...]:
    spans = ([astuple(span) for span in spans] for spans in (passage.utterances, passage.words))
    return (passage.kind, passage.text, passage.level, passage.language, passage.ordinal, *spans)


def _told(facts: Mapping[str, Any], path: Path) -> Episode:
    """The episode that a record tells of.

    Raises:
        KeyError, TypeError, ValueError: It tells of something else.
    """
    values = {
        "chapters": tuple(Chapter(**chapter) for chapter in facts["chapters"]),
        "credits": tuple(Credit(**credit) for credit in facts["credits"]),
        "loudness": Loudness(**facts["loudness"]),
        "transcript": Transcript(tuple(_passage(*row) for row in facts["transcript"])),
        "cover": facts["cover"] and b64decode(facts["cover"]),
    }
    return Episode(path=path, **{**facts, **values})


def _passage(kind: str, text: str, level: int, language: str, ordinal: int | None, *spans: _Rows) -> Passage:
    utterances, words = (tuple(Span(*span) for span in one) for one in spans)
    return Passage(Kind(kind), text, level, language, utterances, words, ordinal)
