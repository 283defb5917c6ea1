"""A show, built by real processes with a voice that hums: what is lost, doubled, done again, or stopped by another."""

import hashlib
import json
import os
import random
import signal
import subprocess
from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from loopback import serving
from shows import Studio, page

from narrate.batch import Wish, build
from narrate.errors import BusyError, DiskFullError
from narrate.show.lock import locked
from narrate.show.values import State

NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)


@pytest.fixture
def studio(tmp_path) -> Studio:
    return Studio(tmp_path)


@pytest.fixture
def here(studio, monkeypatch):
    """Builds in this process, at a time that the test chooses; the workers are processes of their own all the same."""
    for name, value in studio.environment.items():
        monkeypatch.setenv(name, value)

    def run(now: datetime = NOW, **wish: int):
        return build(studio.folder, lambda: now, lambda event: None, wish=Wish(private=True, **wish))

    return run


def feed_of(studio: Studio):
    return feedparser.parse((studio.folder.public / "feed.xml").read_bytes())


def test_a_show_is_built_from_nothing_and_the_next_build_touches_nothing(studio):
    studio.begin(3)

    first = studio.build()
    feed = studio.folder.public / "feed.xml"
    written, said = feed.stat().st_mtime_ns, studio.said()
    second = studio.build()

    assert (first.returncode, second.returncode) == (0, 0)
    assert said
    assert studio.said() == []
    assert feed.stat().st_mtime_ns == written
    assert len(feed_of(studio).entries) == 3
    studio.check()


def test_an_edited_article_keeps_its_guid_and_costs_only_the_sentence_that_changed(studio, here):
    studio.begin(2)
    here()
    guids, old = studio.guids(), {one.guid: one.episode.audio[0] for one in studio.records.read()}
    studio.said()

    studio.write(1, "The sexton wept.")
    report = here(NOW + timedelta(hours=1))

    assert report.made == 1
    assert studio.said() == ["The sexton wept."]
    assert studio.guids() == guids
    edited = next(one for one in studio.records.read() if "0001" in one.key)
    assert edited.episode.audio[0].path != old[edited.guid].path
    assert (studio.folder.public / old[edited.guid].path).exists()
    studio.check()


def test_what_an_edit_replaced_is_deleted_after_the_grace_time_and_not_before(studio, here):
    studio.begin(1)
    here()
    old = studio.folder.public / studio.records.read()[0].episode.audio[0].path
    studio.write(1, "The sexton wept.")
    here(NOW + timedelta(hours=1))

    here(NOW + timedelta(days=6))
    assert old.exists()

    here(NOW + timedelta(days=8))
    assert not old.exists()
    studio.check()


def test_of_six_articles_one_bad_one_hanging_and_one_that_kills_its_worker_three_are_published(studio):
    studio.begin(6, item_minutes=0.2)
    (studio.folder.path / "pages" / "0002.md").write_text("\n")
    studio.write(3, "It hangs there.")
    studio.write(5, "It kills him.")

    done = studio.build("--json")

    assert done.returncode == 7, done.stderr
    events = [json.loads(line) for line in done.stdout.splitlines()]
    reasons = {event["guid"]: event["reason"] for event in events if event["event"] == "failed"}
    by_key = {key.partition("/")[2]: guid for key, guid in studio.guids().items()}
    assert len(reasons) == 3
    assert "0.2 minutes" in reasons[by_key["0003.md"]]
    assert "signal 9" in reasons[by_key["0005.md"]]
    assert len(feed_of(studio).entries) == 3
    assert studio.said().count("It kills him.") == 1
    studio.check()


def test_records_that_are_deleted_come_back_with_the_same_guids_and_without_speech(studio):
    studio.begin(3)
    studio.build()
    guids, feed = studio.guids(), {entry.id: entry.enclosures for entry in feed_of(studio).entries}
    studio.said()
    for path in studio.records.folder.iterdir():
        path.unlink()

    studio.build()

    assert studio.guids() == guids
    assert studio.said() == []
    assert {entry.id: entry.enclosures for entry in feed_of(studio).entries} == feed


