"""Articles in several pages: which page is the next part, and the parts as one article."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, parse_qsl, urljoin, urlsplit

from narrate.model import Article, Block, Kind, Ruling

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_PARTS = 30  # the longest serials of magazines have half as many
_FEWEST_CHARACTERS = 60  # a shorter line may well stand twice in an article: "No," she said.
_HEAD = frozenset({Kind.TITLE, Kind.STANDFIRST, Kind.BYLINE, Kind.DATE})
_QUERY_NAMES = frozenset({"page", "p", "pg", "paged", "seite", "pagina", "pagenum", "strona", "part"})
_NUMBERED = re.compile(
    r"(?P<before>.+?)(?:/(?:page|seite|pagina|part)?[/-]?|[-_,])(?P<number>\d{1,2})(?P<suffix>\.\w+)?/?"
)
_ENDING = re.compile(r"\.\w{2,5}$")


def next_part(root: "_Element", url: str, number: int) -> str | None:
    """The address of part ``number`` of the article whose first part is at ``url``, where the page links to it.

    That is a link whose address is the first part's with the number added, as publishing systems do: ``/2``,
    ``/page/2``, ``-2.html``, ``?page=2``. What a link is called says less: "next" is mostly another article.
    """
    first = urlsplit(url)
    for link in root.iter("a", "link"):
        href = (link.get("href") or "").strip()
        if href and (link.tag == "a" or "next" in (link.get("rel") or "").lower().split()):
            found = _resolved(url, href)
            if found and _is_part(first, found, number):
                return found._replace(fragment="").geturl()
    return None


def joined(parts: Sequence[Article]) -> Article:
    """One article of all its parts: the first one's head, and no paragraph twice."""
    seen: set[str] = set()
    blocks: list[Block] = []
    rulings: list[Ruling] = []
    for part in parts:
        fresh = [block for block in part.blocks if not (rulings and (block.kind in _HEAD or block.text in seen))]
        rulings += _renumbered(part.rulings, len(rulings), seen, first=not rulings)
        blocks += fresh
        seen.update(block.text for block in fresh if len(block.text) >= _FEWEST_CHARACTERS)
    return replace(parts[0], blocks=tuple(blocks), rulings=tuple(rulings))


def _renumbered(rulings: Iterable[Ruling], before: int, seen: set[str], *, first: bool) -> list[Ruling]:
    """A part's rulings, numbered on; what an earlier part has said is dropped in the later one."""
    return [
        replace(
            ruling,
            line=before + number,
            kept=ruling.kept and not again,
            reason="repeated in a later part" if again and ruling.kept else ruling.reason,
        )
        for number, ruling in enumerate(rulings, 1)
        for again in [not first and (ruling.text in seen or ruling.reason in _HEAD)]
    ]


def _resolved(url: str, href: str) -> SplitResult | None:
    try:
        return urlsplit(urljoin(url, href))
    except ValueError:  # a port or an IPv6 address that is none
        return None


def _is_part(first: SplitResult, found: SplitResult, number: int) -> bool:
    """Whether an address is the first part's with ``number`` added."""
    if (found.hostname or "") != (first.hostname or "") or "comment" in found.fragment:
        return False
    asked, own = parse_qsl(found.query), parse_qsl(first.query)
    if _bare(found.path) == _bare(first.path):
        added = [pair for pair in asked if pair not in own]
        return len(added) == 1 and added[0][0].lower() in _QUERY_NAMES and added[0][1] == str(number)
    match = _NUMBERED.fullmatch(found.path)
    if match is None or int(match["number"]) != number or set(asked) - set(own):
        return False
    return _bare(match["before"] + (match["suffix"] or "")) == _bare(first.path) or (
        match["before"] == _ENDING.sub("", first.path)
    )


def _bare(path: str) -> str:
    return path.rstrip("/")
