"""Connections to the addresses that were checked, within the time that there is. The seam to the HTTP library."""

import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from urllib.request import getproxies, proxy_bypass

import httpcore2
import httpx2

from narrate.errors import FetchError
from narrate.fetch.addresses import Resolve, internal, told_by_name

_CONNECT_S = 10.0  # a server that is there answers within two; a host may have several addresses
_SILENCE_S = 20.0  # the longest wait for the next bytes
_BROKEN = (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.ProxyError, httpcore2.UnsupportedProtocol)


class Budget:
    """The time that an answer may take: so long, and a while more for all that has come of it."""

    def __init__(self, most_s: float, slowest: float = float("inf")) -> None:
        self._most_s, self._slowest = most_s, slowest
        self._start: float | None = None
        self.received = 0
        """Bytes, as they came over the wire."""

    @property
    def left_s(self) -> float:
        """Not above 0 when the time is over; it runs from the first time that it is asked for."""
        if self._start is None:
            self._start = time.monotonic()
        return self._start + self._most_s + self.received / self._slowest - time.monotonic()

    def within(self, timeout: float | None) -> float:
        """That timeout, or what is left where that is less.

        Raises:
            httpcore2.ReadTimeout: Nothing is left.
        """
        left = self.left_s
        if left <= 0:
            raise httpcore2.ReadTimeout
        return min(left, timeout or left)


class _Timed(httpcore2.NetworkStream):
    """A connection on which all that is done stays within the budget, however the other side drips."""

    def __init__(self, stream: httpcore2.NetworkStream, budget: Budget) -> None:
        self._stream, self._budget = stream, budget

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        content = self._stream.read(max_bytes, self._budget.within(timeout))
        self._budget.received += len(content)
        return content

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._budget.within(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._budget.within(timeout))
        return _Timed(stream, self._budget)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


class _Dialler(httpcore2.NetworkBackend):
    """Looks a host up once, and dials the very addresses that it has looked at."""

    def __init__(self, resolve: Resolve, budget: Budget, *, private: bool) -> None:
        self._resolve, self._budget, self._private = resolve, budget, private
        self._sockets = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        failure: httpcore2.ConnectError | httpcore2.ConnectTimeout = httpcore2.ConnectError(f"{host} has no address")
        for address in self._addresses(host, port):
            try:
                within = self._budget.within(timeout)
                stream = self._sockets.connect_tcp(address, port, within, local_address, socket_options)
                return _Timed(stream, self._budget)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as exc:
                failure = exc
        raise failure

    def _addresses(self, host: str, port: int) -> tuple[str, ...]:
        """Where the host is; refuses it where one of its addresses is internal, as names made to mislead have both."""
        try:
            found = self._resolve(host, port)
        except (OSError, UnicodeError) as exc:
            raise httpcore2.ConnectError(f"{host}: {getattr(exc, 'strerror', None) or exc}") from exc
        if not self._private:
            _refuse_internal(host, found)
        return found


def _refuse_internal(host: str, addresses: tuple[str, ...]) -> None:
    for address in addresses:
        if kind := internal(address):
            told = host if address == host else f"{host} is {address}, which"
            hint = "give --allow-private to reach machines of your own network"
            raise FetchError(f"{told} is not on the public internet ({kind})", hint)


class _Transport(httpx2.BaseTransport):
    """What carries requests: within a budget, to public addresses only unless ``private``."""

    def __init__(self, resolve: Resolve, budget: Budget, *, private: bool) -> None:
        self._resolve, self._budget, self._private = resolve, budget, private
        self._pools: dict[str, httpcore2.ConnectionPool] = {}

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        proxy = _proxy_for(request.url)
        if proxy and not self._private:  # it looks names up by itself; what needs no looking up is seen from here
            _refuse_internal(request.url.host, told_by_name(request.url.host, request.url.port or 0))
        if proxy not in self._pools:
            self._pools[proxy] = self._pool(proxy)
        url = httpcore2.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        asked = httpcore2.Request(request.method, url, headers=request.headers.raw, extensions=request.extensions)
        answer = self._pools[proxy].handle_request(asked)
        return httpx2.Response(
            answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions
        )

    def _pool(self, proxy: str) -> httpcore2.ConnectionPool:
        if not proxy:
            dialler = _Dialler(self._resolve, self._budget, private=self._private)
            return httpcore2.ConnectionPool(ssl_context=_trusted(), network_backend=dialler)
        at_hand = _Dialler(self._resolve, self._budget, private=True)  # the user's own choice, and mostly near by
        return httpcore2.HTTPProxy(proxy, ssl_context=_trusted(), network_backend=at_hand)

    def close(self) -> None:
        for pool in self._pools.values():
            pool.close()


class _Body(httpx2.SyncByteStream):
    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


def _proxy_for(url: httpx2.URL) -> str:
    """The proxy that the environment names for an address; empty for none."""
    proxies = getproxies()
    proxy = proxies.get(url.scheme) or proxies.get("all", "")
    return "" if not proxy or proxy_bypass(url.host) else proxy if "://" in proxy else f"http://{proxy}"


@cache
def _trusted() -> ssl.SSLContext:
    """Whose certificates are trusted: read once, for it takes longer than a request."""
    return httpx2.create_ssl_context()


@contextmanager
def translated(url: str, budget: Budget) -> Iterator[None]:
    """The library's errors, and refusals of where an address leads, told of the address that was asked for.

    Raises:
        FetchError: Of any of them.
    """
    try:
        yield
    except FetchError as exc:
        raise FetchError(f"cannot fetch {url}: {exc.message}", exc.hint, status=exc.status, wait_s=exc.wait_s) from exc
    except httpcore2.TimeoutException as exc:
        slow = "it comes at a snail's pace" if budget.left_s <= 0 else f"no answer within {_SILENCE_S:.0f} s"
        raise FetchError(f"cannot fetch {url}: {slow}", "try again later") from exc
    except httpcore2.ConnectError as exc:
        raise FetchError(f"cannot fetch {url}: {exc}", "is the address right, and is this machine online?") from exc
    except (*_BROKEN, httpx2.HTTPError, httpx2.InvalidURL, UnicodeError) as exc:
        raise FetchError(f"cannot fetch {url}: {exc}", "is the address right?") from exc


def open_client(resolve: Resolve, budget: Budget, *, private: bool, agent: str) -> httpx2.Client:
    """A client for one fetch, with all its redirects; follows none by itself."""
    return httpx2.Client(
        transport=_Transport(resolve, budget, private=private),
        timeout=httpx2.Timeout(_SILENCE_S, connect=_CONNECT_S),
        headers={"User-Agent": agent},
    )
