"""Words and sentences in any script: the one home of all that the cleaner counts them by."""

import re

from narrate.clean.language import FUNCTION_WORDS

# Scripts that write no spaces between words, and how many characters say what one English word says: two of Chinese or
# Japanese, whose words are mostly of one to three; five of Thai, Lao, Khmer or Burmese, which spell vowels and tones.
_EAST_ASIAN = (
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_SOUTH_EAST_ASIAN = "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u1000-\u103f\u1050-\u109f\u1780-\u17d3"
_PAIR, _SYLLABLES = 2, 5  # characters

MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd"
    "\u0a01-\u0a4d\u0a81-\u0a83\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b57\u0b82\u0bbe-\u0bcd\u0c00-\u0c04\u0c3e-\u0c56"
    "\u0c81-\u0c83\u0cbc-\u0cd6\u0d00-\u0d03\u0d3b-\u0d4d\u0d81-\u0d83\u0dca-\u0ddf\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u0f71-\u0f84\u102b-\u103e\u17b4-\u17d3"
)
"""Vowels and tones written over, under and beside letters, for a pattern's class: not letters to ``re``, but words'."""

_OTHER = re.compile("[\u0300-\u036f\u0591-\u1dff\u2e80-\U0003ffff]")  # not of Latin, Greek or Cyrillic, nor a sign
_LETTER = r"[^\W_]"
_FOREIGN_LETTER = rf"(?:[^\W_{_EAST_ASIAN}{_SOUTH_EAST_ASIAN}]|[{MARKS}])"
_WORD = re.compile(rf"{_LETTER}+(?:['’-]{_LETTER}+)*")
_WORD_OF_ANY = re.compile(
    rf"[{_EAST_ASIAN}]{{1,{_PAIR}}}|[{_SOUTH_EAST_ASIAN}]{{1,{_SYLLABLES}}}"
    rf"|{_FOREIGN_LETTER}+(?:['’-]{_FOREIGN_LETTER}+)*"
)
_RUN = re.compile(f"[{_EAST_ASIAN}]+|[{_SOUTH_EAST_ASIAN}]+")
_TELLING_RUN = re.compile(  # kanji and katakana tell what a text is about; hiragana are endings and particles
    f"[{_EAST_ASIAN.replace(chr(0x3041) + '-' + chr(0x3096), '')}]+|[{_SOUTH_EAST_ASIAN}]+"
)
_LONG = 3  # letters; longer words say what a text is about

_CLOSERS = "\"'”’»)]*」』）】》〉｣"
_ENDS = (".", "!", "?", "…", "。", "！", "？", "｡", "．", "؟", "۔", "।", "॥", "။", "។", "።", "։")
_STOP = re.compile(r"\. |[。！？｡।။។።]['\"”’」』）]?(?=.)|[؟۔] ")  # a sentence ends, and another follows
_COMMAS = ",，、،၊"
_THAI_OR_LAO = re.compile("[\u0e01-\u0e4e\u0e81-\u0ece]$")
_LONGEST_HEADING = 20  # words


def count_words(text: str) -> int:
    """How many words a line has; of a script without spaces, how many the English of it would about have."""
    if text.isascii() or not _RUN.search(text):
        return text.count(" ") + bool(text)
    return len(_WORD_OF_ANY.findall(text))


def find_words(text: str) -> list[str]:
    """The words as written; of a script without spaces, pieces as long as one."""
    return (_WORD_OF_ANY if _OTHER.search(text) else _WORD).findall(text)


def content(text: str) -> set[str]:
    """What says what a text is about, in lower case: its longer words, or pieces of it where no spaces part them."""
    spaced = find_words(_RUN.sub(" ", text) if _OTHER.search(text) else text)
    words = {word.lower() for word in spaced if len(word) > _LONG} - FUNCTION_WORDS
    return words.union(*map(_pieces, _TELLING_RUN.findall(text))) if _OTHER.search(text) else words


def terms(text: str) -> list[str]:
    """The words of a text without signs, and all that ``content`` may find in it."""
    words = text.split()
    return [*words, *(piece for run in _RUN.findall(text) for piece in _pieces(run))]


def _pieces(run: str) -> list[str]:
    """All pieces as long as a word, since nobody knows where one starts."""
    size = _PAIR if run[0] > "\u2e80" else _SYLLABLES
    return [run[i : i + size] for i in range(max(1, len(run) - size + 1))]


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does, closing quotes and brackets aside.

    Thai and Lao have no full stop: what is longer than a heading is a sentence.
    """
    bare = text.rstrip(_CLOSERS)
    return bare.endswith(_ENDS) or (_THAI_OR_LAO.search(bare) is not None and count_words(bare) > _LONGEST_HEADING)


def last_sign(text: str) -> str:
    """The character that the text ends with, closing quotes and brackets aside."""
    return text.rstrip(_CLOSERS)[-1:] or text[-1]


def count_stops(text: str) -> int:
    """How many sentences end inside the text."""
    return text.count(". ") if text.isascii() else len(_STOP.findall(text))


def count_commas(text: str) -> int:
    """How many commas of any script the text has."""
    return sum(map(text.count, _COMMAS))
