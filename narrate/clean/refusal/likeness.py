"""How much like an article a whole page is: a logistic regression over its survey, and the evidence in plain words."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from narrate.clean.refusal.survey import Survey

MOST_STEPS = 2.5  # standard deviations; a page that is far out in one way is no surer than one that is out
_MOST_EVIDENCE = 3
_MANY_PRICES = 4
_MANY_CALLS = 3  # "Log in" and "Learn more" stand on articles' pages, too
_MANY_FIRM = 2
_MANY_SHOP = 3
_MANY_HEADINGS = 6
_MANY_REPLIES = 3
_MOSTLY = 0.5
_MUCH = 0.1  # a smaller share persuades nobody
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Likeness:
    """What the development pages teach of one look: pages, or their text dumps."""

    names: tuple[str, ...]
    mean: tuple[float, ...]
    deviation: tuple[float, ...]
    weight: tuple[float, ...]
    """Of each feature, in standard deviations; above 0 it speaks against an article."""
    bias: float
    most: float
    """The highest sum that an article has."""

    def steps(self, survey: Survey) -> NDArray[np.float64]:
        """What each feature adds to the sum; nothing where it is not known."""
        values = np.log1p([survey[name] for name in self.names])
        apart = np.clip((values - self.mean) / self.deviation, -MOST_STEPS, MOST_STEPS)
        return np.nan_to_num(apart) * self.weight

    def against(self, survey: Survey) -> float:
        """How much more speaks against an article than for one; above 0 the page is none."""
        return float(self.steps(survey).sum()) + self.bias - self.most

    def evidence(self, survey: Survey) -> list[str]:
        """What weighs most against an article, in words."""
        by_weight = sorted(zip(self.steps(survey).tolist(), self.names, strict=True), reverse=True)
        said = (_SAID[name](survey) for step, name in by_weight if step > 0 and name in _SAID)
        return list(dict.fromkeys(text for text in said if text))[:_MOST_EVIDENCE]


@cache
def load_likeness(look: str) -> Likeness:
    """What is known of a ``page`` or a ``dump``."""
    table = json.loads(files("narrate.clean.refusal").joinpath(f"{look}.likeness.json").read_text("utf-8"))
    columns = table["features"]
    mean, deviation, weight = zip(*columns.values(), strict=True)
    return Likeness(tuple(columns), mean, deviation, weight, table["bias"], table["most"])


def looks_like(survey: Survey) -> str:
    """What a page that is no article looks like."""
    return next(kind for kind, holds in _KINDS if holds({name: survey.get(name, 0.0) for name in _WITNESSES}))


_WITNESSES = (
    *(
        "search page",
        "search title",
        "marked teasers",
        "discussion",
        "replies",
        "product",
        "prices",
        "shop",
        "root",
        "list",
        "linked headings",
        "teasers",
    ),
    *("headings", "link lines", "rule date", "dates", "calls", "firm", "service", "short"),
)


def _is_teasers(seen: Survey) -> bool:
    led_on = seen["headings"] >= _MANY_HEADINGS and seen["linked headings"] > _MOSTLY
    return led_on or max(seen["dates"], seen["marked teasers"]) >= _MANY_HEADINGS


def _is_offer(seen: Survey) -> bool:
    told = seen["product"] + seen["service"] > 0 or seen["shop"] >= _MANY_SHOP
    return told or seen["calls"] >= _MANY_CALLS or seen["firm"] >= _MANY_FIRM


_KINDS: tuple[tuple[str, Callable[[Survey], bool]], ...] = (  # the first that holds
    ("search results", lambda seen: seen["search page"] > 0 or seen["search title"] > 0),
    ("a discussion", lambda seen: seen["discussion"] > 0 or seen["replies"] >= _MANY_REPLIES),
    ("a front page", lambda seen: seen["root"] > 0),
    ("a product page", lambda seen: seen["product"] > 0 and seen["prices"] + seen["shop"] > 0 and not seen["list"]),
    ("a list of products", lambda seen: seen["prices"] >= _MANY_PRICES and seen["shop"] + seen["product"] > 0),
    ("a list of articles", _is_teasers),
    ("a product or service page", _is_offer),
    ("a list of links", lambda seen: seen["link lines"] > _MOSTLY),
    ("a page of many short pieces", lambda _: True),
)


def _percent(name: str, words: str) -> Callable[[Survey], str]:
    return lambda survey: words.format(f"{survey[name]:.0%}")


def _much(name: str, words: str) -> Callable[[Survey], str]:
    return lambda survey: words.format(f"{survey[name]:.0%}") if survey[name] >= _MUCH else ""


def _count(name: str, words: str) -> Callable[[Survey], str]:
    return lambda survey: words.format(f"{survey[name]:,.0f}") if survey[name] >= _SEVERAL else ""


def _of(name: str, whole: str, words: str) -> Callable[[Survey], str]:
    return lambda survey: (
        words.format(f"{survey[name]:.0f}", f"{survey[whole]:.0f}") if survey[name] >= _SEVERAL else ""
    )


def _is(name: str, words: str) -> Callable[[Survey], str]:
    return lambda survey: words if survey[name] > 0 else ""


_SAID: dict[str, Callable[[Survey], str]] = {
    "kept share": _percent("kept share", "only {} of its words read as one text"),
    "kept": _count("kept", "{} of its words read as one text"),
    "prose share": _percent("prose share", "{} of its words are in paragraphs"),
    "run share": _percent("run share", "its longest text without a break is {} of its paragraphs"),
    "pieces": _count("pieces", "what could be text changes with menus and labels {} times"),
    "short": _much("short", "{} of its lines are of a few words"),
    "linked": _much("linked", "{} of its words are in links"),
    "link lines": _much("link lines", "{} of its lines are links"),
    "kept linked": _much("kept linked", "{} of what reads as text are links"),
    "linked headings": _much("linked headings", "{} of its headings are links"),
    "teasers": _of("teasers", "headings", "{} of its {} headings have little text under them"),
    "teaser share": _of("teasers", "headings", "{} of its {} headings have little text under them"),
    "articles": _count("articles", "it is made of {} pieces"),
    "prices": _count("prices", "it names {} prices"),
    "price rate": _count("prices", "it names {} prices"),
    "shop": _count("shop", "{} of its lines are a shop's"),
    "calls": _count("calls", "{} of its lines ask for an order or a call"),
    "calls rate": _count("calls", "{} of its lines ask for an order or a call"),
    "shop rate": _count("shop", "{} of its lines are a shop's"),
    "firm": _count("firm", "{} of its lines are what firms say of themselves"),
    "firm rate": _count("firm", "{} of its lines are what firms say of themselves"),
    "phones": _count("phones", "it gives {} telephone numbers"),
    "tel links": _count("tel links", "it gives {} telephone numbers to call"),
    "streets": _count("streets", "it gives {} street addresses"),
    "hours": _count("hours", "it gives opening hours {} times"),
    "stars": _count("stars", "it counts stars, ratings or customers {} times"),
    "stars rate": _count("stars", "it counts stars, ratings or customers {} times"),
    "kept we": _count("kept we", "of 1,000 words of its text {} are “we” and “our”"),
    "kept you": _count("kept you", "of 1,000 words of its text {} are “you” and “your”"),
    "kept praise": _count("kept praise", "of 1,000 words of its text {} offer or praise"),
    "title sold": _is("title sold", "its title names what is offered or listed"),
    "sold path": _is("sold path", "its address names what is offered"),
    "list path": _is("list path", "its address is that of a list"),
    "fields": _count("fields", "it has {} fields to fill in"),
    "buttons": _count("buttons", "{} of its links are buttons"),
    "buttons share": _count("buttons", "{} of its links are buttons"),
    "class list": _is("class list", "it is built as a list"),
    "class product": _is("class product", "it is built as a product's page"),
    "price classes": _count("price classes", "{} of its boxes are for prices or a cart"),
    "testimony classes": _count("testimony classes", "{} of its boxes are for reviews or customers"),
    "item product": _is("item product", "it calls itself a product"),
    "dates": _count("dates", "{} of its lines are dates"),
    "rule date": _count("rule date", "{} of its lines are dates"),
    "rule teaser": _count("rule teaser", "{} of its lines lead on to other pages"),
    "forms": _count("forms", "it has {} forms"),
    "root": _is("root", "its address is that of a whole site"),
    "others path": _is("others path", "its address is that of a section, a shop or a search"),
    "product": _is("product", "it calls itself a product"),
    "list": _is("list", "it calls itself a list of things"),
    "service": _is("service", "it calls itself a service"),
}
