"""The commands. The only place that knows flags, prints, or exits."""

import io
import json
import logging
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from narrate import __version__
from narrate.errors import BatchError, NarrateError

if TYPE_CHECKING:
    from types import FrameType

    from narrate.voice import Voice

DEFAULT_VOICE = "en_US-joe-medium"
_DEFAULT_FORMAT = "mp3"
_INTERRUPTED = 130  # typer exits so on Ctrl-C

app = typer.Typer(
    name="narrate",
    help="Turns articles into narrated audio: a web page, a saved page, a text dump of a page, or a text.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _voice_names() -> list[str]:
    from narrate.voice import list_voices

    return [voice.name for voice in list_voices()]


def _format_names() -> list[str]:
    from importlib.metadata import entry_points

    return sorted(entry_points(group="narrate.outputs").names)


_Source = Annotated[str, typer.Argument(metavar="SOURCE", help="A file, a web address, or - for standard input.")]
_VoiceName = Annotated[
    str,
    typer.Option(
        "--voice",
        metavar="NAME|FILE",
        help="A name that 'narrate voices' lists, or a file: a profile (.toml) or a Piper model (.onnx).",
        envvar="NARRATE_VOICE",
        autocompletion=_voice_names,
    ),
]
_Rate = Annotated[
    float,
    typer.Option(
        "--rate",
        metavar="RATE",
        min=0.5,
        max=2.0,
        help="How fast to read; 1.1 is a tenth faster.",
        envvar="NARRATE_RATE",
    ),
]
_Lexicons = Annotated[
    list[str] | None,
    typer.Option("--lexicon", metavar="FILE", help="How names are said: TOML or PLS. Can be given several times."),
]
_Byline = Annotated[
    bool, typer.Option("--byline/--no-byline", metavar="", help="Whether to read the author and the date.")
]
_Json = Annotated[bool, typer.Option("--json", metavar="", help="Print JSON, for machines.")]


def _show_version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it
    if wanted:
        typer.echo(f"narrate {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    *,
    version: Annotated[  # noqa: ARG001 - typer's way to an eager option
        bool,
        typer.Option(
            "--version", metavar="", help="Print the version and exit.", callback=_show_version, is_eager=True
        ),
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", metavar="", help="Tell each step on standard error.")
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", metavar="", help="Tell each decision, and show the traceback of a bug.")
    ] = False,
) -> None:
    level = logging.DEBUG if debug else logging.INFO if verbose else logging.ERROR
    logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s")
    logging.getLogger("narrate").setLevel(level)


@app.command(epilog="Example: narrate clean --receipt page.html")
def clean(
    source: _Source,
    *,
    receipt: Annotated[
        bool, typer.Option("--receipt", metavar="", help="Print every line of the source: kept or dropped, and why.")
    ] = False,
) -> None:
    """Print the article in a page, without the page around it."""
    from narrate.clean import clean as clean_source
    from narrate.cli.printed import article_text, receipt_text
    from narrate.fetch import load

    article = clean_source(load(source))
    typer.echo(receipt_text(article) if receipt else article_text(article))


@app.command(epilog="Example: narrate script article.txt")
def script(
    source: _Source,
    *,
    voice: _VoiceName = DEFAULT_VOICE,
    lexicon: _Lexicons = None,
    rate: _Rate = 1.0,
    byline: _Byline = True,
) -> None:
    """Print what will be said, with its pauses and chapter marks."""
    from narrate.clean import clean as clean_source
    from narrate.cli.printed import script_text
    from narrate.fetch import load
    from narrate.script import write_script

    article = clean_source(load(source))
    typer.echo(script_text(write_script(article, _load_voice(voice, rate, lexicon), byline=byline)))


@app.command(epilog="Example: narrate speak article.html -o episode.mp3")
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
    voice: _VoiceName = DEFAULT_VOICE,
    lexicon: _Lexicons = None,
    format_name: Annotated[
        str,
        typer.Option(
            "--format", metavar="NAME", help="The kind of file.", envvar="NARRATE_FORMAT", autocompletion=_format_names
        ),
    ] = _DEFAULT_FORMAT,
    rate: _Rate = 1.0,
    byline: _Byline = True,
    jobs: Annotated[
        int, typer.Option("--jobs", metavar="N", min=0, help="Sentences spoken at a time; 0 is one a core.")
    ] = 0,
    as_json: _Json = False,
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
    reader = _load_voice(voice, rate, lexicon)
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
            _tell_error(exc)
        else:
            speed = episode.duration_ms / 1000 / (time.perf_counter() - start)
            typer.echo(episode_json(episode, speed) if as_json else episode_text(episode, speed))
    if failed:
        raise BatchError(f"{failed} of {len(sources)} sources failed", "the rest are done")


@app.command(epilog="Example: narrate voices")
def voices(*, as_json: _Json = False) -> None:
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


def main() -> None:
    """Runs the command that was typed, and exits: an error is one line, and the code of its class."""
    signal.signal(signal.SIGTERM, _interrupt)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without the letters shows a question mark, not a crash
    try:
        app()
    except SystemExit as exc:
        if exc.code == _INTERRUPTED:
            _tell("interrupted; what has been spoken is kept: run it again to go on from there")
        raise
    except NarrateError as exc:
        _tell_error(exc)
        sys.exit(exc.exit_code)
    except Exception as exc:
        if "--debug" in sys.argv:
            raise
        what = f"{type(exc).__name__}: {exc}"
        _tell(f"this is a bug in narrate {__version__}: {what}; please report it, with what 'narrate --debug' shows")
        sys.exit(NarrateError.exit_code)


def _interrupt(number: int, frame: "FrameType | None") -> None:  # noqa: ARG001 - signal's signature
    raise KeyboardInterrupt


def _tell_error(exc: NarrateError) -> None:
    _tell(f"{exc.message}; {exc.hint}" if exc.hint else exc.message)


def _tell(line: str) -> None:
    typer.echo(f"narrate: {' '.join(line.split())}", err=True)


def _load_voice(name: str, rate: float, lexicons: Sequence[str] | None) -> "Voice":
    from narrate.lexicon import load_lexicon
    from narrate.voice import load_voice

    voice = load_voice(name)
    for path in lexicons or ():
        voice = replace(voice, lexicon=load_lexicon(Path(path)).over(voice.lexicon))
    return replace(voice, prosody=replace(voice.prosody, rate=voice.prosody.rate * rate))