def test_an_episode_whose_file_is_gone_is_put_back_without_speech(studio):
    studio.begin(1)
    studio.build()
    studio.said()
    sound = studio.folder.public / studio.records.read()[0].episode.audio[0].path
    sound.unlink()

    studio.build()

    assert sound.exists()
    assert studio.said() == []


def test_what_is_too_many_leaves_the_feed_at_once_its_sound_later_and_its_record_never(studio, here):
    studio.begin(3)
    here()
    studio.change("# episodes = 0", "episodes = 2")

    report = here(NOW + timedelta(days=1))

    retired = next(one for one in studio.records.read() if one.state is State.RETIRED)
    sound = studio.folder.public / retired.leaving[0].path
    assert report.retired == 1
    assert len(feed_of(studio).entries) == 2
    assert sound.exists()

    here(NOW + timedelta(days=9))

    assert not sound.exists()
    assert {one.guid for one in studio.records.read()} >= {retired.guid}
    assert here(NOW + timedelta(days=10)).made == 0


def test_a_page_that_is_gone_is_not_asked_for_again_and_one_that_fails_is(studio, here):
    with serving() as site:
        site.pages["/robots.txt"] = ""
        site.pages["/broken"] = lambda visit: visit.answer("sorry", status=500)
        studio.begin(0)
        studio.change('from = "pages"', 'from = "list.txt"')
        (studio.folder.path / "list.txt").write_text(f"{site.url}/gone\n{site.url}/broken\n")

        here()
        states = {one.url.rpartition("/")[2]: one.state for one in studio.records.read()}
        here(NOW + timedelta(minutes=1))
        here(NOW + timedelta(days=1))

        assert states == {"gone": State.QUARANTINED, "broken": State.WAITING}
        assert site.asked.count("/gone") == 1
        assert site.asked.count("/broken") == 2


@pytest.fixture
def feed(studio):
    """A feed on the web of two articles with their texts, whose server says when it is as it was."""
    with serving() as site:
        site.articles = {1: "It rings.", 2: "It rings."}

        def answer(visit):
            body = json.dumps(
                {
                    "version": "https://jsonfeed.org/version/1.1",
                    "items": [
                        {"id": str(one), "title": f"Bell {one}", "content_html": f"<p>{page(one, more)}</p>"}
                        for one, more in site.articles.items()
                    ],
                }
            )
            tag = hashlib.sha256(body.encode()).hexdigest()
            same = visit.headers["If-None-Match"] == tag
            visit.answer("" if same else body, status=304 if same else 200, ETag=tag)

        site.pages |= {"/robots.txt": "", "/feed.json": answer}
        studio.begin(0)
        studio.change('from = "pages"', f'from = "{site.url}/feed.json"')
        yield site


def test_an_episode_that_is_to_be_made_again_is_though_its_feed_is_as_it_was(studio, here, feed):
    here()
    settled = here(NOW + timedelta(hours=1)).made

    studio.run("feed", "retry", studio.folder.path, "Bell 1")

    assert settled == 0
    assert [here(NOW + timedelta(hours=hour)).made for hour in (2, 3)] == [1, 0]


def test_an_edit_that_could_not_be_made_is_tried_again_though_the_feed_is_as_it_was(studio, here, feed):
    here()
    feed.articles[1] = "It kills him."
    failed = here(NOW + timedelta(hours=1))

    again = here(NOW + timedelta(hours=9))

    assert (len(failed.troubles), len(again.troubles)) == (1, 1)
    assert max(record.attempts for record in studio.records.read()) == 2


def test_an_edit_that_the_limit_cut_off_is_made_by_the_next_build_though_the_feed_is_as_it_was(here, feed):
    here()
    feed.articles |= {1: "It rang.", 2: "It rang."}

    assert [here(NOW + timedelta(hours=hour), limit=1).made for hour in (1, 2, 3)] == [1, 1, 0]


