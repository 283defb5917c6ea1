"""What the locale data lacks: how single languages join numbers, days and sums."""

from typing import Final

CURRENCIES: Final = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₴": "UAH", "₽": "RUB", "₹": "INR", "₩": "KRW", "₪": "ILS",
    "₺": "TRY", "EUR": "EUR", "USD": "USD", "UAH": "UAH", "GBP": "GBP", "CHF": "CHF", "PLN": "PLN",
}  # fmt: skip
OWN_CURRENCIES: Final = {
    "uk": {"грн": "UAH"}, "ru": {"руб": "RUB"}, "pl": {"zł": "PLN"}, "cs": {"Kč": "CZK"}, "pt": {"R$": "BRL"},
    "sv": {"kr": "SEK"}, "da": {"kr": "DKK"}, "nb": {"kr": "NOK"},
    "hu": {"Ft": "HUF"}, "tr": {"TL": "TRY"}, "ro": {"lei": "RON"}, "bg": {"лв": "BGN"},
}  # fmt: skip
# Years in pairs of figures: "neunzehnhundertneunzig".
PAIRED_YEARS: Final = frozenset("de nl sv da no nb nn lb af is fo".split())
POINT: Final = {
    "ru": "запятая", "pl": "przecinek", "uk": "кома", "fr": "virgule", "pt": "vírgula", "de": "Komma", "es": "coma",
    "it": "virgola", "nl": "komma", "da": "komma", "nb": "komma", "no": "komma", "sv": "komma", "fi": "pilkku",
    "cs": "čárka", "sk": "čiarka", "tr": "virgül", "el": "κόμμα", "hu": "vessző", "ro": "virgulă", "id": "koma",
    "vi": "phẩy", "bg": "запетая", "sr": "запета", "hr": "zarez", "lt": "kablelis", "sl": "vejica", "et": "koma",
    "ca": "coma", "be": "коска",
}  # fmt: skip
AND: Final = {
    "de": "und", "fr": "et", "es": "y", "it": "e", "pt": "e", "nl": "en", "pl": "i", "uk": "і", "ru": "и", "sv": "och",
    "da": "og", "nb": "og", "cs": "a", "sk": "a", "hu": "és", "fi": "ja", "ro": "și", "tr": "ve", "ca": "i",
    "el": "και",
}  # fmt: skip
TO: Final = {
    "de": "bis", "fr": "à", "es": "a", "it": "a", "pt": "a", "nl": "tot",
    "cs": "až", "sv": "till", "da": "til", "nb": "til", "ca": "a", "ro": "la",
}  # fmt: skip
OF_MONTH: Final = {"es": "de", "pt": "de"}
MAGNITUDES: Final = {
    "de": {"Mio": "1000000", "Mrd": "1000000000", "Millionen": "1000000", "Milliarden": "1000000000",
           "Million": "1000000", "Milliarde": "1000000000"},
    "fr": {"M": "1000000", "Md": "1000000000", "Mds": "1000000000", "millions": "1000000", "million": "1000000",
           "milliards": "1000000000", "milliard": "1000000000"},
    "es": {"M": "1000000", "millones": "1000000", "millón": "1000000"},
    "uk": {"тис": "1000", "млн": "1000000", "млрд": "1000000000", "трлн": "1000000000000"},
}  # fmt: skip
# What is written behind the figures of a place in a row.
ENDINGS: Final = {
    "fr": "er|re|ère|e|ème|nd|nde",
    "es": r"\.?º|\.?ª|\.er|\.°",
    "it": "º|ª|°",
    "pt": "º|ª|°",
    "de": r"\.(?=\s(?:Jahrhundert|Jahrestag|Geburtstag|Platz|Spieltag|Weltkrieg|Stock|Etage|Mal|Tag|Woche|Runde|Minute"
    r"|Klasse|Kapitel|Bundesliga|Liga|Wahlperiode)\w{0,3}\b)",
    "uk": "-го|-му|-й|-та|-ша|-га|-тя",
}
YEARS: Final = {"uk": "року|році|рік", "ru": "года|году"}
_FEMININE_ENDINGS: Final = {"uk": ("а", "я"), "ru": ("а", "я"), "es": ("a",), "it": ("a",), "pt": ("a",), "pl": ("a",)}
_OF_SUM: Final = {"fr": "de", "es": "de", "pt": "de", "it": "di", "ca": "de", "ro": "de"}
_MILLIONS: Final = frozenset("mill milh mili bil bilh".split())
# After these the German day ends in -n.
_DATIVE: Final = frozenset("am dem vom zum beim im den bis ab seit".split())
_NOMINATIVE: Final = frozenset("der die das".split())
_ORDINALS: Final = dict(
    zip(
        "один два три чотири п'ять шість сім вісім дев'ять десять одинадцять дванадцять тринадцять чотирнадцять "
        "п'ятнадцять шістнадцять сімнадцять вісімнадцять дев'ятнадцять двадцять тридцять сорок п'ятдесят шістдесят "
        "сімдесят вісімдесят дев'яносто сто".split(),
        "першого другого третього четвертого п'ятого шостого сьомого восьмого дев'ятого десятого одинадцятого "
        "дванадцятого тринадцятого чотирнадцятого п'ятнадцятого шістнадцятого сімнадцятого вісімнадцятого "
        "дев'ятнадцятого двадцятого тридцятого сорокового п'ятдесятого шістдесятого сімдесятого вісімдесятого "
        "дев'яностого сотого".split(),
        strict=True,
    )
)


