"""Numbered lists keep their numbers, which are no part of the text, and code keeps its lines."""

import pytest

from narrate.clean import clean
from narrate.cli.printed import article_text
from narrate.cli.receipt import receipt_text
from narrate.model import Article, Block, Kind, Reading, Source
from narrate.script import write_script
from narrate.voice import load_voice

STEPS = (
    "Wash the rice in cold water until the water that you pour off is clear, which takes three or four times.",
    "Bring it to the boil with a little more water than rice, and put the lid on as soon as it boils.",
    "Turn the flame as low as it goes, and do not look under the lid before a quarter of an hour is over.",
)
OPENING = "Rice is easy to cook and easy to spoil, and what spoils it is mostly the cook, who cannot leave it alone."
CLOSING = (
    "What sticks to the bottom of the pot is the best of it, and in our house it goes to whoever did the washing up."
)
CODE = "def boil(rice):\n    water = rice * 1.2\n\n    return water"


def page(body: str) -> Article:
    html = (
        "<!doctype html><html lang=en><head><title>How to cook rice</title></head><body><main><article>"
        f"<h1>How to cook rice</h1><p>{OPENING}</p>{body}<p>{CLOSING}</p></article></main></body></html>"
    )
    return clean(Source("rice.html", html.encode()))


def listed(opening: str, *, tags: tuple[str, ...] = ("<li>",) * 3) -> list[int | None]:
    """The numbers of a list of the three steps."""
    items = "".join(f"{tag}{step}</li>" for tag, step in zip(tags, STEPS, strict=True))
    return ordinals(page(f"{opening}{items}</{opening[1:3]}>"))


def ordinals(article: Article) -> list[int | None]:
    return [block.ordinal for block in article.blocks if block.kind is Kind.LIST_ITEM]


def said(article: Article, *, aloud: Kind | None = None) -> list[str]:
    reading = Reading(aloud=frozenset({aloud} if aloud else ()))
    return [segment.text for segment in write_script(article, load_voice("tone"), reading).segments]


@pytest.mark.parametrize(
    ("opening", "numbers"),
    [
        ("<ol>", [1, 2, 3]),
        ("<ol start=5>", [5, 6, 7]),
        ("<ol start=0>", [0, 1, 2]),
        ("<ol reversed>", [3, 2, 1]),
        ("<ol reversed start='10'>", [10, 9, 8]),
        ("<ol start=x>", [1, 2, 3]),
        ("<ul>", [None] * 3),
        ("<ol type=a>", [None] * 3),
        ("<ol type=i>", [1, 2, 3]),
        ("<ol style='margin:0; list-style-type: none'>", [None] * 3),
    ],
)
def test_the_items_of_a_list_have_the_numbers_that_a_browser_shows(opening: str, numbers: list[int | None]) -> None:
    assert listed(opening) == numbers


def test_an_item_with_a_value_is_counted_on_from() -> None:
    assert listed("<ol>", tags=("<li>", "<li value=7>", "<li>")) == [1, 7, 8]


def test_only_the_first_paragraph_of_an_item_has_its_number() -> None:
    items = "".join(f"<li><p>{step}</p><p>{CLOSING[:60]} in the house.</p></li>" for step in STEPS)

    assert ordinals(page(f"<ol>{items}</ol>")) == [1, None, 2, None, 3, None]


def test_a_list_in_an_item_has_numbers_of_its_own() -> None:
    inner = f"<ol start=4><li>{STEPS[1]}</li></ol>"

    assert ordinals(page(f"<ol><li>{STEPS[0]}{inner}</li><li>{STEPS[2]}</li></ol>")) == [1, 4, 2]


def test_a_number_that_the_text_has_is_not_said_twice() -> None:
    items = "".join(f"<li>{number}. {step}</li>" for number, step in enumerate(STEPS, 1))

    assert ordinals(page(f"<ol>{items}</ol>")) == [None] * 3


@pytest.mark.parametrize(
    ("written", "numbers"),
    [("1. {}\n2. {}\n3. {}", [1, 2, 3]), ("1. {}\n1. {}\n1. {}", [1, 2, 3]), ("9) {}\n8) {}\n7) {}", [9, 8, 7])],
)
def test_markdowns_numbers_are_those_that_are_written_or_counted_where_all_are_alike(
    written: str, numbers: list[int]
) -> None:
    article = clean(Source("rice.md", f"# How to cook rice\n\n{OPENING}\n\n{written.format(*STEPS)}\n".encode()))

    assert ordinals(article) == numbers


def test_a_number_is_said_before_its_item_and_stands_for_no_written_word() -> None:
    script = write_script(page("<ol>" + "".join(f"<li>{step}</li>" for step in STEPS) + "</ol>"), load_voice("tone"))

    texts = [segment.text for segment in script.segments]
    at = texts.index("two.")
    assert texts[at + 1].startswith("Bring it to the boil")
    assert [(word.start, word.end) for word in script.segments[at].words] == [(0, 0)]


def test_numbers_are_printed_and_read_again() -> None:
    article = page("<ol start=3>" + "".join(f"<li>{step}</li>" for step in STEPS) + "</ol>")

    again = clean(Source("again.md", article_text(article).encode()))

    assert "3. Wash the rice" in article_text(article)
    assert again.blocks == article.blocks


def test_the_lines_of_code_are_kept_with_their_indentation() -> None:
    html = page(f"<pre><code>{CODE}\n</code></pre>")
    markdown = clean(Source("rice.md", f"# Rice\n\n{OPENING}\n\n```python\n{CODE}\n```\n\n{CLOSING}\n".encode()))

    for article in (html, markdown):
        assert [block.text for block in article.blocks if block.kind is Kind.CODE] == [CODE]


def test_a_break_in_code_ends_a_line() -> None:
    article = page("<pre>boil water<br><br>wait for it</pre>")

    assert [block.text for block in article.blocks if block.kind is Kind.CODE] == ["boil water\n\nwait for it"]


def test_code_that_is_read_is_said_line_by_line() -> None:
    lines = said(page(f"<pre>{CODE}</pre>"), aloud=Kind.CODE)

    assert lines[2:-1] == ["def boil rice:", "water equals rice one point two.", "return water."]


def test_code_with_fences_in_it_is_printed_and_read_again() -> None:
    blocks = (
        Block(Kind.TITLE, "How to write code"),
        Block(Kind.PARAGRAPH, OPENING),
        Block(Kind.CODE, "```sh\n  boil\n```"),
    )

    assert clean(Source("again.md", article_text(Article(blocks, ())).encode())).blocks == blocks


def test_code_is_one_line_of_the_receipt() -> None:
    article = page(f"<pre>{CODE}</pre>")

    assert (
        sum("def boil(rice): water = rice * 1.2 return water" in line for line in receipt_text(article).splitlines())
        == 1
    )
