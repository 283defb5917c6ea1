"""Text dumps, clean texts and Markdown: what is the article, what is not, and the receipt."""

from pathlib import Path

import pytest

from narrate.clean import clean
from narrate.clean.plain.markdown import is_markdown
from narrate.errors import InputError
from narrate.model import Article, Kind, Source

KYIV = Path(__file__).parents[2] / "shared" / "samples" / "kyiv-independent.txt"

PARAGRAPHS = (
    (
        "The harbour council of Little Marrow voted on Tuesday to rebuild the old lighthouse, ending a dispute that "
        "has "
        "split the town for eleven years."
    ),
    (
        "Seven of the nine members were in favour. The two who voted against it said that the money would be better "
        "spent "
        "on the road to the mainland, which floods every winter."
    ),
    (
        '"We have talked about this lamp for longer than it took to build it," said Ida Fenn, who chairs the '
        'council. "Now '
        'we will simply do it."'
    ),
    (
        "Work is to begin in March and to last about two years. Until then the harbour will be marked by two floating "
        "lights, as it has been since the storm that broke the tower."
    ),
    (
        "The cost is put at 4.2 million crowns, of which the state will pay a third. The rest comes from harbour "
        "dues and "
        "from a fund that the fishing families set up after the storm."
    ),
    (
        "Not everyone is pleased. Some of the fishermen say that nobody has needed a lamp since the boats carried "
        "satellite receivers, and that the tower will be a monument and nothing more."
    ),
)

MENU = ("Skip to content", "Home", "News", "Sport", "Weather", "Log in", "Subscribe", "Search")
HEAD = ("Harbour council votes to rebuild the old lighthouse", "by Nora Quill March 4, 2025 9:12 AM 3 min read")
CAPTION = "The broken tower of Little Marrow in a picture from 2014. (Olaf Brandt/Getty Images)"
REST = (
    "Share on Facebook",
    "Related stories",
    "Ferry to the mainland cancelled again as winter storms close in",
    "The company said on Monday that it would not sail before the end of the week and that travellers who hold",
    "News Feed",
    "10:41 AM",
    "Minister opens new fish market in the capital.",
    "MORE NEWS",
    "Enter your email to subscribe",
    "* indicates required",
    "Subscribe",
    "© 2025 The Marrow Messenger. All rights reserved.",
)


def cleaned(text: str) -> Article:
    return clean(Source("test.txt", text.encode()))


def dumped(blank: bool) -> str:
    gap = "\n\n" if blank else "\n"
    return gap.join(["\n".join(MENU), *HEAD, CAPTION, "This audio is created with AI assistance", *PARAGRAPHS, *REST])


def texts(article: Article, kind: Kind) -> list[str]:
    return [block.text for block in article.blocks if block.kind is kind]


@pytest.fixture(params=[True, False], ids=["blank lines", "no blank lines"])
def dump(request: pytest.FixtureRequest) -> str:
    return dumped(request.param)


def test_a_dump_gives_title_byline_date_and_all_paragraphs_in_order(dump: str) -> None:
    article = cleaned(dump)

    assert [block.kind for block in article.blocks[:3]] == [Kind.TITLE, Kind.BYLINE, Kind.DATE]
    assert [block.text for block in article.blocks] == [HEAD[0], "By Nora Quill", "March 4, 2025", *PARAGRAPHS]


@pytest.mark.parametrize(
    "over",
    [
        (
            "News",
            "Little Marrow",
            "The Marrow Messenger | Home",
            HEAD[0],
            HEAD[1],
            "What the vote means for the harbour",
        ),
        ("Home » Harbour » " + HEAD[0], HEAD[0], "The lamp will shine again over the harbour from 2027 on.", HEAD[1]),
        ("Sign up for a letter from the harbour", HEAD[0], HEAD[1], "Get a Demo", "Key points"),
    ],
)
def test_the_title_of_a_dump_is_no_label_over_it_and_no_line_under_it(over: tuple[str, ...]) -> None:
    article = cleaned("\n".join([*MENU, *over, *PARAGRAPHS, *REST]))

    assert article.title == HEAD[0]


