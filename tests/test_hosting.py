"""A published show arrives whole: whoever reads its feed at any moment finds all that it names."""

import http.client
import json
import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import obstore
import pytest
from loopback import serving
from moto.server import ThreadedMotoServer
from obstore.store import S3Store
from test_feed import ENTRY, SHOW

from narrate import hosting
from narrate.errors import InputError, OutputError, UsageError
from narrate.feed import render_feed
from narrate.hosting import FolderHost, S3Host, place_of, send
from narrate.show.template import write_template

PATHS = [
    "audio/the bell-0a1b.mp3",
    "chapters/1.json",
    "cover.jpg",
    "covers/1.jpg",
    "transcripts/1.json",
    "transcripts/1.srt",
    "transcripts/1.vtt",
    "index.html",
    "feed.xml",
]


@pytest.fixture
def public(tmp_path):
    folder = tmp_path / "show" / "public"
    for path in (*PATHS, ".state/secret", ".secret"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(path.encode())
    (folder / PATHS[0]).write_bytes(bytes(ENTRY.size))
    (folder / "feed.xml").write_bytes(render_feed(SHOW, (ENTRY,)))
    (folder / "link").symlink_to(folder / ".secret")
    return folder


def sent(public, target, *, delete=False):
    told = []
    send(public, str(target), delete=list if delete else None, report=told.append)
    return told


def files_in(folder):
    return sorted(path.relative_to(folder).as_posix() for path in Path(folder).rglob("*") if path.is_file())


def test_a_folder_gets_all_files_and_the_feed_last(public, tmp_path):
    target = tmp_path / "www"

    assert sent(public, target) == PATHS
    assert files_in(target) == sorted(PATHS)
    assert (target / "feed.xml").read_bytes() == (public / "feed.xml").read_bytes()


def test_what_has_arrived_is_not_sent_again(public, tmp_path):
    target = tmp_path / "www"
    sent(public, target)
    (public / "index.html").write_text("new")

    assert sent(public, target) == ["index.html"]
    assert sent(public, target) == []


def test_nothing_is_deleted_unless_that_is_wanted(public, tmp_path):
    target = tmp_path / "www"
    sent(public, target)
    (target / "audio" / "old.mp3").touch()

    assert sent(public, target) == []
    assert sent(public, target, delete=True) == ["audio/old.mp3"]
    assert files_in(target) == sorted(PATHS)


def test_only_what_may_go_is_deleted_and_only_what_the_show_has_no_more_is_asked_of(public, tmp_path):
    target = tmp_path / "www"
    sent(public, target)
    for name in ("audio/old.mp3", "audio/new.mp3", "other/mine.txt"):
        (target / name).parent.mkdir(exist_ok=True)
        (target / name).touch()
    asked, told = [], []

    send(public, str(target), delete=lambda paths: asked.extend(paths) or ["audio/old.mp3"], report=told.append)

    assert sorted(asked) == ["audio/new.mp3", "audio/old.mp3"]
    assert told == ["audio/old.mp3"]
    assert not (target / "audio" / "old.mp3").exists()
    assert (target / "audio" / "new.mp3").exists()


def test_a_feed_that_a_build_writes_meanwhile_is_not_sent_before_what_it_names(public, tmp_path, monkeypatch):
    put, feed = FolderHost.put, (public / "feed.xml").read_bytes()

    def builds(host, path, file):
        (public / "feed.xml").write_bytes(b"a newer one")
        put(host, path, file)

    monkeypatch.setattr(FolderHost, "put", builds)

    sent(public, tmp_path / "www")

    assert (tmp_path / "www" / "feed.xml").read_bytes() == feed


def test_a_file_that_a_build_deletes_meanwhile_is_left_out(public, tmp_path, monkeypatch):
    put = FolderHost.put

    def sweeps(host, path, content):
        (public / "audio" / "vanishing.mp3").unlink(missing_ok=True)
        put(host, path, content)

    (public / "audio" / "vanishing.mp3").touch()
    monkeypatch.setattr(FolderHost, "put", sweeps)

    assert sent(public, tmp_path / "www") == PATHS


def test_a_file_that_goes_at_the_target_meanwhile_is_brought_there(public, tmp_path, monkeypatch):
    target = tmp_path / "www"
    sent(public, target)
    here, files = hosting._files, []  # noqa: SLF001 - between these two looks it goes

    def files_that_go(folder):
        files[:] = here(folder)
        if folder == target:
            (target / "cover.jpg").unlink()
        yield from files

    monkeypatch.setattr(hosting, "_files", files_that_go)

    assert sent(public, target) == ["cover.jpg"]


@pytest.mark.parametrize("written", ["www/", "./www", "show/../www", "link"])
def test_a_folder_is_one_place_however_it_is_written(tmp_path, monkeypatch, written):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "show").mkdir()
    (tmp_path / "www").mkdir()
    (tmp_path / "link").symlink_to("www")

    assert place_of(written) == place_of("www") == str(tmp_path.resolve() / "www")


