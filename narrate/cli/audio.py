"""The commands that make audio, and tell who can read it."""

import time
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from narrate.cli.dressing import (
    AsDigest,
    Bed,
    CoverPicture,
    Day,
    DisclosedAt,
    DisclosureText,
    Intro,
    LoudnessTarget,
    Outro,
    Sting,
    Title,
    VoiceCredit,
    disclose_as,
    dress,
    read_jingles,
)
from narrate.cli.options import (
    DEFAULT_VOICE,
    AllowPrivate,
    AsJson,
    Byline,
    Force,
    Lexicons,
    Manner,
    PauseScale,
    Rate,
    ReadAloud,
    Roles,
    Seed,
    SiteRules,
    TimingVariation,
    Variation,
    VoiceName,
    load_article,
    load_reader,
    read_as,
    tell_languages,
)
from narrate.cli.tell import one_line, tell
from narrate.errors import BatchError, NarrateError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from narrate.model import Article, Episode, Source
    from narrate.publish import Place

Done = TypeVar("Done")
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
    bundle: Annotated[
        str,
        typer.Option(
            "--bundle",
            metavar="FOLDER",
            help="Put it there with all that goes along: captions, transcripts, chapters, cover, a page to read along.",
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
    disclosed_at: DisclosedAt = "end",
    disclosure_text: DisclosureText = "",
    voice_credit: VoiceCredit = False,
    intro: Intro = "",
    outro: Outro = "",
    bed: Bed = "",
    cover: CoverPicture = "",
    loudness: LoudnessTarget = None,
    digest: AsDigest = False,
    sting: Sting = "",
    title: Title = "",
    day: Day = None,
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
    from narrate.fetch import Web, load
    from narrate.folders import cache_folder
    from narrate.outputs import load_output
    from narrate.pipeline import Studio, produce

    if not digest and (title or day or sting):
        raise UsageError("--title, --date and --sting are a digest's", "add --digest")
    output = load_output(format_name or _format_of(out), profile)
    if out and bundle:
        raise UsageError("-o and --bundle both say where it goes", "leave one of them out")
    placing = placer(f"{bundle}/" if bundle else out, output.suffix, count=1 if digest else len(sources))
    manner = Manner(rate, pauses, variation, timing_variation, seed)
    reader = load_reader(voice, lexicon, manner, roles=roles)
    reading = read_as(byline=byline, aloud=aloud, force=force, sites=sites)
    web = Web(private=private)
    studio = Studio(
        voice=reader,
        cast=load_cast(reader),
        output=output,
        cache=Cache(cache_folder() / "clips"),
        reading=reading,
        dressing=dress(
            disclose_as(disclosed_at, disclosure_text, credit=voice_credit),
            read_jingles(intro, outro, bed, sting),
            cover,
            loudness,
        ),
        fetch=web.page,
        workers=jobs,
    )
    make = partial(produce, studio=studio)
    shown = partial(_shown, bundled=bool(bundle), as_json=as_json)
    if digest:
        articles, failed = _each(sources, partial(load_article, reading=reading, reader=reader, private=private))
        if articles:
            from narrate.digest import join

            joined = join(articles, (day or datetime.now().astimezone()).date(), title=" ".join(title.split()))
            _speak_one(joined.title, lambda: joined, partial(make, place=_placed(placing)), shown=shown)
    else:

        def speak_one(name: str) -> None:
            place = _placed(placing, lambda language: tell_languages(name, language, reader))
            _speak_one(name, lambda: load(name, web), partial(make, place=place), shown=shown)

        _, failed = _each(sources, speak_one)
    if failed:
        raise BatchError(f"{failed} of {len(sources)} sources failed", "the rest are done" * (failed < len(sources)))


def _each(sources: "Sequence[str]", do: "Callable[[str], Done]") -> "tuple[list[Done], int]":
    """What was done with each source, and how many failed; each failure is told, but a single source's is raised."""
    done = []
    for name in sources:
        try:
            done.append(do(name))
        except NarrateError as exc:
            if len(sources) == 1:
                raise
            tell(f"{name}: {one_line(exc)}")
    return done, len(sources) - len(done)


def _speak_one(
    name: str,
    load: "Callable[[], Source | Article]",
    make: "Callable[..., Episode]",
    shown: "Callable[[Episode, float | None], str]",
) -> None:
    """Makes an episode of what is loaded, and prints what there is to tell of it."""
    from narrate.cli.progress import Speaking

    start = time.perf_counter()
    with Speaking(name) as speaking:
        episode = make(load(), report=speaking)
    speed = episode.duration_ms / 1000 / (time.perf_counter() - start) if speaking.began else None
    typer.echo(shown(episode, speed))


def _shown(episode: "Episode", speed: float | None, *, bundled: bool, as_json: bool) -> str:
    """What there is to tell of an episode, once what goes along with it is written."""
    from narrate.bundle import bundle
    from narrate.cli.printed import episode_json, episode_text

    files = bundle(episode) if bundled else ()
    return (episode_json if as_json else episode_text)(episode, speed, files)


def _placed(placing: "Callable[[str], Path]", tell_of: "Callable[[str], None] | None" = None) -> "Place":
    """Where an episode goes; tells first what a user might not expect of its language, or of the place."""

    def place(title: str, language: str) -> "Path":
        if tell_of:
            tell_of(language)
        path = placing(title)
        if path.exists():
            tell(f"{path} is there already: it will be replaced")
        return path

    return place
