"""Whatever a show names, its articles are found once, and one that is bad stops no other."""

import io
import json
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback import serving

from narrate.clean import clean
from narrate.errors import FetchError, InputError
from narrate.fetch import Web
from narrate.model import Source
from narrate.sources import Origin, find_items, open_item
from narrate.sources.feeds import is_feed, parse_feed

NOW = datetime(2026, 7, 24, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
EMPTY_RSS = "<rss version='2.0'><channel><title>The Courier</title></channel></rss>"
BODY = "<p>" + "The bell rang at noon, and nobody in the valley had expected it to ring again. " * 6 + "</p>"
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Courier</title><link>https://courier.example/</link><language>en-GB</language>
<item><title>The bell &amp;amp; the &lt;i&gt;hill&lt;/i&gt;</title><link>/story/bell?utm_source=rss#top</link>
  <guid isPermaLink="false">tag:courier.example,2026:bell</guid><pubDate>Mon, 20 Jul 2026 08:00:00 +0200</pubDate>
  <category>Valley</category><category>News</category><dc:creator>Tess Marlow</dc:creator>
  <description>Short.</description><content:encoded><![CDATA[{BODY}]]></content:encoded></item>
<item><title>Sport: the race</title><link>https://courier.example/race</link><category>Sport</category>
  <pubDate>Fri, 24 Jul 2026 06:00:00 GMT</pubDate></item>
<item><title>Undated</title><link>https://courier.example/undated</link></item>
</channel></rss>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://e.example/"><title>Old</title></channel>
<item rdf:about="https://e.example/1"><title>One</title><link>https://e.example/1</link>
<dc:date>2026-07-01T10:00:00Z</dc:date><dc:subject>Hills</dc:subject></item></rdf:RDF>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://atom.example/blog/" xml:lang="de">
<title>A</title><entry><id>urn:1</id>
<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Über <b>den</b> Fluss</div></title>
<link rel="enclosure" href="sound.mp3"/><link href="../fluss"/><updated>2026-07-02T03:04:05+02:00</updated>
<category term="rivers" label="Rivers"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{BODY}</div></content></entry></feed>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "J",
        "language": "en",
        "authors": [{"name": "Zoë"}],
        "items": [
            {"id": 7, "url": "/seven", "title": "Seven", "date_published": "2026-07-03T10:00:00Z", "tags": ["a", "b"]},
            {"id": "t", "title": "Text", "content_text": "One paragraph.\n\nAnother <one>."},
            {"title": "Nothing to go to"},
            "no item",
        ],
    }
)


def failed(found):
    return [one for one in found.standings if one.failure]


def feed(content, **more):
    return parse_feed(Source("feed", content.encode(), "https://site.example/feed"), **more)


@pytest.fixture
def site():
    with serving() as server:
        yield server


@pytest.fixture
def near():
    return Web(private=True, gap_s=0, sleep=lambda _: None)


@pytest.fixture
def find(tmp_path, near):
    def run(name, standings=(), now=NOW, **limits):
        known = {one.name: one for one in standings}
        return find_items(Origin(name, **limits), folder=tmp_path, web=near, known=known, now=now)

    return run


def test_rss_tells_its_articles():
    bell, race, undated = feed(RSS)

    assert bell.key == "tag:courier.example,2026:bell"
    assert bell.title == "The bell & the hill"
    assert bell.url == "https://site.example/story/bell?utm_source=rss#top"
    assert bell.aliases == ("https://site.example/story/bell",)
    assert bell.published == datetime(2026, 7, 20, 6, tzinfo=UTC)
    assert bell.categories == ("Valley", "News")
    assert bell.source is None
    assert (race.key, race.aliases) == ("https://courier.example/race", ())
    assert undated.published is None


