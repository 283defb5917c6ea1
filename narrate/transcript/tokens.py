"""A passage's words with the marks that stand at them."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from narrate.model import Passage, Span, listed


def cut(text: str, end: int, start: int) -> int:
    """Where the text is parted between a word that ends and one that starts: marks stay with the word they touch."""
    space = text[end:start].rfind(" ")
    return start if space < 0 else end + space


def stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """The part of a text without the spaces at its ends."""
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())


def numbered(passage: Passage) -> Passage:
    """The passage as it is heard: of a numbered list's item with its number, which belongs to the first word then."""
    if passage.ordinal is None:
        return passage
    text = listed(passage.text, passage.ordinal)
    further = len(text) - len(passage.text)

    def moved(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(replace(span, start=span.start + further, end=span.end + further) for span in spans)

    first, *others = moved(passage.utterances)
    utterances = (replace(first, start=0), *others)
    return replace(passage, text=text, ordinal=None, utterances=utterances, words=moved(passage.words))


def tokens(passage: Passage) -> Iterator[Span]:
    """The words, each with the quotes, brackets and dashes at it: together all of the text, but for the spaces."""
    words, text = passage.words, passage.text
    cuts = [0, *(cut(text, one.end, other.start) for one, other in pairwise(words)), len(text)]
    for word, part in zip(words, pairwise(cuts), strict=True):
        start, end = stripped(text, *part)
        yield replace(word, start=start, end=end)
