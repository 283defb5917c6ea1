"""Files that name others: OPML of feeds, and plain lists of addresses; and what a file of XML is."""

import re
from collections.abc import Iterable
from urllib.parse import urljoin

from narrate.fetch import is_web
from narrate.model import Source

_COMMENT = "#"
_HEAD_BYTES = 4096
_BEFORE_ROOT = re.compile(rb"<\?.*?\?>|<!--.*?-->|<!doctype[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL)
_ELEMENT = re.compile(rb"<([a-z][\w:.-]*)")
_MOST_NAMED = 1_000  # the largest real subscription lists have some hundreds


def root_of(source: Source) -> str:
    """The name of the first element, in small letters; empty for what is no XML or HTML."""
    head = source.content[:_HEAD_BYTES].replace(b"\0", b"").lower()  # so that UTF-16 reads as ASCII does
    found = _ELEMENT.search(_BEFORE_ROOT.sub(b"", head))
    return found[1].decode() if found else ""


def is_opml(source: Source) -> bool:
    """Whether it is an OPML file, by its content."""
    return root_of(source) == "opml"


def opml_feeds(source: Source) -> tuple[str, ...]:
    """The addresses of the feeds in an OPML file, in order."""
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(source.content, parser)
    if root is None:
        return ()
    told = (outline.get("xmlUrl") or outline.get("xmlurl") or "" for outline in root.iter("outline"))
    return _addresses(urljoin(source.url or "", one.strip()) for one in told)


def addresses_in(source: Source) -> tuple[str, ...] | None:
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
