"""What a player would refuse is named by its rule before anybody publishes it."""

import json
from dataclasses import replace

import pytest
from test_feed import ENTRY, SHOW, entries

from narrate.feed import categories, check_feed, render_feed

GOOD = render_feed(SHOW, (ENTRY,)).decode()
ENCLOSURE = GOOD[GOOD.index("<enclosure") : GOOD.index("/>", GOOD.index("<enclosure")) + 2]


def rules(feed, **more):
    return {breach.rule for breach in check_feed(feed.encode(), **more)}


BREACHES = [
    ("rss/title", "<title>The Courier &amp; Co, read aloud</title>\n  <link>", "<title> </title>\n  <link>"),
    ("rss/link", "<link>https://courier.example/</link>", "<link>courier.example</link>"),
    ("rss/description", "<description>What the Courier wrote &lt;today&gt;.", "<description>"),
    ("rss/language", "<language>en-GB</language>", "<language>English</language>"),
    ("rss/language", "<language>en-GB</language>", "<language>xx-zz-11</language>"),
    ("rss/language", "<language>en-GB</language>", "<language>qq</language>"),
    ("rss/language", "<language>en-GB</language>", "<language>en_GB</language>"),
    ("rss/language", "<language>en-GB</language>", ""),
    ("rss/last-build-date", "<lastBuildDate>Mon, 20 Jul 2026", "<lastBuildDate>2026-07-20"),
    ("atom/self", 'rel="self"', 'rel="alternate"'),
    ("apple/image", 'href="https://pod.example/courier/cover.jpg"', 'href="https://pod.example/courier/cover.webp"'),
    ("apple/explicit", "<itunes:explicit>false", "<itunes:explicit>no"),
    ("apple/category", 'text="Society &amp; Culture"', 'text="Society and Culture"'),
    ("apple/subcategory", 'text="Daily News"', 'text="Books"'),
    ("apple/type", "episodic", "weekly"),
    ("apple/author", "<itunes:author>The Courier</itunes:author>", ""),
    ("spotify/owner", "zoe@courier.example</itunes:email>", "zoe at courier</itunes:email>"),
    ("podcasting/guid", "<podcast:guid>", "<podcast:guid>x"),
    ("podcasting/locked", '">yes</podcast:locked>', '">true</podcast:locked>'),
    ("podcasting/medium", "newsletter", "letter"),
    ("rss/item-title", "<title>The bell &amp; the “hill” &lt;i&gt;</title>", ""),
    ("rss/item-link", "<link>https://courier.example/bell", "<link>https://courier.example/the bell"),
    ("rss/guid", f"{ENTRY.guid}</guid>", "</guid>"),
    ("rss/pub-date", "<pubDate>Mon, 20 Jul 2026 06:00:00 +0000</pubDate>", "<pubDate>20.7.2026</pubDate>"),
    ("rss/pub-date", "<pubDate>Mon, 20 Jul 2026 06:00:00 +0000</pubDate>", ""),
    ("rss/enclosure", ENCLOSURE, ""),
    ("rss/enclosure", "https://pod.example/courier/audio/the%20bell-0a1b.mp3", "/audio/bell.mp3"),
    ("rss/enclosure", "the%20bell-0a1b.mp3", "glöckchen.mp3"),
    ("rss/enclosure-length", 'length="4711"', 'length="0"'),
    ("rss/enclosure-length", 'length="4711"', 'length="4.7 MB"'),
    ("rss/enclosure-type", 'type="audio/mpeg"', 'type="mp3"'),
    ("apple/enclosure-type", 'type="audio/mpeg"', 'type="audio/ogg"'),
    ("apple/description", "<description>The bell", f"<description>{'x' * 4_001}"),
    ("apple/duration", "<itunes:duration>126", "<itunes:duration>two minutes"),
    ("apple/episode-type", "<itunes:episodeType>full", "<itunes:episodeType>whole"),
    ("apple/image", "covers/1.jpg", "covers/1.svg"),
    ("podcasting/transcript", 'url="https://pod.example/courier/transcripts/1.vtt"', 'url="1.vtt"'),
    ("podcasting/transcript-type", 'type="text/vtt"', 'type="vtt"'),
    ("podcasting/chapters", 'url="https://pod.example/courier/chapters/1.json"', 'url=""'),
    ("podcasting/chapters-type", "application/json+chapters", "application/json"),
    ("podcasting/person", ">joe</podcast:person>", "> </podcast:person>"),
    ("podcasting/person-group", 'group="cast"', 'group="Cast"'),
    ("xml/namespace", "http://www.itunes.com/dtds/podcast-1.0.dtd", "http://www.itunes.com/DTDs/Podcast-1.0.dtd"),
    ("xml/well-formed", "</channel>", ""),
    ("xml/well-formed", "<title>The Courier &amp;", "<title>The Courier &"),
    ("rss/version", '<rss xmlns:atom="', '<rdf xmlns:atom="'),
    ("rss/version", 'version="2.0"', 'version="0.91"'),
]


@pytest.mark.parametrize(("rule", "good", "bad"), BREACHES)
def test_a_breach_is_told_by_the_name_of_its_rule(rule, good, bad):
    assert good in GOOD
    broken = GOOD.replace(good, bad, 1)
    broken = broken.replace("</rss>", "</rdf>") if "<rdf" in bad else broken

    assert rule in rules(broken)


