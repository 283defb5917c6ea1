"""English: the rules in the order in which they are tried, and what no rule speaks for."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from narrate.spoken import (
    abbreviations,
    addresses,
    codes,
    dates,
    letters,
    measures,
    money,
    numerals,
    powers,
    roman,
    shares,
    times,
    web,
)
from narrate.spoken.amounts import STARTERS
from narrate.spoken.capitals import calm
from narrate.spoken.marks import PLAIN, closes, glues, pause
from narrate.spoken.other_words import CONTRACTED, WORD, say
from narrate.spoken.pieces import JOINT, Piece
from narrate.spoken.scripts import stands_alone
from narrate.spoken.spelling import american
from narrate.spoken.symbols import symbol

# A rule says its match, or None where it is not meant; the first that speaks wins.
Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]]

_FIGURES: Final[tuple[Rule, ...]] = (
    (web.MAIL, web.mail),
    (web.SITE, web.site),
    (codes.BOOK, codes.book),
    (codes.FREEPHONE, codes.freephone),
    (addresses.STREET, addresses.street),
    (dates.YEAR_FIRST, dates.year_first),
    (dates.FIGURES, dates.figures),
    (dates.DAY_OF_WEEK, dates.day_of_week),
    (letters.QUARTER_FIRST, letters.quarter_first),
    (dates.STAMP, dates.stamp),
    (shares.OUT_OF, shares.out_of),
    (numerals.INDIAN, numerals.grouped_otherwise),
    (numerals.EUROPEAN, numerals.grouped_otherwise),
    (codes.STROKES, codes.strokes),
    (codes.PHONE, codes.phone),
    (codes.LOCAL, codes.local),
    (codes.ABROAD, codes.abroad),
    (codes.SOCIAL, codes.social),
    (codes.CHAIN, codes.chain),
    (codes.VERSION, codes.version),
    (codes.RETIREMENT, codes.retirement),
    (times.RACE, times.race),
    (times.EARLY, times.early),
    (times.HALVES, times.halves),
    (times.CLOCK, times.clock),
    (times.MILITARY, times.military),
    (times.ZULU, times.zulu),
    (dates.DECADE, dates.decade),
    (dates.SHORT_YEAR, dates.short_year),
    (dates.DAY_FIRST, dates.day_first),
    (money.PREFIXED, money.prefixed),
    (money.SUFFIXED, money.suffixed),
    (numerals.AGED, numerals.aged),
    (numerals.NINER, numerals.niner),
    (numerals.SCALES, numerals.scales),
    (measures.LASTING, measures.lasting),
    (measures.COORDINATE, measures.coordinate),
    (measures.FEET, measures.feet),
    (measures.MEASURE, measures.measure),
    (measures.COMPACT, measures.compact),
    (measures.DEGREES, measures.degrees),
    (numerals.MULTIPLE, numerals.multiple),
    (dates.YEARS, dates.years),
    (numerals.EQUATION, numerals.equation),
    (shares.MIXED, shares.mixed),
    (shares.FRACTION, shares.fraction),
    (shares.VULGAR, shares.vulgar),
    (numerals.RATIO, numerals.ratio),
    (numerals.INCHES, numerals.inches),
    (measures.HEIGHT, measures.height),
    (measures.FOOT, measures.foot),
    (numerals.TIMES, numerals.times),
    (numerals.SUM, numerals.total),
    (numerals.SPAN, numerals.span),
    (numerals.PLACE, numerals.place),
    (addresses.ZIP, addresses.postal),
    (numerals.HYPHENED, numerals.hyphened),
    (numerals.PLAIN, numerals.plain),
)
_LETTERS: Final[tuple[Rule, ...]] = (
    (web.LINK, web.link),
    (web.MAIL, web.mail),
    (letters.STROKE, letters.stroke),
    (letters.SEVERAL, letters.several),
    (abbreviations.LATIN, abbreviations.latin),
    (abbreviations.TIGHT, abbreviations.tight),
    (abbreviations.CLUB, abbreviations.club),
    (abbreviations.PREFIX, abbreviations.prefix),
    (addresses.DOTTED_STATE, addresses.dotted_state),
    (dates.WEEKDAY, dates.weekday),
    (dates.THROUGH, dates.through),
    (dates.MONTH_FIRST, dates.month_first),
    (dates.MONTH_YEAR, dates.month_year),
    (dates.MONTH_ALONE, dates.month_alone),
    (money.PREFIXED, money.prefixed),
    (letters.OPTIONAL, letters.optional),
    (letters.QUARTER, letters.quarter),
    (web.SITE, web.site),
    (measures.ALONE, measures.alone),
    (measures.SCALED, measures.scaled),
    (numerals.BY, numerals.by),
    (letters.STROKED, letters.stroked),
    (letters.SERIAL, letters.serial),
    (letters.DOTTED, letters.dotted),
    (roman.SECTION, roman.section),
    (roman.ROMAN, roman.roman),
    (addresses.PARTY, addresses.party),
    (addresses.COMPASS, addresses.compass),
    (addresses.SIDE, addresses.side),
    (addresses.DIRECTION, addresses.direction),
    (addresses.STATE, addresses.state),
    (addresses.SHORT_STATE, addresses.short_state),
    (addresses.WAY, addresses.way),
    (abbreviations.ABBREVIATION, abbreviations.abbreviation),
    (letters.AMPERSAND, letters.ampersand),
    (letters.FIRST_INITIAL, letters.first_initial),
    (letters.INITIAL, letters.initial),
    (powers.RAISED, powers.raised),
)
_OTHERS: Final[tuple[Rule, ...]] = (
    (web.TAG, web.tag),
    (web.HANDLE, web.handle),
    (web.HASHTAG, web.hashtag),
    (dates.DECADE, dates.decade),
    (dates.SHORT_YEAR, dates.short_year),
    (codes.PHONE, codes.phone),
    (codes.ABROAD, codes.abroad),
    (money.PREFIXED, money.prefixed),
    (money.SUFFIXED, money.suffixed),
    (measures.MEASURE, measures.measure),
    (measures.COMPACT, measures.compact),
    (shares.VULGAR, shares.vulgar),
    (powers.POWER, powers.power),
    (powers.RAISED, powers.raised),
    (numerals.CALIBER, numerals.caliber),
    (numerals.EITHER_SIGN, numerals.either_sign),
    (numerals.SPAN, numerals.span),
    (numerals.PLAIN, numerals.plain),
)
# Most words of a text: no rule can be meant. Words of the abbreviations' table that need no dot are left out.
_ORDINARY = re.compile(
    r"[a-z]++(?:-[a-z]++)*+(?:'[a-z]{1,2})?(?=[\s,;?!]|:\s)"
    r"|[A-Z][a-z]++(?=\s[a-z])"
)
_RULED: Final = frozenset(
    {*abbreviations.BARE, *dates.NAMES, *dates.DAYS_ONLY, *CONTRACTED}.union(
        "et e i a x mph kph gal lb oz kg km hr http https".split()
    )
)
_OPENING = re.compile(r"[\"')\]]{0,3}\s{1,3}\"?([A-Z][a-z]{0,12})(?=[\s,'])")
_POSSESSIVE = re.compile(r"'s(?!\w)")


def pieces(text: str) -> Iterator[Piece]:
    """The words and the pauses of an English text."""
    source = calm(text.translate(PLAIN))
    position = 0
    while position < len(source):
        ordinary = _ORDINARY.match(source, position)
        if ordinary and ordinary[0] not in _RULED:
            yield Piece(american(ordinary[0]), position, ordinary.end())
            position = ordinary.end()
        elif source[position].isspace():
            position += 1
        else:
            made, position = _next(source, position)
            yield from made


def _next(source: str, position: int) -> tuple[tuple[Piece, ...], int]:
    char = source[position]
    rules = _FIGURES if char.isdecimal() else _LETTERS if char.isalpha() else _OTHERS
    if glues(source, position):
        return _mark(source, position)
    for pattern, rule in rules:
        found = pattern.match(source, position)
        if found and found.end() > position:
            said = rule(found)
            if said is not None:
                return _ruled(source, said, position, found.end())
    word = WORD.match(source, position)
    if word:
        said = say(word[0], alone=stands_alone(source, position, word.end()))
        return ((Piece(said, position, word.end()),) if said else ()), word.end()
    return _mark(source, position)


def _ruled(source: str, said: str, start: int, end: int) -> tuple[tuple[Piece, ...], int]:
    """A rule's words; the dot of an abbreviation may be the sentence's too."""
    owner = _POSSESSIVE.match(source, end)
    if owner:
        said, end = letters.owned(said), owner.end()
    spoken = Piece(said, start, end)
    if source[end - 1] == "." and (closes(source, end) or _starts(source, end)):
        return (spoken, Piece(".", end - 1, end)), end
    return (spoken,), end


def _starts(source: str, end: int) -> bool:
    follower = _OPENING.match(source, end)
    return follower is not None and follower[1] in STARTERS


def _mark(source: str, position: int) -> tuple[tuple[Piece, ...], int]:
    said = symbol(source, position)
    if said:
        return (Piece(said, position, position + 1),), position + 1
    if glues(source, position):
        return (Piece(JOINT, position, position + 1),), position + 1
    mark, end = pause(source, position)
    return ((Piece(mark, position, end),) if mark else ()), end
