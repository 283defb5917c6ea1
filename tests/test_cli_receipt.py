"""The receipt: for people, for machines, as a page."""

import json
from pathlib import Path

import pytest
from lxml import html as lxml_html

from narrate.clean import clean
from narrate.cli.receipt import receipt_json, receipt_page, receipt_text
from narrate.model import Article, Block, Kind, Ruling, Source

NIGHT_TRAINS = Path(__file__).parents[1] / "samples" / "night-trains" / "source.html"
FERRY = Path(__file__).parents[1] / "samples" / "harbour-ferry" / "source.txt"


@pytest.fixture(scope="module", params=[NIGHT_TRAINS, FERRY], ids=["page", "dump"])
def article(request: pytest.FixtureRequest) -> Article:
    return clean(Source("test", request.param.read_bytes()))


def test_each_form_of_the_receipt_has_every_line(article: Article) -> None:
    rows = json.loads(receipt_json(article))
    shown = lxml_html.fromstring(receipt_page(article)).xpath("//main/*")

    assert [row["text"] for row in rows] == [ruling.text for ruling in article.rulings]
    assert len(receipt_text(article).splitlines()) == len(shown) == len(article.rulings)


def test_the_page_tells_beside_each_line_what_became_of_it_and_why(article: Article) -> None:
    shown = lxml_html.fromstring(receipt_page(article)).xpath("//main/*")

    for ruling, element in zip(article.rulings, shown, strict=True):
        kind, text, place = element
        assert element.get("class") == ("kept" if ruling.kept else "dropped")
        assert kind.text == ruling.reason
        assert text.text == ruling.text
        assert f"line {ruling.source_line or ruling.line}" in place.text


def test_only_the_pages_controls_are_tab_stops_and_each_has_words(article: Article) -> None:
    page = lxml_html.fromstring(receipt_page(article))

    assert not page.xpath("//main//*[@tabindex or @title]")
    controls = page.xpath("//input")
    assert [label.text_content().strip() for label in page.xpath("//label[input]")] == [
        "all lines",
        "what is kept",
        "what is dropped",
        "scores and places",
    ]
    assert len(controls) == len(page.xpath("//label"))


def test_a_ruling_on_a_page_tells_its_score_and_where_in_the_source_it_is() -> None:
    article = clean(Source("test", NIGHT_TRAINS.read_bytes()))
    source = NIGHT_TRAINS.read_text("utf-8").splitlines()

    row = next(row for row in json.loads(receipt_json(article)) if row["text"].startswith("At 10:31 p.m."))

    assert row["kept"] is True
    assert row["reason"] == "paragraph"
    assert row["score"] > 0
    assert row["element"].endswith("div.body > p.has-dropcap")
    assert "Varenholm Central, a man" in source[row["source_line"] - 1]


def test_what_a_page_says_cannot_become_part_of_the_receipts_own_page() -> None:
    ruling = Ruling(1, "<script>alert(1)</script>$title", kept=False, reason='"><b>')
    article = Article((Block(Kind.TITLE, "</title><script>"),), (ruling,))

    page = lxml_html.fromstring(receipt_page(article))

    assert not page.xpath("//script")
    assert [piece.text for piece in page.xpath("//main/div")[0]][:2] == [ruling.reason, ruling.text]


def test_each_line_of_the_page_runs_in_its_own_direction_and_the_reasons_are_english() -> None:
    rulings = (
        Ruling(1, "العبارة باقية سبع سنوات", kept=True, reason="list item"),
        Ruling(2, "القائمة", kept=False, reason="menu"),
    )
    page = lxml_html.fromstring(receipt_page(Article(blocks=(), rulings=rulings, language="ar")))

    assert [line.get("dir") for line in page.xpath("//main/div/p")] == ["auto", "auto"]
    assert {(told.get("lang"), told.get("dir")) for told in page.iter("small")} == {("en", "ltr")}
    assert not page.xpath("//li[not(parent::ul or parent::ol)]")
