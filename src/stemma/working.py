"""Bringing a ledger up to date: what was not read is read, what was not piled is piled, and the piles that changed are worked out anew.

Each step is kept in the ledger by itself, so that whoever comes after a stop at any moment does what is left and nothing twice.
"""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING, Protocol, TypeVar

from stemma.core.packs import Pack
from stemma.core.types import Extract, Judgement, Notice, Report, Situation
from stemma.ledger import Ledger
from stemma.ledger.derived import Made, made
from stemma.ledger.taken import packed, unpacked
from stemma.piling import LIMITS, Keys, Limits
from stemma.pipeline import How, Told, assemble_pile, read_here, reader_of, reader_version, set_apart, unworked
from stemma.placing import place

if TYPE_CHECKING:
    from stemma.reading.saying.seam import ReportReader

G = TypeVar("G")
T = TypeVar("T")
_BATCH = 64  # reports that are read in one go
_TASK = 60  # reports that are worked out in one go, where piles are small
_STEP = 4  # tasks whose results are kept in one step: the index of words is written at the end of each
_GARBAGE = 500_000  # things made before unused circles are looked for, while work goes on
_FEW = 24  # reports for which no further process is started

Read = tuple[str, bytes, list[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pile:
    """What is needed to work one pile out."""

    pile: int
    reports: tuple[Report, ...]
    extracts: tuple[bytes, ...]
    judgements: tuple[Judgement, ...]
    several: bool  # there are other piles beside it


class Hands:
    """Those who do the work in one process: a reader, keys, and the walk through the rooms, by one pack."""

    def __init__(self, how: How, version: str = "") -> None:
        self.how = how
        self._version = version
        self._pack = how.pack

    @cached_property
    def _reader(self) -> ReportReader:
        return reader_of(self.how)

    @cached_property
    def _keys(self) -> Keys:
        return Keys(self._pack)

    @cached_property
    def version(self) -> str:
        """What tells this way of reading from another."""
        return self._version or reader_version(*self.how)

    def read(self, reports: Sequence[Report]) -> list[Read]:
        """What is read from reports, as bytes, with their keys."""
        found = zip(reports, read_here(reports, self._reader), strict=True)
        return [(report.id, packed(extract), self._keys.of(report, extract)) for report, extract in found]

    def key(self, reports: Sequence[Report], extracts: Sequence[Extract]) -> list[Read]:
        """What was read from reports before, with their keys."""
        held = {extract.report: extract for extract in extracts}
        return [(r.id, packed(held[r.id]), self._keys.of(r, held[r.id])) for r in reports]

    def work_out(self, given: Sequence[Pile]) -> list[tuple[int, Made]]:
        """Piles linked, traced and weighed, as rows."""
        from stemma import __version__

        found = []
        for pile in given:
            extracts = [unpacked(held) for held in pile.extracts]
            situation = self._one(pile, extracts)
            found.append((pile.pile, made(situation, self.version, __version__, self._pack.domains, pile.judgements)))
        return found

    def _one(self, pile: Pile, extracts: Sequence[Extract]) -> Situation:
        """A pile worked out; among many piles one over which a rule stumbles is kept as it was read, with a notice that says so."""
        if not pile.several:
            return assemble_pile(pile.reports, extracts, pile.judgements, self._pack)
        try:
            return set_apart(assemble_pile(pile.reports, extracts, pile.judgements, self._pack))
        except Exception as fault:
            return unworked(pile.reports, extracts, fault)


def bring_up_to_date(
    held: Ledger,
    how: How,
    workers: int = 1,
    told: Told | None = None,
    again: bool = False,
    limits: Limits = LIMITS,
    hands: Hands | None = None,
    coming: Iterable[Sequence[str]] = (),
) -> list[Notice]:
    """Read, pile and work out what the ledger holds and what was not done; gives the notices of reports that could not be read.

    A program that adds again and again keeps its `hands`: their reader is made once. `coming` gives the ids of reports as they are
    taken in, batch by batch: while some are read, the next come in.
    """
    hands = hands or Hands(how)
    failed: list[Notice] = []
    later = (ids for ids in coming if ids)  # what was known before brings nothing to read
    more = next(later, None)
    with held.looking() as taken:
        unread = taken.unread("" if again else hands.version)
        unkeyed = taken.unkeyed()
    with _process(hands, how, workers if more is not None or len(unread) > _FEW else 1) as process:
        for batch in _gathered(_counted(process(Hands.read, _to_read(held, unread, later)), unread, told)):
            with held.writing() as taken:
                taken.keep(hands.version, batch)
            failed += [n for _, extract, _ in batch for n in _failures(extract)]
        _key(held, hands, sorted(set(unkeyed).difference(unread)))
        _work_out(held, process, limits)
    return failed


def _counted(results: Iterable[list[Read]], unread: Sequence[str], told: Told | None) -> Iterator[list[Read]]:
    """What is read, batch by batch, each told of as it comes."""
    done = 0
    for batch in results:
        done += len(batch)
        if told is not None:
            told(done, len(unread))
        yield batch


def _gathered(results: Iterable[Sequence[T]]) -> Iterator[list[T]]:
    """What some tasks after each other gave, together."""
    held: list[T] = []
    for done, result in enumerate(results, 1):
        held += result
        if done % _STEP == 0:
            yield held
            held = []
    if held:
        yield held


def _to_read(held: Ledger, unread: list[str], coming: Iterable[Sequence[str]]) -> Iterator[tuple[Report, ...]]:
    """What is to be read, batch by batch; what comes in meanwhile is added to the list."""
    at = 0
    for batch in chain([()], coming):
        unread += batch
        while at < len(unread):
            some = unread[at : at + _BATCH]
            yield _reports(held, some)
            at += len(some)


def work_out(held: Ledger, pack: Pack) -> None:
    """Work out anew what people's decisions touch; nothing is read."""
    hands = Hands(How(pack, None, "rules"), held.reader_version())
    with held.looking() as taken:
        unkeyed = taken.unkeyed()
    _key(held, hands, unkeyed)
    with _process(hands, hands.how, 1) as process:
        _work_out(held, process, LIMITS)


def _key(held: Ledger, hands: Hands, ids: Sequence[str]) -> None:
    """Keys for reports that were read by a program that knew of no keys."""
    for at in range(0, len(ids), _BATCH):
        with held.writing() as taken:
            some = ids[at : at + _BATCH]
            taken.keep(hands.version, hands.key(taken.reports(some), taken.extracts(some)))


def _work_out(held: Ledger, process: Process, limits: Limits) -> None:
    """Pile what is new and work the stale piles out, until none is left: another program may add meanwhile."""
    before: list[tuple[int, list[str]]] = []
    while True:
        judgements = held.judgements()
        several = place(held, judgements, limits)
        with held.looking() as taken:
            stale = taken.stale()
        if not stale or stale == before:
            return
        before = stale
        for result in _gathered(process(Hands.work_out, _tasks(held, stale, judgements, several))):
            held.put(result)


def _tasks(
    held: Ledger, stale: Sequence[tuple[int, list[str]]], judgements: tuple[Judgement, ...], several: bool
) -> Iterator[tuple[Pile, ...]]:
    task: list[Pile] = []
    size = 0
    for pile, ids in stale:
        with held.looking() as taken:
            reports = taken.reports(ids)
            extracts = tuple(taken.packed(ids))
        task.append(Pile(pile=pile, reports=reports, extracts=extracts, judgements=judgements, several=several))
        size += len(ids)
        if size >= _TASK:
            yield tuple(task)
            task, size = [], 0
    if task:
        yield tuple(task)


def _reports(held: Ledger, ids: Sequence[str]) -> tuple[Report, ...]:
    with held.looking() as taken:
        return taken.reports(ids)


def _failures(extract: bytes) -> list[Notice]:
    if b"read.failed" not in extract:
        return []
    return [notice for notice in unpacked(extract).notices if notice.rule == "read.failed"]


class Process(Protocol):
    """Does a step on each thing given; results come in their order."""

    def __call__(self, step: Callable[[Hands, G], T], given: Iterable[G]) -> Iterator[T]: ...


_HANDS: list[Hands] = []  # of a worker process, made once when it starts


def _start(how: How) -> None:
    gc.freeze()
    gc.set_threshold(_GARBAGE)  # what is made here is let go of by count: looking for circles took a twentieth of the time
    _HANDS.append(Hands(how))


def _do(step: Callable[[Hands, G], T], given: G) -> T:
    return step(_HANDS[0], given)


@contextmanager
def _process(hands: Hands, how: How, workers: int) -> Iterator[Process]:
    """How steps are done: here, or by several processes; results come in the order of what is given, a few are under way at a time."""

    def here(step: Callable[[Hands, G], T], given: Iterable[G]) -> Iterator[T]:
        return (step(hands, one) for one in given)

    before = gc.get_threshold()
    gc.set_threshold(_GARBAGE)
    try:
        if workers < 2:
            yield here
        else:
            with _several(how, workers) as there:
                yield there
    finally:
        gc.set_threshold(*before)


@contextmanager
def _several(how: How, workers: int) -> Iterator[Process]:
    from multiprocessing import get_context

    with ProcessPoolExecutor(workers, get_context("spawn"), _start, (how,)) as pool:

        def there(step: Callable[[Hands, G], T], given: Iterable[G]) -> Iterator[T]:
            under_way: deque[Future[T]] = deque()
            source = iter(given)
            for one in islice(source, 2 * workers + 1):
                under_way.append(pool.submit(_do, step, one))
            while under_way:
                result = under_way.popleft().result()
                for one in islice(source, 1):
                    under_way.append(pool.submit(_do, step, one))
                yield result

        yield there