def test_a_dump_tells_author_day_and_language(dump: str) -> None:
    article = cleaned(dump)

    assert (article.author, article.published, article.language) == ("Nora Quill", "2025-03-04", "en")


def test_the_receipt_of_a_dump_rules_once_on_each_line_that_is_not_blank(dump: str) -> None:
    lines = [(number, line) for number, line in enumerate(dump.split("\n"), 1) if line]

    article = cleaned(dump)

    assert [(ruling.line, ruling.text) for ruling in article.rulings] == lines


def test_the_receipt_names_the_rule_that_dropped_a_line(dump: str) -> None:
    reasons = {ruling.text: ruling.reason for ruling in cleaned(dump).rulings}

    assert reasons["Skip to content"] == "menu"
    assert reasons[CAPTION] == "caption"
    assert reasons["This audio is created with AI assistance"] == "audio player"
    assert reasons["News Feed"] == "news feed"
    assert reasons["* indicates required"] == "newsletter form"


def test_a_heading_inside_a_dump_is_kept_as_a_heading() -> None:
    text = "\n\n".join([*MENU, *HEAD, *PARAGRAPHS[:3], "What the fishermen say", *PARAGRAPHS[3:], *REST])

    article = cleaned(text)

    assert texts(article, Kind.HEADING) == ["What the fishermen say"]


def test_a_clean_text_loses_nothing() -> None:
    text = "\n\n".join(["A lamp for Little Marrow", *PARAGRAPHS])

    article = cleaned(text)

    assert [block.text for block in article.blocks] == ["A lamp for Little Marrow", *PARAGRAPHS]
    assert article.title == "A lamp for Little Marrow"


def test_rows_that_a_column_broke_are_joined_to_paragraphs() -> None:
    text = (
        "It was the first time in eleven years that the lamp had been lit,\n"
        "and nobody on the quay said a word until it had gone around once\n"
        "and come back to where it started.\n\n"
        "Then somebody laughed, and the whole town walked home in the dark\n"
        "talking louder than they had talked in years, about the lamp and\n"
        "about the winter.\n"
    )

    article = cleaned(text)

    assert len(article.blocks) == 2
    assert article.blocks[0].text.endswith("until it had gone around once and come back to where it started.")
    assert len(article.rulings) == 6


def test_markdown_keeps_headings_lists_quotes_tables_and_code_apart() -> None:
    text = (
        f"# A lamp\n\nBy Nora Quill\n\n{PARAGRAPHS[0]}\n\n## The *cost*\n\n- stone and "
        f"[lime](https://example.org)\n- glass\n\n"
        f"> {PARAGRAPHS[2]}\n\n| what | crowns |\n|---|---|\n| stone | 3 |\n\n```\nlamp.on()\n```\n\n![the "
        f"tower](tower.jpg)\n"
    )

    article = cleaned(text)

    assert [(block.kind, block.level) for block in article.blocks] == [
        (Kind.TITLE, 0),
        (Kind.BYLINE, 0),
        (Kind.PARAGRAPH, 0),
        (Kind.HEADING, 2),
        (Kind.LIST_ITEM, 0),
        (Kind.LIST_ITEM, 0),
        (Kind.QUOTE, 0),
        (Kind.TABLE, 0),
        (Kind.TABLE, 0),
        (Kind.CODE, 0),
    ]
    assert texts(article, Kind.LIST_ITEM) == ["stone and lime", "glass"]
    assert article.rulings[-1].reason == "image"


@pytest.mark.parametrize(
    "address", ["https://orchard.example/a?b=c", "<https://orchard.example/>", "www.orchard.example"]
)
@pytest.mark.parametrize("head", ["A lamp", "# A lamp\n\n[so](x) and [so](y)"], ids=["text", "markdown"])
def test_a_bare_address_is_not_said_and_does_not_make_a_text_a_dump(address: str, head: str) -> None:
    article = cleaned("\n\n".join([head, *PARAGRAPHS[:2], address, *PARAGRAPHS[2:]]))

    assert texts(article, Kind.PARAGRAPH)[-len(PARAGRAPHS) :] == list(PARAGRAPHS)
    assert [ruling.reason for ruling in article.rulings if ruling.text == address] == ["web address"]


