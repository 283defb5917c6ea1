"""Text to sentences: English by rules of our own, other languages by a library."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from narrate.model import primary

# Abbreviations by what may follow them. Never the end of a sentence:
_TITLES: Final = frozenset(
    "mr mrs ms messrs dr drs prof rev hon gen maj col lt capt cpt cmdr cdr adm brig sgt cpl pvt gov sen sens rep reps "
    "pres amb supt insp det atty asst fr ft mt mts st vs viz cf e.g i.e eg ie esp incl approx al dept univ ph p.s "
    "ps".split()
)
# The end only before a word that opens a sentence, for names may follow them:
_NAMES: Final = frozenset(
    "jr sr inc corp co cos ltd bros llc plc assn ave blvd rd hwy ln sq st b.c a.d bc ad d.c jan feb mar apr jun "
    "jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun ala ariz ark calif colo conn del fla ga "
    "ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa penn tenn tex va vt wash wis wyo ph.d m.d "
    "lb lbs oz yd yds mi gal hr hrs min mins sec secs b.a m.a esq ret est yr yrs wk wks bde regt mech".split()
)
# Not the end before a number:
_NUMBERED: Final = frozenset(
    "no nos fig figs vol vols ch chap p pp pg sec art para eq ed op rm rt rte ext tel n° art. cap ver".split()
)
_STARTERS: Final = frozenset(
    "the a an he she it they we you i this that these those there here but and or so if when while as at in on for "
    "from by with after before since until then what who which why how where his her their our my your its no not yes "
    "now many most some several all both each one two three however meanwhile although though because did do does is "
    "are was were will would can could should has have had let please thanks nobody everyone everybody someone "
    "officials people police mr mrs ms dr".split()
)
_HALVES = frozenset(("a.m", "p.m", "am", "pm"))
_AFTER_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december est edt et cst cdt ct mst mdt mt pst pdt pt gmt utc bst cet eet eastern "
    "central mountain pacific".split()
)
_LETTERED = frozenset("plan vitamin grade type class group hepatitis".split())  # "Plan B." is no initial
_EARLY = 12  # characters; a time that soon only opens the sentence: "At 5 a.m. Mr. Smith went"
_LETTERS = re.compile(r"[A-Za-z]+")
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
_MARK = re.compile(
    r"(?<![.!?…])(?:[.!?…]|(?<=\.)\s\.)++[\"'”’»)\]]*+(?:\[\d{1,3}\])*+(?:(?=\s)|(?<=[a-z0-9)][.!?])(?=[A-Z][a-z]+(?:[\s,;:'’!?]|\.\s)(?<!Com.)(?<!Net.)(?<!Org.)))|(?<=\S)\n"
)
_CLOSERS = "\"'”’»)]"
_NOTE = re.compile(r"\[\d{1,3}\]")  # of a footnote, after the mark
_OPENERS = "\"'“‘«([¿¡*-–—"
_TOKEN_BACK = 32  # characters looked back for the word before a dot; longer ones are no abbreviations
_NEXT = re.compile(r"\s*([\"'“‘«(\[¿¡*–—-]*+)\s?(\S{1,40})")
_BULLET = re.compile(r"(?<!\S)(?:[•⁃◦▪‣·]\s?(?:\d{1,3}\.)?|\(?(?:\d{1,3}|[a-z])(?:\.\)|[.)]))(?=\s?\S)")
_BULLETS_NUMBER = re.compile(r"\d+|[a-z]")
_CITATION = re.compile(r"\s?\([^()]{1,60}\)\s?\.")
_EXCLAIMED = frozenset("Yahoo Jeopardy Oklahoma Hamilton Shazam".split())  # names that are written with "!"
_FIRMS = frozenset("Inc Corp Ltd Co".split())  # that a name with "!" may go on with
_CLUBS = frozenset("City United Utd".split())
_NUMBER = re.compile(r"\d{1,3}|[a-z]")
_INITIAL = re.compile(
    r"(?<![^\s(«„\"'])[^\W\d_a-zà-öø-ÿа-яіїєґ]\.\s*\Z|\d{4}\s[rрг]\.\s*\Z"
)  # "M. Durand", "2024 r.": the library parts them
_SIGNS = frozenset("%€$£¥₴₽₺")
_FOLLOWING = re.compile(r"\s*(\S)")
_STRETCH = re.compile(r".{1,8000}(?=\s|\Z)|.{1,8000}", re.DOTALL)


def sentences(text: str, language: str) -> tuple[tuple[int, int], ...]:
    """Where the sentences of a text start and end; between them lies white space only."""
    tongue = primary(language)
    return _spans(text, _english_ends(text) if tongue == "en" else _foreign_ends(text, tongue))


def _spans(text: str, ends: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """The parts between some places, without the white space around them; empty ones are left out."""
    parts = (_stripped(text, start, end) for start, end in pairwise((0, *ends, len(text))))
    return tuple(part for part in parts if part[0] < part[1])


def _english_ends(text: str) -> list[int]:
    items = tuple(_list_items(text))
    inside = frozenset(place for item in items for place in range(item.start(), item.end()))
    return sorted({*_sentence_ends(text, inside), *(item.start() for item in items)})


def _foreign_ends(text: str, language: str) -> Iterator[int]:
    """Where sentences of other languages end, by a library that has their abbreviations."""
    import sentencex  # type: ignore[import-untyped]  # it ships no types; here, because English needs none of it

    place = 0
    for stretch in _STRETCH.findall(text):  # its time grows with the square of what is between unclosed quotation marks
        for sentence in sentencex.segment(language, stretch):
            place += len(sentence)
            if not (_INITIAL.search(sentence[-_TOKEN_BACK:]) or _goes_on(text, sentence, place)):
                yield place


def _goes_on(text: str, sentence: str, end: int) -> bool:
    """Whether what follows a dot opens no sentence: "24. července", "δισ. €"."""
    following = _FOLLOWING.match(text, end)
    if following is None or not sentence.rstrip().endswith("."):
        return False
    return following[1].islower() or following[1] in _SIGNS


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _sentence_ends(text: str, markers: frozenset[int]) -> Iterator[int]:
    start = 0
    for mark in _MARK.finditer(text):
        if mark.start() in markers:
            continue
        end = _end(text, start, mark)
        if end:
            yield end
            start = end


def _end(text: str, start: int, mark: re.Match[str]) -> int:
    """Where a sentence ends at a mark; 0 where it goes on."""
    if mark[0] == "\n":
        return mark.end() if not text[mark.start() - 1].isspace() else 0
    following = _NEXT.match(text, mark.end())
    if following is None:
        return 0
    opener, word = following[1], following[2]
    bare = _NOTE.sub("", mark[0])
    marks = bare.rstrip(_CLOSERS)
    closed = len(marks) < len(bare)
    if not any(map(str.isalnum, word[:2])):
        return mark.end() if word[0] not in ".,;:!?…)" else 0
    if "." in marks and marks[-1] == "." and len(marks) == 1:
        return mark.end() if _dot_ends(text, start, mark.start(), opener + word, closed=closed) else 0
    if _dotted_apart(text, mark, word):
        return mark.start() + 1
    return mark.end() if _ends(text, mark, marks, word, closed=closed) else 0


def _ends(text: str, mark: re.Match[str], marks: str, word: str, *, closed: bool) -> bool:
    """Whether a question, an exclamation or an ellipsis is the end."""
    if _CITATION.match(text, mark.end()):
        return False
    ellipsis = "?" not in marks and "!" not in marks
    named = text[max(0, mark.start() - _TOKEN_BACK) : mark.start()].split()[-1:]
    exclaimed = marks == "!" and not _EXCLAIMED.isdisjoint(named)
    if word[0].islower() or (exclaimed and word.rstrip(".,") in _FIRMS):
        return not ellipsis and not closed and not exclaimed
    return not (ellipsis and word.partition("'")[0].partition("’")[0] == "I")


def _dotted_apart(text: str, mark: re.Match[str], word: str) -> bool:
    """The end of a sentence before ". . .", where the next one opens with an ellipsis."""
    return mark[0] == ". . . ." and text[mark.start() - 1 : mark.start()].isalnum() and word[0].isupper()


def _dot_ends(text: str, start: int, dot: int, following: str, *, closed: bool) -> bool:
    before = text[max(start, dot - _TOKEN_BACK) : dot].split()
    short = before[-1].lstrip(_OPENERS) if before else ""
    word = following.lstrip(_OPENERS)
    if not short or (len(before) == 1 and _NUMBER.fullmatch(short)):
        return False  # the number of a list's item
    if word[0].islower():
        return not closed and not _abbreviated(short) and short[-1:].isalpha() and len(short) > 1
    if closed:
        return True
    return _capital_opens(before, short, word, early=dot - start < _EARLY)


def _abbreviated(short: str) -> bool:
    key = short.lower()
    return (
        "." in short
        or (key in _TITLES or key in _NAMES or key in _NUMBERED or key in _HALVES or key == "etc")
        or len(short) <= 1
    )


def _capital_opens(before: list[str], short: str, word: str, *, early: bool) -> bool:
    key = short.lower()
    if short == "Man" and word.rstrip(".,'s") in _CLUBS:
        return False
    found = _LETTERS.match(word)
    name = found[0] if found else ""
    opens = name.lower() in _STARTERS and (len(name) == 1 or not name.isupper())
    if len(short) == 1 and short.isalpha():
        previous = before[-2] if len(before) > 1 else ""
        lettered = previous[:1].islower() or previous.lower() in _LETTERED
        return lettered and (short == "I" or opens)
    if key in _HALVES:
        return bool(name) and not early and name.lower() not in _AFTER_TIMES
    if key in _NAMES or _DOTTED.fullmatch(short) or (key == "st" and before[-2:][0][:1].isupper()):
        return opens
    return key not in _TITLES and not (key in _NUMBERED and word[0].isdecimal())


def _list_items(text: str) -> Iterator[re.Match[str]]:
    """The marks of a list whose items were run together, where the text opens with one."""
    first = _BULLET.match(text, len(text) - len(text.lstrip()))
    if first is None:
        return
    kind = _BULLETS_NUMBER.sub("1", first[0])
    for item in _BULLET.finditer(text):
        if _BULLETS_NUMBER.sub("1", item[0]) == kind:
            yield item
