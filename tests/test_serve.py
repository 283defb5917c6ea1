"""A show on this machine answers as podcast players want it, and gives away nothing but what is published."""

import http.client
import io
import re
import subprocess
import sys
import threading
import time

import podcastparser
import pytest
from test_feed import ENTRY, SHOW

from narrate import serve
from narrate.errors import InputError, OutputError
from narrate.feed import render_feed

SOUND = bytes(range(256)) * 4


@pytest.fixture
def public(tmp_path):
    folder = tmp_path / "show" / "public"
    for path in ("audio", "transcripts", "chapters", ".hidden"):
        (folder / path).mkdir(parents=True)
    (folder / "feed.xml").write_bytes(render_feed(SHOW, (ENTRY,)))
    (folder / "audio" / "the bell-0a1b.mp3").write_bytes(SOUND)
    (folder / "transcripts" / "1.vtt").write_text("WEBVTT\n")
    (folder / "transcripts" / "1.srt").write_text("1\n")
    (folder / "chapters" / "1.chapters.json").write_text("{}")
    (folder / ".hidden" / "a.txt").write_text("secret")
    (folder / ".state").write_text("secret")
    (folder / "index.html").write_text("<h1>The show</h1>")
    (folder.parent / "show.toml").write_text("secret")
    (folder / "link.toml").symlink_to(folder.parent / "show.toml")
    return folder


@pytest.fixture
def ask(public):
    listening = serve.listen("127.0.0.1", 0)
    server, url = serve.server_of(public, listening)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        time.sleep(0.01)

    def run(path, method="GET", **headers):
        connection = http.client.HTTPConnection("127.0.0.1", listening_port, timeout=10)
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, body

    listening_port = int(url.rpartition(":")[2])
    run.url = url
    yield run
    server.should_exit = True
    thread.join()
    listening.close()


def test_players_find_their_files_where_the_feed_says_here(ask):
    _, feed = ask("/feed.xml")
    parsed = podcastparser.parse(f"{ask.url}/feed.xml", io.BytesIO(feed))
    (enclosure,) = parsed["episodes"][0]["enclosures"]

    assert enclosure["url"] == f"{ask.url}/audio/the%20bell-0a1b.mp3"
    assert ask("/audio/the%20bell-0a1b.mp3")[1] == SOUND
    assert parsed["episodes"][0]["link"] == ENTRY.link


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/feed.xml", "application/rss+xml"),
        ("/audio/the%20bell-0a1b.mp3", "audio/mpeg"),
        ("/transcripts/1.vtt", "text/vtt"),
        ("/transcripts/1.srt", "application/x-subrip"),
        ("/chapters/1.chapters.json", "application/json+chapters"),
        ("/", "text/html"),
    ],
)
def test_each_file_has_its_media_type_and_can_be_asked_for_by_head(ask, path, kind):
    whole, body = ask(path)
    head, nothing = ask(path, "HEAD")

    assert whole.headers["Content-Type"].partition(";")[0] == kind
    assert (head.status, nothing) == (200, b"")
    assert head.headers["Content-Length"] == str(len(body))
    assert head.headers["ETag"] == whole.headers["ETag"]


@pytest.mark.parametrize(
    ("asked", "status", "start", "end"),
    [
        ("bytes=0-99", 206, 0, 100),
        ("bytes=1000-", 206, 1000, 1024),
        ("bytes=-24", 206, 1000, 1024),
        ("bytes=5000-", 416, 0, 0),
    ],
)
def test_a_range_of_the_sound_is_given(ask, asked, status, start, end):
    answer, body = ask("/audio/the%20bell-0a1b.mp3", Range=asked)

    assert answer.status == status
    if status == 206:
        assert body == SOUND[start:end]
        assert answer.headers["Content-Range"] == f"bytes {start}-{end - 1}/1024"


def test_a_range_of_another_version_is_the_whole(ask):
    path = "/audio/the%20bell-0a1b.mp3"
    tag = ask(path, "HEAD")[0].headers["ETag"]

    assert ask(path, Range="bytes=0-9", If_Range=tag)[0].status == 206
    assert ask(path, Range="bytes=0-9", If_Range='"other"')[1] == SOUND


@pytest.mark.parametrize("path", ["/feed.xml", "/audio/the%20bell-0a1b.mp3"])
def test_what_has_not_changed_is_not_sent_again(ask, path):
    tag = ask(path)[0].headers["ETag"]

    same, body = ask(path, If_None_Match=f'"other", {tag}')

    assert (same.status, body) == (304, b"")
    assert ask(path, If_None_Match='"other"')[0].status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/.state",
        "/.hidden/a.txt",
        "/../show.toml",
        "/%2e%2e/show.toml",
        "/audio/../../show.toml",
        "/audio/%2e%2e%2f%2e%2e%2fshow.toml",
        "//etc/passwd",
        "/link.toml",
        "/nothing",
        "/a%00b",
        "/audio",
    ],
)
def test_nothing_but_what_is_published_is_given_away(ask, path):
    answer, body = ask(path)

    assert answer.status == 404
    assert b"secret" not in body
    assert b"root:" not in body


def test_nothing_can_be_written(ask):
    assert {ask("/feed.xml", method)[0].status for method in ("POST", "PUT", "DELETE")} == {405}


def test_a_request_for_another_host_is_refused(ask):
    assert ask("/feed.xml", Host="evil.example")[0].status == 400
    assert ask("/feed.xml", Host="localhost")[0].status == 200


def test_a_folder_without_a_feed_and_a_port_that_is_taken_are_told(tmp_path):
    with serve.listen("127.0.0.1", 0) as taken:
        with pytest.raises(InputError, match=r"no feed\.xml"):
            serve.server_of(tmp_path, taken)
        with pytest.raises(OutputError, match="cannot listen"):
            serve.listen("127.0.0.1", taken.getsockname()[1])


def test_the_code_for_a_phone_is_drawn():
    drawn = serve.qr_code("http://192.168.1.7:8080/feed.xml")

    assert len(drawn.splitlines()) > 10
    assert drawn != serve.qr_code("http://192.168.1.8:8080/feed.xml")


def test_the_command_serves_until_it_is_interrupted(public):
    words = [sys.executable, "-m", "narrate", "feed", "serve", str(public.parent), "--port", "0"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, bufsize=1) as serving:
        line = serving.stdout.readline()
        found = re.fullmatch(r"http://(127\.0\.0\.1:\d+)/feed\.xml\n", line)
        assert found, line
        connection = http.client.HTTPConnection(found[1], timeout=30)
        connection.request("GET", "/feed.xml")
        assert connection.getresponse().status == 200
        connection.close()
        serving.terminate()
        errors = serving.stderr.read()

    assert (serving.returncode, errors) == (0, "")
