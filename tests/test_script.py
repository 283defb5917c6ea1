"""What is said, with which pauses, in which chapters."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.errors import InputError
from narrate.model import Article, Block, Kind, Reading
from narrate.script import write_script
from narrate.voice import Pauses, Voice

PAUSES = Pauses(
    clause_ms=101, sentence_ms=102, question_ms=103, ellipsis_ms=104, list_item_ms=105, paragraph_ms=106,
    quote_ms=107, byline_ms=108,
    before_heading_ms=109, heading_ms=110, title_ms=111, chapter_ms=112,
)  # fmt: skip
VOICE = Voice(name="test", language="en-US", engine="tone", licence="CC0-1.0", pauses=PAUSES, roles=())
LONG = "The quick brown fox jumps over the lazy dog near the old stone bridge by the river. " * 8


def article(*blocks):
    return Article(blocks=tuple(Block(*block) for block in blocks), rulings=())


def spoken(script):
    return [(segment.text, segment.pause_ms) for segment in script.segments]


def test_each_place_has_the_pause_that_the_profile_gives_it():
    script = write_script(
        article(
            (Kind.TITLE, "Title"),
            (Kind.BYLINE, "By Ann"),
            (Kind.DATE, "Today"),
            (Kind.PARAGRAPH, "One sentence. A question? Trailing off… The end."),
            (Kind.LIST_ITEM, "First"),
            (Kind.LIST_ITEM, "Second"),
            (Kind.PARAGRAPH, "After the list."),
            (Kind.QUOTE, "A quotation."),
            (Kind.PARAGRAPH, "After it."),
        ),
        VOICE,
    )

    assert spoken(script) == [
        ("Title.", 111),
        ("By Ann.", 108),
        ("Today.", 106),
        ("One sentence.", 102),
        ("A question?", 103),
        ("Trailing off.", 104),
        ("The end.", 106),
        ("First.", 105),
        ("Second.", 106),
        ("After the list.", 106),
        ("A quotation.", 107),
        ("After it.", 0),
    ]


def test_a_heading_has_its_pauses_and_starts_a_chapter():
    script = write_script(
        article((Kind.PARAGRAPH, "Before."), (Kind.HEADING, "Part two", 2), (Kind.PARAGRAPH, "After.")), VOICE
    )

    assert spoken(script) == [("Before.", 112), ("Part two.", 110), ("After.", 0)]
    assert [(mark.title, mark.segment) for mark in script.marks] == [("Before.", 0), ("Part two", 1)]


def test_a_heading_that_opens_the_article_adds_no_second_mark_at_the_start():
    script = write_script(article((Kind.HEADING, "Start", 2), (Kind.PARAGRAPH, "Text.")), VOICE)

    assert [mark.segment for mark in script.marks] == [0]


def test_a_long_sentence_is_split_with_the_clause_pause():
    sentence = "It rained, and it rained, and it rained, and it rained, and it rained, and it stopped."

    script = write_script(article((Kind.PARAGRAPH, sentence)), replace(VOICE, longest=60))

    assert len(script.segments) > 1
    assert all(len(segment.text) <= 60 for segment in script.segments)
    assert [segment.pause_ms for segment in script.segments] == [101] * (len(script.segments) - 1) + [0]


def test_the_byline_is_left_out_where_it_is_not_wanted():
    blocks = article((Kind.TITLE, "Title"), (Kind.BYLINE, "By Ann"), (Kind.DATE, "Today"), (Kind.PARAGRAPH, "Text."))

    script = write_script(blocks, VOICE, Reading(byline=False))

    assert [segment.text for segment in script.segments] == ["Title.", "Text."]


@pytest.mark.parametrize("kind", [Kind.TABLE, Kind.CODE])
def test_what_cannot_be_read_aloud_is_announced_in_one_sentence(kind):
    script = write_script(article((Kind.PARAGRAPH, "Text."), (kind, "x = 1; y = 2; z = 3")), VOICE)

    assert len(script.segments) == 2
    assert script.segments[1].text.endswith("is left out here.")


def test_a_table_of_many_rows_is_announced_once():
    rows = [(Kind.TABLE, f"Row {number} | {number}") for number in range(5)]

    script = write_script(article((Kind.PARAGRAPH, "Text."), *rows, (Kind.PARAGRAPH, "End.")), VOICE)

    assert [segment.text for segment in script.segments] == ["Text.", "A table is left out here.", "End."]


def test_a_table_that_is_wanted_is_read_row_by_row_with_a_pause_between_cells():
    blocks = article((Kind.TABLE, "Place | Beds"), (Kind.TABLE, "Cabin | 3"))

    script = write_script(blocks, VOICE, Reading(aloud=frozenset({Kind.TABLE})))

    assert [segment.text for segment in script.segments] == ["Place, Beds.", "Cabin, three."]
    assert [(word.start, word.end) for word in script.segments[1].words][-1] == (8, 9)


def test_an_article_that_cannot_be_said_is_an_input_error():
    with pytest.raises(InputError, match="can be said aloud in en-US"):
        write_script(article((Kind.PARAGRAPH, "— … —")), VOICE)


def test_without_headings_marks_stand_at_paragraphs_about_every_two_minutes():
    script = write_script(article((Kind.TITLE, "Title"), *[(Kind.PARAGRAPH, LONG)] * 20), VOICE)

    starts = [mark.segment for mark in script.marks]
    seconds = [sum(len(one.text) / VOICE.pace for one in script.segments[a:b]) for a, b in pairwise(starts)]
    blocks = [segment.block for segment in script.segments]
    assert all(90 < length < 150 for length in seconds)
    assert all(blocks[start] != blocks[start - 1] for start in starts[1:])


def test_a_mark_without_a_heading_is_named_by_the_paragraphs_first_words():
    script = write_script(article((Kind.TITLE, "Title"), *[(Kind.PARAGRAPH, LONG)] * 6), VOICE)

    assert script.marks[0].title == "Title"
    assert script.marks[1].title == "The quick brown fox jumps over the lazy dog near the old…"


def test_an_article_of_a_minute_is_one_chapter():
    script = write_script(article((Kind.TITLE, "Title"), (Kind.PARAGRAPH, LONG), (Kind.PARAGRAPH, "End.")), VOICE)

    assert len(script.marks) == 1


def test_headings_right_under_each_other_are_one_chapter_and_follow_soon():
    blocks = article((Kind.TITLE, "Title"), (Kind.PARAGRAPH, "One."), (Kind.HEADING, "10:41", 3),
                     (Kind.HEADING, "The bridge", 3), (Kind.PARAGRAPH, "Two."))  # fmt: skip

    script = write_script(blocks, VOICE)

    assert [mark.title for mark in script.marks] == ["Title", "10:41 – The bridge"]
    assert script.segments[2].pause_ms == VOICE.pauses.heading_ms


def test_there_are_never_more_chapters_than_an_mp3_can_hold():
    blocks = [
        block for number in range(600) for block in ((Kind.HEADING, f"Part {number}", 2), (Kind.PARAGRAPH, "Text."))
    ]

    script = write_script(article((Kind.TITLE, "Title"), *blocks), VOICE)

    assert 200 <= len(script.marks) <= 255


@given(
    st.lists(st.tuples(st.sampled_from(list(Kind)), st.text(max_size=120)), min_size=1, max_size=8),
    st.integers(40, 300),
)
def test_for_any_text_words_point_into_their_block_in_order_and_marks_start_at_zero(blocks, longest):
    source = article(*blocks)

    try:
        script = write_script(source, replace(VOICE, longest=longest))
    except InputError:
        return

    assert script.marks[0].segment == 0
    assert [mark.segment for mark in script.marks] == sorted({mark.segment for mark in script.marks})
    position = (-1, 0)
    for segment in script.segments:
        for word in segment.words:
            assert (segment.block, word.start) >= position
            assert word.start <= word.end <= len(script.article.blocks[segment.block].text)
            position = (segment.block, word.end)
