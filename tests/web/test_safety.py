"""Only this machine, or a token; no forged decision; text is never markup; bodies are bounded; no way out of a folder."""

from __future__ import annotations

import base64
import hashlib
import re
import time
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from stemma.commands.common import How
from stemma.commands.pack import pack as pack_command
from stemma.commands.serve import doings, tile_host
from stemma.core.errors import StemmaError
from stemma.core.packs import Pack
from stemma.ledger import Ledger
from stemma.web import make_app
from stemma.web.adding import safe_name
from stemma.web.figure import PLOT_STYLE
from stemma.web.safety import Rules

JSON = {"Accept": "application/json", "X-Stemma-Seal": "sealed"}
HOSTILE = """<html><head><title>"><script>alert(1)</script></title><meta property="og:site_name" content="<img src=x onerror=alert(2)>">
</head><body><article><h1>Toll</h1><p>At least 41 people were killed in Kursk, <b onclick="x()">the governor</b> said on 8 January
2025. &lt;script&gt;alert(3)&lt;/script&gt; &lt;img src=x onerror=alert(4)&gt; {{ 7*7 }}
{% raw %}</p><script>alert(5)</script></article></body></html>"""


def started(client: TestClient, answer: Any) -> dict[str, Any]:
    job: dict[str, Any] = answer.json()
    for _ in range(300):
        if job["state"] in ("done", "failed"):
            return job
        time.sleep(0.05)
        job = client.get(f"/add/{job['id']}.json").json()
    raise AssertionError(job)


def test_every_answer_carries_a_strict_policy(client: TestClient) -> None:
    for path in ("/situation", "/situation.json", "/static/app.css", "/nothing"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "script-src 'self'" in policy and "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "same-origin"


def test_only_the_figure_allows_one_style_and_by_the_hash_of_the_text_that_plot_writes(client: TestClient) -> None:
    source = (files("stemma") / "web" / "static" / "plot" / "plot.js").read_text("utf-8")
    (written,) = [t for t in re.findall(r'append\("style"\)\.text\(`([^`]*)`\)', source) if "--plot-background" in t]
    text = re.sub(r"\$\{\w+\}", "plotted", written)
    assert f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}" == PLOT_STYLE
    figure = client.get("/figure.json").json()["figures"][0]["id"]
    assert f"style-src 'self' '{PLOT_STYLE}'; " in client.get(f"/figure/{figure}").headers["content-security-policy"]
    for path in ("/situation", "/figure", "/inbox", "/nothing", f"/figure/{figure}.json"):
        assert "style-src 'self'; " in client.get(path).headers["content-security-policy"]


def test_another_host_name_is_refused_on_the_loopback(client: TestClient) -> None:
    assert client.get("/situation", headers={"Host": "evil.example"}).status_code == 421
    assert client.get("/situation", headers={"Host": "127.0.0.1.evil.example"}).status_code == 421
    assert client.get("/situation", headers={"Host": "localhost:8471"}).status_code == 200


def test_off_the_loopback_a_token_is_needed(ledger: Path, pack: Pack) -> None:
    app = make_app(str(ledger), pack, doings(str(ledger), How()), Rules(token="secret-token"))
    with TestClient(app, base_url="http://stemma.example", follow_redirects=False) as client:
        assert client.get("/situation").status_code == 401
        assert client.get("/situation?token=wrong").status_code == 401
        assert client.get("/static/app.css").status_code == 401
        assert client.get("/situation.json", headers={"Authorization": "Bearer secret-token"}).status_code == 200
        answer = client.get("/situation?place=Kursk&token=secret-token")
        assert answer.status_code == 303 and answer.headers["location"] == "/situation?place=Kursk"
        assert "httponly" in answer.headers["set-cookie"].lower() and "samesite=strict" in answer.headers["set-cookie"].lower()
        assert client.get("/situation").status_code == 200
        assert client.get("//evil.example/?token=secret-token").headers.get("location", "/").startswith("/")
        assert not client.get("//evil.example/?token=secret-token").headers["location"].startswith("//")


