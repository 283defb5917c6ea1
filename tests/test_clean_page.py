"""HTML pages: what their structure and their words about themselves say."""

import json
from contextlib import suppress

import pytest

from narrate.clean import clean
from narrate.clean.html.layout import mark
from narrate.clean.html.page import cut, parse
from narrate.errors import InputError
from narrate.model import Article, Block, Kind, Source

PARAGRAPHS = (
    (
        "Bees that live on the roofs of the city gather more than those in the fields around it, a study of forty "
        "hives "
        "has found, because something is in flower there from February to November."
    ),
    (
        "The hives were weighed every night for three years. In the second summer, which was dry, the roofs gave "
        "twice as "
        "much honey as the fields, where the rape had been cut by the end of May."
    ),
    (
        "The authors warn against putting hives everywhere. Where there are too many, the wild bees of the parks "
        "find less, "
        "and they had been the better pollinators of the old orchards all along."
    ),
    "A map of the city's flowering trees comes with the study, and gardeners are asked to say where it is wrong.",
)
DATA = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "City bees out-gather their country cousins",
    "datePublished": "2025-06-11T08:30:00+02:00",
    "author": [{"@type": "Person", "name": "Tomas Hale"}, {"@type": "Person", "name": "Ruth Okafor"}],
    "publisher": {"@type": "Organization", "name": "The Roof Garden"},
}


def page(body: str, head: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head><title>City bees out-gather their country cousins | The Roof '
        f"Garden</title>{head}"
        '</head><body><header><nav class="main-nav"><ul><li><a href="/">Home</a></li><li><a '
        'href="/news">News</a></li></ul></nav>'
        f"</header><main><article><h1>City bees out-gather their country cousins</h1>{body}</article></main>"
        "<footer><p>© 2025 The Roof Garden. All rights reserved.</p></footer></body></html>"
    )


def prose(*paragraphs: str) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs or PARAGRAPHS)


def cleaned(html: str) -> Article:
    return clean(Source("test.html", html.encode(), url="https://roof.example/bees"))


def bodies(article: Article) -> list[Block]:
    return [block for block in article.blocks if block.kind not in {Kind.TITLE, Kind.BYLINE, Kind.DATE}]


def test_a_page_tells_what_it_is_in_linked_data() -> None:
    article = cleaned(page(prose(), f'<script type="application/ld+json">{json.dumps(DATA)}</script>'))

    assert article.title == "City bees out-gather their country cousins"
    assert (article.author, article.published) == ("Tomas Hale, Ruth Okafor", "2025-06-11")
    assert (article.site, article.language, article.url) == ("The Roof Garden", "en-GB", "https://roof.example/bees")
    assert [block.text for block in article.blocks[1:3]] == ["By Tomas Hale, Ruth Okafor", "June 11, 2025"]


def test_a_page_tells_what_it_is_in_meta_elements() -> None:
    head = (
        '<meta property="og:site_name" content="The Roof Garden"><meta name="author" content="Tomas Hale">'
        '<meta property="article:published_time" content="2025-06-11">'
    )

    article = cleaned(page(prose(), head))

    assert (article.site, article.author, article.published) == ("The Roof Garden", "Tomas Hale", "2025-06-11")


def test_linked_data_that_is_broken_is_passed_over() -> None:
    article = cleaned(page(prose(), '<script type="application/ld+json">{"@type": "NewsArticle", </script>'))

    assert article.title == "City bees out-gather their country cousins"


def test_only_the_body_is_kept_and_all_of_it() -> None:
    furniture = (
        '<figure><img src="x.jpg"><figcaption>A hive on the roof of the town hall. Photo: Jo '
        "Lind/Reuters</figcaption></figure>"
        '<div class="share-bar"><a href="#">Share on Facebook</a> <a href="#">Tweet</a></div><p>4 min read</p>'
        "<p>This audio is created with AI assistance</p>"
    )
    after = (
        '<div class="newsletter-signup"><p>Sign up for our newsletter and get the best stories in your inbox.</p></div>'
        '<section class="related-stories"><h3>Related stories</h3><ul><li><a href="/a">Wasps are misunderstood</a></li>'
        '<li><a href="/b">How to build a pond</a></li></ul></section>'
        '<div id="comments"><h3>2 comments</h3><p>I keep bees myself and can say that this is exactly how it is '
        "here.</p></div>"
    )

    article = cleaned(page(furniture + prose() + after))

    assert [block.text for block in bodies(article)] == list(PARAGRAPHS)


