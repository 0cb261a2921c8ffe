"""The pictures of docs/tour, made anew: the app on the bundled sample in Debian's Chromium.

.venv/bin/python scripts/tour_pictures.py [FOLDER]
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import threading
import time
from importlib.resources import files
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from stemma.commands.add import fill, gather
from stemma.commands.common import How
from stemma.commands.serve import doings
from stemma.core.packs import load_pack
from stemma.ledger import Ledger
from stemma.web import make_app


def main(folder: Path) -> None:
    """Serve the sample, walk the tour, keep a picture of each stop."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        ledger = str(Path(place) / "sample.db")
        with Ledger.open(ledger) as held:
            fill(held, gather([str(files("stemma") / "data" / "samples" / "kursk-2024")])[0], How())
        config = uvicorn.Config(make_app(ledger, load_pack(), doings(ledger, How())), host="127.0.0.1", port=0, log_level="error")
        server, socket = uvicorn.Server(config), config.bind_socket()
        threading.Thread(target=server.run, kwargs={"sockets": [socket]}, daemon=True).start()
        while not server.started:
            time.sleep(0.05)
        with sync_playwright() as running:
            browser = running.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            walk(page, f"http://127.0.0.1:{socket.getsockname()[1]}", folder)
            browser.close()
        server.should_exit = True


def walk(page: Page, home: str, folder: Path) -> None:
    """The three clicks, then the other screens."""

    def keep(name: str) -> None:
        page.wait_for_timeout(300)
        page.mouse.move(0, 0)
        page.screenshot(path=folder / f"{name}.jpg", type="jpeg", quality=72)

    page.goto(f"{home}/situation")
    groups = page.evaluate("fetch('/situation.json').then(r => r.json())")["groups"]
    told = [(f["readings"][0]["reports"], f["id"]) for g in groups for f in g["figures"] if f["readings"][0]["lineages"] == 1]
    figure = max(told)[1]  # the figure that most reports give, all of one lineage
    keep("1-situation")
    page.click(f"article.row[data-href='/figure/{figure}'] h3 a")
    page.wait_for_selector("svg.plotted:visible")
    keep("2-figure")
    page.click("text=How the reports descend")
    keep("3-tree")
    page.locator("svg.treesvg a[data-edge] .hit").first.dispatch_event("click")
    page.wait_for_selector("#edge .fall")
    page.locator("#edge").scroll_into_view_if_needed()
    keep("4-evidence")
    page.goto(f"{home}/figure/{figure}")
    page.click("text=The very words")
    keep("9-report")
    page.goto(f"{home}/stemma")
    keep("5-stemma")
    page.goto(f"{home}/inbox")
    page.locator(".ib").nth(1).click()
    page.keyboard.press("a")
    keep("6-inbox")
    page.goto(f"{home}/conflicts")
    keep("7-conflicts")
    page.goto(f"{home}/map")
    page.wait_for_selector("#map[data-ready=yes]")
    keep("8-map")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "docs" / "tour")
