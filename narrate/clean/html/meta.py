"""What a page says of itself for machines: JSON-LD, OpenGraph and meta elements."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from narrate.clean.credits.byline import named_for_machines
from narrate.clean.credits.dates import iso_date, local_day
from narrate.clean.credits.names import is_house, is_person, joined
from narrate.clean.furniture.rules import CHANGED
from narrate.clean.html.linked import Graph, Node, kinds, read_graph
from narrate.clean.language import language_tag
from narrate.clean.lines import fold, plain

if TYPE_CHECKING:
    from lxml.etree import _Element

_SITE_CUT = re.compile(r"\s+[|•·»:–—-]+\s+|\s*\|\s*|:\s+")
_HOST = re.compile(r"https?://([^/?#]+)")
_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title", "title")
_IMAGES = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src")
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
_LABELLED = ("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2")
_PUBLISHED = re.compile(r"publish(?!er)|publication|pub[_-]?date|issued|created|(?:^|[.:_])date$")
_CHANGED = re.compile(r"modif|updat")
_OWNED = re.compile(
    r"(?P<owner>.+?)['’]s (?:\w+ )?(?:weblog|blog|site|website|home ?page|journal|notes|diary)", re.IGNORECASE
)
_DATED = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)")
_DATE_ELEMENTS = ('.//*[@itemprop="datePublished"]', ".//article//time[@datetime]", ".//time")
_UPDATED = re.compile(rf"\b{CHANGED}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Meta:
    """What is known of an article before its text is read."""

    titles: tuple[str, ...] = ()
    """Candidates, the best first."""
    author: str | None = None
    desk: str | None = None
    """Whom the page names where it names no person: the site itself, a team, a firm."""
    published: str | None = None
    changed: str | None = None
    """When it was last changed: better than no date."""
    site: str | None = None
    language: str | None = None
    url: str | None = None
    description: str | None = None
    image: str | None = None
    """The address of the picture that stands for it."""
    section: str | None = None
    """What the site files it under."""
    body: str | None = None
    """The article's text, where the page repeats it for machines."""
    words: int = 0
    """How many the page says that the article has; 0 where it does not say."""
    types: frozenset[str] = frozenset()
    """What its linked data is about, in schema.org's terms."""
    kind: str = ""
    """Its type for networks (``og:type``), in lower case."""
    free: bool = True
    """False where the page says that readers must pay for the whole."""


def read_meta(root: "_Element", url: str | None) -> Meta:
    """The page's own words about itself, the most trustworthy first."""
    tags = _meta_tags(root)
    graph = read_graph(root)
    nodes = graph.articles()
    site = tags.get("og:site_name") or tags.get("application-name") or _site(graph, nodes)
    document = next((fold("".join(map(str, title.itertext()))) for title in root.iter("title")), "")
    headlines = [
        fold(str(node[key])) for node in nodes for key in ("headline", "name") if isinstance(node.get(key), str)
    ]
    titles = [*map(fold, map(unescape, headlines[:2])), *(tags[name] for name in _TITLES if name in tags), document]
    author, desk = _author(root, graph, nodes, tags=tags, site=site)
    language = language_tag(root.get("lang") or root.get("xml:lang") or "")
    canonical = _canonical(root)
    return Meta(
        titles=tuple(
            dict.fromkeys(trimmed for title in titles if (trimmed := without_site(title, site, url or canonical or "")))
        ),
        author=author,
        desk=desk,
        published=_published(_stamps(root, nodes, tags), url or canonical or "", language or "en"),
        changed=_changed(nodes, tags),
        site=site or None,
        language=language,
        url=canonical or url,
        description=tags.get("og:description") or tags.get("description"),
        image=_image(nodes, tags, canonical or url or ""),
        section=_section(nodes, tags),
        body=next((str(node["articleBody"]) for node in nodes if isinstance(node.get("articleBody"), str)), None),
        words=next((int(count) for node in nodes if (count := str(node.get("wordCount"))).isdecimal()), 0),
        types=frozenset(kind for node in graph.nodes for kind in kinds(node)),
        kind=tags.get("og:type", "").lower(),
        free=not any(str(node.get("isAccessibleForFree")).lower() == "false" for node in nodes),
    )


def _image(nodes: "list[Node]", tags: dict[str, str], url: str) -> str | None:
    """The lead image: what networks are shown, else what the linked data names."""
    told = (tags[name] for name in _IMAGES if name in tags)
    linked = (found for node in nodes if (found := _address(node.get("image"))))
    image = next(told, None) or next(linked, None)
    try:
        return urljoin(url, image) if image else None
    except ValueError:  # a port or an IPv6 address that is none
        return None


def _address(image: object) -> str:
    """Of an image in linked data: a string, an ImageObject, or a list of either."""
    first = image[0] if isinstance(image, list) and image else image
    told = (first.get("url") or first.get("contentUrl")) if isinstance(first, dict) else first
    return told if isinstance(told, str) else ""


def _section(nodes: "list[Node]", tags: dict[str, str]) -> str | None:
    linked = (node.get("articleSection") for node in nodes)
    first = next((one[0] if isinstance(one, list) else one for one in linked if one), None)
    return tags.get("article:section") or (fold(unescape(first)) if isinstance(first, str) else None)


