"""Copies of a development page that teach what it cannot: how a page looks in other languages, and how a short one.

The development pages are in English. Their copies are in languages that nobody knows, with the alphabet of some: words
are exchanged one for one, so that what is an article's line stays one, but no list of words and no rule knows it.
"""

import re
from collections.abc import Callable, Sequence
from hashlib import blake2b

_WORD = re.compile(r"[^\W\d_]+")
_KEPT = frozenset(  # names that pages of all languages show
    "facebook twitter instagram whatsapp youtube linkedin pinterest reddit telegram email rss google".split()
)
_CASED = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "ivkolxunbtpafdeszghrwjmyqcIVKOLXUNBTPAFDESZGHRWJMYQC"
)
_CASELESS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابتثجحخدذرزسشصضطظعغفقكلمنه")
_LEFTWARD = str.maketrans(",?;", "،؟؛")
_FIRST_SIGN, _SIGNS = 0x4E00, 3000
_LETTERS_A_SIGN = 3  # so that a word is two signs, as words of Chinese and Japanese are
_WIDE = str.maketrans({".": "。", ",": "、", "?": "？", "!": "！", ":": "：", "“": "「", "”": "」"})
_BETWEEN_SIGNS = re.compile(r"(?<=[^\x00-\xff])\s+|\s+(?=[^\x00-\xff])")
_NUMBER_DOT = re.compile(r"(?<=\d)。(?=\d)")

_TOP, _FOOT = 10, 12  # lines of a short copy over and under the article
_ENDS = 3  # lines of its article's start, and as many of its end


def _cased(text: str) -> str:
    return _swapped(text, lambda word: word.translate(_CASED))


def _caseless(text: str) -> str:
    return _swapped(text, lambda word: word.lower().translate(_CASELESS)).translate(_LEFTWARD)


def _unspaced(text: str) -> str:
    return _NUMBER_DOT.sub(".", _BETWEEN_SIGNS.sub("", _swapped(text, _signs)).translate(_WIDE))


def _swapped(text: str, swap: Callable[[str], str]) -> str:
    return _WORD.sub(lambda found: found[0] if found[0].lower() in _KEPT else swap(found[0]), text)


def _signs(word: str) -> str:
    digest = blake2b(word.lower().encode(), digest_size=16).digest()
    count = max(1, round(len(word) / _LETTERS_A_SIGN))
    places = (int.from_bytes(digest[2 * i : 2 * i + 2]) for i in range(min(count, len(digest) // 2)))
    return "".join(chr(_FIRST_SIGN + place % _SIGNS) for place in places)


LANGUAGES = (_cased, _caseless, _unspaced)
"""What each makes of a text."""


def shortened(labels: Sequence[bool]) -> list[int]:
    """Which lines a short page would have: the article's first and last ones, and a few of what is around it."""
    own = [i for i, label in enumerate(labels) if label]
    if len(own) <= 2 * _ENDS:
        return list(range(len(labels)))
    first, last = own[_ENDS - 1], own[-_ENDS]
    start, end = max(0, own[0] - _TOP), own[-1] + 1 + _FOOT
    return [i for i in range(len(labels)) if start <= i <= first or last <= i < end]
