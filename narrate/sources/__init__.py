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
from narrate.sources.feeds import is_feed, parse_feed
from narrate.sources.lists import addresses_in, is_opml, opml_feeds
from narrate.sources.values import Failure, Found, Item, Origin, key_of

__all__ = ["Failure", "Found", "Item", "Origin", "find_items", "open_item"]

_PAGES = frozenset({".htm", ".html", ".md", ".txt", ".xhtml"})


def find_items(origin: Origin, *, folder: Path, web: Web, known: Mapping[str, Version], now: datetime) -> Found:
    """The items of an origin that are wanted; what cannot be read of it is told, and the rest is found.

    Args:
        origin: What the show names.
        folder: The show's; paths are meant from here.
        web: What fetches.
        known: The versions of addresses that were read before: what has not changed since gives no items, so hand in
            none of which some are still to be made.
        now: Ages are counted to here.
    """
    if is_web(origin.name):
        return _on_the_web(origin, web, known, now)
    try:
        if (folder / origin.name).is_file():
            return _of_source(replace(load(str(folder / origin.name)), name=origin.name), origin, web, known, now)
        paths = _paths(origin.name, folder)
    except InputError as exc:
        return Found(failures=(Failure(origin.name, exc.message),))
    return Found(chosen((_page(path) for path in paths), origin, now))


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
    origin: Origin, web: Web, known: Mapping[str, Version], now: datetime, *, listed: bool = False
) -> Found:
    """What there is at an address; of one that an OPML file lists, only a feed is taken."""
    try:
        answer = web.ask(origin.name, known.get(origin.name, Version()), found=listed)
        if answer.source is None:
            found = Found()
        elif listed:
            found = Found(chosen(parse_feed(answer.source, own_text=origin.own_text), origin, now))
        else:
            found = _of_source(answer.source, origin, web, known, now)
    except InputError as exc:
        return Found(failures=(Failure(origin.name, exc.message),))
    if answer.source is not None and is_opml(answer.source):  # it may stay the same, and its feeds change
        return found
    return replace(found, versions=((origin.name, answer.version),))


def _of_source(source: Source, origin: Origin, web: Web, known: Mapping[str, Version], now: datetime) -> Found:
    """What there is in a file, whatever of the kinds it is."""
    if is_feed(source):
        items = (_beside(item, origin.name) for item in parse_feed(source, own_text=origin.own_text))
        return Found(chosen(items, origin, now))
    if is_opml(source):
        feeds = (replace(origin, name=feed) for feed in opml_feeds(source))
        return _together(tuple(_on_the_web(feed, web, known, now, listed=True) for feed in feeds))
    if (addresses := addresses_in(source)) is not None:
        return Found(chosen((Item(key_of(one), "", one) for one in addresses), origin, now))
    return Found((Item(key_of(origin.name), "", origin.name, found=False, source=source),))


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
    return Found(
        tuple(dict.fromkeys(items.values())),
        tuple(version for one in each for version in one.versions),
        tuple(failure for one in each for failure in one.failures),
    )


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
