"""The commands. The only place that knows flags, prints, or exits."""

import io
import signal
import sys
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from narrate import __version__
from narrate.cli import audio, feeds, files, texts, voices
from narrate.cli.cached import cache
from narrate.cli.check import check
from narrate.cli.names import names
from narrate.cli.tell import PROGRAM, misused, tell
from narrate.errors import NarrateError, OutputError, UsageError

if TYPE_CHECKING:
    from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_BY_SIGNAL = 128  # to which shells add the signal's number; typer ends as on Ctrl-C, whichever it was

app = typer.Typer(
    name="narrate",
    help="Turns articles into narrated audio: a web page, a saved page, a text dump of a page, or a text.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


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
    import logging

    level = logging.DEBUG if debug else logging.INFO if verbose else logging.WARNING
    logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s")
    logging.getLogger("narrate").setLevel(level)


app.command(epilog="Example: narrate speak article.html -o episode.mp3")(audio.speak)
app.command(epilog="Example: narrate clean --receipt page.html")(texts.clean)
app.command(epilog="Example: narrate script article.txt")(texts.script)
app.command(epilog='Example: narrate say "It cost $3.5 million in Kyiv." -o kyiv.wav')(texts.say)
app.command(epilog="Example: narrate normalize --lines < sentences.txt")(texts.normalize)
app.command(epilog="Example: narrate names article.txt > names.toml")(names)
app.command(epilog="Example: narrate inspect episode.mp3")(files.inspect)
app.command(epilog="Example: narrate check episode.mp3 --against article.html")(check)
app.add_typer(voices.app, name="voices")
app.add_typer(feeds.app, name="feed")
app.command(epilog="Example: narrate cache clear")(cache)


def main() -> None:
    """Runs the command that was typed, and exits: an error is one line, and the code of its class."""
    received: list[int] = []
    for number in _SIGNALS:
        signal.signal(number, partial(_interrupt, received))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without the letters shows a question mark, not a crash
    sys.exit(_run(received))


def _run(received: list[int]) -> int:
    """Runs the command; gives its exit code. Signals that came meanwhile are in the list."""
    try:
        # by itself typer prints what is wrong in a box of several lines
        code: int | None = app(prog_name=PROGRAM, standalone_mode=False)
    except typer.TyperException as exc:
        if line := misused(exc):
            tell(line)
        return UsageError.exit_code
    except NarrateError as exc:
        tell(exc.line)
        return exc.exit_code
    except OSError as exc:  # every file of ours has its own error: this is standard output
        tell(f"cannot print: {exc.strerror or exc}")
        return OutputError.exit_code
    except Exception as exc:
        import logging

        if logging.getLogger("narrate").level == logging.DEBUG:
            raise
        what = f"this is a bug in narrate {__version__}: {type(exc).__name__}: {exc}"
        tell(f"{what}; please report it, with what 'narrate --debug COMMAND …' shows")
        return NarrateError.exit_code
    if received and code == _BY_SIGNAL + signal.SIGINT:
        command = next((word for word in sys.argv[1:] if not word.startswith("-")), "")
        kept = ", and what has been spoken is kept for the next run" if command == "speak" else ""
        tell(f"interrupted; no file was left behind{kept}")
        return _BY_SIGNAL + received[0]
    return code or 0


def _interrupt(received: list[int], number: int, frame: "FrameType | None") -> None:  # noqa: ARG001 - signal's signature
    for again in _SIGNALS:  # cleaning up takes a moment, and people press twice
        signal.signal(again, signal.SIG_IGN)
    received.append(number)
    raise KeyboardInterrupt
