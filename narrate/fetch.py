"""A file, an address or standard input to a source."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from narrate.errors import InputError
from narrate.model import MOST_BYTES, Source

if TYPE_CHECKING:
    from httpx2 import Response

STANDARD_INPUT = "-"

_TIMEOUT_S = 20.0  # of silence
_MOST_S = 60.0  # for all of a page, however it drips
_SLOWEST = 8_000  # bytes a second, of a large file: a voice would take two hours
_MOST_REDIRECTS = 5


def load(name: str) -> Source:
    """What a user named: a path, an http or https address, or ``-``.

    Raises:
        InputError: It is not there, cannot be read or fetched, or is too large.
    """
    if name == STANDARD_INPUT:
        if sys.stdin is None:
            raise InputError("there is no standard input", "give a file or a web address")
        return Source("standard input", _limited("standard input", sys.stdin.buffer.read(MOST_BYTES + 1)))
    scheme = name.partition("://")[0].lower() if "://" in name else ""
    if scheme in {"http", "https"}:
        return _download(name)
    if scheme:
        raise InputError(f"cannot fetch {name}: {scheme} addresses are not supported", "use http, https or a path")
    return _read(Path(name))


def _read(path: Path) -> Source:
    try:
        if path.is_dir():
            raise InputError(f"{path} is a folder", "name the files in it")
        with path.open("rb") as file:
            return Source(str(path), _limited(str(path), file.read(MOST_BYTES + 1)))
    except FileNotFoundError as exc:
        raise InputError(f"there is no file {path}", "check the spelling, and the folder you are in") from exc
    except (OSError, ValueError) as exc:  # ValueError: a null byte in the name
        raise InputError(f"cannot read {path}: {getattr(exc, 'strerror', None) or exc}") from exc


def fetch_file(url: str, file: BinaryIO, *, most: int, report: Callable[[int], None]) -> None:
    """What is at an address, into a file; ``report`` is told the bytes that are there.

    Raises:
        InputError: It cannot be fetched, comes too slowly, or is of more than ``most`` bytes.
        OSError: From the file.
    """
    start, count = time.monotonic(), 0
    with _response(url) as response:
        for part in response.iter_bytes():
            count += len(part)
            if count > most:
                raise InputError(f"{url} is larger than it should be: over {most} bytes")
            file.write(part)
            report(count)
            if time.monotonic() - start > _TIMEOUT_S + count / _SLOWEST:
                raise InputError(f"cannot fetch {url}: it comes at a snail's pace", "try again later")


def _download(url: str) -> Source:
    deadline = time.monotonic() + _MOST_S
    with _response(url) as response:
        content = bytearray()
        for part in response.iter_bytes():
            content += part
            if len(content) > MOST_BYTES:
                break
            if time.monotonic() > deadline:
                raise InputError(f"cannot fetch {url}: it took more than {_MOST_S:.0f} s", "try again later")
        return Source(url, _limited(url, bytes(content)), str(response.url), response.charset_encoding)


@contextmanager
def _response(url: str) -> Iterator["Response"]:
    """The answer to a request, its body still to come."""
    import httpx2

    from narrate import __version__

    agent = f"narrate/{__version__} (article reader)"
    try:
        with (
            httpx2.Client(
                timeout=_TIMEOUT_S, follow_redirects=True, max_redirects=_MOST_REDIRECTS, headers={"User-Agent": agent}
            ) as client,
            client.stream("GET", url) as response,
        ):
            response.raise_for_status()
            yield response
    except httpx2.HTTPStatusError as exc:
        raise InputError(f"cannot fetch {url}: the server answers {exc.response.status_code}") from exc
    except httpx2.TimeoutException as exc:
        raise InputError(f"cannot fetch {url}: no answer within {_TIMEOUT_S:.0f} s", "try again later") from exc
    except httpx2.ConnectError as exc:
        raise InputError(f"cannot fetch {url}: {exc}", "is the address right, and is this machine online?") from exc
    except (httpx2.HTTPError, httpx2.InvalidURL, UnicodeError) as exc:
        raise InputError(f"cannot fetch {url}: {exc}", "is the address right?") from exc


def _limited(name: str, content: bytes) -> bytes:
    if len(content) > MOST_BYTES:
        raise InputError(f"{name} is larger than {MOST_BYTES // 1_000_000} MB", "give the article alone")
    return content
