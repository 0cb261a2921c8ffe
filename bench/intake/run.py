"""How fast reports are taken in, and in how much memory, beside bare trafilatura, fastwarc and httpx in the same run.

    python bench/intake/run.py [--pages 300] [--items 100000] [--work FOLDER]

Seconds are CPU time of this process (user and system), with the time by the clock beside it; the ways that are set beside each other take
turns, and of each the best of several passes counts, so that other work on the machine counts little.
*Bare* is what a user would write with the library alone: `trafilatura.extract` on each page, fastwarc's iterator over an archive, httpx
with one client over a server on loopback that runs in a process of its own. *Stemma* is the door with all that it does: kind and
encoding, dates, names, surroundings, marks, credits, notes, language, one address. *Kept* adds originals, custody and the ledger's rows.
Reading, which comes after, is apart: bench/reading.
"""

from __future__ import annotations

import argparse
import csv
import http.server
import json
import logging
import multiprocessing
import os
import socketserver
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

sys.path.insert(0, str(Path(__file__).parent))
import pages

PASSES = 5
_CHILD = "--memory-of"  # FILE: take one file in and say how much memory that took


def main() -> None:
    """Measure and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--pages", type=int, default=300)
    ask.add_argument("--items", type=int, default=100_000)
    ask.add_argument("--work", type=Path, default=None)
    ask.add_argument(_CHILD, type=Path, default=None, help=argparse.SUPPRESS)
    given = ask.parse_args()
    if given.memory_of:
        memory_of(given.memory_of)
        return
    work = given.work or Path(mkdtemp(prefix="stemma-intake-"))
    work.mkdir(parents=True, exist_ok=True)
    logging.disable(logging.CRITICAL)
    held = [pages.page(n) for n in range(given.pages)]
    size = sum(map(len, held)) / len(held) / 1000
    print(f"{len(held)} pages of {size:.0f} kB; CPU time, best of {PASSES} passes; {os.cpu_count()} cores\n")
    of_pages(held, work)
    of_archive(given.pages, work)
    of_fetching(held)
    of_memory(given.items, work)


def of_pages(held: list[bytes], work: Path) -> None:
    """Pages a second without fetching."""
    import trafilatura

    from stemma.intake import Door

    door = Door()
    found = measured(
        {
            "bare trafilatura, the text alone": lambda: [trafilatura.extract(p, include_comments=False, include_tables=True) for p in held],
            "bare trafilatura, text and metadata": lambda: [
                trafilatura.bare_extraction(p, with_metadata=True, include_comments=False) for p in held
            ],
            "Stemma, a report with all its fields": lambda: [list(door.take(p, "page.html")) for p in held],
            "the same, kept with original and custody": lambda: keeping([("page.html", p) for p in held], work),
        }
    )
    print_pages("pages, not fetched", "bare trafilatura's text", found, len(held), [0, 0, 0, 0])


def of_archive(number: int, work: Path) -> None:
    """Megabytes of a web archive a second."""
    import trafilatura
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    from stemma.intake import Door
    from stemma.intake.archives import archived
    from stemma.intake.formats import MOST_BYTES

    path = work / "pages.warc"
    with path.open("wb") as out:
        for record in pages.archive(number):
            out.write(record)
    size = path.stat().st_size / 1e6

    def walked() -> int:
        with path.open("rb") as stream:
            return sum(len(r.reader.read()) for r in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True))

    def pages_of() -> Iterable[bytes]:
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True):
                if "html" in (record.http_content_type or ""):
                    yield record.reader.read()

    def chosen() -> int:
        with path.open("rb") as stream:
            return sum(len(page.data) for page in archived(stream, MOST_BYTES))

    def with_text() -> int:
        return sum(trafilatura.extract(p, include_comments=False, include_tables=True) is not None for p in pages_of())

    door = Door()
    found = measured(
        {
            "bare fastwarc, every answer's bytes": walked,
            "bare fastwarc, the pages' bytes": lambda: sum(map(len, pages_of())),
            "Stemma, the pages' bytes": chosen,
            "fastwarc and trafilatura, the pages' texts": with_text,
            "Stemma, reports with all their fields": lambda: sum(1 for _ in door.inputs([str(path)])),
        }
    )
    print(f"\n| archive of {size:,.0f} MB, {number} pages | MB a second | by the clock | on top of fastwarc and trafilatura |")
    print("|---|---:|---:|---:|")
    both = list(found.values())[3][0]
    for name, (cpu, clock) in found.items():
        print(f"| {name} | {size / cpu:,.0f} | {size / clock:,.0f} | {share(cpu, both) if 'reports' in name else ''} |", flush=True)


def of_fetching(held: list[bytes]) -> None:
    """Pages a second over loopback."""
    import httpx
    import trafilatura

    from stemma.intake import Door
    from stemma.intake.fetch import Rules, Web

    ready = multiprocessing.Queue()
    server = multiprocessing.Process(target=serve, args=(held, ready), daemon=True)
    server.start()
    base = f"http://127.0.0.1:{ready.get()}"
    urls = [f"{base}/{n}" for n in range(len(held))]

    def bare(extracting: bool) -> None:
        with httpx.Client() as client:
            for url in urls:
                data = client.get(url).content
                if extracting:
                    trafilatura.extract(data, include_comments=False, include_tables=True)

    def ours(extracting: bool) -> None:
        with Web(Rules(private=True, pace=0.0)) as web:
            if extracting:
                assert sum(1 for _ in Door(fetcher=web, most=len(urls)).inputs(urls)) == len(urls)
            else:
                for url in urls:
                    web.fetch(url)

    found = measured(
        {
            "bare httpx, the bytes": lambda: bare(False),
            "Stemma, the bytes": lambda: ours(False),
            "bare httpx and trafilatura": lambda: bare(True),
            "Stemma, reports": lambda: ours(True),
        }
    )
    server.terminate()
    print_pages("pages, fetched over loopback", "the bare libraries", found, len(urls), [0, 0, 2, 2])


def of_memory(items: int, work: Path) -> None:
    """The most memory that taking in needs, for a tenth of the items and for all."""
    print("\n| taken in and kept, not read | items | CPU ms an item | most memory, MB |\n|---|---:|---:|---:|")
    for name, make in (("JSON Lines", jsonl), ("CSV", table), ("Parquet", parquet), ("Telegram export", telegram), ("feed", feed)):
        for number in (items // 10, items):
            path = work / f"{number}.{name.split()[0].lower()}"
            make(path, number)
            said = subprocess.run([sys.executable, __file__, _CHILD, str(path)], check=True, capture_output=True, text=True).stdout
            got, cpu, memory = said.split()
            print(f"| {name} | {int(got):,} | {1000 * float(cpu) / max(int(got), 1):.2f} | {memory} |", flush=True)
            path.unlink()
    number = max(items // 50, 1)
    for some in (number // 10, number):
        path = work / f"{some}.warc"
        with path.open("wb") as out:
            out.writelines(pages.archive(some))
        said = subprocess.run([sys.executable, __file__, _CHILD, str(path)], check=True, capture_output=True, text=True).stdout
        got, cpu, memory = said.split()
        print(f"| web archive | {int(got):,} | {1000 * float(cpu) / max(int(got), 1):.2f} | {memory} |", flush=True)
        path.unlink()


def memory_of(path: Path) -> None:
    """Take one file in, as `stemma add` does before it reads; say how many reports, CPU seconds and megabytes."""
    from stemma.commands.taking import Taking, take_in
    from stemma.ledger import Ledger

    ledger = Path(f"{path}.db")
    with Ledger.open(ledger) as held:
        began = time.process_time()
        came = take_in(held, [str(path)], Taking(), "bench")
        took = time.process_time() - began
    peak = next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    print(came.new, took, int(peak) // 1024)
    rmtree(f"{ledger}.originals", ignore_errors=True)
    for old in path.parent.glob(f"{ledger.name}*"):
        old.unlink()


def keeping(items: Iterable[tuple[str, bytes]], work: Path) -> tuple[float, float]:
    """CPU time and time by the clock in which bytes are taken in through the door of a new ledger."""
    from stemma.commands.taking import Taking, keep
    from stemma.ledger import Ledger

    for old in work.glob("kept.db*"):
        rmtree(old) if old.is_dir() else old.unlink()
    with Ledger.open(work / "kept.db") as held:
        return took(lambda: keep(held, lambda door: (out for name, data in items for out in door.take(data, name)), Taking(), "bench"))


def jsonl(path: Path, number: int) -> None:
    """Lines of JSON."""
    with path.open("w") as out:
        out.writelines(json.dumps(row) + "\n" for row in pages.rows(number))


def table(path: Path, number: int) -> None:
    """A CSV file."""
    with path.open("w", newline="") as out:
        write = csv.DictWriter(out, ["id", "title", "text", "outlet", "published"])
        write.writeheader()
        write.writerows(pages.rows(number))


def parquet(path: Path, number: int) -> None:
    """A Parquet file."""
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    schema = pyarrow.schema([(name, pyarrow.string()) for name in ("id", "title", "text", "outlet", "published")])
    with ParquetWriter(path, schema) as out:
        batch: list[dict[str, str]] = []
        for row in pages.rows(number):
            batch.append(row)
            if len(batch) == 1000:
                out.write_table(pyarrow.Table.from_pylist(batch, schema))
                batch = []
        if batch:
            out.write_table(pyarrow.Table.from_pylist(batch, schema))


def telegram(path: Path, number: int) -> None:
    """A channel as Telegram Desktop exports it."""
    with path.open("w") as out:
        out.write('{\n "name": "Tarn Post",\n "type": "public_channel",\n "id": 1,\n "messages": [\n')
        for n, row in enumerate(pages.rows(number)):
            message = {
                "id": n,
                "type": "message",
                "date": f"{row['published']}T08:00:00",
                "text": [row["text"], {"type": "bold", "text": "."}],
            }
            out.write(("," if n else "") + json.dumps(message, indent=1) + "\n")
        out.write("]}\n")


def feed(path: Path, number: int) -> None:
    """An RSS feed; no publisher has one of more than ten thousand items."""
    with path.open("w") as out:
        out.write("<rss version='2.0'><channel><title>Tarn Post</title>")
        for row in pages.rows(min(number, 10_000)):
            out.write(f"<item><title>{row['title']}</title><description>{row['text']}</description></item>")
        out.write("</channel></rss>")


def serve(held: list[bytes], ready: object) -> None:
    """A server of the pages."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            name = self.path.strip("/")
            body = held[int(name)] if name.isdigit() else b""
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    ready.put(server.server_address[1])  # type: ignore[attr-defined]
    server.serve_forever()


