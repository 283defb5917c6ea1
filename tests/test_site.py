"""The pages as files: what stands in them, and what cannot get into them."""

import json
import tomllib
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

import pytest
from conftest import KYIV, SAMPLES
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

import narrate
from narrate.clean import clean
from narrate.fetch import load
from narrate.model import Chapter, Credit, Episode, Kind, Loudness, Passage, Span, Transcript
from narrate.site import Beside, Link, Listed, ListedShow, episode_page, index_page
from narrate.site.times import packed

WORD_MS = 300
PAGE_BYTES = 60_000
HOSTILE = '</script><script>alert(1)</script><img src=x onerror="alert(2)">'


def passage(kind: Kind, text: str, start_ms: int = 0, *, level: int = 0, language: str = "") -> Passage:
    """A passage whose words take as long as each other."""
    words: list[Span] = []
    for number, word in enumerate(text.split()):
        start = text.index(word, words[-1].end if words else 0)
        at = start_ms + number * WORD_MS
        words.append(Span(start, start + len(word), at, at + WORD_MS))
    utterance = Span(words[0].start, words[-1].end, words[0].start_ms, words[-1].end_ms)
    return Passage(kind, text, level, language, (utterance,), tuple(words))


def told(*texts: tuple[Kind, str] | tuple[Kind, str, int], **facts: object) -> Episode:
    """An episode of these passages, one after the other."""
    lengths = [len(text.split()) * WORD_MS for _, text, *_ in texts]
    starts = accumulate(lengths, initial=0)
    passages = tuple(
        passage(kind, text, start, level=level[0] if level else 0)
        for (kind, text, *level), start in zip(texts, starts, strict=False)
    )
    length = sum(lengths)
    facts = {"chapters": (Chapter("All", 0, length),), "language": "en"} | facts
    return Episode(
        title=texts[0][1],
        path=Path("a.mp3"),
        size=1,
        duration_ms=length,
        loudness=Loudness(-19.0, -2.0),
        credits=(Credit("joe", "CC0-1.0", "Voice: joe"),),
        transcript=Transcript(passages),
        **facts,
    )


def read(page: bytes) -> lxml_html.HtmlElement:
    return lxml_html.fromstring(page.decode())


def outline(page: lxml_html.HtmlElement) -> list[tuple[str, str]]:
    """The headings of the text, in order."""
    headings = page.xpath("//article//*[self::h1 or self::h2 or self::h3 or self::h4][not(ancestor::nav)]")
    return [(heading.tag, heading.text_content()) for heading in headings]


PAGE = Beside("a.mp3")
WORDS = [Path(narrate.__file__).parent / "notices.toml", Path(narrate.__file__).parent / "site" / "words.toml"]


@pytest.mark.parametrize("source", [SAMPLES / "night-trains" / "source.html", KYIV], ids=["sample", "kyiv"])
def test_a_page_weighs_less_than_60_kilobytes(source):
    if not source.is_file():
        pytest.skip("the Kyiv dump does not lie beside the repository")
    blocks = clean(load(str(source))).blocks

    page = episode_page(told(*((block.kind, block.text, block.level) for block in blocks)), PAGE)

    assert len(page) < PAGE_BYTES


def test_every_passage_is_one_element_with_its_text_and_nothing_else():
    texts = [(Kind.TITLE, "The bell"), (Kind.QUOTE, "We <b>were</b> afraid & cold."), (Kind.LIST_ITEM, "A 🔔 bell")]

    page = read(episode_page(told(*texts), PAGE))

    assert [page.get_element_by_id(f"p{number}").text for number in range(3)] == [text for _, text in texts]
    assert not [element for number in range(3) for element in page.get_element_by_id(f"p{number}")]


def test_lists_and_quotations_hold_what_follows_each_other():
    texts = [
        (Kind.TITLE, "T"),
        (Kind.LIST_ITEM, "a"),
        (Kind.LIST_ITEM, "b"),
        (Kind.PARAGRAPH, "c"),
        (Kind.QUOTE, "d"),
        (Kind.LIST_ITEM, "e"),
    ]

    page = read(episode_page(told(*texts), PAGE))

    assert [[item.text for item in one] for one in page.iterfind(".//article/ul")] == [["a", "b"], ["e"]]
    assert [quote.text for quote in page.iterfind(".//blockquote/p")] == ["d"]


