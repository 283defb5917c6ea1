"""Where a show's articles come from: feeds, lists of feeds and of addresses, pages, folders."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from narrate.errors import InputError
from narrate.fetch import Version, Web, is_web, load
from narrate.model import Source
from narrate.sources.choice import chosen
from narrate.sources.feeds import is_called_feed, is_feed, parse_feed
from narrate.sources.lists import addresses_in, is_opml, opml_feeds
from narrate.sources.values import Found, Item, Origin, Standing, key_of

__all__ = ["Found", "Item", "Origin", "Standing", "find_items", "key_of", "open_item"]

_PAGES = frozenset({".htm", ".html", ".md", ".txt", ".xhtml"})


def find_items(origin: Origin, *, folder: Path, web: Web, known: Mapping[str, Standing], now: datetime) -> Found:
    """The items of an origin that are wanted; what cannot be read of it is told, and the rest is found.

    Args:
        origin: What the show names.
        folder: The show's; paths are meant from here.
        web: What fetches.
        known: How it stood with addresses and paths, by name: what has not changed since a version gives no items, so
            hand in none of which some are still to be made.
        now: Ages are counted to here.
    """
    standing = known.get(origin.name, Standing(origin.name))
    if "://" in origin.name:
        return _on_the_web(origin, web, known=known, now=now)
    try:
        if (folder / origin.name).is_file():
            source = replace(load(str(folder / origin.name)), name=origin.name)
            return _of_source(source, origin, web, known=known, now=now)
        paths = _paths(origin.name, folder)
    except InputError as exc:
        return Found(standings=(standing.lost(now, exc.line),))
    return Found(chosen((_page(path) for path in paths), origin, now), (standing.found(now, len(paths)),))


def open_item(item: Item, *, folder: Path, web: Web) -> Source:
    """The page of an item, or the text that it brought along.

    Raises:
        InputError: It cannot be read or fetched; of the kind FetchError where it is on the web.
    """
    if item.source is not None:
        return item.source
    if is_web(item.url):
        answer = web.ask(item.url, found=item.found)
        if answer.source is None:
            raise InputError(f"{item.url} came without a page", "try again later")
        return answer.source
    path = (folder / item.url).resolve()
    if item.found and not path.is_relative_to(folder.resolve()):  # a feed from elsewhere must not name our files
        raise InputError(f"{item.url} is outside of the show's folder", "put the page into it")
    return load(str(path))


def _on_the_web(
    origin: Origin, web: Web, *, known: Mapping[str, Standing], now: datetime, listed: bool = False
) -> Found:
    """What there is at an address; of one that an OPML file lists, only a feed is taken."""
    standing = known.get(origin.name, Standing(origin.name))
    try:
        answer = web.ask(origin.name, standing.version, found=listed)
        if answer.source is None:
            return Found(standings=(standing.unchanged(now),))
        if listed:
            return _of_feed(answer.source, origin, standing, now=now, version=answer.version)
        return _of_source(answer.source, origin, web, known=known, now=now, version=answer.version)
    except InputError as exc:
        return Found(standings=(standing.lost(now, exc.line),))


def _of_source(
    source: Source,
    origin: Origin,
    web: Web,
    *,
    known: Mapping[str, Standing],
    now: datetime,
    version: Version = Version(),
) -> Found:
    """What there is in a file, whatever of the kinds it is.

    Raises:
        InputError: It is empty, or no feed where there should be one.
    """
    standing = known.get(origin.name, Standing(origin.name))
    if is_feed(source):
        return _of_feed(source, origin, standing, now=now, version=version)
    if is_opml(source):  # without a version: it may stay the same, and its feeds change
        feeds = tuple(replace(origin, name=feed) for feed in opml_feeds(source))
        each = tuple(_on_the_web(feed, web, known=known, now=now, listed=True) for feed in feeds)
        return _together((Found(standings=(standing.found(now, len(feeds)),)), *each))
    if (addresses := addresses_in(source)) is not None:
        items = chosen((Item(key_of(one), "", one) for one in addresses), origin, now)
        return Found(items, (standing.found(now, len(addresses), version),))
    if not source.content.strip():
        raise InputError("it is empty", "look at it: is it the right one?")
    if standing.is_feed or is_called_feed(origin.name):
        raise InputError("it is no feed", "has it moved? Give the address of an RSS, Atom or JSON feed")
    item = Item(key_of(origin.name), "", origin.name, found=False, source=source)
    return Found((item,), (standing.found(now, 1, version),))


def _of_feed(source: Source, origin: Origin, standing: Standing, *, now: datetime, version: Version) -> Found:
    items = parse_feed(source, own_text=origin.own_text)
    if not is_web(origin.name):
        items = tuple(_beside(item, origin.name) for item in items)
    return Found(chosen(items, origin, now), (standing.found(now, len(items), version, is_feed=True),))


def _beside(item: Item, feed: str) -> Item:
    """The item with the path of its page from the show's folder, where a file of a feed names it from its own."""
    if not item.url or is_web(item.url):
        return item
    return replace(item, url=str(PurePosixPath(feed).parent / unquote(item.url)))


def _together(each: tuple[Found, ...]) -> Found:
    """All that was found, an item once."""
    items: dict[str, Item] = {}
    for item in (item for one in each for item in one.items):
        if not {item.key, *item.aliases} & items.keys():
            items |= dict.fromkeys((item.key, *item.aliases), item)
    return Found(tuple(dict.fromkeys(items.values())), tuple(one for found in each for one in found.standings))


def _paths(name: str, folder: Path) -> tuple[str, ...]:
    """The pages that a folder or a pattern names, from the show's folder, in the order of their names.

    Raises:
        InputError: There is none.
    """
    place = folder / name
    try:
        found = place.iterdir() if place.is_dir() else folder.glob(name)
        pages = sorted(str(path.relative_to(folder).as_posix()) for path in found if _is_page(path))
    except (OSError, ValueError, NotImplementedError) as exc:  # a folder that is shut, or a pattern that is none
        raise InputError(f"cannot read {name}: {exc}", "name files by their path from the show's folder") from exc
    if not pages:
        raise InputError(f"there is no page at {name}", "check the spelling; paths are meant from the show's folder")
    return tuple(pages)


def _is_page(path: Path) -> bool:
    return path.suffix.lower() in _PAGES and not path.name.startswith(".") and path.is_file()


def _page(path: str) -> Item:
    return Item(path, PurePosixPath(path).stem, path, found=False)
