"""What came in."""

from dataclasses import dataclass

MOST_BYTES = 32_000_000
"""Of a source: the longest novels are 5 MB of text, the largest article pages under 10 MB, and a page's tree takes
about ten times its bytes of memory."""


@dataclass(frozen=True, slots=True)
class Source:
    """What came in: the bytes of a page, a text dump or a text, and where they are from."""

    name: str
    """What to call it before a person: a path, a URL, or ``standard input``."""
    content: bytes
    url: str | None = None
    """The address that the content was served from, after redirects."""
    charset: str | None = None
    """The character set that the server named, if it named one."""
