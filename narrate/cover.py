"""The picture that stands for an episode: its own, the page's, or one with the title on it."""

import hashlib
import io
import logging
import unicodedata
import warnings
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image, ImageDraw, ImageFont, ImageOps

from narrate.errors import InputError
from narrate.model import Article, Source

log = logging.getLogger(__name__)

SIDE = 1600
"""Of a cover, in pixels: Apple takes 1400 to 3000, and what is larger is slower to load and looks the same."""
INSIDE = 800
"""Of one inside a file."""

_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")  # what pages show; Pillow's others are many, and seldom tested
_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
_LEAST_SIDE = 600  # of a picture: a smaller one is a logo or a thumbnail, and blurred at a cover's size
_MOST_PIXELS = 64_000_000  # what the largest cameras make; a few kilobytes can unfold to more than memory holds
_MOST_ASPECT = 3.0  # a banner, of which a square would show little
_HIGHER = (0.5, 0.35)  # what a square shows of a picture that is no square: faces are in the upper half
_QUALITY = 88
_WHITE = (255, 255, 255)

FONT = Path(__file__).parent / "fonts" / "InterDisplay-SemiBold.otf"
_GROUNDS = (  # dark enough for white letters at 7:1 (WCAG AAA), each with the tone of its bars
    ((16, 42, 67), (72, 187, 208)),
    ((59, 29, 74), (233, 144, 176)),
    ((18, 59, 46), (142, 205, 128)),
    ((88, 28, 35), (247, 176, 103)),
    ((38, 38, 64), (153, 163, 240)),
    ((69, 45, 20), (238, 196, 98)),
    ((12, 64, 74), (120, 220, 196)),
    ((47, 47, 47), (238, 122, 92)),
)
_MARGIN = 0.085  # of the side, as all that follows
_NAME_SIZE = 0.046
_TITLE_SIZES = (0.16, 0.135, 0.12, 0.105, 0.093, 0.083, 0.074, 0.066, 0.06)  # 0.06 is 18 px where the cover is 300
_LINE = 1.14  # of the letters' size
_TITLE_TOP, _TITLE_BOTTOM = 0.19, 0.775
_BARS = 33
_BARS_MIDDLE, _BARS_HEIGHT = 0.868, 0.095
_ALONE_MIDDLE, _ALONE_HEIGHT = 0.5, 0.4  # of the bars, where there is no title


def cover_of(article: Article, picture: Source | None, *, own: bool = False, show: str = "") -> bytes:
    """A square JPEG of ``SIDE`` pixels, with the picture on it, or else with the title and the name of the show.

    Of an article without a show, the site's name stands there. Of a title that the font cannot write, that name, or
    the address of the site, takes the place.

    Raises:
        InputError: The picture is the user's own, and none, or too small, too large or too narrow.
    """
    if picture:
        try:
            return _jpeg(_squared(picture))
        except InputError as exc:
            if own:
                raise
            log.info("the page's own picture is not used: %s", exc.message)
    return _jpeg(draw(article.title, show or article.site or "", urlsplit(article.url or "").hostname or ""))


def inside(cover: bytes) -> bytes:
    """A cover as it goes into a file: as large as players show it, so that tags stay small."""
    with Image.open(io.BytesIO(cover), formats=("JPEG",)) as whole:
        whole.draft("RGB", (INSIDE, INSIDE))  # half the side can be had without unpacking the whole
        return _jpeg(whole.resize((INSIDE, INSIDE), Image.Resampling.LANCZOS))


def _jpeg(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "JPEG", quality=_QUALITY, optimize=True)
    return file.getvalue()


def _squared(picture: Source) -> Image.Image:
    """A picture as a square without alpha."""
    try:
        with _opened(picture.content) as image:
            _check(picture.name, *image.size)
            image.draft("RGB", (SIDE, SIDE))
            upright = ImageOps.exif_transpose(image).convert("RGBA")
    except _BOMBS as exc:
        raise InputError(f"cannot read {picture.name} as a picture: {exc}", "give a smaller one") from exc
    except (OSError, ValueError, SyntaxError) as exc:  # what Pillow raises for bad files, told in names of its own
        raise InputError(f"cannot read {picture.name} as a picture", "give a JPEG or PNG") from exc
    ground = Image.new("RGBA", upright.size, _WHITE)
    ground.alpha_composite(upright)
    return ImageOps.fit(ground.convert("RGB"), (SIDE, SIDE), Image.Resampling.LANCZOS, centering=_HIGHER)


