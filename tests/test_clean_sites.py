"""Site rules: which hold on a page, what they decide, and what is refused."""

import re
from pathlib import Path

import pytest

from narrate.clean import clean
from narrate.clean.html.sites import matching, read_sites, shipped
from narrate.errors import UsageError
from narrate.model import Article, Reading, SiteRule, Source

PARAGRAPH = (
    "The orchard on the hill was planted before anyone now living was born, and {} of its trees still bear fruit that "
    "no shop would sell and every child in the village has eaten by the end of September."
)
PROMO = (
    "Our shop sends a box of {} apples to every house in the country, packed by hand in straw and ready to be eaten, "
    "and whoever orders two of them before the end of the month pays for only one."
)


def page(middle: str = "", *, head: str = "", title: str = "<h1>The orchard</h1>") -> Source:
    prose = [f"<p>{PARAGRAPH.format(count)}</p>" for count in ("forty", "a hundred", "seven", "most", "few", "none")]
    body = "".join([*prose[:3], middle, *prose[3:]])
    html = f"<!doctype html><html><head>{head}</head><body><main><article>{title}{body}</article></main></body></html>"
    return Source("test.html", html.encode(), url="https://news.orchard.example/a")


def said(article: Article) -> str:
    return "\n".join(block.text for block in article.blocks)


def reasons(article: Article) -> dict[str, str]:
    return {ruling.text: ruling.reason for ruling in article.rulings}


def test_what_a_rule_drops_is_dropped_and_the_receipt_says_so() -> None:
    source = page(f'<div class="box"><p>{PROMO.format("red")}</p></div>')

    without, with_rule = (
        clean(source),
        clean(source, Reading(sites=(SiteRule(host="orchard.example", drop=("div.box > p",)),))),
    )

    assert PROMO.format("red") in said(without)
    assert PROMO.format("red") not in said(with_rule)
    assert reasons(with_rule)[PROMO.format("red")] == "site rule"


def test_a_piece_of_a_line_can_be_dropped() -> None:
    source = page(f'<p>{PROMO.format("red")}<span class="tag">Sponsored words</span></p>')

    article = clean(source, Reading(sites=(SiteRule(host="orchard.example", drop=("span.tag",)),)))

    assert PROMO.format("red") in said(article)
    assert reasons(article)["Sponsored words"] == "site rule"


def test_what_a_rule_keeps_is_kept_whatever_it_looks_like() -> None:
    source = page('<div class="newsletter-form"><p>Sign up here</p></div>')

    article = clean(source, Reading(sites=(SiteRule(host="orchard.example", keep=(".newsletter-form",)),)))

    assert "Sign up here" not in said(clean(source))
    assert "Sign up here" in said(article)


def test_the_inner_element_decides_where_one_stands_in_another() -> None:
    source = page(f'<div class="box"><p>{PROMO.format("red")}</p><p class="in">{PROMO.format("green")}</p></div>')

    article = clean(source, Reading(sites=(SiteRule(host="orchard.example", drop=(".box",), keep=(".in",)),)))

    assert PROMO.format("red") not in said(article)
    assert PROMO.format("green") in said(article)


def test_a_rule_names_title_author_and_date() -> None:
    source = page(
        title='<h1>Orchard News</h1><div class="head">An old hill</div><p class="who">Ann Lee</p>'
        '<time class="when" datetime="2025-03-04T10:00">Tuesday</time>'
    )

    article = clean(
        source, Reading(sites=(SiteRule(host="orchard.example", title=".head", author=".who", date=".when"),))
    )

    assert (article.title, article.author, article.published) == ("An old hill", "Ann Lee", "2025-03-04")


@pytest.mark.parametrize(
    ("url", "holds"),
    [
        ("https://orchard.example/a", True),
        ("https://www.orchard.example/a", True),
        ("https://badorchard.example/a", False),
        ("https://orchard.example.org/a", False),
        (None, False),
    ],
)
def test_a_rule_holds_on_its_site_and_its_subdomains_only(url: str | None, holds: bool) -> None:
    rule = SiteRule(host="orchard.example", drop=("p",))

    assert matching([rule], "<p>", url) == [rule] * holds


def test_a_systems_rule_holds_on_each_page_with_its_sign() -> None:
    share = (
        '<div class="sharedaddy"><p>These friends of yours have told all of their friends about the orchard.</p></div>'
    )
    signed = page(share, head='<link rel="stylesheet" href="/wp-content/themes/plain/style.css">')

    article = clean(signed)

    assert reasons(article)["These friends of yours have told all of their friends about the orchard."] == "site rule"


def test_every_selector_that_ships_is_one(tmp_path: Path) -> None:
    path = Path(__file__).parents[1] / "narrate" / "clean" / "html" / "sites.toml"

    rules = read_sites(path)

    assert rules == shipped()
    assert all(rule.drop for rule in rules)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[site", "is not|cannot read"),
        ('[sites."a.org"]\ndrop = ["p"]', "did you mean 'site'"),
        ('[site."a.org"]\ndorp = ["p"]', "did you mean 'drop'"),
        ('[site."a.org"]\ndrop = "p"', "is no list of texts"),
        ('[site."a.org"]\ndrop = [1]', "drop of .* is no list of texts"),
        ('[site."a.org"]\ntitle = ["h2"]', "title of .* is not one selector"),
        ('[system.Press]\nsign = "press"', "did you mean 'signs'"),
        ('[site."a.org"]\ndrop = ["p >"]', "is no CSS selector"),
        ('[site."a.org"]\ntitle = "::"', "is no CSS selector"),
        ("[system.Press]\ndrop = ['p']", "has no signs"),
        ('site = "p"', "is no table"),
        ("site.a = 1", "is no table"),
    ],
)
def test_rules_that_are_not_right_are_refused_by_name(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "sites.toml"
    path.write_text(text, "utf-8")

    with pytest.raises(UsageError) as caught:
        read_sites(path)

    assert re.search(told, f"{caught.value.message} {caught.value.hint}")
    assert str(path) in caught.value.message


def test_rules_that_are_not_there_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot read the site rules"):
        read_sites(tmp_path / "none.toml")
