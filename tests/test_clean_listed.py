"""Headings that head nothing, and dashes that open what somebody says."""

import pytest

from narrate.clean import clean
from narrate.model import Block, Kind, Source

PROSE = (
    "The bread of the valley is baked on Fridays, because the mill stood still on Thursdays for three hundred years.",
    "Hanna Brack learned it from her aunt, who had learned it from a sailor, and neither of them ever wrote it down.",
    "Mix all of it in a large bowl, cover it with a cloth, and wait until the dough has doubled, which takes an hour.",
)


def kinds(blocks: tuple[Block, ...]) -> dict[str, Kind]:
    """What each text is read as."""
    return {block.text: block.kind for block in blocks}


@pytest.mark.parametrize("look", ["page", "dump"])
def test_a_recipes_ingredients_are_a_list_between_two_headings(look: str) -> None:
    labels = ["What goes into it", "500 g of rye flour", "A spoon of grey salt", "Two cups of water", "How it is made"]
    if look == "page":
        rows = [f"<h1>Bread</h1><p>{PROSE[0]}</p><p>{PROSE[1]}</p>", *(f"<h3>{one}</h3>" for one in labels)]
        written = f"<html><body><article>{''.join(rows)}<p>{PROSE[2]}</p></article></body></html>"
    else:
        written = "\n".join(["Home", "Log in", "Share", "Bread", *PROSE[:2], *labels, PROSE[2], "Share", "© 2025"])

    found = kinds(clean(Source("it", written.encode())).blocks)

    assert [found[one] for one in labels] == [Kind.HEADING, *[Kind.LIST_ITEM] * 3, Kind.HEADING]


def test_a_heading_right_under_another_is_still_one() -> None:
    rows = f"<h1>Bread</h1><p>{PROSE[0]}</p><h2>The valley</h2><h3>Its mill</h3><p>{PROSE[1]}</p><p>{PROSE[2]}</p>"

    found = kinds(clean(Source("it", f"<html><body><article>{rows}</article></body></html>".encode())).blocks)

    assert (found["The valley"], found["Its mill"]) == (Kind.HEADING, Kind.HEADING)


@pytest.mark.parametrize(
    ("headings", "items"),
    [
        (["2024 in review", "Bread", "Mills", "Valleys"], ["Bread", "Mills"]),
        (["Bread", "Mills", "3 ways out"], ["Mills"]),
        (["Bread", "Mills", "10 kg of flour a day"], ["Mills"]),
        (["三菱", "Mills", "Valleys"], ["Mills"]),
        (["9/11 in the valley", "Mills", "Valleys"], ["Mills"]),
        (
            ["1/2 litre of milk", "2 cups of flour", "Salt", "How it is made"],
            ["1/2 litre of milk", "2 cups of flour", "Salt"],
        ),
        (["½ a lemon", "1,5 kg of flour", "Salt", "How it is made"], ["½ a lemon", "1,5 kg of flour", "Salt"]),
    ],
)
def test_only_an_amount_makes_the_first_of_several_headings_an_item(headings: list[str], items: list[str]) -> None:
    rows = "".join(f"<h3>{one}</h3>" for one in headings)
    page = f"<h1>Bread of the valley</h1><p>{PROSE[0]}</p><p>{PROSE[1]}</p>{rows}<p>{PROSE[2]}</p>"

    blocks = clean(Source("it", f"<html><body><article>{page}</article></body></html>".encode())).blocks

    assert [block.text for block in blocks if block.kind is Kind.LIST_ITEM] == items


@pytest.mark.parametrize(
    ("line", "block"),
    [
        ("— Oui, dit-il, je le crois.", Block(Kind.PARAGRAPH, "— Oui, dit-il, je le crois.")),
        ("– Ні, – сказала вона.", Block(Kind.PARAGRAPH, "– Ні, – сказала вона.")),
        ("— flour and water", Block(Kind.LIST_ITEM, "flour and water")),
        ("- Take the flour.", Block(Kind.LIST_ITEM, "Take the flour.")),
    ],
)
def test_a_dash_before_a_sentence_opens_speech_and_not_an_item(line: str, block: Block) -> None:
    article = clean(Source("it", "\n\n".join([*PROSE, line, PROSE[0]]).encode()))

    assert block in article.blocks
