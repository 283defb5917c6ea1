"""Text in capitals, put in sentence case: the voice would spell its short words."""

import re

from narrate.spoken.letters import is_acronym

_RUN = re.compile(r"(?<![A-Z'-])[A-Z][A-Z'-]*+(?:[ ,:;]{1,2}[A-Z][A-Z'-]*+(?![a-z]))+")
_WORD = re.compile(r"[A-Z]++(?:'[A-Z]++)*+")
_FEWEST = 3  # words: two may be names, such as "NATO HQ"
_LONG = 5  # letters: few acronyms have more
_VOWELS = frozenset("AEIOUY")
_ROMAN = frozenset("IVXLC")


def calm(text: str) -> str:
    """The text, of the same length, with shouted words in sentence case; acronyms and numerals stay."""
    return _RUN.sub(_calmed, text) if len(text) > 1 else text


def _calmed(match: re.Match[str]) -> str:
    shouted = [word for word in _WORD.findall(match[0]) if len(word) > 1 and not is_acronym(word)]
    if len(shouted) < _FEWEST and not any(len(word) > _LONG for word in shouted):
        return match[0]
    return _WORD.sub(_word, match[0])


def _word(match: re.Match[str]) -> str:
    word = match[0]
    if is_acronym(word) or _ROMAN.issuperset(word) or not _VOWELS.intersection(word) or len(word) == 1:
        return word
    return word.capitalize() if match.start() == 0 or len(word) > _LONG - 2 else word.lower()
