"""Words that no rule speaks for: acronyms, compounds, other scripts."""

import re
import unicodedata
from typing import Final

from narrate.spoken.letters import acronym, owned
from narrate.spoken.roman import numeral
from narrate.spoken.scripts import SIGNS, latin
from narrate.spoken.spelling import american

_NO_LETTER = (
    "\\W\\d_\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209f\u2150-\u218b\u2460-\u24ff\u2776-\u2793\u3007\u3021-\u3029"
)
_LETTER = rf"[^{_NO_LETTER}]"
_INSIDE = f"[\u00ad{SIGNS}\u200b-\u200d\u2060\ufeff]"
_PART = rf"{_LETTER}(?:{_LETTER}|{_INSIDE})*+"

WORD: Final = re.compile(rf"{_PART}(?:(?:[-'‐‑]|–(?=[^\Wa-z]))(?![A-Za-z]\.[A-Za-z]){_PART})*+'?(?!\d)|{_PART}")
_PIECES = re.compile(r"([-‐‑–])")
_PLURAL = re.compile(r"([A-Z]{2,})('?s)")
_GLUED = re.compile(r"[A-Z]{2,6}(?=[A-Z][a-z]{2,})")  # JPMorgan, NBCUniversal
_HIDDEN = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
CONTRACTED: Final = {
    "gov't": "government",
    "int'l": "international",
    "nat'l": "national",
    "dep't": "department",
    "ass'n": "association",
    "cont'd": "continued",
}
_SPELLINGS: Final = {
    "MiG": "Mig",
    "MiGs": "Migs",
    "PhD": "P.H.D",
    "PhDs": "P.H.D's",
    "TVs": "T-V's",
    "tv": "T.V",
    "Ph": "P.H",
    **CONTRACTED,
    **{short.capitalize(): word.capitalize() for short, word in CONTRACTED.items()},
    "dna": "D.N.A",
}


def say(word: str, *, alone: bool = False) -> str:
    """A written word, possibly of several parts, as the voice must see it; ``alone`` is a letter without a word."""
    bare = word.rstrip("'")
    if bare.isascii() and bare.isalpha() and (bare.islower() or bare.istitle()) and bare not in _SPELLINGS:
        return american(bare)
    clean = unicodedata.normalize("NFC", bare.translate(_HIDDEN))
    parts = _PIECES.split(clean)
    said = [part if place % 2 == 0 else "-" for place, part in enumerate(parts)]
    joined = "".join(_part(part, alone=alone) if part != "-" else part for part in said).strip("-' ")
    return joined if any(map(str.isalnum, joined)) else ""


def _part(part: str, *, alone: bool) -> str:
    known = _SPELLINGS.get(part) or (None if part.isascii() else latin(part, alone=alone))
    if known is not None:
        return known
    stem, owner, _ = part.partition("'s")
    if owner and len(stem) > 1 and stem.isupper() and part.endswith("'s"):
        return owned(acronym(stem))
    several = _PLURAL.fullmatch(part)
    if several:
        return _plural(several[1])
    if part.isupper() and part.isalpha() and len(part) > 1:
        return numeral(part) or acronym(part)
    glued = _GLUED.match(part)
    if glued:
        return f"{acronym(glued[0])} {part[glued.end() :]}"
    return american(part)


def _plural(stem: str) -> str:
    said = acronym(stem)
    return owned(said) if len(said) > 1 and not said[-2:-1].isalpha() else f"{said}s"
