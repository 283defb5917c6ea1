"""What an article's last lines tell of its author: who that is, and where to write to."""

import re
from collections.abc import Sequence
from enum import Enum, auto
from itertools import takewhile

from narrate.clean.credits.names import ROLE, is_person
from narrate.clean.lines import plain
from narrate.clean.verdict import Verdict, drop
from narrate.model import Kind

_LAST = 4  # lines of the body: a life in a paragraph or two, an address, and what a site adds under them
_FEWEST_OVER = 3  # lines: in a shorter text the life is the article
_LABEL = r"(?i:(?:about )?(?:the )?authors?(?: bio(?:graphy)?)?|bio(?:graphy)?)"
_NAME = r"[^\W\d_a-zß-ÿ][\w'’.-]*(?: [\w'’.-]+){1,4}?"
_LIFE = re.compile(
    rf"(?:{_LABEL}\s*[:.–—-]\s*)?(?:(?:Dr|Prof)\.? )?(?P<name>{_NAME})(?: \([^()]{{1,40}}\)|,[^.]{{1,80}},)? "
    r"(?:is|was|has|writes|covers|reports|ist|schreibt|est|écrit|es|escribe|è|scrive|é|escreve|jest|pisze)\b"
    r"(?P<what>.*)"
)
_AUTHOR_OF = re.compile(r" (?:also )?(?:the |an? )?(?:co-?)?(?:author|writer|editor) of\b")
_WITHIN = 90  # characters after "is": "a senior reporter at", "an award-winning freelance science writer"
_REACH = re.compile(
    r"(?:(?:You can |To |Please )?(?:[Ff]ollow|[Rr]each|[Cc]ontact|[Ee]-?mail|[Ff]ind|[Ww]rite to|[Cc]onnect with) "
    r"(?P<whom>her|him|them|me|[A-Z][\w'’ -]{2,40}?)\b.{0,40}\b(?:at|on|via|by)\W.{1,100}|"
    r"(?P<who>She|He|They|I|[A-Z][\w'’ -]{2,40}?) (?:can be (?:reached|contacted|found|followed)|tweets)\b.{1,100})"
)
_PRONOUNS = frozenset({"her", "him", "them", "me", "she", "he", "they", "i"})
_GOES_ON = re.compile(r"(?:She|He|They|Her|His|Their)\b")


class _Told(Enum):
    """What a line tells of a person."""

    NOTHING = auto()
    AUTHOR = auto()
    """The life of the one who wrote the article, by name."""
    WRITER = auto()
    """The life of somebody who writes and whom the article does not mention, or where to reach its author."""
    MORE = auto()
    """What may go on about a person."""


def without_biography(verdicts: Sequence[Verdict], author: str) -> list[Verdict]:
    """The verdicts, with the lines at the end dropped that tell who wrote the article and where to write to.

    ``author`` are the names that are known, or nothing. Right under a heading a life is a part of the article.
    """
    kept = [i for i, verdict in enumerate(verdicts) if verdict.blocks]
    names = frozenset(plain(name) for name in re.split(r",| and | & ", author) if " " in name.strip())
    first = max(_FEWEST_OVER, len(kept) - _LAST)
    told = [_told(verdicts, kept[: place + 1], names) for place in range(first, len(kept))]
    found = list(verdicts)
    for start, what in enumerate(told):
        about = list(takewhile(lambda one: one is not _Told.NOTHING, told[start:]))
        last = start + len(about) == len(told)
        if what is _Told.AUTHOR or (what is _Told.WRITER and last):
            signed = plain(verdicts[kept[first + start - 1]].blocks[0].text) in names
            for i in kept[first + start - signed : first + start + len(about)]:
                found[i] = drop(verdicts[i].line, "author")
            break
    return found


def _told(verdicts: Sequence[Verdict], kept: Sequence[int], names: frozenset[str]) -> _Told:
    """What the last of the kept lines tells of a person."""
    *over, above, line = (verdicts[i] for i in kept)
    heading = above.reason == Kind.HEADING and plain(above.blocks[0].text) not in names
    if line.reason != Kind.PARAGRAPH or heading:
        return _Told.NOTHING
    text = line.blocks[0].text
    life, reach = _LIFE.fullmatch(text), _REACH.fullmatch(text)
    if life and plain(life["name"]) in names:
        return _Told.AUTHOR
    if life and _is_writers(life, " ".join(block.text for verdict in (*over, above) for block in verdict.blocks)):
        return _Told.WRITER
    whom = plain(reach["whom"] or reach["who"]) if reach else ""
    if whom in _PRONOUNS | names:
        return _Told.WRITER
    return _Told.MORE if _GOES_ON.match(text) else _Told.NOTHING


def _is_writers(life: re.Match[str], over: str) -> bool:
    """Whether a life is that of a person who writes and is nobody whom the article is about."""
    name, what = life["name"], life["what"]
    writes = ROLE.search(what[:_WITHIN]) or _AUTHOR_OF.match(what)
    return writes is not None and is_person(name) and name.split()[-1] not in over