def test_headings_quotes_lists_tables_and_code_keep_their_kind() -> None:
    body = (
        prose(*PARAGRAPHS[:2])
        + f"<h2>What the gardeners say</h2><blockquote><p>{PARAGRAPHS[3]}</p></blockquote>"
        + f"<h3>What to plant</h3><ul><li>{PARAGRAPHS[0]}</li></ul>"
        + "<p>The weights, in kilograms for each of the three summers, were these:</p>"
        + "<table><tr><th>Summer</th><th>Roof</th></tr><tr><td>First</td><td>31</td></tr>"
        + "<tr><td>Second</td><td>44</td></tr></table>"
        + prose(PARAGRAPHS[2])
    )

    article = cleaned(page(body))
    blocks = {block.kind: block for block in article.blocks}

    assert blocks[Kind.HEADING] == Block(Kind.HEADING, "What to plant", 3)
    assert blocks[Kind.QUOTE].text == PARAGRAPHS[3]
    assert blocks[Kind.LIST_ITEM].text == PARAGRAPHS[0]
    rows = [block.text for block in article.blocks if block.kind is Kind.TABLE]
    assert rows == ["Summer | Roof", "First | 31", "Second | 44"]


def test_embedded_posts_and_bare_addresses_are_not_said() -> None:
    post = f'<blockquote class="twitter-tweet"><p>{PARAGRAPHS[1]}</p>— Ann Lee (@ann) May 6, 2025</blockquote>'
    address = '<p><a href="https://bees.example/map">https://bees.example/map</a></p>'

    article = cleaned(page(prose(PARAGRAPHS[0]) + post + address + prose(*PARAGRAPHS[2:])))

    reasons = {ruling.text: ruling.reason for ruling in article.rulings}
    assert [block.text for block in bodies(article)] == [PARAGRAPHS[0], *PARAGRAPHS[2:]]
    assert reasons[PARAGRAPHS[1]] == reasons["— Ann Lee (@ann) May 6, 2025"] == "embed"
    assert reasons["https://bees.example/map"] in {"web address", "aside"}


def test_marks_of_footnotes_are_left_out_and_powers_stay() -> None:
    noted = PARAGRAPHS[3] + '<sup><a href="#fn1">[1]</a></sup> It covers 20 km<sup>2</sup>.'

    article = cleaned(page(prose(*PARAGRAPHS[:3], noted)))

    assert bodies(article)[-1].text == PARAGRAPHS[3] + " It covers 20 km²."


def test_entities_and_inline_elements_leave_one_line_of_text() -> None:
    article = cleaned(
        page(
            prose(
                *PARAGRAPHS[:3],
                "Bees &amp; <em>wasps</em>,\n  said\u00a0the <a href='#'>study</a>, are kin &ndash; of sorts, at "
                "least.",
            )
        )
    )

    assert bodies(article)[-1].text == "Bees & wasps, said the study, are kin – of sorts, at least."


def test_the_receipt_accounts_for_each_text_of_a_page() -> None:
    article = cleaned(page(prose()))
    reasons = {ruling.text: ruling.reason for ruling in article.rulings}

    assert [ruling.line for ruling in article.rulings] == list(range(1, len(article.rulings) + 1))
    assert reasons["Home"] == "menu"
    assert reasons["City bees out-gather their country cousins"] == "title"
    assert reasons["© 2025 The Roof Garden. All rights reserved."] == "copyright"
    assert all(reasons[paragraph] == "paragraph" for paragraph in PARAGRAPHS)


