"""Abbreviations with a dot: what they stand for, and what must stand beside them."""

import re
from typing import Final

from narrate.spoken.amounts import raw_before, word_after
from narrate.spoken.marks import closes

# Before a name. The voice reads Mr and Mrs right without a dot.
_TITLES: Final = {
    "mr": "Mister",
    "mrs": "Mrs",
    "ms": "Miz",
    "messrs": "Messieurs",
    "dr": "Doctor",
    "drs": "Doctors",
    "prof": "Professor",
    "rev": "Reverend",
    "msgr": "Monsignor",
    "hon": "Honorable",
    "gen": "General",
    "maj": "Major",
    "col": "Colonel",
    "lt": "Lieutenant",
    "capt": "Captain",
    "cpt": "Captain",
    "cmdr": "Commander",
    "cdr": "Commander",
    "comdr": "Commander",
    "adm": "Admiral",
    "brig": "Brigadier",
    "sgt": "Sergeant",
    "cpl": "Corporal",
    "pvt": "Private",
    "pfc": "Private first class",
    "gov": "Governor",
    "sen": "Senator",
    "sens": "Senators",
    "rep": "Representative",
    "reps": "Representatives",
    "pres": "President",
    "amb": "Ambassador",
    "supt": "Superintendent",
    "insp": "Inspector",
    "det": "Detective",
    "spc": "Specialist",
    "mech": "Mechanized",
    "atty": "Attorney",
    "asst": "Assistant",
    "sec": "Secretary",
    "fr": "Father",
    "ft": "Fort",
    "mt": "Mount",
    "mts": "Mounts",
    "st": "Saint",
    "ste": "Sainte",
    "pt": "Point",
}
# Read without their dot too, for nothing else is written so.
BARE: Final = frozenset(
    "Utd Mr Mrs Ms Dr Prof Rev Gen Lt Sgt Capt Gov Maj Cpl St Mt Jr Sr Ltd Messrs Dept Ave Blvd Hwy Expy Bros Ct vs mr "
    "mrs ms dr prof lt sgt capt cpl st mt jr sr ltd dept depts ave blvd hwy expy bros vol vols ct pvt No no".split()
)
# Anywhere.
_WORDS: Final = {
    "v": "v",
    "ret": "retired",
    "jr": "Junior",
    "sr": "Senior",
    "inc": "Inc",
    "corp": "Corporation",
    "co": "Company",
    "cos": "Companies",
    "ltd": "Limited",
    "bros": "Brothers",
    "bde": "Brigade",
    "bldg": "Building",
    "org": "Organization",
    "inf": "Infantry",
    "regt": "Regiment",
    "dep": "Deputy",
    "div": "Division",
    "utd": "United",
    "dept": "department",
    "depts": "departments",
    "univ": "University",
    "assn": "Association",
    "intl": "International",
    "natl": "National",
    "govt": "government",
    "etc": "et cetera",
    "vs": "versus",
    "approx": "approximately",
    "ca": "circa",
    "cf": "compare",
    "est": "established",
    "incl": "including",
    "ave": "Avenue",
    "blvd": "Boulevard",
    "rd": "Road",
    "hwy": "Highway",
    "pkwy": "Parkway",
    "expy": "Expressway",
    "ln": "Lane",
    "apt": "Apartment",
    "tel": "telephone",
    "ext": "extension",
    "min": "minutes",
    "max": "maximum",
    "misc": "miscellaneous",
    "lbs": "pounds",
    "km": "kilometers",
    "oz": "ounce",
    "cwt": "hundredweight",
}
_SMALL = frozenset(
    "v ca cf est incl min max misc tel ext km lbs oz cwt".split()
)  # names or words too, when capitalized
_CAPITALIZED = frozenset(("org", "inf", "dep"))  # the end of an address; a mark
_GENERATIONS = frozenset("Z X Y Alpha".split())  # "Gen Z" is no general
# Only before a number.
_NUMBERED: Final = {
    "no": "number",
    "nos": "numbers",
    "nr": "number",
    "b": "born",
    "d": "died",
    "fig": "figure",
    "figs": "figures",
    "vol": "volume",
    "vols": "volumes",
    "ch": "chapter",
    "c": "circa",
    "chap": "chapter",
    "p": "page",
    "pp": "pages",
    "pg": "page",
    "pt": "part",
    "sec": "section",
    "res": "resolution",
    "art": "article",
    "para": "paragraph",
    "eq": "equation",
    "ed": "edition",
    "op": "opus",
    "rm": "room",
    "bldg": "building",
    "fl": "floor",
    "rt": "route",
    "rte": "route",
}
# Dotted letters that stand for words.
_LATIN: Final = {
    "e.g.": "for example",
    "i.e.": "that is",
    "a.k.a.": "also known as",
    "w.r.t.": "with respect to",
    "et al.": "et al",
    "ll.b.": "L.L.B",
    "ll.m.": "L.L.M",
    "ph.d.": "P.H.D",
    "ph.d": "P.H.D",
    "d.phil.": "D fil",
    "lt. col.": "Lieutenant Colonel",
    "maj. gen.": "Major General",
    "lt. gen.": "Lieutenant General",
    "brig. gen.": "Brigadier General",
}
CLUB: Final = re.compile(r"Man\.?(?= (?:City|Utd|United)\b)")
PREFIX: Final = re.compile(
    r"(?:mid|early|late|ex|then|vice|now|non|pre|post|acting)(?=-[A-Z][a-z]{1,4}\.)", re.IGNORECASE
)
LATIN: Final = re.compile(
    r"[Ee]\.\s?g\.?(?!\w)|[Ii]\.\s?e\.?(?!\w)|[Aa]\.k\.a\.|w\.r\.t\.|et al\.|[Pp]h\.\s?[Dd]\b\.?|D\.Phil\.|LL\.[BM]\."
    r"|(?:Lt|Maj|Brig)\. (?:Col|Gen)\."
)
_OFFICES = frozenset("Sec Gov Pres Atty Amb".split())  # "then-Sec. of State"
_BY_THEMSELVES = frozenset("Mr Mrs Ms Dr Hon".split())  # the name may be in small letters
_NUMERAL = re.compile(r"\s?(?:#?\d|[IVXLC]+\b)")
_OF_A_LIFE = frozenset("bd")
_IN_A_YEAR = re.compile(r"\s?(?:c\.\s?)?(?:1\d|20)\d\d\b")
_NUMBER_ONLY = re.compile(r"\s\d{1,4}(?=[.,;:)]|\Z)(?![.,]\d)")
_COUNTIES = frozenset(
    "Antrim Armagh Carlow Cavan Clare Cork Donegal Down Dublin Durham Fermanagh Galway Kerry Kildare Kilkenny Laois "
    "Leitrim Limerick Londonderry Longford Louth Mayo Meath Monaghan Offaly Roscommon Sligo Tipperary Tyrone Waterford "
    "Westmeath Wexford Wicklow".split()
)
_RANKS = frozenset("Lt Sgt Cpl Capt Maj Adm Gov Sen Prof Supt Cmdr Brig".split())
ABBREVIATION: Final = re.compile(r"(?P<word>[A-Za-z]{1,6})(?P<dot>\.)?(?!\w|'(?!s\b))")
TIGHT: Final = re.compile(r"(?P<word>(?:[Nn]os?|[Nn]r|pp?|[Vv]ols?|[Ff]igs?|[Aa]rt|[Ss]ec|[Cc]h|c))(?P<dot>\.)(?=\d)")


