"""The commands that make a show: its folder, its episodes, and what is to be known and done of them."""

import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.cli.options import DEFAULT_VOICE, AllowPrivate, AsJson, VoiceName
from narrate.cli.tell import tell
from narrate.errors import BatchError, BusyError, InputError, OutputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from narrate.show.folder import ShowFolder
    from narrate.show.values import Record

Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="The show's: the one with show.toml.")]
Jobs = Annotated[int, typer.Option("--jobs", metavar="N", min=0, help="Articles made at a time; 0 is one a core.")]
Limit = Annotated[int, typer.Option("--limit", metavar="N", min=0, help="Make so many and no more; 0 is all.")]
Episodes = Annotated[
    list[str] | None,
    typer.Argument(metavar="EPISODE...", help="GUIDs, the beginnings of such, or parts of titles."),
]
_SHORTEST_GUID = 4  # of a GUID's beginning: shorter ones are too easily another's


def init(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A new one, or one without a show.toml.")],
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="SOURCE...", help="Feeds, OPML files, lists, pages; paths from FOLDER."),
    ] = None,
    *,
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="Without it, the folder's name.")] = "",
    base_url: Annotated[
        str, typer.Option("--base-url", metavar="URL", help="Where public/ will be on the web; can be changed later.")
    ] = "",
    voice: VoiceName = DEFAULT_VOICE,
) -> None:
    """Begin a show: write a commented show.toml."""
    from narrate.show.showfile import read_show
    from narrate.show.template import write_template

    path = write_template(folder, title=title, base_url=base_url, voice=voice, sources=sources or [])
    read_show(folder)
    typer.echo(f"{path} is written; look through it, then: narrate feed build {folder}")


def build(
    folder: Folder,
    *,
    limit: Limit = 0,
    jobs: Jobs = 0,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", metavar="", help="Tell what would be made, and make nothing.")
    ] = False,
    private: AllowPrivate = False,
    as_json: AsJson = False,
) -> None:
    """Make the episodes that are new, and the feed."""
    if dry_run:
        _foresee(folder, limit, private=private, as_json=as_json)
    elif failed := _build(folder, limit, jobs, private=private, as_json=as_json):
        raise BatchError(
            f"{failed} failed", f"the rest is done; 'narrate feed status {folder}' tells what is tried again"
        )


def watch(
    folder: Folder,
    *,
    minutes: Annotated[
        float, typer.Option("--every", metavar="MINUTES", min=1.0, help="From the start of one build to the next.")
    ] = 60.0,
    jobs: Jobs = 0,
    private: AllowPrivate = False,
    as_json: AsJson = False,
) -> None:
    """Build again and again, until it is interrupted; between two builds, that is a good end."""
    waits = True
    while waits:
        start = time.monotonic()
        try:
            _build(folder, 0, jobs, private=private, as_json=as_json)
        except (BusyError, OutputError, InputError) as exc:  # what may be otherwise the next time
            tell(exc.line)
        waits = _wait(max(0.0, minutes * 60 - (time.monotonic() - start)))


def _wait(seconds: float) -> bool:
    """Waits; gives whether nobody wanted it to end."""
    try:
        time.sleep(seconds)
    except KeyboardInterrupt:
        return False
    return True


def status(folder: Folder, *, as_json: AsJson = False) -> None:
    """Tell what is in the feed, what waits, what failed, and how it stands with the sources."""
    from narrate.batch import standings_of
    from narrate.cli.building import print_json, record_facts, status_text
    from narrate.show.showfile import read_show

    show, place = read_show(folder), _place(folder)
    records, sources = place.records.read(), standings_of(place)
    if as_json:
        items = [record_facts(record) for record in records]
        print_json({"items": items, "sources": [asdict(one) for one in sources]})
    else:
        typer.echo(status_text(show.title, records, sources))


def retry(folder: Folder, episodes: Episodes = None) -> None:
    """Try again what failed at the next build; or make these episodes again, as the show is now."""
    from narrate.batch import retried
    from narrate.cli.building import counted
    from narrate.show.lock import locked

    place = _place(folder)
    with locked(place.lock):
        records = place.records.read()
        chosen = _chosen(records, episodes) if episodes else [record for record in records if record.attempts]
        for record in chosen:
            place.records.write(retried(record))
    typer.echo(f"{counted(len(chosen), 'item')} will be tried at the next build")


def remove(folder: Folder, episodes: Episodes) -> None:
    """Take episodes out of the feed, for good; their files are deleted after the grace time."""
    from narrate.batch import refresh, retired
    from narrate.show.lock import locked
    from narrate.show.showfile import read_show

    place, show, now = _place(folder), read_show(folder), _now()
    with locked(place.lock):
        records = {record.guid: record for record in place.records.read()}
        chosen = _chosen(tuple(records.values()), episodes or [])
        for record in chosen:
            records[record.guid] = retired(record, now)
            place.records.write(records[record.guid])
        refresh(show, place, records, now)
    typer.echo("\n".join(f"removed: {record.title}" for record in chosen))


def _build(folder: Path, limit: int, jobs: int, *, private: bool, as_json: bool) -> int:
    """Builds, shows how it goes, and gives how much failed."""
    from narrate.batch import Wish
    from narrate.batch import build as build_show
    from narrate.cli.building import Lines, Live, print_json, report_facts, report_text

    with Lines() if as_json else Live() as shown:
        report = build_show(_place(folder), _now, shown, wish=Wish(jobs, limit, private))
    if as_json:
        print_json(report_facts(report))
    else:
        typer.echo(report_text(report))
    return len(report.troubles)


def _foresee(folder: Path, limit: int, *, private: bool, as_json: bool) -> None:
    from narrate.batch import foresee
    from narrate.cli.building import counted, print_json, record_facts, tell_sources

    planned = foresee(_place(folder), _now(), private=private)
    records = planned.records[: limit or None]
    tell_sources(planned.sources)
    if as_json:
        print_json([record_facts(record) for record in records])
        return
    lines = [f"  {record.published:%Y-%m-%d}  {record.title or record.url or record.key}" for record in records]
    typer.echo("\n".join([f"{counted(len(records), 'article')} would be made", *lines]))


def _chosen(records: "Sequence[Record]", names: "Sequence[str]") -> "list[Record]":
    """The records that are meant.

    Raises:
        UsageError: A name means none of them, or several.
    """
    chosen = []
    for name in names:
        meant = [record for record in records if _is_meant(record, name)]
        if len(meant) != 1:
            what = "no episode is" if not meant else f"{len(meant)} episodes are"
            raise UsageError(f"{what} meant by {name!r}", "'narrate feed status' lists them")
        chosen += meant
    return chosen


def _is_meant(record: "Record", name: str) -> bool:
    by_guid = len(name) >= _SHORTEST_GUID and record.guid.startswith(name.lower())
    return by_guid or name.casefold() in record.title.casefold()


def _place(folder: Path) -> "ShowFolder":
    from narrate.show.folder import ShowFolder

    return ShowFolder(folder)


def _now() -> datetime:
    return datetime.now(UTC)
