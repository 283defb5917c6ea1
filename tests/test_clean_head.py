"""Which line over a dump's body is its title."""

import pytest

from narrate.clean.dump.head import find_title, read_body
from narrate.clean.lines import split

BODY = (
    (
        "A missing postcode left Mill Street without a warning, and the flood came between school and the news, "
        "so that one street of nine was under water by noon."
    ),
    "Nobody drowned on Mill Street, which people there are careful to say before they speak of the flood.",
)
TITLE = "The Guest That Would Not Leave Mill Street"
STANDFIRST = "How a missing postcode left one street to the flood without a warning"


def title(*over: str, body: tuple[str, ...] = BODY) -> str | None:
    lines = list(split("\n".join((*over, *body))))
    chosen = [i >= len(over) for i in range(len(lines))]
    found = find_title(lines, read_body(lines, chosen, len(over)))
    return None if found is None else lines[found].text


def test_a_standfirst_that_the_body_takes_up_is_not_the_title():
    assert title("Home", TITLE, STANDFIRST, "By Alan Frith", "6 November 2025") == TITLE


def test_a_sections_name_over_a_title_is_not_the_title():
    assert title("Home", "News and Weather", STANDFIRST, "By Alan Frith", "6 November 2025") == STANDFIRST


def test_a_line_that_tells_two_dates_and_hardly_more_is_not_the_title():
    dates = "Published on 8 April 2025 at 07h12 – Last updated on the 9 April 2025 at 09h40"

    assert title("Home", TITLE, dates, "By Alan Frith") == TITLE


def test_a_headline_with_a_date_in_it_is_the_title():
    dated = "What the people of Mill Street lost in the flood of 6 November 2025, and why there was no warning"

    assert title("Home", dated, "By Alan Frith") == dated


@pytest.mark.parametrize(
    "named",
    [
        "Without a Warning - The Ledger",
        "Without a Warning | Weather | The Ledger",
        "Home / Weather / Without a Warning",
    ],
)
def test_a_short_headline_that_a_tab_or_a_path_names_is_the_title_and_not_its_standfirst(named: str):
    assert title(named, "Without a Warning", STANDFIRST, "By Alan Frith", "6 November 2025") == "Without a Warning"


def test_a_short_headline_that_is_named_is_the_title_in_german_too():
    body = (
        "Vierzig Jahre lang hat Jan Petersen Menschen über die Schlei gefahren, und am Sonntag ist damit Schluss.",
        "Die Brücke kostet zwölf Millionen, und der Fährmann hat gegen sie gestimmt, wie fast alle im Dorf.",
    )
    standfirst = "Vierzig Jahre brachte Jan Petersen Menschen über die Schlei, nun hört er auf"
    over = ("Der letzte Fährmann | Schleibote", "Start", "Der letzte Fährmann", standfirst, "Von Ruth Okafor")

    assert title(*over, "6. November 2025", body=body) == "Der letzte Fährmann"


def test_what_a_tab_names_behind_a_dash_is_the_site_and_not_the_title():
    assert title(f"{TITLE} - Mill Street Ledger", "Mill Street Ledger", TITLE, "By Alan Frith") == TITLE


@pytest.mark.parametrize("kicker", ["Opinion", "Guest Essay", "The Weekend Long Read"])
@pytest.mark.parametrize("bar", ["|", "-", "»"])
def test_a_kicker_that_a_tab_has_before_the_headline_is_not_the_title(kicker: str, bar: str) -> None:
    tab = f"{kicker} {bar} {TITLE}"

    assert title(tab, "Home", kicker, TITLE, "By Alan Frith", "6 November 2025") == TITLE


def test_a_line_of_signs_over_a_headline_is_not_the_title() -> None:
    assert title("— | The Ledger", "* * *", TITLE, "By Alan Frith", "6 November 2025") == TITLE


def test_nothing_stands_over_a_first_line_that_is_the_title() -> None:
    body = (*BODY, "Mill Street")

    assert title(TITLE, "Mill Street - The Ledger", "By Alan Frith", "6 November 2025", body=body) == TITLE


def test_an_entry_of_a_table_of_contents_is_not_the_title():
    headings = (
        "Who Was on Mill Street Between School and the News",
        "How the Flood Came to One Street of Nine by Noon",
    )
    body = (BODY[0], headings[0], BODY[1], headings[1], BODY[1])

    assert title("Home", TITLE, *headings, body=body) == TITLE


@pytest.mark.parametrize(
    "credit",
    ["By: Alan Frith, Reporter for Mill Street, the Flood, School and News", "Published in Mill Street, Flood"],
)
def test_a_line_of_credits_too_long_for_a_byline_is_not_the_title(credit: str):
    assert title("Home", "Mill Street's Flood", credit) == "Mill Street's Flood"
