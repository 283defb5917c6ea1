"""Where sentences end, and how a long one is cut."""

import string
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.chunk import sentences, utterances
from narrate.model import Word
from narrate.spoken import verbalize


def split(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in sentences(text, language)]


def cut(text: str, longest: int) -> list[str]:
    return [" ".join(word.spoken for word in words) for words in utterances(verbalize(text, "en"), longest)]


@pytest.mark.parametrize(
    "parts",
    [
        ["He came.", "She left."],
        ["Was it he?", "It was!", "So it goes."],
        ["Gen. Orr met Dr. Lane in the U.S. Capitol at 5 p.m. Monday."],
        ["They moved to the U.S.", "She stayed."],
        ["It closed at 6 p.m.", "Nobody came."],
        ["The firm, Orr & Co., fell 3.5 percent.", "It recovered."],
        ["See No. 5 and p. 12 on Nov. 23."],
        ["J. K. Orr and Mary B. Lane wrote it."],
        ['"We came.', 'We saw," she said.'],
        ['"Is it over?" he asked.'],
        ["He said: 'It is over.'", "She wept."],
        ["Visit example.com today.", "It is free."],
        ["He waited .. and waited ... and left."],
        ["He waited…", "Nobody came."],
        ["St. Anne's is on Oak St.", "It is old."],
        ["It cost $5.", "3 people paid."],
        ["1. Buy bread.", "2. Buy milk."],
        ["a) one thing", "b) another thing"],
        ["She shops at Yahoo! and elsewhere."],
        ["You and I.", "Nobody else."],
        ["The end (he left.) was near.", "Then (too late) she came."],
        ["no capitals here.", "none there either."],
        ["A missing space.Then more."],
    ],
)
def test_sentences_end_where_a_reader_would_stop(parts):
    if parts == ["A missing space.Then more."]:
        assert split(parts[0]) == ["A missing space.", "Then more."]
    else:
        assert split(" ".join(parts)) == parts


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("de", ["Das ist Dr. Eins.", "Er kam am 3. Mai.", "Und nun?"]),
        ("fr", ["M. Durand est venu.", "Il a dit « oui ».", "Et alors ?"]),
        ("es", ["El Sr. Uno vino.", "¿Y ahora?", "¡Nada!"]),
        ("uk", ["Він прийшов.", "Вона пішла."]),
        ("ja", ["彼は来た。", "彼女は去った。"]),
        ("pt-BR", ["O Dr. Um veio.", "Ela saiu."]),
        ("tlh", ["One two.", "Three four."]),
        ("cs", ["Přišel 24. července.", "Byla zima."]),
        ("hu", ["Ez 2024. július 24-én volt.", "Vége."]),
        ("pl", ["W 2024 r. Kowalski przyszedł.", "Potem wyszedł."]),
        ("el", ["Κόστισε 3,5 δισ. € τότε.", "Τέλος."]),
    ],
)
def test_sentences_of_other_languages_end_where_a_reader_would_stop(language, parts):
    joint = "" if language == "ja" else " "

    assert split(joint.join(parts), language) == parts


@given(
    st.one_of(st.text(max_size=300), st.text(string.printable, max_size=300)),
    st.sampled_from(["en", "fr", "de", "ja", ""]),
)
def test_sentences_lose_white_space_only(text, language):
    spans = sentences(text, language)

    place = 0
    for start, end in spans:
        assert not text[place:start].strip()
        assert text[start:end].strip() == text[start:end] != ""
        place = end
    assert not text[place:].strip()


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("unit", ["!", ". ", "a. ", "U.S. ", "1) ", '"', "!x", "a\n", "... ", "x", "„Er. "])
def test_the_work_grows_no_faster_than_the_text(unit, language):
    def spent(length):
        text = unit * (length // len(unit))
        started = time.process_time()
        sentences(text, language)
        utterances(verbalize(text[:1000], "en"), 200)
        return time.process_time() - started

    small, large = (min(spent(length) for _ in range(3)) for length in (20_000, 160_000))

    assert large < 8 * 4 * small  # a quadratic splitter takes 64 times as long for eight times the text


def test_a_short_sentence_is_one_utterance():
    assert cut("The talks ended.", 200) == ["The talks ended."]


def test_a_sentence_without_a_full_stop_gets_one():
    assert cut("Talks end without a deal", 200) == ["Talks end without a deal."]


def test_a_mark_behind_a_quotation_mark_is_the_utterances_own():
    assert cut('She said, "Go."', 200) == ["She said, Go."]


def test_each_full_stop_inside_a_sentence_ends_an_utterance():
    assert cut('"Stop!" he said.', 200) == ["Stop!", "he said."]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "The first half of it says one thing; the other half of it, however, says another.",
            ["The first half of it says one thing;", "the other half of it, however, says another."],
        ),
        (
            "The council met in the old town hall, as ever, and the mayor, who was late, spoke.",
            ["The council met in the old town hall, as ever,", "and the mayor, who was late, spoke."],
        ),
        (
            "The council met in the old town hall yesterday because nobody had found a better place.",
            ["The council met in the old town hall yesterday,", "because nobody had found a better place."],
        ),
    ],
)
def test_a_long_sentence_is_cut_at_its_best_clause_mark(text, parts):
    assert cut(text, 60) == parts


WORDS = st.lists(
    st.builds(Word, st.from_regex(r"[a-z0-9]{1,12}[,;:.?!]?", fullmatch=True), st.just(0), st.just(1)), max_size=80
).map(tuple)


@given(WORDS, st.integers(20, 120))
def test_utterances_keep_every_word_stay_short_and_end_in_a_mark(words, longest):
    made = utterances(words, longest)

    written = "".join(word.spoken for word in words)
    said = "".join(word.spoken for part in made for word in part)
    assert [one for one in said if one.isalnum()] == [one for one in written if one.isalnum()]
    for part in made:
        text = " ".join(word.spoken for word in part)
        assert text[-1] in ",;:.?!"
        assert not set(text[:-1]) & set(".?!")
        assert len(text) <= longest


def test_a_word_that_is_too_long_is_cut_at_its_spaces_and_stands_for_its_letters_once():
    words = (Word("go", 0, 2), Word("one two three four five six", 3, 9), Word("now.", 10, 14))

    made = utterances(words, 20)

    assert [[word.spoken for word in part] for part in made] == [["go,"], ["one two three,"], ["four five six", "now."]]
    assert [(word.start, word.end) for part in made for word in part] == [(0, 2), (3, 9), (9, 9), (10, 14)]


def test_a_word_without_spaces_is_cut_where_it_must_be():
    made = utterances((Word("a" * 6000, 0, 6000),), 240)

    assert made[0][0].end == 6000
    assert {(word.start, word.end) for part in made[1:] for word in part} == {(6000, 6000)}
    assert sum(word.spoken.count("a") for part in made for word in part) == 6000
    assert max(len(word.spoken) for part in made for word in part) <= 240


def test_an_utterance_without_a_phoneme_is_left_out():
    words = (Word("one.", 0, 4), Word("ʷ.", 5, 7), Word("two.", 8, 12))

    made = utterances(words, 100, count=lambda part: 0 if part[0].spoken == "ʷ." else 9)

    assert [part[0].spoken for part in made] == ["one.", "two."]


def test_nothing_to_say_makes_no_utterance():
    assert utterances((), 100) == ()
    assert utterances((Word('"', 0, 1), Word("...", 1, 4)), 100) == ()
