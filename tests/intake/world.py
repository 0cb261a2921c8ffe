"""A server on loopback that plays the world: every page, feed and fault that the tests of fetching need."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple


class Said(NamedTuple):
    """An answer: status, headers, body, and seconds between its pieces."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    drip: float = 0.0


Play = Callable[["World", dict[str, str]], Said]


class World:
    """What the server answers, by path; what it was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, Said | Play] = {}
        self.asked: list[tuple[str, dict[str, str], float]] = []
        self.base = ""

    def html(self, path: str, text: str, head: str = "", **headers: str) -> None:
        """A page of an article."""
        pairs = (("Content-Type", "text/html; charset=utf-8"), *((k.replace("_", "-"), v) for k, v in headers.items()))
        self.pages[path] = Said(200, pairs, article(text, head).encode())

    def count(self, path: str) -> int:
        """How often a path was asked for."""
        return sum(asked == path for asked, _, _ in self.asked)


def article(text: str, head: str = "") -> str:
    """A page around a text, a paragraph a line."""
    body = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    return f"<!doctype html><html lang='en'><head><title>T</title>{head}</head><body><article><h1>T</h1>{body}</article></body></html>"


def bomb(megabytes: int) -> bytes:
    """Zeros, packed."""
    return gzip.compress(b"\0" * (megabytes << 20))


@contextmanager
def playing() -> Iterator[World]:
    """A running world; it is taken down at the end."""
    world = World()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked = {k.lower(): v for k, v in self.headers.items()}
            world.asked.append((self.path, asked, time.monotonic()))
            held = world.pages.get(self.path, Said(404, (), b"nothing"))
            said = held(world, asked) if callable(held) and not isinstance(held, Said) else held
            assert isinstance(said, Said)
            try:
                self.send_response(said.status)
                for name, value in said.headers:
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(said.body)))
                self.end_headers()
                step = 1 if said.drip else max(1, len(said.body))
                for at in range(0, len(said.body), step):
                    self.wfile.write(said.body[at : at + step])
                    self.wfile.flush()
                    time.sleep(said.drip)
            except OSError:
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    world.base = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield world
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
