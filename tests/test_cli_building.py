"""What a build tells while it goes: to people and to machines."""

import json
from datetime import UTC, datetime

from narrate.batch import Failed, Made, Planned, Progressed, Report, Trouble
from narrate.cli import building
from narrate.cli.building import Lines, Live, report_text, status_text, tell_sources
from narrate.model import clock
from narrate.show.values import EpisodeRecord, File, Record, State
from narrate.sources import Standing

NOW = datetime(2026, 11, 23, tzinfo=UTC)
EPISODE = EpisodeRecord(
    "The bell", "en", 61_000, (File("episodes/a/bell.mp3", "audio/mpeg", 1, ""),), (), None, None, (), ""
)
SOURCES = (
    Standing("feed", read=NOW, failed=NOW, attempts=2, failure="no answer"),
    Standing("pages", items=1, read=NOW),
    Standing("young", is_feed=True, read=NOW),
)
TROUBLE = Trouble("The [red] bell", "it is gone", "bb")


def record(guid: str, title: str, **told: object) -> Record:
    return Record(guid, guid, title, NOW, NOW, **told)


def tell(listener) -> None:
    with listener as told:
        told(Planned((record("aa", "The bell"), record("bb", "The [red] bell")), SOURCES))
        told(Progressed((("aa", 3, 12),)))
        told(Made("aa", EPISODE))
        told(Failed(TROUBLE, State.QUARANTINED))


def test_a_machine_gets_a_line_of_json_for_each_thing_that_happens(capsys):
    tell(Lines())

    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [event["event"] for event in events] == ["planned", "made", "failed"]
    assert [one["failure"] for one in events[0]["sources"]] == ["no answer", "", ""]
    assert events[1]["audio"] == "episodes/a/bell.mp3"
    assert (events[2]["guid"], events[2]["state"]) == ("bb", "quarantined")


def test_without_a_terminal_there_is_a_line_for_each_that_is_done(capsys):
    tell(Live())

    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "narrate: feed: no answer"
    assert lines[1] == "narrate: young: it is a feed without articles"
    assert lines[2] == "narrate: [1/2] The bell (1:01)"
    assert lines[3] == "narrate: [2/2] The [red] bell: it is gone; it waits for 'narrate feed retry'"


def test_a_source_is_told_with_its_name_once(capsys):
    url = "https://example.org/feed"
    tell_sources(
        (
            Standing("a", failure="it has a fault"),
            Standing(url, failure=f"cannot fetch {url}: the server answers 500"),
            Standing(url, failure=f"cannot fetch {url}/2: the server answers 500"),
        )
    )

    assert capsys.readouterr().err.splitlines() == [
        "narrate: a: it has a fault",
        f"narrate: cannot fetch {url}: the server answers 500",
        f"narrate: {url}: cannot fetch {url}/2: the server answers 500",
    ]


def test_the_table_shows_what_is_being_made_and_how_long_the_rest_takes(monkeypatch):
    from rich.console import Console

    now = iter([100.0, 130.0])
    monkeypatch.setattr(building.time, "monotonic", lambda: next(now))
    live = Live()
    live(Planned((record("aa", "The [red] bell"), record("bb", "Another")), ()))
    live(Progressed((("aa", 3, 12),)))
    console = Console(width=120, record=True)

    console.print(live._table())  # noqa: SLF001 - what a terminal shows

    text = console.export_text()
    assert "The [red] bell" in text
    assert "25%" in text
    assert "0 of 2 done, about 3:30 left" in text


def test_a_report_tells_only_what_there_is_to_tell():
    idle = Report(NOW, 0.2, 0, 0, 0, 12, feed_changed=False, troubles=())
    busy = Report(NOW, 75.0, 3, 1, 2, 12, feed_changed=True, troubles=(TROUBLE,))

    assert report_text(idle) == "0 made · 12 in the feed, which is as it was · 0:00:00"
    assert report_text(busy) == (
        "3 made · 1 failed · 1 left the feed · 2 left for the next build · 12 in the feed, which has changed · 0:01:15"
    )


def test_the_status_counts_all_and_names_each_with_what_became_of_it():
    records = (
        record("aaaaaaaa-1", "One", state=State.PUBLISHED, episode=EPISODE),
        record("bbbbbbbb-2", "Two", attempts=1, failure="no answer"),
        record("cccccccc-3", "Three", state=State.QUARANTINED, attempts=5, failure="it is gone"),
    )

    lines = status_text("Morning", records, ()).splitlines()

    assert lines[0] == "Morning: 1 waiting, 1 published, 1 quarantined"
    day = records[0].published.date()
    assert sorted(lines[1:]) == [
        f"  aaaaaaaa  {day}  One ({clock(EPISODE.duration_ms)})",
        f"  bbbbbbbb  {day}  Two: 1 attempt, no answer",
        f"  cccccccc  {day}  Three: given up, it is gone",
    ]


def test_the_status_tells_of_each_source_when_it_was_read_and_why_it_was_not():
    lines = status_text("Morning", (), SOURCES).splitlines()

    minute = f"{NOW.astimezone():%Y-%m-%d %H:%M}"
    assert lines == [
        "Morning: nothing yet",
        "Sources:",
        f"  feed: failed on {minute} (2 attempts), no answer; read on {minute}",
        f"  pages: read on {minute}, 1 item",
        f"  young: read on {minute}, it is a feed without articles",
    ]
