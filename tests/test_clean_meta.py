"""Title, author and date: where pages say them, and what of that is believed."""

import json

import pytest

from narrate.clean import clean
from narrate.clean.credits.names import is_person, people
from narrate.model import Article, Source

TITLE = "Old ferry returns to the lake after nine years"
PROSE = (
    (
        "The ferry that carried three generations of children to school is back on the lake, nine years after it was "
        "towed away for scrap, and on Saturday half of the valley stood on the pier to see it."
    ),
    (
        "It was found in a harbour two hundred kilometres to the south, where a dealer had used it as his office. "
        "He sold it for the price of its engine, and threw in the bell for nothing."
    ),
    (
        "The crossing takes twenty minutes, as it always did. The road around it takes fifteen, but nobody who was "
        "on the pier on Saturday seemed to think that this was the point."
    ),
    (
        "From May the boat will sail six times a day, and the town has promised to pay for the winter after that if at "
        "least forty people a day come aboard."
    ),
)


def page(head: str = "", over: str = "", under: str = "", h1: str = TITLE, lang: str = "en") -> str:
    body = "".join(f"<p>{text}</p>" for text in PROSE)
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head>{head}</head><body><nav><ul><li><a href="/">Home</a></li></ul></nav>'
        f"<main><h1>{h1}</h1>{over}<article>{body}</article>{under}</main></body></html>"
    )


def linked(*nodes: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in nodes)


def posting(**fields: object) -> dict[str, object]:
    return {"@type": "NewsArticle", "headline": TITLE, **fields}


def cleaned(html: str, url: str | None = None) -> Article:
    return clean(Source("test.html", html.encode(), url=url))


@pytest.mark.parametrize("address", ["http://[bad", "https://", "/ferry"])
def test_a_page_that_names_no_address_for_itself_has_none(address):
    article = cleaned(page(f'<link rel="canonical" href="{address}">'))

    assert article.title == TITLE
    assert article.url is None


def test_an_author_who_is_only_an_id_is_looked_up_in_the_whole_graph() -> None:
    graph = {
        "@graph": [
            posting(author={"@id": "#anna"}),
            {"@type": "WebSite", "publisher": {"@id": "#anna", "@type": "Person", "name": "Anna Lindt"}},
        ]
    }

    assert cleaned(page(linked(graph))).author == "Anna Lindt"


def test_linked_data_in_a_comment_is_read() -> None:
    head = f'<script type="application/ld+json"><!--\n{json.dumps(posting(author="Anna Lindt"))}\n--></script>'

    assert cleaned(page(head)).author == "Anna Lindt"


def test_the_author_of_an_article_that_is_only_mentioned_is_not_the_pages() -> None:
    other = {"@type": "NewsArticle", "headline": "Another", "author": {"name": "Otto Fern"}}
    graph = posting(author={"name": "Anna Lindt"}, isPartOf={"@type": "ItemList", "itemListElement": [other]})

    assert cleaned(page(linked({"@type": "ItemList", "itemListElement": [other]}, graph))).author == "Anna Lindt"


def test_a_person_named_over_the_text_goes_before_the_firm_that_signs_for_machines() -> None:
    head = linked(posting(author={"@type": "Organization", "name": "Lakeside Boats"}))

    assert cleaned(page(head, "<p>By Anna Lindt</p>")).author == "Anna Lindt"
    assert cleaned(page(head)).author == "Lakeside Boats"


@pytest.mark.parametrize(
    "over",
    [
        "<p>By <a href='/a'>Anna Lindt</a>, Staff Writer</p>",
        "<p>March 4, 2025 · Anna Lindt</p>",
        "<div><span>Mar 4, 2025</span><span>Anna Lindt</span></div>",
        "<p>Anna Lindt | Senior Writer | March 4, 2025</p>",
        "<p>Anna Lindt</p><p>04.03.2025 · 6 min read</p>",
        '<div class="post-author"><b>Anna Lindt</b><i>Senior boat correspondent</i></div>',
        '<a href="/authors/lindt">Anna Lindt</a>',
        '<p>Written by <span itemprop="author">Anna Lindt</span> Reviewed by Otto Fern</p>',
    ],
)
def test_an_author_whom_readers_see_over_the_text_is_found(over: str) -> None:
    assert cleaned(page(over=over)).author == "Anna Lindt"


def test_who_only_put_a_guests_article_in_is_not_its_author() -> None:
    head = linked(posting(author={"@type": "Person", "name": "Otto Fern"}))

    assert cleaned(page(head, "<h3>By Anna Lindt, Columnist</h3>")).author == "Anna Lindt"
    assert cleaned(page(head, "<h3>By Anna Lindt</h3>", "<p>Posted by Otto Fern</p>")).author == "Otto Fern"
    assert cleaned(page(head, "<p>By popular demand</p>")).author == "Otto Fern"


