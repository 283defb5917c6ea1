"""Acronyms, and names that mix letters and figures."""

import re
from typing import Final

from narrate.spoken.amounts import STARTERS, raw_before
from narrate.spoken.numbers import cardinal, digits, grouped, ordinal, plural, second_half, year

# Said as a word; the spelling is one that espeak reads right. What is in no table is spelled out up to three
# letters, and left to espeak from four on, which spells what it cannot read.
_SAID: Final = {
    name.upper(): name
    for name in (
        "NATO HIMARS UNESCO UNICEF NASA OPEC ASEAN AIDS FIFA UEFA DARPA IKEA COVID NAFTA SWAT POTUS SCOTUS RAM OK "
        "TASS AWACS MANPADS NASAMS BRICS AUKUS SWIFT ISIS ISIL LASER RADAR SONAR SCUBA GIF PIN SIM ATACMS SALT START "
        "UNIFIL UNRWA INTERPOL EUROPOL FEMA OSHA NOAA TARP SARS MERS MIDAS JAXA CERN QUAD NASCAR NASDAQ FRONTEX EGOT "
        "CENTCOM AFRICOM BAFTA COP AMBER ZIP IRIS GUAM CENTO SEATO ECOWAS HAMAS MAGA NIMBY DREAM PATRIOT VISA JSTOR"
    ).split()
}
_RESPELLED: Final = {
    "USAID": "U.S aid",
    "JPEG": "jay-peg",
    "JDAM": "jay-dam",
    "WWI": "World War one",
    "WWII": "World War two",
    "AIDS": "aids",
    "DTEK": "D-tek",
    "NAACP": "N double-A C.P",
    "IEEE": "I triple E",
    "EBITDA": "ebitda",
    "UAVS": "U.A.V's",
}
# Words of one to three letters that stand in capitals for emphasis or in headings, not for their letters.
_SHORT_WORDS: Final = frozenset(
    "A I AM AN AND ARE AS AT BE BUT BY CAN DID DO FOR GO HAD HAS HE HER HIM HIS HOW IF IN IS ITS ME MY NEW NO NOT NOW "
    "OF OFF OH ON ONE OR OUR OUT SEE SHE SO THE TO TOO TWO UP WAS WAY WE WHY YES YET YOU ALL ANY BIG OLD END WAR MAN "
    "MEN DAY SAY WIN GET GOT LET PUT RUN SET TOP TRY USE BAN BAD BOY CAR CUT DIE EAT FAR FEW FUN GUN GUY HIT JOB LAW "
    "LOW MAY NET OIL OWN PAY RED SIX TEN SON SUN TAX".split()
)
# Spelled, though some could be read, and so common that they are meant even in a line of capitals.
_SPELLED: Final = frozenset(
    "US UK EU UN USA UAE FBI CIA BBC CNN NSA NYT ICC ICJ IMF WTO GDP CEO CFO MP MPS PM GOP IDF IRS FDA SEC DHS DOJ "
    "NHS USSR GRU SBU FSB ISW TV DNA HIV AI IT HQ UFO UAV POW BMW IBM NBC CBS ABC NPR PBS NFL NBA MLB NHL LNG EV PHD "
    "DC NY LA UFC VIP ATM GPS CD DVD PC PDF ISBN ISSN OSCE IAEA AFP UNHCR ECHR ICBM OHCHR LGBTQ INSEE YMCA "
    "ESPN IUCN".split()
)
_STROKES: Final = {
    "w/o": "without",
    "c/o": "care of",
    "w/": "with",
    "n/a": "not applicable",
    "he/she": "he or she",
    "she/he": "she or he",
    "his/her": "his or her",
    "him/her": "him or her",
}
_SPELLED_UP_TO = 3
_LONGEST_COUNT = 4  # figures after letters; more are a code
_SURELY_A_WORD = 5  # letters; longer runs of capitals are words in capitals, or acronyms made to be said
_CLUSTER = re.compile(r"[^AEIOUY]{4}|[AEIOU]{3}|[^AEIOUYLNRS]{3}")
_START = re.compile(r"[^AEIOUY]{2,}")
_END = re.compile(r"[^AEIOUY]{2,}\Z")
_STARTS = frozenset(
    "BL BR CH CL CR DR DW FL FR GL GR KN KR PH PL PR QU SC SCH SCR SH SHR SK SL SM SN SP SPL SPR ST STR SW TH THR TR "
    "TW WH WR".split()
)
_ENDS = frozenset(
    "CH CK CKS CT CTS DS FF FT GH GHT GS KS LD LDS LE LF LK LL LLS LM LP LS LT LTS MB MP MPS MS NC ND NDS NG NGS NK "
    "NKS NN NS NT NTS PH PS PT RB RC RCH RD RDS RE RF RG RK RKS RL RLD RM RMS RN RNS RP RR RS RST RT RTH RTS SH SK "
    "SKS SM SP SS ST STS TCH TH THS TS TT WL WN WNS WS XT ZZ".split()
)
_VOWELS = frozenset("AEIOUY")

