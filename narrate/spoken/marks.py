"""What every language's punctuation becomes: the pauses that the voice makes, or nothing."""

import re
from collections.abc import Callable, Mapping
from typing import Final

# One character for one, so that positions stay: all quotation marks are the two of the typewriter.
PLAIN: Final = str.maketrans("‘’‚‛ʼ′`´“”„‟″«»‹›", "''''''''" + '"' * 9)

_ELLIPSIS = re.compile(r"…[\s.…]{0,9}|\.(?:\s?[.…]){1,9}")
_ABRIDGED = re.compile(r"[\[(]\s?(?:\.{2,4}|…|\. \. \.)\s?[\])]")
_FOOTNOTE = re.compile(r"\[(?:\d{1,3}|[a-z]|note \d{1,2}|citation needed)\]")
_ABBREVIATED = re.compile(r"(?<![^\W_])[B-DF-HJ-NP-TV-XZ]?[b-df-hj-np-tv-xz]{1,6}\Z")  # no word: it has no vowel
# A name put into a quotation is said without a pause; figures, acronyms, "(ret.)" and "(R-Ohio)" are an aside.
_ONE_WORD = re.compile(r"\((?![DRI]-)[^\s()\d%]{0,29}[^\s()\d%A-Z.]\)")
_ONE_WORD_BEFORE = re.compile(r"\((?![DRI]-)[^\s()\d%]{0,29}[^\s()\d%A-Z.]\Z")
_LOOK_BACK = 32  # characters; as many as the longest word that brackets may hold without a pause
_CLOSERS = re.compile(r"[\s\"')\]}»]*+")
_DASHES = re.compile(r"\s?(?:[-‐‑−]{2,9}|[–—―⸺⸻]+|-(?=\s))\s?")
_AFTER_A_SHORT_FORM = frozenset(",;:")  # "et al.;" has but one pause
_HYPHENS = frozenset("-‐‑–")
_COMMAS = frozenset("|•·→⇒,،、，")
_FULL = {"。": ".", "．": ".", "！": "!", "？": "?", "：": ":", "；": ";", "؟": "?", "؛": ";", ":": ":", ";": ";"}


def pause(text: str, position: int) -> tuple[str, int]:
    """The mark that the character at a place stands for, or nothing, and where the next one begins."""
    reader = _READERS.get(text[position], _dash)
    return reader(text, position)


def glues(text: str, position: int) -> bool:
    """Whether the character at a place joins two words: "well-known", "Russia–Ukraine"."""
    after = text[position + 1 : position + 2]
    if text[position] not in _HYPHENS or position == 0 or not after.isalnum():
        return False
    joins = text[position] != "–" or not after.islower()  # between small letters it is a dash that lacks its spaces
    return joins and (text[position - 1].isalnum() or text[position - 1] in ".%'")


def closes(text: str, position: int) -> bool:
    """Whether nothing is said after a place."""
    return _CLOSERS.match(text, position).end() == len(text)  # type: ignore[union-attr]  # it matches the empty text


def _dot(text: str, position: int) -> tuple[str, int]:
    ellipsis = _ELLIPSIS.match(text, position)
    end = ellipsis.end() if ellipsis else position + 1
    if closes(text, end):
        return ".", end
    if not ellipsis and text[end : end + 1] in _AFTER_A_SHORT_FORM:
        return "", end
    following = text[end : end + 3].lstrip(" \"'()[]")[:1]
    goes_on = following.islower()
    if not ellipsis and not following.isupper() and _ABBREVIATED.search(text, max(0, position - _LOOK_BACK), position):
        return "", end
    return ("," if ellipsis and goes_on else "."), end


def _asked(text: str, position: int) -> tuple[str, int]:
    end = position
    while end < len(text) and text[end] in "?!‽¿¡":
        end += 1
    marks = text[position:end]
    return ("?" if "?" in marks or "‽" in marks else "!" if "!" in marks else ""), end


def _comma(_text: str, position: int) -> tuple[str, int]:
    return ",", position + 1


def _full(text: str, position: int) -> tuple[str, int]:
    return _FULL[text[position]], position + 1


def _dash(text: str, position: int) -> tuple[str, int]:
    dash = _DASHES.match(text, position)
    if dash and not glues(text, position) and not _suspended(text, position):
        return ",", dash.end()
    return "", position + 1


def _closing(text: str, position: int) -> tuple[str, int]:
    short = _ONE_WORD_BEFORE.search(text, max(0, position - _LOOK_BACK), position)
    return ("" if short else ","), position + 1


def _opening(text: str, position: int) -> tuple[str, int]:
    for silent in (_FOOTNOTE, _ABRIDGED):
        found = silent.match(text, position)
        if found:
            return ("," if silent is _ABRIDGED else ""), found.end()
    if text[position] == "[" or _ONE_WORD.match(text, position):
        return "", position + 1
    return ",", position + 1


def _suspended(text: str, position: int) -> bool:
    """The hyphen of "18- to 25-year-olds", which is no dash."""
    return (
        text[position] == "-"
        and not text[position - 1 : position].isspace()
        and text[position + 1 : position + 2] != "-"
    )


_READERS: Final[Mapping[str, Callable[[str, int], tuple[str, int]]]] = (
    dict.fromkeys(".…", _dot)
    | dict.fromkeys("?!‽¿¡", _asked)
    | dict.fromkeys("([", _opening)
    | {")": _closing}
    | dict.fromkeys(_COMMAS, _comma)
    | dict.fromkeys(_FULL, _full)
)
