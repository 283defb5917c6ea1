"""The title of a page, where its words for machines and its headings do not agree."""

import pytest

from narrate.clean import clean
from narrate.model import Article, Kind, Source

PARAGRAPHS = (
    "The mill at Overbridge has ground no corn since the war, and its wheel has not turned in forty years.",
    "Last spring four neighbours bought the mill for a crown each, cleared the race of mud, and hung new paddles.",
    "They wanted electricity, and the wheel gives enough of it for the street, the church and the baker's oven.",
    "On Sundays the sluice is opened by hand, because the children of the town have asked to see it done.",
)


def titled(document: str, *headings: str, site: str = "", body: str = "") -> str:
    """The title of a page that has these headings over its article."""
    named = f'<meta property="og:site_name" content="{site}">' if site else ""
    article = body or "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    html = (
        f"<!doctype html><html lang=en><head><title>{document}</title>{named}</head><body>"
        "<nav><ul><li><a href=/>Home</a></li><li><a href=/old>Past letters</a></li></ul></nav>"
        f"<main>{''.join(headings)}{article}</main><footer><p>© 2026 The Ledger. All rights reserved.</p></footer>"
    )
    return cleaned(html).title


def cleaned(html: str) -> Article:
    return clean(Source("test.html", html.encode()))


def test_a_newsletters_name_and_number_give_way_to_the_only_heading_over_the_letter() -> None:
    heading = "<h1>The mill that four neighbours bought</h1>"

    assert titled("The Ledger, no. 212, March 2026", heading) == "The mill that four neighbours bought"


@pytest.mark.parametrize(
    "headings",
    [
        ("<h1>Notes</h1>",),
        ("<h1>Letters from our long coast</h1>",),
        ("<h1>The mill that four neighbours bought</h1>", "<h1>What the baker did with the wheel</h1>"),
        ("<div hidden><h1>The mill that four neighbours bought</h1></div>",),
    ],
    ids=["a label", "what the body does not tell of", "one of two", "hidden"],
)
def test_the_title_for_machines_stands_where_no_only_heading_is_borne_out(headings: tuple[str, ...]) -> None:
    assert titled("Electricity from the wheel of Overbridge", *headings) == "Electricity from the wheel of Overbridge"


def test_a_heading_below_the_first_paragraph_is_no_title() -> None:
    body = f"<p>{PARAGRAPHS[0]}</p><h1>Why the neighbours bought the mill</h1>" + "".join(
        f"<p>{text}</p>" for text in PARAGRAPHS[1:]
    )

    assert titled("The Ledger, no. 212", body=body) == "The Ledger, no. 212"


def test_a_title_ends_before_the_first_words_of_the_sites_name() -> None:
    assert (
        titled("The wheel turns again - Overbridge Weekly", site="Overbridge Weekly Ledger") == "The wheel turns again"
    )


def test_byline_and_date_between_a_standfirst_and_the_body_are_no_paragraphs() -> None:
    head = (
        "<h1>The mill that four neighbours bought</h1>"
        '<p class="standfirst">It has ground no corn since the war. Now it makes light, and a good deal of noise.</p>'
        '<p class="credits">Words by Ruth Okafor</p><p>Wed 6 May 2026 17.20 CEST First published on Tue 5 May 2026</p>'
    )
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)

    article = cleaned(f"<!doctype html><html lang=en><head><title>Mill</title></head><body><main>{head}{body}</main>")

    assert [ruling.reason for ruling in article.rulings[1:5]] == ["title", "standfirst", "byline", "date"]
    assert [block.text for block in article.blocks if block.kind is Kind.PARAGRAPH] == list(PARAGRAPHS)


STANDFIRST = "It has ground no corn since the war. Now it makes light, and a good deal of noise."
CREDITS = "<p>Ruth Okafor</p><p>Wed 6 May 2026 17.20 CEST</p>"


def headed(head: str, body: str = "") -> Article:
    """The article of a page with this under its headline, and a figure between that and the body."""
    figure = "<figure><img src=wheel.jpg><figcaption>The wheel. Photograph: Jo Roe</figcaption></figure>"
    text = body or "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    title = "The mill that four neighbours bought"
    return cleaned(
        f"<!doctype html><html lang=en><head><title>{title} | The Ledger</title></head><body>"
        f"<main><header><h1>{title}</h1>{head}</header>{figure}{text}</main>"
    )


@pytest.mark.parametrize(
    "head",
    [
        f"<div class=dcr-1x2y><p>{STANDFIRST}</p></div><address>Ruth Okafor</address><p>Wed 6 May 2026 17.20 CEST</p>",
        f"<p>{STANDFIRST}</p>{CREDITS}",
        f"<h2>{STANDFIRST}</h2>{CREDITS}",
        f"<h3>{STANDFIRST.rstrip('.')}</h3><div><a href=/@ruth>Ruth Okafor</a><div>May 06, 2026</div></div>",
    ],
    ids=["a box", "a paragraph", "a heading", "a subtitle without a full stop"],
)
def test_what_byline_and_date_part_from_the_body_is_the_standfirst_and_said_once(head: str) -> None:
    article = headed(head)

    said = [(block.kind, block.text.rstrip(".")) for block in article.blocks]
    assert said[1] == (Kind.STANDFIRST, STANDFIRST.rstrip("."))
    assert said[2:4] == [(Kind.BYLINE, "By Ruth Okafor"), (Kind.DATE, "May 6, 2026")]
    assert [block.text for block in article.blocks[4:]] == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "head",
    [
        f"<p>{STANDFIRST}</p>",
        f"<figure><figcaption>{STANDFIRST}</figcaption></figure>{CREDITS}",
        f"<p>History | Villages | Electricity | Rivers | Life in the north | Trades</p>{CREDITS}",
    ],
    ids=["no credits under it", "a caption", "topics"],
)
def test_what_stands_under_a_title_is_not_always_a_standfirst(head: str) -> None:
    assert Kind.STANDFIRST not in [block.kind for block in headed(head).blocks]


def test_a_standfirst_that_the_body_begins_with_again_is_said_once() -> None:
    body = "".join(f"<p>{text}</p>" for text in (STANDFIRST, *PARAGRAPHS))

    article = headed(f"<p class=standfirst>{STANDFIRST}</p>{CREDITS}", body)

    assert [block.text for block in article.blocks].count(STANDFIRST) == 1


def test_a_refrain_that_says_the_standfirst_again_is_read() -> None:
    body = "".join(f"<p>{text}</p>" for text in (*PARAGRAPHS, STANDFIRST, PARAGRAPHS[0], STANDFIRST))

    article = headed(f"<p class=standfirst>{STANDFIRST}</p>{CREDITS}", body)

    assert [block.text for block in article.blocks].count(STANDFIRST) == 3


@pytest.mark.parametrize("sign", ["¶", "#", "§", "🔗"])
def test_a_headings_link_to_itself_is_no_part_of_it(sign: str) -> None:
    heading = f"<h1>The mill that four neighbours bought<a class=headerlink href='#mill'>{sign}</a></h1>"

    assert titled("The mill that four neighbours bought", heading) == "The mill that four neighbours bought"
