"""Articles in several pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.clean import clean
from narrate.clean.html.page import parse
from narrate.clean.html.parts import joined, next_part
from narrate.errors import InputError
from narrate.model import Article, Block, Kind, Reading, Ruling, Source

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


PROSE = (
    "The orchard on the hill was planted before anyone now living was born, and most of its trees still bear fruit.",
    "Nobody prunes them any more, and in the wet years the lowest branches lie on the grass by the end of August.",
    "The council wanted to build there once, but the plan was dropped when the spring under the hill was found.",
    "Now the village has bought the ground, and a school class has counted the trees and given each of them a name.",
    "In the autumn there will be a feast under the oldest of them, and whoever comes may take home all they can carry.",
)


class Site:
    """Pages by address; remembers what was asked for."""

    def __init__(self, parts: dict[str, str]) -> None:
        self.parts = parts
        self.asked: list[str] = []

    def fetch(self, url: str) -> Source:
        self.asked.append(url)
        if url not in self.parts:
            raise InputError(f"cannot fetch {url}: the server answers 404")
        return Source(url, self.parts[url].encode(), url)


def part_page(first: str, second: str, links: str) -> str:
    body = "".join(f"<p>{text}</p>" for text in (first, second))
    return (
        "<!doctype html><html><head><title>The hill</title></head><body><article><h1>The hill</h1>"
        f"<p>By Ann Lee, May 6, 2025</p>{body}</article><div class='pages'>{links}</div></body></html>"
    )


def site_of_three() -> Site:
    links = "".join(f'<a href="/2025/the-hill/{number}">{number}</a>' for number in (2, 3))
    return Site(
        {
            URL: part_page(PROSE[0], PROSE[1], links),
            URL + "/2": part_page(PROSE[1], PROSE[2], links),
            URL + "/3": part_page(PROSE[3], PROSE[4], links),
        }
    )


def test_an_article_in_three_pages_is_read_as_one() -> None:
    site = site_of_three()

    article = clean(site.fetch(URL), follow=site.fetch)

    said = [block.text for block in article.blocks if block.kind is Kind.PARAGRAPH]
    assert said == list(PROSE)
    assert article.title == "The hill"
    assert site.asked == [URL, URL + "/2", URL + "/3"]


def test_a_part_that_is_missing_is_told_and_forced_past() -> None:
    site = site_of_three()
    del site.parts[URL + "/3"]

    with pytest.raises(InputError, match=f"part 3 of {URL} is missing: .*404") as caught:
        clean(site.fetch(URL), follow=site.fetch)
    article = clean(site.fetch(URL), Reading(force=True), follow=site.fetch)

    assert "--force" in caught.value.hint
    assert article.blocks[-1].text == PROSE[2]


def test_a_saved_page_fetches_nothing() -> None:
    site = site_of_three()

    clean(Source("saved.html", site.parts[URL].encode()), follow=site.fetch)

    assert site.asked == []
