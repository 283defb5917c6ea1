"""Numbers, dates, money and units in other languages: sentences of our own."""

import subprocess
import sys

import pytest

from narrate.spoken import verbalize


def said(text: str, language: str) -> str:
    return " ".join(word.spoken for word in verbalize(text, language))


GERMAN = [
    ("Am 24. Juli kamen 1.250 Leute.", "Am vierundzwanzigsten Juli kamen eintausendzweihundertfünfzig Leute."),
    ("Der 3. Oktober 1990.", "Der dritte Oktober neunzehnhundertneunzig."),
    ("Es war der 24.07.2024.", "Es war der vierundzwanzigste Juli zweitausendvierundzwanzig."),
    ("Es kostet 5,5 Mrd. € oder $100.", "Es kostet fünf Komma fünf Milliarden Euro oder einhundert Dollar."),
    ("Um 15:30 Uhr waren es -2 °C.", "Um fünfzehn Uhr dreißig waren es minus zwei Grad Celsius."),
    ("In 3–5 Tagen, zu 52,5 %.", "In drei bis fünf Tagen, zu zweiundfünfzig Komma fünf Prozent."),
    ("Im 21. Jahrhundert fährt sie 1 km.", "Im einundzwanzigsten Jahrhundert fährt sie ein Kilometer."),
    ("Sie flohen vor 12 000 Mann.", "Sie flohen vor zwölftausend Mann."),
]
FRENCH = [
    ("Le 1er mai 2024, à 15h30.", "Le premier mai deux mille vingt-quatre, à quinze heures trente."),
    (
        "Il vaut 5,5 millions d'euros ou 3 Md€.",
        "Il vaut cinq virgule cinq millions d'euros ou trois milliards d'euros.",
    ),
    ("Pour 12 000 personnes, 20 km/h.", "Pour douze mille personnes, vingt kilomètres par heure."),
    ("La 2e fois : 52 %.", "La deuxième fois: cinquante-deux pour cent."),
]
SPANISH = [
    ("El 24 de julio de 2024.", "El veinticuatro de julio de dos mil veinticuatro."),
    ("Cuesta 5,5 millones de euros o 12 €.", "Cuesta cinco coma cinco millones de euros o doce euros."),
    ("La 3.ª vez, 1.250 personas.", "La tercera vez, mil doscientos cincuenta personas."),
]
UKRAINIAN = [
    ("24 липня 2024 року.", "двадцять четвертого липня дві тисячі двадцять четвертого року."),
    ("У 2024 році.", "У дві тисячі двадцять четвертому році."),
    ("Лише 21 ₴, 2 ₴ і 5 ₴.", "Лише двадцять одна гривня, дві гривні і п'ять гривень."),
    ("Це 5 млрд грн.", "Це п'ять мільярдів гривень."),
    ("За 2 км і 5 км, 20 км/год.", "За два кілометри і п'ять кілометрів, двадцять кілометрів за годину."),
]
OTHERS = [
    ("it", "Il 1° maggio, 5 km.", "Il primo maggio, cinque chilometri."),
    ("nl", "Op 24 juli 1995.", "Op vierentwintig juli negentienvijfennegentig."),
    ("pt-BR", "Custa R$ 5.", "Custa cinco Reais."),
    ("pt-BR", "São R$ 3,5 bilhões.", "São três vírgula cinco bilhões de Reais."),
    ("nl", "Het kost € 3,5 miljard.", "Het kost drie komma vijf miljard euro."),
    ("it", "Sono 3,5 miliardi di €.", "Sono tre virgola cinque miliardi di euro."),
    ("tr", "Bu %12 oldu.", "Bu yüzde on iki oldu."),
    ("sv", "Det kostar 5 kr.", "Det kostar fem svenska kronor."),
    ("de", "Der € steigt, der $ und Orr & Co fallen.", "Der Euro steigt, der Dollar und Orr und Co fallen."),
    ("de", "Am 3. Mai. Er blieb.", "Am dritten Mai. Er blieb."),
    ("xx", "It was $5 & €7.", "It was $5 €7."),
    ("ar", "12%", "12%"),
    ("ru", "24 июля 2024 года.", "двадцать четвертого июля две тысячи двадцать четвертого года."),
]


@pytest.mark.parametrize(
    ("language", "written", "spoken"),
    [
        *(("de", *case) for case in GERMAN),
        *(("fr", *case) for case in FRENCH),
        *(("es", *case) for case in SPANISH),
        *(("uk", *case) for case in UKRAINIAN),
        *OTHERS,
    ],
)
def test_numbers_are_said_in_the_words_of_the_language(language, written, spoken):
    assert said(written, language) == spoken


def test_swiss_and_belgian_french_count_their_own_way():
    assert said("99 jours", "fr-CH") == "nonante-neuf jours"


@pytest.mark.parametrize("code", ["F-16", "007", "192.168.0.1", "2G", "+49 30 123456", "A4", "12/2024"])
def test_codes_are_left_to_the_voice(code):
    assert said(f"Das ist {code} heute.", "de") == f"Das ist {code} heute."


@pytest.mark.parametrize("language", ["", "x", "xx", "tlh", "zz-ZZ", "not a language", "en_", "de-", "zh-Hant-TW", "й"])
def test_a_language_without_rules_keeps_its_figures(language):
    spoken = said("5 km", language)

    assert "5" in spoken or language.startswith(("de", "en", "zh"))


@pytest.mark.parametrize(
    "figures", ["9" * 400, "1,5" * 99, "0", "1000000000000000", "1" + "0" * 15, "٣", "²", "1.000.0"]
)
@pytest.mark.parametrize("language", ["de", "fr", "es", "uk", "ru", "pl", "ar", "hi", "ja"])
def test_no_number_is_an_exception(figures, language):
    assert said(f"{figures} km und -{figures}, € {figures} Mio.", language)


@pytest.mark.parametrize(
    "language", "ar cs da el ff-Latn-GM fi he hi id ja ko lo nb pl ro sr-Latn su sv th tr vi zh".split()
)
def test_every_language_says_a_number_or_keeps_it_and_is_said_the_same_again(language):
    once = said("5 km, 3,5 %, 1 250 €, 24.07.2024, 15:30, $2 M, 21. 3-5", language)

    assert once
    assert said(once, language) == once


def test_the_signs_of_indic_letters_stay_in_their_words():
    assert said("दिल्ली में 5 किलो", "hi") == "दिल्ली में पाँच किलो"


def test_a_number_points_at_its_figures():
    text = "Am 24. Juli kamen 1.250 Leute."

    pointed = [(word.spoken, text[word.start : word.end]) for word in verbalize(text, "de")]

    assert pointed == [
        ("Am", "Am"),
        ("vierundzwanzigsten Juli", "24. Juli"),
        ("kamen", "kamen"),
        ("eintausendzweihundertfünfzig", "1.250"),
        ("Leute.", "Leute."),
    ]


def test_english_loads_no_locale_data():
    script = (
        "import sys; from narrate.spoken import verbalize; verbalize('In 2024, 5 km for $3.', 'en')\n"
        "print({'babel', 'unicode_rbnf', 'anyascii', 'sentencex'} & set(sys.modules))"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout == "set()\n"