@pytest.mark.parametrize("path", ["/decide", "/add", "/assemble", "/reader"])
def test_a_form_without_this_servers_seal_is_refused(client: TestClient, path: str) -> None:
    form = {"action": "accept", "item": "x", "text": "Some 40 people were killed.", "reader": "Eve"}
    assert client.post(path, data=form).status_code == 403
    assert client.post(path, data={**form, "seal": "guessed"}).status_code == 403
    assert client.post(path, data={**form, "seal": "sealed"}, headers={"Origin": "https://evil.example"}).status_code == 403
    assert client.post(path, data={**form, "seal": "sealed"}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert client.get(path).status_code in (200, 405)
    assert client.get("/decisions.json").json() == {"decisions": []}


def test_hostile_html_is_text_everywhere(client: TestClient) -> None:
    job = started(client, client.post("/add", files={"files": ("evil.html", HOSTILE.encode(), "text/html")}, headers=JSON))
    assert job["state"] == "done" and job["result"]["new"] == 1
    reports = client.get("/report.json").json()["reports"]
    new = next(r["id"] for r in reports if "script" in r["title"] or "img" in r["outlet"] or "Toll" in r["title"])
    for path in (
        "/situation",
        "/report",
        f"/report/{new}",
        "/inbox",
        "/sources",
        "/stemma",
        "/search?q=governor",
        "/search?q=%3Cscript%3E",
        "/conflicts",
    ):
        page = client.get(path).text
        assert (
            "<script>alert" not in page
            and "<img src=x" not in page
            and "onclick" not in page
            and "49" not in page.split("{{ 7*7 }}")[0][-3:]
        )


def test_markup_in_an_address_is_text(client: TestClient) -> None:
    for path in (
        "/search?q=<script>alert(1)</script>",
        "/map?place=<b>x</b>",
        '/sources?q="><i>',
        "/figure?q=<img src=x>",
        "/situation?place=<u>",
    ):
        page = client.get(path).text
        assert "<script>alert" not in page and "<b>x" not in page and '"><i>' not in page and "<img src=x" not in page and "<u>" not in page


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "..\\..\\boot.ini", "/etc/shadow", "a/../../b.txt", "\x00.txt", "....//x", "con\nx.txt", ""]
)
def test_a_name_never_leads_out_of_its_folder(name: str) -> None:
    kept = safe_name(name, 1)
    assert kept and "/" not in kept and "\\" not in kept and "\x00" not in kept and kept not in (".", "..") and not kept.startswith(".")


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2f..%2fcore/types.py",
        "/static/fonts/../dossier.css",
        "/static//etc/passwd",
    ],
)
def test_static_files_end_at_their_folder(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404 or ("from __future__" not in answer.text and "root:" not in answer.text)


def test_uploads_are_bounded(ledger: Path, pack: Pack) -> None:
    app = make_app(str(ledger), pack, doings(str(ledger), How()), Rules(seal="sealed", most_body=50_000))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        big = client.post("/add", files={"files": ("big.txt", b"x" * 60_000, "text/plain")}, headers=JSON)
        assert big.status_code == 413

        def endless() -> Any:
            yield b"text="
            for _ in range(200):
                yield b"y" * 1000

        slow = client.post("/add", content=endless(), headers={**JSON, "Content-Type": "application/x-www-form-urlencoded"})
        assert slow.status_code in (400, 413)
    with Ledger.open(ledger) as held:
        assert held.queries.counts()["reports"] == 9


def test_a_huge_and_broken_page_is_taken_or_refused_and_the_app_goes_on(client: TestClient) -> None:
    huge = b"<html><body>" + b"<div>" * 20_000 + b"At least 90 people were killed. " * 3000 + b"</body>"
    job = started(client, client.post("/add", files={"files": ("huge.html", huge, "text/html")}, headers=JSON))
    assert job["state"] == "done"
    job = started(client, client.post("/add", files={"files": ("x.pdf", b"%PDF-1.7 broken", "application/pdf")}, headers=JSON))
    assert job["state"] in ("done", "failed") and (job["fault"] or job["result"]["refused"])
    assert client.get("/situation").status_code == 200


@pytest.mark.parametrize("form", [{"url": "file:///etc/passwd"}, {"url": "/etc/passwd"}, {"url": "https://a b"}, {"text": "  "}])
def test_what_cannot_be_added_is_said(client: TestClient, form: dict[str, str]) -> None:
    answer = client.post("/add", data=form, headers=JSON)
    assert answer.status_code == 400 and answer.json()["error"]


def test_a_pasted_text_becomes_a_report(client: TestClient) -> None:
    form = {
        "text": "At least 41 people were killed in Kursk, the governor said.",
        "title": "Pasted",
        "outlet": "Desk",
        "published": "2025-01-09",
    }
    job = started(client, client.post("/add", data=form, headers=JSON))
    assert job["result"]["new"] == 1
    assert any(r["title"] == "Pasted" and r["outlet"] == "Desk" for r in client.get("/report.json").json()["reports"])


def test_tiles_are_taken_from_an_address_of_tiles_alone() -> None:
    assert tile_host("https://tiles.example/{z}/{x}/{y}.png") == "https://tiles.example"
    for wrong in ("javascript:alert(1)", "https://a b/{z}", "https://x;script-src *", "tiles"):
        with pytest.raises(StemmaError, match="no address of map tiles"):
            tile_host(wrong)


def test_an_upload_keeps_its_original_and_whence_it_came(client: TestClient, ledger: Path) -> None:
    said = b"Title: A bridge\nOutlet: Daily Post\nPublished: 2024-11-25\n\nThe mayor said that 3 people died on the bridge.\n"
    job = started(client, client.post("/add", files={"files": ("bridge.txt", said, "text/plain")}, headers=JSON))
    assert job["result"]["new"] == 1 and job["result"]["refused"] == []
    with Ledger.open(ledger) as held:
        (report,) = [r for r in held.reports() if r.title == "A bridge"]
        rows = held.queries.ask("SELECT original, whence, command FROM custody WHERE report = ?", [report.id])
        assert [row[1:] for row in rows] == [("bridge.txt", "stemma serve")]
        assert held.originals.bytes_of(rows[0][0]) == said


def test_the_evidence_pack_is_that_of_the_command(client: TestClient, ledger: Path, tmp_path: Path) -> None:
    figure = client.get("/situation.json").json()["groups"][0]["figures"][0]["id"]
    assert f'href="/pack/{figure}.zip"' in client.get(f"/figure/{figure}").text
    answer = client.get(f"/pack/{figure}.zip")
    assert answer.headers["content-type"] == "application/zip"
    written = tmp_path / "pack.zip"
    assert CliRunner().invoke(pack_command, [figure, "-o", str(written), "--ledger", str(ledger)]).exit_code == 0
    assert written.read_bytes() == answer.content
    assert client.get("/pack/nothing.zip").status_code == 404