def test_the_receipt_accounts_for_footnote_marks_and_words_for_screen_readers() -> None:
    noted = (
        PARAGRAPHS[3] + '<sup><a href="#fn1">[1]</a></sup><a href="/map">map<span class="sr-only"> (new tab)</span></a>'
    )

    rulings = cleaned(page(prose(*PARAGRAPHS[:3], noted, PARAGRAPHS[0]))).rulings

    left_out = [(ruling.text, ruling.reason, ruling.kept) for ruling in rulings if ruling.text in {"[1]", "(new tab)"}]
    assert left_out == [("[1]", "footnote mark", False), ("(new tab)", "for screen readers", False)]
    assert [ruling.line for ruling in rulings] == list(range(1, len(rulings) + 1))


def test_a_body_that_ends_in_mid_page_ends_nothing() -> None:
    html = page(prose()).replace("<main>", "</body></html><main>")

    assert [block.text for block in bodies(cleaned(html))] == list(PARAGRAPHS)


def test_the_title_is_the_headline_that_readers_see_over_the_body() -> None:
    head = '<meta property="og:title" content="City bees out-gather country bees, study of forty hives finds">'

    article = cleaned(page(prose(), head).replace("<nav", "<h1>The Roof Garden</h1><nav", 1))

    assert article.title == "City bees out-gather their country cousins"


def test_entities_that_linked_data_writes_twice_are_read() -> None:
    data = DATA | {"author": {"@type": "Person", "name": "Hale &amp; Okafor"}}

    article = cleaned(page(prose(), f'<script type="application/ld+json">{json.dumps(data)}</script>'))

    assert article.author == "Hale & Okafor"


@pytest.mark.parametrize(
    "signed",
    ["<div>Published June 11, 2025 by Tomas Hale</div>", "<div>Tomas Hale</div><div>June 11, 2025</div>"],
    ids=["in a line of credits", "alone by the date"],
)
def test_an_author_whom_only_the_page_itself_names_is_found(signed: str) -> None:
    assert cleaned(page(signed + prose())).author == "Tomas Hale"


def test_a_page_of_more_lines_than_any_article_is_refused() -> None:
    with pytest.raises(InputError, match="more than 40,000 lines"):
        cleaned("<html><body>" + "<p>a</p>" * 50_000)


def test_a_front_page_of_links_is_refused() -> None:
    links = "".join(f'<li><a href="/{n}">A short headline number {n}</a></li>' for n in range(60))

    with pytest.raises(InputError, match="holds no article") as caught:
        cleaned(f"<html><body><h1>The Roof Garden</h1><ul>{links}</ul></body></html>")

    assert caught.value.hint


def test_a_page_that_asks_for_javascript_is_refused_as_such() -> None:
    with pytest.raises(InputError, match="JavaScript"):
        cleaned(
            "<!doctype html><html><body><div id=root></div><p>You need to enable JavaScript to run this "
            "app.</p></body></html>"
        )


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>" * 20_000,
        "<b>" * 20_000,
        "<table><tr><td>" * 5_000,
        "<sup>" * 20_000,
        "<p>x\x00</p>" * 2_000,
        "<!--" * 20_000,
    ],
    ids=["boxes", "inline", "tables", "superscripts", "nulls", "comments"],
)
def test_hostile_pages_end_in_an_article_or_a_clear_error(hostile: str) -> None:
    with suppress(InputError):
        assert cleaned("<html><body>" + hostile + prose()).blocks


def test_the_text_of_a_footnote_is_not_read() -> None:
    note = '<hr><ol><li id="fn1">In the first winter the hives were weighed by hand. <a href="#ref1">↩</a></li></ol>'

    article = cleaned(page(prose() + note))

    assert [block.text for block in bodies(article)] == list(PARAGRAPHS)
    assert next(ruling.reason for ruling in article.rulings if "↩" in ruling.text) == "footnote"


def test_elements_deeper_than_the_parser_follows_are_refused_and_not_cut_off() -> None:
    deep = "<div>" * 3000 + prose() + "</div>" * 3000

    with pytest.raises(InputError, match=r"test\.html .* thousands deep"):
        cleaned(page(prose() + deep))


