"""RSS, Atom and JSON Feed to items, however broken the feed."""

import io
import json
import re
from calendar import timegm
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from narrate.errors import InputError
from narrate.fetch import is_web
from narrate.model import Source
from narrate.sources.lists import root_of
from narrate.sources.values import Item, key_of

if TYPE_CHECKING:
    from time import struct_time

    from feedparser import FeedParserDict

_MOST_BYTES = 16 << 20  # the largest feeds of thirty years have 10 MB, and reading costs a second for each
_JSON_FEED = "https://jsonfeed.org/version/"
_STUMBLES = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)  # feedparser's, over made-up bytes
_ROOTS = frozenset({"rss", "feed", "atom:feed", "rdf:rdf"})
_CALLED_FEED = re.compile(  # the ends of the addresses that publishing systems give to their feeds
    r"(?:/(?:feeds?|rss2?|atom)/?|\.(?:xml|rss|atom|rdf|json))(?:\?.*)?$|[?&](?:feed|format)=(?:rss|atom|xml|json)",
    re.IGNORECASE,
)
_BLANK = b"\xef\xbb\xbf \t\r\n"
_PAGE = """<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<meta name="author" content="{author}"><meta property="article:published_time" content="{published}"></head>
<body><article><h1>{title}</h1>{text}</article></body></html>"""


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a feed tells of one article, in any of the formats."""

    identifier: str
    link: str
    title: str
    """Text, no markup."""
    published: datetime | None
    categories: tuple[str, ...]
    author: str
    language: str
    text: str
    """HTML; empty where the feed has an extract only."""


def is_feed(source: Source) -> bool:
    """Whether it is a feed, by its content."""
    head = source.content[:4096].lstrip(_BLANK)
    if head.startswith(b"{"):
        return _JSON_FEED.encode() in head.replace(b"\\/", b"/")
    return root_of(source) in _ROOTS


def is_called_feed(name: str) -> bool:
    """Whether an address or a path is one that a person gives to a feed, so that a page there is a mistake."""
    return bool(_CALLED_FEED.search(name))


def parse_feed(source: Source, *, own_text: bool = False) -> tuple[Item, ...]:
    """The articles of a feed, in its order; those that have neither a page nor a text of their own are left out.

    Args:
        source: RSS, Atom or JSON Feed.
        own_text: Whether the feed's text comes along, where it has all of an article, though there is a page.

    Raises:
        InputError: It is larger than a feed is, or no feed.
    """
    if len(source.content) > _MOST_BYTES:
        raise InputError(f"it is too large for a feed: over {_MOST_BYTES >> 20} MB", "is it a feed?")
    entries = _of_json(source) if source.content.lstrip(_BLANK).startswith(b"{") else _of_xml(source)
    shared = Counter(entry.identifier for entry in entries)
    named = (replace(one, identifier="") if shared[one.identifier] > 1 else one for one in entries)
    items: dict[str, Item] = {}
    for item in (_item(entry, own_text=own_text) for entry in named):
        if item:
            items.setdefault(item.key, item)
    return tuple(items.values())


def _item(entry: _Entry, *, own_text: bool) -> Item | None:
    """An article by its identifier; some feeds give one to several, which are then known by their pages."""
    address = key_of(entry.link)
    key = entry.identifier or address
    with_text = (own_text or not entry.link) and bool(entry.text.strip())  # where there is no page, it is all there is
    if not key or not (entry.link or with_text):
        return None
    source = Source(entry.title or key, _page(entry).encode(), entry.link or None, "utf-8") if with_text else None
    aliases = tuple({address} - {key, ""})
    return Item(key, entry.title, entry.link, entry.published, entry.categories, aliases, source=source)


def _page(entry: _Entry) -> str:
    """The feed's text as a page, which the cleaner knows how to read."""
    published = entry.published.isoformat() if entry.published else ""
    told = {"language": entry.language, "title": entry.title, "author": entry.author, "published": published}
    return _PAGE.format(text=entry.text, **{name: escape(value) for name, value in told.items()})


