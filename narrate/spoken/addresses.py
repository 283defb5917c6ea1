"""Postal addresses: houses, streets, US states."""

import re
from typing import Final

from narrate.spoken.amounts import STARTERS, raw_before, word_after
from narrate.spoken.numbers import digits, grouped

STATES: Final = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "FL": "Florida", "GA": "Georgia", "HI": "Hawaii", "ID": "Idaho",
    "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana",
    "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota", "MS": "Mississippi",
    "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire", "NJ": "New Jersey",
    "NM": "New Mexico", "NY": "New York", "NC": "North Carolina", "ND": "North Dakota", "OH": "Ohio",
    "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania", "RI": "Rhode Island", "SC": "South Carolina",
    "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia",
    "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
}  # fmt: skip
# As newspapers shorten them, after a comma or a party's letter.
_SHORT_STATES: Final = {
    "Ala": "Alabama", "Ariz": "Arizona", "Ark": "Arkansas", "Calif": "California", "Colo": "Colorado",
    "Conn": "Connecticut", "Del": "Delaware", "Fla": "Florida", "Ga": "Georgia", "Ill": "Illinois", "Ind": "Indiana",
    "Kan": "Kansas", "Ky": "Kentucky", "La": "Louisiana", "Md": "Maryland", "Mass": "Massachusetts",
    "Mich": "Michigan", "Minn": "Minnesota", "Miss": "Mississippi", "Mo": "Missouri", "Mont": "Montana",
    "Neb": "Nebraska", "Nev": "Nevada", "Okla": "Oklahoma", "Ore": "Oregon", "Pa": "Pennsylvania",
    "Tenn": "Tennessee", "Tex": "Texas", "Vt": "Vermont", "Va": "Virginia", "Wash": "Washington", "Wis": "Wisconsin",
    "W.Va": "West Virginia", "Wyo": "Wyoming",
}  # fmt: skip
_STREETS: Final = {"st": "Street", "dr": "Drive", "ct": "Court", "pl": "Place", "sq": "Square"}
_DIRECTIONS: Final = {"N": "North", "S": "South", "E": "East", "W": "West"}
_PARTIES: Final = {"D": "Democrat", "R": "Republican", "I": "Independent"}
_NAMED_FOR = re.compile(r"\s[A-Z][a-z]")  # "N.Y. Times," but not "N.Y.: Kluwer"

ZIP: Final = re.compile(r"\d{5}(?:-\d{4})?(?![\w-])")
STREET: Final = re.compile(
    r"(?P<n>\d{1,5})(?P<letter>[A-Z])?(?= (?:[NSEW]\.? )?(?:[A-Z][a-z]+ |\d{1,3}(?:st|nd|rd|th) ){1,3}"
    r"(?:St|Ave|Blvd|Rd|Dr|Ln|Ct|Pl|Sq|Hwy|Pkwy|Expy|Street|Avenue|Boulevard|Road|Drive|Lane|hwy|st)\b)"
)
STATE: Final = re.compile(r"(?P<state>[A-Z]{2})(?=,? \d{5}\b|[\s,.;:)]|'s|\Z)")
SHORT_STATE: Final = re.compile(r"(?P<state>[A-Z][a-z]{1,4})\.")
DOTTED_STATE: Final = re.compile(r"(?:N\.[HJMYCD]|S\.[CD]|R\.I|W\.Va|W\.V)\.(?!\w)")
PARTY: Final = re.compile(
    rf"(?P<party>[DRI])-(?P<place>{'|'.join(STATES.values())}|[A-Z][a-z]{{1,5}}\.|[A-Z]{{2}}\b|W\.\s?Va\.|[A-Z]\.\s?[A-Z]\.)"
)
SIDE: Final = re.compile(
    r"(?P<d>[NSEW])\.\s?(?=(?:Korea|Africa|Sudan|Carolina|Dakota|Ireland|Macedonia|Germany|Timor|Jerusalem|Virginia|Bank"
    r"|Ossetia|Waziristan|Yemen|Vietnam)(?:ns?|ns?')?\b)"
)
COMPASS: Final = re.compile(r"(?P<ns>[NS])(?P<ew>[EW])(?=\sof\s)")
DIRECTION: Final = re.compile(
    r"(?P<d>[NSEW])\.?(?= (?:\d+(?:st|nd|rd|th)|[A-Z][a-z]+) (?:St|Ave|Blvd|Rd|Dr|st|Street|Avenue)\b)"
)
WAY: Final = re.compile(r"(?P<way>[Ss]t|[Dd]r|[Cc]t|[Pp]l|[Ss]q)(?P<dot>\.)?(?![\w'])")
_HOUSE = re.compile(r"\d{1,5} \Z")
_HOUSE_BEFORE = re.compile(r"(?<![\w.,])\d{1,5} (?:[NSEW]\.? )?(?:(?:[A-Z][\w'-]*|\d{1,3}[a-z]{2}) ){1,3}\Z")
_NUMBERED = re.compile(r"\d{1,3}(?:st|nd|rd|th)\Z")
_DOOR = re.compile(r"\s?#\s?\d")
_LONGEST_ACRONYM = 4
_LOOK_BACK = 32  # characters: a house's number and the name of its street


