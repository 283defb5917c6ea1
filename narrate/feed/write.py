"""A show and its episodes to a feed: RSS 2.0, with the tags of Apple, Atom and Podcasting 2.0."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import cache
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit
from uuid import UUID, uuid5

from lxml import etree

from narrate.feed.values import FEED, Entry, Podcast
from narrate.model import Chapter

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
}
DESCRIPTION_BYTES = 4_000
"""Apple shows no more of a description."""
_SHOWS = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")  # the namespace of all podcast:guid
_CAPTIONS = frozenset({"text/vtt", "application/x-subrip"})
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what no XML 1.0 file may hold
_URL_SIGNS = "%/:?#[]@!$&'()*+,;=~"
_NO_PERSON_SPEAKS = {"purpose": "ai-content"}
_NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)


def render_feed(podcast: Podcast, entries: Iterable[Entry]) -> bytes:
    """The feed's file, newest first; the same bytes whenever the facts are the same, in whatever order."""
    rss = etree.Element("rss", {"version": "2.0"}, NAMESPACES)
    channel = etree.SubElement(rss, "channel")
    ordered = sorted(entries, key=lambda entry: (entry.published, entry.guid), reverse=True)
    _tell_show(channel, podcast, ordered[0].published if ordered else _NO_DATE)
    for entry in ordered:
        _tell_entry(etree.SubElement(channel, "item"), podcast, entry)
    etree.indent(rss, " ")
    return etree.tostring(rss, xml_declaration=True, encoding="UTF-8")


def show_guid(feed_url: str) -> str:
    """The show's identifier in Podcasting 2.0, made of the feed's address without its scheme."""
    return str(uuid5(_SHOWS, feed_url.partition("://")[2].rstrip("/")))


def address(podcast: Podcast, path: str) -> str:
    """Where a path of the show is found, in ASCII; an address stays where it is."""
    if path.startswith(("https://", "http://")):
        return _ascii(path)
    return f"{_ascii(podcast.base_url).rstrip('/')}/{quote(path)}"


def _ascii(url: str) -> str:
    if url.isascii():
        return url
    parts = urlsplit(url)
    host = ".".join(label.encode("idna").decode() for label in parts.netloc.split("."))
    return quote(parts._replace(netloc=host).geturl(), _URL_SIGNS)


def _tell_show(channel: "_Element", podcast: Podcast, updated: datetime) -> None:
    url, image = address(podcast, FEED), podcast.image and address(podcast, podcast.image)
    _add(channel, "title", podcast.title)
    _add(channel, "link", podcast.link)
    _add(channel, "description", _shortened(podcast.description))
    _add(channel, "language", podcast.language)
    _add(channel, "lastBuildDate", _date(updated))
    _add(channel, "generator", "narrate")
    _add(channel, "atom:link", {"href": url, "rel": "self", "type": "application/rss+xml"})
    if image:
        picture = _add(channel, "image", {})
        for name, text in (("url", image), ("title", podcast.title), ("link", podcast.link)):
            _add(picture, name, text)
    _tell_apple(channel, podcast, image)
    _add(channel, "podcast:guid", show_guid(url))
    _add(channel, "podcast:locked", {"owner": podcast.owner_email} if podcast.owner_email else {}, "yes")
    _add(channel, "podcast:medium", "newsletter")
    _add(channel, "podcast:txt", _NO_PERSON_SPEAKS, "true")


def _tell_apple(channel: "_Element", podcast: Podcast, image: str) -> None:
    _add(channel, "itunes:author", podcast.author)
    _add(channel, "itunes:type", "episodic")
    _add(channel, "itunes:explicit", str(podcast.explicit).lower())
    if image:
        _add(channel, "itunes:image", {"href": image})
    for names in podcast.categories:
        parent = channel
        for name in names:
            parent = _add(parent, "itunes:category", {"text": name})
    if podcast.owner_email:
        owner = _add(channel, "itunes:owner", {})
        _add(owner, "itunes:name", podcast.owner_name or podcast.author)
        _add(owner, "itunes:email", podcast.owner_email)