def test_a_person_named_under_the_text_goes_before_the_team_named_over_it() -> None:
    signed = "<p>Written by Anna Lindt</p>"

    assert cleaned(page(over="<p>By Team Lakeside</p>", under=signed)).author == "Anna Lindt"
    assert cleaned(page(over="<p>By Team Lakeside</p>")).author == "Team Lakeside"


def test_a_site_that_is_named_where_the_author_stands_is_the_author() -> None:
    head = '<meta property="og:site_name" content="Lakeside">'

    assert cleaned(page(head, '<span class="post-author-name">Lakeside</span>')).author == "Lakeside"
    assert cleaned(page(head, '<span class="post-topic">Lakeside</span>')).author is None


def test_linked_data_that_a_framework_put_into_a_meta_element_is_read() -> None:
    data = json.dumps(posting(author="Anna Lindt", datePublished="2025-03-04")).replace('"', "&quot;")

    article = cleaned(page(f'<meta name="script:ld+json" content="{data}">'))

    assert (article.author, article.published) == ("Anna Lindt", "2025-03-04")


@pytest.mark.parametrize("under", ["<h3>Written by Anna Lindt</h3>", "<h3>About the author</h3><p>Anna Lindt</p>"])
def test_an_author_who_is_only_named_under_the_text_is_found(under: str) -> None:
    assert cleaned(page(under=under)).author == "Anna Lindt"


@pytest.mark.parametrize(
    "over",
    [
        "<p>Photo by Otto Fern</p>",
        "<p>Reviewed by Otto Fern</p>",
        '<p class="author">Boats &amp; Lakes</p>',
        '<div class="comment"><span class="comment-author">Otto Fern</span></div>',
        "<p>@lakeboats</p>",
    ],
)
def test_who_did_not_write_it_is_not_its_author(over: str) -> None:
    assert cleaned(page(over=over)).author is None


@pytest.mark.parametrize(
    ("credit", "names"),
    [
        ("By Anna Lindt", ("Anna Lindt",)),
        ("Author: Anna Lindt", ("Anna Lindt",)),
        ("Von Anna Lindt und Otto Fern", ("Anna Lindt und Otto Fern",)),
        ("Anna Lindt, Senior Editor, and Otto Fern, Reporter", ("Anna Lindt", "Otto Fern")),
        ("Anna Lindt ⋅ Review Editor ⋅ Updated", ("Anna Lindt",)),
        ("Anna Lindt @alindt", ("Anna Lindt",)),
        ("Anna Lindt on March 4, 2025", ("Anna Lindt",)),
        ("By Anna Lindt on", ("Anna Lindt",)),
        ("By Anna LindtMarch 4, 2025", ("Anna Lindt",)),
        ("Anna Lindt ● Lakes", ("Anna Lindt",)),
        ("Anna Lindt View in Print", ("Anna Lindt",)),
        ("Anna Viewing", ("Anna Viewing",)),
        ("Anna Lindt, Anna Lindt", ("Anna Lindt",)),
        ("Boat Desk Staff", ("Boat Desk Staff",)),
        ("Reviewed by Otto Fern", ()),
        ("https://example.org/lindt", ()),
        ("admin", ()),
    ],
)
def test_a_credit_is_stripped_to_its_names(credit: str, names: tuple[str, ...]) -> None:
    assert people(credit) == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Lindt", True),
        ("Ludwig van der Meer", True),
        ("Дмитро Коваль", True),
        ("Anna Lindt and Otto Fern", True),
        ("Use Case", False),
        ("USE CASE", False),
        ("Read More", False),
        ("the lake", False),
        ("Marketing Director", False),
    ],
)
def test_a_name_is_told_from_a_label(text: str, expected: bool) -> None:
    assert is_person(text) is expected


@pytest.mark.parametrize(
    ("over", "lang", "day"),
    [
        ("<p>Published: March 4, 2025 Updated: May 6, 2025</p>", "en", "2025-03-04"),
        ("<p>Updated: May 6, 2025</p><p>Published: March 4, 2025</p>", "en", "2025-03-04"),
        ("<p>Last updated on May 6, 2025</p>", "en", "2025-05-06"),
        ("<p>4th March, 2025</p>", "en", "2025-03-04"),
        ("<p><span>Anna Lindt</span><span>March 4, 2025</span></p>", "en", "2025-03-04"),
        ("<p>04-Mar-2025</p>", "en", "2025-03-04"),
        ("<p>3/4/2025</p>", "en-US", "2025-03-04"),
        ("<p>4/3/2025</p>", "en-GB", "2025-03-04"),
        ("<p>04.03.2025</p>", "de", "2025-03-04"),
        ("<p>le 4 mars 2025 à 9 h</p>", "fr", "2025-03-04"),
        ("<p>4 de marzo de 2025</p>", "es", "2025-03-04"),
        ("<p>4 березня 2025 р.</p>", "uk", "2025-03-04"),
        ("<p>2025年3月4日</p>", "ja", "2025-03-04"),
        ('<time datetime="2025-03-04T22:00:00-05:00">yesterday</time>', "en", "2025-03-04"),
        ('<time datetime="2025-05-06">Updated May 6</time><p>Posted March 4, 2025</p>', "en", "2025-03-04"),
    ],
)
def test_a_day_that_readers_see_over_the_text_is_the_day(over: str, lang: str, day: str) -> None:
    assert cleaned(page(over=over, lang=lang)).published == day