def measured(ways: dict[str, Callable[[], object]]) -> dict[str, tuple[float, float]]:
    """CPU time and time by the clock of the best of several passes, in which the ways take turns; the first pass warms up."""
    found = {name: (float("inf"), float("inf")) for name in ways}
    for number in range(PASSES + 1):
        for name, way in ways.items():
            own: list[object] = []
            cpu, clock = took(lambda way=way, own=own: own.append(way()))
            if isinstance(own[0], tuple):  # it told how long its own part took
                cpu, clock = own[0]
            if number:
                found[name] = (min(cpu, found[name][0]), min(clock, found[name][1]))
    return found


def took(way: Callable[[], object]) -> tuple[float, float]:
    """CPU time and time by the clock of a piece of work."""
    began, clock = time.process_time(), time.monotonic()
    way()
    return time.process_time() - began, time.monotonic() - clock


def print_pages(what: str, other: str, found: dict[str, tuple[float, float]], number: int, beside: list[int]) -> None:
    """A table of pages a second; each line is set beside one of the others."""
    print(f"\n| {what} | pages a second | CPU ms a page | ms by the clock | on top of {other} |\n|---|---:|---:|---:|---:|")
    times = list(found.values())
    for (name, (cpu, clock)), base in zip(found.items(), beside, strict=True):
        print(f"| {name} | {number / cpu:,.0f} | {1000 * cpu / number:.2f} | {1000 * clock / number:.2f} | {share(cpu, times[base][0])} |")


def share(cpu: float, other: float) -> str:
    """How much more, in percent."""
    return f"{100 * (cpu / other - 1):+.0f} %"


if __name__ == "__main__":
    main()
