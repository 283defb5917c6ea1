"""The commands that make audio, and tell who can read it."""

import time
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from narrate import settings
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
    refuse_for_one,
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
from narrate.cli.tell import tell
from narrate.errors import BatchError, NarrateError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from narrate.fetch import Web
    from narrate.model import Article, Dressing, Episode, Reading, Source
    from narrate.outputs import Output
    from narrate.pipeline import Studio
    from narrate.publish import Place
    from narrate.voice import Voice

Done = TypeVar("Done")
_DEFAULT_FORMAT = "mp3"


def _format_names() -> list[str]:
    from narrate.outputs import output_names

    return output_names()


def _format_of(out: str) -> str:
    """The format that a file's name asks for."""
    suffix = out.rpartition(".")[2].lower()
    return suffix if suffix in _format_names() else _DEFAULT_FORMAT


Sources = Annotated[
    list[str], typer.Argument(metavar="SOURCE...", help="Files, web addresses, or - for standard input.")
]
Out = Annotated[
    str,
    typer.Option(
        "-o", "--output", metavar="FILE|FOLDER", help="Where to put it; named after the title if it is a folder."
    ),
]
Bundle = Annotated[
    str,
    typer.Option(
        "--bundle",
        metavar="FOLDER",
        help="Put it there with all that goes along: captions, transcripts, chapters, cover, a page to read along.",
    ),
]
FormatName = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="NAME",
        help="mp3, m4b, opus or wav; without it, as the end of -o says, else mp3.",
        envvar="NARRATE_FORMAT",
        autocompletion=_format_names,
    ),
]
ProfileName = Annotated[
    str,
    typer.Option("--profile", metavar="NAME", help="podcast, or compact: smaller files.", envvar="NARRATE_PROFILE"),
]
Jobs = Annotated[int, typer.Option("--jobs", metavar="N", min=0, help="Sentences spoken at a time; 0 is one a core.")]


def speak(
    ctx: typer.Context,
    sources: Sources,
    *,
    out: Out = "",
    bundle: Bundle = "",
    voice: VoiceName = DEFAULT_VOICE,
    lexicon: Lexicons = None,
    format_name: FormatName = "",
    profile: ProfileName = "podcast",
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
    jobs: Jobs = 0,
    private: AllowPrivate = False,
    as_json: AsJson = False,
) -> None:
    """Make the audio file: mastered, with chapter marks and tags."""
    from narrate.cli.place import placer
    from narrate.fetch import Web
    from narrate.outputs import load_output

    if not digest:
        refuse_for_one(title=title, date=day, sting=sting)
    output = load_output(format_name or _format_of(out), profile)
    if out and bundle:
        raise UsageError("-o and --bundle both say where it goes", "leave one of them out")
    placing = placer(f"{bundle}/" if bundle else out, output.suffix, count=1 if digest else len(sources))
    reader = load_reader(voice, lexicon, Manner(rate, pauses, variation, timing_variation, seed), roles=roles)
    today = (day or datetime.now().astimezone()).date()
    reading = read_as(byline=byline, aloud=aloud, force=force, sites=sites)
    disclosure = disclose_as(disclosed_at, disclosure_text, credit=voice_credit)
    said = {name: value for name, value in ctx.params.items() if name in settings.NAMES}
    told = settings.written(said | {"voice": reader.name, "day": today.isoformat() if digest else None})
    dressing = dress(disclosure, read_jingles(intro, outro, bed, sting), cover, loudness, told)
    web = Web(private=private)
    studio = _studio(reader, output, reading, dressing, web, jobs)
    speaker = _Speaker(studio, web, placing, bundles=bool(bundle), as_json=as_json)
    if digest:
        articles, failed = _each(sources, partial(load_article, reading=reading, reader=reader, private=private))
        if articles:
            speaker.speak_digest(articles, today, title)
    else:
        _, failed = _each(sources, speaker.speak_source)
    if failed:
        raise BatchError(f"{failed} of {len(sources)} sources failed", "the rest are done" * (failed < len(sources)))


def _studio(
    reader: "Voice", output: "Output", reading: "Reading", dressing: "Dressing", web: "Web", workers: int
) -> "Studio":
    from narrate.cache import open_cache
    from narrate.engines import load_cast
    from narrate.pipeline import Studio

    return Studio(reader, load_cast(reader), output, open_cache(), reading, dressing, web.page, workers)


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Makes episodes in a studio, puts each in its place, and prints what there is to tell of it."""

    studio: "Studio"
    web: "Web"
    placing: "Callable[[str], Path]"
    """The file of an article, by its title."""
    bundles: bool
    """Whether all that goes along is made, too."""
    as_json: bool

    def speak_source(self, name: str) -> None:
        """One of what a name names."""
        from narrate.fetch import load

        place = _placed(self.placing, lambda language: tell_languages(name, language, self.studio.voice))
        self._speak(name, lambda: load(name, self.web), place)

    def speak_digest(self, articles: "Sequence[Article]", day: date, title: str) -> None:
        """One of them all."""
        from narrate.digest import join

        joined = join(articles, day, title=" ".join(title.split()))
        self._speak(joined.title, lambda: joined, _placed(self.placing))

    def _speak(self, name: str, load: "Callable[[], Source | Article]", place: "Place") -> None:
        from narrate.bundle import bundled
        from narrate.cli.printed import episode_json, episode_text
        from narrate.cli.progress import Speaking
        from narrate.pipeline import produce

        start = time.perf_counter()
        with Speaking(name) as speaking:
            source = load()

            def make(to: "Place") -> "Episode":
                return produce(source, to, self.studio, speaking)

            episode, files = bundled(make, place) if self.bundles else (make(place), ())
        speed = episode.duration_ms / 1000 / (time.perf_counter() - start) if speaking.began else None
        typer.echo((episode_json if self.as_json else episode_text)(episode, speed, files))


def _each(sources: "Sequence[str]", do: "Callable[[str], Done]") -> "tuple[list[Done], int]":
    """What was done with each source, and how many failed; each failure is told, but a single source's is raised."""
    done = []
    for name in sources:
        try:
            done.append(do(name))
        except NarrateError as exc:
            if len(sources) == 1:
                raise
            tell(f"{name}: {exc.line}")
    return done, len(sources) - len(done)


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
