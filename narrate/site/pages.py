"""Episode to page, and episodes to a list of them."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit

from narrate.model import Episode, Kind, clock, primary
from narrate.site.body import body_of, first_passages
from narrate.site.times import packed
from narrate.site.words import words_for

if TYPE_CHECKING:
    from jinja2 import Environment

_HERE = Path(__file__).parent
_SCRIPTS = ("times.js", "follow.js", "player.js")  # each builds on those before it
_STYLES = "style.css"
_LONGEST_SUMMARY = 200  # characters: what search engines and messengers show of a description
_RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he khw ks ku nqo pnb ps sd syr ug ur yi".split())


@dataclass(frozen=True, slots=True)
class Link:
    """A file to offer."""

    title: str
    path: str
    """From the page's folder."""


@dataclass(frozen=True, slots=True)
class Beside:
    """The files that an episode's page stands with, as paths from its folder."""

    audio: str
    cover: str = ""
    downloads: tuple[Link, ...] = ()
    """Transcripts, chapters: what a listener may want to keep."""
    page: str = ""
    """The address of the page, where it is known: pictures are shown by others only with whole addresses."""


@dataclass(frozen=True, slots=True)
class ListedShow:
    """A show, as its list of episodes tells of it."""

    title: str
    language: str
    """A BCP 47 tag."""
    description: str = ""
    url: str = ""
    """Its own place, elsewhere."""
    feed: str = ""
    """The path of the feed from the page's folder."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An episode in the list of a show."""

    title: str
    page: str
    """The path of its page from the list's folder."""
    duration_ms: int
    published: str = ""
    """The date, ISO 8601."""
    summary: str = ""


def episode_page(episode: Episode, beside: Beside) -> bytes:
    """A page with the episode's text and sound, in which the text follows the sound; UTF-8."""
    passages = episode.transcript.passages
    return _page(
        "episode.html",
        scripts=_SCRIPTS,
        language=episode.language,
        episode=episode,
        beside=beside,
        credited=any(one.kind in {Kind.BYLINE, Kind.DATE} for one in passages),
        body=body_of(episode.title, passages),
        chapters=tuple(zip(episode.chapters, first_passages(episode.chapters, passages), strict=True)),
        sources=_sources(episode),
        summary=shorten(episode.lead, _LONGEST_SUMMARY, placeholder="…"),
        disclosure="" if episode.disclosure in {one.text for one in passages} else episode.disclosure,
        times=packed(episode.transcript),
    )


def index_page(show: ListedShow, episodes: Sequence[Listed]) -> bytes:
    """A page that lists a show's episodes, in the order given; UTF-8."""
    return _page("index.html", scripts=(), language=show.language, show=show, episodes=episodes)


def _page(template: str, *, scripts: Sequence[str], language: str, **values: object) -> bytes:
    from markupsafe import Markup

    style = (_HERE / _STYLES).read_text("utf-8")
    script = "\n".join((_HERE / name).read_text("utf-8") for name in scripts)
    tongue, words = words_for(language)
    text = (
        _environment()
        .get_template(template)
        .render(
            **values,
            language=language,
            direction=_direction(language),
            tongue=tongue,
            tongue_direction=_direction(tongue),
            words=words,
            policy=_policy(style, script),
            style=Markup(style),  # noqa: S704 - ours
            script=Markup(script),  # noqa: S704 - ours
        )
    )
    return text.encode("utf-8", "replace")  # a command line may hold bytes that are no text


def _direction(language: str) -> str:
    return "rtl" if primary(language) in _RIGHT_TO_LEFT else "ltr"


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"path": quote, "whole": _whole, "clock": clock, "day": _day, "web": _web}
    return environment


def _policy(style: str, script: str) -> str:
    """What the page may load (Content Security Policy): its own style and script, and files from its own place."""
    allowed = {
        "default-src": "'none'",
        "style-src": _digest(style),
        "script-src": _digest(script) if script else "'none'",
        "img-src": "'self' data:",
        "media-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in allowed.items())


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _sources(episode: Episode) -> tuple[tuple[str, str], ...]:
    """Where what is read was first published: titles and addresses."""
    told = [(episode.site or "", episode.url or ""), *((chapter.title, chapter.url) for chapter in episode.chapters)]
    return tuple((title or urlsplit(url).hostname or url, url) for title, url in told if _web(url))


def _whole(path: str, page: str) -> str:
    """The address of a file beside a page."""
    return urljoin(page, quote(path))


def _web(url: str) -> str:
    """The address if a reader can be sent there: what an article names as its own may be a script, or nonsense."""
    try:
        scheme = urlsplit(url).scheme
    except ValueError:
        return ""
    return url if scheme in {"http", "https"} else ""


def _day(iso: str, tongue: str) -> str:
    """24 July 2024 in English; elsewhere, as what is no date, it stays as it is: ISO 8601 is read everywhere."""
    if tongue != "en":
        return iso
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.day} {day:%B} {day.year}"
