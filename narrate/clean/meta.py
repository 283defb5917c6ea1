"""What a page says of itself for machines: JSON-LD, OpenGraph and meta elements."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from narrate.clean.dates import iso_date
from narrate.clean.lines import fold, plain

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from lxml.etree import _Element

_ARTICLES = re.compile(r"(?:\w*Article|\w*Posting|Report|Review|WebPage|\w*Recipe|HowTo)$")
_PIECES = re.compile(r"(?:Article|Posting)$")
_OTHERS = re.compile(r"^(?:Product(?:Group)?|ItemList|CollectionPage|SearchResultsPage|OfferCatalog|Store)$")
_MOST_JSON = 2_000_000  # characters; an articleBody of a book is less
_MOST_NODES = 5000  # of a JSON-LD graph
_LONGEST_NAME = 80
_SITE_TAIL = re.compile(r"\s+[|•·»–—-]\s+|\s*\|\s*")
_NO_AUTHOR = re.compile(
    r"https?:|@|^(?:admin|editor|staff|author|unknown|none|null|anonymous|by|sign in|(?:learn|read) more)$|"
    r"\d{4}|\w\.\w+\.\w",  # a clock or an id; the name of a template's field
    re.IGNORECASE,
)
_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title", "title")
_AUTHORS = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "byl",
    "dcterms.creator",
    "article.author",
    "cxenseparse:author",
    "og:article:author",
    "citation_author",
)
_DATES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "article.published",
    "publication_date",
    "dcterms.created",
    "dc.date.created",
    "cxenseparse:recs:publishtime",
)
_CHANGED = ("article:modified_time", "og:updated_time", "last-modified")  # better than no date
_DATED = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)")
_HEAD_END = re.compile(r"</head\b|<body\b", re.IGNORECASE)
_MOST_HEAD = 500_000  # characters; scripts and styles of the largest heads seen are half of it
_DATE_ELEMENTS = ('.//*[@itemprop="datePublished"]', ".//article//time[@datetime]", ".//time")
_AUTHOR_CLASSES = ("author-name", "author__name", "authorName", "byline-name")
_AUTHOR_ELEMENTS = (
    './/*[@itemprop="author"]//*[@itemprop="name"]',
    './/*[@itemprop="author"]',
    './/*[contains(concat(" ", @rel, " "), " author ")]',
    " | ".join(f'.//*[contains(@class, "{name}")]' for name in _AUTHOR_CLASSES),
    './/*[contains(@class, "byline") or contains(@class, "author")]//a',
)


@dataclass(frozen=True, slots=True)
class Meta:
    """What is known of an article before its text is read."""

    titles: tuple[str, ...] = ()
    """Candidates, the best first."""
    author: str | None = None
    published: str | None = None
    site: str | None = None
    language: str | None = None
    url: str | None = None
    description: str | None = None
    body: str | None = None
    """The article's text, where the page repeats it for machines."""
    is_posting: bool = False
    """Whether its linked data calls the page an article."""
    is_article: bool = False
    """Whether the page calls itself an article for networks, as many a page of a shop does."""
    is_other: bool = False
    """Whether it calls itself a product, or a list of things."""
    free: bool = True
    """False where the page says that readers must pay for the whole."""


def read_meta(html: str, root: "_Element", url: str | None) -> Meta:
    """The page's own words about itself, the most trustworthy first."""
    from bs4 import BeautifulSoup

    end = _HEAD_END.search(html, 0, _MOST_HEAD)
    soup = BeautifulSoup(html[: end.start() if end else _MOST_HEAD], "lxml")
    tags = _meta_tags(soup)
    graph = list(_linked_data(root))
    nodes = [node for node in graph if _ARTICLES.search(_type(node))]
    nodes.sort(key=lambda node: "WebPage" in _type(node))
    site = tags.get("og:site_name") or tags.get("application-name") or _site(nodes)
    kind = tags.get("og:type", "").lower()
    document = fold(soup.title.get_text()) if soup.title else ""
    headlines = [
        fold(str(node[key])) for node in nodes for key in ("headline", "name") if isinstance(node.get(key), str)
    ]
    titles = [*map(fold, map(unescape, headlines[:2])), *(tags[name] for name in _TITLES if name in tags), document]
    return Meta(
        titles=tuple(dict.fromkeys(trimmed for title in titles if (trimmed := _without_site(title, site)))),
        author=_author(root, nodes, tags),
        published=_published(root, nodes, tags, url or ""),
        site=site or None,
        language=_language(root.get("lang") or root.get("xml:lang") or ""),
        url=_canonical(soup) or url,
        description=tags.get("og:description") or tags.get("description"),
        body=next((str(node["articleBody"]) for node in nodes if isinstance(node.get("articleBody"), str)), None),
        is_posting=any(_PIECES.search(_type(node)) for node in nodes),
        is_article=kind == "article",
        is_other=kind.startswith("product") or any(_OTHERS.search(_type(node)) for node in graph),
        free=not any(str(node.get("isAccessibleForFree")).lower() == "false" for node in nodes),
    )


