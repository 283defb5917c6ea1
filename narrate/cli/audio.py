"""The commands that make audio, and tell who can read it."""

import json
import time
from typing import Annotated

import typer

from narrate.cli.options import DEFAULT_VOICE, AsJson, Byline, Lexicons, Rate, VoiceName, load_reader
from narrate.cli.tell import tell_error
from narrate.errors import BatchError, NarrateError

_DEFAULT_FORMAT = "mp3"


def _format_names() -> list[str]:
    from importlib.metadata import entry_points

    return sorted(entry_points(group="narrate.outputs").names)


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
            "--format", metavar="NAME", help="The kind of file.", envvar="NARRATE_FORMAT", autocompletion=_format_names
        ),
    ] = _DEFAULT_FORMAT,
    rate: Rate = 1.0,
    byline: Byline = True,
    jobs: Annotated[
        int, typer.Option("--jobs", metavar="N", min=0, help="Sentences spoken at a time; 0 is one a core.")
    ] = 0,
    as_json: AsJson = False,
) -> None:
    """Make the audio file: mastered, with chapter marks and tags."""
    from narrate.cache import Cache
    from narrate.cli.place import placer
    from narrate.cli.printed import episode_json, episode_text
    from narrate.cli.progress import progress
    from narrate.fetch import load
    from narrate.folders import cache_folder
    from narrate.outputs import load_output
    from narrate.pipeline import produce

    output = load_output(format_name)
    place = placer(out, output.suffix, count=len(sources))
    reader = load_reader(voice, rate, lexicon)
    failed = 0
    for name in sources:
        start = time.perf_counter()
        try:
            with progress() as report:
                episode = produce(
                    load(name),
                    voice=reader,
                    output=output,
                    cache=Cache(cache_folder() / "clips"),
                    place=place,
                    byline=byline,
                    workers=jobs,
                    report=report,
                )
        except NarrateError as exc:
            if len(sources) == 1:
                raise
            failed += 1
            tell_error(exc)
        else:
            speed = episode.duration_ms / 1000 / (time.perf_counter() - start)
            typer.echo(episode_json(episode, speed) if as_json else episode_text(episode, speed))
    if failed:
        raise BatchError(f"{failed} of {len(sources)} sources failed", "the rest are done")


def voices(*, as_json: AsJson = False) -> None:
    """List the voices: language, licence, and whether they are installed."""
    from narrate.voice import list_voices

    known = list_voices()
    if as_json:
        facts = ("name", "language", "licence", "credit", "engine", "installed")
        typer.echo(json.dumps([{fact: getattr(one, fact) for fact in facts} for one in known]))
        return
    rows = [("VOICE", "LANGUAGE", "LICENCE", "INSTALLED")]
    rows += [(one.name, one.language, one.licence, "yes" if one.installed else "no") for one in known]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
