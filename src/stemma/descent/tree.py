"""The family tree: the parents of all reports, chosen together, so that none descends from itself.

Where dates allow either direction, each report alone would take its likest for its parent and the two would descend from each
other. The tree of single parents with the greatest sum (Edmonds 1967) settles who comes first; blends are chosen within that order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from stemma.descent.arborescence import arborescence
from stemma.descent.choice import Choice, Chooser
from stemma.descent.matter import Matter

_ROUNDS = 4  # looks at what gains by being turned round
_GAIN = 0.01
_STRANGERS = 5.0  # that two who share nothing both took from a third, each another part, is less likely than that it blends them


def choose_parents(matters: Sequence[Matter], chooser: Chooser) -> dict[str, Choice]:
    """The parents of all reports, without circles; matters stand in order of publication."""
    above = arborescence([m.id for m in matters], {m.id: chooser.offers(m) for m in matters})
    growing = _Growing(chooser, {m.id: m for m in matters}, {child: (parent,) for child, parent in above.items()})
    for m in _from_above(matters, growing.graph):
        growing.settle(m)
    loose = [m for m in matters if chooser.either_way(m)]
    for _ in range(_ROUNDS):
        if not sum(growing.turn(m) for m in loose):
            break
    return {m.id: growing.chosen[m.id] for m in matters if m.id in growing.chosen}


class _Growing:
    """A tree that is being improved; the graph never has a circle."""

    def __init__(self, chooser: Chooser, by_id: Mapping[str, Matter], graph: dict[str, tuple[str, ...]]) -> None:
        self._chooser = chooser
        self._by_id = by_id
        self.graph = graph
        self.chosen: dict[str, Choice] = {}

    def settle(self, m: Matter) -> None:
        """Choose a report's parents among those that do not descend from it."""
        barred = _below(m.id, self.graph) if self._chooser.either_way(m) else frozenset()
        choice = self._chooser.choose(m, barred)
        if choice is not None:
            higher = self._chooser.step_up(choice, self.chosen)
            choice = self._chooser.with_errors(choice if any(t.parent.id in barred for t in higher.ties) else higher)
        self._set(m.id, choice)

    def turn(self, m: Matter) -> bool:
        """Let a report have the parents that it would have if all were free, where the whole gains by it."""
        below = _below(m.id, self.graph)
        wish = self._chooser.choose(m)
        turned = [t.parent for t in wish.ties if t.parent.id in below] if wish else []
        if wish is None or not turned:
            return False
        before = {i: self.chosen.get(i) for i in (m.id, *(p.id for p in turned))}
        self._set(m.id, None)
        for parent in turned:
            self._set(parent.id, self._chooser.choose(parent, below | {m.id}))
        self._set(m.id, wish)
        strange = _STRANGERS if self._chooser.strangers(wish) else -_GAIN
        if sum(map(_score, before.values())) < sum(_score(self.chosen.get(i)) for i in before) + strange:
            return True
        for report, choice in before.items():
            self._set(report, choice)
        return False

    def _set(self, report: str, choice: Choice | None) -> None:
        if choice is None:
            self.chosen.pop(report, None)
            self.graph.pop(report, None)
        else:
            self.chosen[report] = choice
            self.graph[report] = tuple(t.parent.id for t in choice.ties)


def _score(choice: Choice | None) -> float:
    return choice.score if choice else 0.0


def _from_above(matters: Sequence[Matter], graph: Mapping[str, Iterable[str]]) -> list[Matter]:
    """The reports, each after its parents."""
    by_id = {m.id: m for m in matters}
    done: dict[str, None] = {}
    for first in matters:
        waiting = [first.id]
        while waiting:
            at = waiting[-1]
            open_ = [p for p in graph.get(at, ()) if p not in done and p in by_id]
            if open_:
                waiting.append(open_[0])
            else:
                done.setdefault(waiting.pop())
    return [by_id[i] for i in done]


def _below(report: str, graph: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """All that descend from a report."""
    children: dict[str, list[str]] = {}
    for child, parents in graph.items():
        for parent in parents:
            children.setdefault(parent, []).append(child)
    found: set[str] = set()
    waiting = [report]
    while waiting:
        for child in children.get(waiting.pop(), ()):
            if child not in found:
                found.add(child)
                waiting.append(child)
    return frozenset(found)
