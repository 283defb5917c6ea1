"""Bytes -> text: which character set a source is in, and whether it is text at all."""

import codecs
import re
from itertools import pairwise

from narrate.clean.language import guess_language
from narrate.errors import InputError
from narrate.model import MOST_BYTES, Source

_LOOKED_AT = 4096  # bytes in which a page must declare its character set (HTML asks for the first 1024)
_FEWEST_WIDE = 16  # bytes; in fewer, a zero is as likely a stray one
_SAMPLED = 200_000  # bytes; the statistics are sure long before
_MOST_CONTROLS = 0.05  # share of control bytes; text in any 8-bit set has none but for stray ones

_WESTERN = frozenset("äöüÄÖÜßéèêëàâçîïôûùÉÈÀÇñÑáíóúÁÍÓÚ¿¡ãõåæøÅÆØìò«»‹›‘’‚“”„–—…•·©®™€£°§\xa0\xad")
_MOST_ACCENTS = 0.2  # Vietnamese aside, no language in Latin letters has so many

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"ID3", "an MP3 file"),
    (b"RIFF", "a sound, film or image"),
    (b"OggS", "an Ogg file"),
    (b"fLaC", "a FLAC file"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3\x00", "a database"),
)
_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]{0,300}?charset|\?xml\b[^>]{0,300}?encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
# the first character of a UTF-8 sequence read as Windows-1252 or Latin-1, and one that can only follow it
_MOJIBAKE = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u2039\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u203a]"
)
# what a program before us could not read, inside a word: in English mostly an apostrophe, else a letter
_LOST_APOSTROPHE = re.compile("(?<=n)\ufffd+(?=t\\b)|(?<=[a-z])\ufffd+(?=(?:s|d|m|re|ve|ll)\\b)")
_LOST_LETTER = re.compile("(?<=\\w)\ufffd+(?=\\w)")
_LOST_AROUND = 200  # characters on each side of a loss, which tell the language that it is in
_MOST_LOST = 100  # losses that are asked
_TAG_END = re.compile("[<>]")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\x0b\x0c\r\x1b")) + b"\x7f"
_LATIN = frozenset({"iso8859-1", "latin-1", "ascii", "us-ascii"})  # browsers read them all as Windows-1252


def decode(source: Source) -> str:
    """The source's text; letters that were garbled on the way here (``â€™`` for ``’``) are themselves again.

    Where one was lost, the word is still one: ``don�t`` is ``don’t`` in English, ``Universit�t`` is ``Universitt``.

    Raises:
        InputError: It is empty, too large, or not text.
    """
    text = _mended(_read(source))
    if "\ufffd" not in text:
        return text
    return _LOST_LETTER.sub("", _LOST_APOSTROPHE.sub("’", text) if _loses_english(text) else text)


def _loses_english(text: str) -> bool:
    """Whether what stands around the losses, between a page's tags, is English."""
    parts = text.split("\ufffd", _MOST_LOST)
    near = (
        _TAG_END.split(before[-_LOST_AROUND:])[-1] + " " + _TAG_END.split(after[:_LOST_AROUND])[0]
        for before, after in pairwise(parts)
    )
    return guess_language(" ".join(near)) == "en"


def _mended(text: str) -> str:
    """The text with each line of mojibake decoded as it should have been; other lines are left as they are."""
    if not _MOJIBAKE.search(text):
        return text
    from ftfy import fix_encoding

    lines = text.splitlines(keepends=True)
    return "".join(fix_encoding(line) if _MOJIBAKE.search(line) else line for line in lines)


def _read(source: Source) -> str:
    content = source.content
    if not content.strip(b"\x00\t\n\x0b\x0c\r \xef\xbb\xbf"):
        raise InputError(f"{source.name} is empty", "give it a text, a saved page, or a URL")
    if len(content) > MOST_BYTES:
        raise InputError(
            f"{source.name} is too large for an article: {len(content) // 1_000_000} MB",
            f"cut it into parts of at most {MOST_BYTES // 1_000_000} MB",
        )
    for bom, charset in _BOMS:
        if content.startswith(bom):
            return content[len(bom) :].decode(charset, "replace")
    for signature, what in _SIGNATURES:
        if content.startswith(signature):
            raise _not_text(source, f"it is {what}")
    wide = _wide(content)
    if wide:
        return content.decode(wide, "replace")
    controls = len(content) - len(content.translate(None, _CONTROLS))
    if controls > _MOST_CONTROLS * len(content):
        raise _not_text(source, f"{controls} of its {len(content)} bytes are control bytes")
    return _decode_bytes(content, source.charset)


def _not_text(source: Source, why: str) -> InputError:
    return InputError(f"{source.name} is not text: {why}", "save it as text or HTML first, and give it that")


def _wide(content: bytes) -> str:
    """UTF-16 without a mark shows in its zero bytes: nearly all of them on one side."""
    sample = content[:_LOOKED_AT]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if len(sample) < _FEWEST_WIDE:
        return ""
    if odd > 0.4 * half and even < 0.02 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * half and odd < 0.02 * half else ""


def _decode_bytes(content: bytes, named: str | None) -> str:
    declared = _DECLARED.search(content[:_LOOKED_AT])
    names = [named or "", declared[1].decode("ascii", "ignore") if declared else ""]
    # what is valid UTF-8 beyond ASCII is UTF-8, whatever its label says; ISO-2022 looks like ASCII with escapes
    candidates = ["utf-8", *names] if b"\x1b" not in content else [*names, "utf-8"]
    for name in candidates:
        text = _attempt(content, name)
        if text is not None:
            return text
    return _by_statistics(content)


def _attempt(content: bytes, name: str) -> str | None:
    try:
        codec = codecs.lookup(name.strip())
    except (LookupError, ValueError):
        return None
    charset = "cp1252" if codec.name in _LATIN else codec.name
    if not getattr(codec, "_is_text_encoding", True):
        return None  # "base64" and its like are codecs, too
    try:
        if charset == "utf-8":  # a download cut short may end within a character
            return codecs.utf_8_decode(content, "strict", False)[0]  # noqa: FBT003 – positional only
        return content.decode(charset)
    except (UnicodeError, ValueError):
        return None


def _by_statistics(content: bytes) -> str:
    western = content.decode("cp1252", "replace")
    if _is_western(western[:_SAMPLED]):
        return western
    from charset_normalizer import from_bytes

    best = from_bytes(content[:_SAMPLED]).best()
    return content.decode(best.encoding, "replace") if best else western


def _is_western(text: str) -> bool:
    """Whether the letters beyond ASCII are those of western Europe, and as few as in its languages."""
    high = [c for c in text if c > "\x7f"]
    return all(c in _WESTERN for c in high) and len(high) < _MOST_ACCENTS * len(text)