def latin(match: re.Match[str]) -> str | None:
    """e.g., i.e., Ph.D., and ranks of two words."""
    key = match[0].lower()
    return _LATIN.get(key) or _LATIN.get(f"{''.join(key.split()).rstrip('.')}.")


def club(match: re.Match[str]) -> str | None:  # noqa: ARG001 - the signature of a rule's
    """Man. City."""
    return "Manchester"


def prefix(match: re.Match[str]) -> str | None:
    """The "ex" of "ex-Gov.": what follows the hyphen is read by itself."""
    return match[0]


def tight(match: re.Match[str]) -> str | None:
    """No.5, p.7, c.1900."""
    return _numbered(match)


def abbreviation(match: re.Match[str]) -> str | None:
    """Dr., Gov., Inc., No. 5."""
    written = match["word"]
    if not match["dot"] and written not in BARE:
        return None
    return _numbered(match) or _title(match) or _firm(match) or _word(match)


def _numbered(match: re.Match[str]) -> str | None:
    written = match["word"]
    said = _NUMBERED.get(written.lower())
    if said is None:
        return None
    if not match["dot"] and said == "number":  # "no" is a word: "No 10," but not "no 10 people"
        return said if _NUMBER_ONLY.match(match.string, match.end()) else None
    unnumbered = said == "number" and bool(match["dot"]) and word_after(match.string, match.end()).islower()
    if not unnumbered and not _NUMERAL.match(match.string, match.end()):
        return None
    if written in _OF_A_LIFE and not _IN_A_YEAR.match(match.string, match.end()):
        return None
    return said.capitalize() if written[0].isupper() and not said.startswith("number") else said


def _title(match: re.Match[str]) -> str | None:
    written = match["word"]
    said = _TITLES.get(written.lower())
    follower = word_after(match.string, match.end())
    if said is None or follower in _GENERATIONS:
        return None
    if closes(match.string, match.end()):  # a sentence cut off at its title says no more than it has
        cut = match["dot"] is not None and written != "Hon"
        return None if cut or written.lower() in {"st", "dr"} else said
    rest = match.string[match.end() : match.end() + 3].strip(" \"')]")
    unnamed = bool(match["dot"]) and not follower and rest != ""
    if match["dot"] and written in _RANKS:
        return said
    of_state = written in _OFFICES and follower == "of"
    return said if unnamed or of_state or written in _BY_THEMSELVES or follower[:1].isupper() else None


def _firm(match: re.Match[str]) -> str | None:
    """Tiffany & Co. is "and co", Ford Motor Co. a company, Co. Cork a county."""
    if match[0] != "Co.":
        return None
    text = match.string
    if word_after(text, match.end()) in _COUNTIES:
        return "County"
    joined = raw_before(text, match.start()) in {"and", "&"} or text[max(0, match.start() - 1) : match.start()] == "&"
    return "Co" if joined or closes(text, match.end()) else "Company"


def _word(match: re.Match[str]) -> str | None:
    written = match["word"]
    if written == "Sr" and word_after(match.string, match.end())[:1].isupper():
        named = raw_before(match.string, match.start())[:1].isupper()
        return "Senior" if named else "Sister"
    if (written.lower() in _SMALL and not written.islower()) or (written in _CAPITALIZED):
        return None
    return _WORDS.get(written.lower())
