"""What is printed of an article, and read again."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.clean import clean
from narrate.cli.printed import article_text
from narrate.model import Article, Block, Kind, Source

PUNCTUATION = string.punctuation.replace("[", "")  # what stands in brackets may be a footnote's mark
SIGNS = st.text(st.sampled_from([*PUNCTUATION, *"ab1 "]), min_size=1, max_size=12)


def read_again(text: str) -> tuple[Block, ...]:
    blocks = (Block(Kind.TITLE, "The lamp shines again"), Block(Kind.PARAGRAPH, text))
    written = article_text(Article(blocks=blocks, rulings=(), language="en"))
    return clean(Source("again.md", written.encode())).blocks[1:]


@pytest.mark.parametrize(
    "text",
    [
        "# 5 was the number on the boat.",
        "- he said, and left.",
        "1. was the place that it took.",
        "2026. That was the year.",
        "It cost 5 * 4 * 3 crowns, and *nobody* paid.",
        "The tag <b> makes <i>letters</i> bold, and AT&amp;T is written so.",
        "Write `x` and [y](z), or __init__ or ~~no~~.",
    ],
)
def test_what_looks_like_a_sign_of_markdown_is_read_again_as_it_stands(text: str) -> None:
    assert read_again(text) == (Block(Kind.PARAGRAPH, text),)


@given(SIGNS)
def test_no_sign_is_lost_between_words(signs: str) -> None:
    text = " ".join(f"The lamp {signs} shines.".split())

    assert read_again(text) == (Block(Kind.PARAGRAPH, text),)


@given(SIGNS)
def test_no_sign_at_the_start_of_a_paragraph_makes_it_something_else(signs: str) -> None:
    text = " ".join(f"{signs} the lamp shines.".split())

    assert read_again(text) == (Block(Kind.PARAGRAPH, text),)


def test_a_text_without_headings_is_printed_as_it_stands() -> None:
    blocks = (
        Block(Kind.PARAGRAPH, "It cost 5 * 4 * 3 crowns, the council said after long hours of debate."),
        Block(Kind.PARAGRAPH, "Nobody in the room could say how it would be paid, and all went home early."),
    )

    written = article_text(Article(blocks=blocks, rulings=(), language="en"))

    assert written == "\n\n".join(block.text for block in blocks)
    assert clean(Source("again.txt", written.encode())).blocks == blocks
