"""What must hold for any text."""

import string
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.spoken import verbalize

NEWS = st.lists(
    st.sampled_from(
        "The $61 billion package. U.S. Gen. St. No. 5 p.m. July 24, 2024 F-16s 3-5 10,000 20 km/h -20°C 1/2 '90s II "
        "Henry VIII Dr. e.g. #tag @me https://a.b/c x@y.org .. … — ( ) [1] \" “ ” ' ’s & % № 9/11 24/7 A. B. NATO Київ "
        "1990s 2nd 3.5% €5bn 5:30 and, but; so: why? no! II-era 155mm 100k 12\" ¼ 2:1 1-800-GO CO2 m² U.N.'s".split()
    ),
    max_size=25,
).map(" ".join)
TEXTS = st.one_of(st.text(max_size=200), st.text(string.printable, max_size=200), NEWS)


@given(TEXTS, st.sampled_from(["en", "en-GB", "de", "uk", ""]))
def test_every_word_is_said_and_points_forward_into_the_text(text, language):
    words = verbalize(text, language)

    place = 0
    for word in words:
        assert word.spoken
        assert word.spoken == word.spoken.strip()
        assert any(map(str.isalnum, word.spoken))
        assert place <= word.start < word.end <= len(text)
        place = word.end


@given(NEWS)
def test_no_letter_or_figure_of_a_news_text_is_lost(text):
    words = verbalize(text, "en")

    covered = {place for word in words for place in range(word.start, word.end)}
    lost = [(place, char) for place, char in enumerate(text) if char.isalnum() and place not in covered]
    assert [char for place, char in lost if text[place - 1 : place + 2] != "[1]"] == []


@given(st.lists(st.from_regex(r"[a-z]{2,12}", fullmatch=True), min_size=1, max_size=12))
def test_words_in_small_letters_are_all_kept(written):
    spoken = " ".join(word.spoken for word in verbalize(" ".join(written), "de"))

    assert spoken.split() == written


@given(NEWS)
def test_news_is_said_the_same_when_it_is_read_again(text):
    once = " ".join(word.spoken for word in verbalize(text, "en"))

    twice = " ".join(word.spoken for word in verbalize(once, "en"))

    assert twice == once


@pytest.mark.parametrize(
    "unit", ["1", "a", "1-", "1.", "1,", "a1", "A.", "-", "(", "'s", "1/", "U.S. ", "$1 ", "é́", "I", ".", '"', " "]
)
def test_a_line_of_a_hundred_thousand_characters_takes_no_longer_than_its_length(unit):
    short, long = unit * (10_000 // len(unit)), unit * (100_000 // len(unit))
    started = time.process_time()
    verbalize(short, "en")
    between = time.process_time()

    verbalize(long, "en")

    spent = time.process_time() - between
    assert spent < 40 * max(between - started, 0.02)