def test_a_dump_of_a_page_that_shows_markdown_is_still_a_dump() -> None:
    code = "# Set the lamp\n# Light it"
    page = "\n\n".join(["Skip to content", "Sign in", *PARAGRAPHS[:2], code, *PARAGRAPHS[2:], "Share this", "Home"])

    article = cleaned(page)

    assert not {"Skip to content", "Sign in", "Share this", "Home"}.intersection(block.text for block in article.blocks)
    assert set(PARAGRAPHS) <= {block.text for block in article.blocks}


def test_a_line_of_stars_is_not_bold() -> None:
    assert not is_markdown("One.\n\n*****\n\nTwo.\n\n*****\n\nThree.")
    assert is_markdown("**One** and **two**.")


def test_a_lone_carriage_return_ends_a_line_of_markdown() -> None:
    article = cleaned("# A lamp\n\r" + PARAGRAPHS[0])

    assert [block.text for block in article.blocks] == ["A lamp", PARAGRAPHS[0]]


def test_front_matter_gives_title_author_and_date() -> None:
    text = "---\ntitle: A lamp\nauthor: Nora Quill\ndate: 2025-03-04\nlayout: post\n---\n\n" + "\n\n".join(PARAGRAPHS)

    article = cleaned(text)

    assert (article.title, article.author, article.published) == ("A lamp", "Nora Quill", "2025-03-04")
    assert [block.kind for block in article.blocks[:3]] == [Kind.TITLE, Kind.BYLINE, Kind.DATE]
    assert texts(article, Kind.PARAGRAPH) == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "front",
    [
        "author: Nora Quill\ndate: 2025-03-04",
        "author: 'By Nora Quill'\ndate: 2025-03-04T08:00:00+01:00",
        "authors: [Nora Quill]\ndate: March 4, 2025",
        'authors:\n  - "Nora Quill"\ndate: "4 March 2025"',
    ],
)
def test_front_matter_is_said_as_the_head_of_a_page_is(front: str) -> None:
    article = cleaned(f"---\ntitle: A lamp\n{front}\n---\n\n" + "\n\n".join(PARAGRAPHS))

    assert [block.text for block in article.blocks[:3]] == ["A lamp", "By Nora Quill", "March 4, 2025"]
    assert (article.author, article.published) == ("Nora Quill", "2025-03-04")


def test_front_matter_in_another_language_names_the_author_alone() -> None:
    article = cleaned("---\ntitle: Eine Lampe\nauthor: Nora Quill\nlang: de\n---\n\n" + "\n\n".join(PARAGRAPHS))

    assert [block.text for block in article.blocks[:2]] == ["Eine Lampe", "Nora Quill"]
    assert article.language == "de"


def test_odd_spaces_and_invisible_characters_are_folded() -> None:
    text = "\n\n".join(PARAGRAPHS).replace("harbour", "har\u00adbour").replace(" of ", "\u00a0of\u2009\u200b ")

    article = cleaned(text)

    assert texts(article, Kind.PARAGRAPH) == list(PARAGRAPHS)


def test_the_written_quotes_and_dashes_stay() -> None:
    text = "\n\n".join(paragraph.replace('"', "”") + " – So it was." for paragraph in PARAGRAPHS)

    article = cleaned(text)

    assert texts(article, Kind.PARAGRAPH) == text.split("\n\n")


def test_the_language_of_a_german_text_is_found() -> None:
    sentence = "Der Rat der Stadt hat am Dienstag mit großer Mehrheit beschlossen, den alten Turm wieder aufzubauen."

    article = cleaned("\n\n".join([sentence] * 5))

    assert article.language == "de"


@pytest.mark.parametrize("text", ["\n".join(MENU * 4), "\n".join(REST[4:] * 3), "404\nPage not found\nHome\n"])
def test_a_text_of_menus_and_forms_is_refused_with_a_hint(text: str) -> None:
    with pytest.raises(InputError, match=r"test\.txt holds no article") as caught:
        cleaned(text)

    assert caught.value.hint