SERIAL: Final = re.compile(
    r"(?=[A-Za-z-]{0,14}\d)(?![A-Za-z]{1,12}(?:-?\d{1,2}:|\d{1,2}/)\d)[A-Za-z]{1,14}"
    r"(?:-?(?:\d{1,9}(?!\d)|[A-Za-z]{1,14}(?=-?\d)|[A-Z]{1,4}(?=s?(?![A-Za-z]))))+"
    r"(?:(?<=\d)[a-z]{3,12}(?!\w)|(?:/\d{1,4}(?!\d))?(?P<s>'?s)?(?![A-Za-z/]))"
)
STROKED: Final = re.compile(r"(?P<first>[A-Z])/(?P<rest>[A-Z]-\d{1,3})(?P<s>'?s)?(?!\w)")
DOTTED: Final = re.compile(r"[A-Z]\.(?:\s[A-Z]\.(?!\w)){1,3}|(?:[A-Za-z]\.){1,8}[A-Za-z](?!\w)\.?")
SEVERAL: Final = re.compile(r"(?:Ph\.D|(?:[A-Z]\.){1,5}[A-Z])\.?s(?!\w)")
STROKE: Final = re.compile(rf"(?:{'|'.join(_STROKES)})(?!\w)", re.IGNORECASE)
_PREFIXES = re.compile(
    r"(?:mid|pre|post|early|late|non|anti|pro|sub|over|under|super|inter|multi|top|under|sans|circa|de|un)-"
)
_SERIALS: Final = {"WW1": "World War one", "WW2": "World War two"}
_RUN = re.compile(r"[A-Za-z]+|\d+|[-/]")
_CODE = re.compile(r"([a-z]{1,14})(?!(?:19|20)\d\d\Z)(\d{4,9})")  # of a machine: "ab9453"
_PAIR = re.compile(r"(?<![\w.])[A-Z]\.[A-Z]\Z")


def spelled(letters: str) -> str:
    """The letters one by one: "F.B.I".

    With dots between them the voice says them as one word, as it would "FBI" by itself; between spaces it takes "A" for
    the article and stresses each letter.
    """
    if letters.startswith("EG"):
        return " ".join(letters)  # "E.G" is "for example"
    return ".".join(letters)


def owned(said: str) -> str:
    """The possessive or plural of what is spelled, or of a name: "F.B.I's", "U-S's"."""
    pair = _PAIR.search(said)  # of two letters before an "s" the voice says the dot
    return f"{said[: pair.start()]}{pair[0].replace('.', '-')}'s" if pair else f"{said}'s"


def is_acronym(word: str) -> bool:
    """Whether a word in capitals is a well-known acronym."""
    return word in _SAID or word in _RESPELLED or (word in _SPELLED and word != "IT")


def acronym(word: str) -> str:
    """A word in capitals, said or spelled: by the table, else by its length and whether it can be read."""
    if word in _RESPELLED:
        return _RESPELLED[word]
    if word in _SAID or len(word) < 2 or not word.isascii():  # noqa: PLR2004
        return word
    if word in _SHORT_WORDS:
        return word.lower()
    return word if _readable(word) and word not in _SPELLED else spelled(word)


def _readable(word: str) -> bool:
    """Whether a word in capitals can be a word: it has vowels, and no cluster that English has not."""
    if len(word) <= _SPELLED_UP_TO or not _VOWELS.intersection(word):
        return False
    if len(word) > _SURELY_A_WORD:
        return True
    start, end = _START.match(word), _END.search(word)
    return not _CLUSTER.search(word) and (start is None or start[0] in _STARTS) and (end is None or end[0] in _ENDS)


