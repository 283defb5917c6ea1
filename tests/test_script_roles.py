"""Quotes, headings and other languages are said by whom, and as, the roles of the voice say."""

from dataclasses import replace

import pytest

from narrate.lexicon import Entry, Lexicon
from narrate.model import Article, Block, Credit, Kind
from narrate.script import write_script
from narrate.voice import Pauses, Role, Voice

VOICE = Voice(name="narrator", language="en-US", engine="tone", licence="CC0-1.0", credit="N.")
OTHER = Voice(name="other", language="en-GB", engine="tone", licence="MIT", credit="O.", roles=())
GERMAN = Voice(name="german", language="de-DE", engine="tone", licence="CC-BY-4.0", roles=())
BLOCKS = (
    Block(Kind.TITLE, "The title"),
    Block(Kind.PARAGRAPH, 'One. "Not a block," he said.'),
    Block(Kind.QUOTE, "A quotation. In two sentences."),
    Block(Kind.QUOTE, "And in two paragraphs."),
    Block(Kind.PARAGRAPH, "After it."),
    Block(Kind.HEADING, "A heading", 2),
    Block(Kind.PARAGRAPH, "The end."),
)
PLAIN = Pauses()


def script_of(*roles, blocks=BLOCKS, language="en", **options):
    article = Article(blocks=blocks, rulings=(), language=language)
    return write_script(article, replace(VOICE, roles=roles) if roles else VOICE, **options)


def said(script, kind):
    return [one for one in script.segments if script.article.blocks[one.block].kind is kind]


def test_a_quote_is_slower_than_the_rest_by_itself():
    script = script_of()

    assert {one.rate for one in script.segments} - {1.0} == {0.94}
    assert {one.rate for one in said(script, Kind.QUOTE)} == {0.94}
    assert {one.rate for one in said(script, Kind.PARAGRAPH)} == {1.0}


def test_a_quote_has_more_silence_around_it_and_none_more_inside():
    script = script_of(Role("quote", pause_ms=123))
    paragraphs, quote = said(script, Kind.PARAGRAPH), said(script, Kind.QUOTE)

    assert paragraphs[1].pause_ms == PLAIN.paragraph_ms + 123
    assert [one.pause_ms for one in quote] == [PLAIN.sentence_ms, PLAIN.quote_ms, PLAIN.quote_ms + 123]


def test_without_roles_all_is_read_alike():
    script = write_script(Article(blocks=BLOCKS, rulings=()), replace(VOICE, roles=()))

    assert {(one.voice, one.rate) for one in script.segments} == {("", 1.0)}
    assert said(script, Kind.QUOTE)[-1].pause_ms == PLAIN.quote_ms


def test_each_kind_is_said_by_the_voice_of_its_role():
    script = script_of(Role("quote", reader=OTHER), Role("heading", reader=GERMAN), Role("title", rate=0.9))

    assert {one.voice for one in said(script, Kind.QUOTE)} == {"other"}
    assert {one.voice for one in said(script, Kind.HEADING)} == {"german"}
    assert {one.voice for one in said(script, Kind.PARAGRAPH)} == {""}
    assert {(one.voice, one.rate) for one in said(script, Kind.TITLE)} == {("", 0.9)}


def test_an_article_in_another_language_is_said_by_that_languages_voice():
    german = script_of(Role("de", reader=GERMAN), language="de-AT")
    english = script_of(Role("de", reader=GERMAN))

    assert {one.voice for one in german.segments} == {"german"}
    assert {one.voice for one in english.segments} == {""}


def test_each_voice_says_names_as_its_own_lexicon_does():
    lexicons = (Lexicon((Entry("quotation", "citation"),)), Lexicon((Entry("end", "finish"),)))

    reader = replace(OTHER, lexicon=lexicons[0])
    article = Article(blocks=BLOCKS, rulings=())
    script = write_script(article, replace(VOICE, lexicon=lexicons[1], roles=(Role("quote", reader=reader),)))

    assert [one.phonetic for one in script.segments if one.phonetic] == ["A citation.", "The finish."]