def test_rss_1_and_atom_and_json_feed_tell_theirs():
    (old,), (atom,), (seven, _) = feed(RDF), feed(ATOM), feed(JSON_FEED)

    assert (old.key, old.published, old.categories) == (
        "https://e.example/1",
        datetime(2026, 7, 1, 10, tzinfo=UTC),
        ("Hills",),
    )
    assert (atom.title, atom.url, atom.key) == ("Über den Fluss", "https://atom.example/fluss", "urn:1")
    assert (atom.published, atom.categories) == (datetime(2026, 7, 2, 1, 4, 5, tzinfo=UTC), ("Rivers",))
    assert (seven.key, seven.url, seven.categories) == ("7", "https://site.example/seven", ("a", "b"))


def test_a_feeds_own_text_is_read_as_a_page_is():
    article = clean(feed(RSS, own_text=True)[0].source)

    assert article.title == "The bell & the hill"
    assert article.author == "Tess Marlow"
    assert article.published == "2026-07-20"
    assert sum(block.text.count("nobody in the valley") for block in article.blocks) == 6


def test_a_text_of_its_own_needs_no_page():
    seven, text = feed(JSON_FEED)

    assert seven.source is None
    assert (text.key, text.url) == ("t", "")
    assert b"<p>Another &lt;one&gt;.</p>" in text.source.content


def test_a_feed_that_gives_all_its_articles_one_identifier_keeps_them_apart_by_their_pages():
    items = "".join(f"<item><guid>same</guid><link>https://e.example/{number}</link></item>" for number in range(3))

    keys = [item.key for item in feed(f"<rss version='2.0'><channel>{items}</channel></rss>")]

    assert keys == ["https://e.example/0", "https://e.example/1", "https://e.example/2"]


def test_an_article_that_stands_twice_in_a_feed_is_found_once_where_it_stands_first():
    items = "".join(
        f"<item><title>{title}</title><link>https://e.example/{title[0]}</link></item>" for title in ("a1", "b", "a2")
    )

    assert [item.title for item in feed(f"<rss version='2.0'><channel>{items}</channel></rss>")] == ["a1", "b"]


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "mailto:a@b.example", "http://[broken/", ""],
)
def test_an_entry_that_leads_to_no_web_page_is_left_out(link):
    assert feed(f"<rss version='2.0'><channel><item><title>x</title><link>{link}</link></item></channel></rss>") == ()


def test_feeds_that_are_broken_give_what_there_is():
    cut = RSS[: RSS.index("<title>Undated")]
    loose = RSS.replace("&amp;amp;", "&").replace("</category><category>", "<category>")
    other = RSS.replace('encoding="utf-8"', 'encoding="ascii"').replace("Short.", "Kürzer — “so”")

    assert [item.url for item in feed(cut)][1:2] == ["https://courier.example/race"]
    assert len(feed(loose)) == 3
    assert len(feed(other)) == 3


def test_an_entity_bomb_does_not_go_off():
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e0 "aaaaaaaaaa">{entities}]>'
    item = "<item><title>&e11;</title><link>https://e.example/</link></item>"
    start = time.process_time()

    (one,) = feed(f"{bomb}<rss version='2.0'><channel>{item}</channel></rss>")

    assert len(one.title) < 100
    assert time.process_time() - start < 5


def test_no_file_is_opened_because_its_name_is_the_feed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "secret").write_text(RSS)
    external = "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:secret'>]><rss version='2.0'><channel><item><title>&x;</title>"

    with pytest.raises(InputError):
        feed("secret")
    for item in feed(f"{external}<link>https://e.example/</link></item></channel></rss>"):
        assert "Courier" not in item.title


@pytest.mark.parametrize(
    "content", ["", "no feed", "<html><body>rss</body></html>", "{}", '{"items": 3}', "{" * 100_000]
)
def test_what_is_no_feed_is_an_input_error(content):
    with pytest.raises(InputError, match=r"is no (JSON F|f)eed"):
        feed(content)