def test_the_day_of_publication_goes_before_the_day_of_a_change() -> None:
    head = linked(posting(dateModified="2025-05-06", datePublished="2025-03-04"))

    assert cleaned(page(head, "<p>Updated May 6, 2025</p>")).published == "2025-03-04"


def test_the_earliest_of_several_days_of_publication_is_the_day() -> None:
    head = '<meta name="published-time" content="2026-01-02"><meta name="published-date" content="2025-03-04">'

    assert cleaned(page(head)).published == "2025-03-04"


def test_a_line_that_tells_the_first_publication_is_believed() -> None:
    under = "<p>This article was originally published on 4 March 2025 and has been kept up to date since then.</p>"

    assert cleaned(page(over="<p>6 May 2025</p>", under=under)).published == "2025-03-04"


@pytest.mark.parametrize("url", ["https://lake.example/2025/03/04/ferry", None])
def test_a_stamp_of_another_time_zone_gives_the_day_that_readers_see(url: str | None) -> None:
    head = '<meta property="article:published_time" content="2025-03-05T02:41:41+00:00">'
    over = "" if url else "<p>March 4, 2025</p>"

    assert cleaned(page(head, over), url).published == "2025-03-04"


def test_what_is_sent_in_the_body_for_machines_is_read_too() -> None:
    late = '<meta property="article:published_time" content="2025-03-04"><meta name="author" content="Anna Lindt">'

    article = cleaned(page(under=late))

    assert (article.author, article.published) == ("Anna Lindt", "2025-03-04")


@pytest.mark.parametrize(
    ("h1", "head"),
    [
        (f"{TITLE} | Boats | The Lake Post", ""),
        (f"{TITLE} – The Lake Post", '<meta property="og:site_name" content="The Lake Post">'),
        (f"March 4 2025 {TITLE}", f"<title>{TITLE}</title>"),
        (f"{TITLE} (lakepost.com) 87", f"<title>{TITLE}</title>"),
        (TITLE.upper(), f"<title>{TITLE} | The Lake Post</title>"),
        (
            "The Lake Post",
            f'<title>The Lake Post: {TITLE}</title><meta property="og:site_name" content="The Lake Post">',
        ),
        (TITLE.replace("Old", "Old &amp;amp; beloved"), ""),
    ],
)
def test_the_title_is_the_headline_and_nothing_beside_it(h1: str, head: str) -> None:
    title = cleaned(page(head, h1=h1), "https://news.lakepost.com/ferry").title

    assert title == (TITLE if "&amp;" not in h1 else "Old & beloved ferry returns to the lake after nine years")


def test_of_several_top_headings_the_one_like_the_pages_title_is_the_headline() -> None:
    over = f"<h1>94</h1><h1>{TITLE}</h1><h1>What the lake was before</h1>"

    assert cleaned(page(f"<title>{TITLE} — The Lake Post</title>", over, h1="94")).title == TITLE


def test_a_headline_that_only_begins_like_the_pages_title_stays_whole() -> None:
    long = f"{TITLE}: and the school children are back on it"

    assert cleaned(page(f"<title>{TITLE}</title>", h1=long)).title == long


@pytest.mark.parametrize(
    ("head", "image"),
    [
        ('<meta property="og:image" content="/ferry.jpg"><meta name="twitter:image" content="/t.jpg">', "/ferry.jpg"),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "image": ["a.jpg", "b.jpg"]}</script>', "/a.jpg"),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "image": {"url": "//cdn.example/i"}}</script>',
            "https://cdn.example/i",
        ),
        ('<meta property="og:image" content="http://[bad">', None),
        ("", None),
    ],
)
def test_the_lead_image_is_known_by_its_whole_address(head: str, image: str | None) -> None:
    expected = f"https://lake.example{image}" if image and image.startswith("/") else image

    assert cleaned(page(head), "https://lake.example/").image == expected


@pytest.mark.parametrize(
    ("head", "section"),
    [
        ('<meta property="article:section" content="Nature">', "Nature"),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "articleSection": ["City", "Lake"]}</script>',
            "City",
        ),
        ("", None),
    ],
)
def test_the_section_is_known(head: str, section: str | None) -> None:
    assert cleaned(page(head)).section == section


def test_a_text_dump_tells_who_wrote_it_and_when_where_these_share_a_line_with_more() -> None:
    dump = "\n\n".join(
        ["Home", "News", "Log in", "Subscribe", TITLE, "Anna Lindt | Boats | Updated May 6, 2025", *PROSE]
    )

    article = cleaned(dump)

    assert (article.author, article.published) == ("Anna Lindt", "2025-05-06")