def test_every_rule_is_broken_by_some_feed_of_these_tests():
    from narrate.feed.rules import ITEM_RULES, SHOW_RULES

    tested = {rule for rule, _, _ in BREACHES}

    assert {rule.name for rule in (*SHOW_RULES, *ITEM_RULES)} <= tested


def test_a_breach_tells_where_what_and_what_to_do():
    (breach,) = check_feed(GOOD.replace('length="4711"', 'length="big"').encode())

    assert breach.where == "“The bell & the “hill” <i>”"
    assert breach.message == "enclosure/@length is “big”"
    assert breach.hint == "give the file's size in bytes"
    assert breach.fatal


def test_two_episodes_share_neither_identifier_nor_sound():
    twice = (ENTRY, replace(ENTRY, title="Another"))

    assert rules(render_feed(SHOW, twice).decode()) == {"rss/guid-once", "apple/enclosure-once"}


def test_entities_are_not_expanded():
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = GOOD.replace(
        "<rss", f'<!DOCTYPE r [<!ENTITY e0 "aaaaaaaaaa">{entities}<!ENTITY f SYSTEM "file:///etc/passwd">]><rss'
    )

    told = check_feed(bomb.replace("<language>en-GB", "<language>&e11;&f;").encode())

    assert "root:" not in str(told)
    assert len(str(told)) < 2_000


@pytest.mark.parametrize("content", [b"", b"\x00", b"<", b"{}", b"<rss/>", b"<html><body/></html>"])
def test_what_is_no_feed_is_a_breach_and_no_crash(content):
    assert [breach.fatal for breach in check_feed(content)] == [True]


def test_the_files_that_a_feed_names_are_there_and_of_their_size(tmp_path):
    (entry,) = entries(1)
    feed = render_feed(SHOW, (entry,)).decode()
    for path in ("cover.jpg", "covers/1.jpg", "chapters/1.json", "transcripts/1.vtt", "transcripts/1.srt"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).touch()

    missing = [breach.message for breach in check_feed(feed.encode(), tmp_path)]
    assert missing == ["there is no audio/0.mp3", "there is no transcripts/1.json"]

    (tmp_path / "transcripts/1.json").touch()
    (tmp_path / "audio").mkdir()
    (tmp_path / "audio/0.mp3").write_bytes(bytes(4_710))
    assert [breach.rule for breach in check_feed(feed.encode(), tmp_path)] == ["files/size"]

    (tmp_path / "audio/0.mp3").write_bytes(bytes(4_711))
    assert check_feed(feed.encode(), tmp_path) == ()


def test_apples_list_has_its_categories():
    assert len(categories()) == 19
    assert "Daily News" in categories()["News"]
    assert sum(map(len, categories().values())) == 91


def test_the_command_tells_breaches_and_its_code(narrate, tmp_path):
    (tmp_path / "good.xml").write_text(GOOD)
    (tmp_path / "bad.xml").write_text(GOOD.replace('length="4711"', 'length="big"').replace("newsletter", "letter"))
    (tmp_path / "advice.xml").write_text(GOOD.replace("<itunes:author>The Courier</itunes:author>", ""))

    good, bad, advice = (narrate("feed", "check", f"{name}.xml") for name in ("good", "bad", "advice"))

    assert (good.returncode, bad.returncode, advice.returncode) == (0, 3, 0)
    assert good.stdout == "good.xml: valid\n"
    assert bad.stdout.count("error  ") == 2
    assert bad.stderr == "narrate: bad.xml breaks 2 rules; players may refuse it\n"
    assert "advice  apple/author  the show" in advice.stdout


def test_the_command_finds_the_feed_of_a_folder_and_checks_its_files(narrate, tmp_path):
    (tmp_path / "show" / "public").mkdir(parents=True)
    (tmp_path / "empty").mkdir()
    (tmp_path / "show" / "public" / "feed.xml").write_text(GOOD)

    found, none = narrate("feed", "check", "show", "--json"), narrate("feed", "check", "empty")

    assert {one["rule"] for one in json.loads(found.stdout)} == {"files/there"}
    assert (found.returncode, none.returncode) == (3, 3)
    assert "there is no feed.xml in empty" in none.stderr


def test_a_folder_that_is_no_show_and_has_a_feed_is_what_is_published_whatever_else_is_in_it(narrate, tmp_path):
    (tmp_path / "www" / "public").mkdir(parents=True)
    (tmp_path / "www" / "feed.xml").write_text(GOOD)

    done = narrate("feed", "check", "www", "--json")
    (tmp_path / "www" / "show.toml").touch()
    of_show = narrate("feed", "check", "www")

    assert {one["rule"] for one in json.loads(done.stdout)} == {"files/there"}
    assert "there is no feed.xml in www" in of_show.stderr


@pytest.mark.parametrize(
    "tag", ["uk", "EN-gb", "zh-Hant-TW", "es-419", "de-CH-1996", "sl-rozaj-biske", "gsw", "en-x-a"]
)
def test_a_language_is_a_tag_of_bcp_47(tag):
    feed = GOOD.replace("<language>en-GB", f"<language>{tag}")

    assert "rss/language" not in rules(feed)


def test_a_feed_without_an_episode_is_valid_and_told_that_directories_want_one():
    (told,) = check_feed(render_feed(SHOW, ()))

    assert (told.rule, told.fatal) == ("apple/episode", False)