def test_each_voice_says_no_more_in_one_go_than_it_can():
    long = "The quick brown fox jumps over the lazy dog near the old stone bridge by the river; " * 4
    blocks = (Block(Kind.PARAGRAPH, long), Block(Kind.QUOTE, long))

    script = script_of(Role("quote", reader=replace(OTHER, longest=100)), blocks=blocks)

    assert max(len(one.text) for one in said(script, Kind.QUOTE)) <= 100
    assert max(len(one.text) for one in said(script, Kind.PARAGRAPH)) > 150


def test_phonemes_are_asked_of_the_voice_that_says_the_words():
    asked = set()

    def phonemes(segment):
        asked.add((segment.voice, segment.rate, segment.text[:5]))
        return segment.text

    script_of(Role("quote", reader=OTHER, rate=0.9), phonemes=phonemes)

    assert ("other", 0.9, "A quo") in asked
    assert not {one for one in asked if one[0] == "other" and one[2] not in {"A quo", "In tw", "And i"}}


def test_inside_a_quote_the_pauses_are_its_voices_own():
    reader = replace(OTHER, pauses=Pauses(sentence_ms=999, quote_ms=998))

    script = script_of(Role("quote", reader=reader))

    assert [one.pause_ms for one in said(script, Kind.QUOTE)] == [999, PLAIN.quote_ms, PLAIN.quote_ms]


@pytest.mark.parametrize(
    ("roles", "names"),
    [
        ((Role("quote"),), ["narrator"]),
        ((Role("title", reader=OTHER),), ["other", "narrator"]),
        ((Role("quote", reader=OTHER), Role("heading", reader=GERMAN)), ["narrator", "other", "german"]),
        ((Role("de", reader=GERMAN),), ["narrator"]),
    ],
)
def test_the_voices_that_are_heard_are_credited_in_the_order_of_their_words(roles, names):
    credited = script_of(*roles).credits

    assert [credit.voice for credit in credited] == names
    assert set(credited) <= {Credit("narrator", "CC0-1.0", "N."), Credit("other", "MIT", "O."), GERMAN.due}


def test_a_slower_role_moves_the_chapters_that_are_placed_by_time():
    words = "The quick brown fox jumps over the lazy dog. " * 12
    blocks = tuple(Block(Kind.QUOTE, words) for _ in range(40))

    slow, quick = (script_of(Role("quote", rate=rate), blocks=blocks) for rate in (0.5, 2.0))

    assert len(slow.marks) > 2 * len(quick.marks) > 2


MIXED = (
    Block(Kind.PARAGRAPH, "She said it at 5 p.m. in one word."),
    Block(Kind.QUOTE, "Das sind 21 Häuser.", language="de-CH"),
    Block(Kind.PARAGRAPH, "Mit 21 Fenstern.", language="de"),
    Block(Kind.PARAGRAPH, "And 21 more.", language="en"),
)


def test_a_block_in_a_language_with_a_role_is_said_by_it_and_in_that_languages_words():
    script = script_of(Role("de", reader=GERMAN), Role("quote", reader=OTHER, rate=0.9), blocks=MIXED)

    assert [(one.voice, one.rate) for one in script.segments] == [
        ("", 1.0),
        ("german", 0.9),
        ("german", 1.0),
        ("", 1.0),
    ]
    assert "einundzwanzig" in script.segments[1].text
    assert "twenty-one" in script.segments[3].text


def test_a_block_in_a_language_that_nobody_speaks_is_read_like_the_article():
    script = script_of(Role("uk", reader=GERMAN), blocks=MIXED)

    assert {one.voice for one in script.segments} == {""}
    assert "twenty-one" in script.segments[2].text


def test_in_an_article_of_another_language_what_is_in_the_voices_own_it_says_itself():
    script = script_of(Role("de", reader=GERMAN), blocks=MIXED, language="de")

    assert [one.voice for one in script.segments] == ["german", "german", "german", ""]