@pytest.mark.skipif(not KYIV.exists(), reason=f"the sample {KYIV} is not on this machine")
def test_the_kyiv_dump_gives_the_article_and_none_of_the_page() -> None:
    article = clean(Source(KYIV.name, KYIV.read_bytes()))
    said = "\n".join(block.text for block in article.blocks)

    assert [block.kind for block in article.blocks[:3]] == [Kind.TITLE, Kind.BYLINE, Kind.DATE]
    assert [block.text for block in article.blocks[1:3]] == ["By The Kyiv Independent news desk", "July 24, 2024"]
    assert {block.kind for block in article.blocks[3:]} == {Kind.PARAGRAPH}
    assert len(article.blocks[3:]) == 13
    assert article.blocks[3].text.startswith("The Kremlin on July 24 said")
    assert article.blocks[-1].text.startswith("Ukraine's Ambassador to Singapore")
    for junk in (
        "Skip",
        "Edit post",
        "Getty",
        "AI assistance",
        "min read",
        "3:16",
        "Starstreak",
        "Feed",
        "NEWS",
        "ndicates",
    ):
        assert junk not in said


@pytest.mark.parametrize(
    "title",
    ["“I never wanted the new lighthouse”", "المجلس يصوت على إعادة بناء المنارة", "議会は灯台の再建を可決"],
)
def test_a_title_may_begin_with_a_quote_or_in_a_script_without_capitals(title: str) -> None:
    article = clean(Source("t.txt", "\n\n".join([title, "By Nora Quill", *PARAGRAPHS]).encode()))

    assert [block.text for block in article.blocks[:2]] == [title, "By Nora Quill"]
    assert [block.kind for block in article.blocks[:2]] == [Kind.TITLE, Kind.BYLINE]


def test_a_byline_is_never_the_title_of_a_text() -> None:
    text = "\n\n".join(["The lamp that nobody needs shines all the same!", "By Nora Quill", *PARAGRAPHS])

    article = clean(Source("t.txt", text.encode()))

    assert article.author == "Nora Quill"
    assert [block.kind for block in article.blocks[:2]] == [Kind.PARAGRAPH, Kind.BYLINE]


def test_strokes_through_words_are_no_signs_to_say() -> None:
    text = f"# Title\n\n{PARAGRAPHS[0]} It ~~never~~ closed.\n"

    article = clean(Source("t.md", text.encode()))

    assert article.blocks[1].text == f"{PARAGRAPHS[0]} It never closed."


def test_the_first_and_the_last_paragraph_of_a_short_dump_stay_though_furniture_is_right_beside_them() -> None:
    first = "The school of Hollow Bridge has a bell again, and on Monday half of the village came to hear it ring."
    middle = "It was cast in a barn by two sisters who had never cast anything larger than a spoon, and it is in tune."
    last = "Lessons start at eight from now on, the teacher said, and nobody can say any more that he did not hear it."
    over = [*MENU, "A bell for the school", "By Nora Quill", "March 4, 2025", "2 min read", "Share", "Facebook"]
    under = ["Read more: New road opens", "Related stories", "New road opens at last", "© 2025 The Marrow Messenger"]

    article = cleaned("\n".join([*over, first, "Photo: Olaf Brandt/Reuters", middle, last, *under]))

    assert texts(article, Kind.PARAGRAPH) == [first, middle, last]
    assert article.title == "A bell for the school"


@pytest.mark.parametrize("told", ["More on that later.", "Home.", "Follow us, they said.", "Share the lamp."])
def test_a_sentence_that_sounds_like_furniture_leaves_a_clean_text_whole(told):
    text = "\n\n".join(("The lamp", *PARAGRAPHS[:3], told, *PARAGRAPHS[3:]))
    article = clean(Source("it", text.encode()))

    assert [block.text for block in article.blocks] == ["The lamp", *PARAGRAPHS[:3], told, *PARAGRAPHS[3:]]


def test_a_label_among_clean_paragraphs_is_left_out():
    for label in ("Share", "Sign up for our newsletter to get updates in your inbox."):
        text = "\n\n".join(("The lamp", *PARAGRAPHS[:3], label, *PARAGRAPHS[3:]))

        assert label not in [block.text for block in clean(Source("it", text.encode())).blocks]