def test_a_place_that_is_no_folder_is_one_without_its_last_stroke():
    assert place_of("host:www/") == place_of("host:www") == "host:www"
    assert place_of("s3://bucket/a/") == "s3://bucket/a"


def test_what_is_not_of_the_shows_folders_is_never_deleted(public, tmp_path):
    target = tmp_path / "www"
    for other in ("thesis.txt", "letters/1.txt"):
        (target / other).parent.mkdir(parents=True, exist_ok=True)
        (target / other).write_text("mine")

    sent(public, target, delete=True)

    assert files_in(target) == sorted([*PATHS, "thesis.txt", "letters/1.txt"])


@pytest.mark.parametrize("place", [".", "public", "public/www", "elsewhere"])
def test_a_show_is_not_published_into_itself(public, place):
    (public.parent / "show.toml").touch()
    before = files_in(public.parent)

    with pytest.raises(UsageError, match="where the show itself lies"):
        sent(public, public.parent / place, delete=True)
    assert files_in(public.parent) == before


def test_a_feed_that_is_not_valid_is_not_sent(public, tmp_path):
    (public / PATHS[0]).write_bytes(b"short")

    with pytest.raises(InputError, match="files/size"):
        sent(public, tmp_path / "www")
    (public / "feed.xml").unlink()
    with pytest.raises(InputError, match=r"no feed\.xml"):
        sent(public, tmp_path / "www")

    assert not (tmp_path / "www").exists()


