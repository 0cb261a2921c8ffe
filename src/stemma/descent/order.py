"""The order in which reports may have come: that in which each finds the parents by which the whole is explained best.

Where dates leave it open who was first, every order of the reports gives a tree: each takes the best parents among those before it. The
order is improved step by step, by moving one report past those that it meets, or by putting a report right behind the parents that it
would have if all were free.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from stemma.descent.choice import KIN, Choice, Chooser
from stemma.descent.matter import Matter

_ROUNDS: Final = 4  # looks at all reports
_GAIN: Final = 0.01
_STRANGERS: Final = 1.5  # that two who share nothing both took from a third, each another part, is less likely than that it blends them


class Order:
    """An order of reports that is being improved."""

    def __init__(self, chooser: Chooser, matters: Sequence[Matter]) -> None:
        self._by_id = {m.id: m for m in matters}
        self._offers = {m.id: _offers(chooser, m) for m in matters}
        self._loose = [m.id for m in matters if chooser.either_way(m)]
        self._meets: dict[str, set[str]] = {m.id: set() for m in matters}
        for child, offers in self._offers.items():
            for _, parents in offers:
                for parent in parents:
                    self._meets[child].add(parent)
                    self._meets[parent].add(child)

    def improved(self, order: Sequence[str]) -> list[str]:
        """A better order, or the same."""
        at = list(order)
        worths = self._worths(at, self._by_id)
        for _ in range(_ROUNDS):
            gained = False
            for report in self._loose:
                for other, touched in self._moves(report, at):
                    found = self._worths(other, touched)
                    if sum((found[r] - worths[r] for r in touched), 0.0) > _GAIN:
                        at, gained = other, True
                        worths.update(found)
            if not gained:
                break
        return at

    def _moves(self, report: str, order: Sequence[str]) -> Iterator[tuple[list[str], Collection[str]]]:
        """The orders to which one step leads, each with the reports that may find other parents by it."""
        rest = [r for r in order if r != report]
        place = {r: k for k, r in enumerate(rest)}
        touched = sorted({report, *self._meets[report]})
        for spot in sorted({place[r] + after for r in self._meets[report] for after in (0, 1)}):
            yield [*rest[:spot], report, *rest[spot:]], touched
        if self._offers[report]:
            yield self._behind(report, self._offers[report][0][1], order), self._by_id

    def _behind(self, report: str, parents: Sequence[str], order: Sequence[str]) -> list[str]:
        """The report right behind these parents, and they with what they descend from before all that may descend from the report."""
        graph = self._tree(order)
        first: set[str] = set()
        waiting = list(parents)
        while waiting:
            at = waiting.pop()
            if at != report and at not in first:
                first.add(at)
                waiting += graph[at]
        return [*(r for r in order if r in first), report, *(r for r in order if r not in first and r != report)]

    def _tree(self, order: Sequence[str]) -> dict[str, tuple[str, ...]]:
        place = {r: k for k, r in enumerate(order)}
        return {r: self._best(r, place)[1] for r in order}

    def _worths(self, order: Sequence[str], reports: Iterable[str]) -> dict[str, float]:
        """What the best parents of some reports are worth in an order."""
        place = {r: k for k, r in enumerate(order)}
        return {r: self._best(r, place)[0] for r in reports}

    def _best(self, report: str, place: Mapping[str, int]) -> tuple[float, tuple[str, ...]]:
        mine = place[report]
        for worth, parents in self._offers[report]:
            for parent in parents:
                if place[parent] >= mine:
                    break
            else:
                return worth, parents
        return 0.0, ()


def _offers(chooser: Chooser, matter: Matter) -> list[tuple[float, tuple[str, ...]]]:
    """What each set of parents that a report may have is worth beyond none, the best first."""
    return [(_worth(c, chooser), tuple(t.parent.id for t in c.ties)) for c in chooser.candidates(matter)]


def _worth(choice: Choice, chooser: Chooser) -> float:
    return choice.score + KIN + (_STRANGERS if chooser.strangers(choice) else 0.0)
