"""Files and pages come in as they are; what cannot come in is told in one sentence."""

import gzip
import threading
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from loopback import moved, serving

from narrate.clean import clean
from narrate.errors import FetchError, InputError
from narrate.fetch import Version, Web, dial, load, web

PARTS = [
    "<!doctype html><html><head><title>The hill</title></head><body><article><h1>The hill</h1>"
    + f"<p>{'The orchard was planted before anyone now living was born, and it still bears fruit. ' * 4}</p>" * 3
    + f"<p>This is the end of part {number}.</p><a href='/story/2'>2</a></article></body></html>"
    for number in (1, 2)
]
PAGE = "<html><body><p>Über den Fluss</p></body></html>"


@pytest.fixture
def site():
    with serving() as server:
        yield server


@pytest.fixture
def waits():
    """The seconds that were waited for, without waiting."""
    return []


@pytest.fixture
def near(waits):
    """The web of this machine."""
    return Web(private=True, sleep=waits.append)


def test_a_page_comes_with_its_address_and_character_set(site, near):
    site.pages["/page"] = lambda visit: visit.answer(PAGE.encode("latin-1"), Content_Type="text/html; charset=latin-1")

    source = load(f"{site.url}/page", near)

    assert source.content.decode(source.charset) == PAGE
    assert source.url == f"{site.url}/page"


def test_the_parts_of_an_article_are_fetched_and_read_as_one(site, near):
    site.pages |= {"/story": PARTS[0], "/story/2": PARTS[1]}

    article = clean(load(f"{site.url}/story", near), follow=near.page)

    ends = [block.text for block in article.blocks if block.text.startswith("This is the end")]
    assert ends == ["This is the end of part 1.", "This is the end of part 2."]


def test_a_page_in_another_character_set_than_the_server_says_is_read_as_it_is(site, near):
    page = PARTS[0].replace("orchard", "Obstgarten über dem Fluß").encode("latin-1")
    site.pages["/page"] = lambda visit: visit.answer(page, Content_Type="text/html; charset=utf-8")

    article = clean(load(f"{site.url}/page", near))

    assert any("Obstgarten über dem Fluß" in block.text for block in article.blocks)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_and_its_end_is_the_address(site, near, status, waits):
    site.pages |= {"/moved": moved("/page", status), "/page": PAGE}

    source = load(f"{site.url}/moved", near)

    assert source.url == f"{site.url}/page"
    assert source.name == f"{site.url}/moved"
    assert waits == []  # it is one request to the one who asks


@pytest.mark.parametrize("status", [400, 403, 404, 410, 500, 503])
def test_a_page_that_is_refused_is_told_with_the_servers_answer(site, near, status):
    site.pages["/page"] = lambda visit: visit.answer("no", status=status)

    with pytest.raises(FetchError, match=f"answers {status}") as caught:
        near.page(f"{site.url}/page")

    assert caught.value.status == status
    assert caught.value.gone == (status in {404, 410})
    assert len(site.visits) == 1


def test_endless_redirects_end(site, near):
    site.pages |= {"/loop": moved("/loop"), "/a": moved("/b"), "/b": moved("/a")}

    for path in ("/loop", "/a"):
        with pytest.raises(FetchError, match="redirects more than 5 times"):
            near.page(site.url + path)
    assert len(site.visits) == 12


@pytest.mark.parametrize(
    "to", ["file:///etc/passwd", "ftp://example.org/", "gopher://example.org/", "//[broken/", "javascript:alert(1)"]
)
def test_a_redirect_to_what_is_no_web_address_is_refused(site, near, to):
    site.pages["/moved"] = moved(to)

    with pytest.raises(FetchError, match="cannot fetch"):
        near.page(f"{site.url}/moved")


def test_a_page_that_unpacks_to_more_than_the_limit_is_refused(site, near):
    bomb = gzip.compress(bytes(64 << 20), 9)
    site.pages["/bomb"] = lambda visit: visit.answer(bomb, Content_Encoding="gzip")

    with pytest.raises(InputError, match="larger than 32 MB"):
        near.page(f"{site.url}/bomb")


def test_the_body_of_a_redirect_is_not_unpacked(site, near, monkeypatch):
    monkeypatch.setattr(web, "_PAGE_S", 5.0)
    monkeypatch.setattr(dial.httpx2.Response, "read", lambda response: pytest.fail("the bomb went off"))
    bomb = gzip.compress(bytes(64 << 20), 9)
    site.pages |= {
        "/moved": lambda visit: visit.answer(bomb, status=302, Content_Encoding="gzip", Location="/page"),
        "/endless": lambda visit: visit.drip(b"HTTP/1.1 302 Found\r\nLocation: /page\r\n\r\n", b"x" * 1000),
        "/page": PAGE,
    }

    assert near.page(f"{site.url}/moved").content == PAGE.encode()
    assert near.page(f"{site.url}/endless").content == PAGE.encode()


