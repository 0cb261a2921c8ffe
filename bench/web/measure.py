"""Every screen of the app on a ledger: kilobytes, milliseconds at the median and at 99 %, CPU milliseconds; a table in Markdown.

.venv/bin/python bench/web/measure.py big.db            # with wrk, where it is installed: the clock's time
.venv/bin/python bench/web/measure.py big.db --cpu      # CPU time of the server alone, for a machine on which others work too
.venv/bin/python bench/web/measure.py big.db --paint    # first contentful paint in headless Chromium
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path

SEARCHES = ("troops", "59,000", "killed people", "Pokrovsk")
TICKS = os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Serve the ledger, ask every screen, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger")
    parser.add_argument("--cpu", action="store_true", help="CPU time of the server in place of wrk's clock")
    parser.add_argument("--paint", action="store_true", help="first contentful paint in Debian's Chromium in place of both")
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--port", type=int, default=8477)
    given = parser.parse_args()
    base = f"http://127.0.0.1:{given.port}"
    command = [str(Path(sys.executable).with_name("stemma")), "serve", "--ledger", given.ledger, "--port", str(given.port)]
    server = subprocess.Popen(pinned(command), stderr=subprocess.DEVNULL)
    try:
        waited(base)
        if given.paint:
            painted(base)
            return
        print("| screen | kB | first ms | median ms | 99 % ms |" if not given.cpu else "| screen | kB | first CPU ms | again CPU ms |")
        print("|---|---:|---:|---:|---:|" if not given.cpu else "|---|---:|---:|---:|")
        for path in paths(base):
            size, first = once(base + path, server.pid if given.cpu else 0)
            if given.cpu:
                again = statistics.median(once(base + path, server.pid)[1] for _ in range(7))
                print(f"| {path} | {size / 1000:.0f} | {first:.0f} | {again:.0f} |", flush=True)
            else:
                median, worst = wrk(base + path, given.seconds)
                print(f"| {path} | {size / 1000:.0f} | {first:.0f} | {median:.0f} | {worst:.0f} |", flush=True)
    finally:
        server.terminate()
        server.wait()


def pinned(command: list[str]) -> list[str]:
    """The command on one core, where that can be said."""
    return ["taskset", "-c", "0", *command] if shutil.which("taskset") else command


def waited(base: str) -> None:
    """Wait until the server answers."""
    for _ in range(600):
        try:
            urllib.request.urlopen(f"{base}/static/mark.svg").read()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server did not start.")


def paths(base: str) -> list[str]:
    """Every screen, with a figure, a report and a claim that the ledger holds."""
    figure = told(base, "/figure.json", r'"id":"(f[^"]+)"')
    report = told(base, "/report.json", r'"id":"(r[^"]+)"')
    claim = told(base, "/inbox.json", r'"id":"(c[^"]+)"')
    found = ["/situation", f"/figure/{figure}", "/figure", "/figure?page=40", f"/brief/{figure}", "/stemma", "/stemma?page=3"]
    found += [f"/stemma?figure={figure}", f"/stemma?report={report}", "/report", f"/report/{report}", "/conflicts", "/conflicts?page=30"]
    found += ["/inbox", "/inbox?page=30", f"/inbox/claim/{claim}", "/map", "/map?measure=killed", "/search", "/sources", "/sources?page=3"]
    found += [*(f"/search?{urllib.parse.urlencode({'q': words})}" for words in SEARCHES), "/add", "/marks", "/situation?place=Kursk+Oblast"]
    return found


def told(base: str, path: str, pattern: str) -> str:
    """The first id in an answer."""
    found = re.search(pattern, urllib.request.urlopen(base + path).read().decode())
    if found is None:
        raise SystemExit(f"{path} holds nothing.")
    return found[1]


def painted(base: str) -> None:
    """First contentful paint of every screen, the best and the worst of five visits after the first."""
    from playwright.sync_api import sync_playwright

    print("| screen | least ms | most ms |\n|---|---:|---:|")
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        for path in paths(base):
            if "/claim/" in path:
                continue
            page.goto(base + path)
            times = []
            for _ in range(5):
                page.goto(base + path)
                page.wait_for_timeout(300)
                times += page.evaluate("performance.getEntriesByName('first-contentful-paint').map(e => e.startTime)")
            print(f"| {path} | {min(times):.0f} | {max(times):.0f} |", flush=True)
        browser.close()


def once(address: str, pid: int = 0) -> tuple[int, float]:
    """The size of an answer, and its milliseconds by the clock or of the server's CPU."""
    start = cpu(pid) if pid else time.perf_counter() * 1000
    body = urllib.request.urlopen(address).read()
    return len(body), (cpu(pid) if pid else time.perf_counter() * 1000) - start


def cpu(pid: int) -> float:
    """CPU milliseconds that a process has used, to the nanosecond where the kernel tells."""
    schedule = Path(f"/proc/{pid}/task")
    return sum(int((task / "schedstat").read_text().split()[0]) for task in schedule.iterdir()) / 1e6


def wrk(address: str, seconds: int) -> tuple[float, float]:
    """Median and 99th percentile of one connection, by wrk."""
    told_ = subprocess.run(["wrk", "-t1", "-c1", f"-d{seconds}s", "--latency", address], capture_output=True, text=True, check=True).stdout
    scale = {"us": 0.001, "ms": 1.0, "s": 1000.0}
    found = dict(re.findall(r"^\s*(50|99)%\s+([\d.]+\w+)$", told_, re.M))
    if "Non-2xx" in told_:
        raise SystemExit(f"{address} did not answer as it should:\n{told_}")
    median, worst = (float(re.sub(r"[a-z]+$", "", found[k])) * scale[re.sub(r"^[\d.]+", "", found[k])] for k in ("50", "99"))
    return median, worst


if __name__ == "__main__":
    main()