@given(st.binary(max_size=300), st.integers(0, len(RSS)))
def test_no_bytes_in_a_feed_cause_anything_but_an_input_error(junk, place):
    for whole in (RSS, ATOM, JSON_FEED):
        content = whole.encode()
        try:
            items = parse_feed(Source("feed", content[:place] + junk + content[place:]), own_text=True)
        except InputError:
            continue
        assert all(item.key for item in items)


@pytest.mark.parametrize(
    "junk", ["&#99999999999;", '<where xmlns="http://www.georss.org/georss"><x/></where>', "&#x0;"]
)
def test_what_feedparser_stumbles_over_is_an_input_error_or_read_all_the_same(junk):
    try:
        items = feed(RSS.replace("Short.", junk))
    except InputError as exc:
        assert "too broken" in exc.message  # noqa: PT017 - either is right
    else:
        assert len(items) == 3


def test_feeds_are_told_from_pages_and_lists():
    def told(content):
        return is_feed(Source("it", content.encode()))

    quoted = RSS.replace("<title>The Courier", "<!-- <html> --><title><![CDATA[<html>]]>The Courier")
    assert all(map(told, (RSS, RDF, ATOM, JSON_FEED, f"\ufeff \n{RSS}", quoted)))
    assert told("<!DOCTYPE r [<!ENTITY a '<html>'>]><rss>")
    assert is_feed(Source("it", RSS.encode("utf-16")))
    assert len(parse_feed(Source("it", RSS.replace("utf-8", "utf-16").encode("utf-16"), "https://e.example/"))) == 3
    assert not any(map(told, ("", "https://e.example/", "<html><head><link href='rss'></head>", '{"version": "1"}')))


def test_half_a_character_in_json_harms_nobody():
    item = r'{"id": "a\ud800", "title": "\ud800", "tags": ["\udfff"], "url": "/a"}'
    half = f'{{"version": "https://jsonfeed.org/version/1", "items": [{item}]}}'

    (found,) = feed(half)

    assert (found.key, found.title, found.categories) == ("a?", "?", ("?",))


def test_limits_choose_by_number_age_and_words(find, site):
    site.pages["/feed"] = RSS
    url = f"{site.url}/feed"

    def titles(**limits):
        return [item.title for item in find(url, **limits).items]

    assert titles() == ["Sport: the race", "The bell & the hill", "Undated"]  # the newest first
    assert titles(most=1) == ["Sport: the race"]
    assert titles(newest_days=2) == ["Sport: the race", "Undated"]
    assert titles(include=("valley",)) == ["The bell & the hill"]
    assert titles(include=("RACE", "bell")) == ["Sport: the race", "The bell & the hill"]
    assert titles(include=("rac",)) == []
    assert titles(exclude=("sport",)) == ["The bell & the hill", "Undated"]


def test_a_feed_that_has_not_changed_is_not_read_again(find, site):
    def versioned(visit):
        if visit.headers["If-None-Match"] == '"1"':
            visit.send_response(304)
            visit.end_headers()
        else:
            visit.answer(RSS, ETag='"1"')

    site.pages["/feed"] = versioned

    first = find(f"{site.url}/feed")
    second = find(f"{site.url}/feed", first.standings, LATER)

    assert len(first.items) == 3
    assert second.items == ()
    assert second.standings == (replace(first.standings[0], read=LATER),)


def test_an_opml_file_leads_to_its_feeds_and_a_bad_one_stops_no_other(find, site, tmp_path):
    site.pages |= {"/a": RSS, "/b": RDF, "/again": RDF, "/page": "<html><body>x</body></html>"}
    outlines = "".join(
        f'<outline text="t" type="rss" xmlUrl="{site.url}{path}"/>' for path in ("/a", "/gone", "/b", "/again", "/page")
    )
    bomb = '<!DOCTYPE o [<!ENTITY a "x"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    (tmp_path / "my.opml").write_text(
        f"<?xml version='1.0'?>{bomb}<opml version='2.0'><body><outline text='&x;'>{outlines}</outline></body></opml>"
    )

    found = find("my.opml")

    assert [item.key for item in found.items][-1] == "https://e.example/1"
    assert len(found.items) == 4
    assert [one.name for one in failed(found)] == [f"{site.url}/gone", f"{site.url}/page"]
    assert "answers 404" in failed(found)[0].failure
    assert [one.items for one in found.standings] == [5, 3, 0, 1, 1, 0]