def test_where_a_file_does_not_arrive_the_feed_does_not_either(public, tmp_path, monkeypatch):
    put = FolderHost.put

    def breaks(host, path, file):
        if path.endswith(".vtt"):
            raise OutputError("the line is cut")
        put(host, path, file)

    monkeypatch.setattr(FolderHost, "put", breaks)
    with pytest.raises(OutputError):
        sent(public, tmp_path / "www")
    assert "feed.xml" not in files_in(tmp_path / "www")

    monkeypatch.setattr(FolderHost, "put", put)
    assert sent(public, tmp_path / "www") == ["transcripts/1.vtt", "index.html", "feed.xml"]


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A target of rsync on a machine that is this one: what it is told to reach it by starts the other side here."""
    if shutil.which("rsync") is None:
        pytest.skip("rsync is not installed")
    shell = tmp_path / "shell"
    shell.write_text('#!/bin/sh\nshift\nexec "$@"\n')
    shell.chmod(0o755)
    monkeypatch.setenv("RSYNC_RSH", str(shell))
    return f"elsewhere:{tmp_path}/www"


def test_rsync_deletes_what_was_in_a_folder_that_the_show_has_no_more(public, tmp_path, elsewhere):
    (public / "audio" / "old" / "deep").mkdir(parents=True)
    (public / "audio" / "old" / "deep" / "bell.mp3").touch()
    sent(public, elsewhere)
    shutil.rmtree(public / "audio" / "old")

    assert sent(public, elsewhere, delete=True) == ["audio/old/deep/bell.mp3"]
    assert files_in(tmp_path / "www") == sorted(PATHS)
    assert sent(public, elsewhere, delete=True) == []


def test_rsync_brings_the_same_and_the_feed_last(public, tmp_path, elsewhere):
    target = elsewhere

    assert sorted(sent(public, target)) == sorted(PATHS)
    assert files_in(tmp_path / "www") == sorted(PATHS)
    assert sent(public, target) == []

    (tmp_path / "www" / "audio" / "old.mp3").touch()
    (tmp_path / "www" / "thesis.txt").touch()
    assert sent(public, target) == []
    send(public, target, delete=lambda paths: [], report=print)
    assert (tmp_path / "www" / "audio" / "old.mp3").exists()
    assert sent(public, target, delete=True) == ["audio/old.mp3"]
    assert files_in(tmp_path / "www") == sorted([*PATHS, "thesis.txt"])

    with pytest.raises(OutputError, match="rsync says"):
        sent(public, "elsewhere:/proc/no/such")


@pytest.fixture(scope="module")
def storage():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(storage, monkeypatch):
    for name, value in {
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_REGION": "us-east-1",
        "AWS_ENDPOINT": storage,
        "AWS_ALLOW_HTTP": "true",
    }.items():
        monkeypatch.setenv(name, value)
    ask(storage, "POST", "/moto-api/reset")
    assert ask(storage, "PUT", "/show-bucket").status == 200
    return "s3://show-bucket/morning"


def ask(storage, method, path):
    connection = http.client.HTTPConnection(urlsplit(storage).netloc, timeout=30)
    connection.request(method, path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def test_s3_gets_all_files_with_their_headers_and_the_feed_last(public, bucket):
    assert sent(public, bucket) == PATHS
    assert sorted(S3Host(bucket).listing()) == sorted(PATHS)

    store = S3Store.from_url(bucket)
    feed, sound = (obstore.get(store, path) for path in ("feed.xml", PATHS[0]))
    assert feed.attributes["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert feed.attributes["Cache-Control"] == "public, max-age=300"
    assert sound.attributes["Content-Type"] == "audio/mpeg"
    assert "immutable" in sound.attributes["Cache-Control"]
    assert len(sound.bytes()) == ENTRY.size


def test_s3_is_not_sent_what_it_has_and_deletes_when_told(public, bucket):
    sent(public, bucket)
    (public / "index.html").write_text("new")
    assert sent(public, bucket) == ["index.html"]

    (public / "transcripts" / "old.vtt").write_text("old")
    assert sent(public, bucket) == ["transcripts/old.vtt"]
    (public / "transcripts" / "old.vtt").unlink()
    (public / "index.html").unlink()
    assert sent(public, bucket) == []
    assert sent(public, bucket, delete=True) == ["transcripts/old.vtt"]


@pytest.mark.parametrize(
    ("name", "value", "told", "hint"),
    [
        ("AWS_ALLOW_HTTP", "false", "AWS_ENDPOINT is no https address", "AWS_ALLOW_HTTP=true"),
        ("AWS_ENDPOINT", "http://127.0.0.1:9", "its server cannot be reached", "AWS_ENDPOINT"),
    ],
)
def test_storage_that_cannot_be_asked_is_told_in_a_line_of_ours(bucket, monkeypatch, name, value, told, hint):
    monkeypatch.setenv(name, value)

    with pytest.raises(OutputError) as caught:
        S3Host(bucket).listing()

    assert caught.value.message == f"cannot write {bucket}: {told}"
    assert hint in caught.value.hint


@pytest.mark.usefixtures("bucket")
@pytest.mark.parametrize(
    ("url", "told", "hint"),
    [
        ("s3://no-such-bucket/x", "there is no such bucket", "AWS_REGION"),
        ("s3:///x", "it names no bucket", "s3://BUCKET/PATH"),
    ],
)
def test_a_bucket_that_is_not_there_is_told_in_a_line_of_ours(public, url, told, hint):
    with pytest.raises(OutputError) as caught:
        sent(public, url)

    assert caught.value.message == f"cannot write {url}: {told}"
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("status", "told", "hint"),
    [
        (401, "the keys are not right", "AWS_SECRET_ACCESS_KEY"),
        (403, "the keys are wrong, or lack the right to write here", "AWS_SECRET_ACCESS_KEY"),
        (418, "its server answers 418", "try again later"),
    ],
)
def test_storage_that_refuses_is_told_in_a_line_of_ours(bucket, monkeypatch, status, told, hint):
    with serving() as site:
        site.pages["/show-bucket?list-type=2&prefix=morning%2F"] = lambda visit: visit.answer("", status=status)
        monkeypatch.setenv("AWS_ENDPOINT", site.url)

        with pytest.raises(OutputError) as caught:
            S3Host(bucket).listing()

    assert caught.value.message == f"cannot write {bucket}: {told}"
    assert hint in caught.value.hint


def test_the_command_tells_what_it_sent(public, narrate, tmp_path):
    done = narrate("feed", "publish", public.parent, tmp_path / "www")
    again = narrate("feed", "publish", public.parent, tmp_path / "www", env=dict(os.environ))

    assert (done.returncode, done.stdout.splitlines()) == (0, PATHS), done.stderr
    assert (again.returncode, again.stdout) == (0, "")


def test_the_command_deletes_what_the_show_has_not_had_for_its_grace_days(public, narrate, tmp_path):
    write_template(public.parent, title="Bell", base_url="", voice="tone", sources=[])
    www = tmp_path / "www"
    narrate("feed", "publish", public.parent, www)
    (www / "audio" / "old.mp3").touch()

    first = narrate("feed", "publish", "--delete", public.parent, www)
    (note,) = (public.parent / "state" / "leaving").iterdir()
    note.write_text(json.dumps({"audio/old.mp3": (datetime.now(UTC) - timedelta(days=8)).isoformat()}))
    later = narrate("feed", "publish", "--delete", public.parent, www)

    assert (first.returncode, first.stdout) == (0, ""), first.stderr
    assert (later.returncode, later.stdout) == (0, "audio/old.mp3\n"), later.stderr


def test_what_is_back_when_it_is_published_without_delete_has_all_its_time_again(public, narrate, tmp_path):
    write_template(public.parent, title="Bell", base_url="", voice="tone", sources=[])
    www = tmp_path / "www"
    www.mkdir()
    (www / "audio").mkdir()
    (www / "audio" / "old.mp3").touch()
    narrate("feed", "publish", "--delete", public.parent, www)
    (note,) = (public.parent / "state" / "leaving").iterdir()

    (public / "audio" / "old.mp3").touch()
    back = narrate("feed", "publish", public.parent, f"{www}/")
    told = json.loads(note.read_bytes())

    assert (back.returncode, told) == (0, {}), back.stderr
    assert [note] == list(note.parent.iterdir())


def test_a_show_whose_public_folder_leads_to_another_disk_is_published_as_any_other(public, narrate, tmp_path):
    write_template(public.parent, title="Bell", base_url="", voice="tone", sources=[])
    (tmp_path / "disk").mkdir()
    public.rename(tmp_path / "disk" / "public")
    public.symlink_to(tmp_path / "disk" / "public")

    done = narrate("feed", "publish", "--delete", public.parent, tmp_path / "www")
    inside = narrate("feed", "publish", public.parent, public.parent / "www")

    assert (done.returncode, done.stdout.splitlines()) == (0, PATHS), done.stderr
    assert inside.returncode == UsageError.exit_code


def test_without_a_show_nobody_knows_what_may_be_deleted(public, narrate, tmp_path):
    done = narrate("feed", "publish", "--delete", public, tmp_path / "www")

    assert done.returncode == InputError.exit_code
    assert "there is no" in done.stderr
    assert not (tmp_path / "www").exists()
