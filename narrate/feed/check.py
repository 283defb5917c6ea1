"""What is wrong with a feed, and with the files that it names."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import unquote

from lxml import etree

from narrate.feed.rules import ITEM_RULES, SHOW_RULES, Rule, categories
from narrate.feed.write import NAMESPACES

if TYPE_CHECKING:
    from lxml.etree import _Element

_SHOWN = 80  # characters of a value that is wrong
_SHOW = "the show"


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule, and where it is broken."""

    rule: str
    where: str
    """The show, or an episode by its title."""
    message: str
    hint: str
    fatal: bool = True
    """Whether the feed must not be published so."""


def check_feed(content: bytes, folder: Path | None = None) -> tuple[Breach, ...]:
    """All that is wrong with a feed; with the folder that is published, of the files it names, too."""
    try:
        rss = _parsed(content)
    except etree.XMLSyntaxError as exc:
        return (_broken("xml/well-formed", _SHOW, str(exc), "no player can read it"),)
    channel = rss.find("channel")
    if rss.tag != "rss" or channel is None or rss.get("version") != "2.0":
        return (_broken("rss/version", _SHOW, "it is no RSS 2.0 with a channel", "players take nothing else"),)
    return tuple(_breaches(rss, channel, folder))


def base_of(content: bytes) -> str:
    """Where a feed says that it and its files are found: its own address up to its name; empty where it tells none."""
    try:
        channel = _parsed(content).find("channel")
    except etree.XMLSyntaxError:
        return ""
    return "" if channel is None else _base(channel)


def _parsed(content: bytes) -> "_Element":
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def _base(channel: "_Element") -> str:
    own = next(iter(_values(channel, "atom:link[@rel='self']/@href")), "")
    return own[: own.rfind("/") + 1]


def _breaches(rss: "_Element", channel: "_Element", folder: Path | None) -> Iterator[Breach]:
    items = channel.findall("item")
    yield from _check_namespaces(rss)
    yield from _check(channel, SHOW_RULES, _SHOW)
    yield from _check_categories(channel)
    if not items:  # players show it as it is, so a young show may be published
        yield Breach("apple/episode", _SHOW, "there is no episode", "Apple lists a show once it has one", fatal=False)
    for item in items:
        yield from _check(item, ITEM_RULES, _name_of(item))
    yield from _check_once(items, "rss/guid-once", "guid", "each episode needs an identifier of its own")
    yield from _check_once(items, "apple/enclosure-once", "enclosure/@url", "each episode needs a sound of its own")
    if folder is not None:
        yield from _check_files(channel, items, folder)


def _check(element: "_Element", rules: Iterable[Rule], where: str) -> Iterator[Breach]:
    for rule in rules:
        values = _values(element, rule.path)
        if rule.needed and not values:
            yield Breach(rule.name, where, f"there is no {rule.path}", rule.hint, rule.fatal)
        for value in values:
            if not rule.test(value):
                yield Breach(rule.name, where, f"{rule.path} is {_short(value)}", rule.hint, rule.fatal)


def _check_namespaces(rss: "_Element") -> Iterator[Breach]:
    """A prefix that is bound to another address than the one that players know means nothing to them."""
    for prefix, uri in NAMESPACES.items():
        if rss.nsmap.get(prefix, uri) != uri:
            message = f"{prefix} stands for {_short(rss.nsmap[prefix])}"
            fatal = prefix != "podcast"  # it had another address once, which players still know
            yield Breach("xml/namespace", _SHOW, message, f"write {uri}", fatal)


def _check_categories(channel: "_Element") -> Iterator[Breach]:
    for category in channel.findall("itunes:category", NAMESPACES):
        name = category.get("text", "")
        for within in _values(category, "itunes:category/@text"):
            if within not in categories().get(name, ()):
                hint = f"there are {', '.join(categories().get(name, ())) or 'none'}"
                yield _broken("apple/subcategory", _SHOW, f"{name} has no {_short(within)}", hint)


def _check_once(items: Iterable["_Element"], rule: str, path: str, hint: str) -> Iterator[Breach]:
    found = [(value, _name_of(item)) for item in items for value in _values(item, path)]
    count = Counter(value for value, _ in found)
    for value, where in found:
        if count[value] > 1:
            yield _broken(rule, where, f"{path} {_short(value)} stands there {count[value]} times", hint)


def _check_files(channel: "_Element", items: Iterable["_Element"], folder: Path) -> Iterator[Breach]:
    """Of the addresses under the feed's own, which lie in the folder: that they are there, and of the size told."""
    base = _base(channel)
    for element, where in ((channel, _SHOW), *((item, _name_of(item)) for item in items)):
        for path in ("itunes:image/@href", "enclosure/@url", "podcast:transcript/@url", "podcast:chapters/@url"):
            for url in _values(element, path):
                if url.startswith(base) and not (folder / unquote(url.removeprefix(base))).is_file():
                    yield _broken("files/there", where, f"there is no {unquote(url.removeprefix(base))}", "build again")
        yield from _check_size(element, where, base, folder)


def _check_size(element: "_Element", where: str, base: str, folder: Path) -> Iterator[Breach]:
    for enclosure in element.findall("enclosure"):
        url, told = enclosure.get("url", ""), enclosure.get("length", "")
        path = folder / unquote(url.removeprefix(base))
        if url.startswith(base) and path.is_file() and str(path.stat().st_size) != told:
            message = f"{path.name} has {path.stat().st_size} bytes; the feed says {_short(told)}"
            yield _broken("files/size", where, message, "players stop or loop at the wrong place; build again")


def _values(element: "_Element", path: str) -> list[str]:
    found = cast("list[_Element | str]", _compiled(path)(element))
    return [one if isinstance(one, str) else "".join(map(str, one.itertext())) for one in found]


@cache
def _compiled(path: str) -> etree.XPath:
    return etree.XPath(path, namespaces=NAMESPACES)


def _name_of(item: "_Element") -> str:
    return _short(item.findtext("title") or item.findtext("guid") or f"the item in line {item.sourceline}")


def _short(value: str) -> str:
    folded = " ".join(value.split())
    return f"“{folded[:_SHOWN]}{'…' * (len(folded) > _SHOWN)}”"


def _broken(rule: str, where: str, message: str, hint: str) -> Breach:
    return Breach(rule, where, message, hint)
