"""Pronunciations, in the words of W3C PLS: graphemes (what is written), and their phonemes or an alias."""

import re
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from narrate.errors import VoiceError
from narrate.phonemes import fold_ipa, is_respelling, respell

OPEN, CLOSE = "⟦", "⟧"
"""Around IPA in a text that is otherwise written."""

_SUFFIX = r"(?=(?:['’]?s|['’])?(?!\w))"  # possessive or plural: left to the voice, which knows how it sounds
_LAST_WORD = re.compile(r"([\w'’-]+)\W*\Z")
_FIRST_WORD = re.compile(r"(?:['’]s)?\W*([\w'’-]+)")
_KEY = re.compile(r"\s*([\"']?)(?P<name>.+?)\1\s*=")  # of a line of TOML
_LOOKED_AT = 60  # characters, for the word before and the word after
_PLS = "{http://www.w3.org/2005/01/pronunciation-lexicon}"


@dataclass(frozen=True, slots=True)
class Entry:
    """How one grapheme is said."""

    grapheme: str
    said: str
    """IPA between ``⟦`` and ``⟧``, or an alias: the text to read in its place."""
    any_case: bool = False
    after: frozenset[str] = frozenset()
    """Only after one of these words, in small letters; empty where it does not matter."""
    before: frozenset[str] = frozenset()
    """Only before one of these."""

    def fits(self, match: re.Match[str]) -> bool:
        """Whether it is meant where it stands."""
        if not self.any_case and match[0] != self.grapheme:
            return False
        previous = _LAST_WORD.search(match.string[max(0, match.start() - _LOOKED_AT) : match.start()])
        following = _FIRST_WORD.match(match.string, match.end(), match.end() + _LOOKED_AT)
        return all(
            not wanted or (word is not None and word[1].lower() in wanted)
            for wanted, word in ((self.after, previous), (self.before, following))
        )