def without_site(title: str, site: str, url: str = "") -> str:
    """The title without the site's name at its ends, and without what follows a bar, as browsers' tabs show it."""
    words = plain(site).split()
    called = {" ".join(words[:count]) for count in range(2, len(words))}  # "Thrive" is no site, "Thrive Internet" is
    sites = {plain(site), *called, *_hosts(url)} - {""}
    while cuts := list(_SITE_CUT.finditer(title)):
        first, last = title[: cuts[0].start()], title[cuts[-1].end() :]
        barred = "|" in cuts[-1][0] and len(last) < cuts[-1].start()
        if barred or plain(last) in sites or plain(last).replace(" ", "") in sites:
            title = title[: cuts[-1].start()].strip()
        elif plain(first) == plain(site) or ("|" in cuts[0][0] and plain(first) in sites):
            title = title[cuts[0].end() :].strip()
        else:
            break
    return title


def _hosts(url: str) -> set[str]:
    """What a site may be called after its address: ``news.move.org`` is News, Move, Move.org."""
    host = _HOST.match(url)
    labels = host[1].lower().removeprefix("www.").split(".") if host else []
    return {*labels[:-1], "".join(labels), "".join(labels[-2:])}


def _meta_tags(root: "_Element") -> dict[str, str]:
    """The first of each name; in the body too, where pages put them that are sent in pieces."""
    found: dict[str, str] = {}
    for tag in root.iter("meta"):
        about = tag.get("itemprop") if any(box.tag == "head" for box in islice(tag.iterancestors(), 2)) else None
        name = (tag.get("property") or tag.get("name") or about or "").lower()
        content = fold(tag.get("content") or "")
        if name and content:
            found.setdefault(name, content)
    return found


def _site(graph: Graph, nodes: list[Node]) -> str:
    return next((name for node in nodes for name, _ in graph.agents(node.get("publisher"))), "")


def _author(
    root: "_Element", graph: Graph, nodes: list[Node], *, tags: dict[str, str], site: str
) -> tuple[str | None, str | None]:
    """The first persons that are named, and the first that is no person."""
    desk = None
    for said, organized in _credits(root, graph, nodes, tags=tags):
        names = joined(said)
        if names and not organized and not is_house(names) and plain(names) != plain(site):
            return names, desk
        desk = desk or names or None
    owned = _OWNED.fullmatch(site)
    return owned["owner"] if owned and not desk and is_person(owned["owner"]) else None, desk


def _credits(
    root: "_Element", graph: Graph, nodes: list[Node], *, tags: dict[str, str]
) -> Iterator[tuple[list[str], bool]]:
    """Candidates, the most trustworthy first, each with whether they are organizations."""
    for node in nodes:
        agents = list(graph.agents(node.get("author")))
        yield [name for name, _ in agents], all(organized for _, organized in agents)
    yield from (([tags[name]], False) for name in _AUTHORS if name in tags)
    for label, value in _LABELLED:
        if tags.get(label, "").lower() in {"written by", "author", "by"}:
            yield [tags.get(value, "")], False
    yield from (([name], False) for name in named_for_machines(root))


def _published(stamps: Iterator[str], url: str, language: str) -> str | None:
    """The first day that is named, as the page's address has it where that is one off."""
    in_address = _DATED.search(url)
    address = iso_date("-".join(in_address.groups())) if in_address else None
    stamped = next((iso for stamp in stamps if (iso := iso_date(fold(stamp), language))), None)
    return local_day(stamped, address) if stamped else address


def _stamps(root: "_Element", nodes: list[Node], tags: dict[str, str]) -> Iterator[str]:
    """Candidates, the most trustworthy first; the slow ones only where they are asked for."""
    yield from (str(node[key]) for key in ("datePublished", "dateCreated") for node in nodes if node.get(key))
    dated = [content for name, content in tags.items() if _PUBLISHED.search(name) and not _CHANGED.search(name)]
    yield from sorted(iso for stamp in dated if (iso := iso_date(stamp)))  # a page put out again has the later ones too
    for path in _DATE_ELEMENTS:
        element = _first(root, path)
        text = " ".join(map(str, element.itertext())) if element is not None else ""
        if element is not None and not _UPDATED.search(text):
            yield element.get("datetime") or element.get("content") or text


def _changed(nodes: list[Node], tags: dict[str, str]) -> str | None:
    stamps = [str(node["dateModified"]) for node in nodes if node.get("dateModified")]
    stamps += [content for name, content in tags.items() if _CHANGED.search(name)]
    return next((iso for stamp in stamps if (iso := iso_date(fold(stamp)))), None)


def _first(root: "_Element", path: str) -> "_Element | None":
    from lxml import etree

    found = root.xpath(f"({path})[1]")
    first = found[0] if isinstance(found, list) and found else None
    return first if isinstance(first, etree._Element) else None  # noqa: SLF001 – the only name that elements have


def _canonical(root: "_Element") -> str | None:
    links = (link for link in root.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
    address = next((link.get("href") or "" for link in links), "")
    try:
        named = urlsplit(address).hostname  # all that read an address later may take it to be one
    except ValueError:
        return None
    return address if named and address.startswith(("http://", "https://")) else None
