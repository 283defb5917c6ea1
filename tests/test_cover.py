"""Covers can be read, are the same each time, and no picture from outside brings harm."""

import io
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageFont

import narrate
from narrate.cover import _GROUNDS, INSIDE, SIDE, _font, cover_of, draw, inside
from narrate.errors import InputError
from narrate.model import Article, Block, Kind, Source

MARGIN = round(0.06 * SIDE)  # letters lean out of theirs by a little
TITLES = {
    "short": "Bread",
    "usual": "Ukraine, Russia agree on nothing as Kuleba visits China",
    "long": "Asked why they still ride, passengers of Port Marren's last ferry leave 2,316 notes in a wooden box",
    "very long": "It was said again and again that nobody could have known what was about to happen there. " * 9,
    "one long word": "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrikbesitzerinnenverband",
    "cyrillic": "Київ запропонував Туреччині посередництво",
    "greek": "Ταξίδι στο κέντρο της Αθήνας",
}


def article(title, site=None):
    return Article(blocks=(Block(Kind.TITLE, title),), rulings=(), site=site)


def luminance(colour):
    """WCAG 2.2's relative luminance."""
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in np.asarray(colour) / 255]
    return float(np.dot(linear, (0.2126, 0.7152, 0.0722)))


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def letters(image):
    """Where the title's letters are."""
    return np.asarray(image).min(axis=2) > 200


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_a_title_stands_between_the_margins(title):
    white = letters(draw(title, "The Courier"))

    rows, columns = np.flatnonzero(white.any(axis=1)), np.flatnonzero(white.any(axis=0))
    assert white.mean() > 0.005
    assert columns[0] > MARGIN - 10
    assert columns[-1] < SIDE - MARGIN
    assert 0.15 * SIDE < rows[0] < rows[-1] < 0.82 * SIDE


@settings(max_examples=30)
@given(st.text(max_size=300), st.text(max_size=60))
def test_any_title_and_any_site_make_a_cover_with_nothing_beyond_its_margins(title, site):
    pixels = np.asarray(draw(title, site)).astype(int)

    ground = pixels[2, 2]
    assert (pixels[:, :MARGIN] == ground).all()
    assert (pixels[:, -MARGIN:] == ground).all()


@pytest.mark.parametrize(("ground", "tone"), _GROUNDS)
def test_letters_and_site_keep_wcags_contrast_on_every_ground(ground, tone):
    assert contrast(ground, (255, 255, 255)) >= 7
    assert contrast(ground, tone) >= 4.5


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_a_title_can_be_read_where_the_cover_is_small(title):
    small = np.asarray(draw(title, "The Courier").resize((300, 300), Image.Resampling.LANCZOS))

    strokes = small[letters(small)]
    assert len(strokes) > 100
    assert contrast(np.median(strokes, axis=0), small[2, 2]) >= 4.5