@dataclass(frozen=True)
class Lexicon:
    """Entries; of several that fit, the last one wins."""

    entries: tuple[Entry, ...] = ()

    def apply(self, text: str) -> str:
        """The text with each grapheme that it knows replaced by what is said: IPA in ``⟦⟧``, or an alias.

        A grapheme is a whole word, or several; the longest wins. A possessive or plural that follows stays as it is.
        """
        if not self.entries:
            return text
        return self._pattern.sub(self._said, text)

    def spans(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where the graphemes that it knows stand in a text."""
        if not self.entries:
            return ()
        found = self._pattern.finditer(text)
        return tuple(match.span() for match in found if self._entry(match) is not None)

    def over(self, other: "Lexicon") -> "Lexicon":
        """Both, this one winning."""
        return Lexicon(other.entries + self.entries)

    def _said(self, match: re.Match[str]) -> str:
        entry = self._entry(match)
        return match[0] if entry is None else entry.said

    def _entry(self, match: re.Match[str]) -> Entry | None:
        known = self._by_grapheme.get(match[0].casefold(), ())
        return next((entry for entry in reversed(known) if entry.fits(match)), None)

    @cached_property
    def _by_grapheme(self) -> Mapping[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(entry.grapheme.casefold(), []).append(entry)
        return found

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        written = {
            f"(?i:{re.escape(one.grapheme)})" if one.any_case else re.escape(one.grapheme) for one in self.entries
        }
        return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(written, key=lambda one: (-len(one), one)))}){_SUFFIX}")


def load_lexicon(path: Path) -> Lexicon:
    """The lexicon in a file: TOML, or W3C PLS (``.pls``, ``.xml``).

    TOML has one table, ``[words]``. A value is IPA between slashes, ``"/kˈiːɪv/"``; a respelling, ``"koo-LEH-buh"``;
    or any other text, which is read in the grapheme's place, ``"U N"``. Or it is a table of ``ipa`` or ``say``, and
    where needed ``case = "any"``, ``after = […]``, ``before = […]`` (words that must stand there), ``source``; or a
    list of such tables.

    Raises:
        VoiceError: It cannot be read, or an entry is not right: with the line, and what to do.
    """
    try:
        content = path.read_bytes()
        if path.suffix.lower() in {".pls", ".xml"}:
            return Lexicon(tuple(_pls_entries(content, path)))
        text = content.decode("utf-8")
        table = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ET.ParseError) as exc:
        raise VoiceError(f"cannot read the lexicon {path}: {exc}") from exc
    words = table.pop("words", {})
    if table or not isinstance(words, dict):
        raise VoiceError(
            f"the lexicon {path} should have one table, [words]", f"found: {', '.join(table) or 'no table'}"
        )
    entries, lines = [], _lines(text)
    for grapheme, value in words.items():
        for one in value if isinstance(value, list) else [value]:
            where = f"{path}:{lines.get(grapheme, 1)}: {grapheme!r}"
            entries.append(_entry(grapheme, one, where))
    return Lexicon(tuple(entries))


def _lines(text: str) -> Mapping[str, int]:
    """The line that each key of a TOML file stands in first."""
    keys = ((number, _KEY.match(line)) for number, line in enumerate(text.split("\n"), start=1))
    found: dict[str, int] = {}
    for number, key in keys:
        if key:
            found.setdefault(key["name"], number)
    return found


def _entry(grapheme: str, value: object, where: str) -> Entry:
    given = {"say": value} if isinstance(value, str) else value
    known = {"ipa", "say", "case", "after", "before", "source"}
    if not any(map(str.isalnum, grapheme)):
        raise VoiceError(f"{where} is nothing that is written in words")
    if not isinstance(given, dict) or not known.issuperset(given) or ("ipa" in given) == ("say" in given):
        raise VoiceError(
            f"{where} should be text, or a table with ipa or say", f"known besides: {', '.join(sorted(known))}"
        )
    return Entry(
        grapheme,
        _said(str(given.get("say", f"/{given.get('ipa')}/")), where),
        any_case=given.get("case") == "any",
        after=_words(given.get("after", []), where),
        before=_words(given.get("before", []), where),
    )


def _said(written: str, where: str) -> str:
    try:
        if written.startswith("/") and written.endswith("/"):
            return f"{OPEN}{fold_ipa(written.strip('/'))}{CLOSE}"
        if is_respelling(written):
            return f"{OPEN}{fold_ipa(respell(written))}{CLOSE}"
    except ValueError as exc:
        raise VoiceError(f"{where}: {exc}") from exc
    if not any(map(str.isalnum, written)):
        raise VoiceError(f"{where} is nothing that can be said: {written!r}")
    return written


def _words(given: object, where: str) -> frozenset[str]:
    if not isinstance(given, list) or not all(isinstance(word, str) for word in given):
        raise VoiceError(f"{where}: before and after are lists of words")
    return frozenset(word.lower() for word in given)


def _pls_entries(content: bytes, path: Path) -> Iterable[Entry]:
    """Pronunciation Lexicon Specification 1.0: of several phonemes or aliases the first, the preferred one."""
    root = ET.fromstring(content)  # noqa: S314 - the user's own file
    if root.tag != f"{_PLS}lexicon":
        raise VoiceError(f"{path} is no PLS lexicon: its first element is {root.tag!r}", f"it should be {_PLS}lexicon")
    for number, lexeme in enumerate(root.iter(f"{_PLS}lexeme"), start=1):
        said = lexeme.find(f"{_PLS}phoneme")
        alias = lexeme.find(f"{_PLS}alias")
        where = f"{path}: lexeme {number}"
        alphabet = "ipa" if said is None else said.get("alphabet", root.get("alphabet", "ipa"))
        if alphabet.lower() != "ipa":
            raise VoiceError(f"{where} is in the alphabet {alphabet!r}", "only ipa is read")
        text = f"/{said.text or ''}/" if said is not None else (alias.text or "" if alias is not None else "")
        for grapheme in lexeme.iterfind(f"{_PLS}grapheme"):
            name = " ".join((grapheme.text or "").split())
            if not any(map(str.isalnum, name)):
                raise VoiceError(f"{where} has no grapheme that is written in words")
            yield Entry(name, _said(text, f"{where}, {name!r}"))
