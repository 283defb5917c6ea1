"""Bytes -> text."""

import codecs

import pytest

from narrate.clean.decode import decode
from narrate.errors import InputError
from narrate.model import MOST_BYTES, Source

TEXT = "Die Möwen über dem Hafen von Ærø störten sich nicht an der Fähre, die träge ablegte.\n" * 20
RUSSIAN = "Маяк на мысу снова горит, и весь посёлок вышел посмотреть на него в первый же вечер.\n" * 20


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-32"),
        TEXT.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 with its mark", "utf-16", "utf-16 without its mark", "utf-32", "windows-1252"],
)
def test_the_character_set_is_found_without_a_word_about_it(content: bytes) -> None:
    assert decode(Source("x", content)) == TEXT


def test_the_servers_word_is_believed_where_the_bytes_allow_it() -> None:
    assert decode(Source("x", RUSSIAN.encode("koi8-r"), charset="koi8-r")) == RUSSIAN


def test_utf_8_is_read_as_such_whatever_its_label_says() -> None:
    assert decode(Source("x", TEXT.encode(), charset="iso-8859-1")) == TEXT


def test_a_pages_own_word_about_its_character_set_is_believed() -> None:
    html = f'<html><head><meta charset="windows-1251"></head><body>{RUSSIAN}</body></html>'

    assert decode(Source("x", html.encode("cp1251"))) == html


def test_a_text_cut_off_within_a_character_is_still_utf_8() -> None:
    assert decode(Source("x", TEXT.encode() + "ö".encode()[:1])) == TEXT


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1"])
def test_mojibake_is_mended_and_other_lines_are_left_alone(wrong: str) -> None:
    right = "The café’s owner said it cost 5 € – “nothing”, she said. Déjà vu."
    legitimate = "AMANHÃ – UMA IRMÃ FALA"  # fix_encoding alone takes the first word for mojibake
    garbled = right.encode().decode(wrong, "replace" if wrong == "latin-1" else "ignore")

    assert decode(Source("x", f"{garbled}\n{legitimate}".encode())).split("\n")[1] == legitimate
    assert decode(Source("x", f"{garbled}\n{legitimate}".encode())).startswith("The café’s owner said it cost 5 € –")


@pytest.mark.parametrize("charset", ["base64", "no-such-set", "", "\x00"])
def test_a_charset_that_is_none_is_passed_over(charset: str) -> None:
    assert decode(Source("x", TEXT.encode("cp1252"), charset=charset)) == TEXT


@pytest.mark.parametrize("content", [b"", b"  \n\t\r\n", codecs.BOM_UTF8, b"\x00\x00"])
def test_an_empty_source_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match="x is empty"):
        decode(Source("x", content))


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7 and so on", b"\x89PNG\r\n\x1a\n....", bytes(range(256)) * 20], ids=["pdf", "png", "noise"]
)
def test_a_binary_source_is_refused_with_a_hint(content: bytes) -> None:
    with pytest.raises(InputError, match="x is not text") as caught:
        decode(Source("x", content))

    assert caught.value.hint


def test_a_stray_zero_byte_does_not_make_a_short_text_utf_16() -> None:
    with pytest.raises(InputError, match="control bytes"):
        decode(Source("test", b"\x00\xc2\x80"))


def test_a_source_is_refused_over_the_limit_that_fetching_has_too() -> None:
    with pytest.raises(InputError, match="too large for an article: 32 MB"):
        decode(Source("it", b"a" * (MOST_BYTES + 1)))


@pytest.mark.parametrize(
    ("garbled", "said"),
    [
        ("Don\ufffdt ask; it\ufffd\ufffd\ufffds here.", "Don’t ask; it’s here."),
        ("Die Universit\ufffdt ist f\ufffdr alle da.", "Die Universitt ist fr alle da."),
        ("El pueblo de la costa no ten\ufffda m\ufffds faros.", "El pueblo de la costa no tena ms faros."),
        (
            "<script>if (this.is) { for (a in the) {} }</script>\n<p>Le phare est apr\ufffds le pont de la ville.</p>",
            "<script>if (this.is) { for (a in the) {} }</script>\n<p>Le phare est aprs le pont de la ville.</p>",
        ),
    ],
)
def test_a_letter_that_was_lost_on_the_way_cuts_no_word_in_two(garbled: str, said: str) -> None:
    assert decode(Source("it", garbled.encode())) == said
