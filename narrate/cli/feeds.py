"""The commands of a show: a folder that becomes a podcast."""

import json
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.cli import shows
from narrate.cli.options import AsJson
from narrate.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Collection

    from narrate.feed import Breach
    from narrate.hosting import Expired
    from narrate.show.folder import ShowFolder

app = typer.Typer(no_args_is_help=True, context_settings={"help_option_names": ["-h", "--help"]})


@app.callback()
def feed() -> None:
    """Make a podcast of a folder: episodes of what its sources have, and a feed held to the rules."""


app.command(epilog="Example: narrate feed init morning https://example.org/feed.xml")(shows.init)
app.command(epilog="Example: narrate feed build morning")(shows.build)
app.command(epilog="Example: narrate feed watch --every 30 morning")(shows.watch)
app.command(epilog="Example: narrate feed status morning")(shows.status)
app.command(epilog="Example: narrate feed retry morning")(shows.retry)
app.command(epilog='Example: narrate feed remove morning "The bell"')(shows.remove)


@app.command(epilog="Example: narrate feed check public/feed.xml")
def check(
    place: Annotated[Path, typer.Argument(metavar="FOLDER|FILE", help="A feed; or a show's folder: its files, too.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Hold a feed to the rules of RSS, Apple, Spotify and Podcasting 2.0."""
    from narrate.feed import check_feed
    from narrate.fetch import load

    path = _feed_of(place)
    breaches = check_feed(load(str(path)).content, path.parent if place.is_dir() else None)
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in breaches], ensure_ascii=False))
    else:
        for one in breaches:
            typer.echo(_told(one))
    if fatal := sum(one.fatal for one in breaches):
        raise InputError(f"{path} breaks {fatal} rule{'s' * (fatal > 1)}", "players may refuse it")
    if not as_json:
        typer.echo(f"{path}: valid")


@app.command(epilog="Example: narrate feed serve morning-news")
def serve(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Of the show, or of what is published.")],
    *,
    host: Annotated[
        str,
        typer.Option("--host", metavar="ADDRESS", help="Where to listen: 0.0.0.0 lets a phone in the same network in."),
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="NUMBER", min=0, max=65535, help="0 is any.")] = 8080,
) -> None:
    """Serve a show on this machine, to listen to it before it goes out; Ctrl-C ends it."""
    try:
        from narrate import serve as serving
    except ModuleNotFoundError as exc:
        raise UsageError(f"this needs {exc.name}", "pip install 'narrate-audio[serve]'") from exc
    from narrate.feed import FEED
    from narrate.show.folder import published

    with serving.listen(host, port) as listening:
        server, url = serving.server_of(published(folder), listening)
        if host != "127.0.0.1":
            typer.echo(serving.qr_code(f"{url}/{FEED}"))
        typer.echo(f"{url}/{FEED}")
        with suppress(KeyboardInterrupt):  # that is how it ends
            server.run(sockets=[listening])


@app.command(epilog="Example: narrate feed publish morning-news s3://my-bucket/morning-news")
def publish(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Of the show, or of what is published.")],
    target: Annotated[
        str,
        typer.Argument(
            metavar="TARGET", help="A folder, HOST:PATH for rsync, or s3://BUCKET/PATH (AWS_… tell the keys)."
        ),
    ],
    *,
    delete: Annotated[
        bool,
        typer.Option(
            "--delete",
            metavar="",
            help="Delete there what has been missing for grace_days since --delete first missed it.",
        ),
    ] = False,
) -> None:
    """Bring a show to where the world finds it: the sounds first, the feed last, and only if it is valid."""
    from narrate.hosting import place_of, send
    from narrate.show.folder import ShowFolder, published

    public = published(folder)
    show = ShowFolder(public.absolute().parent)  # not resolved: public may lead to another disk
    note = show.leaving(place_of(target))
    send(public, target, delete=_expired(show, note) if delete else _forgetting(note), report=typer.echo)


def _expired(show: "ShowFolder", note: Path) -> "Expired":
    """What tells the files at a target whose grace time is over.

    Raises:
        InputError: There is no show around the folder, to tell what that time is.
    """
    from narrate.show.leaving import expired
    from narrate.show.showfile import read_show

    grace = timedelta(days=read_show(show.path).retention.grace_days)
    return partial(expired, note, now=datetime.now(UTC), grace=grace)


def _forgetting(note: Path) -> "Expired | None":
    """What lets nothing go, and takes from the note, where there is one, what is back."""
    from narrate.show.leaving import forget_back

    def none(missed: "Collection[str]") -> tuple[str, ...]:
        forget_back(note, missed)
        return ()

    return none if note.exists() else None


def _feed_of(place: Path) -> Path:
    """The feed that is meant: a file, or the one that a show's folder publishes."""
    from narrate.feed import FEED
    from narrate.show.folder import published

    if not place.is_dir():
        return place
    path = published(place) / FEED
    if not path.is_file():
        raise InputError(f"there is no {FEED} in {place}", "build the show first, or name the file")
    return path


def _told(one: "Breach") -> str:
    return f"{'error' if one.fatal else 'advice'}  {one.rule}  {one.where}: {one.message}; {one.hint}"