def test_a_question_on_a_button_that_opens_its_answer_is_said_and_other_buttons_are_not() -> None:
    asked = ("What do the bees of the city eat?", "Why are there more flowers in a city?")
    answers = zip(asked, PARAGRAPHS[1:3], strict=True)
    folded = "".join(f"<div><h3><button>{one}</button></h3><div><p>{answer}</p></div></div>" for one, answer in answers)

    article = cleaned(page(prose() + folded + "<button>Subscribe</button><button>Open the gallery</button>"))

    said = [block.text for block in bodies(article)]
    assert said == [*PARAGRAPHS, asked[0], PARAGRAPHS[1], asked[1], PARAGRAPHS[2]]


def test_a_block_knows_the_language_that_an_element_around_it_tells() -> None:
    article = cleaned(
        page(
            f'<p>{PARAGRAPHS[0]}</p><blockquote lang="de_DE"><p>{PARAGRAPHS[1]}</p></blockquote>'
            f'<div lang="fr"><p>{PARAGRAPHS[2]}</p><p lang="no language at all">{PARAGRAPHS[3]}</p></div>'
        )
    )

    assert [block.language for block in article.blocks if block.text in PARAGRAPHS] == ["", "de-DE", "fr", "fr"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("The field is 40 km<sup>2</sup> wide.", "The field is 40 km² wide."),
        ("There were 10<sup>6</sup> bees.", "There were 10⁶ bees."),
        ("The hair is 10<sup>−3</sup> metres thick.", "The hair is 10⁻³ metres thick."),
        ("It opened on the 21<sup>st</sup> of May.", "It opened on the 21st of May."),
        ("So the study says.<sup>3</sup> Others agree.", "So the study says. Others agree."),
        ("“So it is.”<sup>12</sup> Others agree.", "“So it is.” Others agree."),
    ],
)
def test_a_number_set_high_is_a_power_or_a_mark_and_never_part_of_a_number(written: str, said: str) -> None:
    article = cleaned(page(prose(*PARAGRAPHS, written)))

    assert said in [block.text for block in article.blocks]


def test_a_line_of_stars_is_no_paragraph() -> None:
    body = "<p>* * *</p>".join(map(prose, PARAGRAPHS))

    article = cleaned(page(body))

    assert [block.text for block in article.blocks if block.kind is Kind.PARAGRAPH] == list(PARAGRAPHS)
    assert {ruling.reason for ruling in article.rulings if ruling.text == "* * *"} == {"ornament"}


@pytest.mark.parametrize(
    "furniture",
    [
        "View this email in your browser",
        "Email not displaying correctly? View it in your browser",
        "You are receiving this email because you signed up at our website.",
        "You received this newsletter because you are one of our readers.",
        "Print recipe",
        "Rate this recipe",
    ],
)
def test_what_mail_and_recipe_programs_write_around_a_text_is_not_said(furniture: str) -> None:
    body = prose(*PARAGRAPHS, furniture)

    article = cleaned(page(body))

    assert [block.text for block in article.blocks if block.kind is Kind.PARAGRAPH] == list(PARAGRAPHS)


def test_a_short_line_under_the_only_paragraph_of_a_page_stays() -> None:
    told = "The lamp was lit on Tuesday for the first time in eleven years, and nobody on the quay said a word until "
    told += "it had gone around once, when somebody laughed and the whole town walked home talking louder than before."

    article = clean(Source("it", f"<!doctype html><html><body><p>{told}</p><p>The end</p></body></html>".encode()))

    assert [block.text for block in article.blocks] == [told, "The end"]


@pytest.mark.parametrize(("name", "is_one"), [("lead-paragraph", False), ("ad-slot", True), ("top_ad-unit", True)])
def test_the_name_of_an_advertisements_box_is_told_from_words_that_end_like_it(name: str, *, is_one: bool) -> None:
    root = parse(f'<body><div class="{name}"><p>The lamp is lit.</p></div><p>{"So it is. " * 30}</p></body>')
    assert root is not None
    line = mark(cut(root, 10))[0]

    assert ("hint:ad" in line.marks) is is_one
