"""The commands that tell who can read, and bring others."""

from typing import TYPE_CHECKING, Annotated

import typer

from narrate.cli.options import AllowPrivate, AsJson
from narrate.cli.tell import tell
from narrate.errors import VoiceError

if TYPE_CHECKING:
    from narrate.voice import Voice

app = typer.Typer(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})

_UNKNOWN = "unknown"


@app.callback(epilog="Example: narrate voices")
def voices(ctx: typer.Context, *, as_json: AsJson = False) -> None:
    """List the voices: language, licence, speakers, and whether they are installed."""
    import json

    from narrate.folders import config_folder

    if ctx.invoked_subcommand:
        return
    known = _known()
    if as_json:
        typer.echo(json.dumps([_facts(one) for one in known], ensure_ascii=False))
        return
    rows = [("VOICE", "LANGUAGE", "LICENCE", "SPEAKERS", "INSTALLED")]
    rows.extend(
        (one.name, one.language, one.licence, str(len(one.speakers) or 1), "yes" if _speaks(one) else "no")
        for one in known
    )
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    typer.echo(f"\nProfiles of your own go to {config_folder() / 'voices'}; 'narrate voices get NAME' fetches a voice.")


def _known() -> list["Voice"]:
    """Every voice whose profile can be read; it is told where one cannot."""
    from narrate.voice import profiles, read_profile

    known = []
    for path in profiles().values():
        try:
            voice = read_profile(path)
            voice.speakers  # noqa: B018 - raises where the model's configuration is broken
            known.append(voice)
        except VoiceError as exc:
            tell(exc.line)
    return known


def _speaks(voice: "Voice") -> bool:
    from narrate.engines import engine_names

    return voice.installed and voice.engine in engine_names()


def _facts(voice: "Voice") -> dict[str, str | bool | list[str]]:
    return {
        "name": voice.name,
        "language": voice.language,
        "licence": voice.licence,
        "credit": voice.credit,
        "engine": voice.engine,
        "speakers": list(voice.speakers),
        "installed": _speaks(voice),
    }


@app.command(epilog="Example: narrate voices get de_DE-thorsten-medium")
def get(
    name: Annotated[str, typer.Argument(metavar="NAME", help="LANGUAGE_COUNTRY-SPEAKER-QUALITY.")],
    *,
    catalogue: Annotated[
        str,
        typer.Option("--from", metavar="URL", help="Another copy of the catalogue.", envvar="NARRATE_VOICES_URL"),
    ] = "",
    private: AllowPrivate = False,
) -> None:
    """Fetch a voice of the public Piper catalogue (huggingface.co/rhasspy/piper-voices)."""
    from narrate.catalogue import CATALOGUE, fetch_voice
    from narrate.cli.progress import Fetching
    from narrate.fetch import Web

    with Fetching(name) as fetching:
        web = Web(private=private, gap_s=0)  # a few files, for a person who waits
        voice = fetch_voice(name, catalogue=catalogue or CATALOGUE, web=web, report=fetching)
    if voice.licence == _UNKNOWN:
        tell(f"the licence of {name} is unknown: its makers do not tell it; ask them before you publish what it reads")
    typer.echo(f"{name}: {voice.language}, licence {voice.licence}; speaks with --voice {name}")
