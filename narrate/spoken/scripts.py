"""Letters of other scripts, in Latin ones: the English voice reads all others by their numbers."""

import re
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
# The vowel signs of Indic and other scripts are no letters to a regular expression, but stand within words.
SIGNS: Final = "".join(chr(code) for code in range(0x300, 0x3100) if unicodedata.category(chr(code))[0] == "M")
_GREEK_NAMES: Final = dict(
    zip(
        "αβγδεζηθικλμνξοπρσςτυφχψω",
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau "
        "upsilon phi chi psi omega".split(),
        strict=True,
    )
)
_LATIN_END = 0x250  # espeak reads Latin letters up to here; of later ones only what they are made of
_PHONETIC = range(0x250, 0x300)  # a transcription between brackets: as it stands
_LATIN_EXTRA = range(0x1E00, 0x1F00)
_LOOK_AROUND = 40  # characters
_WORD_BEFORE = re.compile(r"[^\W\d_\x00-\u02ff]{2}\W{1,3}\Z")
_WORD_AFTER = re.compile(r"\W{1,3}[^\W\d_\x00-\u02ff]{2}")


def latin(word: str, *, alone: bool = False) -> str:
    """The word in Latin letters; a letter that stands ``alone`` keeps its name, which the voice knows."""
    if word.isascii():
        return word
    if alone and len(word) == 1 and ord(word) >= _PHONETIC.stop and ord(word) not in _LATIN_EXTRA:
        return _GREEK_NAMES.get(word.lower(), word)
    composed = unicodedata.normalize("NFC", word)
    lower = composed.lower()
    table = _CYRILLIC if _UKRAINIAN.intersection(lower) or not _cyrillic(lower) else _CYRILLIC | _RUSSIAN
    said = "".join(_letter(letter, place, table) for place, letter in enumerate(composed))
    return said if said.isascii() else "".join(map(_known, said))


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a letter of another script has no word of that script beside it: "the letter Ж," not "і Харків"."""
    if end - start > 1:
        return False
    return not (_WORD_BEFORE.search(text, max(0, start - _LOOK_AROUND), start) or _WORD_AFTER.match(text, end))


def _known(letter: str) -> str:
    """A letter of a script that has no table of ours, by those of the Unicode consortium's scripts."""
    if ord(letter) < _PHONETIC.stop:
        return letter
    from anyascii import anyascii  # here: most texts need none of its tables

    return "".join(char for char in anyascii(letter).lower() if char.isalnum())


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
    said = (_FIRST.get(lower) if place == 0 else None) or table.get(lower) or _GREEK.get(base) or table.get(base)
    if said is None:
        return letter
    said = said.replace("_", "")
    return said.capitalize() if letter != lower else said
