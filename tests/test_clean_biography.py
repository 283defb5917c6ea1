"""Who wrote an article is told in its byline, and not again at its end."""

import pytest

from narrate.clean import clean
from narrate.model import Article, Kind, Source

TALE = (
    "The ferry to Marren has one engine, one captain and, since the spring, one passenger who pays for a whole year.",
    "Each morning at ten to seven Aslaug Birk walks down to the slip with a flask, a folding chair and the paper.",
    "She reads the paper aloud to the captain, who cannot leave the wheel, and he tells her what is wrong with it.",
    "By the time they reach the island both have said what they think of the council, and the flask is empty.",
    "The council has asked the captain whether the boat is needed, and the captain has asked Mrs Birk to answer.",
)
BY = '<meta name="author" content="Jane Miller">'


def told(*last: str, head: str = BY, body: tuple[str, ...] = TALE) -> Article:
    """An article that ends in these elements."""
    prose = "".join(f"<p>{text}</p>" for text in body)
    html = (
        f"<!doctype html><html lang=en><head><title>One passenger</title>{head}</head><body><main><article>"
        f"<h1>One passenger</h1>{prose}{''.join(last)}</article></main></body></html>"
    )
    return clean(Source("ferry.html", html.encode()))


def ruling(article: Article, text: str) -> str:
    return next(ruling.reason for ruling in article.rulings if ruling.text == text)


@pytest.mark.parametrize(
    "life",
    [
        "Jane Miller is a reporter covering the coast and its islands for the paper since 2011.",
        "About the author: Jane Miller lives on Marren and has a boat, which is for sale.".replace(
            "lives", "is a baker who lives"
        ),
        "Jane Miller, a former captain of the mail boat, writes about the sea for The Ledger.",
        "Jane Miller (she/her) covers shipping and trade, and has two dogs called Port and Starboard.",
    ],
)
def test_the_authors_life_at_the_end_is_not_said(life: str) -> None:
    article = told(f"<p>{life}</p>")

    assert ruling(article, life) == "author"
    assert [block.text for block in article.blocks if block.kind is Kind.PARAGRAPH] == list(TALE)


def test_what_goes_on_about_the_author_goes_with_it() -> None:
    last = (
        "Jane Miller is the author of two novels about lighthouses, and of a cookbook for very small kitchens.",
        "Her work has been in The Ledger and in other papers of the coast.",
        "Follow her on Mastodon at @jane@ferries.example.",
    )

    article = told(*(f"<p>{text}</p>" for text in last))

    assert [ruling(article, text) for text in last] == ["author", "author", "share bar"]


def test_a_life_of_one_who_writes_and_whom_the_article_does_not_mention_is_not_said() -> None:
    life = "Tomas Okafor is a freelance journalist who lives in Port Marren and keeps bees on the roof."

    assert ruling(told(f"<p>{life}</p>", head=""), life) == "author"


@pytest.mark.parametrize(
    "last",
    [
        "Aslaug Birk is the author of a letter to the council, which she read to the captain before she sent it.",
        "She is back on the slip at noon, and the captain helps her with the chair, which has grown heavy.",
        "The captain is a writer of short letters, and his answer to the council had one word in it.",
        "Tomas Okafor is the man who will have to decide, and he has never been on the boat in his life.",
    ],
    ids=["a person of the article", "she", "no name", "who does not write"],
)
def test_a_last_paragraph_about_somebody_else_is_said(last: str) -> None:
    article = told(f"<p>{last}</p>")

    assert article.blocks[-1].text == last


def test_a_writer_who_comes_in_before_the_end_is_said() -> None:
    life = "Tomas Okafor is a reporter for the other paper, and he has followed the boat since it was built."
    end = "It will be ready in the spring, said the yard, if the paint is dry and the weather is what it should be."

    article = told(f"<p>{life}</p>", f"<p>{end}</p>")

    assert [block.text for block in article.blocks[-2:]] == [life, end]


def test_a_life_under_a_heading_of_its_own_is_a_part_of_the_article() -> None:
    life = "Jane Miller is a reporter covering the coast and its islands for the paper since 2011."

    article = told("<h2>Why you can trust us</h2>", f"<p>{life}</p>")

    assert article.blocks[-1].text == life


def test_in_a_text_of_three_paragraphs_the_life_may_be_the_article() -> None:
    life = "Jane Miller is a reporter covering the coast and its islands for the paper since 2011."

    article = told(f"<p>{life}</p>", body=TALE[:2])

    assert life in [block.text for block in article.blocks]


def test_a_dump_without_furniture_at_its_end_does_not_say_the_authors_life_either() -> None:
    life = "Jane Miller is a reporter covering the coast and its islands for the paper since 2011."
    menu = "Skip to content\nHome\nNews\nSport\nSubscribe\n\nOne passenger\nBy Jane Miller\nMarch 4, 2026\n\n"

    article = clean(Source("ferry.txt", f"{menu}{chr(10).join((*TALE, life))}\n".encode()))

    assert article.blocks[-1].text == TALE[-1]
