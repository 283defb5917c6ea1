"""Roman numerals: kings and popes, wars, chapters. In a sentence never "I" by itself."""

import re
from typing import Final

from narrate.spoken.amounts import STARTERS, raw_before, word_after
from narrate.spoken.numbers import cardinal, ordinal, year

ROMAN: Final = re.compile(
    r"(?=[IVXLCDM])(?P<n>M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))"
    r"(?P<th>th|nd|rd|st)?(?!\w|-(?![a-z]{2}|-))(?P<dot>\.(?=,|'s))?"
)
SECTION: Final = re.compile(r"\A(?P<n>[IVX])(?=\.?\s*\Z)(?<!X\Z)")  # "X" without a dot is a name
_PARTS: Final = frozenset(
    "chapter part act scene volume book section article title phase type class appendix annex figure table level "
    "stage mark mk canto psalm war bowl chapters parts volumes books sections articles lesson letter division group "
    "category vol no plate corps olympiad apollo rocky vatican page verse sura schedule tier fantasy wars kombat "
    "saturn titan trident falcon warcraft civilization quake diablo godfather rambo terminator henriad conference "
    "round game leg bis model generation gen world lecture corollary lemma theorem proposition axiom definition "
    "artemis gemini atlas delta minuteman lightning phantom mirage thunderbolt globemaster starfighter gladiator "
    "wrestlemania magnum protocol version edition season episode exercise sonnet symphony concerto movement unit step "
    "zone plan phase".split()
)
_RULERS: Final = frozenset(
    "henry louis charles george edward elizabeth paul pius benedict francis leo philip nicholas alexander peter "
    "catherine james william richard frederick wilhelm napoleon felipe carlos gregory clement innocent ramses mary "
    "ivan abdullah mohammed john xavier christian haakon harald gustaf gustav adolf albert leopold baudouin urban "
    "sixtus julius boniface celestine adrian eugene ferdinand alfonso isabella joseph franz maximilian otto conrad "
    "sigismund casimir vladislav stephen bela michael constantine theodosius justinian basil leo cyrus darius xerxes "
    "artaxerxes ptolemy cleopatra thutmose amenhotep seti mehmed murad selim suleiman abdulhamid hussein hassan "
    "faisal fuad malcolm robert david kirill bartholomew tawadros shenouda rama bhumibol norodom meiji umberto victor "
    "emmanuel vittorio pedro joao manuel sancho afonso margrethe frederik anne jane marie".split()
)
_LETTERED = frozenset(
    "appendix annex schedule plan unit zone".split()
)  # "Appendix C" is a letter, "Appendix IV" is not
_LETTERED_GENERATIONS = frozenset("gen generation".split())
_AUXILIARIES = frozenset(
    "Am Was Were Did Do Had Have Will Would Shall Should Can Could May Might Must Said Quoth Thought Cried Asked "
    "Replied Than Nor Neither Only Even Just Like Except Perhaps Maybe Sure".split()
)
_RULES_ON = frozenset("of was is became ruled reigned had and who died the".split())
_DRIP = frozenset("drip drips fluid fluids line lines therapy bag bags".split())
_YEAR = re.compile(r"M(?:CM|M)[DLXVIC]{2,}")  # MCMXCIX, MMXXIV
_PLAIN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})|L?X{1,3}(?:IX|IV|V?I{0,3})|XL(?:IX|IV|V?I{0,3})")
_VALUES = {"M": 1000, "D": 500, "C": 100, "L": 50, "X": 10, "V": 5, "I": 1}
_SIZE = "XL"
_ALONE = 2  # letters; a single one is a word, a name or an initial


def roman(match: re.Match[str]) -> str | None:
    """Henry VIII, World War II, Chapter IV, XIV."""
    letters = match["n"]
    value = _value(letters)
    if match["th"]:
        return ordinal(value) if len(letters) >= _ALONE else None
    if _YEAR.fullmatch(letters):
        return year(value)
    before = raw_before(match.string, match.start()).strip("\"'(")
    name = before.lower()
    if name in _PARTS:
        return cardinal(value) if _numbers_a_part(match, letters, name) else None
    if name in _RULERS and before[:1].isupper():
        return f"the {ordinal(value)}" if _ranks_a_ruler(match, letters) else None
    named = before not in STARTERS and all(part[:1].isupper() and part[1:].islower() for part in before.split("-"))
    if letters == "I" and _ends_a_name(match, before):
        return "the first"
    said = f"the {ordinal(value)}" if named else cardinal(value)
    return said if _stands_alone(match, letters, name) else None


def section(match: re.Match[str]) -> str | None:
    """I, V. and X., where they are all that stands over a section."""
    return cardinal(_value(match["n"]))


def _ends_a_name(match: re.Match[str], before: str) -> bool:
    """Whether an "I" is the number of whoever is named before it: nothing follows that a speaker could do."""
    named = (
        len(before) > _ALONE
        and before.istitle()
        and before.isalpha()
        and before not in STARTERS
        and before not in _AUXILIARIES
    )
    return named and match.string[match.end() : match.end() + 1] in {"", ",", ")", ";"}


def _numbers_a_part(match: re.Match[str], letters: str, name: str) -> bool:
    if len(letters) >= _ALONE:
        return True
    if name in _LETTERED or (name in _LETTERED_GENERATIONS and letters == "X"):
        return False
    if name == "war" and match.string[max(0, match.start() - 10) : match.start()] == "World War ":
        return True
    follower = word_after(match.string, match.end())
    if len(follower) == 1 and follower != "A":
        return False  # letters that are spelled
    return letters in "VX" or (letters == "I" and (not follower[:1].islower() or follower in _RULES_ON))


def _stands_alone(match: re.Match[str], letters: str, name: str) -> bool:
    if len(letters) < _ALONE or letters == _SIZE or not _PLAIN.fullmatch(letters):
        return False
    drip = name in {"an", "the"} or word_after(match.string, match.end()) in _DRIP
    return not (letters == "IV" and drip)


def _ranks_a_ruler(match: re.Match[str], letters: str) -> bool:
    """Whether it is the king's number; an "I" after his name may be the speaker's."""
    if letters in {"L", "C", "D", "M"} or not set(letters) <= set("IVXL"):
        return False
    closed = match.string[match.end() : match.end() + 1] in {"", ",", ".", "'", ")", "-", ";"}
    return letters != "I" or closed or word_after(match.string, match.end()) in _RULES_ON


def numeral(part: str) -> str | None:
    """The "II" of "Type-II"."""
    return cardinal(_value(part)) if len(part) >= _ALONE and part != _SIZE and _PLAIN.fullmatch(part) else None


def _value(letters: str) -> int:
    values = [_VALUES[letter] for letter in letters]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-here if here < following else here for here, following in pairs)
