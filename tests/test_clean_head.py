"""Which line over a dump's body is its title."""

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


def title(*over: str) -> str | None:
    lines = list(split("\n".join((*over, *BODY))))
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
