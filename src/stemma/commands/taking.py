"""Taking in for the commands: inputs through the door, originals kept, reports and their custody into the ledger, batch by batch."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from stemma.commands.common import complain

if TYPE_CHECKING:
    from stemma.core.delivery import Delivered, Pairs, Remark
    from stemma.core.errors import InputRefused
    from stemma.core.types import Report
    from stemma.intake import Door
    from stemma.intake.fetch import Rules
    from stemma.intake.formats import Out
    from stemma.ledger import Ledger
    from stemma.ledger.custody import Work

_BATCH = 64  # reports that are kept in one step
Wanted = Callable[["Report"], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """How inputs are taken in."""

    columns: Mapping[str, str] = field(default_factory=dict)
    private: bool = False
    pace: float = 1.0
    pages: bool = True
    most: int = 200
    again: bool = True  # pages of feed items that were fetched before are fetched again
    wanted: Wanted | None = None  # reports for which it is not true are left out


@dataclass(slots=True)
class Counted:
    """What came of all inputs."""

    new: int = 0
    known: int = 0
    refused: int = 0
    editions: int = 0
    other_addresses: int = 0
    left_out: int = 0
    unread: dict[str, int] = field(default_factory=dict)  # language -> reports that are kept and not read


def intake_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of commands that take inputs in, handed to them as one `taking`."""
    from functools import wraps

    @wraps(command)
    def with_taking(*args: Any, columns: tuple[str, ...], private: bool, pace: float, pages: bool, most: int, **others: Any) -> Any:
        taking = Taking(columns=_columns(columns), private=private, pace=pace, pages=pages, most=most)
        return command(*args, taking=taking, **others)

    for option in (
        click.option("--most", type=click.IntRange(1), default=200, show_default=True, help="Pages taken from one list of addresses."),
        click.option("--pages/--no-pages", default=True, show_default=True, help="Fetch the pages of feed items that are only beginnings."),
        click.option("--pace", type=float, default=1.0, show_default=True, help="Seconds between two requests to one host."),
        click.option("--private", is_flag=True, help="Allow addresses of this machine and of inner networks."),
        click.option("--column", "columns", multiple=True, metavar="FIELD=COLUMN", help="Which column of a table is text, title ..."),
    ):
        with_taking = option(with_taking)
    return with_taking


def take_in(held: Ledger, inputs: Iterable[str], taking: Taking, command: str) -> Counted:
    """Everything that the inputs hold goes into the ledger; what is refused is said on standard error."""
    return keep(held, lambda opened: opened.inputs(inputs, sys.stdin.buffer), taking, command)


def taking_in(held: Ledger, inputs: Iterable[str], taking: Taking, command: str, counted: Counted) -> Generator[list[str], None, None]:
    """The same step by step, as `keeping` does it."""
    return keeping(held, lambda opened: opened.inputs(inputs, sys.stdin.buffer), taking, command, counted)


def keep(
    held: Ledger, through: Callable[[Door], Iterable[Out]], taking: Taking, command: str, say: Callable[[str], None] = complain
) -> Counted:
    """Everything that comes through the ledger's door is kept with its original and its custody; the rest is said."""
    counted = Counted()
    for _ in keeping(held, through, taking, command, counted, say):
        pass
    return counted


def keeping(
    held: Ledger,
    through: Callable[[Door], Iterable[Out]],
    taking: Taking,
    command: str,
    counted: Counted,
    say: Callable[[str], None] = complain,
) -> Generator[list[str], None, None]:
    """The same step by step: the ids of what was new in each batch, so that these can be read while the next is taken in."""
    from stemma.pipeline import other_language

    held.originals.tidy()
    with held.adding(), door(held, taking) as (opened, web):
        for batch in _batches(_sorted_out(through(opened), taking, counted, say)):
            received = held.custody.receive(batch, work(command))
            counted.new += len(received.new)
            counted.known += received.known
            counted.editions += len(received.editions)
            counted.other_addresses += received.other_addresses
            for name in received.forgotten:
                say(f"{name} was forgotten by 'stemma forget' and stays so.")
            for report in received.new:
                if other_language(report) is not None:
                    counted.unread[report.language] = counted.unread.get(report.language, 0) + 1
            yield [report.id for report in received.new]
        web.settle()  # only now: a page whose report is not kept yet must come again after a stop


