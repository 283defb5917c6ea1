"""What serves readers who look things up is not said: contents, hatnotes, references, a wiki's buttons."""

import pytest

from narrate.clean import clean
from narrate.model import Article, Kind, Source

PARTS = {
    "History": "The first mill on the site is named in a deed of 1388, in which the abbot lets it for two geese.",
    "The wheel": "The wheel is overshot and has forty buckets, each of which holds eleven litres of the river's water.",
    "The slate": "Its walls are of slate from the quarry above the town, and its floors are of oak from a ship.",
}
LEAD = "The mill at Overbridge ground corn until the war, and it has made electricity since the spring of last year."


def page(before: str = "", after: str = "", heading: str = "<h2>{}</h2>") -> Article:
    parts = "".join(f"{heading.format(head)}<p>{text}</p>" for head, text in PARTS.items())
    html = (
        "<!doctype html><html lang=en><head><title>Overbridge Mill</title></head><body><main><h1>Overbridge Mill</h1>"
        f"{before}<p>{LEAD}</p>{parts}{after}</main></body></html>"
    )
    return clean(Source("mill.html", html.encode()))


def said(article: Article) -> list[str]:
    return [block.text for block in article.blocks if block.kind is not Kind.TITLE]


def reasons(article: Article) -> dict[str, str]:
    return {ruling.text: ruling.reason for ruling in article.rulings}


WHOLE = [LEAD, *(text for part in PARTS.items() for text in part)]


@pytest.mark.parametrize("number", ["", "{}. ", "{} "], ids=["plain", "with points", "with numbers"])
def test_a_table_of_contents_and_its_label_are_not_said(number: str) -> None:
    items = "".join(f"<li>{number.format(place)}{head}</li>" for place, head in enumerate(PARTS, 1))

    article = page(before=f"<div>In this article</div><ul>{items}</ul>")

    assert said(article) == WHOLE
    assert reasons(article)["In this article"] == "menu"


def test_a_sentence_over_a_table_of_contents_is_said() -> None:
    items = "".join(f"<li>{head}</li>" for head in PARTS)

    article = page(before=f"<p>{LEAD[:-1]} there.</p><ul>{items}</ul>")

    assert said(article)[0] == f"{LEAD[:-1]} there."
    assert "History" not in said(article)[1:2]


def test_a_list_of_two_things_that_are_headings_below_is_said() -> None:
    article = page(
        before="<p>The mill is known for two things in the county, and both are heavy:</p>"
        "<ul><li>The wheel</li><li>The slate</li></ul>"
    )

    assert [text for text in said(article) if text in {"The wheel", "The slate"}] == ["The wheel", "The slate"] * 2


@pytest.mark.parametrize(
    "hatnote",
    [
        "Main article: History of milling in the valley of the Orr",
        "For the windmill of the same name, see Overbridge Mill (Dorne).",
        "Not to be confused with Overbury Mill, which is a house in the south of the county.",
        "This article is about the watermill. For other mills of the name, see Overbridge Mill (disambiguation).",
    ],
)
def test_a_line_that_leads_to_another_article_is_not_said(hatnote: str) -> None:
    article = page(before=f"<div>{hatnote}</div>")

    assert said(article) == WHOLE


def test_a_sentence_in_mid_text_that_begins_like_a_hatnote_is_said() -> None:
    sentence = "For the price of a goose, see what the abbot wrote to the widow in the winter of that year."

    article = page(after=f"<p>{sentence}</p><p>{LEAD[:-1]} here.</p>")

    assert sentence in said(article)


def test_the_sections_at_the_end_that_list_what_was_read_are_not_said() -> None:
    sources = "".join(f"<li>Hale, J. (190{n}). Mills of the Orr, volume {n}. Dorne: Orr Press.</li>" for n in range(4))

    article = page(after=f"<h2>See also</h2><ul><li>River Orr</li></ul><h2>References</h2><ol>{sources}</ol>")

    assert said(article) == WHOLE


def test_a_section_of_that_name_with_text_in_it_is_said() -> None:
    text = "All that is known of the widow is in the letters of the abbot, who could not stand her or her geese."

    article = page(after=f"<h2>Sources</h2><p>{text}</p>")

    assert said(article)[-2:] == ["Sources", text]


@pytest.mark.parametrize("button", ["[edit]", " [edit]", "[edit | edit source]", "[bearbeiten]"])
def test_a_wikis_button_in_a_heading_is_not_said(button: str) -> None:
    article = page(heading=f"<h2>{{}}<span>{button}</span></h2>")

    assert said(article) == WHOLE


def test_a_saved_page_of_a_wiki_without_its_generators_name_is_known_by_its_classes() -> None:
    box = "<table class='infobox'><tr><th>Built</th><td>1642</td></tr><tr><th>River</th><td>Orr</td></tr></table>"

    article = page(
        before=f"<div class='mw-parser-output'>{box}<div class='hatnote'>See also the river Orr.</div></div>"
    )

    assert said(article) == WHOLE
    assert reasons(article)["1642"] == "site rule"


def test_the_key_events_of_a_live_blog_are_a_table_of_contents() -> None:
    items = "".join(f"<li>1{place}:40 {head}</li>" for place, head in enumerate(PARTS))

    article = page(before=f"<h2>Key events</h2><ul>{items}</ul>")

    assert "10:40 History" not in said(article)
    assert reasons(article)["10:40 History"] == "contents"