def _meta_tags(soup: "BeautifulSoup") -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in soup.find_all("meta"):
        name = str(tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        content = fold(str(tag.get("content") or ""))
        if name and content:
            found.setdefault(name, content)
    return found


def _linked_data(root: "_Element") -> Iterator[dict[str, object]]:
    """The nodes of all JSON-LD graphs, outermost first; broken ones are passed over."""
    for script in root.iter("script"):
        text = (script.text or "") if script.get("type", "").strip().lower() == "application/ld+json" else ""
        if len(text) > _MOST_JSON:
            continue
        try:
            waiting: list[object] = [json.loads(text, strict=False)]
        except (ValueError, RecursionError):
            continue
        count = 0
        while waiting and count < _MOST_NODES:
            node = waiting.pop(0)
            count += 1
            if isinstance(node, list):
                waiting.extend(node)
            elif isinstance(node, dict):
                yield node
                waiting.extend(node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node)


def _type(node: dict[str, object]) -> str:
    kind = node.get("@type")
    return str(kind[0] if isinstance(kind, list) and kind else kind)


def _names(value: object) -> list[str]:
    """The names in an author, publisher or list of them."""
    if isinstance(value, list):
        return [name for item in value[:20] if not isinstance(item, list) for name in _names(item)]
    if isinstance(value, dict):
        value = value.get("name")
        return _names(value) if not isinstance(value, dict) else []
    return [name] if isinstance(value, str) and (name := fold(unescape(value))) else []


def _site(nodes: list[dict[str, object]]) -> str:
    return next((name for node in nodes for name in _names(node.get("publisher"))), "")


def _without_site(title: str, site: str) -> str:
    """The title without the site's name at its end, as browsers' tabs show it."""
    parts = _SITE_TAIL.split(title)
    if len(parts) > 1 and (plain(parts[-1]) == plain(site) or ("|" in title and len(parts[-1]) < len(parts[0]))):
        last = list(_SITE_TAIL.finditer(title))[-1]
        return title[: last.start()].strip()
    return title


def _author(root: "_Element", nodes: list[dict[str, object]], tags: dict[str, str]) -> str | None:
    for names in _authors(root, nodes, tags):
        good = [_bare(name) for name in names if len(name) <= _LONGEST_NAME and not _NO_AUTHOR.search(name)]
        good = list(dict.fromkeys(name for name in good if name))
        if good:
            return ", ".join(good)
    return None


def _authors(root: "_Element", nodes: list[dict[str, object]], tags: dict[str, str]) -> Iterator[list[str]]:
    """Candidates, the most trustworthy first; the slow ones only where they are asked for."""
    yield from (_names(node.get("author")) for node in nodes)
    yield from ([tags[name]] for name in _AUTHORS if name in tags)
    for path in _AUTHOR_ELEMENTS:
        element = _first(root, path)
        yield [fold(" ".join(map(str, element.itertext())))] if element is not None else []


def _bare(name: str) -> str:
    return re.sub(r"^(?:(?:posted|written|story)?\s*by:?\s+)", "", name, flags=re.IGNORECASE).strip(" ,|")


def _published(root: "_Element", nodes: list[dict[str, object]], tags: dict[str, str], url: str) -> str | None:
    return next((iso for stamp in _stamps(root, nodes, tags, url) if (iso := iso_date(fold(stamp)))), None)


def _stamps(root: "_Element", nodes: list[dict[str, object]], tags: dict[str, str], url: str) -> Iterator[str]:
    """Candidates, the most trustworthy first; the slow ones only where they are asked for."""
    yield from (str(node[key]) for key in ("datePublished", "dateCreated") for node in nodes if node.get(key))
    yield from (tags[name] for name in _DATES if name in tags)
    for path in _DATE_ELEMENTS:
        element = _first(root, path)
        if element is not None:
            yield element.get("datetime") or element.get("content") or " ".join(map(str, element.itertext()))
    address = _DATED.search(url)
    if address:
        yield "-".join(address.groups())
    yield from (str(node["dateModified"]) for node in nodes if node.get("dateModified"))
    yield from (tags[name] for name in _CHANGED if name in tags)


def _first(root: "_Element", path: str) -> "_Element | None":
    from lxml import etree

    found = root.xpath(f"({path})[1]")
    first = found[0] if isinstance(found, list) and found else None
    return first if isinstance(first, etree._Element) else None  # noqa: SLF001 – the only name that elements have


def _language(tag: str) -> str | None:
    tag = tag.strip().replace("_", "-")
    return tag if re.fullmatch(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*", tag) else None


def _canonical(soup: "BeautifulSoup") -> str | None:
    link = soup.find("link", rel="canonical")
    address = str(link.get("href") or "") if link else ""
    return address if address.startswith(("http://", "https://")) else None
