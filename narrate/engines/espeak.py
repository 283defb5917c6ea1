"""A text with IPA in it to phonemes, through espeak-ng.

espeak is given a placeholder for each piece of IPA: a real word of the same class, so that all that depends on its
neighbours comes out right ("the" before a vowel, the sound of a possessive). Its phonemes are then replaced by the
IPA, wherever they came out. All other phonemes of the sentence stay as they were.
"""

import logging
import re
from collections.abc import Callable, Sequence
from typing import Final

from narrate.lexicon import CLOSE, OPEN
from narrate.phonemes import STRESS, VOWELS

log = logging.getLogger(__name__)

Phonemize = Callable[[str], Sequence[str]]
"""A text to its phonemes, one character each."""

_MARKED = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")
_SIBILANTS = frozenset("szʃʒ")
_VOICELESS = frozenset("ptkfθxhç")

# (starts in a vowel, ends in): words that espeak inflects regularly; several, for one may stand in the text
_PLACEHOLDERS: Final = {
    (False, "vowel"): ("banjo", "buffalo", "tomato"),
    (False, "voiced"): ("balloon", "lagoon", "napkin"),
    (False, "voiceless"): ("gossip", "ketchup", "paddock"),
    (False, "sibilant"): ("furnace", "terrace"),
    (True, "vowel"): ("igloo", "echo", "avocado"),
    (True, "voiced"): ("acorn", "orphan", "eyelid"),
    (True, "voiceless"): ("airship", "eggcup", "envelope"),
    (True, "sibilant"): ("office", "ounce"),
}


def phonemize_marked(text: str, phonemize: Phonemize) -> Sequence[str]:
    """The phonemes of a text in which ``⟦…⟧`` encloses IPA; where that fails, of the text as espeak would read it."""
    marked = _MARKED.findall(text)
    if not marked:
        return phonemize(text)
    for attempt in range(len(_PLACEHOLDERS[False, "vowel"])):
        words = [_placeholder(ipa, attempt) for ipa in marked]
        if any(word in text for word in words):
            continue
        phonemes = "".join(phonemize(_replaced(text, words)))
        swapped = _swap(phonemes, words, marked, phonemize)
        if swapped is not None:
            return list(swapped)
    log.warning("the lexicon's phonemes could not be placed in %r", text)
    return phonemize(_replaced(text, marked))


def _placeholder(ipa: str, attempt: int) -> str:
    sounds = [sound for sound in ipa if sound not in f"{STRESS}ː "]
    last = sounds[-1]
    ends = "vowel" if last in VOWELS else "sibilant" if last in _SIBILANTS else "voiced"
    candidates = _PLACEHOLDERS[sounds[0] in VOWELS, "voiceless" if last in _VOICELESS else ends]
    return candidates[attempt % len(candidates)]


def _replaced(text: str, words: list[str]) -> str:
    rest = iter(words)
    return _MARKED.sub(lambda _: next(rest), text)


def _swap(phonemes: str, words: list[str], marked: list[str], phonemize: Phonemize) -> str | None:
    """The phonemes with each word's own replaced by its IPA; None where they did not come out as they do alone."""
    made, position = "", 0
    for word, ipa in zip(words, marked, strict=True):
        found = _sounds_of(word, phonemize).search(phonemes, position)
        if found is None:
            return None
        made += phonemes[position : found.start()] + ipa
        position = found.end()
    return made + phonemes[position:]


def _sounds_of(word: str, phonemize: Phonemize) -> re.Pattern[str]:
    """A pattern for the word's phonemes, however they are stressed in a sentence."""
    sounds = [re.escape(sound) for sound in phonemize(word) if sound not in STRESS]
    return re.compile(f"[{STRESS}]?" + f"[{STRESS}]?".join(sounds))
