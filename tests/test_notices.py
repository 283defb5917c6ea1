"""A synthetic voice says that it is one: where, in which words, and never as if the source said it."""

from dataclasses import replace

import pytest

from narrate.errors import InputError
from narrate.model import Article, Block, Disclosure, Kind, Part, When
from narrate.notices import _shipped, counted, disclose, notice
from narrate.script import write_script
from narrate.voice import Role

HEAD = (Block(Kind.TITLE, "The bell"), Block(Kind.BYLINE, "By Ann Lee"), Block(Kind.DATE, "March 5, 2024"))
BODY = (Block(Kind.PARAGRAPH, "It rang at noon."), Block(Kind.PARAGRAPH, "It rang again."))
ARTICLE = Article(blocks=HEAD + BODY, rulings=(), language="en-GB")
SENTENCE = "This article is narrated by a synthetic voice."


def said(article, voice, **choices):
    script = write_script(article, voice, disclosure=Disclosure(**choices))
    return script, [segment.text for segment in script.segments]


def test_it_is_said_at_the_end_with_a_pause_before_it(tone):
    script, texts = said(ARTICLE, tone)

    assert texts[-1] == script.disclosure == SENTENCE
    assert script.segments[-2].pause_ms == tone.pauses.notice_ms > tone.pauses.paragraph_ms
    assert script.article.blocks == (*ARTICLE.blocks, Block(Kind.NOTICE, SENTENCE))


def test_at_the_start_it_is_said_between_the_head_and_the_text(tone):
    script, texts = said(ARTICLE, tone, when=When.START)

    assert texts.index(SENTENCE) == texts.index("It rang at noon.") - 1
    assert script.article.blocks == (*HEAD, Block(Kind.NOTICE, SENTENCE), *BODY)
    assert script.article.title == "The bell"


def test_at_the_start_of_an_article_without_a_head_it_is_neither_title_nor_chapter(tone):
    script, texts = said(replace(ARTICLE, blocks=BODY), tone, when=When.START)

    assert texts[0] == SENTENCE
    assert [mark.title for mark in script.marks] == ["It rang at noon."]


def test_off_it_is_not_said_and_not_told(tone):
    script, texts = said(ARTICLE, tone, when=When.OFF)

    assert script.article == ARTICLE
    assert not script.disclosure
    assert SENTENCE not in texts


def test_words_of_ones_own_take_its_place(tone):
    script, texts = said(ARTICLE, tone, text="A machine reads this on Oct. 3.")

    assert texts[-1] == "A machine reads this on October third."
    assert script.disclosure == "A machine reads this on Oct. 3."


def test_the_voices_credit_follows_as_a_sentence_where_it_is_asked_for(tone):
    assert said(ARTICLE, tone, credit=True)[1][-2:] == [SENTENCE, "A sine wave."]
    assert said(ARTICLE, replace(tone, credit=""), credit=True)[1][-1] == SENTENCE


@pytest.mark.parametrize("language", sorted(_shipped()))
def test_it_is_said_in_the_articles_language(tone, language):
    voice = replace(tone, language=language)
    article = replace(ARTICLE, language=language)

    one, sentence = disclose(article, voice, Disclosure())
    several, plural = disclose(replace(article, parts=(Part("A", 3), Part("B", 4))), voice, Disclosure())

    assert one.blocks[-1] == Block(Kind.NOTICE, sentence)
    assert sentence == notice("disclosure", language) != plural == notice("disclosure_of_several", language)
    assert several.blocks[-1].text == plural
    assert write_script(article, voice, disclosure=Disclosure()).segments[-1].text


def test_norwegian_has_one_sentence_under_all_its_tags():
    assert notice("disclosure", "no") == notice("disclosure", "nn-NO") == notice("disclosure", "nb") != ""


def test_in_a_language_without_a_sentence_an_english_voice_says_it_in_english(tone):
    script, texts = said(replace(ARTICLE, language="is"), tone)

    assert texts[-1] == SENTENCE
    assert script.article.blocks[-1].language == "en"


def test_in_a_language_without_a_sentence_another_voice_says_nothing(tone):
    voice = replace(tone, language="is", roles=(Role("en", reader=tone),))

    assert said(replace(ARTICLE, language="is"), voice)[0].article.blocks == ARTICLE.blocks


def test_an_article_of_which_nothing_can_be_said_is_refused_for_all_its_notice(tone):
    with pytest.raises(InputError, match="nothing in"):
        said(Article(blocks=(Block(Kind.PARAGRAPH, "***"),), rulings=()), tone)


def test_a_notice_before_a_part_moves_the_part(tone):
    article = replace(ARTICLE, parts=(Part("It rang at noon.", 3), Part("It rang again.", 4)))

    script, _ = said(article, tone, when=When.START)

    assert [script.article.blocks[part.block].text for part in script.article.parts] == [
        part.title for part in article.parts
    ]


@pytest.mark.parametrize(
    ("number", "category", "language", "words"),
    [
        (3, "other", "en", "3 articles."),
        (3, "few", "pl", "3 artykuły."),
        (5, "many", "ru", "5 материалов."),
        (5, "other", "ar", ""),
        (5, "other", "xx", ""),
    ],
)
def test_articles_are_counted_in_the_languages_own_plural(number, category, language, words):
    assert counted(number, category, language) == words


def test_the_command_takes_its_place_from_the_flag_before_the_environment(narrate, article):
    texts = {
        words: narrate("script", article, "--voice", "tone", *words, env={"NARRATE_DISCLOSURE": "off"}).stdout
        for words in [(), ("--disclosure", "start"), ("--disclosure", "end", "--disclosure-text", "A machine reads.")]
    }

    off, start, own = texts.values()
    assert SENTENCE not in off
    assert start.index("Tess Marlow") < start.index(SENTENCE) < start.index("The bell rang")
    assert own.endswith("A machine reads.\n")


def test_the_article_that_is_printed_has_nothing_of_ours(narrate, article):
    assert "synthetic" not in narrate("clean", article).stdout
