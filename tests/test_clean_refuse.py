"""Pages that are no article: each is refused by what it is, with the evidence, unless it is forced."""

import json

import pytest

from narrate.clean import clean
from narrate.clean.refusal.likeness import Likeness
from narrate.errors import InputError
from narrate.model import Article, Reading, Source

STORIES = (
    ("Ferry returns to the lake after nine years", "Half of the valley stood on the pier to see the old boat come in."),
    ("School kitchen wins a prize for its soup", "The judges asked for the recipe and were told that there is none."),
    ("Who moved the milestone on the Ash road?", "The council denies it, the museum denies it, and the stone is gone."),
    ("Storm takes the roof off the tennis hall", "Nobody was hurt, but the league will have to play in the rain now."),
    ("A hundred years of the Hollow brass band", "They have one tune that only they know, and they will not say why."),
    ("Bakery opens at four for the night shift", "The hospital is across the street and has been hungry for years."),
    ("Two owls, one bell tower, no more sleep", "The verger has asked the bishop for advice and for a ladder."),
    ("New bridge is four centimetres too short", "The engineers say that it will be warm in summer, and wait."),
)
PROSE = (
    (
        "The ferry that carried three generations of children to school is back on the lake, nine years after it was "
        "towed away for scrap, and on Saturday half of the valley stood on the pier to see it."
    ),
    (
        "It was found in a harbour two hundred kilometres to the south, where a dealer had used it as his office. "
        "He sold it for the price of its engine, and threw in the bell for nothing."
    ),
)
WHOLE = (*PROSE, *(text.replace("ferry", "boat").replace("Saturday", "Sunday") for text in PROSE)) * 2
MENU = "<nav><ul>" + "".join(f'<li><a href="/{i}">{w}</a></li>' for i, w in enumerate("Home News Sport Map".split()))
FOOT = "</ul></nav>", '<footer><a href="/imprint">Imprint</a> <a href="/privacy">Privacy</a></footer>'


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>{MENU}{FOOT[0]}{body}{FOOT[1]}</body></html>"


def prose(*paragraphs: str) -> str:
    return "".join(f"<p>{text}</p>" for text in paragraphs)


def linked(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(fields)}</script>'


def cleaned(written: str, url: str | None = None, *, force: bool = False) -> Article:
    return clean(Source("it", written.encode(), url=url), Reading(force=force))


def refusal(written: str, url: str | None = None) -> str:
    with pytest.raises(InputError, match="it holds no") as caught:
        cleaned(written, url)
    assert "--force" in caught.value.hint
    assert "\n" not in caught.value.message
    return caught.value.message