def test_a_longer_title_is_set_smaller_and_one_that_is_too_long_is_cut():
    heights = [letters(draw(TITLES[one], "")).any(axis=0).sum() for one in ("short", "usual")]
    cut, whole = (letters(draw(title, "")) for title in (TITLES["very long"], TITLES["very long"][:250]))

    assert heights[0] < heights[1]
    assert (cut[: SIDE // 2] == whole[: SIDE // 2]).mean() > 0.999  # on grounds of two colours


def test_what_the_font_cannot_write_is_left_out_rather_than_boxed():
    silent = letters(draw("日本の記事の見出し", "朝日新聞"))
    signs = letters(draw("🎉 Bread 🎉", ""))

    assert not silent.any()
    assert (signs == letters(draw("Bread", ""))).mean() > 0.999


def test_where_the_font_has_no_letters_for_the_title_the_site_or_its_address_stands_there():
    site = letters(draw("日本の記事の見出し", "Asahi", "asahi.example"))
    address = letters(draw("日本の記事の見出し", "朝日新聞", "asahi.example"))

    assert (site == letters(draw("Asahi", ""))).mean() > 0.999
    assert (address == letters(draw("asahi.example", ""))).mean() > 0.999
    assert draw("日本", "Asahi").tobytes() != draw("東京", "Asahi").tobytes()


def test_an_episode_of_a_show_bears_the_shows_name_and_a_single_article_its_sites():
    own, shown, bare = (
        cover_of(article("The bell", site), None, show=show)
        for site, show in (("The Courier", ""), ("The Courier", "Evening reading"), (None, "Evening reading"))
    )

    assert own == cover_of(article("The bell", "The Courier"), None)
    assert shown == bare != own


def test_letters_are_set_alike_whether_or_not_the_machine_can_shape():
    assert _font(0.1).layout_engine == ImageFont.Layout.BASIC


def test_two_titles_have_two_covers_and_one_site_has_one_ground():
    one, other = draw("The bell", "Courier"), draw("The ferry", "Courier")

    assert one.tobytes() != other.tobytes()
    assert one.getpixel((2, 2)) == other.getpixel((2, 2))


def test_a_cover_has_the_same_bytes_in_every_process():
    script = (
        "import sys, hashlib; from narrate.cover import cover_of; from narrate.model import *\n"
        "article = Article(blocks=(Block(Kind.TITLE, 'The bell'),), rulings=(), site='Courier')\n"
        "print(hashlib.sha256(cover_of(article, None)).hexdigest())"
    )
    paths = ":".join(sys.path)

    runs = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": paths},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(runs) == 1


def test_a_cover_is_what_feeds_and_files_want():
    cover = cover_of(article(TITLES["usual"], "The Courier"), None)

    for content, side, most in ((cover, SIDE, 512_000), (inside(cover), INSIDE, 200_000)):
        image = Image.open(io.BytesIO(content))
        assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (side, side))
        assert len(content) < most
    assert 1400 <= SIDE <= 3000
    assert INSIDE <= 800


def picture(image, kind="PNG", **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return Source(f"lead.{kind.lower()}", file.getvalue())


def halves(width, height):
    """Red on the left, blue on the right."""
    image = Image.new("RGB", (width, height), (220, 20, 20))
    image.paste((20, 20, 220), (width // 2, 0, width, height))
    return image


def _turned():
    """What a camera writes that was held upright."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    return exif


@pytest.mark.parametrize(
    "source",
    [
        picture(halves(1200, 630), "JPEG"),
        picture(halves(1200, 630).convert("CMYK"), "JPEG"),
        picture(halves(700, 1600)),
        picture(halves(2000, 2000).convert("P")),
        picture(halves(900, 900).convert("RGBA"), "WEBP"),
        picture(halves(900, 900), "GIF"),
        picture(halves(1200, 800).rotate(90, expand=True), "JPEG", exif=_turned()),
    ],
    ids=["landscape", "cmyk", "portrait", "palette", "webp", "gif", "turned"],
)
def test_a_picture_is_shown_as_a_square_its_middle_in_the_middle(source):
    image = Image.open(io.BytesIO(cover_of(article("T"), source, own=True)))

    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (SIDE, SIDE))
    left, right = (np.asarray(image.getpixel((place, SIDE // 2))) for place in (SIDE // 4, 3 * SIDE // 4))
    assert left.argmax() == 0
    assert right.argmax() == 2


def test_what_is_clear_in_a_picture_becomes_white():
    image = Image.open(
        io.BytesIO(cover_of(article("T"), picture(Image.new("RGBA", (700, 700), (0, 0, 0, 0))), own=True))
    )

    assert min(image.getpixel((9, 9))) > 250


def bomb(side):
    """A PNG of a few bytes that unfolds to many."""
    chunks = (b"IHDR" + struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0), b"IDAT" + zlib.compress(bytes(100_000)))
    packed = (struct.pack(">I", len(one) - 4) + one + struct.pack(">I", zlib.crc32(one)) for one in chunks)
    return Source("bomb.png", b"\x89PNG\r\n\x1a\n" + b"".join(packed))


BAD = {
    "small": (picture(halves(599, 900)), "too small"),
    "banner": (picture(halves(3000, 700)), "too narrow"),
    "large": (bomb(8100), "too large to read"),
    "larger": (bomb(10_000), "exceeds limit"),
    "huge": (bomb(60_000), "exceeds limit"),
    "cut": (Source("cut.jpg", picture(halves(900, 900), "JPEG").content[:3000]), "cannot read cut.jpg as a picture"),
    "text": (Source("x.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "cannot read x.png as a picture$"),
    "empty": (Source("x.png", b""), "cannot read x.png as a picture$"),
    "tiff": (picture(halves(900, 900), "TIFF"), "cannot read lead.tiff as a picture"),
}


@pytest.mark.parametrize(("source", "message"), BAD.values(), ids=BAD)
def test_a_picture_of_ones_own_that_is_no_cover_is_refused(source, message):
    with pytest.raises(InputError, match=message):
        cover_of(article("T"), source, own=True)


@pytest.mark.parametrize(("source", "message"), BAD.values(), ids=BAD)
def test_a_pages_picture_that_is_no_cover_gives_way_to_the_title(source, message):
    assert cover_of(article("T"), source) == cover_of(article("T"), None)


def test_the_font_is_shipped_with_its_licence_and_is_small():
    fonts = Path(narrate.__file__).parent / "fonts"

    assert "SIL OPEN FONT LICENSE Version 1.1" in (fonts / "OFL.txt").read_text()
    assert sum(path.stat().st_size for path in fonts.iterdir()) < 200_000
