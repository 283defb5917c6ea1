"""The commands that make audio, and tell who can read it."""

import time
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.cli.options import (
    DEFAULT_VOICE,
    AllowPrivate,
    AsJson,
    Byline,
    Force,
    Lexicons,
    PauseScale,
    Rate,
    ReadAloud,
    Roles,
    Seed,
    SiteRules,
    TimingVariation,
    Variation,
    VoiceName,
    load_reader,
    read_as,
    tell_languages,
)
from narrate.cli.tell import one_line, tell
from narrate.errors import BatchError, NarrateError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from narrate.fetch import Web
    from narrate.model import Article, Episode
    from narrate.voice import Voice

_DEFAULT_FORMAT = "mp3"


def _format_names() -> list[str]:
    from narrate.outputs import output_names

    return output_names()


def _format_of(out: str) -> str:
    """The format that a file's name asks for."""
    suffix = out.rpartition(".")[2].lower()
    return suffix if suffix in _format_names() else _DEFAULT_FORMAT


def speak(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE...", help="Files, web addresses, or - for standard input.")
    ],
    *,
    out: Annotated[
        str,
        typer.Option(
            "-o", "--output", metavar="FILE|FOLDER", help="Where to put it; named after the title if it is a folder."
        ),
    ] = "",
    voice: VoiceName = DEFAULT_VOICE,
    lexicon: Lexicons = None,
    format_name: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="NAME",
            help="mp3, m4b, opus or wav; without it, as the end of -o says, else mp3.",
            envvar="NARRATE_FORMAT",
            autocompletion=_format_names,
        ),
    ] = "",
    profile: Annotated[
        str,
        typer.Option("--profile", metavar="NAME", help="podcast, or compact: smaller files.", envvar="NARRATE_PROFILE"),
    ] = "podcast",
    rate: Rate = 1.0,
    pauses: PauseScale = None,
    variation: Variation = None,
    timing_variation: TimingVariation = None,
    seed: Seed = None,
    byline: Byline = True,
    aloud: ReadAloud = None,
    force: Force = False,
    sites: SiteRules = None,
    roles: Roles = True,
    jobs: Annotated[
        int, typer.Option("--jobs", metavar="N", min=0, help="Sentences spoken at a time; 0 is one a core.")
    ] = 0,
    private: AllowPrivate = False,
    as_json: AsJson = False,
) -> None:
    """Make the audio file: mastered, with chapter marks and tags."""
    from narrate.cache import Cache
    from narrate.cli.place import placer
    from narrate.engines import load_cast
    from narrate.fetch import Web
    from narrate.folders import cache_folder
    from narrate.outputs import load_output
    from narrate.pipeline import produce

    output = load_output(format_name or _format_of(out), profile)
    place = placer(out, output.suffix, count=len(sources))
    reader = load_reader(
        voice,
        rate,
        lexicon,
        roles=roles,
        pauses=pauses,
        variation=variation,
        timing_variation=timing_variation,
        seed=seed,
    )
    web = Web(private=private)
    make = partial(
        produce,
        voice=reader,
        cast=load_cast(reader),
        output=output,
        cache=Cache(cache_folder() / "clips"),
        reading=read_as(byline=byline, aloud=aloud, force=force, sites=sites),
        follow=web.page,
        workers=jobs,
    )
    failed = 0
    for name in sources:
        try:
            typer.echo(_speak_one(name, web, make, partial(_place, place, name, reader), as_json=as_json))
        except NarrateError as exc:
            if len(sources) == 1:
                raise
            failed += 1
            tell(f"{name}: {one_line(exc)}")
    if failed:
        raise BatchError(f"{failed} of {len(sources)} sources failed", "the rest are done" * (failed < len(sources)))


def _speak_one(
    name: str, web: "Web", make: "Callable[..., Episode]", place: "Callable[[Article], Path]", *, as_json: bool
) -> str:
    """Makes one source's episode; gives what there is to tell of it."""
    from narrate.cli.printed import episode_json, episode_text
    from narrate.cli.progress import Speaking
    from narrate.fetch import load

    start = time.perf_counter()
    with Speaking(name) as speaking:
        episode = make(load(name, web), place=place, report=speaking)
    speed = episode.duration_ms / 1000 / (time.perf_counter() - start) if speaking.began else None
    return episode_json(episode, speed) if as_json else episode_text(episode, speed)


def _place(place: "Callable[[Article], Path]", source: str, reader: "Voice", article: "Article") -> "Path":
    """Where the article's episode goes; tells first what a user might not expect of it."""
    tell_languages(source, article, reader)
    path = place(article)
    if path.exists():
        tell(f"{path} is there already: it will be replaced")
    return path
