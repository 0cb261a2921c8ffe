"""stemma watch: rounds over sources, one process, resumed where it stopped; what is new goes to all that want it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stemma.commands.common import How, answer, complain, ledger_option, reading_options
from stemma.commands.taking import Counted, Taking, intake_options, now, take_in
from stemma.commands.watch_filters import Filter, filter_options

if TYPE_CHECKING:
    from stemma.ledger import Ledger
    from stemma.watching import Teller
    from stemma.working import Hands

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_JITTER = 0.1  # of the interval, so that many desks do not ask at the same second
_MOST_BACK_OFF = 16  # rounds for which a source that fails is left alone
_RECHECKED = 60  # known pages that are asked again in a round
_PATH = click.Path(path_type=Path)


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCES...")
@click.option("--every", default="15m", show_default=True, metavar="TIME", help="Between two rounds: 90s, 15m, 2h.")
@click.option("--rounds", type=click.IntRange(0), default=0, help="Stop after so many rounds; 0 goes on.")
@click.option("--recheck", type=click.IntRange(0), default=7, show_default=True, metavar="DAYS", help="Ask known pages again for so long.")
@click.option("--markdown", type=_PATH, metavar="FILE", help="Append what is new to a Markdown file.")
@click.option("--atom", type=_PATH, metavar="FILE", help="Keep an Atom feed of the newest claims.")
@click.option("--webhook", default="", metavar="URL", help="Post what is new as JSON.")
@click.option("--mail", type=_PATH, metavar="FOLDER", help="Write an e-mail file a round, for a mail program to send.")
@filter_options
@intake_options
@ledger_option
@reading_options
def watch(
    sources: tuple[str, ...],
    every: str,
    rounds: int,
    recheck: int,
    markdown: Path | None,
    atom: Path | None,
    webhook: str,
    mail: Path | None,
    chosen: Filter,
    taking: Taking,
    ledger: str,
    how: How,
) -> None:  # one option a parameter
    """Stand guard over addresses, feeds, OPML and folders: take in what is new, round by round, and say what is new and what changed.

    One process at a time watches for a ledger. After a stop at any moment the next start goes on where the last whole round ended.
    """
    from stemma.ledger import Ledger
    from stemma.watching import Teller
    from stemma.weighing.edits import edits
    from stemma.working import Hands

    interval = seconds(every)
    teller = Teller(edits=edits, markdown=markdown, atom=atom, webhook=webhook, mail=mail)
    failed: dict[str, tuple[int, int]] = {}  # source -> failures in a row, the round in which it is asked again
    with Ledger.open(ledger) as held, _alone(ledger):
        if not held.watched.last_round():
            held.watched.round(now(), now(), held.watched.told())
        hands, wanted = Hands(how.reading()), chosen.wanted(how)  # made once: a reader takes a second
        number = 0
        while not rounds or number < rounds:
            number += 1
            began = time.monotonic()
            line = _round(held, sources, number, failed, replace(taking, wanted=wanted, again=False), recheck, how, hands, teller)
            last = bool(rounds) and number == rounds
            pause = max(0.0, interval * (1 + _JITTER * _share(ledger, number)) - (time.monotonic() - began))
            after = "" if last else f"; next at {(datetime.now().astimezone() + timedelta(seconds=pause)):%H:%M:%S}"
            click.echo(f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S} round {number}: {line}{after}", err=True)
            if not last:
                try:
                    time.sleep(pause)
                except KeyboardInterrupt:
                    click.echo("stemma: the watch is stopped; the next start goes on from here.", err=True)
                    return


def seconds(said: str) -> float:
    """A stretch of time as people write it: 90s, 15m, 2h."""
    from stemma.core.errors import StemmaError

    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([smhd]?)\w*\s*", said.lower())
    if not match or not float(match.group(1)):
        raise StemmaError(f"--every {said}: wanted a time such as 90s, 15m or 2h.")
    return float(match.group(1)) * _UNITS[match.group(2) or "m"]


def _round(
    held: Ledger,
    sources: tuple[str, ...],
    number: int,
    failed: dict[str, tuple[int, int]],
    taking: Taking,
    recheck: int,
    how: How,
    hands: Hands,
    teller: Teller,
) -> str:
    """One round: ask, read, tell, note; gives the line that says what was done."""
    from stemma.commands.add import fill
    from stemma.core.errors import LedgerError

    at, total, waiting = now(), Counted(), 0
    asked = 0
    for source in (*sources, *_pages(held, recheck)):
        times, again = failed.get(source, (0, 0))
        if number < again:
            waiting += 1
            continue
        asked += 1
        came = take_in(held, [source], taking, "stemma watch")
        broken = came.refused and not (came.new or came.known)
        failed[source] = (times + 1, number + 1 + min(2**times, _MOST_BACK_OFF)) if broken else (0, 0)
        for name in ("new", "known", "refused", "editions", "left_out"):
            setattr(total, name, getattr(total, name) + getattr(came, name))
    fill(held, (), how, hands=hands)
    since = held.watched.told()
    fresh = held.custody.taken_since(since)
    try:
        said, posts = teller.tell(held, [report for _, report in fresh], at) if fresh else ("", [])
        if said:
            answer(said)
        held.watched.round(at, now(), max((n for n, _ in fresh), default=since), posts)
        if said := teller.post(held):
            complain(said)
    except LedgerError as fault:
        complain(str(fault))
    parts = [f"{asked} asked", f"{total.new} new", f"{total.editions} changed pages" if total.editions else "", f"{total.known} known",
             f"{total.left_out} left out by filters" if total.left_out else "", f"{total.refused} refused" if total.refused else "",
             f"{waiting} left alone after failures" if waiting else ""]  # fmt: skip
    return ", ".join(filter(None, parts))


def _pages(held: Ledger, days: int) -> list[str]:
    if not days:
        return []
    return held.watched.pages((datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds"), _RECHECKED)


def _share(ledger: str, number: int) -> float:
    """Between -1 and 1, another in each round and for each ledger."""
    return int(sha256(f"{Path(ledger).resolve()} {number}".encode()).hexdigest()[:8], 16) / 0x7FFFFFFF - 1


@contextmanager
def _alone(ledger: str) -> Iterator[None]:
    """One watch at a time for a ledger; the system lets go of the lock when the process ends, however it ends."""
    from stemma.core.errors import LedgerError

    try:
        import fcntl
    except ImportError:  # Windows: two watches would only do the same twice
        yield
        return
    with Path(f"{ledger}.watch").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise LedgerError(f"Another 'stemma watch' already stands guard for {ledger}: stop it, or name another ledger.") from None
        yield
