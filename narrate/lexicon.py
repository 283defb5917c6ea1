"""Pronunciations: the graphemes (written words) that a lexicon knows, and their phonemes in IPA."""

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from narrate.errors import VoiceError

OPEN, CLOSE = "⟦", "⟧"
"""Around IPA in a text that is otherwise written."""

_SUFFIX = r"(?=(?:['’]?s|['’])?(?!\w))"  # possessive or plural: left to the voice, which knows how it sounds


@dataclass(frozen=True)
class Lexicon:
    """Graphemes and their phonemes; capitals count."""

    entries: tuple[tuple[str, str], ...] = ()

    def apply(self, text: str) -> str:
        """The text with each grapheme that it knows replaced by its phonemes, between ``⟦`` and ``⟧``.

        A grapheme is a whole word, or several; the longest wins. What follows as a possessive or a plural stays.
        """
        if not self.entries:
            return text
        return self._pattern.sub(lambda match: f"{OPEN}{self._phonemes[match[0]]}{CLOSE}", text)

    @cached_property
    def _phonemes(self) -> dict[str, str]:
        return dict(self.entries)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self._phonemes, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))}){_SUFFIX}")


def load_lexicon(path: Path) -> Lexicon:
    """The lexicon in a TOML file: a table ``[ipa]`` of graphemes and phonemes.

    Raises:
        VoiceError: It cannot be read, or holds something else.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as exc:
        raise VoiceError(f"cannot read the lexicon {path}: {exc}") from exc
    entries = table.pop("ipa", {})
    if table or not isinstance(entries, dict) or not all(isinstance(ipa, str) and ipa for ipa in entries.values()):
        raise VoiceError(f"the lexicon {path} is not a table [ipa] of written words and their IPA")
    return Lexicon(tuple(sorted(entries.items())))
