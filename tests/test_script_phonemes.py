"""Each utterance is one sentence to the voice's own phonemiser, and of a length that the voice speaks well."""

from dataclasses import replace

import pytest
from conftest import segment
from hypothesis import given
from hypothesis import strategies as st

from narrate.cli.options import DEFAULT_VOICE
from narrate.engines import load_engine
from narrate.errors import InputError
from narrate.lexicon import Entry, Lexicon
from narrate.model import Article, Block, Kind
from narrate.script import write_script
from narrate.voice import load_voice

JOE = load_voice(DEFAULT_VOICE)
PHONEMES = load_engine(JOE).phonemes
PHONEMIZER_VOICE = "en-us"
CLOSING = ".,;:!?"
NEWS = (
    "Gen. Orr met Dr. Lane in the U.S. Capitol at 5 p.m. Monday, Nov. 23, 2023, e.g. for talks.",
    '"He said .. that (Lviv) is ready," the Foreign Ministry wrote. "No." Was it Henry VIII? It was...',
    "The $61 billion package – see example.com or a.b@c.org – pays for F-16s, 155mm shells, etc.",
    "TALKS IN GENEVA END WITHOUT A DEAL",
    "Київ, A. B. Lane Jr. & Co. Inc. vs. No. 5, pp. 3-5 [1], at -20°C; 10 000 people: 3.5% of all!",
    "Yahoo! is up. Is it?! Yes!!! (Maybe.) [No.]",
    "He was born on Jan. 6 in St. Paul, Minn., and moved to Washington, D.C., with Mr. and Mrs. Orr, who",
    "At 6 a.m. Mr. Orr left; by 7 a.m. U.S. time, A. J. Lane of the A.C.L.U. knew it.",
    "It was said by Ms. A. The B.B.C. has it from Gov. Lane's Sec. of State in the U.A.E. No. 3 won.",
    "I.e., the M.O.U. (see Art. 5, Sec. 2, para. 7) is dead, vs. the E.U.'s, a.k.a. “Plan B.”",
)
LONG = (
    "The minister of foreign affairs who had flown in from the capital the night before told the members of the "
    "committee that nine hundred eighty-seven million six hundred fifty-four thousand three hundred twenty-one dollars "
    "had been set aside for the families of the people who had lost their homes in the flood of the year before last."
)


def article(text: str) -> Article:
    return Article(blocks=(Block(Kind.PARAGRAPH, text),), rulings=())


def said(text: str, longest: int, lexicon: Lexicon = JOE.lexicon) -> list[str]:
    voice = replace(JOE, longest=longest, lexicon=lexicon)
    return [utterance.text for utterance in write_script(article(text), voice, phonemes=PHONEMES).segments]


@pytest.mark.parametrize("text", NEWS)
@pytest.mark.parametrize("longest", [60, 280])
def test_an_utterance_is_one_sentence_of_the_voice_that_ends_in_a_mark(text, longest):
    from piper.phonemize_espeak import EspeakPhonemizer

    for utterance in said(text, longest):
        phonemes = EspeakPhonemizer().phonemize(PHONEMIZER_VOICE, utterance)

        assert len(phonemes) == 1, utterance
        assert "".join(phonemes[0]).rstrip()[-1] in CLOSING


@given(st.one_of(st.text(min_size=1, max_size=400), st.lists(st.sampled_from(NEWS), min_size=1).map(", ".join)))
def test_an_utterance_of_any_text_has_a_phoneme_and_no_more_than_the_voice_speaks_well(text):
    try:
        script = write_script(article(text), JOE, phonemes=PHONEMES)
    except InputError:
        return

    for utterance in script.segments:
        phonemes = PHONEMES(utterance)
        assert 0 < len(phonemes) <= JOE.longest
        assert any(map(str.isalpha, phonemes))
        assert phonemes.rstrip()[-1] in CLOSING


@pytest.mark.parametrize("letters", ["AP", "UN", "DA", "FBI", "UAE", "IAEA", "U.S.", "A.C.L.U."])
def test_letters_are_said_by_their_names_whatever_follows_them(letters):
    (alone,) = said(f"They met the {letters} man.", 280)
    (owner,) = said(f"They met the {letters}'s man.", 280)
    names = "".join(PHONEMES(segment(f"my {letter}.")).replace("maɪ", "") for letter in letters if letter.isalpha())

    sounds = [sound for sound in names if sound not in "ˈˌʲ .ː"]
    for phonemes in (PHONEMES(segment(alone)), PHONEMES(segment(owner))):
        assert "".join(sounds) in "".join(sound for sound in phonemes if sound not in "ˈˌʲ .ː")


def test_what_fits_into_an_utterance_is_not_cut_because_it_has_many_letters():
    text = "The houses through which they walked were thought to have been those that belonged to the wealthy, " * 2

    (one,) = said(f"{text}they sought straight thoughts though.", 280)

    assert len(one) > 230


def test_what_has_few_letters_and_many_phonemes_is_cut():
    text = " ".join(["WWF"] * 30)

    assert len(text) < 130
    assert len(said(text, 280)) > 1


@pytest.mark.parametrize("longest", [120, 160, 200])
def test_a_number_is_not_cut_while_there_is_another_place(longest):
    parts = said(LONG, longest)

    assert len(parts) > 2
    assert any("thousand three hundred twenty-one dollars" in part for part in parts)
    assert [part for part in parts if part.rstrip(",.").endswith(("hundred", "million", "thousand", "-one"))] == []


@pytest.mark.parametrize("longest", [60, 80, 100, 120])
def test_a_name_is_not_cut_while_there_is_another_place(longest):
    parts = said(f"{LONG[:60]} Anna Maria Lopez Obrador de la Cruz Vega and her friend {LONG[60:]}", longest)

    assert any("Anna Maria Lopez Obrador" in part for part in parts)


@pytest.mark.parametrize("before", range(12))
def test_an_entry_of_the_lexicon_is_not_cut(before):
    words = "they said that some of the men and most of the women who came had seen the".split()
    text = " ".join([*words[before:], *words, "coup d'état of old and", *words, *words[: before + 1]])

    parts = said(text, 60, Lexicon((Entry("coup d'état of old", "⟦kˌuː deɪtˈɑː əv ˈoʊld⟧"),)))

    assert any("coup d'état of old" in part for part in parts)


@pytest.mark.parametrize(
    ("grapheme", "written", "other"),
    [
        ("HUR", "The HUR says so; the HUR's men left.", "hoor"),
        ("UN", "The UN says so; the UN's men left.", "hoor"),
        ("COVID-19", "It was COVID-19 again.", "hoor"),
        ("F-16s", "Two F-16s left.", "hoors"),
        ("St. Gallen", "In St. Gallen's streets.", "hoor"),
    ],
)
def test_an_entry_is_found_as_it_is_written_though_it_is_said_in_another_way(grapheme, written, other):
    lexicon = Lexicon((Entry(grapheme, other),))
    voice = replace(JOE, lexicon=lexicon)

    (segment_,) = write_script(article(written), voice, phonemes=PHONEMES).segments

    assert segment_.phonetic.count("hoor") == written.count(grapheme)


def test_a_voice_that_knows_no_phonemes_counts_characters():
    tone = replace(load_voice("tone"), longest=60)

    script = write_script(article(LONG), tone, phonemes=load_engine(tone).phonemes)

    assert max(len(utterance.text) for utterance in script.segments) <= 60
