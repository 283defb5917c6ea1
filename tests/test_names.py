"""The names that nobody vouches for are found, once each, in a form that a lexicon can take."""

import json
import tomllib

import pytest

from narrate.cli.options import DEFAULT_VOICE
from narrate.cli.printed import names_json, names_toml
from narrate.engines import load_engine
from narrate.lexicon import Entry, Lexicon, load_lexicon
from narrate.model import Article, Block, Kind
from narrate.names import Name, unknown_names
from narrate.script import write_script
from narrate.voice import load_voice

JOE = load_voice(DEFAULT_VOICE)
PHONEMES = load_engine(JOE).phonemes
TEXT = (
    "Ihor Terekhov came from Skerrow to Oslo. Crowdfunded drones reached the Brask-based firm of Varenholm-Castrel! "
    "“Terekhov's plan,” said Ms. Zieliński, “is not Skerrow’s.” On Monday Przemyśl and Харків replied."
)


def found(text=TEXT, lexicon=JOE.lexicon, language="en", phonemes=PHONEMES) -> tuple[Name, ...]:
    article = Article(blocks=(Block(Kind.PARAGRAPH, text),), rulings=(), language=language)
    return unknown_names(write_script(article, JOE, phonemes=phonemes), lexicon, phonemes)


def graphemes(*args, **kwargs) -> list[str]:
    return [name.grapheme for name in found(*args, **kwargs)]


def test_names_that_no_list_knows_are_found_the_most_frequent_first():
    assert graphemes()[:2] == ["Terekhov", "Skerrow"]
    assert set(graphemes()) == {
        "Terekhov", "Skerrow", "Ihor", "Brask", "Varenholm-Castrel", "Zieliński", "Przemyśl", "Kharkiv",
    }  # fmt: skip


def test_a_name_is_told_with_its_count_its_sound_and_its_first_sentence():
    first, *_ = found()

    assert first == Name("Terekhov", 2, "tˈɛɹɪkhˌɑːv", "Ihor Terekhov came from Skerrow to Oslo.")


@pytest.mark.parametrize("known", ["London", "Obama", "The", "Friday", "Volodymyr", "O'Brien", "Houthis", "Livestream"])
def test_what_a_list_or_the_lexicon_knows_is_no_finding(known):
    assert graphemes(f"Yesterday {known} and {known}'s met.") == []


def test_an_entry_of_several_words_covers_each_of_them():
    lexicon = Lexicon((Entry("Rustem Brask", "⟦bɹˈæsk⟧"),))

    assert graphemes("He saw Rustem Brask there.", lexicon) == []
    assert graphemes("He saw Ynys Brask there.", lexicon) == ["Ynys", "Brask"]


def test_words_that_a_rule_puts_for_others_are_no_names():
    assert graphemes("Ms. Smith paid ₴5 to a Ph.D. of the F.B.I., e.g. Gen. Smith.") == []


def test_without_a_word_list_a_capital_letter_counts_only_within_an_utterance():
    assert graphemes("Morgen kommt Zieliński. Gestern kam er.", language="de") == ["Zieliński"]


def test_the_list_is_a_lexicon_that_changes_nothing_until_it_is_edited(tmp_path):
    names = found()
    path = tmp_path / "names.toml"
    path.write_text(names_toml(names), encoding="utf-8")

    lexicon = load_lexicon(path)

    assert [(entry.grapheme, entry.said.strip("⟦⟧")) for entry in lexicon.entries] == [
        (name.grapheme, name.ipa) for name in names
    ]
    assert found(lexicon=lexicon.over(JOE.lexicon)) == ()


def test_names_of_any_spelling_load_back(tmp_path):
    names = [Name(grapheme, 1, "ˈɑːx", 'a "b" \\ c\x1b') for grapheme in ("D'Áb", 'E"x', "F\\y", "Łódź", "Ա")]
    path = tmp_path / "names.toml"
    path.write_text(names_toml(names), encoding="utf-8")

    assert [entry.grapheme for entry in load_lexicon(path).entries] == [name.grapheme for name in names]


def test_a_name_without_a_guess_stands_in_a_comment():
    names = found(phonemes=lambda segment: "")

    assert {name.ipa for name in names} == {""}
    assert tomllib.loads(names_toml(names)) == {"words": {}}


def test_machines_get_the_same():
    (name,) = found("He saw Zieliński.")

    assert json.loads(names_json([name])) == [
        {"grapheme": "Zieliński", "count": 1, "ipa": name.ipa, "sentence": "He saw Zieliński."}
    ]


def test_the_command_reads_files_and_standard_input_and_a_lexicon(narrate, article, tmp_path):
    article.write_text(f"{article.read_text(encoding='utf-8')}\nMiss Skerrow gave the rest of it.\n", encoding="utf-8")
    listed = narrate("names", article)
    (tmp_path / "own.toml").write_text(listed.stdout, encoding="utf-8")
    machine = narrate("names", "-", "--json", stdin=article.read_bytes())

    again = narrate("names", article, "--lexicon", "own.toml")

    assert (listed.returncode, machine.returncode) == (0, 0)
    assert listed.stdout.startswith("[words]\n\n# ")
    assert [one["grapheme"] for one in json.loads(machine.stdout)] == list(tomllib.loads(listed.stdout)["words"])
    assert (again.returncode, again.stdout) == (0, "")
    assert "every name is known" in again.stderr
