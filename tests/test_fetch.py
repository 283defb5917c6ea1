"""Files and pages come in as they are; what cannot come in is told in one sentence."""

import gzip
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from narrate import fetch
from narrate.clean import clean
from narrate.errors import InputError
from narrate.fetch import load

PARTS = [
    "<!doctype html><html><head><title>The hill</title></head><body><article><h1>The hill</h1>"
    + f"<p>{'The orchard was planted before anyone now living was born, and it still bears fruit. ' * 4}</p>" * 3
    + f"<p>This is the end of part {number}.</p><a href='/story/2'>2</a></article></body></html>"
    for number in (1, 2)
]
PAGE = "<html><body><p>Über den Fluss</p></body></html>"


class Site(BaseHTTPRequestHandler):
    """A small real server: a page, a redirect, an endless redirect, a bomb, and silence."""

    def do_GET(self):
        answers = {
            "/page": lambda: self.answer(PAGE.encode("latin-1"), {"Content-Type": "text/html; charset=latin-1"}),
            "/story": lambda: self.answer(PARTS[0].encode(), {"Content-Type": "text/html; charset=utf-8"}),
            "/story/2": lambda: self.answer(PARTS[1].encode(), {"Content-Type": "text/html; charset=utf-8"}),
            "/moved": lambda: self.answer(b"", {"Location": "/page"}, status=301),
            "/loop": lambda: self.answer(b"", {"Location": "/loop"}, status=302),
            "/bomb": lambda: self.answer(gzip.compress(bytes(64 << 20), 9), {"Content-Encoding": "gzip"}),
            "/slow": lambda: self.server.quiet.wait(5),
        }
        answers.get(self.path, lambda: self.answer(b"not here", {}, status=404))()

    def answer(self, body, headers, status=200):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Keeps the tests' output clean."""


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.quiet = threading.Event()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.quiet.set()
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_page_comes_with_its_address_and_character_set(site):
    source = load(f"{site}/page")

    assert source.content.decode(source.charset) == PAGE
    assert source.url == f"{site}/page"


def test_the_parts_of_an_article_are_fetched_and_read_as_one(site):
    article = clean(load(f"{site}/story"), follow=load)

    ends = [block.text for block in article.blocks if block.text.startswith("This is the end")]
    assert ends == ["This is the end of part 1.", "This is the end of part 2."]


def test_a_redirect_is_followed_and_its_end_is_the_address(site):
    source = load(f"{site}/moved")

    assert source.url == f"{site}/page"
    assert source.name == f"{site}/moved"


def test_a_missing_page_is_told_with_the_servers_answer(site):
    with pytest.raises(InputError, match="answers 404"):
        load(f"{site}/nothing")


def test_an_endless_redirect_ends(site):
    with pytest.raises(InputError, match="redirect"):
        load(f"{site}/loop")


def test_a_page_that_unpacks_to_more_than_the_limit_is_refused(site):
    with pytest.raises(InputError, match="larger than 32 MB"):
        load(f"{site}/bomb")


def test_a_server_that_does_not_answer_is_given_up(site, monkeypatch):
    monkeypatch.setattr(fetch, "_TIMEOUT_S", 0.2)

    with pytest.raises(InputError, match="no answer within"):
        load(f"{site}/slow")


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://no-such-host.invalid/", "https://[broken/"])
def test_an_address_without_a_server_is_an_input_error(url):
    with pytest.raises(InputError, match="cannot fetch"):
        load(url)


@pytest.mark.parametrize("url", ["ftp://example.org/a", "file:///etc/passwd", "gopher://example.org/"])
def test_only_http_and_https_are_fetched(url):
    with pytest.raises(InputError, match="not supported"):
        load(url)


def test_a_file_comes_as_its_bytes(tmp_path):
    path = tmp_path / "page.html"
    path.write_bytes(b"\xff\x00 any bytes")

    assert load(str(path)).content == b"\xff\x00 any bytes"


@pytest.mark.parametrize(
    ("name", "message"), [("nothing.txt", "there is no file"), (".", "is a folder"), ("a\0b", "cannot read")]
)
def test_a_file_that_cannot_be_read_is_an_input_error(name, message, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    with pytest.raises(InputError, match=message):
        load(name)


def test_a_file_over_the_limit_is_refused(tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate((32 << 20) + 1)

    with pytest.raises(InputError, match="larger than 32 MB"):
        load(str(path))