def _of_xml(source: Source) -> tuple[_Entry, ...]:
    import feedparser

    # Never the bytes themselves: it would open the file that they name. What is in the text is the cleaner's to judge.
    served = {"content-location": source.url} if source.url else {}
    if source.charset:
        served["content-type"] = f"application/xml; charset={source.charset}"
    content = io.BytesIO(source.content)
    try:
        parsed = feedparser.parse(content, response_headers=served, sanitize_html=False, resolve_relative_uris=False)
    except _STUMBLES as exc:
        raise InputError(f"it is too broken a feed to be read: {exc!r}", "tell its makers") from exc
    if not parsed.get("version") and not parsed.entries:
        raise InputError("it is no feed", "give the address of an RSS, Atom or JSON feed")
    language = parsed.feed.get("language", "")
    return tuple(_xml_entry(entry, language, source.url or "") for entry in parsed.entries)


def _xml_entry(entry: "FeedParserDict", language: str, base: str) -> _Entry:
    title, texts = entry.get("title_detail", {}), entry.get("content", [])
    time = dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")  # its own get warns of the second
    identifier = entry.get("id", "")
    return _Entry(
        identifier=identifier,
        link=_joined(base, entry.get("link", "") or (identifier if is_web(identifier) else "")),
        title=_plain(title.get("value", "")) if title.get("type") != "text/plain" else _folded(title.get("value", "")),
        published=_date(time) if time else None,
        categories=_words(tag.get("label") or tag.get("term") for tag in entry.get("tags", [])),
        author=entry.get("author", ""),
        language=next((one.language for one in texts if one.get("language")), language) or "",
        text=max((one.get("value", "") for one in texts), key=len, default=""),
    )


def _of_json(source: Source) -> tuple[_Entry, ...]:
    try:
        feed = json.loads(source.content)
        return tuple(_json_entry(one, feed, source.url or "") for one in feed["items"] if isinstance(one, dict))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as exc:
        raise InputError(f"it is no JSON Feed: {exc!r}", "give the address of a feed") from exc


def _json_entry(one: Mapping[str, object], feed: Mapping[str, object], base: str) -> _Entry:
    told = {name: _whole(value) for name, value in one.items() if isinstance(value, str)}
    paragraphs = (f"<p>{escape(part)}</p>" for part in told.get("content_text", "").split("\n\n"))
    tags, identifier = one.get("tags"), one.get("id")
    return _Entry(
        identifier=_whole(str(identifier or "")),
        link=_joined(base, told.get("url", "") or told.get("external_url", "")),
        title=_folded(told.get("title", "")),
        published=_iso(told.get("date_published", "") or told.get("date_modified", "")),
        categories=_words(tags if isinstance(tags, list) else ()),
        author=", ".join(_names(one) or _names(feed)),
        language=told.get("language", "") or str(feed.get("language", "")),
        text=told.get("content_html", "") or "".join(paragraphs) * bool(told.get("content_text")),
    )


def _names(one: Mapping[str, object]) -> list[str]:
    """Who wrote it: JSON Feed 1.1 has several authors, 1.0 one."""
    several = one.get("authors")
    authors = several if isinstance(several, list) else [one.get("author")]
    return [_whole(str(author["name"])) for author in authors if isinstance(author, dict) and author.get("name")]


def _joined(base: str, link: str) -> str:
    """The address of a page; empty where it is neither on the web nor, in a feed without an address, a path."""
    try:
        whole = urljoin(base, link.strip())
    except ValueError:  # such as http://[broken/
        return ""
    if whole == base:  # what an empty one leads to
        return ""
    return whole if is_web(whole) or (not base and ":" not in whole) else ""


def _words(told: Iterable[object]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_folded(_whole(str(word))) for word in told if word))


def _whole(text: str) -> str:
    """The text without halves of characters, which JSON can hold and no file."""
    return text.encode("utf-8", "replace").decode()


def _folded(text: str) -> str:
    return " ".join(text.split())


def _plain(html: str) -> str:
    """Text without its markup."""
    from lxml import etree

    root = etree.fromstring(f"<p>{html}</p>", etree.HTMLParser(no_network=True)) if html.strip() else None
    return "" if root is None else _folded("".join(map(str, root.itertext())))


def _date(time: "struct_time") -> datetime | None:
    try:
        return datetime.fromtimestamp(timegm(time), UTC)
    except (ValueError, OverflowError):
        return None


def _iso(told: str) -> datetime | None:
    try:
        time = datetime.fromisoformat(told)
        return time.replace(tzinfo=time.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
