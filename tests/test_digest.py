"""Several articles in one: the day and their number first, then a chapter for each, and every word where it was."""

from datetime import date

import mutagen
import pytest

from narrate.digest import join
from narrate.model import Article, Block, Disclosure, Kind
from narrate.script import write_script
from narrate.spoken.calendar import written_day

DAY = date(2026, 11, 23)


def article(title, *texts, language="en", url=None):
    blocks = (Block(Kind.TITLE, title), *(Block(Kind.PARAGRAPH, text) for text in texts))
    return Article(blocks=blocks, rulings=(), language=language, url=url)


BELL = article("The bell", "It rang at noon.", "It rang again.", url="https://example.org/bell")
FERRY = article("The ferry", "She sailed.", url="https://example.org/ferry")
UNTITLED = Article(blocks=(Block(Kind.PARAGRAPH, "A note without a title."),), rulings=())


def said(joined, voice, **options):
    return [segment.text for segment in write_script(joined, voice, **options).segments]


def test_the_day_and_the_number_of_articles_are_said_first(tone):
    texts = said(join([BELL, FERRY, UNTITLED], DAY), tone)

    assert texts[:3] == ["Monday, November twenty-third.", "three articles.", "The bell."]


def test_a_title_of_ones_own_is_said_before_the_day(tone):
    joined = join([BELL, FERRY], DAY, title="Morning News")

    assert joined.title == "Morning News"
    assert said(joined, tone)[:3] == ["Morning News.", "Monday, November twenty-third.", "two articles."]


def test_one_article_is_not_counted(tone):
    assert said(join([BELL], DAY), tone)[:2] == ["Monday, November twenty-third.", "The bell."]


def test_each_article_is_a_chapter_with_its_title_and_link_and_headings_inside_are_none(tone):
    long = article("The ferry", "She sailed.", url="https://example.org/ferry")
    long = Article(
        blocks=(*long.blocks, Block(Kind.HEADING, "A section", level=2), Block(Kind.PARAGRAPH, "She came back.")),
        rulings=(),
        url=long.url,
    )

    script = write_script(join([BELL, long, UNTITLED], DAY), tone)

    assert [(mark.title, mark.url) for mark in script.marks] == [
        ("Monday, November 23", ""),
        ("The bell", "https://example.org/bell"),
        ("The ferry", "https://example.org/ferry"),
        ("A note without a title.", ""),
    ]
    starts = [script.segments[mark.segment].text for mark in script.marks]
    assert starts == ["Monday, November twenty-third.", "The bell.", "The ferry.", "A note without a title."]


def test_an_article_of_which_nothing_can_be_said_is_no_chapter(tone):
    silent = Article(blocks=(Block(Kind.PARAGRAPH, "***"),), rulings=())

    script = write_script(join([silent, BELL], DAY), tone)

    assert [mark.title for mark in script.marks] == ["Monday, November 23", "The bell"]


def test_words_keep_their_places_in_the_blocks_of_the_digest(tone):
    script = write_script(join([BELL, FERRY], DAY), tone)

    for segment in script.segments:
        block = script.article.blocks[segment.block]
        if block.kind is Kind.PARAGRAPH:
            assert [block.text[word.start : word.end] for word in segment.words] == block.text.split()


def test_it_is_disclosed_once_and_for_all_of_them(tone):
    texts = said(join([BELL, FERRY], DAY), tone, disclosure=Disclosure())

    assert texts[-1] == "These articles are narrated by a synthetic voice."
    assert sum("synthetic" in text for text in texts) == 1


def test_it_is_in_the_language_of_most_and_the_others_tell_theirs():
    joined = join(
        [article("A", "B.", language="de"), BELL, article("C", "D.", language="de-AT"), article("E", language="de")],
        DAY,
    )

    assert joined.language == "de"
    assert [block.text for block in joined.blocks[:2]] == ["Montag, 23. November", "4 Artikel."]
    assert {block.language for block in joined.blocks if block.text in {"The bell", "It rang at noon."}} == {"en"}
    assert {block.language for block in joined.blocks if block.text in {"A", "C"}} == {""}


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en-GB", "Tuesday, 3 November"), ("de", "Dienstag, 3. November"), ("es", "martes, 3 de noviembre"),
        ("ru", "вторник, 3 ноября"), ("ja", "11月3日火曜日"), ("ko", "11월 3일 화요일"), ("hu", "november 3., kedd"),
        ("tr", "3 Kasım Salı"), ("lv", "otrdiena 3. novembris"), ("xx", "Tuesday, November 3"),
    ],
)  # fmt: skip
def test_a_day_is_written_as_the_language_writes_it_without_its_year(language, told):
    assert written_day(date(2026, 11, 3), language) == told


def test_more_articles_than_a_file_has_chapters_for_are_all_said(tone):
    many = [article(f"Number {number}", "It was so.") for number in range(300)]

    script = write_script(join(many, DAY), tone)

    assert len(script.marks) <= 255
    assert script.segments[-2].text == "Number two hundred ninety-nine."


def test_the_command_makes_one_file_and_a_bad_source_sinks_no_other(narrate, article, tmp_path):
    other = tmp_path / "ferry.txt"
    other.write_text("The ferry\n\nShe sailed on Monday morning, with nobody on board but the captain and a dog.\n")

    words = ("speak", article, "missing.txt", other, "--voice", "tone", "--digest", "--date", "2026-11-23")
    done = narrate(*words, "-o", "morning.mp3")

    assert done.returncode == 7
    assert "there is no file missing.txt" in done.stderr
    tags = mutagen.File(tmp_path / "morning.mp3").tags
    chapters = sorted(tags.getall("CHAP"), key=lambda one: one.start_time)
    titles = [one.sub_frames["TIT2"].text[0] for one in chapters]
    assert titles == ["Monday, November 23", "The bell of Orrin Vale", "The ferry"]
    first = (tmp_path / "morning.mp3").read_bytes()
    (tmp_path / "cache").rename(tmp_path / "kept")
    narrate(*words, "-o", "again.mp3")
    assert (tmp_path / "again.mp3").read_bytes() == first


def test_a_digest_of_nothing_but_bad_sources_makes_no_file(narrate, tmp_path):
    done = narrate("speak", "one.txt", "two.txt", "--voice", "tone", "--digest", "-o", "morning.mp3")

    assert done.returncode == 7
    assert not (tmp_path / "morning.mp3").exists()


@pytest.mark.parametrize("words", [["--title", "T"], ["--date", "2026-11-23"]])
def test_what_is_a_digests_is_refused_without_one(narrate, article, words):
    done = narrate("speak", article, "--voice", "tone", *words)

    assert done.returncode == 2
    assert "add --digest" in done.stderr
