"""A feed tells every player the same facts, whatever is in a title, and is the same bytes each time."""

import io
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import feedparser
import podcastparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from narrate.feed import Attachment, Entry, Podcast, address, check_feed, render_feed, show_guid
from narrate.feed.write import DESCRIPTION_BYTES, NAMESPACES
from narrate.model import Chapter

SHOW = Podcast(
    title="The Courier & Co, read aloud",
    author="The Courier",
    description="What the Courier wrote <today>.",
    language="en-GB",
    link="https://courier.example/",
    base_url="https://pod.example/courier/",
    categories=(("News", "Daily News"), ("Society & Culture",)),
    image="cover.jpg",
    owner_name="Zoë Ångström",
    owner_email="zoe@courier.example",
)
ENTRY = Entry(
    guid="7d1f2f4c-0000-5000-8000-000000000001",
    title="The bell & the “hill” <i>",
    published=datetime(2026, 7, 20, 8, tzinfo=timezone(timedelta(hours=2))),
    audio=Attachment("audio/the bell-0a1b.mp3", "audio/mpeg"),
    size=4_711,
    duration_ms=125_600,
    link="https://courier.example/bell?a=1&b=2",
    author="Tess Marlow",
    excerpt=("The bell rang at <noon>.", "Nobody had expected it to."),
    notes=("From The Courier.",),
    chapters=(Chapter("Start", 0, 60_000), Chapter("A crack & a <repair>", 60_000, 125_600)),
    chapters_file=Attachment("chapters/1.json", "application/json+chapters"),
    transcripts=(
        Attachment("transcripts/1.vtt", "text/vtt"),
        Attachment("transcripts/1.srt", "application/x-subrip"),
        Attachment("transcripts/1.json", "application/json"),
    ),
    image="covers/1.jpg",
    narrators=("joe",),
)


FIRST_NAMESPACE = b"https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"


def entries(count):
    start = datetime(2026, 1, 1, tzinfo=UTC)
    return tuple(
        replace(
            ENTRY,
            guid=f"guid-{number}",
            title=f"Episode {number}",
            published=start + timedelta(hours=number),
            audio=Attachment(f"audio/{number}.mp3", "audio/mpeg"),
        )
        for number in range(count)
    )


def read(content):
    return etree.fromstring(content).find("channel")


def values(element, path):
    return [str(one) for one in element.xpath(path, namespaces=NAMESPACES)]


def test_a_feed_is_valid_by_its_own_check():
    assert check_feed(render_feed(SHOW, entries(3))) == ()


def test_feedparser_reads_what_was_meant():
    parsed = feedparser.parse(io.BytesIO(render_feed(SHOW, (ENTRY,))), sanitize_html=False)
    (entry,) = parsed.entries

    assert not parsed.bozo
    assert parsed.version == "rss20"
    assert parsed.feed.title == SHOW.title
    assert parsed.feed.language == "en-GB"
    assert not parsed.feed.itunes_explicit
    assert [tag.term for tag in parsed.feed.tags] == ["News", "Daily News", "Society & Culture"]
    assert (entry.title, entry.id, entry.link) == (ENTRY.title, ENTRY.guid, ENTRY.link)
    assert entry.published_parsed[:6] == (2026, 7, 20, 6, 0, 0)
    assert entry.enclosures == [
        {"href": "https://pod.example/courier/audio/the%20bell-0a1b.mp3", "length": "4711", "type": "audio/mpeg"}
    ]
    assert "<p>The bell rang at &lt;noon&gt;.</p>" in entry.content[-1].value
    assert "01:00 A crack &amp; a &lt;repair&gt;" in entry.content[-1].value


def test_podcastparser_reads_what_was_meant():
    # it knows Podcasting 2.0 by its first address only, which the standard holds to be the same
    feed = render_feed(SHOW, (ENTRY,)).replace(b"https://podcastindex.org/namespace/1.0", FIRST_NAMESPACE)
    parsed = podcastparser.parse("https://pod.example/courier/feed.xml", io.BytesIO(feed))
    (entry,) = parsed["episodes"]

    assert parsed["title"] == SHOW.title
    assert parsed["cover_url"] == "https://pod.example/courier/cover.jpg"
    assert parsed["itunes_owner"] == {"name": SHOW.owner_name, "email": SHOW.owner_email}
    assert (parsed["language"], parsed["explicit"], parsed["type"]) == ("en-GB", False, "episodic")
    assert (entry["guid"], entry["title"]) == (ENTRY.guid, ENTRY.title)
    assert entry["published"] == ENTRY.published.timestamp()
    assert entry["total_time"] == 126
    assert entry["enclosures"][0]["file_size"] == 4_711
    assert entry["transcript_url"].startswith("https://pod.example/courier/transcripts/1.")
    assert entry["chapters_json_url"] == "https://pod.example/courier/chapters/1.json"
    assert entry["persons"][0]["name"] == "Tess Marlow"


def test_podcasting_2_is_told():
    channel = read(render_feed(SHOW, (ENTRY,)))
    item = channel.find("item")

    assert values(channel, "podcast:guid/text()") == [show_guid("https://pod.example/courier/feed.xml")]
    assert values(channel, "podcast:locked/@owner") == [SHOW.owner_email]
    assert values(channel, "podcast:medium/text()") == ["newsletter"]
    assert values(channel, "podcast:txt[@purpose='ai-content']/text()") == ["true"]
    assert values(item, "podcast:transcript/@type") == ["text/vtt", "application/x-subrip", "application/json"]
    assert values(item, "podcast:person[@role='narrator']/text()") == ["joe"]
    assert values(item, "itunes:image/@href") == ["https://pod.example/courier/covers/1.jpg"]