def street(match: re.Match[str]) -> str | None:
    """The number of a house: 1428 Elm Street."""
    return grouped(match["n"]) + (f" {match['letter']}" if match["letter"] else "")


def postal(match: re.Match[str]) -> str | None:
    """The postal code after a US state."""
    before = raw_before(match.string, match.start()).replace(".", "").strip(",")
    capital = len(before) == 2 and before.isupper()  # noqa: PLR2004
    return ", ".join(digits(part) for part in match[0].split("-")) if capital else None


def state(match: re.Match[str]) -> str | None:
    """The TX of "Austin, TX" or "Austin TX 78701"."""
    text = match.string
    if match["state"] == "NY":
        return STATES["NY"]
    coded = text[match.end() : match.end() + 7].strip(", ").isdecimal()
    return STATES.get(match["state"]) if coded or _after_a_place(text, match.start()) else None


def dotted_state(match: re.Match[str]) -> str | None:
    """The N.J. of "Newark, N.J."."""
    dated = match.string.startswith(" (", match.end())  # a company in a list of sources: "Orr & Lane, S.C. (2001)"
    letters = match[0].replace(".", "").upper()
    placed = _after_a_place(match.string, match.start()) and not dated
    named = letters == "NY" and _NAMED_FOR.match(match.string, match.end())
    return STATES.get(letters) if placed or named else None


def short_state(match: re.Match[str]) -> str | None:
    """The Ill. of "Springfield, Ill."."""
    return _SHORT_STATES.get(match["state"]) if _after_a_place(match.string, match.start()) else None


def party(match: re.Match[str]) -> str | None:
    """The D-Mass. of "Sen. Warren, D-Mass."."""
    place, text, start = match["place"], match.string, match.start()
    name = STATES.get("".join(filter(str.isalpha, place))) or _SHORT_STATES.get(place.rstrip(".").replace(" ", ""))
    name = place if place in STATES.values() else name
    told = text[max(0, start - 2) : start] == ", " or text[max(0, start - 1) : start] == "("
    return f"{_PARTIES[match['party']]} of {name}" if name and told else None


def side(match: re.Match[str]) -> str | None:
    """The N. of "N. Korea"."""
    return _DIRECTIONS[match["d"]]


def compass(match: re.Match[str]) -> str | None:
    """The NW of "10 miles NW of Oakton"."""
    return _DIRECTIONS[match["ns"]].lower() + _DIRECTIONS[match["ew"]].lower()


def direction(match: re.Match[str]) -> str | None:
    """The N of "708 N 1st St"."""
    house = _HOUSE.search(match.string[max(0, match.start() - _LOOK_BACK) : match.start()])
    return _DIRECTIONS[match["d"]] if house else None


def way(match: re.Match[str]) -> str | None:
    """The St. of "Elm St.": after a name or a number, where no name follows."""
    text, start = match.string, match.start()
    before = raw_before(text, start)
    numbered = _NUMBERED.match(before) is not None
    if not (before[:1].isupper() or numbered) or before.endswith((".", ",", ";", ":")) or before in STARTERS:
        return None
    follower = word_after(text, match.end())
    if follower[:1].isupper() and follower not in STARTERS and not numbered:
        return None
    housed = match["dot"] or _HOUSE_BEFORE.search(text[max(0, start - _LOOK_BACK) : start])
    housed = housed or _DOOR.match(text, match.end())
    return _STREETS[match["way"].lower()] if housed else None


def _after_a_place(text: str, start: int) -> bool:
    before = raw_before(text, start).rstrip(",")
    acronym = before.isupper() and len(before) <= _LONGEST_ACRONYM  # "the PLO, PA and IDF"
    return (
        not acronym and text[max(0, start - 2) : start] == ", " and raw_before(text, start).lstrip("\"'(")[:1].isupper()
    )