def test_a_numbered_list_shows_the_numbers_that_are_heard():
    episode = told(*((Kind.LIST_ITEM, text) for text in ("one", "two", "three", "four")))
    numbered = (
        replace(one, ordinal=number) for one, number in zip(episode.transcript.passages, (3, 4, 7, None), strict=True)
    )

    page = read(episode_page(replace(episode, transcript=Transcript(tuple(numbered))), PAGE))

    assert [(item.get("value"), item.text) for item in page.iterfind(".//article/ol/li")] == [
        ("3", "one"),
        ("4", "two"),
        ("7", "three"),
    ]
    assert [item.text for item in page.iterfind(".//article/ul/li")] == ["four"]


@pytest.mark.parametrize(
    ("language", "tongue", "direction", "play"),
    [
        ("de-AT", "de", "ltr", "Abspielen"),
        ("ar", "ar", "rtl", "تشغيل"),
        ("nn", "nb", "ltr", "Spill av"),
        ("he", "en", "ltr", "Play"),
    ],
)
def test_the_pages_own_words_are_in_the_articles_language_or_in_english_and_say_which(
    language, tongue, direction, play
):
    page = read(episode_page(told((Kind.TITLE, "T"), language=language), PAGE))

    help_, foot = page.get_element_by_id("help"), page.find(".//footer")
    assert page.get_element_by_id("play").get("aria-label") == play
    assert page.get_element_by_id("player").get("lang") == tongue
    assert {(one.get("lang"), one.get("dir")) for one in (help_, foot)} == {(tongue, direction)}


def test_the_words_of_a_page_are_known_wherever_the_disclosure_is():
    shipped = {path.name: tomllib.loads(path.read_text("utf-8")) for path in WORDS}

    assert list(shipped["words.toml"]) == list(shipped["notices.toml"])
    assert len({tuple(words) for words in shipped["words.toml"].values()}) == 1
    assert all(word.strip() for words in shipped["words.toml"].values() for word in words.values())


def test_a_page_without_an_article_elsewhere_is_its_own_canonical_address():
    page = read(episode_page(told((Kind.TITLE, "T")), Beside("a.mp3", page="https://b.example/e/")))

    assert page.find(".//link[@rel='canonical']").get("href") == "https://b.example/e/"


def test_headings_keep_their_order_and_skip_no_level():
    texts = [(Kind.TITLE, "T"), (Kind.HEADING, "a", 3), (Kind.HEADING, "b", 4), (Kind.HEADING, "c", 2)]

    assert outline(read(episode_page(told(*texts), PAGE))) == [("h1", "T"), ("h2", "a"), ("h3", "b"), ("h2", "c")]


def test_of_several_articles_the_episode_has_the_title_and_each_article_a_heading():
    texts = [
        (Kind.NOTICE, "Two articles."),
        (Kind.TITLE, "One"),
        (Kind.HEADING, "a", 2),
        (Kind.TITLE, "Two"),
        (Kind.HEADING, "b", 2),
    ]
    expected = [("h1", "The morning"), ("h2", "One"), ("h3", "a"), ("h2", "Two"), ("h3", "b")]

    unsaid = replace(told(*texts), title="The morning")
    said = told((Kind.TITLE, "The morning"), *texts)

    assert outline(read(episode_page(unsaid, PAGE))) == expected
    assert outline(read(episode_page(said, PAGE))) == expected


def test_a_text_without_a_title_has_the_episodes():
    episode = replace(told((Kind.PARAGRAPH, "The bell rang at noon.")), title="The bell rang…")

    assert outline(read(episode_page(episode, PAGE))) == [("h1", "The bell rang…")]


@pytest.mark.parametrize(
    ("read_aloud", "shown"), [((), ["Tess Marlow", "24 July 2024"]), (((Kind.BYLINE, "By Tess"),), ["By Tess"])]
)
def test_author_and_date_are_shown_also_where_they_are_not_read(read_aloud, shown):
    episode = told((Kind.TITLE, "The bell"), *read_aloud, author="Tess Marlow", published="2024-07-24")

    page = read(episode_page(episode, PAGE))

    assert [line.text_content() for line in page.iterfind(".//header/p[@class='byline']")] == shown