def _opened(content: bytes) -> Image.Image:
    """What Pillow only warns of, and on standard error, is an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        return Image.open(io.BytesIO(content), formats=_FORMATS)


def _check(name: str, width: int, height: int) -> None:
    told = f"{name} is a picture of {width} by {height} pixels"
    if min(width, height) < _LEAST_SIDE:
        raise InputError(f"{told}: too small for a cover", f"give one of {_LEAST_SIDE} or more")
    if width * height > _MOST_PIXELS:
        raise InputError(f"{told}: too large to read", f"give one of {SIDE} by {SIDE}")
    if max(width, height) > _MOST_ASPECT * min(width, height):
        raise InputError(f"{told}: too narrow for a cover", "give one that is nearly square")


def draw(title: str, name: str, address: str = "") -> Image.Image:
    """A cover of letters: the first two of the three that the font has all letters of, the first of them large."""
    seed = hashlib.sha256(f"{name}\0{title}".encode(errors="replace")).digest()
    ground, tone = _GROUNDS[hashlib.sha256((name or title).encode(errors="replace")).digest()[0] % len(_GROUNDS)]
    image = Image.new("RGB", (SIDE, SIDE), ground)
    on = ImageDraw.Draw(image)
    left = round(_MARGIN * SIDE)
    large = next(filter(None, map(_writable, (title, name, address))), "")
    if small := next((one for one in map(_writable, (name, address)) if one not in {"", large}), ""):
        on.text((left, left), _cut(small, _font(_NAME_SIZE), SIDE - 2 * left), font=_font(_NAME_SIZE), fill=tone)
    size, lines = _fitted(large, SIDE - 2 * left)
    for number, line in enumerate(lines):
        top = round((_TITLE_TOP + number * _LINE * size) * SIDE)
        on.text((left, top), line, font=_font(size), fill=_WHITE)
    middle, height = (_BARS_MIDDLE, _BARS_HEIGHT) if lines else (_ALONE_MIDDLE, _ALONE_HEIGHT)
    _bars(on, seed, tone, middle * SIDE, height * SIDE)
    return image


def _bars(on: ImageDraw.ImageDraw, seed: bytes, tone: tuple[int, int, int], middle: float, height: float) -> None:
    """A row of bars, as sound is drawn; each title has its own."""
    step = (1 - 2 * _MARGIN) * SIDE / (_BARS - 0.5)
    for number in range(_BARS):
        swell = 1 - abs(2 * number / (_BARS - 1) - 1) ** 2  # softer at both ends
        half = height / 2 * (0.12 + 0.88 * swell * seed[number % len(seed)] / 255)
        left = _MARGIN * SIDE + number * step
        box = (left, middle - half, left + step / 2, middle + half)
        on.rounded_rectangle(box, radius=step / 4, fill=tone)


def _fitted(title: str, width: int) -> tuple[float, list[str]]:
    """The largest size at which a title fits its place, and its lines; at the smallest one it may be broken or cut."""
    height = (_TITLE_BOTTOM - _TITLE_TOP) * SIDE
    for size in _TITLE_SIZES:
        font, most = _font(size), int(height / (_LINE * size * SIDE))
        lines = _lines(title.split(), font, width)
        if len(lines) <= most and all(font.getlength(line) <= width for line in lines):
            return size, lines
    lines = _lines([part for word in title.split() for part in _parts(word, font, width)], font, width)
    return size, lines if len(lines) <= most else [*lines[: most - 1], _cut(" ".join(lines[most - 1 :]), font, width)]


def _lines(words: Sequence[str], font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Words in lines; one that is wider than a line stands alone."""
    lines: list[str] = []
    for word in words:
        if lines and font.getlength(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _parts(word: str, font: ImageFont.FreeTypeFont, width: int) -> Iterator[str]:
    """A word in parts that each fit into a line."""
    part = ""
    for letter in word:
        if font.getlength(f"{part}{letter}") > width:
            yield part
            part = ""
        part += letter
    yield part


def _cut(text: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    """A text that fits into a line, with an ellipsis where it is cut."""
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(f"{text}…") > width:
        text = text[:-1].rstrip()
    return f"{text}…"


def _writable(text: str) -> str:
    """What the font can write of a text: signs that it lacks are left out, and all where it lacks a letter."""
    composed = unicodedata.normalize("NFC", text)
    lacking = {one for one in set(composed) if not one.isspace() and not _has(one)}
    if any(unicodedata.category(one)[0] in "LMN" for one in lacking):
        return ""
    return " ".join("".join(one for one in composed if one not in lacking).split())


@lru_cache(maxsize=1024)
def _has(character: str) -> bool:
    """Whether the font has a character: what it lacks, it draws as it does one that no font has."""
    font = _font(_NAME_SIZE)
    return character.isprintable() and bytes(font.getmask(character)) != bytes(font.getmask("\uffff"))


@lru_cache(maxsize=len(_TITLE_SIZES) + 1)
def _font(size: float) -> ImageFont.FreeTypeFont:
    """The font; Pillow's own layout, since Raqm's needs a library that not every machine has, and sets other pixels.

    What needs shaping, Arabic say, the font does not have.
    """
    return ImageFont.truetype(FONT, round(size * SIDE), layout_engine=ImageFont.Layout.BASIC)
