"""Pages and files from the web: bounded in time and size, from the public internet only, and as a good guest."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit

from narrate import __version__
from narrate.errors import FetchError, InputError
from narrate.fetch.addresses import Resolve, look_up
from narrate.fetch.robots import TOKEN, Rules, parse_rules, rules_address
from narrate.model import MOST_BYTES, Source

if TYPE_CHECKING:
    from httpx2 import Client, Request, Response

    from narrate.fetch.dial import Budget

_PAGE_S = 60.0  # for all of a page, however it drips
_FILE_S = 20.0  # before a large file is expected to flow
_SLOWEST = 8_000  # bytes a second, of a large file: a voice would take two hours
_MOST_REDIRECTS = 5
_GAP_S = 1.0  # between two requests to one host: what crawlers with manners keep to
_MOST_GAP_S = 30.0  # of what a robots.txt asks for: some write a day
_PATIENCE_S = 30.0  # a server that asks for more is left for another run
_TRIES = 3
_UNCHANGED, _TOO_MANY, _UNAVAILABLE = 304, 429, 503


@dataclass(frozen=True, slots=True)
class Version:
    """What a server calls the state of what it serves; handed back to it, it tells whether that has changed since."""

    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server gave."""

    source: Source | None
    """None where nothing has changed since the version that was known."""
    version: Version


@dataclass(slots=True)
class _Host:
    """A host, and whose turn it is to talk to it."""

    turn: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0
    gap_s: float = 0.0
    """What its robots.txt asks for."""