def test_a_second_builder_ends_at_once_and_says_who_has_the_show(studio):
    studio.begin(1)

    with locked(studio.folder.lock):
        done = studio.build()

    assert done.returncode == BusyError.exit_code == 8
    assert str(os.getpid()) in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_builder_that_is_interrupted_leaves_no_process_no_lock_and_one_line(studio, number):
    studio.begin(4)
    process = subprocess.Popen(
        studio.command("feed", "build", studio.folder.path, "--json"),
        env=studio.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert "planned" in process.stdout.readline()

    os.killpg(process.pid, number)  # as a terminal and a service manager do: to the workers, too
    _, told = process.communicate(timeout=60)  # which hold this pipe open while they are there

    assert process.returncode == 128 + number
    assert told == "narrate: interrupted; no file was left behind\n"
    assert not any(record.attempts for record in studio.records.read())
    assert studio.build().returncode == 0
    studio.check()


@pytest.fixture
def one_core(small_disk):
    """One core for all processes, so that one sentence at a time is spoken, and kept before the next."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    yield
    os.sched_setaffinity(0, cores)


@pytest.mark.usefixtures("one_core")
def test_a_full_disk_stops_the_batch_and_the_next_run_redoes_nothing_but_what_was_in_flight(small_disk, tmp_path):
    studio = Studio(tmp_path)
    (tmp_path / "show").symlink_to(small_disk)
    subprocess.run(["mount", "-o", "remount,size=1m", str(small_disk)], check=True)
    studio.begin(5)
    studio.change("# profile", "profile")

    stopped = studio.build("--jobs", "1")
    kept = [one for one in studio.records.read() if one.state is State.PUBLISHED]
    subprocess.run(["mount", "-o", "remount,size=16m", str(small_disk)], check=True)
    first = studio.said()
    done = studio.build()

    assert stopped.returncode == DiskFullError.exit_code == 6, stopped.stderr
    assert "disk is full" in stopped.stderr
    assert 0 < len(kept) < 5
    assert done.returncode == 0
    assert len(set(first) & set(studio.said())) <= 1  # what the end of the build cut off
    studio.check()


def test_what_a_killed_run_left_half_written_is_deleted_by_the_next(studio):
    studio.begin(1)
    studio.build()
    home = next((studio.folder.public / "episodes").iterdir())
    for path in (home / ".bell.mp3.0a1b.part", studio.folder.public / ".feed.xml.0a1b.part"):
        path.touch()

    studio.build()

    assert not list(studio.folder.public.rglob("*.part"))


def test_an_episode_that_is_removed_leaves_the_feed_and_is_not_made_again(studio):
    studio.begin(2)
    studio.build()

    removed = studio.run("feed", "remove", studio.folder.path, "part 2")
    again = studio.build()

    assert (removed.returncode, again.returncode) == (0, 0)
    assert [entry.title for entry in feed_of(studio).entries] == ["The bell of Orrin Vale, part 1"]


def test_what_failed_is_tried_again_when_a_person_asks_for_it(studio):
    studio.begin(1)
    studio.write(1, "It kills him.")
    studio.build()
    studio.write(1)

    soon = studio.build()
    asked = studio.run("feed", "retry", studio.folder.path)
    done = studio.build()

    assert soon.returncode == 0
    assert (asked.returncode, done.returncode) == (0, 0)
    assert len(feed_of(studio).entries) == 1


def test_a_builder_that_is_killed_at_any_moment_loses_and_doubles_nothing(studio):
    pages, jobs = 4, 2
    studio.begin(pages)
    chance = random.Random(7)  # noqa: S311 - no secret
    kills = 0

    for _ in range(8):
        kills += studio.killed_after(chance.uniform(0.3, 4.0))
        studio.check()
    done = studio.build("--jobs", str(jobs))

    assert done.returncode == 0
    assert [one.state for one in studio.records.read()] == [State.PUBLISHED] * pages
    said = studio.said()
    assert len(said) - len(set(said)) <= kills * jobs
    assert len(feed_of(studio).entries) == pages
    assert not list(studio.folder.public.rglob("*.part"))
    studio.check()