def test_a_huge_page_is_given_up_at_the_limit(site, near):
    head = b"HTTP/1.1 200 OK\r\n\r\n"
    site.pages["/huge"] = lambda visit: visit.drip(head, bytes(4 << 20))

    with pytest.raises(InputError, match="larger than 32 MB"):
        near.page(f"{site.url}/huge")


def test_a_server_that_does_not_answer_is_given_up(site, near, monkeypatch):
    monkeypatch.setattr(dial, "_SILENCE_S", 0.2)
    site.pages["/slow"] = lambda visit: visit.server.closing.wait(5)

    with pytest.raises(FetchError, match="no answer within"):
        near.page(f"{site.url}/slow")


@pytest.mark.parametrize(
    "head",
    [b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b"HTTP/1.1 200 OK\r\nX-Header: ", b"HTTP/1.1 "],
    ids=["body", "header", "status"],
)
def test_a_server_that_drips_is_given_up_when_the_time_for_all_is_over(site, near, monkeypatch, head):
    monkeypatch.setattr(web, "_PAGE_S", 0.5)
    site.pages["/drip"] = lambda visit: visit.drip(head, b"2")
    start = time.monotonic()

    with pytest.raises(FetchError, match="snail"):
        near.page(f"{site.url}/drip")

    assert time.monotonic() - start < 5


def test_the_time_for_all_is_for_all_redirects(site, near, monkeypatch):
    monkeypatch.setattr(web, "_PAGE_S", 0.5)
    site.pages |= {
        f"/{number}": lambda visit: visit.server.closing.wait(0.2) or moved(f"/{int(visit.path[1:]) + 1}")(visit)
        for number in range(5)
    }

    with pytest.raises(FetchError, match="snail"):
        near.page(f"{site.url}/0")


@pytest.mark.parametrize(
    "answer",
    [
        lambda visit: visit.answer(PAGE, told=100_000),
        lambda visit: visit.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n<html>"),
        lambda visit: visit.answer(b"\x1f\x8b\x08no gzip", Content_Encoding="gzip"),
        lambda visit: visit.wfile.write(b"SSH-2.0-OpenSSH_9.6\r\n"),
        lambda visit: visit.connection.close(),
    ],
    ids=["short", "chunk cut", "no gzip", "no HTTP", "hung up"],
)
def test_an_answer_that_is_broken_is_told(site, near, answer):
    site.pages["/page"] = answer

    with pytest.raises(FetchError, match="cannot fetch"):
        near.page(f"{site.url}/page")


@pytest.mark.parametrize("told", ["2", "date"])
def test_a_busy_server_gets_the_wait_that_it_asks_for(site, near, waits, told):
    def busy(visit):
        site.pages["/page"] = PAGE
        after = format_datetime(datetime.now(UTC) + timedelta(seconds=3), usegmt=True) if told == "date" else told
        visit.answer("later", status=503, Retry_After=after)

    site.pages["/page"] = busy

    assert near.page(f"{site.url}/page").content == PAGE.encode()
    assert any(1 < wait <= 3 for wait in waits)


@pytest.mark.parametrize("told", ["86400", "31", "9" * 400])
def test_a_server_that_asks_for_a_long_wait_is_left_for_another_run(site, near, waits, told):
    site.pages["/page"] = lambda visit: visit.answer("later", status=429, Retry_After=told)

    with pytest.raises(FetchError, match="answers 429") as caught:
        near.page(f"{site.url}/page")

    assert caught.value.wait_s == float(told)
    assert waits == []


@pytest.mark.parametrize(("told", "tries"), [("0", 3), ("-5", 1), ("soon", 1), ("", 1)])
def test_a_server_that_stays_busy_is_given_up(site, near, told, tries):
    site.pages["/page"] = lambda visit: visit.answer("later", status=503, Retry_After=told)

    with pytest.raises(FetchError, match="answers 503"):
        near.page(f"{site.url}/page")

    assert len(site.visits) == tries


def test_a_page_that_has_not_changed_is_not_sent_again(site, near):
    def versioned(visit):
        if visit.headers["If-None-Match"] == '"7"' and visit.headers["If-Modified-Since"] == "Mon, 20 Jul 2026":
            visit.send_response(304)
            visit.end_headers()
        else:
            visit.answer(PAGE, ETag='"7"', Last_Modified="Mon, 20 Jul 2026")

    site.pages["/page"] = versioned

    first = near.ask(f"{site.url}/page")
    second = near.ask(f"{site.url}/page", first.version)

    assert first.source.content == PAGE.encode()
    assert second.source is None
    assert second.version == first.version == Version('"7"', "Mon, 20 Jul 2026")


