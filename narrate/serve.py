"""A published folder over HTTP, as podcast players want it, for a person to listen to before it goes out."""

import hashlib
import io
import os
import socket
from pathlib import Path

import segno
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from narrate.errors import InputError, OutputError
from narrate.feed import FEED, base_of
from narrate.media import media_type

_LOOPBACK = "127.0.0.1"
_EVERYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 - what a user may ask for by --host
_OUTSIDE = ("192.0.2.1", 9)  # of the addresses for documentation: nothing is sent, but it tells the way out


class _Published(StaticFiles):
    """The files of a folder; none that is hidden, and none outside it."""

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        if any(part.startswith(".") for part in Path(path).parts):
            return "", None
        return super().lookup_path(path)

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)
        kind = media_type(str(full_path))
        if kind and "content-type" in response.headers:
            response.headers["content-type"] = kind
        return response


def app_of(folder: Path, url: str, hosts: tuple[str, ...]) -> Starlette:
    """What answers: the folder's files, and its feed with the addresses that it has here.

    Args:
        folder: What is published, and nothing else.
        url: Where the app is reached.
        hosts: By what names; a request for another is refused, or any page on the web could read this one.
    """

    def feed(request: Request) -> Response:
        content = (folder / FEED).read_bytes()
        if base := base_of(content):
            content = content.replace(f'="{base}'.encode(), f'="{url}/'.encode())  # of files; not of articles
        tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
        known = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
        if tag in known:
            return Response(status_code=304, headers={"etag": tag})
        return Response(content, media_type="application/rss+xml", headers={"etag": tag})

    return Starlette(
        routes=[Route(f"/{FEED}", feed), Mount("/", _Published(directory=folder, html=True))],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)],
    )


def own_address(host: str) -> str:
    """The address at which others reach a server that listens on one."""
    if host not in _EVERYWHERE:
        return host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way_out:
        try:
            way_out.connect(_OUTSIDE)
        except OSError:
            return _LOOPBACK
        return str(way_out.getsockname()[0])


def qr_code(url: str) -> str:
    """For a phone's camera, in the characters of a terminal."""
    drawn = io.StringIO()
    segno.make(url, micro=False).terminal(drawn, compact=True)
    return drawn.getvalue()


def listen(host: str, port: int) -> socket.socket:
    """A socket that takes connections there; port 0 is any that is free.

    Raises:
        OutputError: It cannot be had.
    """
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as exc:
        raise OutputError(f"cannot listen on {host} port {port}: {exc.strerror or exc}", "try another --port") from exc


def server_of(folder: Path, listening: socket.socket) -> tuple[uvicorn.Server, str]:
    """What serves a folder on a socket, and its address.

    Raises:
        InputError: There is no feed in the folder.
    """
    if not (folder / FEED).is_file():
        raise InputError(f"there is no {FEED} in {folder}", "build the show first")
    host, port = listening.getsockname()[:2]
    own = own_address(host)
    url = f"http://{f'[{own}]' if ':' in own else own}:{port}"
    names = dict.fromkeys((own, _LOOPBACK, "localhost", "[::1]", socket.gethostname().lower()))
    app = app_of(folder, url, tuple(names))
    return uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False, lifespan="off")), url