class Web:
    """The web as one user or one show sees it: one request a host at a time; safe to share among threads.

    Args:
        private: Whether addresses that are not on the public internet may be reached: one's own machine and network.
        contact: Where a site's owner finds out who is asking: an address on the web, or of e-mail.
        gap_s: Between two requests to one host.
        resolve: Finds a host's addresses.
        sleep: Waits for so many seconds.
    """

    def __init__(
        self,
        *,
        private: bool = False,
        contact: str = "",
        gap_s: float = _GAP_S,
        resolve: Resolve = look_up,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._private, self._gap_s, self._resolve, self._sleep = private, gap_s, resolve, sleep
        self._agent = f"{TOKEN}/{__version__} (article reader{contact and f'; +{contact}'})"
        self._hosts: dict[str, _Host] = {}
        self._rules: dict[str, Rules] = {}

    def page(self, url: str) -> Source:
        """What is at an address that a person gave.

        Raises:
            InputError: It cannot be fetched, or is larger than a page is.
        """
        source = self.ask(url).source
        if source is None:
            raise FetchError(f"cannot fetch {url}: the server says that it is known already", status=_UNCHANGED)
        return source

    def ask(self, url: str, known: Version = Version(), *, found: bool = False) -> Answer:
        """What is at an address, if it has changed since a version.

        Args:
            url: http or https.
            known: What the server called it before.
            found: Whether a program found the address, such as in a feed: then the site's robots.txt has a say.

        Raises:
            FetchError: It cannot be fetched, or programs are asked not to.
            InputError: It is larger than a page is.
        """
        for _ in range(_TRIES - 1):
            try:
                return self._ask_once(url, known, found=found)
            except FetchError as exc:  # a server that asks for a short wait is given it
                if exc.wait_s is None or exc.wait_s > _PATIENCE_S:
                    raise
                self._sleep(exc.wait_s)
        return self._ask_once(url, known, found=found)

    def download(self, url: str, file: BinaryIO, *, most: int, report: Callable[[int], None]) -> None:
        """What is at an address, into a file; ``report`` is told the bytes that are there.

        Raises:
            FetchError: It cannot be fetched, or comes too slowly.
            InputError: It is of more than ``most`` bytes.
            OSError: From the file.
        """
        from narrate.fetch.dial import Budget

        count = 0
        with self._answer(url, {}, Budget(_FILE_S, _SLOWEST)) as response:
            for part in response.iter_bytes():
                count += len(part)
                if count > most:
                    raise InputError(f"{url} is larger than it should be: over {most} bytes")
                file.write(part)
                report(count)

    def _ask_once(self, url: str, known: Version, *, found: bool) -> Answer:
        from narrate.fetch.dial import Budget

        told = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
        headers = {name: value for name, value in told.items() if value}
        with self._answer(url, headers, Budget(_PAGE_S), found=found) as response:
            if response.status_code == _UNCHANGED:
                return Answer(None, known)
            content = bytearray()
            for part in response.iter_bytes():
                content += part
                if len(content) > MOST_BYTES:
                    raise InputError(f"{url} is larger than {MOST_BYTES // 1_000_000} MB", "give the article alone")
            version = Version(response.headers.get("ETag", ""), response.headers.get("Last-Modified", ""))
            return Answer(Source(url, bytes(content), str(response.url), response.charset_encoding), version)

    @contextmanager
    def _answer(
        self, url: str, headers: dict[str, str], budget: "Budget", *, found: bool = False
    ) -> "Iterator[Response]":
        """The answer at the end of the redirects, its body still to come."""
        from narrate.fetch.dial import open_client, translated

        scheme = url.partition("://")[0].lower()
        if scheme not in {"http", "https"}:
            refused = f"{url} is refused: only http and https addresses are read"
            raise FetchError(refused, "a file is given by its path, as it is")
        with (
            translated(url, budget),
            open_client(self._resolve, budget, private=self._private, agent=self._agent) as client,
            self._end(client, client.build_request("GET", url, headers=headers), found=found) as response,
        ):
            yield response

    @contextmanager
    def _end(self, client: "Client", request: "Request", *, found: bool) -> "Iterator[Response]":
        """Follows redirects itself: the library would unpack the body of each, and that may be a bomb."""
        for hop in range(_MOST_REDIRECTS + 1):
            if found and not self._rules_of(str(request.url)).allow(str(request.url)):
                raise FetchError(f"the robots.txt of {request.url.host} asks programs not to", "read it by hand")
            with self._turn(request.url.host, rested=bool(hop)):
                response = client.send(request, stream=True)
                try:
                    if response.next_request is None:
                        _check_status(response)
                        yield response
                        return
                    request = response.next_request
                finally:
                    response.close()
        raise FetchError(f"it redirects more than {_MOST_REDIRECTS} times", "is the address right?")

    @contextmanager
    def _turn(self, name: str, *, rested: bool) -> Iterator[None]:
        """The only request to a host, and not too soon after the one before; a redirect is the same one."""
        host = self._hosts.setdefault(name, _Host())
        with host.turn:
            if not rested and (wait_s := host.free_at - time.monotonic()) > 0:
                self._sleep(wait_s)
            try:
                yield
            finally:
                host.free_at = time.monotonic() + max(self._gap_s, host.gap_s)

    def _rules_of(self, url: str) -> Rules:
        address = rules_address(url)
        if address not in self._rules:
            self._rules[address] = rules = self._fetch_rules(address)
            host = self._hosts.setdefault(urlsplit(address).hostname or "", _Host())
            host.gap_s = min(rules.gap_s, _MOST_GAP_S)
        return self._rules[address]

    def _fetch_rules(self, address: str) -> Rules:
        """As RFC 9309 has it: a site without the file asks nothing, one that cannot tell is left alone."""
        try:
            return parse_rules(self.page(address).content)
        except FetchError as exc:
            if 400 <= exc.status < 500 and exc.status != _TOO_MANY:  # noqa: PLR2004 - the client's errors
                return Rules()
            raise


def _check_status(response: "Response") -> None:
    status = response.status_code
    if response.is_success or status == _UNCHANGED:
        return
    wait_s = _wait_asked(response.headers.get("Retry-After", "")) if status in {_TOO_MANY, _UNAVAILABLE} else None
    raise FetchError(f"the server answers {status}", status=status, wait_s=wait_s)


def _wait_asked(told: str) -> float | None:
    """The seconds in a Retry-After header, which names them or a date."""
    if told.strip().isdecimal():
        return float(told)
    try:
        until = parsedate_to_datetime(told)
    except ValueError:
        return None
    return max(0.0, (until.astimezone(UTC) - datetime.now(UTC)).total_seconds())
