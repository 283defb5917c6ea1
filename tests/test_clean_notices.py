"""Notices in place of an article are refused by what they are, in any language; news of the same things is read."""

import tomllib
from pathlib import Path

import pytest

from narrate.clean import clean
from narrate.clean.refusal.notices import asks_for_payment, find_notice, is_legal
from narrate.errors import InputError
from narrate.model import Article, Reading, Source

WRITTEN = {
    name: tuple(tuple(one["lines"]) for one in found)
    for name, found in tomllib.loads(Path(__file__).with_name("notices.toml").read_text("utf-8")).items()
}
NEWS = WRITTEN["news"]
CASES = [(name, lines) for name, found in WRITTEN.items() if name != "news" for lines in found]


def page(lines: tuple[str, ...]) -> str:
    menu = "".join(f"<li><a href='/{i}'>{name}</a></li>" for i, name in enumerate(("Home", "News", "Sport")))
    body = "".join(f"<p>{line}</p>" for line in lines[1:])
    return (
        f"<!DOCTYPE html><html><head><title>{lines[0]}</title></head><body><nav><ul>{menu}</ul></nav><main><h1>"
        f"{lines[0]}</h1>{body}</main><footer>© 2026 The Marrow Messenger</footer></body></html>"
    )


def dump(lines: tuple[str, ...]) -> str:
    return "\n".join(("Home", "News", "Sport", "Search", *lines, "© 2026 The Marrow Messenger"))


def cleaned(written: str) -> Article:
    return clean(Source("it", written.encode()))


@pytest.mark.parametrize(("name", "lines"), CASES)
@pytest.mark.parametrize("look", [page, dump])
def test_a_notice_is_refused_as_what_it_is(name: str, lines: tuple[str, ...], look) -> None:
    with pytest.raises(InputError, match="holds no article") as caught:
        cleaned(look(lines))

    assert f"it looks like {name}: it says “" in caught.value.message


@pytest.mark.parametrize("lines", NEWS, ids=lambda lines: lines[0])
@pytest.mark.parametrize("look", [page, dump])
def test_short_news_of_the_same_things_is_read(lines: tuple[str, ...], look) -> None:
    blocks = [block.text for block in cleaned(look(lines)).blocks]

    assert blocks == list(lines)


def test_a_long_text_is_no_notice_whatever_it_says() -> None:
    wall = WRITTEN["a request for consent"][0]

    assert find_notice(wall[:1], wall)
    assert not find_notice(wall[:1], wall * 3)


@pytest.mark.parametrize(
    "text",
    [
        "Subscribe to continue reading this story.",
        "Jetzt weiterlesen mit Plus",
        "La suite est réservée aux abonnés.",
        "Contenido exclusivo para suscriptores",
        "この記事は有料会員限定です。残り1,204文字",
    ],
)
def test_an_offer_is_known_in_several_languages(text: str) -> None:
    assert asks_for_payment(text)


def test_the_start_of_an_article_for_subscribers_is_refused_without_its_page_too() -> None:
    lines = (*NEWS[0][:3], "Subscribe to read the full story", "Already a subscriber? Log in")

    with pytest.raises(InputError, match="holds no whole article: it looks like the start of one for subscribers"):
        cleaned(dump(lines))


def listed(title: str, more: str, count: int) -> tuple[str, ...]:
    pieces = (
        (
            f"The old ferry is in the news again, part {i}",
            "The council met to talk about its engine and the money.",
            more,
        )
        for i in range(count)
    )
    return (title, *(line for piece in pieces for line in piece))


@pytest.mark.parametrize("more", ["March 4, 2025", "Read more", "Lire la suite", "2025年3月4日", "続きを読む"])
@pytest.mark.parametrize("look", [page, dump])
def test_pieces_that_end_with_a_date_or_lead_on_are_a_list_of_articles(more: str, look) -> None:
    with pytest.raises(InputError, match="holds no article"):
        cleaned(look(listed("News of the harbour", more, 8)))


@pytest.mark.parametrize(
    "title", ["Search results for “ferry”", "Suchergebnisse für „Fähre“", "「フェリー」の検索結果"]
)
@pytest.mark.parametrize("look", [page, dump])
def test_a_page_that_calls_itself_search_results_is_refused_as_such(title: str, look) -> None:
    with pytest.raises(InputError, match="it looks like search results"):
        cleaned(look(listed(title, "March 4, 2025", 6)))


def test_a_story_told_day_by_day_is_no_list_of_articles() -> None:
    days = [f"March {i + 1}, 2025" for i in range(8)]
    told = "The lamp was lit at dusk and went around all night, and in the morning two boats lay in the harbour."
    lines = ("A week at the lighthouse", *(line for day in days for line in (day, f"{told} That was on {day}.")))

    article = cleaned(page(lines))

    assert sum(told in block.text for block in article.blocks) == len(days)


CONSENT = (
    "We value your privacy",
    "We and our 842 partners store and access information on a device, such as cookies, and process personal data.",
    "With your permission we and our partners may use precise data on where you are to show you ads.",
)
MISSING = ("Page not found", "The page you were looking for may have been moved. You could try searching for it.")


@pytest.mark.parametrize("lines", [CONSENT, MISSING])
@pytest.mark.parametrize("mark", ["", "# "])
def test_a_notice_without_anything_around_it_is_refused_and_can_be_forced(lines, mark):
    source = Source("it", (mark + "\n\n".join(lines)).encode())

    with pytest.raises(InputError, match="it holds no article"):
        clean(source)
    assert clean(source, Reading(force=True)).blocks


def test_a_poem_with_a_notices_title_is_read():
    poem = "Forbidden\n\nThe lamp was lit, and nobody came.\n\nThe lamp went out, and we were there."

    assert clean(Source("it", poem.encode())).blocks


def test_an_article_on_members_and_a_footer_that_offers_more_ask_for_no_payment():
    assert not asks_for_payment("Subscribe to continue reading more of our stories")
    assert not asks_for_payment("会員限定ではありません。")
    assert asks_for_payment("Subscribe to continue reading this story")
    assert asks_for_payment("この記事は会員限定です。")
    assert asks_for_payment("会員限定記事")


@pytest.mark.parametrize("over", ["Related stories", "Privacy policy", "© 2025 The Ledger"])
def test_what_a_footer_asks_of_those_who_read_more_refuses_no_short_article(over):
    lines = (*NEWS[0], over, "Already a subscriber? Log in")

    assert cleaned(dump(lines)).blocks


@pytest.mark.parametrize("title", ["Terms of Use", "Impressum", "Política de privacidad", "利用規約"])
def test_what_a_site_must_say_of_itself_is_known_by_its_title(title):
    assert is_legal(title)
    assert not is_legal(f"{title}: what changed, and why")