def test_a_server_that_says_unchanged_of_what_nobody_knew_is_told(site, near):
    site.pages["/page"] = lambda visit: visit.answer("", status=304)

    with pytest.raises(FetchError, match="known already"):
        near.page(f"{site.url}/page")


def test_a_host_is_left_alone_between_two_requests(site, near, waits):
    site.pages["/page"] = PAGE

    for _ in range(3):
        near.page(f"{site.url}/page")

    assert len(waits) == 2
    assert all(0.5 < wait <= 1 for wait in waits)


def test_a_host_gets_one_request_at_a_time_and_others_need_not_wait(site):
    busy, most = [], []

    def page(visit):
        busy.append(1)
        most.append(len(busy))
        visit.server.closing.wait(0.03)
        busy.pop()
        visit.answer(PAGE)

    shared = Web(private=True, gap_s=0)
    site.pages["/page"] = page
    asking = [threading.Thread(target=shared.page, args=(f"{site.url}/page",)) for _ in range(6)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()

    assert most == [1] * 6


def test_the_site_is_told_who_asks_and_where_to_ask_back(site):
    site.pages["/page"] = PAGE

    Web(private=True, contact="https://example.org/show").page(f"{site.url}/page")

    agent = site.visits[0].headers["User-Agent"]
    assert agent.startswith("narrate/")
    assert "+https://example.org/show" in agent


ROBOTS = "User-agent: *\nDisallow: /private\nDisallow: /*.pdf$\nCrawl-delay: 7\n\nUser-agent: evil\nDisallow: /"


def test_what_a_program_found_is_fetched_as_robots_txt_allows(site, near, waits):
    site.pages |= {"/robots.txt": ROBOTS, "/page": PAGE, "/private/page": PAGE, "/a.pdf": PAGE}

    assert near.ask(f"{site.url}/page", found=True).source.content == PAGE.encode()
    for path in ("/private/page", "/a.pdf"):
        with pytest.raises(FetchError, match=r"robots\.txt"):
            near.ask(site.url + path, found=True)

    assert near.ask(f"{site.url}/private/page").source is not None  # a person asks
    assert site.asked.count("/robots.txt") == 1
    assert max(waits) > 6  # the delay that it asks for


def test_a_redirect_leads_no_program_to_where_robots_txt_does_not(site, near):
    with serving() as other:
        other.pages |= {"/robots.txt": ROBOTS, "/private/page": PAGE, "/page": PAGE}
        site.pages |= {"/in": moved(f"{other.url}/private/page"), "/out": moved(f"{other.url}/page")}

        assert near.ask(f"{site.url}/out", found=True).source is not None
        with pytest.raises(FetchError, match=r"robots\.txt"):
            near.ask(f"{site.url}/in", found=True)
        assert near.page(f"{site.url}/in").content == PAGE.encode()


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (429, False), (500, False), (503, False)])
def test_a_site_without_robots_txt_asks_nothing_and_one_that_cannot_tell_is_left_alone(site, near, status, allowed):
    site.pages |= {"/robots.txt": lambda visit: visit.answer("", status=status), "/page": PAGE}

    if allowed:
        assert near.ask(f"{site.url}/page", found=True).source is not None
    else:
        with pytest.raises(FetchError, match=r"robots\.txt"):
            near.ask(f"{site.url}/page", found=True)


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00nonsense", b"User-agent", b"\xef\xbb\xbfUser-agent: *\nDisallow:", b""]
)
def test_a_robots_txt_that_says_nothing_asks_nothing(site, near, content):
    site.pages |= {"/robots.txt": content, "/page": PAGE}

    assert near.ask(f"{site.url}/page", found=True).source is not None


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://no-such-host.invalid/", "https://[broken/", "http://"])
def test_an_address_without_a_server_is_an_input_error(url, near):
    with pytest.raises(InputError, match="cannot fetch"):
        load(url, near)


def test_a_server_without_a_certificate_is_an_input_error(site, near):
    with pytest.raises(InputError, match="cannot fetch"):
        load(site.url.replace("http:", "https:"), near)


@pytest.mark.parametrize("url", ["ftp://example.org/a", "file:///etc/passwd", "gopher://example.org/"])
def test_only_http_and_https_are_fetched(url):
    with pytest.raises(InputError, match="refused: only http and https"):
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