def test_an_opml_file_that_stays_the_same_does_not_hide_what_is_new_in_its_feeds(find, site):
    def unchanging(visit):
        if visit.headers["If-None-Match"]:
            visit.send_response(304)
            visit.end_headers()
        else:
            visit.answer(f'<opml><body><outline xmlUrl="{site.url}/a"/></body></opml>', ETag='"1"')

    site.pages |= {"/o": unchanging, "/a": RDF}
    first = find(f"{site.url}/o")
    site.pages["/a"] = RSS

    assert len(find(f"{site.url}/o", first.standings).items) == 3


def test_an_opml_file_that_names_itself_ends(find, site):
    site.pages["/o"] = f'<opml><body><outline xmlUrl="{site.url}/o"/></body></opml>'

    found = find(f"{site.url}/o")

    assert found.items == ()
    assert "no feed" in failed(found)[0].failure


def test_a_list_of_addresses_is_read_a_line_each(find, tmp_path):
    (tmp_path / "list.txt").write_text(
        "# mine\nhttps://e.example/a?utm_medium=x\n\nhttps://e.example/b\nhttps://e.example/b\n"
    )

    items = find("list.txt").items

    assert [item.key for item in items] == ["https://e.example/a", "https://e.example/b"]
    assert all(item.found for item in items)


def test_a_page_that_is_named_is_an_item_and_came_along(find, site, near, tmp_path):
    site.pages["/page"] = f"<html><body><article><h1>Bell</h1>{BODY}</article></body></html>"
    url = f"{site.url}/page"

    (item,) = find(url).items

    assert item.key == url
    assert clean(open_item(item, folder=tmp_path, web=near)).title == "Bell"
    assert site.asked == ["/page"]  # a person named it: no robots.txt, and no second request


