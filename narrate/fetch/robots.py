"""What a site's robots.txt (RFC 9309) lets programs read, and how often."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

if TYPE_CHECKING:
    from protego import Protego

TOKEN = "narrate"  # noqa: S105 - the name that a site's owner addresses us by, in robots.txt and in the User-Agent
_MOST_BYTES = 500 << 10  # RFC 9309 asks for at least so many to be read


@dataclass(frozen=True, slots=True)
class Rules:
    """What one site asks of programs; everything is allowed where it asks nothing."""

    asked: "Protego | None" = None

    def allow(self, url: str) -> bool:
        """Whether a program may read what is at an address of the site."""
        return self.asked is None or self.asked.can_fetch(url, TOKEN)

    @property
    def gap_s(self) -> float:
        """The gap that the site wants between two requests; 0 where it tells none."""
        delay = self.asked.crawl_delay(TOKEN) if self.asked else None
        return max(0.0, delay or 0.0)


def parse_rules(content: bytes) -> Rules:
    """The rules in a robots.txt; what cannot be read of it asks nothing."""
    from protego import Protego

    return Rules(Protego.parse(content[:_MOST_BYTES].decode("utf-8-sig", "replace")))


def rules_address(url: str) -> str:
    """Where the site of an address keeps its robots.txt."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme.lower(), parts.netloc.rpartition("@")[2].lower(), "/robots.txt", "", ""))
