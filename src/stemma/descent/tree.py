"""The family tree: the parents of all reports, chosen together, so that none descends from itself.

Where dates allow either direction, each report alone would take its likest for its parent and the two would descend from each
other. The tree of single parents with the greatest sum (Edmonds 1967) gives an order, which is then improved with blends in view.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from stemma.descent.arborescence import arborescence
from stemma.descent.choice import Choice, Chooser
from stemma.descent.matter import Matter
from stemma.descent.order import Order


def choose_parents(matters: Sequence[Matter], chooser: Chooser) -> dict[str, Choice]:
    """The parents of all reports, without circles; matters stand in order of publication."""
    above = arborescence([m.id for m in matters], {m.id: chooser.offers(m) for m in matters})
    order = _from_above(matters, {m.id: [*([above[m.id]] if m.id in above else []), *chooser.sooner(m)] for m in matters})
    if any(chooser.either_way(m) for m in matters):
        order = Order(chooser, matters).improved(order)
    after = dict.fromkeys(order)
    by_id = {m.id: m for m in matters}
    chosen: dict[str, Choice] = {}
    for report in order:
        del after[report]
        choice = _settled(by_id[report], chooser, frozenset(after), chosen)
        if choice is not None:
            chosen[report] = choice
    return {m.id: chosen[m.id] for m in matters if m.id in chosen}


def _settled(m: Matter, chooser: Chooser, after: frozenset[str], chosen: Mapping[str, Choice]) -> Choice | None:
    """A report's parents among those that came before it."""
    choice = chooser.choose(m, after)
    if choice is None:
        return None
    higher = chooser.step_up(choice, chosen)
    return chooser.with_errors(choice if any(t.parent.id in after for t in higher.ties) else higher)


def _from_above(matters: Sequence[Matter], graph: Mapping[str, Iterable[str]]) -> list[str]:
    """The reports, each after its parents."""
    by_id = {m.id: m for m in matters}
    done: dict[str, None] = {}
    for first in matters:
        waiting = [first.id]
        while waiting:
            at = waiting[-1]
            open_ = [p for p in graph.get(at, ()) if p not in done and p in by_id and p not in waiting]
            if open_:
                waiting.append(open_[0])
            else:
                done.setdefault(waiting.pop())
    return list(done)
