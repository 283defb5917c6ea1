"""The shape of written numbers, and what stands around one: shared by the rules for money, measures and counts."""

import re
from typing import Final

# Thin and no-break spaces group figures for certain; a plain space only where what follows can be nothing else.
NUMBER: Final = (
    r"(?:\d{1,3}(?:,\d{3})++(?!\d)|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})++(?!\d)"
    r"|\d{1,3}(?: \d{3})*+(?<= 000)(?!\d)|\d{1,3}(?: \d{3}){2,9}+(?!\d)|\d++)(?:\.\d++)?+|\.\d++"
)
RANGE: Final = r"(?:\s?[-–—−]\s?|\s(?:to|and)\s)"

MAGNITUDES: Final = {
    "lakh": "lakh",
    "lakh crore": "lakh crore",
    "crore": "crore",
    "k": "thousand",
    "thousand": "thousand",
    "m": "million",
    "mn": "million",
    "mln": "million",
    "million": "million",
    "b": "billion",
    "bn": "billion",
    "bln": "billion",
    "billion": "billion",
    "t": "trillion",
    "tn": "trillion",
    "trn": "trillion",
    "trillion": "trillion",
}

DETERMINERS: Final = frozenset(
    "a an the this that another each every its his her their our my your first second third new".split()
)
# Words that do not go on with a noun phrase: after "$5 billion" they tell that the sum stands by itself.
FUNCTION_WORDS: Final = frozenset(
    "a an the this that these those it he she they we i you who which what where when while as at by for from in into "
    "of off on onto out over per since than through to toward towards under until up upon via with within without "
    "about above across after against along among around before behind below between beyond during except near and or "
    "but nor so yet if because although though is are was were be been being am has have had do does did will would "
    "can could may might must shall should not no more less each every apiece worth ago away later earlier long high "
    "tall wide deep old thick heavy down plus minus only also still even just now then there here today yesterday "
    "tomorrow last next this annually yearly monthly weekly daily alone altogether total however".split()
)
# Capitalized words that open a sentence and are no name: after "Elm St." they tell that it is a street.
STARTERS: Final = frozenset(
    "The A An He She It They We You I This That These Those There Here But And Or So If When While As At In On For "
    "From By With After Before Since Until Then What Who Which Why How Where His Her Their Our My Your Its No Not Yes "
    "Now Many Most Some Several All Both Each One Two Three However Meanwhile Although Though Because".split()
)
_ARTICLES = frozenset("a an the".split())
_DATED = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September October November December".split()
)  # "paid the $5 Monday"
# "The $5 million pledged so far," but "a $5 million unsecured loan".
_PLEDGED = re.compile(
    rf"\s(?:[a-z]{{2,12}}ed|sought|spent|paid|lost|made|given|owed|raised|won|sent)"
    rf"(?=\s(?:{'|'.join(sorted(FUNCTION_WORDS))})\b|[.,;:?!]|\Z)"
)
_BEFORE = 40  # characters looked back for a word: longer than any word of the tables
_NEXT_WORD = re.compile(r"\s{1,3}([^\W\d_][\w'-]{0,40})")


def word_before(text: str, start: int) -> str:
    """The word that ends before a place, in lower case, without the marks around it; empty if there is none."""
    return raw_before(text, start).strip("\"'([“.,;:").lower()


def raw_before(text: str, start: int) -> str:
    """The same, as it is written."""
    words = text[max(0, start - _BEFORE) : start].split()
    return words[-1] if words else ""


def word_after(text: str, end: int) -> str:
    """The word that follows after a space, as it is written; empty if something else follows."""
    found = _NEXT_WORD.match(text, end)
    return found[1] if found else ""


def describes(text: str, start: int, end: int) -> bool:
    """Whether an amount stands before the noun that it describes, as in "a $61 billion package"."""
    before, follower = word_before(text, start), word_after(text, end)
    named = before in _ARTICLES and follower[:1].isupper() and follower not in STARTERS and follower not in _DATED
    return (
        before in DETERMINERS
        and not _PLEDGED.match(text, end)
        and (follower.islower() or named)
        and follower not in FUNCTION_WORDS
        and not follower.endswith("ly")
    )
