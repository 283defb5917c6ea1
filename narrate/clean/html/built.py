"""What a page is built of: forms, telephone links, maps, classes, and what its address and linked data call it."""

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_POST = re.compile(
    r"\b(?:single-post|postid-\d+|type-post|single-format|post-template|article-?page|node--?type-(?:article|blog|news|story)|"
    r"blog-?post|is-article|news-article|single-article|article-template)\b"
)
_SITE_PAGE = re.compile(
    r"\b(?:page-id-\d+|page-template\S*|type-page|home|front|front-page|homepage|landing\S*|page-parent|page-child)\b"
)
_LIST_PAGE = re.compile(
    r"\b(?:archive|category|tag-\S+|post-type-archive\S*|blog|search|collection|listing\S*|catalog\S*|plp|tax-\S+)\b"
)
_PRODUCT_PAGE = re.compile(
    r"\b(?:product|single-product|woocommerce\S*|template-product|product-page|pdp|shop|store|catalog-product-view)\b"
)
_BUTTON = re.compile(r"\bbtn\b|btn-|-btn|button|\bcta\b|cta-|-cta")
_BYLINE = re.compile(r"byline|author|posted-on|entry-date|publish|post-meta|entry-meta|post-date|dateline")
_TESTIMONY = re.compile(r"testimonial|review|rating|stars|client-logo|logos|trust")
_PRICE = re.compile(r"price|add-to-cart|addtocart|cart|sku|variant|swatch|quantity")
_CARD = re.compile(
    r"\bcards?\b|-card|card-|tile|grid-item|list-item|teaser|carousel|slider|slick|swiper|accordion|hero|feature"
)
_FACETS = re.compile(r"facet|filter|sort|pagination|pager|paginat|load-more")
_MAPS = re.compile(r"google\.[a-z.]+/maps|maps\.google|openstreetmap|mapbox", re.IGNORECASE)
_VIDEOS = re.compile(r"youtu|vimeo|wistia", re.IGNORECASE)
_OUTER = 3  # boxes that bear the names of the whole
_SECTION_TAGS = frozenset({"article:section", "article:tag", "news_keywords", "parsely-pub-date"})
_AUTHOR_TAGS = frozenset({"author", "article:author", "twitter:creator", "parsely-author"})
_WRITTEN_BY = frozenset(
    (
        "written by|geschrieben von|verfasst von|écrit par|escrito por|scritto da|geschreven door|napisane przez|author"
    ).split("|")
)
_TYPE = re.compile(r"schema\.org/(\w+)")


def survey_built(root: "_Element") -> dict[str, float]:
    """Counts of what the page is made of."""
    tags = Counter(str(node.tag) for node in root.iter("*"))
    return _elements(root, tags) | _classes(root) | _machines(root)


def shared_address(root: "_Element") -> str:
    """The address that the page gives to networks; empty where it gives none."""
    told = (tag.get("content") or "" for tag in root.iter("meta") if tag.get("property") == "og:url")
    return next((address for address in told if address.startswith(("http://", "https://"))), "")


def _elements(root: "_Element", tags: Counter[str]) -> dict[str, float]:
    addresses = [link.get("href") or "" for link in root.iter("a")]
    fields = [(box.get("type") or "text").lower() + " " + (box.get("name") or "").lower() for box in root.iter("input")]
    frames = [box.get("src") or box.get("data-src") or "" for box in root.iter("iframe")]
    elements = max(1, sum(tags[name] for name in ("p", "div", "span", "a", "li")))
    return {
        "tel links": float(len({href for href in addresses if href.startswith("tel:")})),
        "mail links": float(len({href for href in addresses if href.startswith("mailto:")})),
        "fields": float(sum(not field.startswith(("hidden", "search")) for field in fields)),
        "field mail": float(sum("mail" in field for field in fields)),
        "field phone": float(sum("phone" in field or field.startswith("tel") for field in fields)),
        "field name": float(sum("name" in field.split(" ", 1)[1] for field in fields)),
        "checks": float(sum(field.startswith(("checkbox", "radio")) for field in fields)),
        "maps": float(sum(_MAPS.search(src) is not None for src in frames)),
        "videos": float(sum(_VIDEOS.search(src) is not None for src in frames)),
        "paragraph tags": tags["p"] / elements,
        "div tags": tags["div"] / elements,
        "h3 tags": float(tags["h3"] + tags["h4"] + tags["h5"]),
    } | {
        f"{name} tags": float(tags[name])
        for name in ("textarea", "select", "time", "figcaption", "section", "blockquote", "svg")
    }


def _classes(root: "_Element") -> dict[str, float]:
    body = next(root.iter("body"), root)
    outer = [root, body, *islice(root.iter("article", "main"), _OUTER)]
    named = " ".join(f"{box.get('class') or ''} {box.get('id') or ''}" for box in outer).lower()
    found = _named(body, "*")
    links = _named(root, "a")
    buttons = _times(_BUTTON, links)
    return {
        "class post": float(_POST.search(named) is not None),
        "class page": float(_SITE_PAGE.search(named) is not None),
        "class list": float(_LIST_PAGE.search(named) is not None),
        "class product": float(_PRODUCT_PAGE.search(named) is not None),
        "buttons": buttons,
        "buttons share": buttons / max(1, links.total()),
        "byline classes": _times(_BYLINE, found),
        "testimony classes": _times(_TESTIMONY, found),
        "price classes": _times(_PRICE, found),
        "card classes": _times(_CARD, found) / max(1, found.total() - found[frozenset()]),
        "facet classes": _times(_FACETS, found),
    }


def _named(root: "_Element", tag: str) -> Counter[frozenset[str]]:
    """How many elements have which classes, in lower case."""
    found: Counter[frozenset[str]] = Counter()
    for names, times in Counter(box.get("class") or "" for box in root.iter(tag)).items():
        found[frozenset(names.lower().split())] += times
    return found


def _times(pattern: re.Pattern[str], found: Counter[frozenset[str]]) -> float:
    """How many elements have a class that the pattern is in."""
    meant = {name for name in frozenset().union(*found) if pattern.search(name)}
    return float(sum(times for names, times in found.items() if not meant.isdisjoint(names)))


def _machines(root: "_Element") -> dict[str, float]:
    tags = {(tag.get("property") or tag.get("name") or "").lower() for tag in root.iter("meta")}
    types = {name for box in root.iter("*") if (value := box.get("itemtype")) for name in _TYPE.findall(value)}
    links = list(root.iter("link"))
    labels = [tag for tag in root.iter("meta") if (tag.get("name") or "").startswith("twitter:label")]
    return {
        "published tag": float("article:published_time" in tags),
        "section tag": float(not tags.isdisjoint(_SECTION_TAGS)),
        "author tag": float(not tags.isdisjoint(_AUTHOR_TAGS)),
        "written by": float(any((tag.get("content") or "").lower() in _WRITTEN_BY for tag in labels)),
        "item article": float(any(name.endswith(("Article", "Posting")) for name in types)),
        "item product": float(not types.isdisjoint({"Product", "Offer", "AggregateOffer"})),
        "item list": float(not types.isdisjoint({"ItemList", "CollectionPage", "ListItem"})),
        "feed": float(any("rss" in (link.get("type") or "") for link in links)),
        "next": float(any((link.get("rel") or "") in {"next", "prev"} for link in links)),
    }
