"""Bold paragraphs that stand over others are headings."""

import pytest

from narrate.clean import clean
from narrate.model import Article, Kind, Source

PROSE = (
    "I was tired of the sea, and the sea was tired of me, and a boat notices such things before its captain does.",
    "Every day, and most of all in the morning, when the kettle boils and there is nothing to look at but a wall.",
    "My aunt, who was the only woman on that coast with a master's ticket, and who never raised her voice.",
)
QUESTIONS = (
    "You left the sea in the year in which the new harbour was opened, when there was more work than ever before. Why?",
    "Do you miss it?",
    "Who taught you?",
)


def page(*bold: str, before: str = "") -> Article:
    body = "".join(f"<p><strong>{head}</strong></p><p>{text}</p>" for head, text in zip(bold, PROSE, strict=False))
    rest = "".join(f"<p>{text}</p>" for text in PROSE[len(bold) :])
    html = (
        "<!doctype html><html lang=en><head><title>The captain</title></head><body><main><article><h1>The captain</h1>"
        f"<p>The captain lives in a house without a view, and he will not tell anybody how that came about.</p>{before}"
        f"{body}{rest}</article></main></body></html>"
    )
    return clean(Source("captain.html", html.encode()))


def headings(article: Article) -> list[tuple[str, int]]:
    return [(block.text, block.level) for block in article.blocks if block.kind is Kind.HEADING]


def test_an_interviews_bold_questions_are_headings() -> None:
    assert headings(page(*QUESTIONS)) == [(question, 2) for question in QUESTIONS]


def test_bold_paragraphs_under_a_heading_are_headings_of_the_level_below() -> None:
    article = page(
        "The harbour", "The kettle", before="<h2>What he says</h2><p>He says little, but he says it well.</p>"
    )

    assert headings(article) == [("What he says", 2), ("The harbour", 3), ("The kettle", 3)]


@pytest.mark.parametrize(
    "bold",
    [
        ("The harbour",),
        ("He would not say more.", "He would not stay longer."),
        ("Rating: 4.5", "Rating: 3.8"),
        ("He says:", "She says:"),
        ("Advertisement", "The kettle"),
    ],
    ids=["only one", "sentences", "a label", "what goes on", "furniture"],
)
def test_other_bold_paragraphs_are_no_headings(bold: tuple[str, ...]) -> None:
    assert headings(page(*bold)) == []


def test_a_paragraph_that_is_bold_in_part_is_no_heading() -> None:
    assert headings(page("The</strong> harbour<strong>", "The</strong> kettle<strong>")) == []
