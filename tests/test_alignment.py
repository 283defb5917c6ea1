"""Each word's phonemes are found in the utterance's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.engines.alignment import spans


def found(words, phonemes):
    return [span and phonemes[slice(*span)] for span in spans(words, phonemes)]


def test_words_are_found_where_they_are():
    assert found(["ðə", "bˈɛl", "ɹˈæŋ"], "ðə bˈɛl ɹˈæŋ.") == ["ðə", "bˈɛl", "ɹˈæŋ"]


def test_words_that_run_together_are_parted():
    assert found(["ˈʌv", "ðˈə", "bˈɛl"], "ʌvðə bˈɛl") == ["ʌv", "ðə", "bˈɛl"]


def test_a_word_that_a_neighbour_changed_is_found():
    assert found(["ðə", "ˈæpəl"], "ðɪ ˈæpəl") == ["ðɪ", "ˈæpəl"]


def test_a_name_that_the_lexicon_says_otherwise_is_found():
    assert found(["ɪn", "kaɪˈɛv", "tˈuː"], "ɪn kˈiːɪv tˈuː") == ["ɪn", "kˈiːɪv", "tˈuː"]


def test_stress_and_length_belong_to_their_word():
    assert found(["ˈiː", "sˈiː"], "ˈiː sˌiː,") == ["ˈiː", "sˌiː"]


def test_a_word_that_was_not_said_is_none():
    assert found(["bˈɛl", "xxxxxxx", "ɹˈæŋ"], "bˈɛl ɹˈæŋ") == ["bˈɛl", None, "ɹˈæŋ"]


@pytest.mark.parametrize("phonemes", ["", "..", " "])
def test_where_nothing_is_said_no_word_is(phonemes):
    assert found(["bˈɛl"], phonemes) == [None]


WORD = st.text("ptkbdszmnlaeiouəɛˈː ", max_size=6)


@given(words=st.lists(WORD, max_size=8), phonemes=st.text("ptkbdszmnlaeiouəɛˈː .", max_size=60))
def test_words_come_in_order_without_overlap(words, phonemes):
    last = 0
    for span in spans(words, phonemes):
        if span is not None:
            assert last <= span[0] < span[1] <= len(phonemes)
            last = span[1]
