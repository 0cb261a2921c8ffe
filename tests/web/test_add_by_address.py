"""Add by an address: the page is fetched, kept and read, and what cannot be had is said."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from starlette.testclient import TestClient
from tests.web.test_safety import JSON, started

from stemma.commands import taking

pytest.importorskip("httpx", reason="fetching is an extra: pip install 'stemma[fetch]'")
PAGE = b"""<!doctype html><html><head><title>Bridge closed in Kursk</title><meta property="og:site_name" content="Weir Courier">
<meta property="article:published_time" content="2025-01-08T10:00:00+00:00"></head><body><article><h1>Bridge closed in Kursk</h1>
<p>At least 417 people were evacuated from the bank of the Seim on Tuesday, the governor said. The bridge in Kursk is closed for ten days,
and nobody could say when the water would fall again.</p><p>Another 1,290 households were without power in the morning, the office of
the governor said in a statement on Wednesday.</p></article></body></html>"""


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """A page, no rules for robots, and nothing else."""
        found = self.path == "/bridge"
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE if found else b"<p>Not here.</p>")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def inner(monkeypatch: pytest.MonkeyPatch) -> None:
    """The app fetches nothing of this machine; for the test it may."""
    plain = taking.Taking
    monkeypatch.setattr(taking, "Taking", lambda: plain(private=True, pace=0.0))


@pytest.mark.usefixtures("inner")
def test_a_page_is_added_by_its_address(client: TestClient, site: str) -> None:
    job = started(client, client.post("/add", data={"url": f"{site}/bridge"}, headers=JSON))
    assert (job["state"], job["result"]["new"], job["result"]["refused"]) == ("done", 1, [])
    (report,) = [r for r in client.get("/report.json").json()["reports"] if r["outlet"] == "Weir Courier"]
    shown = client.get(f"/report/{report['id']}").text
    assert "Bridge closed in Kursk" in shown and "417" in shown
    again = started(client, client.post("/add", data={"url": f"{site}/bridge"}, headers=JSON))
    assert again["result"]["new"] == 0


@pytest.mark.usefixtures("inner")
def test_a_page_that_is_not_there_is_named(client: TestClient, site: str) -> None:
    job = started(client, client.post("/add", data={"url": f"{site}/gone"}, headers=JSON))
    said = " ".join([job["fault"] or "", *job["result"].get("refused", [])])
    assert "/gone" in said and "404" in said


def test_this_machines_own_pages_are_not_fetched(client: TestClient, site: str) -> None:
    job = started(client, client.post("/add", data={"url": f"{site}/bridge"}, headers=JSON))
    assert job["result"].get("new", 0) == 0 and (job["fault"] or job["result"]["refused"])