def test_files_folders_and_patterns_are_pages_by_their_paths(find, tmp_path):
    for name in ("pages/b.html", "pages/a.md", "pages/.hidden.html", "pages/cover.png", "pages/deep/c.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("A text of its own.")

    def keys(name):
        return [item.key for item in find(name).items]

    assert keys("pages") == ["pages/a.md", "pages/b.html"]
    assert keys("pages/**/*.*") == ["pages/a.md", "pages/b.html", "pages/deep/c.txt"]
    assert keys("pages/a.md") == ["pages/a.md"]


def test_a_feed_in_a_file_leads_to_pages_beside_it_and_never_out_of_the_folder(find, tmp_path, near):
    (tmp_path / "feeds").mkdir()
    (tmp_path / "feeds" / "the bell.html").write_text("the page")
    show = replace(Origin("feeds/feed.xml"))
    items = "".join(f"<item><link>{link}</link></item>" for link in ("the%20bell.html", "../../../../etc/passwd"))
    (tmp_path / "feeds" / "feed.xml").write_text(f"<rss version='2.0'><channel>{items}</channel></rss>")

    bell, outside = find(show.name).items

    assert open_item(bell, folder=tmp_path, web=near).content == b"the page"
    with pytest.raises(InputError, match="outside of the show's folder"):
        open_item(outside, folder=tmp_path, web=near)


@pytest.mark.parametrize("name", ["nothing.xml", "no/such/*.html", "/", "**", "a\0b", "http://no-such-host.invalid/"])
def test_an_origin_that_is_not_there_is_a_failure_that_names_it(find, name):
    found = find(name)

    assert found.items == ()
    assert [one.name for one in failed(found)] == [name]


def test_what_a_feed_leads_to_is_fetched_as_robots_txt_allows(find, site, near, tmp_path):
    site.pages |= {
        "/feed": RSS.replace("https://courier.example/race", f"{site.url}/race"),
        "/race": "the page",
        "/robots.txt": "User-agent: narrate\nDisallow: /story",
    }
    race, bell, _ = find(f"{site.url}/feed").items

    assert open_item(race, folder=tmp_path, web=near).content == b"the page"
    with pytest.raises(FetchError, match=r"robots\.txt"):
        open_item(bell, folder=tmp_path, web=near)


def test_reading_a_feed_takes_time_in_proportion_to_it():
    def seconds(count):
        items = "".join(f"<item><title>t</title><link>https://e.example/{n}</link></item>" for n in range(count))
        start = time.process_time()
        assert len(feed(f"<rss version='2.0'><channel>{items}</channel></rss>")) == count
        return time.process_time() - start

    assert seconds(4000) < 8 * max(seconds(1000), 0.01)


def test_bytes_are_never_given_to_the_library_as_a_name(monkeypatch):
    import feedparser

    given_to_it, parse = [], feedparser.parse
    monkeypatch.setattr(feedparser, "parse", lambda what, **more: given_to_it.append(what) or parse(what, **more))

    feed(RSS)

    assert [type(one) for one in given_to_it] == [io.BytesIO]


def test_a_feed_without_articles_is_noted_and_is_no_failure(find, site):
    site.pages["/feed"] = EMPTY_RSS

    found = find(f"{site.url}/feed")

    assert (found.items, failed(found)) == ((), [])
    assert found.standings[0].note == "it is a feed without articles"
    assert find(f"{site.url}/feed", found.standings).standings[0].read == NOW


@pytest.mark.parametrize(
    ("path", "body", "told"),
    [
        ("/news", "", "it is empty"),
        ("/news", " \n", "it is empty"),
        ("/feed", "<html><body>Sign in</body></html>", "it is no feed"),
        ("/news/rss/", "<html><body>Sign in</body></html>", "it is no feed"),
        ("/news.xml?all=1", "<html><body>Sign in</body></html>", "it is no feed"),
        ("/?feed=rss2", "<html><body>Sign in</body></html>", "it is no feed"),
        ("/feed.json", "{}", "it is no feed"),
        ("/feed.json", '{"version": "https://jsonfeed.org/version/1"}', "it is no JSON Feed"),
    ],
)
def test_what_is_served_where_a_feed_should_be_is_told_and_becomes_no_episode(find, site, path, body, told):
    site.pages[path] = body

    found = find(f"{site.url}{path}")

    assert found.items == ()
    assert told in found.standings[0].failure


def test_a_source_that_was_a_feed_is_never_taken_for_a_page(find, site):
    site.pages["/news"] = RSS
    first = find(f"{site.url}/news")
    site.pages["/news"] = "<html><body>We are back soon.</body></html>"

    second = find(f"{site.url}/news", first.standings, LATER)
    third = find(f"{site.url}/news", second.standings, LATER)
    site.pages["/news"] = RSS
    mended = find(f"{site.url}/news", third.standings, LATER)

    assert second.items == third.items == ()
    (lost,), (back,) = third.standings, mended.standings
    assert (lost.read, lost.failed, lost.attempts) == (NOW, LATER, 2)
    assert "no feed" in lost.failure
    assert (back.read, back.failed, back.attempts, back.failure) == (LATER, LATER, 0, "")


@pytest.mark.parametrize("name", ["file:///etc/passwd", "ftp://e.example/feed", "gopher://e.example/"])
def test_an_address_that_is_not_of_the_web_is_refused_as_such(find, name):
    (standing,) = find(name).standings

    assert standing.failure == (
        f"{name} is refused: only http and https addresses are read; a file is given by its path, as it is"
    )
