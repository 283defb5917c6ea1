"""JSON-LD: what a page says of itself as linked data."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

from narrate.clean.lines import fold

if TYPE_CHECKING:
    from lxml.etree import _Element

Node = dict[str, object]

_ARTICLES = re.compile(r"(?:\w*Article|\w*Posting|Report|Review|WebPage|\w*Recipe|HowTo)$")
_LINKED = "application/ld+json"
_IN_META = "script:ld+json"  # where a framework that builds heads from names and contents is given a script
_MOST_JSON = 2_000_000  # characters; an articleBody of a book is less
_MOST_NODES = 5000  # of all graphs of a page
_MOST_NAMES = 20
_INTO = ("@graph", "mainEntity", "mainEntityOfPage")
_WRAPPING = re.compile(r"^\s*(?:<!--|/[*/]\s*<!\[CDATA\[[*/]*)|(?:-->|/[*/]\s*\]\]>[*/]*|;)\s*$")  # around the JSON


@dataclass(frozen=True, slots=True)
class Graph:
    """A page's linked data."""

    nodes: list[Node] = field(default_factory=list)
    """What the page is made of, outermost first; what these only mention is not among them."""
    by_id: dict[str, Node] = field(default_factory=dict)
    """Every node that has a name and an id, wherever it stands, for those that only name the id."""

    def articles(self) -> list[Node]:
        """The nodes that may be the page's article, the surest first."""
        found = [node for node in self.nodes if any(_ARTICLES.search(kind) for kind in kinds(node))]
        return sorted(found, key=lambda node: "WebPage" in kinds(node)[0])

    def agents(self, value: object) -> Iterator[tuple[str, bool]]:
        """The names in an author, publisher or list of them, each with whether it is an organization."""
        if isinstance(value, list):
            for item in value[:_MOST_NAMES]:
                yield from self.agents(item) if not isinstance(item, list) else ()
        elif isinstance(value, dict):
            node = value if "name" in value else self.by_id.get(str(value.get("@id")), value)
            organized = any(kind.endswith("Organization") or kind == "Corporation" for kind in kinds(node))
            for name in _texts(node.get("name")):
                yield name, organized
        else:
            yield from ((name, False) for name in _texts(value))


def read_graph(root: "_Element") -> Graph:
    """All JSON-LD of a page as one graph; what is broken is passed over."""
    graph = Graph()
    waiting: list[tuple[object, bool]] = [(script, True) for script in _scripts(root)]
    for count, (value, top) in enumerate(waiting):
        if count >= _MOST_NODES:
            break
        if isinstance(value, list):
            waiting.extend((item, top) for item in value)
        elif isinstance(value, dict):
            if top:
                graph.nodes.append(value)
            if isinstance(value.get("@id"), str) and "name" in value:
                graph.by_id.setdefault(str(value["@id"]), value)
            waiting.extend((inner, top and key in _INTO) for key, inner in value.items() if _is_node(inner))
    return graph


def kinds(node: Node) -> list[str]:
    """A node's schema.org types, without the vocabulary's address; never empty."""
    kind = node.get("@type")
    listed = kind if isinstance(kind, list) and kind else [kind]
    return [str(name).rsplit("/", 1)[-1] for name in listed[:_MOST_NAMES]]


def _texts(value: object) -> list[str]:
    listed = value[:_MOST_NAMES] if isinstance(value, list) else [value]
    return [text for item in listed if isinstance(item, str) and (text := fold(unescape(item)))]


def _is_node(value: object) -> bool:
    return isinstance(value, dict | list)


def _scripts(root: "_Element") -> Iterator[object]:
    said = (node.text or "" for node in root.iter("script") if node.get("type", "").strip().lower() == _LINKED)
    for text in (*said, *(node.get("content") or "" for node in root.iter("meta") if node.get("name") == _IN_META)):
        if not text or len(text) > _MOST_JSON:
            continue
        try:
            yield json.loads(_WRAPPING.sub("", text), strict=False)
        except (ValueError, RecursionError):
            continue
