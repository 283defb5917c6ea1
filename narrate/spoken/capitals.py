"""Text in capitals, put in sentence case: the voice would spell its short words."""

import re

from narrate.spoken.letters import is_acronym

_RUN = re.compile(r"(?<![A-Z'-])[A-Z][A-Z'-]*+(?:[ ,:;]{1,2}[A-Z][A-Z'-]*+(?![a-z]))+")
# The place at the head of a report: "LVIV, Ukraine, Nov. 21 (Reuters) -".
_DATELINE = re.compile(
    r"\s*(?P<place>[A-Z][A-Z'-]{2,20}(?: [A-Z][A-Z'-]{1,20}){0,2})(?=(?:,? [A-Z][\w.]{1,20}){0,3}(?: \d{1,2})?,?"
    r"(?: \([A-Z][\w/ ]{1,20}\))? (?:[-–—]|--) ?[A-Z])"
)
_WORD = re.compile(r"[A-Z]++(?:'[A-Z]++)*+")
_FEWEST = 3  # words: two may be names, such as "NATO HQ"
# Words that stand in sentences, but not in lists of acronyms: "the SBU, GUR, FSB and GRU".
_OF_SENTENCES = frozenset(
    "A AM AN AND ARE AS AT BE BUT BY CAN DID DO FOR FROM GET GO HAD HAS HAVE HE HER HIM HIS HOW IF IN INTO IS ITS LIKE "
    "MAY MORE MY NEW NO NOT NOW OF OFF ON OR OUR OUT OVER SAY SAYS SEE SHE SO THAN THAT THE THEIR THEM THEY THIS TO "
    "TOO UP WAS WE WERE WHAT WHEN WHO WHY WILL WITH WOULD YET YOU YOUR".split()
)
_LONG = 5  # letters: few acronyms have more
_VOWELS = frozenset("AEIOUY")
_ROMAN = frozenset("IVXLC")


def calm(text: str) -> str:
    """The text, of the same length, with shouted words in sentence case; acronyms and numerals stay."""
    if len(text) < 2:  # noqa: PLR2004 - a letter is not shouted
        return text
    head = _DATELINE.match(text)
    if head:
        text = text[: head.start("place")] + _WORD.sub(_place, head["place"]) + text[head.end() :]
    return _RUN.sub(_calmed, text)


def _place(match: re.Match[str]) -> str:
    return match[0] if is_acronym(match[0]) else match[0].capitalize()


def _calmed(match: re.Match[str]) -> str:
    shouted = [word for word in _WORD.findall(match[0]) if len(word) > 1 and not is_acronym(word)]
    long = any(len(word) > _LONG for word in shouted)
    if not long and (len(shouted) < _FEWEST or _OF_SENTENCES.isdisjoint(shouted)):
        return match[0]
    return _WORD.sub(_word, match[0])


def _word(match: re.Match[str]) -> str:
    word = match[0]
    if is_acronym(word) or _ROMAN.issuperset(word) or not _VOWELS.intersection(word) or len(word) == 1:
        return word
    return word.capitalize() if match.start() == 0 or len(word) > _LONG - 2 else word.lower()