def test_a_date_says_the_language_that_it_is_written_in():
    episode = told((Kind.TITLE, "Zvon"), language="de", published="2024-07-24")
    show = ListedShow("Merkur", "de", "")

    dates = [
        read(page).find(".//time").getparent()
        for page in (
            episode_page(episode, PAGE),
            index_page(show, (Listed("Die Glocke", "bell.html", 83_000, "2024-07-24"),)),
        )
    ]

    assert [date.get("lang") for date in dates] == ["de", "de"]


def test_each_chapter_tells_its_time_and_leads_to_the_passage_that_it_starts_with():
    episode = told(
        (Kind.TITLE, "The bell"),
        (Kind.PARAGRAPH, "It rang."),
        (Kind.HEADING, "The crack"),
        (Kind.PARAGRAPH, "It held."),
    )
    chapters = (Chapter("The bell", 0, 1100), Chapter("The crack", 1100, episode.duration_ms))

    page = read(episode_page(replace(episode, chapters=chapters), PAGE))

    links = [(link.get("href"), link.get("data-ms"), link.text_content()) for link in page.iterfind(".//nav//a")]
    assert links == [("#p0", "0", "The bell 0:00"), ("#p2", "1100", "The crack 0:01")]


def test_one_chapter_needs_no_list():
    assert not read(episode_page(told((Kind.TITLE, "The bell")), PAGE)).xpath("//nav | //*[@popovertarget='chapters']")


def test_the_times_of_the_page_are_the_transcripts_in_a_browsers_own_counting():
    episode = told((Kind.TITLE, "A 🔔 bell"), (Kind.PARAGRAPH, "It rang."))

    (title, paragraph) = json.loads(read(episode_page(episode, PAGE)).get_element_by_id("times").text)

    assert title == [[0, 9, 0, 900], [0, 1, 0, 300, 1, 2, 0, 300, 1, 4, 0, 300]]
    assert paragraph == [[0, 8, 0, 600], [0, 2, 0, 300, 1, 5, 0, 300]]


@given(st.lists(st.text("ab🔔 é", min_size=1).filter(str.strip), min_size=1, max_size=5))
def test_packed_times_unpack_to_the_transcript(texts):
    transcript = told(*((Kind.PARAGRAPH, text) for text in texts)).transcript

    moment = 0
    for (_, words), one in zip(json.loads(packed(transcript)), transcript.passages, strict=True):
        units, at = one.text.encode("utf-16-le"), 0
        spans = zip(*[iter(words)] * 4, strict=True)
        for (gap, length, pause, duration), word in zip(spans, one.words, strict=True):
            start, begun = at + gap, moment + pause
            at, moment = start + length, begun + duration
            assert units[2 * start : 2 * at].decode("utf-16-le") == one.text[word.start : word.end]
            assert (begun, moment) == (word.start_ms, word.end_ms)


def test_nothing_that_an_article_says_becomes_part_of_the_page():
    facts = dict.fromkeys(("site", "author", "published", "language"), HOSTILE)
    episode = told(
        (Kind.TITLE, HOSTILE), (Kind.PARAGRAPH, HOSTILE), chapters=(Chapter(HOSTILE, 0, 1), Chapter(HOSTILE, 1, 2)),
        **facts, disclosure=f"Synthetic {HOSTILE}",
    )  # fmt: skip
    beside = Beside(HOSTILE, cover=HOSTILE, downloads=(Link(HOSTILE, HOSTILE),), page="https://a.example/")

    page = read(episode_page(episode, beside))

    assert len(page.xpath("//script")) == 2
    assert not page.xpath("//img | //*[@onerror]")
    assert page.findtext(".//h1") == HOSTILE


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "http://[", "/relative"])
def test_an_address_that_is_none_of_the_web_is_no_link(url):
    episode = told((Kind.TITLE, "The bell"), url=url, chapters=(Chapter("All", 0, 600, url),))

    assert not read(episode_page(episode, PAGE)).xpath("//a | //link[@rel='canonical']")


