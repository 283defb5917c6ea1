"""What a worker does: one item to one episode, its files in their places in ``public/``."""

import os
import struct
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from narrate import settings
from narrate.atomic import settle, unwritten
from narrate.bundle import bundle
from narrate.cache import open_cache
from narrate.clean.html.sites import read_sites
from narrate.engines import load_cast
from narrate.fetch import Web, load
from narrate.lexicon import load_lexicon
from narrate.model import Dressing, Episode, Jingles, Kind, Reading, Source, first_words
from narrate.outputs import Output, load_output
from narrate.pipeline import Studio, produce
from narrate.show.files import moved, standing
from narrate.show.records import MOVE
from narrate.show.values import EpisodeRecord, File, Making
from narrate.voice import Voice, load_voice

EPISODES = "episodes"
"""The folder in ``public/`` that has one for each episode, named by its GUID."""
_SLUG_LENGTH = 60  # of a file's name: what a person tells it by
_SUMMARY_WORDS = 50
_EXCERPT_PARAGRAPHS = 2
_PAGE = "index.html"  # its address stays when the text is edited
_TRANSCRIPTS = frozenset({"text/vtt", "application/x-subrip", "application/json", "text/plain"})
_DONE = struct.Struct("<II")  # utterances that are there, and all of them


@dataclass(frozen=True, slots=True)
class Job:
    """All that a worker needs to know."""

    guid: str
    source: Source = field(repr=False)
    making: Making
    picture: Path | None
    """What is on its cover; without it, its page's own picture, or its title."""
    private: bool
    """Whether further pages of it, and that picture, may be fetched from one's own network."""
    contact: str
    """Where the owners of sites find out who is asking."""
    show: str
    """Its title."""
    base_url: str
    """Where ``public`` will be on the web; ends in ``/``."""
    public: Path
    work: Path
    """For what is not finished; on the disk that ``public`` is on."""
    threads: int
    number: int
    """Its place on the board."""


def make(job: Job) -> EpisodeRecord:
    """Makes the episode and puts its files in their places; what was there before stays, but for its page.

    Raises:
        NarrateError: As ``produce``.
    """
    home = job.public / EPISODES / job.guid
    try:
        with TemporaryDirectory(dir=job.work) as folder:
            home.mkdir(parents=True, exist_ok=True)
            episodes = tuple(_produced(job, Path(folder)))
            audio = tuple(moved(one.path, home, _slug(one.title), job.public) for one in episodes)
        episode = replace(episodes[0], path=job.public / audio[0].path)
        made = bundle(episode, page=f"{job.base_url}{EPISODES}/{job.guid}/{_PAGE}", move=MOVE)
        beside = [path.replace(home / _PAGE) if path.suffix == ".html" else path for path in made]
        settle(home)
        settle(home.parent)
        return _record(episode, audio, [standing(path, job.public) for path in beside])
    except OSError as exc:
        raise unwritten(home, exc, "move the show to a disk that can be written to") from exc


def board_of(work: Path) -> Path:
    """Where workers tell how far they are: some bytes for each job, and no lock that the death of one could keep."""
    return work / "board"


def read_board(work: Path, number: int) -> tuple[int, int]:
    """How many of a job's utterances are there, and how many there will be; 0 of 0 before that is known."""
    with board_of(work).open("rb") as board:
        told = os.pread(board.fileno(), _DONE.size, number * _DONE.size)
    done, total = _DONE.unpack(told) if len(told) == _DONE.size else (0, 0)
    return done, total


def check(making: Making) -> None:
    """Whether a show can be made so, told once and not for each item; nothing slow is loaded.

    Raises:
        VoiceError: There is no such voice, or it is not installed.
        InputError: A lexicon or the site rules are not valid.
        UsageError: There is no such format or profile.
    """
    _voice(making)
    _outputs(making)
    _reading(making)


def _voice(making: Making) -> Voice:
    lexicons = [load_lexicon(path) for path in making.lexicons]
    voice = load_voice(making.voice)
    return voice.for_each(lambda one: one.tuned(rate=making.rate, pauses=making.pauses, lexicons=lexicons))


def _outputs(making: Making) -> tuple[Output, ...]:
    return tuple(load_output(name, making.profile) for name in making.formats)


def _reading(making: Making) -> Reading:
    return Reading(byline=making.byline, sites=tuple(rule for path in making.sites for rule in read_sites(path)))


@cache
def _studios(making: Making, *, picture: Path | None, show: str, threads: int) -> tuple[Studio, ...]:
    """What every item that a worker makes is made with, loaded once: one for each format."""
    voice = _voice(making)
    paths = (making.intro, making.outro, making.bed, making.sting, picture)
    *jingles, cover = (load(str(path)) if path else None for path in paths)
    first, *others = _outputs(making)
    studio = Studio(
        voice=voice,
        cast=load_cast(voice),
        output=first,
        cache=open_cache(),
        reading=_reading(making),
        dressing=Dressing(
            making.disclosure, Jingles(*jingles), picture=cover, show=show, settings=_settings(making, voice)
        ),
        workers=threads,
    )
    return (studio, *(replace(studio, output=output) for output in others))


def _settings(making: Making, voice: Voice) -> str:
    told = {"voice": voice.name, "rate": making.rate, "pauses": making.pauses, "byline": making.byline}
    how = making.disclosure
    said = {"disclosed_at": how.when, "disclosure_text": how.text, "voice_credit": how.credit}
    return settings.written(told | said)


def _produced(job: Job, folder: Path) -> Iterator[Episode]:
    """The episode in each format, in a folder where nobody looks."""
    with board_of(job.work).open("r+b", buffering=0) as board:

        def report(done: int, total: int) -> None:
            os.pwrite(board.fileno(), _DONE.pack(done, total), job.number * _DONE.size)

        for studio in _studios(job.making, picture=job.picture, show=job.show, threads=job.threads):
            place = partial(_unfinished, folder / f"episode{studio.output.suffix}")
            fetch = Web(private=job.private, contact=job.contact).page
            yield produce(job.source, place, replace(studio, fetch=fetch), report)


def _unfinished(path: Path, title: str, language: str) -> Path:  # noqa: ARG001 - what a place is asked
    """The place of every episode, until its content is known, which it is named by."""
    return path


def _slug(title: str) -> str:
    """A title as part of an address: small letters and digits of ASCII alone, as the name of a file need not be."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower().replace("'", "")
    words = "".join(one if one.isalnum() else " " for one in plain).split()
    return "-".join(words)[:_SLUG_LENGTH].strip("-") or "episode"


def _record(episode: Episode, audio: tuple[File, ...], beside: Sequence[File]) -> EpisodeRecord:
    of_type = {file.media_type: file for file in beside}
    texts = [one.text for one in episode.transcript.passages if one.kind is Kind.PARAGRAPH]
    return EpisodeRecord(
        title=episode.title,
        language=episode.language,
        duration_ms=episode.duration_ms,
        audio=audio,
        transcripts=tuple(file for file in beside if file.media_type in _TRANSCRIPTS),
        chapters_file=of_type["application/json+chapters"],
        page=of_type["text/html"],
        chapters=episode.chapters,
        summary=first_words(episode.lead, _SUMMARY_WORDS),
        excerpt=tuple(texts[:_EXCERPT_PARAGRAPHS]),
        cover=of_type.get("image/jpeg"),
        credits=episode.credits,
        url=episode.url or "",
        site=episode.site or "",
        author=episode.author or "",
        published=episode.published or "",
        section=episode.section or "",
        disclosure=episode.disclosure,
    )
