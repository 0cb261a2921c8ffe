"""The best tree over all reports at once: each with one parent or none, no circles, the greatest sum of weights (Edmonds 1967)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

_TOP: Final = ""  # the parent of those that have none
_LEAST: Final = 0.01  # an offered parent is better than none
Offers = Mapping[str, float]


def arborescence(nodes: Sequence[str], offers: Mapping[str, Offers]) -> dict[str, str]:
    """For each node its parent in the best tree; nodes without a parent are left out."""
    into = {n: {_TOP: 0.0, **{p: max(w, _LEAST) for p, w in sorted(offers.get(n, {}).items())}} for n in nodes}
    chosen = {n: _best(into[n]) for n in nodes}
    folded: list[tuple[str, list[str], dict[str, str], dict[str, str]]] = []
    while (circle := _circle(chosen)) is not None:
        folded.append(_fold(circle, into, chosen, f"\x00{len(folded)}"))
    for name, _, enters, inside in reversed(folded):
        parent = chosen.pop(name)
        for node, above in inside.items():
            chosen[node] = above
        chosen[enters[parent]] = parent
        for node, above in chosen.items():  # whoever hung on the circle hangs on the member that gave the edge
            if above == name:
                chosen[node] = enters[f"\x01{node}"]
    return {n: chosen[n] for n in nodes if chosen[n] != _TOP}


def _best(into: Mapping[str, float]) -> str:
    return min(into, key=lambda p: (-into[p], p))


def _circle(chosen: Mapping[str, str]) -> list[str] | None:
    """Nodes each of which is the child of the next, the last of the first; None where there are none."""
    done: set[str] = set()
    for start in chosen:
        path: dict[str, None] = {}
        at = start
        while at in chosen and at not in done and at not in path:
            path[at] = None
            at = chosen[at]
        if at in path:
            found = list(path)
            return found[found.index(at) :]
        done.update(path)
    return None


def _fold(
    circle: Sequence[str], into: dict[str, dict[str, float]], chosen: dict[str, str], name: str
) -> tuple[str, list[str], dict[str, str], dict[str, str]]:
    """The circle becomes one node; what is noted is how to take it apart again."""
    inside = {n: chosen[n] for n in circle}
    enters: dict[str, str] = {}
    merged: dict[str, float] = {}
    for node in circle:
        for parent, weight in into[node].items():
            gain = weight - into[node][inside[node]]
            if parent not in inside and (parent not in merged or gain > merged[parent]):
                merged[parent] = gain
                enters[parent] = node
    for node in circle:
        del chosen[node], into[node]
    for node, offers in into.items():
        mine = [(weight, parent) for parent, weight in offers.items() if parent in inside]
        if mine:
            weight, parent = max(mine, key=lambda e: (e[0], e[1]))
            for _, p in mine:
                del offers[p]
            offers[name] = weight
            enters[f"\x01{node}"] = parent
            if chosen[node] in inside:
                chosen[node] = name
    into[name] = merged
    chosen[name] = _best(merged)
    return name, list(circle), enters, inside
