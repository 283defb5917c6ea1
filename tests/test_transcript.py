"""What is heard, when: every word of the text has a time, in order."""

from dataclasses import replace
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.engines import load_engine
from narrate.model import Article, Block, Clip, Cue, Kind, Loudness, Mark, Script, Segment, Track, Word
from narrate.script import write_script
from narrate.transcript import transcribe
from narrate.voice import load_voice

RATE = 22050


def heard(script, clips):
    """The transcript of clips that follow each other after half a second."""
    ends = list(accumulate((clip.length for clip in clips), initial=RATE // 2))
    cues = tuple(Cue(*ends) for ends in pairwise(ends))
    words = tuple(
        tuple(
            word and Cue(cue.start + word.start, cue.start + word.end) for word in clip.words or [None] * len(one.words)
        )
        for clip, cue, one in zip(clips, cues, script.segments, strict=True)
    )
    loudness = Loudness(-19.0, -2.0)
    return transcribe(Track(script, RATE, ends[-1], cues, words, (), loudness, sound=()))


def hummed(blocks):
    """The transcript of an article of these blocks."""
    voice = load_voice("tone")
    script = write_script(Article(blocks, ()), voice)
    clips = list(map(load_engine(voice).speak, script.segments))
    return heard(script, [replace(clip, words=()) for clip in clips])


def passage(text, segments, cues):
    """The passage of a text, said in utterances of a second whose words' times are known or not."""
    script = Script(Article((Block(Kind.PARAGRAPH, text),), ()), segments, (Mark("T", 0),))
    (made,) = heard(script, [Clip(pcm=b"\x10\x10" * RATE, rate=RATE, words=words) for words in cues]).passages
    return made


def said(text, pause_ms=400):
    """A segment that says the words of a text as they stand."""
    words, at = [], 0
    for one in text.split():
        at = text.index(one, at)
        words.append(Word(one, at, at + len(one)))
        at += len(one)
    return Segment(tuple(words), 0, pause_ms)


def test_passages_are_the_articles_blocks_as_they_are_written():
    blocks = (
        Block(Kind.TITLE, "The bell"),
        Block(Kind.HEADING, "It cost $5", level=2),
        Block(Kind.PARAGRAPH, "„Ja“, said he.", language="de"),
    )

    passages = hummed(blocks).passages

    assert [(one.kind, one.text, one.level, one.language) for one in passages] == [
        (block.kind, block.text, block.level, block.language) for block in blocks
    ]
    assert [passages[1].text[word.start : word.end] for word in passages[1].words] == ["It", "cost", "$5"]


def test_a_table_that_is_announced_is_the_sentence_that_is_said():
    blocks = (Block(Kind.PARAGRAPH, "Text."), Block(Kind.TABLE, "a | b"), Block(Kind.TABLE, "c | d"))

    _, notice = hummed(blocks).passages

    assert (notice.kind, notice.text) == (Kind.NOTICE, "A table is left out here.")
    assert len(notice.words) == 6


@given(
    st.lists(st.text(st.characters(codec="utf-8"), max_size=120).map(lambda text: " ".join(text.split())), max_size=4)
)
def test_times_and_characters_go_forward_and_the_utterances_are_all_of_the_text(texts):
    blocks = (Block(Kind.TITLE, "The bell"), *(Block(Kind.PARAGRAPH, text) for text in texts))

    passages = hummed(blocks).passages

    spans = [span for one in passages for span in one.utterances]
    assert all(one.end_ms <= other.start_ms for one, other in pairwise(spans))
    for one in passages:
        assert "".join("".join(one.text[span.start : span.end].split()) for span in one.utterances) == one.text.replace(
            " ", ""
        )
        for before, after in pairwise(one.words):
            assert before.end <= after.start
            assert before.end_ms <= after.start_ms
        for word in one.words:
            assert any(span.start_ms <= word.start_ms < word.end_ms <= span.end_ms for span in one.utterances)


def test_closing_marks_stay_with_the_utterance_before_and_opening_ones_with_the_one_after():
    text = '"We left," she said (in 1990). "And you?"'
    words = [Word("We", 1, 3), Word("left,", 4, 9), Word("she", 11, 14), Word("said", 15, 19)]
    more = [Word("in", 21, 23), Word("nineteen ninety.", 24, 28), Word("And", 32, 35), Word("you?", 36, 40)]
    segments = tuple(Segment(tuple(part), 0, 300) for part in (words[:2], words[2:] + more[:2], more[2:]))

    made = passage(text, segments, [()] * 3)

    assert [text[one.start : one.end] for one in made.utterances] == [
        '"We left,"',
        "she said (in 1990).",
        '"And you?"',
    ]


def test_words_without_a_time_share_the_time_between_their_neighbours():
    cues = (Cue(0, 2205), None, None, Cue(11025, 13230))

    made = passage("One two fourth end.", (said("One two fourth end."),), [cues])

    start = made.words[0].start_ms
    assert [(word.start_ms - start, word.end_ms - start) for word in made.words] == [
        (0, 100),
        (100, 233),
        (233, 500),
        (500, 600),
    ]


def test_a_word_that_was_swallowed_shares_the_time_of_the_word_before_it():
    cues = (Cue(0, 4410), None, Cue(4410, 8820))

    made = passage("Have a seat.", (said("Have a seat."),), [cues])

    start = made.words[0].start_ms
    assert [(word.start_ms - start, word.end_ms - start) for word in made.words] == [(0, 160), (160, 200), (200, 400)]


@pytest.mark.parametrize("cues", [(), (None, None, Cue(4410, 8820)), (Cue(0, 441), None, None), (None, None, None)])
def test_every_word_has_a_time_within_its_utterance(cues):
    made = passage("Have a seat.", (said("Have a seat."),), [cues])

    (utterance,) = made.utterances
    assert len(made.words) == 3
    assert utterance.start_ms <= made.words[0].start_ms
    assert all(one.start_ms < one.end_ms <= other.start_ms for one, other in pairwise(made.words))
    assert made.words[-1].end_ms <= utterance.end_ms


def test_the_number_of_a_lists_item_is_heard_with_its_first_sentence():
    items = ("Lie down. The wheels are loud.", "Sleep.")

    transcript = hummed(tuple(Block(Kind.LIST_ITEM, text, ordinal=n) for n, text in enumerate(items, start=1)))

    assert [[one.text[span.start : span.end] for span in one.utterances] for one in transcript.passages] == [
        ["Lie down.", "The wheels are loud."],
        ["Sleep."],
    ]
    first, second = transcript.passages
    assert all(span.start < span.end for one in (first, second) for span in (*one.words, *one.utterances))
    assert first.utterances[0].start_ms == 500  # where the number begins
    assert first.words[0].start_ms > first.utterances[0].start_ms + 100
    assert first.utterances[-1].end_ms <= second.utterances[0].start_ms