def test_the_shows_identifier_is_that_of_the_podcast_namespace():
    """The example of its documentation."""
    assert show_guid("https://mp3s.nashownotes.com/pc20rss.xml") == "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    assert show_guid("http://mp3s.nashownotes.com/pc20rss.xml/") == show_guid("mp3s://mp3s.nashownotes.com/pc20rss.xml")


def test_what_is_not_known_is_not_told():
    bare = Entry("g", "A title", ENTRY.published, ENTRY.audio, 1, 1_000)
    feed = render_feed(replace(SHOW, image="", owner_email="", owner_name=""), (bare,))

    for name in (b"person", b"transcript", b"chapters", b"image", b"owner", b"<link/>"):
        assert name not in feed


def test_the_newest_comes_first_and_the_order_of_the_facts_does_not_matter():
    some = entries(5)
    feed = render_feed(SHOW, some)

    assert render_feed(SHOW, reversed(some)) == feed
    assert render_feed(SHOW, some) == feed
    assert values(read(feed), "item/title/text()") == [f"Episode {number}" for number in (4, 3, 2, 1, 0)]
    assert values(read(feed), "lastBuildDate/text()") == [
        "Thu, 01 Jan 2026 04:00:00 +0000"
    ]  # of the data, not the clock


@given(st.text(), st.text(), st.text())
def test_any_text_comes_out_as_it_went_in_but_for_what_xml_forbids(title, paragraph, chapter):
    spoken = replace(
        ENTRY,
        title=f"t{title}",
        author=title,
        excerpt=(paragraph,),
        narrators=(chapter,),
        chapters=(Chapter("Start", 0, 1_000), Chapter(chapter, 1_000, 2_000)),
    )
    feed = render_feed(replace(SHOW, description=f"d{paragraph}"[:900]), (spoken,))
    told = read(feed).find("item").findtext("title")

    legal = [
        a for a in f"t{title}" if a in "\t\n\r" or ("\x20" <= a < "\ud800") or "\ue000" <= a <= "\ufffd" or a > "\uffff"
    ]
    assert [a for a in told if a != "\ufffd"] == [a for a in legal if a != "\ufffd"]
    assert len(told) == len(title) + 1
    assert check_feed(feed) == ()


def test_what_would_end_an_element_ends_none():
    evil = "]]></title><item><!-- <![CDATA[ &lt; &amp;lt; \x00\x0b\ufffe\ud800"

    channel = read(render_feed(SHOW, (replace(ENTRY, title=evil, excerpt=(evil,)),)))

    assert len(channel.findall("item")) == 1
    assert channel.find("item").findtext("title").startswith("]]></title><item><!-- <![CDATA[ &lt; &amp;lt; ")


def test_a_description_leaves_room_for_the_time_stamps():
    long = replace(ENTRY, excerpt=("Über den Fluss. " * 1_000,))

    told = read(render_feed(SHOW, (long,))).find("item").findtext("description")

    assert DESCRIPTION_BYTES - 40 < len(told.encode()) <= DESCRIPTION_BYTES
    assert any(f"{word}…\n" in told for word in ("Über", "den", "Fluss."))
    assert "\n01:00 A crack & a <repair>\n" in told
    assert told.endswith(ENTRY.link)


def test_even_more_chapters_than_fit_make_a_valid_feed():
    many = tuple(Chapter("A chapter of a long book", 60_000 * n, 60_000 * (n + 1)) for n in range(255))

    feed = render_feed(SHOW, (replace(ENTRY, chapters=many),))

    assert check_feed(feed) == ()
    assert "04:14:00 A chapter" in read(feed).find("item").findtext(f"{{{NAMESPACES['content']}}}encoded")


@pytest.mark.parametrize(
    ("base", "path", "url"),
    [
        ("https://pod.example", "a b.mp3", "https://pod.example/a%20b.mp3"),
        ("https://pod.example/x/", "über/50%.mp3", "https://pod.example/x/%C3%BCber/50%25.mp3"),
        ("https://bücher.example/größe", "a#b?.mp3", "https://xn--bcher-kva.example/gr%C3%B6%C3%9Fe/a%23b%3F.mp3"),
        ("https://pod.example", "a:b.mp3", "https://pod.example/a%3Ab.mp3"),
        ("https://pod.example", "https://cdn.example/ü.jpg?x=1", "https://cdn.example/%C3%BC.jpg?x=1"),
    ],
)
def test_addresses_are_ascii(base, path, url):
    assert address(replace(SHOW, base_url=base), path) == url


def test_a_feed_of_10_000_episodes_takes_time_in_proportion():
    def seconds(count):
        some = entries(count)
        start = time.process_time()
        render_feed(SHOW, some)
        return time.process_time() - start

    small, large = map(min, zip(*((seconds(1_250), seconds(10_000)) for _ in range(3)), strict=True))

    assert large < 8 * 4 * small  # a quadratic writer takes 64 times as long for eight times the episodes