def _tell_entry(item: "_Element", podcast: Podcast, entry: Entry) -> None:
    _add(item, "title", entry.title)
    _add(item, "link", entry.link)
    _add(item, "guid", {"isPermaLink": "false"}, entry.guid)
    _add(item, "pubDate", _date(entry.published))
    _add(item, "description", _described(entry))
    _add(item, "content:encoded", _as_html(entry))
    _add(
        item,
        "enclosure",
        {"url": address(podcast, entry.audio.path), "length": str(entry.size), "type": entry.audio.kind},
    )
    _add(item, "itunes:duration", str(round(entry.duration_ms / 1000)))
    _add(item, "itunes:explicit", str(podcast.explicit).lower())
    _add(item, "itunes:episodeType", "full")
    _add(item, "itunes:author", entry.author)
    if entry.image:
        _add(item, "itunes:image", {"href": address(podcast, entry.image)})
    _tell_podcasting(item, podcast, entry)


def _tell_podcasting(item: "_Element", podcast: Podcast, entry: Entry) -> None:
    for file in entry.transcripts:
        facts = {"url": address(podcast, file.path), "type": file.kind, "language": entry.language or podcast.language}
        _add(item, "podcast:transcript", facts | ({"rel": "captions"} if file.kind in _CAPTIONS else {}))
    if entry.chapters_file:
        facts = {"url": address(podcast, entry.chapters_file.path), "type": entry.chapters_file.kind}
        _add(item, "podcast:chapters", facts)
    _add(item, "podcast:person", {"role": "author", "group": "writing"}, entry.author)
    for narrator in entry.narrators:
        _add(item, "podcast:person", {"role": "narrator", "group": "cast"}, narrator)
    _add(item, "podcast:txt", _NO_PERSON_SPEAKS, "true")


def _add(parent: "_Element", name: str, told: str | Mapping[str, str], text: str | None = None) -> "_Element":
    """An element with attributes, a text or both; none where it is to have a text and that is empty."""
    facts, words = ({}, told) if isinstance(told, str) else (told, text)
    if words is not None and not words.strip():
        return parent
    made = etree.SubElement(parent, _qualified(name), {key: _legal(value) for key, value in facts.items()})
    made.text = None if words is None else _legal(words)
    return made


@cache
def _qualified(name: str) -> str:
    prefix, _, local = name.rpartition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if prefix else local


def _legal(text: str) -> str:
    return text if text.isprintable() else _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)


def _date(time: datetime) -> str:
    return format_datetime(time.astimezone(UTC))


def _described(entry: Entry) -> str:
    """The episode in plain text; the excerpt gives way to the time stamps, from which Apple makes chapters."""
    rest = "\n\n".join(part for part in ("\n".join(_stamped(entry.chapters)), *entry.notes, entry.link) if part)
    room = DESCRIPTION_BYTES - len(_legal(f"\n\n{rest}").encode())
    return _shortened("\n\n".join(part for part in (_shortened("\n\n".join(entry.excerpt), room), rest) if part))


def _as_html(entry: Entry) -> str:
    stamps = "<br/>\n".join(map(escape, _stamped(entry.chapters)))
    paragraphs = [*map(escape, entry.excerpt), *([stamps] if stamps else ()), *map(escape, entry.notes)]
    if entry.link:
        paragraphs.append(f'<a href="{escape(entry.link)}">{escape(entry.link)}</a>')
    return "\n".join(f"<p>{one}</p>" for one in paragraphs)


def _stamped(chapters: tuple[Chapter, ...]) -> list[str]:
    """A line a chapter, where there are several: its time, its title."""
    if len(chapters) < 2:  # noqa: PLR2004 - one is the whole
        return []
    long = chapters[-1].start_ms >= 3_600_000  # noqa: PLR2004 - an hour
    return [f"{_clock(chapter.start_ms // 1000, long=long)} {' '.join(chapter.title.split())}" for chapter in chapters]


def _clock(seconds: int, *, long: bool) -> str:
    minutes, second = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{second:02}" if long else f"{minutes:02}:{second:02}"


def _shortened(text: str, most: int = DESCRIPTION_BYTES) -> str:
    """The text in at most so many bytes, cut after a word."""
    whole = _legal(text).encode()
    if len(whole) <= most:
        return _legal(text)
    cut = whole[: max(0, most - len("…".encode()))].decode("utf-8", "ignore")
    return f"{cut.rpartition(' ')[0] or cut}…" if most > len("…".encode()) else ""
