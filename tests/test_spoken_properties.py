"""What must hold for any text."""

import string
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.spoken import en, verbalize
from narrate.spoken.pieces import words
from narrate.spoken.settled import settle

NEWS = st.lists(
    st.sampled_from(
        "The $61 billion package. U.S. Gen. St. No. 5 p.m. July 24, 2024 F-16s 3-5 10,000 20 km/h -20°C 1/2 '90s II "
        "Henry VIII Dr. e.g. #tag @me https://a.b/c x@y.org .. … — ( ) [1] \" “ ” ' ’s & % № 9/11 24/7 A. B. NATO Київ "
        "1990s 2nd 3.5% €5bn 5:30 and, but; so: why? no! II-era 155mm 100k 12\" ¼ 2:1 1-800-GO CO2 m² U.N.'s".split()
    ),
    max_size=25,
).map(" ".join)
SENTENCES = [
    "The $61 billion package passed on July 24, 2024, at 5:30 p.m. EST.",
    "Gen. Orr of the U.S. said 3-5 F-16s, worth €5bn, left.",
    'He said: "No. 5 on Oak St. is mine!"',
    "In 2022, 155 people (12.5%) moved to St. Paul, Minn., for good…",
    "Henry VIII and J. K. Lane paid £1.20 in the '90s.",
    "UKRAINE AND THE EU SIGN A DEAL IN KYIV TODAY",
    "At -20°C, 155mm shells fell 20 km/h slower – or 1/2 as fast.",
    "NATO's MPs met UAV makers, e.g. Київ Aero, on 9/11.",
    "Read more at https://a.example.com/b or write to x@y.org [1].",
    "The UAE's A.I. plan: Q3 2024, No. 10, pp. 5-7, Fig. 3.",
    "Was it Dr. A. Lane? It was #1, said @some_one & co.",
    "From 2014–2022 and 1960s-80s, 1,000th; 24/7; COVID-19.",
]
TEXTS = st.one_of(st.text(max_size=200), st.text(string.printable, max_size=200), NEWS)
LANGUAGES = st.sampled_from(["en", "en-GB", "de", "uk", ""])


@given(TEXTS, LANGUAGES)
def test_every_word_is_said_and_points_forward_into_the_text(text, language):
    said = verbalize(text, language)

    place = 0
    for word in said:
        assert word.spoken
        assert word.spoken == word.spoken.strip()
        assert any(map(str.isalnum, word.spoken))
        assert place <= word.start < word.end <= len(text)
        place = word.end


@given(NEWS)
def test_no_letter_or_figure_of_a_news_text_is_lost(text):
    said = verbalize(text, "en")

    covered = {place for word in said for place in range(word.start, word.end)}
    lost = [(place, char) for place, char in enumerate(text) if char.isalnum() and place not in covered]
    assert [char for place, char in lost if text[place - 1 : place + 2] != "[1]"] == []


@given(st.lists(st.from_regex(r"[a-z]{2,12}", fullmatch=True), min_size=1, max_size=12))
def test_words_in_small_letters_are_all_kept(written):
    spoken = " ".join(word.spoken for word in verbalize(" ".join(written), "de"))

    assert spoken.split() == written


@given(st.one_of(TEXTS, st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map(" ".join)), LANGUAGES)
def test_a_spoken_text_is_said_the_same_when_it_is_read_again(text, language):
    once = " ".join(word.spoken for word in verbalize(text, language))

    twice = " ".join(word.spoken for word in verbalize(once, language))

    assert twice == once


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map(" ".join))
def test_one_reading_is_enough_for_a_news_text(text):
    once = words(en.pieces(text))

    assert settle(once, lambda again: words(en.pieces(again))) is once


def growth(unit: str, language: str) -> float:
    """How many times longer a text of eight times the length takes."""

    def spent(length: int) -> float:
        text = unit * (length // len(unit))
        started = time.process_time()
        verbalize(text, language)
        return time.process_time() - started

    verbalize(unit, language)
    small, large = (min(spent(length) for _ in range(2)) for length in (5_000, 40_000))
    return large / small


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "a",
        "1-",
        "1.",
        "1,",
        "a1",
        "A.",
        "-",
        "(",
        "'s",
        "1/",
        "U.S. ",
        "$1 ",
        "é́",
        "I",
        ".",
        '"',
        " ",
        "Dr. ",
        "ж ",
    ],
)
def test_the_work_grows_no_faster_than_the_text(unit):
    assert growth(unit, "en") < 8 * 4  # a quadratic rule takes 64 times as long for eight times the text


@pytest.mark.parametrize(
    "unit", ["1", "1 ", "1.", "1,", "24.07.2024 ", "3. Mai ", "5 km ", "€", "-", "1-", "12:30", "'"]
)
def test_the_work_grows_no_faster_in_other_languages(unit):
    assert growth(unit, "de") < 8 * 4