def test_the_foot_tells_where_it_is_from_what_there_is_to_keep_and_whose_voice_it_is():
    episode = told(
        (Kind.TITLE, "The bell"),
        (Kind.PARAGRAPH, "It rang."),
        url="https://a.example/bell",
        site="The Mercury",
        disclosure="No person speaks.",
    )
    files = (Link("Transcript", "the bell?.vtt"),)

    (foot,) = read(episode_page(episode, Beside("a.mp3", downloads=files))).iterfind(".//footer")

    links = [(link.text_content(), link.get("href")) for link in foot.iterfind(".//a")]
    assert links == [("The Mercury", "https://a.example/bell"), ("Transcript", "the%20bell%3F.vtt")]
    assert [one.text_content() for one in foot][-2:] == ["No person speaks.", "Voice: joe (CC0-1.0)"]


def test_a_disclosure_that_is_part_of_the_text_is_not_told_twice():
    episode = told((Kind.TITLE, "The bell"), (Kind.NOTICE, "No person speaks."), disclosure="No person speaks.")

    assert episode_page(episode, PAGE).count(b"No person speaks.") == 1


def test_a_page_is_told_to_those_who_link_to_it():
    episode = told(
        (Kind.TITLE, "The bell"), (Kind.PARAGRAPH, "It rang."), site="The Mercury", url="https://a.example/bell"
    )

    page = read(episode_page(episode, Beside("a b.mp3", cover="c.jpg", page="https://b.example/e/bell.html")))

    facts = {meta.get("property"): meta.get("content") for meta in page.iterfind(".//meta[@property]")}
    assert page.findtext(".//title") == "The bell – The Mercury"
    assert page.find(".//link[@rel='canonical']").get("href") == "https://a.example/bell"
    assert facts == {
        "og:type": "article",
        "og:title": "The bell",
        "og:description": "It rang.",
        "og:site_name": "The Mercury",
        "og:url": "https://b.example/e/bell.html",
        "og:audio": "https://b.example/e/a%20b.mp3",
        "og:image": "https://b.example/e/c.jpg",
    }


@pytest.mark.parametrize(("language", "direction"), [("en-US", "ltr"), ("ar", "rtl"), ("he-IL", "rtl"), ("fa", "rtl")])
def test_a_page_runs_in_its_languages_direction(language, direction):
    page = read(episode_page(told((Kind.TITLE, "The bell"), language=language), PAGE))

    assert (page.get("lang"), page.get("dir")) == (language, direction)


def test_a_passage_in_another_language_says_so():
    episode = told((Kind.TITLE, "The bell"))
    other = passage(Kind.PARAGRAPH, "Die Glocke", 600, language="de")

    page = read(episode_page(replace(episode, transcript=Transcript((*episode.transcript.passages, other))), PAGE))

    assert [page.get_element_by_id(name).get("lang") for name in ("p0", "p1")] == [None, "de"]


def test_the_same_episode_gives_the_same_bytes():
    assert episode_page(told((Kind.TITLE, "The bell")), PAGE) == episode_page(told((Kind.TITLE, "The bell")), PAGE)


def test_what_is_no_text_is_no_error():
    assert "The bell ?" in episode_page(told((Kind.TITLE, "The bell \udcff")), PAGE).decode()


def test_the_list_of_a_show_leads_to_its_episodes_and_its_feed():
    episodes = (
        Listed("The bell", "bell.html", 83_000, "2024-07-24", "It rang."),
        Listed(HOSTILE, "a/b c.html", 3_723_000, "some day"),
    )
    show = ListedShow("Mercury aloud", "en", "What we write, <read>.", url="https://a.example/", feed="feed.xml")

    page = read(index_page(show, episodes))

    links = [(link.text_content(), link.get("href")) for link in page.iterfind(".//h2/a")]
    lines = [line.text_content() for line in page.iterfind(".//li/p[@class='byline']")]
    assert links == [("The bell", "bell.html"), (HOSTILE, "a/b%20c.html")]
    assert lines == ["24 July 2024 · 1:23", "some day · 1:02:03"]
    assert page.find(".//link[@type='application/rss+xml']").get("href") == "feed.xml"
    assert not page.xpath("//script")