CARDS = "<main>" + "".join(
    f'<article class="card"><h2><a href="/s/{i}">{title}</a></h2><p>{text}</p><time>May {i + 1}, 2025</time>'
    f'<a href="/s/{i}">Read more</a></article>'
    for i, (title, text) in enumerate(STORIES * 2)
)
SHELF = "<main><h1>Lamps</h1><div>Sort by</div><div>Filters</div>" + "".join(
    f'<div class="product-card"><a href="/p/{i}">Lamp number {i}</a><span>$ {i}9.50</span>'
    "<button>Add to cart</button></div>"
    for i in range(1, 13)
)
PRODUCT = (
    "<main><h1>Harbour lamp</h1><div>$ 49.50</div><button>Add to cart</button><div>In stock</div>"
    "<div>Free shipping</div>"
    "<p>A lamp in brass for boats and porches, made to be left out in the rain for as long as you like.</p>"
    "<ul><li>Brass</li><li>24 cm</li><li>1.2 kg</li></ul><h2>Customer reviews</h2><div>Reviews (31)</div>"
    "<p>Looks good on our porch, and the cat has not knocked it over yet.</p><div>You may also like</div>"
    "<div>Deck lamp</div><div>$ 39.00</div><div>Pier lamp</div><div>$ 59.00</div>"
)
SERVICE = (
    "<main><h1>Lamp repair</h1><a href='/quote'>Get a free quote</a>"
    + "".join(
        f"<section><h3>{what}</h3><p>We come to you and it works again the same day.</p>"
        "<a href='/q'>Request a quote</a></section>"
        for what in ("Wiring", "Brass", "Glass", "Gas", "Oil", "Masts", "Piers", "Towers")
    )
    + "<form><label>Your name</label><label>Your email</label><button>Contact us</button></form>"
    "<form><label>Street</label><button>Call now</button></form>"
)
FIRM = (
    "<main><section class='hero'><h1>Lamp Repair Services in Hollow</h1><p>We are the trusted experts for your lamps, "
    "and we guarantee quality service for every customer in your home or business.</p>"
    "<a class='btn' href='/quote'>Get a free quote</a><a class='btn' href='tel:+15550123456'>Call now</a></section>"
    + "".join(
        f"<section><h2>{head}</h2><p>Our experienced team helps you with affordable solutions, and we bring all that "
        f"your business needs, so that you save time and money on {what}.</p><a class='btn' href='/c'>Contact us</a>"
        "</section>"
        for head, what in (
            ("Our services", "wiring"),
            ("Why choose us?", "brass"),
            ("What our clients say", "glass"),
            ("Service areas", "oil"),
            ("Frequently asked questions", "gas"),
        )
    )
    + "<form><label>Name</label><input name='your-name'><input type='email' name='mail'><input type='tel' name='phone'>"
    "<textarea></textarea><button>Request an estimate</button></form><p>12 Harbour Street, Hollow</p>"
    "<p>(555) 012-3456</p><p>Mon-Fri 8am - 5pm</p><p>4.9 out of 5, 212 reviews</p>"
)
BETRIEB = (
    "<main><h1>Lampenreparatur und Beratung</h1><a class='btn' href='/t'>Jetzt Termin buchen</a>"
    + "".join(
        f"<section><h2>{head}</h2><p>Unser Team bringt Ihnen Qualität ins Haus, und wir beraten unsere Kunden mit "
        "Leistungen und Lösungen, die zu Ihren Lampen passen.</p>"
        "<a class='btn' href='/k'>Angebot anfordern</a></section>"
        for head in ("Unsere Leistungen", "Warum wir?", "Kundenstimmen", "Häufige Fragen", "Preise", "Über uns")
    )
    + "<form><input name='name'><input type='email' name='mail'><textarea></textarea></form><p>Hafenstraße 12</p>"
)
THREAD = "<main><h1>Lamp will not light</h1>" + "".join(
    f"<div class='comment'><b>user{i}</b><p>{text}</p><a href='#'>Reply</a></div>"
    for i, text in enumerate(
        ("Did you try oil?", "Yes, twice.", "Mine does that in the rain.", "Try the other wick.") * 4
    )
)


@pytest.mark.parametrize(
    ("body", "head", "url", "looks"),
    [
        (CARDS, "", "https://post.example/section/valley", "a list of articles"),
        (CARDS, "", "https://post.example/", "a front page"),
        (CARDS, "", "https://post.example/search?q=owl", "search results"),
        (SHELF, "", "https://lamps.example/collections/all", "a list of products"),
        (
            PRODUCT,
            linked(**{"@type": "Product", "name": "Harbour lamp"}),
            "https://lamps.example/products/harbour",
            "a product page",
        ),
        (
            SERVICE,
            linked(**{"@type": "LocalBusiness"}),
            "https://lamps.example/services/repair",
            "a product or service page",
        ),
        (FIRM, "", "https://lamps.example/services/lamp-repair", "a product or service page"),
        (BETRIEB, "", "https://lampen.example/leistungen", "a product or service page"),
        (PRODUCT, "", "https://lamps.example/products/harbour", "a product or service page"),
        (THREAD, linked(**{"@type": "DiscussionForumPosting"}), "https://lamps.example/t/17", "a discussion"),
    ],
)
def test_a_page_that_is_no_article_is_refused_as_what_it_is(body: str, head: str, url: str, looks: str) -> None:
    message = refusal(page(f"{body}</main>", head), url)

    assert f"it looks like {looks}: " in message


SECTION = "<h1>Culture</h1>" + "".join(
    f'<div><h2><a href="/{i}">{head}</a></h2><p>{text}</p></div>'
    for i, (head, text) in enumerate(
        (
            ("The last organ builder", "A workshop that cast pipes for 140 years shuts its doors. A visit."),
            ("The man in the tower", "Karl Hummel has wound the clock of Saint Martin since 1988, by hand."),
            ("Pictures without film", "A cinema on the lake has shown nothing for years, and people come."),
        )
    )
)
KETTLE = (
    "<main><h1>Enamel kettle</h1><p>$ 29.00</p><p>A kettle for every hob, in three colours. Its lid fits tightly, "
    "its handle stays cool, and it whistles when it is done, which the neighbours will tell you.</p>"
    "<h2>Reviews</h2><p>It whistles like a train, and I love it very much indeed, so thank you for that.</p></main>"
)
FORUM = "<h1>Kettle will not whistle</h1>" + "".join(
    f"<div><div>{name}</div><div>{text}</div><a>Quote</a></div>"
    for name, text in (
        ("brewer42", "My new kettle boils but it does not whistle. Has anyone had the same problem and mended it?"),
        ("Lotte", "Check whether the lid closes fully. Mine had a bit of enamel on the rim that I had to file off."),
        ("brewer42", "That was it, thank you. It whistles now so loudly that the neighbours came round to ask why."),
    )
)
POLICY = (
    "<main><h1>Privacy Policy</h1><p>This policy explains how the shop collects, uses and shares what you tell it when "
    "you use this website.</p><h2>What we collect</h2><p>We collect your name, address and payment details when you "
    "place an order, and technical data such as your address on the network.</p></main>"
)


