"""Records and the lock: what is written is read back, damage is told, and a dead builder holds nothing."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from narrate.errors import BusyError, InputError
from narrate.model import Chapter, Credit
from narrate.show.lock import locked
from narrate.show.records import Records, guid_of
from narrate.show.showfile import read_show
from narrate.show.template import write_template
from narrate.show.values import EpisodeRecord, File, Leaving, Record, State

NOW = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
GUID = "10574332-9e58-5f62-9710-be06adf2e770"
EPISODE = EpisodeRecord(
    title="Тhe naïve title",
    language="en",
    duration_ms=1234,
    audio=(File("episodes/a/a.mp3", "audio/mpeg", 10, "ab"), File("episodes/a/a.opus", "audio/ogg", 9, "cd")),
    transcripts=(File("episodes/a/a.vtt", "text/vtt", 3, "ef"),),
    chapters_file=None,
    page=File("episodes/a/index.html", "text/html", 4, "01"),
    chapters=(Chapter("One", 0, 1234, "https://example.org/"),),
    summary="All of it.",
    excerpt=("First.", "Second."),
    credits=(Credit("tone", "CC0-1.0", "A sine wave"),),
)
RECORD = Record(
    guid=GUID,
    key="https://example.org/a",
    title="A",
    published=NOW,
    found=NOW,
    state=State.PUBLISHED,
    aliases=("b",),
    categories=("News", "World"),
    attempts=2,
    tried=NOW,
    failure="it did not work",
    episode=EPISODE,
    leaving=(Leaving("episodes/a/old.mp3", NOW),),
)


@pytest.mark.parametrize("record", [RECORD, replace(RECORD, tried=None, episode=None, leaving=(), aliases=())])
def test_a_record_is_read_as_it_was_written(tmp_path, record):
    Records(tmp_path).write(record)

    assert Records(tmp_path).read() == (record,)


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"guid": 1}', b"\xff"])
def test_a_damaged_record_is_set_aside_and_stops_no_other(tmp_path, content, caplog):
    Records(tmp_path).write(RECORD)
    (tmp_path / "other.json").write_bytes(content)

    assert Records(tmp_path).read() == (RECORD,)

    assert "other.json" in caplog.text
    assert (tmp_path / "other.damaged").read_bytes() == content
    assert Records(tmp_path).read() == (RECORD,)


def test_a_copy_of_a_record_is_not_taken_for_another_item(tmp_path):
    Records(tmp_path).write(RECORD)
    (tmp_path / f"{GUID}.json").rename(tmp_path / "copy.json")

    with pytest.raises(InputError, match="another item"):
        Records(tmp_path).read()


def test_a_guid_hangs_on_the_show_and_the_key_and_on_nothing_else(tmp_path):
    write_template(tmp_path / "a", title="A", base_url="", voice="tone", sources=[])
    write_template(tmp_path / "b", title="A", base_url="", voice="tone", sources=[])
    show, other = read_show(tmp_path / "a"), read_show(tmp_path / "b")

    assert guid_of(show, "key") == guid_of(replace(show, title="B", base_url="https://example.org/"), "key")
    assert guid_of(show, "key") != guid_of(show, "other key")
    assert guid_of(show, "key") != guid_of(other, "key")


def test_a_lock_can_be_taken_again_when_it_was_let_go(tmp_path):
    for _ in range(2):
        with locked(tmp_path / "state" / "lock"), pytest.raises(BusyError), locked(tmp_path / "state" / "lock"):
            pass


def test_a_builder_that_was_killed_holds_no_lock(tmp_path):
    path = tmp_path / "lock"
    holding = (
        "import sys, time, pathlib; from narrate.show.lock import locked\n"
        "with locked(pathlib.Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", holding, path], stdout=subprocess.PIPE)
    assert process.stdout.readline() == b"held\n"
    with pytest.raises(BusyError, match=str(process.pid)), locked(path):
        pass

    process.kill()
    process.communicate()

    with locked(path):
        pass