@contextmanager
def door(held: Ledger, taking: Taking) -> Iterator[tuple[Any, Any]]:
    """The door for a ledger, its fetcher made when the first address comes."""
    from stemma.intake import Door
    from stemma.intake.fetch import Rules
    from stemma.plugins import formats

    web = _Later(held, Rules(private=taking.private, pace=taking.pace))
    try:
        yield (
            Door(
                formats=formats(),
                fetcher=web,
                keep=held.originals.keep,
                keep_file=held.originals.keep_file,
                columns=taking.columns,
                pages=taking.pages,
                most=taking.most,
                known=held.watched.has_seen if not taking.again else lambda url: False,
            ),
            web,
        )
    finally:
        web.close()


def work(command: str) -> Work:
    """The work of a command that begins now."""
    from stemma import __version__
    from stemma.ledger.custody import Work

    return Work(command=command, version=__version__, at=now())


def now() -> str:
    """The instant, in universal time."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class _Later:
    """A fetcher that is made when it is first needed: httpx need not be there for files."""

    def __init__(self, held: Ledger, rules: Rules) -> None:
        self._held = held
        self._rules = rules
        self._web: Any = None
        self._visits = _Visits(held)

    def fetch(self, url: str) -> Any:
        """What stands at an address."""
        if self._web is None:
            from stemma.intake.fetch import Web

            self._web = Web(self._rules, self._visits)
        return self._web.fetch(url)

    def settle(self) -> None:
        """Note the answers whose reports are kept."""
        self._visits.settle()

    def close(self) -> None:
        """Close what was opened."""
        if self._web is not None:
            self._web.__exit__()


class _Visits:
    """The ledger as a memory of what was fetched; answers are noted when the reports that they brought are kept."""

    def __init__(self, held: Ledger) -> None:
        self._held = held
        self._waiting = False

    def validators(self, url: str) -> dict[str, str]:
        """ETag and Last-Modified of the last answer."""
        return self._held.watched.validators(url)

    def visited(self, url: str, headers: Pairs) -> None:
        """Note an answer."""
        self._held.watched.visited(url, headers, now())
        self._waiting = True

    def settle(self) -> None:
        """Note all answers that wait."""
        if self._waiting:
            self._held.watched.settle()
            self._waiting = False


def _sorted_out(
    items: Iterable[Delivered | InputRefused | Remark], taking: Taking, counted: Counted, say: Callable[[str], None]
) -> Iterator[Delivered]:
    """The reports among what came; the rest is said."""
    from stemma.core.delivery import Delivered, Remark

    for item in items:
        if isinstance(item, Remark):
            say(item.text)
        elif not isinstance(item, Delivered):
            say(str(item))
            counted.refused += 1
        elif taking.wanted is not None and not taking.wanted(item.report):
            counted.left_out += 1
        else:
            yield item


def _batches(items: Iterator[Delivered]) -> Iterator[list[Delivered]]:
    while batch := list(islice(items, _BATCH)):
        yield batch


def _columns(given: Iterable[str]) -> dict[str, str]:
    from stemma.core.errors import StemmaError, nearest
    from stemma.intake.tables import COLUMNS

    held = {}
    for pair in given:
        name, mark, column = pair.partition("=")
        if not mark or name not in COLUMNS:
            raise StemmaError(f"--column {pair}: wanted FIELD=COLUMN, the field one of {', '.join(COLUMNS)}.{nearest(name, COLUMNS)}")
        held[name] = column
    return held
