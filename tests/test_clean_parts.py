"""Articles in several pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.clean.page import parse
from narrate.clean.parts import joined, next_part
from narrate.model import Article, Block, Kind, Ruling

URL = "https://orchard.example/2025/the-hill"


def found(link: str, url: str = URL, number: int = 2) -> str | None:
    root = parse(f"<!doctype html><html><body>{link}</body></html>")
    assert root is not None
    return next_part(root, url, number)


@pytest.mark.parametrize(
    ("url", "href"),
    [
        (URL, "/2025/the-hill/2"),
        (URL, "/2025/the-hill/2/"),
        (URL + "/", "2/"),
        (URL, "/2025/the-hill/page/2/"),
        (URL, "?page=2"),
        (URL, "https://orchard.example/2025/the-hill?p=2"),
        (URL + "?id=7", "?id=7&page=2"),
        (URL + ".html", "the-hill-2.html"),
        (URL + ".html", "the-hill_2.html"),
        (URL + ".html", "the-hill,2.html"),
        (URL + ".html", "the-hill/2.html"),
        (URL + ".html", "the-hill.html/seite-2"),
    ],
)
def test_a_link_to_the_same_address_with_a_number_is_the_next_part(url: str, href: str) -> None:
    assert found(f'<a href="{href}">Weiter</a>', url)


@pytest.mark.parametrize(
    "href",
    [
        "/2025/the-valley",
        "/2025/the-valley/2",
        "/2025/2",
        "https://other.example/2025/the-hill/2",
        "?page=3",
        "?page=2&reply=9",
        "?sort=2",
        "?page=2#comments",
        "/2025/the-hill-2-years-on",
        "#2",
        "http://[bad/2",
        "javascript:next(2)",
    ],
)
def test_another_article_is_no_next_part_whatever_its_link_says(href: str) -> None:
    assert found(f'<a rel="next" href="{href}">Next page</a>') is None


def test_a_link_in_the_head_counts_where_it_says_next() -> None:
    assert found('<link rel="next" href="?page=2">')
    assert found('<link rel="alternate" href="?page=2">') is None


def test_the_third_part_is_told_from_the_second() -> None:
    assert found('<a href="?page=2">2</a><a href="?page=3">3</a>', number=3) == URL + "?page=3"


def part(*texts: str) -> Article:
    blocks = [Block(Kind.TITLE, "The hill"), *(Block(Kind.PARAGRAPH, text) for text in texts)]
    rulings = tuple(Ruling(i, block.text, kept=True, reason=block.kind.value) for i, block in enumerate(blocks, 1))
    return Article(tuple(blocks), rulings)


@given(
    st.lists(
        st.lists(st.text("abc", min_size=1, max_size=3).map(lambda text: text * 60), max_size=5), min_size=1, max_size=4
    )
)
def test_joined_parts_have_one_head_and_say_everything_once_in_order(texts: list[list[str]]) -> None:
    parts = [part(*dict.fromkeys(own)) for own in texts]

    article = joined(parts)

    said = [block.text for block in article.blocks]
    assert said == list(dict.fromkeys(["The hill", *(text for own in texts for text in own)]))
    assert [ruling.text for ruling in article.rulings if ruling.kept] == said
    assert [ruling.line for ruling in article.rulings] == list(range(1, sum(len(one.rulings) for one in parts) + 1))