def serial(match: re.Match[str]) -> str | None:
    """F-16s, S-300, Su-34, COVID-19, A321, T-72B3."""
    text = match[0]
    if text in _SERIALS:
        return _SERIALS[text]
    if _PREFIXES.match(text):
        return None
    code = _CODE.fullmatch(text)
    if code:
        return f"{code[1]} {digits(code[2])}"
    ending = match["s"] or ""
    said, joint = "", ""
    runs = _RUN.findall(text[: len(text) - len(ending)])
    for run in runs:
        if not run.isalnum():
            joint = "-" if run == "-" else " slash "
            continue
        figures = run.isdecimal()
        said += (joint or ("-" if figures else " ")) if said else ""
        said += _figures(run) if figures else _letters(run)
        joint = ""
    if ending == "s" and runs[-1].isdecimal():
        return plural(said)
    return owned(said) if ending else said


def stroked(match: re.Match[str]) -> str | None:
    """F/A-18s."""
    said = f"{match['first']}.{match['rest'][0]}-{grouped(match['rest'][2:])}"
    return said if not match["s"] else plural(said) if match["s"] == "s" else owned(said)


def _figures(run: str) -> str:
    if len(run) > _LONGEST_COUNT:
        return digits(run)
    return grouped(run)


def _letters(run: str) -> str:
    if run.isupper():
        return acronym(run) if run not in _SHORT_WORDS else spelled(run)
    return run


def several(match: re.Match[str]) -> str | None:
    """M.B.A.s, Ph.D.s."""
    return owned(spelled("".join(filter(str.isalpha, match[0]))[:-1].upper()))


def stroke(match: re.Match[str]) -> str | None:
    """W/o for "without", and/or."""
    return _STROKES[match[0].lower()]


def dotted(match: re.Match[str]) -> str | None:
    """U.S., F.B.I., J. K. (Rowling)."""
    letters = "".join(letter for letter in match[0] if letter.isalpha())
    return spelled(letters.upper()) if len(letters) > 1 else None


QUARTER: Final = re.compile(r"(?P<letter>[QH])(?P<n>[1-4])(?:\s(?P<year>(?:19|20)\d\d))?(?![\w-])")
QUARTER_FIRST: Final = re.compile(r"(?P<n>[1-4])(?P<letter>[QH])\s?'?(?:20)?(?P<year>\d\d)(?![\w-])")
AMPERSAND: Final = re.compile(r"(?P<a>[A-Z]{1,3})&(?P<b>[A-Z]{1,3})(?![\w])")
OPTIONAL: Final = re.compile(r"(?P<stem>[A-Za-z]{2,30})\((?P<ending>e?s)\)")
INITIAL: Final = re.compile(r"(?P<letter>[A-Z])\.(?=\s\"?[A-Z][a-z']|\s\()")
FIRST_INITIAL: Final = re.compile(r"A\.\s(?P<name>[A-Z][a-z]{1,30})(?![\w.])")


def quarter(match: re.Match[str]) -> str | None:
    """Q3 2024."""
    said = f"{match['letter']} {cardinal(int(match['n']))}"
    return f"{said} {year(int(match['year']))}" if match["year"] else said


def quarter_first(match: re.Match[str]) -> str | None:
    """2Q22, 1H24, as analysts write them."""
    span = "quarter" if match["letter"] == "Q" else "half"
    the = "" if raw_before(match.string, match.start()).lower() == "the" else "the "
    return f"{the}{ordinal(int(match['n']))} {span} of {second_half(int(match['year']))}"


def ampersand(match: re.Match[str]) -> str | None:
    """AT&T, R&D."""
    return f"{spelled(match['a'])} and {spelled(match['b'])}"


def optional(match: re.Match[str]) -> str | None:
    """Soldier(s)."""
    return match["stem"] + match["ending"]


def first_initial(match: re.Match[str]) -> str | None:
    """The A. of George A. Romero: with a space after it the voice says the article."""
    follows = raw_before(match.string, match.start())[:1].isupper() and match["name"] not in STARTERS
    return f"A-{match['name']}" if follows else None


def initial(match: re.Match[str]) -> str | None:
    """The E. of Jonas E. Smith."""
    return match["letter"]
