"""Letters of other scripts, in Latin ones: the English voice reads all others by their numbers."""

import unicodedata
from typing import Final

_CYRILLIC: Final = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяыэъёђѓєѕјљњћќўџ",
        "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch _ iu ia y e _ io dj g ie dz j lj nj c k "
        "w dz".split(),
        strict=True,
    )
)
# At the start of a word, as the Ukrainian state writes its names.
_FIRST: Final = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya", "ё": "yo"}
_UKRAINIAN = frozenset("іїєґ")
_RUSSIAN: Final = {"г": "g", "и": "i", "е": "e"}
_GREEK: Final = dict(
    zip(
        "αβγδεζηθικλμνξοπρσςτυφχψω",
        "a v g d e z i th i k l m n x o p r s s t y f ch ps o".split(),
        strict=True,
    )
)
_LATIN_END = 0x250  # espeak reads Latin letters up to here; of later ones only what they are made of
_PHONETIC = range(0x250, 0x300)  # a transcription between brackets: as it stands
_LATIN_EXTRA = range(0x1E00, 0x1F00)


def latin(word: str) -> str:
    """The word in Latin letters; without the letters of scripts that we cannot say."""
    if word.isascii():
        return word
    composed = unicodedata.normalize("NFC", word)
    lower = composed.lower()
    table = _CYRILLIC if _UKRAINIAN.intersection(lower) or not _cyrillic(lower) else _CYRILLIC | _RUSSIAN
    return "".join(_letter(letter, place, table) for place, letter in enumerate(composed))


def _cyrillic(lower: str) -> bool:
    return any("Ѐ" <= letter <= "ӿ" for letter in lower)


def _letter(letter: str, place: int, table: dict[str, str]) -> str:
    code = ord(letter)
    if code < _LATIN_END or letter == "’":
        return "" if unicodedata.category(letter) == "Cf" else letter
    if code in _PHONETIC:
        return letter
    lower = letter.lower()
    base = unicodedata.normalize("NFD", lower)[0]
    if code in _LATIN_EXTRA:
        plain = unicodedata.normalize("NFD", letter)[0]
        return plain if ord(plain) < _LATIN_END else ""
    said = (_FIRST.get(lower) if place == 0 else None) or table.get(lower) or _GREEK.get(base) or table.get(base) or ""
    said = said.replace("_", "")
    return said.capitalize() if letter != lower else said
