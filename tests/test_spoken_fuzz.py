"""A million characters of anything: no exception, nothing without a sound, and time that grows with the text."""

import random
import time

import pytest

from narrate.chunk import sentences, utterances
from narrate.spoken import verbalize

_SCRIPTS = {
    "ascii": [chr(code) for code in range(32, 127)],
    "control": [chr(code) for code in (*range(32), *range(127, 160), 0x200B, 0x200D, 0x202E, 0x2028, 0xFEFF, 0xFFFD)],
    "latin": list("áàâäãåçéèêëíìîïñóòôöõøúùûüýÿßæœđłşţžšőű ĀĒĪŌŪ"),
    "cyrillic": list("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя АБВ"),
    "others": list("αβγδ שלום سلام 你好世界 こんにちは 안녕 हिन्दी ไทย ქართული ኢትዮጵያ"),
    "signs": list("$€£₴₹%‰°§№&@#/\\|~^*_=+<>[](){}«»“”‘’…–—−·•¹²³½⅔Ⅷ①㎞℃™©®🙂🇺🇦👍🏽"),
    "figures": list("0123456789.,:/-+%$ '()°"),
}
_NEWS = (
    "The $61 billion package. U.S. Gen. St. No. 5 p.m. July 24, 2024 F-16s 3-5 10,000 20 km/h -20°C 1/2 '90s II Henry "
    "VIII Dr. e.g. #tag @me https://a.b/c x@y.org .. … — ( ) [1] & % 9/11 24/7 A. B. NATO 1990s 2nd 3.5% €5bn 5:30 why?"
).split()
_LINE, _LINES = 2_000, 70  # of each of seven mixtures: a million characters in all
_LONG = 100_000


def scribble(name: str, length: int, seed: int) -> str:
    """Text of one mixture; mostly of one script, with pieces of all and of news between."""
    draw = random.Random(f"{name} {seed}")  # noqa: S311 - the same for everyone
    symbols = _SCRIPTS[name]
    made: list[str] = []
    size = 0
    while size < length:
        kind = draw.random()
        piece = (
            draw.choice(_NEWS)
            if kind < 0.1
            else "".join(draw.choices(_SCRIPTS[draw.choice(list(_SCRIPTS))], k=draw.randint(1, 4)))
            if kind < 0.3
            else "".join(draw.choices(symbols, k=draw.randint(1, 12)))
        )
        made.append(piece + draw.choice([" ", " ", "", "\n"]))
        size += len(made[-1])
    return "".join(made)[:length]


def read(text: str, language: str = "en") -> float:
    """Says all of a text, as the script does, and checks it; gives the CPU seconds that it took."""
    started = time.process_time()
    place = 0
    for start, end in sentences(text, language):
        assert place <= start < end <= len(text)
        place = end
        for words in utterances(verbalize(text[start:end], language), 280):
            assert words[-1].spoken[-1] in ".,;:!?"
            assert any(char.isalnum() for word in words for char in word.spoken)
    return time.process_time() - started


@pytest.mark.parametrize("name", _SCRIPTS)
def test_lines_of_any_mixture_are_said(name):
    for seed in range(_LINES):
        read(scribble(name, _LINE, seed), ("en", "en", "en", "uk", "de")[seed % 5])


@pytest.mark.parametrize("name", _SCRIPTS)
def test_a_line_of_a_hundred_thousand_characters_takes_ten_times_as_long_as_one_of_ten_thousand(name):
    long = scribble(name, _LONG, 0).replace("\n", " ")
    read(long[:1000])

    tenths = sum(read(long[start : start + _LONG // 10]) for start in range(0, _LONG, _LONG // 10))

    assert read(long) < 3 * tenths + 0.5


@pytest.mark.parametrize("name", _SCRIPTS)
def test_a_line_without_a_space_is_said_too(name):
    squeezed = "".join(scribble(name, _LONG, 1).split())

    tenths = sum(read(squeezed[start : start + 2_000]) for start in range(0, 20_000, 2_000))

    assert read(squeezed[:20_000]) < 4 * tenths + 0.5
