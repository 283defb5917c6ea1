"""A small real server on this machine: what it answers, how, and what it was asked."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Site(ThreadingHTTPServer):
    """Serves ``pages``, by path; each is its body, or a function that answers in its own way."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Visit)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.pages: dict[str, bytes | str | Callable[[Visit], None]] = {}
        self.visits: list[Visit] = []
        self.closing = threading.Event()

    @property
    def asked(self) -> list[str]:
        return [visit.path for visit in self.visits]


class Visit(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.visits.append(self)
        page = self.server.pages.get(self.path)
        if callable(page):
            page(self)
        elif page is None:
            self.answer("not here", status=404)
        else:
            self.answer(page)

    def answer(self, body: bytes | str, *, status: int = 200, told: int | None = None, **headers: str) -> None:
        """``told`` is the length that it says the body has; headers are written with _ for -."""
        content = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(content) if told is None else told))
        self.end_headers()
        self.wfile.write(content)

    def drip(self, head: bytes, drop: bytes) -> None:
        """Without an end, a drop at a time."""
        try:
            self.wfile.write(head)
            while not self.server.closing.wait(0.02):
                self.wfile.write(drop)
                self.wfile.flush()
        except OSError:
            self.close_connection = True  # the other side has given up, as it should

    def log_message(self, *args: object) -> None:
        """Keeps the tests' output clean."""


def moved(to: str, status: int = 302) -> Callable[[Visit], None]:
    return lambda visit: visit.answer("moved", status=status, Location=to)


@contextmanager
def serving() -> Iterator[Site]:
    server = Site()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()