@pytest.mark.parametrize(
    ("body", "head", "says"),
    [
        (SECTION, "", "3 of its 4 headings are links"),
        (KETTLE, linked(**{"@type": "Product", "name": "Enamel kettle"}), "it calls itself a product, names a price"),
        (FORUM, "", "a discussion: 2 buttons to answer with"),
        (POLICY, "", "a legal notice: it is called “Privacy Policy”"),
    ],
)
def test_a_small_page_that_is_no_article_is_refused_too(body: str, head: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        cleaned(page(body, head))


def test_the_evidence_counts_what_is_on_the_page() -> None:
    message = refusal(page(f"{CARDS}</main>"), "https://post.example/section/valley")

    assert "16 of its 16 headings are links, and none has more than 15 words of text under it" in message


def test_the_evidence_against_a_firms_page_is_what_it_asks_and_offers() -> None:
    message = refusal(page(f"{FIRM}</main>"), "https://lamps.example/services/lamp-repair")

    assert "its title names what is offered or listed" in message


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("calls", 4, "4 of its lines ask for an order or a call"),
        ("firm rate", 9, "4 of its lines are what firms say of themselves"),
        ("phones", 2, "it gives 2 telephone numbers"),
        ("kept we", 31, "of 1,000 words of its text 31 are “we” and “our”"),
        ("kept you", 31, "of 1,000 words of its text 31 are “you” and “your”"),
        ("stars", 12, "it counts stars, ratings or customers 12 times"),
        ("fields", 6, "it has 6 fields to fill in"),
        ("buttons", 9, "9 of its links are buttons"),
        ("sold path", 1, "its address names what is offered"),
        ("list path", 1, "its address is that of a list"),
        ("class product", 1, "it is built as a product's page"),
        ("price classes", 40, "40 of its boxes are for prices or a cart"),
    ],
)
def test_what_speaks_against_an_article_is_said_in_words(name: str, value: float, said: str) -> None:
    likeness = Likeness((name,), mean=(0,), deviation=(1,), weight=(1,), bias=0, most=0)

    assert likeness.evidence({"firm": 4, name: value}) == [said]
    assert likeness.evidence({"firm": 0, name: 0}) == []


def test_an_article_on_a_firms_site_is_read_though_the_firm_offers_its_services_around_it() -> None:
    around = (
        "<aside><a class='btn' href='/quote'>Get a free quote</a><h3>Our services</h3><p>(555) 012-3456</p></aside>"
    )
    body = f"<main><article><h1>How the ferry came back to the lake</h1>{prose(*WHOLE)}</article></main>{around}"

    article = cleaned(page(body), "https://lamps.example/blog/how-the-ferry-came-back")

    assert "towed away for scrap" in " ".join(block.text for block in article.blocks)


@pytest.mark.parametrize(
    ("body", "looks", "said"),
    [
        (
            "<h1>404</h1><p>Page not found. It may have moved, or you may have typed it wrong.</p>",
            "an error page",
            "404",
        ),
        ("<h1>Access denied</h1><p>You do not have permission to see this.</p>", "an error page", "Access denied"),
        ('<div id="root"></div><script src="a.js"></script>', "a page that needs JavaScript", "1 scripts"),
        (
            '<noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div>',
            "a page that needs JavaScript",
            "enable JavaScript",
        ),
        (
            prose("We and our partners use cookies and ask for your consent to show you personalised ads.") * 2,
            "a request for consent",
            "consent",
        ),
        (
            "<form><label>Sign in</label><label>Password</label><a href='/f'>Forgot your password?</a></form>",
            "a login page",
            "Sign in",
        ),
    ],
)
def test_a_notice_in_place_of_an_article_is_refused_as_such(body: str, looks: str, said: str) -> None:
    message = refusal(page(body))

    assert f"it looks like {looks}" in message
    assert said in message


