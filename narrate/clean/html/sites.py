"""Site rules: what no general rule gets right on one site, or on all sites of one publishing system."""

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from narrate.clean.credits.dates import iso_date
from narrate.clean.html.meta import Meta
from narrate.clean.lines import fold
from narrate.errors import UsageError
from narrate.model import SiteRule

if TYPE_CHECKING:
    from lxml.cssselect import CSSSelector
    from lxml.etree import _Element

_SHIPPED = Path(__file__).with_name("sites.toml")
_NAMED = re.compile(r"[.#]([A-Za-z_][\w-]*)")  # classes and ids in a selector
_KINDS = ("site", "system")
_SAID = ("drop", "keep", "title", "author", "date")
_KNOWN = {"site": _SAID, "system": ("signs", *_SAID)}


def read_sites(path: Path) -> tuple[SiteRule, ...]:
    """The site rules in a TOML file: tables ``[site."example.org"]`` and ``[system.NAME]``.

    ``drop`` and ``keep`` are lists of CSS selectors of what is never and what is always the article; where both hold,
    the inner element decides. ``title``, ``author`` and ``date`` each are one selector. A site's rule also holds on
    its subdomains; a system's holds on each page whose source has one of its ``signs`` in it.

    Raises:
        UsageError: It cannot be read, has a key that is not known, or a selector that is none.
    """
    rules = _read(path)
    for selector in (one for rule in rules for one in (*rule.keep, *rule.drop, rule.title, rule.author, rule.date)):
        _refuse_if_none(selector, path)
    return rules


@cache
def shipped() -> tuple[SiteRule, ...]:
    """The rules that come with narrate."""
    return _read(_SHIPPED)


def _read(path: Path) -> tuple[SiteRule, ...]:
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as exc:
        raise UsageError(f"cannot read the site rules {path}: {getattr(exc, 'strerror', None) or exc}") from exc
    _refuse_unknown(table, _KINDS, str(path))
    return tuple(
        _rule(kind, name, fields, f"[{kind}.{name}] in {path}")
        for kind, named in table.items()
        for name, fields in _table(named, f"[{kind}] in {path}").items()
    )


def matching(rules: Iterable[SiteRule], html: str, url: str | None) -> list[SiteRule]:
    """Those that hold on a page."""
    host = (urlsplit(url or "").hostname or "") if url else ""
    return [
        rule
        for rule in rules
        if (rule.host and f".{host}".endswith(f".{rule.host}")) or any(sign in html for sign in rule.signs)
    ]


def decided(rules: Sequence[SiteRule], html: str, root: "_Element") -> "dict[_Element, bool]":
    """The elements that the rules name: True is always the article, False never; the later rule wins."""
    return {
        element: kept
        for rule in rules
        for kept, selectors in ((True, rule.keep), (False, rule.drop))
        for selector in selectors
        if ":" in selector
        or all(name in html for name in _NAMED.findall(selector))  # most name what a page has none of
        for element in _select(selector, root)
    }


def corrected(meta: Meta, rules: Sequence[SiteRule], root: "_Element") -> Meta:
    """What is known of a page, with what the rules name in the place of what it says for machines."""
    for rule in rules:
        title, author, date = (_first(root, selector) for selector in (rule.title, rule.author, rule.date))
        meta = replace(
            meta,
            titles=(title,) if title else meta.titles,
            author=author or meta.author,
            published=(date and iso_date(date)) or meta.published,
        )
    return meta


def _first(root: "_Element", selector: str) -> str:
    """The text of the first element that a selector names, or its machine-readable date."""
    found = _select(selector, root) if selector else []
    return next((fold(one.get("datetime") or "".join(map(str, one.itertext()))) for one in found), "")


def _select(selector: str, root: "_Element") -> "list[_Element]":
    return cast("list[_Element]", _compiled(selector)(root))


@cache
def _compiled(selector: str) -> "CSSSelector":
    from lxml.cssselect import CSSSelector

    return CSSSelector(selector, translator="html")


def _rule(kind: str, name: str, fields: object, where: str) -> SiteRule:
    table = _table(fields, where)
    _refuse_unknown(table, _KNOWN[kind], where)
    signs = _listed(table, "signs", where, "/wp-content/")
    if kind == "system" and not signs:
        raise UsageError(
            f"{where} has no signs", 'give it words of the page\'s source, such as signs = ["/wp-content/"]'
        )
    return SiteRule(
        host=name.lower() if kind == "site" else "",
        signs=signs,
        drop=_listed(table, "drop", where, "div.promo"),
        keep=_listed(table, "keep", where, "div.promo"),
        title=_one(table, "title", where),
        author=_one(table, "author", where),
        date=_one(table, "date", where),
    )


def _listed(table: Mapping[str, object], key: str, where: str, example: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise UsageError(f"{key} of {where} is no list of texts", f'write {key} = ["{example}"]')
    return tuple(value)


def _one(table: Mapping[str, object], key: str, where: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise UsageError(f"{key} of {where} is not one selector", f'write {key} = "div.story .{key}"')
    return value


def _table(value: object, where: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise UsageError(f"{where} is no table", 'write [site."example.org"] and its keys under it')
    return value


def _refuse_if_none(selector: str, path: Path) -> None:
    from cssselect import SelectorError

    try:
        if selector:
            _compiled(selector)
    except SelectorError as exc:
        raise UsageError(f"{selector!r} in {path} is no CSS selector: {exc}", 'write it as in "div.promo > p"') from exc


def _refuse_unknown(table: Mapping[str, object], known: Iterable[str], where: str) -> None:
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, tuple(known), n=1, cutoff=0.0)
            raise UsageError(f"{key!r} in {where} is not known", f"did you mean {near[0]!r}?" if near else "")
