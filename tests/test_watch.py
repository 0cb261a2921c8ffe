"""stemma watch over a server on loopback: rounds in which reports arrive and a page changes, outputs, filters, back-off, lock, kill."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import feedparser
import pytest
from click.testing import CliRunner, Result
from tests.intake.world import Said, World, playing

from stemma.cli import main
from stemma.ledger import Ledger

HEADERS = (("Content-Type", "application/rss+xml"),)
PARIS = "Floods in Tarn killed at least 12 people on Monday, and 45 were injured, the mayor of Tarn said at the river."
LATER = "Floods in Tarn killed at least 15 people on Monday, and 45 were injured, the mayor of Tarn said at the river."
OTHER = "The strike at the port of Orford shut 30 shops, and 900 workers walked out, the union of the harbour said on Tuesday."


def feed(world: World, *paths: str) -> Said:
    """A feed of pages, the beginnings only."""
    items = "".join(f"<item><title>T {p}</title><link>{world.base}{p}</link><guid>{world.base}{p}</guid></item>" for p in paths)
    return Said(200, HEADERS, f"<rss version='2.0'><channel><title>Tarn Post</title>{items}</channel></rss>".encode())


@pytest.fixture
def world() -> Iterator[World]:
    """A server with one feed of one page."""
    with playing() as held:
        held.html("/a", PARIS)
        held.html("/b", OTHER)
        held.pages["/feed"] = feed(held, "/a")
        yield held


def watch(ledger: Path, *args: object, every: str = "0.01s", rounds: int = 1) -> Result:
    given = ["watch", *args, "--every", every, "--rounds", rounds, "--private", "--pace", 0, "--ledger", ledger]
    return CliRunner().invoke(main, [str(a) for a in given], catch_exceptions=False)


def texts(ledger: Path) -> list[str]:
    with Ledger.open(str(ledger), create=False) as held:
        return [report.text for report in held.reports()]


def test_new_reports_and_a_changed_page_between_rounds(world: World, tmp_path: Path) -> None:
    ledger, atom, notes, mail = (tmp_path / n for n in ("l.db", "out/news.xml", "news.md", "mail"))
    outputs = ("--atom", atom, "--markdown", notes, "--mail", mail)
    one = watch(ledger, f"{world.base}/feed", *outputs)
    assert "round 1: 1 asked, 1 new" in one.stderr, one.stderr
    assert "new  " in one.stdout
    assert "12 people" in one.stdout
    world.pages["/feed"] = feed(world, "/a", "/b")
    world.html("/a", LATER)
    two = watch(ledger, f"{world.base}/feed", *outputs, rounds=2)
    assert "round 1:" in two.stderr
    assert "round 2:" in two.stderr
    assert "1 changed pages" in two.stderr, two.stderr
    assert "changed  " in two.stdout
    assert "15 people" in two.stdout
    assert "30 shops" in two.stdout
    assert "(before: “killed at least 12 people”)" in two.stdout
    third = watch(ledger, f"{world.base}/feed", *outputs)
    assert third.stdout == "", "what was told is not told again"
    assert len(texts(ledger)) == 3

    entries = feedparser.parse(atom.read_bytes())
    assert not entries.bozo
    words = " ".join(e.title + e.get("summary", "") for e in entries.entries)
    assert "12 people" in words
    assert "15 people" in words
    assert len({e.id for e in entries.entries}) == len(entries.entries)
    assert "**changed**" in notes.read_text()
    assert notes.read_text().count("at least 12 people") == 2
    letters = [message_from_bytes(p.read_bytes(), policy=policy.default) for p in mail.glob("*.eml")]
    assert letters
    assert any("15 people" in letter.get_content() for letter in letters)
    assert all(str(letter["Subject"]).startswith("Stemma: ") for letter in letters)


def test_what_stayed_in_a_changed_page_is_not_told_and_what_was_left_out_is(world: World, tmp_path: Path) -> None:
    """By a program that starts anew for each round, as cron has it."""
    more = " The power failed in 340 houses of the upper town on Monday, the power company said. Some 70 boats were sent."
    world.html("/a", PARIS + more)
    watch(tmp_path / "l.db", f"{world.base}/feed")
    world.html("/a", LATER + more.partition(" Some")[0])
    said = watch(tmp_path / "l.db", f"{world.base}/feed", "--markdown", tmp_path / "n.md")
    lines = said.stdout.splitlines()
    assert [line.partition("  ")[0] for line in lines] == ["changed", "left out"], lines
    assert "15 people" in lines[0]
    assert "70 boats" in lines[1]
    assert "**left out**" in (tmp_path / "n.md").read_text()


@contextmanager
def hook(*statuses: int) -> Iterator[tuple[str, list[tuple[str, Any]]]]:
    """A receiver that answers with these and then with 204; its address, and what was posted with its keys."""
    posted: list[tuple[str, Any]] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            posted.append((self.headers["Idempotency-Key"], json.loads(self.rfile.read(int(self.headers["Content-Length"])))))
            self.send_response(statuses[len(posted) - 1] if len(posted) <= len(statuses) else 204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Hook)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", posted
    finally:
        server.shutdown()
        server.server_close()


def test_a_webhook_gets_the_news_and_what_it_refused_comes_again(world: World, tmp_path: Path) -> None:
    calls = 0

    def growing(world: World, headers: dict[str, str]) -> Said:
        nonlocal calls
        calls += 1
        return feed(world, "/a") if calls == 1 else feed(world, "/a", "/b")

    world.pages["/feed"] = growing
    with hook(500) as (url, posted):
        told = watch(tmp_path / "l.db", f"{world.base}/feed", "--webhook", url, rounds=2)
    assert "posted again with the next" in told.stderr
    (first, held), (second, again), (third, more) = posted
    assert (first, held) == (second, again)
    assert third != second
    assert any("12 people" in c["text"] for c in held["claims"])
    assert any("30 shops" in c["text"] for c in more["claims"])


def test_what_was_not_posted_is_posted_after_a_stop_under_its_own_key(world: World, tmp_path: Path) -> None:
    with hook(500) as (url, posted):
        watch(tmp_path / "l.db", f"{world.base}/feed", "--webhook", url)
        world.pages["/feed"] = Said(304)
        watch(tmp_path / "l.db", f"{world.base}/feed", "--webhook", url)
        watch(tmp_path / "l.db", f"{world.base}/feed", "--webhook", url)
    assert len(posted) == 2, "what was received is not posted again"
    assert posted[0] == posted[1]
    assert len(posted[0][0]) == 64


def test_what_is_forgotten_is_not_posted(world: World, tmp_path: Path) -> None:
    with hook(500) as (url, posted):
        watch(tmp_path / "l.db", f"{world.base}/feed", "--webhook", url)
        with Ledger.open(tmp_path / "l.db") as held:
            (report,) = held.reports()
        CliRunner().invoke(main, ["forget", report.id, "--ledger", str(tmp_path / "l.db")], catch_exceptions=False)
        assert b"12 people" not in (tmp_path / "l.db").read_bytes()
        world.pages["/feed"] = Said(304)
        watch(tmp_path / "l.db", f"{world.base}/feed", "--webhook", url)
    assert len(posted) == 1


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (("--word", "strike"), "Orford"),
        (("--word", "STRIKE", "--word", "harbour"), "Orford"),
        (("--place", "Tarn"), "Tarn"),
        (("--domain", "disaster"), "Floods"),
        (("--outlet", "Tarn Post", "--word", "floods"), "Floods"),
    ],
)
def test_filters(given: tuple[str, ...], kept: str, world: World, tmp_path: Path) -> None:
    world.pages["/feed"] = feed(world, "/a", "/b")
    said = watch(tmp_path / "l.db", f"{world.base}/feed", *given)
    assert "1 new" in said.stderr, said.stderr
    assert "1 left out by filters" in said.stderr
    (text,) = texts(tmp_path / "l.db")
    assert kept in text


def test_the_pages_of_a_feed_are_fetched_once_and_asked_again_in_their_turn(world: World, tmp_path: Path) -> None:
    world.pages["/feed"] = feed(world, "/a", "/b")
    watch(tmp_path / "l.db", f"{world.base}/feed", "--word", "floods", "--recheck", 0, rounds=3)
    assert (world.count("/feed"), world.count("/a"), world.count("/b")) == (3, 1, 1)
    watch(tmp_path / "l.db", f"{world.base}/feed", "--word", "floods", rounds=2)
    assert (world.count("/a"), world.count("/b")) == (3, 1), "a page that was kept is asked again, one that was left out is not"


def test_a_source_that_fails_is_left_alone_longer_and_longer(world: World, tmp_path: Path) -> None:
    world.pages["/broken"] = Said(500, (), b"")
    said = watch(tmp_path / "l.db", f"{world.base}/feed", f"{world.base}/broken", "--recheck", 0, rounds=8)
    asked = [n for n, line in enumerate(filter(lambda x: " round " in x, said.stderr.splitlines()), 1) if "left alone" not in line]
    assert asked == [1, 3, 6], said.stderr
    assert world.count("/broken") >= 3


def test_one_watch_at_a_time(world: World, tmp_path: Path) -> None:
    import fcntl

    with Path(f"{tmp_path / 'l.db'}.watch").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        said = watch(tmp_path / "l.db", f"{world.base}/feed")
        assert said.exit_code == 2
        assert "Another 'stemma watch' already stands guard" in said.stderr
    assert watch(tmp_path / "l.db", f"{world.base}/feed").exit_code == 0


def test_killed_at_random_moments_nothing_is_lost_doubled_or_told_never(world: World, tmp_path: Path) -> None:
    times = int(os.environ.get("STEMMA_KILLS", "3"))
    paths = [f"/p{n}" for n in range(40)]
    for n, path in enumerate(paths):
        world.html(path, PARIS.replace("12 people", f"{12 + n} people") + f" The report had the number {n} in the row of the town.")
    world.pages["/feed"] = feed(world, *paths)
    ledger = tmp_path / "l.db"
    command = [sys.executable, "-m", "stemma", "watch", f"{world.base}/feed", "--rounds", "1", "--private", "--pace", "0",
               "--every", "1s", "--markdown", str(tmp_path / "news.md"), "--ledger", str(ledger)]  # fmt: skip
    for turn in range(times):
        asked = len(world.asked)
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + 60
        while len(world.asked) <= asked and running.poll() is None and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep((turn * 0.37) % 1.9)
        running.send_signal(signal.SIGKILL)
        running.wait()
    assert watch(ledger, f"{world.base}/feed", "--markdown", tmp_path / "news.md").exit_code == 0
    held = texts(ledger)
    assert len(held) == len(set(held)) == len(paths)
    clean = tmp_path / "clean.db"
    watch(clean, f"{world.base}/feed", "--markdown", tmp_path / "clean.md")
    told, wanted = (set(re.findall(r"^- .*$", (tmp_path / name).read_text(), re.MULTILINE)) for name in ("news.md", "clean.md"))
    assert wanted
    assert wanted <= told, wanted - told
    with Ledger.open(str(ledger), create=False) as held_open:
        assert held_open.custody.taken_since(held_open.watched.told()) == [], "nothing waits that was never told"