def teaser(shown: tuple[str, ...], **fields: object) -> str:
    data = {
        "@type": "NewsArticle",
        "headline": "Ferry",
        "author": "Anna Lindt",
        "datePublished": "2025-03-04",
        **fields,
    }
    return page(f"<main><article><h1>Ferry returns to the lake</h1>{prose(*shown)}</article></main>", linked(**data))


def test_a_teaser_is_refused_with_what_it_shows_of_what_it_says_it_has() -> None:
    message = refusal(teaser(PROSE, isAccessibleForFree=False, wordCount=900))

    assert "the start of one for subscribers" in message
    assert "of the 900 words" in message


def test_a_teaser_that_asks_for_a_subscription_is_refused_with_its_words() -> None:
    asked = "Subscribe to continue reading this story."

    assert f"“{asked}”" in refusal(teaser((*PROSE, asked)))


ASKED = "Already a subscriber? Log in to continue reading."


def dump(*below: str) -> str:
    return "\n".join(["Home", "News", "Sport", "Ferry returns to the lake", "By Anna Lindt", *PROSE, *below])


@pytest.mark.parametrize("entry", ["Log in", "Sign in or register", "Create a free account", "Einloggen"])
def test_a_teaser_is_refused_though_the_box_below_it_begins_with_a_login(entry: str) -> None:
    assert f"“{ASKED}”" in refusal(dump(entry, ASKED))


@pytest.mark.parametrize("entry", ["About us", "© 2025 The Post"])
def test_what_is_asked_below_a_menu_or_a_footer_is_not_asked_by_the_article(entry: str) -> None:
    assert "towed away for scrap" in " ".join(block.text for block in cleaned(dump(entry, ASKED)).blocks)


def test_a_dump_that_is_called_as_a_site_must_say_of_itself_is_refused() -> None:
    rules = (
        "This accessibility statement says how the harbour's website meets the rules, and what it cannot do yet.",
        "The statement was made in May, when two readers who are blind tried the website for a week and a day.",
        "They found nine faults in its pages, and seven of them were mended before the statement was signed.",
    )
    written = "\n".join(["Home", "Log in", "Accessibility statement", "6 May 2025", *rules, "Share", "© 2025 The Post"])

    assert "a legal notice: it is called “Accessibility statement”" in refusal(written)


@pytest.mark.parametrize(
    "written",
    [
        teaser(WHOLE, isAccessibleForFree=False),
        teaser(WHOLE, isAccessibleForFree="False", wordCount=400),
        teaser((*WHOLE, "Subscribe to continue reading more of our stories.")),
        teaser(("404 errors were all that the harbour's page gave for nine years.", *WHOLE)),
        teaser(("This page uses cookies.", *WHOLE)).replace(
            "<main>", "<noscript>Please enable JavaScript</noscript><main>"
        ),
    ],
    ids=["not free but whole", "not free, counted and whole", "asks at its end", "about an error", "with notices"],
)
def test_an_article_that_is_whole_is_not_refused(written: str) -> None:
    assert "towed away for scrap" in " ".join(block.text for block in cleaned(written).blocks)


def test_a_list_of_articles_without_its_html_is_refused_too() -> None:
    dump = "\n".join(
        ["Home", "News", "Sport", "Log in", *(x for s in STORIES * 3 for x in (*s, "May 4, 2025", "Read more"))]
    )

    assert refusal(dump).startswith("it holds no article: it looks like ")


@pytest.mark.parametrize(
    "written",
    [
        page(CARDS),
        page(SHELF),
        teaser(PROSE, isAccessibleForFree=False, wordCount=900),
        page("<h1>404</h1><p>Page not found.</p>"),
        "\n".join(["Home", "News", "Sport", "Weather", "Log in", "Search"] * 4),
    ],
    ids=["list", "shop", "teaser", "error", "menu"],
)
def test_what_is_forced_is_read_as_well_as_can_be(written: str) -> None:
    with pytest.raises(InputError):
        cleaned(written)

    assert cleaned(written, force=True).blocks


@pytest.mark.parametrize("written", ["", " \n\n", "<!DOCTYPE html><html><body></body></html>"])
def test_what_holds_no_text_is_refused_even_where_forced(written: str) -> None:
    with pytest.raises(InputError):
        cleaned(written, force=True)
