"""A credit as pages write it -> the names of those who wrote the article."""

import re
from collections.abc import Iterable

from narrate.clean.credits.dates import find_date
from narrate.clean.furniture.rules import rule_for

BY = r"(?:by|von|par|por|door|af|av|di|przez|автор|autor(?:in)?|auteur|autore|authors?|writers?)"
_VERB = r"(?:(?:originally\s+)?(?:written|posted|published|words|story|reported|report|text|texte|article)\s+)"
_PREFIX = re.compile(rf"(?:{_VERB}?{BY}\b\s*:?|{_VERB}(?=:))[:\s]*", re.IGNORECASE)
_NOT_WRITTEN = re.compile(
    r"(?:(?:medically|fact|clinically|expert|technically|legally)[\s-]+)*"
    r"(?:reviewed|edited|checked|photographs?|photos?|illustrations?|translated|verified|produced|hosted|presented)\b",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:[|•·⋅●]|\s[–—/-]\s|,?\s+(?:on|published|updated|posted|last|modified|reviewed|edited)\b[:\s]|"
    r",?\s+(?:on|updated|published|view|follow)$|\s+view (?:all|in|more|profile)\b|"
    r"https?:|\(?@|\d{1,2}:\d\d|\d+ min\b).*$",
    re.IGNORECASE,
)
_ROLE_WORD = (
    r"(?:reporter|editor|correspondent|writer|contributor|journalist|columnist|analyst|staff|author|director|manager|"
    r"officer|founder|co-founder|cofounder|ceo|cto|president|specialist|strategist|expert|engineer|marketing|"
    r"coordinator|consultant|blogger|producer|critic|professor|researcher|freelancer?|redakteur(?:in)?|producer)"
)
ROLE = re.compile(rf"(?:^|[\s-]){_ROLE_WORD}s?(?:[\s,&-]|$)", re.IGNORECASE)
_TRAILING_ROLE = re.compile(
    r"(?<=\w)\s+(?:(?:senior|staff|lead|contributing|guest|chief|managing|content|deputy|associate|freelance|science|"
    r"tech|news|sports|political)\s+)*(?:writer|editor|reporter|correspondent|columnist|journalist|author)$",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*[,;]\s*")
_GOES_ON = re.compile(r"^(?:and|und|et|y|e|&)\s+", re.IGNORECASE)  # after a role, another name may
_NOBODY = re.compile(
    r"https?:|@|^(?:admin|administrator|editor|author|unknown|none|null|anonymous|by|user|guest|sign in|log in|"
    r"(?:learn|read|view|see) (?:more|all|profile)|share|follow|view|home|posts?|website|web ?master)$|"
    r"\d{4}|\w\.\w+\.\w|[{}<>\[\]=]",  # a clock or an id; the name of a template's field; code
    re.IGNORECASE,
)
_HOUSE = re.compile(
    r"\b(?:team|staff|editors?|editorial|desk|newsroom|admin|contributors?|redaktion|rédaction|redacción|official|"
    r"press|media|group|inc|ltd|llc|gmbh|university|institute|agency)\b",
    re.IGNORECASE,
)
_LONGEST = 80  # characters
_MOST_NAMES = 12
_PARTICLES = "de|van|von|der|den|da|di|do|dos|du|la|le|del|della|bin|ibn|al|el|ter|ten|zu|of|the|y|e"
_NAME_WORD = r"(?:[^\W\d_a-zß-ÿ][\w'’.-]*)"
_ONE = rf"{_NAME_WORD}(?:\s+(?:(?:{_PARTICLES})\s+)*{_NAME_WORD}){{1,4}}"
_PERSONS = re.compile(rf"{_ONE}(?:,? (?:and|&) {_ONE})*")
_LABEL = re.compile(
    r"\b(?:use case|read|more|best|guide|how|what|why|news|blog|about|contact|privacy|policy|terms|home|share|menu|"
    r"follow|posts?|articles?|view|all|author|subscribe|newsletter|search|login|sign|page|products?|services?|our|your|"
    r"us|the|board|comments?|related|next|previous|categories|category|tips|health|case|table|contents)\b",
    re.IGNORECASE,
)


def people(credit: str) -> tuple[str, ...]:
    """The names in a credit for writing, without "by", roles, dates and addresses."""
    text = credit.strip(" ,;|-–—•·⋅:")
    if _NOT_WRITTEN.match(text):
        return ()
    text = _TAIL.sub("", _PREFIX.sub("", text, count=1) if _PREFIX.match(text) else text)
    found = find_date(text)
    text = text[: found.start] if found else text
    names: list[str] = []
    role = False
    for part in _SPLIT.split(text):
        role = bool(names) and (bool(ROLE.search(part)) or (role and not _GOES_ON.match(part)))
        bare = _GOES_ON.sub("", part).strip(" |–—:·")
        bare = named if " " in (named := _TRAILING_ROLE.sub("", bare)) else bare
        if not role and _is_possible(bare):
            names.append(bare)
    return tuple(dict.fromkeys(names[:_MOST_NAMES]))


def _is_possible(name: str) -> bool:
    return len(name) <= _LONGEST and not _NOBODY.search(name) and any(letter.isalpha() for letter in name)


def joined(said: Iterable[str]) -> str:
    """The names in several credits, in one line, each once."""
    return ", ".join(dict.fromkeys(name for credit in said for name in people(credit)))


def is_house(names: str) -> bool:
    """Whether a credit names no person but desks, teams or firms."""
    return all(_HOUSE.search(name) for name in _SPLIT.split(names))


def is_person(text: str) -> bool:
    """Whether the text looks like the name of a person or two and nothing else."""
    return (
        _PERSONS.fullmatch(text) is not None
        and not text.isupper()
        and not _LABEL.search(text)
        and not ROLE.search(text)
        and rule_for(text) is None
    )