def day(language: str, number: int) -> str | None:
    """The day of a month where the locale data has no places in a row: "двадцять четвертого"."""
    if language != "uk":
        return None
    words = tuple(_ORDINALS.values())
    tens, units = divmod(number, 10)
    if number <= len(words[:19]) or not units:
        return words[number - 1] if number < 20 else words[17 + tens]  # noqa: PLR2004 - the tens follow the teens
    return f"{tuple(_ORDINALS)[17 + tens]} {words[units - 1]}"


def day_form(language: str, before: str, number: int) -> str | None:
    """The rules that say a day of a month; None where it is said like a count."""
    if language == "de":
        ending = "-n" if before in _DATIVE else "" if before in _NOMINATIVE else "-r"
        return f"spellout-ordinal{ending}"
    if language in {"fr", "it"} and number == 1:
        return "spellout-ordinal-masculine"
    return "spellout-ordinal-neuter-genitive" if language == "ru" else None


def ordinal_form(language: str, ending: str) -> str:
    """The rules for a place in a row that is written with an ending."""
    feminine = ending.endswith(("ª", "re", "ère", "nde"))
    return {
        "de": "spellout-ordinal-n",
        "fr": f"spellout-ordinal-{'feminine' if feminine else 'masculine'}",
        "es": "spellout-ordinal-masculine-adjective" if ending == ".er" else _romance(feminine=feminine),
    }.get(language, _romance(feminine=feminine))


def _romance(*, feminine: bool) -> str:
    return f"spellout-ordinal-{'feminine' if feminine else 'masculine'}"


def year(language: str, said: str, following: str) -> str:
    """A year in a date: in Ukrainian a place in a row, in the case of the word after it."""
    said = said.replace("ʼ", "'")
    head, _, last = said.rpartition(" ")
    place = _ORDINALS.get(last)
    if language != "uk" or place is None:
        return said
    word = following.split()[:1]
    if word and word[0].startswith("році"):
        place = f"{place[:-2]}му"
    elif word and word[0].startswith("рік"):
        place = "третій" if last == "три" else f"{place[:-3]}ий"
    return f"{head} {place}".strip()


def joint(language: str, size: str, name: str) -> str:
    """What stands between a million and what is counted: "millions d'euros"."""
    word = _OF_SUM.get(language)
    if word is None or not size or not size.rsplit(maxsplit=1)[-1].lower().startswith(tuple(_MILLIONS)):
        return ""
    if language in {"fr", "ca"} and name[:1].lower() in "aeiouéèêh":
        return "d'"
    return f"{word} "


def gender(language: str, noun: str) -> str:
    """The gender of what is counted, by its ending."""
    endings = _FEMININE_ENDINGS.get(language)
    return "feminine" if noun and endings and noun.split(maxsplit=1)[0].endswith(endings) else "masculine"


def bare(language: str, name: str) -> str:
    """A currency's name without its country, as it is said where no other is meant."""
    words = name.split()
    if language == "de":
        return words[-1].removeprefix("US-")
    if language in {"uk", "ru"} and words[-1].isupper():
        return words[0]
    if language in {"uk", "ru"}:
        return words[-1]
    return words[0] if language in {"fr", "es", "it", "pt"} else name
