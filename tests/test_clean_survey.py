"""What a page's words and boxes are counted as, before anything is decided by it."""

import math

import pytest
from lxml import etree

from narrate.clean.furniture.wording import survey_wording
from narrate.clean.html.built import shared_address, survey_built
from narrate.clean.lines import Line
from narrate.clean.refusal.survey import survey_url
from narrate.model import Kind


def wording(*texts: str, title: str = "", kept: bool = True) -> dict[str, float]:
    lines = [Line(number, text) for number, text in enumerate(texts, 1)]
    return survey_wording(lines, [kept] * len(lines), title)


def built(body: str, head: str = "", classes: str = "") -> dict[str, float]:
    html = f"<html><head>{head}</head><body class='{classes}'>{body}</body></html>"
    return survey_built(etree.fromstring(html, etree.HTMLParser()))


@pytest.mark.parametrize(
    "text",
    [
        "Get a free quote",
        "Request a demo",
        "Contact us today",
        "Buy now",
        "Start free",
        "Jetzt Termin buchen",
        "Angebot anfordern",
        "Demander un devis",
        "Solicite un presupuesto",
        "Richiedi un preventivo",
        "Agende uma visita",
        "Neem contact op met ons",
        "Skontaktuj się z nami",
    ],
)
def test_what_a_button_asks_for_is_a_call_once_however_often_it_stands_there(text: str) -> None:
    assert wording(text, "The lake", text)["calls"] == 1


@pytest.mark.parametrize(
    "text",
    [
        "Our services",
        "Why choose us?",
        "Frequently asked questions",
        "Testimonials",
        "Unsere Leistungen",
        "Nos services",
        "Nuestros servicios",
        "I nostri servizi",
        "Nossos serviços",
        "Onze diensten",
        "Nasze usługi",
    ],
)
def test_what_firms_call_their_sections_is_counted(text: str) -> None:
    assert wording(text)["firm"] == 1


@pytest.mark.parametrize(
    "text",
    [
        "Who owns the lake?",
        "The council votes on the pier",
        "He asked for a quote from the yard",
        "Ferries",
        "The service",
    ],
)
def test_a_headline_is_no_call_and_no_section_of_a_firm(text: str) -> None:
    seen = wording(text)

    assert seen["calls"] == seen["firm"] == seen["shop"] == 0


def test_contacts_are_counted_where_they_are_given_and_not_where_numbers_are_told() -> None:
    given = wording("Call (555) 012-3456", "12 Harbour Street", "Mon-Fri 8am", "mail@lamps.example", "4.9 out of 5")
    told = wording("In 2019 the yard built 12 boats, and 3 of them for 250 000 crowns in all.")

    names = ("phones", "streets", "hours", "mails", "stars")
    assert [given[name] for name in names] == [1, 1, 1, 1, 1]
    assert [told[name] for name in names] == [0, 0, 0, 0, 0]


def test_an_offer_speaks_of_us_and_you_and_a_story_of_those_who_did_something() -> None:
    offer = wording("We bring our trusted experts to your home, and you save with our affordable service.")
    story = wording("She said that he had towed the ferry away, because they were afraid of the storm.")

    assert offer["kept we"] > story["kept we"] == 0
    assert offer["kept you"] > story["kept you"] == 0
    assert offer["kept praise"] > story["kept praise"] == 0
    assert story["kept told"] > offer["kept told"] == 0


def test_what_is_not_kept_has_no_voice_in_the_kept_text() -> None:
    assert wording("We bring our trusted experts to your home today.", kept=False)["kept we"] == 0


def test_the_rhythm_of_headings_is_that_of_the_kept_text() -> None:
    lines = [Line(i, "Wiring", kind=Kind.HEADING) if i % 2 else Line(i, "It works again today.") for i in range(1, 9)]

    seen = survey_wording(lines, [True] * 8, "")

    assert seen["section words"] == 4
    assert seen["kept repeats"] == pytest.approx(1 - 2 / 8)


@pytest.mark.parametrize(
    ("title", "told", "sold"),
    [
        ("How the ferry came back", 1, 0),
        ("7 ways to cross the lake", 1, 0),
        ("Lamp repair services in Hollow", 0, 2),
        ("The bell", 0, 0),
    ],
)
def test_a_title_tells_or_sells(title: str, told: int, sold: int) -> None:
    seen = wording(title=title)

    assert (seen["title told"], seen["title sold"]) == (told, sold)


def test_forms_calls_and_maps_are_counted() -> None:
    seen = built(
        "<a href='tel:+15550123456' class='btn btn-lg'>Call</a><a href='tel:+15550123456'>Call</a>"
        "<form><input name='your-name'><input type='email'><input type='hidden' name='k'><textarea></textarea></form>"
        "<iframe src='https://www.google.com/maps/e'></iframe><div class='price'>9</div><div class='price'>8</div>"
    )

    names = ("tel links", "buttons", "fields", "field mail", "textarea tags", "maps", "price classes")
    assert [seen[name] for name in names] == [1, 1, 2, 1, 1, 1, 2]
    assert seen["buttons share"] == 0.5


@pytest.mark.parametrize(
    ("classes", "name"),
    [
        ("single-post postid-7", "class post"),
        ("page-template-default page-id-9", "class page"),
        ("archive category", "class list"),
        ("single-product woocommerce-page", "class product"),
    ],
)
def test_the_classes_of_a_publishing_system_tell_what_a_page_is(classes: str, name: str) -> None:
    seen = built("", classes=classes)

    assert [kind for kind in seen if kind.startswith("class ") and seen[kind]] == [name]


@pytest.mark.parametrize(
    ("url", "names"),
    [
        ("https://lamps.example/services/lamp-repair", ["sold path"]),
        ("https://post.example/news", ["list path"]),
        ("https://post.example/2025/03/how-the-ferry-came-back", ["told path"]),
        ("https://lake.gov/pier", ["public site"]),
    ],
)
def test_an_address_tells_what_it_leads_to(url: str, names: list[str]) -> None:
    seen = survey_url(url, "The ferry")

    known = ("list path", "sold path", "told path", "public site")
    assert sorted(name for name in known if seen[name]) == names


def test_an_address_that_is_not_known_speaks_neither_for_nor_against() -> None:
    assert all(math.isnan(value) for value in survey_url("", "The ferry").values())


def test_the_address_that_networks_are_given_is_taken_where_it_is_one() -> None:
    shared = "<html><head><meta property='og:url' content='{}'/></head></html>"

    assert shared_address(etree.fromstring(shared.format("https://a.example/x"))) == "https://a.example/x"
    assert not shared_address(etree.fromstring(shared.format("/x")))
