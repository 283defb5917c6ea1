"""ID3v2.3: tags, chapters (Chapter Frame Addendum 1.0) and the cover at the head of an MP3.

FFmpeg writes neither the text nor links, and a table of contents that is broken above 255 chapters; mutagen sorts
chapters by their size. Players take them in the order in which they stand.
"""

from collections.abc import Iterator

from narrate.model import Chapter
from narrate.outputs.tags import GENRE, Tags, is_png

_LATIN_1, _UTF_16 = b"\0", b"\1"
_FRONT_COVER = b"\3"
_ORDERED_ROOT = b"\3"
_NO_OFFSET = b"\xff" * 8  # chapters are found by their times
_LINK = "chapter url"  # as other podcast tools name a chapter's link


def id3(tags: Tags) -> bytes:
    """The whole tag."""
    frames = b"".join(_frames(tags))
    size = bytes(len(frames) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\3\0\0" + size + frames


def _frames(tags: Tags) -> Iterator[bytes]:
    year, month, day = (*tags.date.split("-"), "", "")[:3]
    texts = {
        "TIT2": tags.title,
        "TPE1": tags.artist,
        "TALB": tags.album,
        "TEXT": tags.author,
        "TYER": year,
        "TDAT": f"{day}{month}" if day else "",
        "TCON": GENRE,
        "TLAN": tags.language,
        "TLEN": str(tags.duration_ms),
    }
    yield from (_frame(name, _text(value)) for name, value in texts.items() if value)
    yield from (_frame("TXXX", _text(name, value)) for name, value in tags.notes)
    language = tags.language.encode("ascii")
    if tags.url:
        yield _frame("WOAS", _address(tags.url))
    if tags.comment:
        yield _frame("COMM", _text("", tags.comment, after=language))
    yield from _chapters(tags.chapters)
    if tags.text:
        yield _frame("USLT", _text("", tags.text, after=language))
    if tags.cover:
        kind = b"image/png\0" if is_png(tags.cover) else b"image/jpeg\0"
        yield _frame("APIC", _LATIN_1 + kind + _FRONT_COVER + b"\0" + tags.cover)


def _chapters(chapters: tuple[Chapter, ...]) -> Iterator[bytes]:
    """The table of contents, and then the chapters, in time order."""
    names = [b"ch%d\0" % number for number in range(len(chapters))]
    yield _frame("CTOC", b"toc\0" + _ORDERED_ROOT + bytes([len(names)]) + b"".join(names))
    for name, chapter in zip(names, chapters, strict=True):
        times = b"".join(time.to_bytes(4, "big") for time in (chapter.start_ms, chapter.end_ms))
        link = _frame("WXXX", _text(_LINK) + b"\0" + _address(chapter.url)) if chapter.url else b""
        yield _frame("CHAP", name + times + _NO_OFFSET + _frame("TIT2", _text(chapter.title)) + link)


def _frame(name: str, body: bytes) -> bytes:
    return name.encode("ascii") + len(body).to_bytes(4, "big") + b"\0\0" + body


def _text(*parts: str, after: bytes = b"") -> bytes:
    """Texts in one encoding, told first, with an end between them; ``after`` stands between the two."""
    try:
        return _LATIN_1 + after + b"\0".join(part.encode("latin-1") for part in parts)
    except UnicodeEncodeError:
        marked = (b"\xff\xfe" + part.encode("utf-16-le") for part in parts)
        return _UTF_16 + after + b"\0\0".join(marked)


def _address(url: str) -> bytes:
    """Links are in Latin-1 whatever else is; what is not, is left out of them."""
    return url.encode("latin-1", "ignore")
