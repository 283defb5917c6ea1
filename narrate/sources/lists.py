"""Files that name others: OPML of feeds, and plain lists of addresses."""

from collections.abc import Iterable
from urllib.parse import urljoin

from narrate.fetch import is_web
from narrate.model import Source

_COMMENT = "#"
_MOST_NAMED = 1_000  # the largest real subscription lists have some hundreds


def opml_feeds(source: Source) -> tuple[str, ...] | None:
    """The addresses of the feeds in an OPML file, in order; None for what is no OPML."""
    from lxml import etree

    if b"<opml" not in source.content[:4096].lower():
        return None
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(source.content, parser)
    if root is None:
        return ()
    told = (outline.get("xmlUrl") or outline.get("xmlurl") or "" for outline in root.iter("outline"))
    return _addresses(urljoin(source.url or "", one.strip()) for one in told)


def listed(source: Source) -> tuple[str, ...] | None:
    """The addresses in a list that has one a line, and comments after ``#``; None for any other text."""
    try:
        text = source.content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    lines = [line for line in map(str.strip, text.splitlines()) if line and not line.startswith(_COMMENT)]
    if not lines or any(not is_web(line) or " " in line for line in lines):
        return None
    return _addresses(lines)


def _addresses(named: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in named if is_web(one)))[:_MOST_NAMED]
