"""Lost originals that nobody names: children that agree where no report of the pile has what they share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from itertools import combinations
from typing import Any, Final

from stemma.descent.agencies import families
from stemma.descent.evidence import Tie
from stemma.descent.kindred import ALONE_WORTH, Kin, beyond, credits_pile
from stemma.descent.matter import Matter, earlier
from stemma.descent.overlap import figures_met
from stemma.descent.relays import firsthand

Table = Mapping[str, Mapping[str, Any]]
_FEW: Final = 3  # reports from which a family can show that it has an ancestor which none of them is
_SURE: Final = 0.9  # the same value of one figure
_OUTRIGHT: Final = ("descent.credit", "descent.correction", "descent.judged")


def unnamed(kin: Kin, taken: Set[str], table: Table) -> list[list[Matter]]:
    """Families of three and more of which each has matter that another lacks, and the third has too."""
    found = _without_order(kin, taken, table)
    known = taken | {m.id for family in found for m in family}
    return [*found, *_stars(kin, known, table)]


def _without_order(kin: Kin, taken: Set[str], table: Table) -> list[list[Matter]]:
    """Three and more kin without order in time, each with matter of the others that the next lacks."""
    loose = [m for m in kin.matters if m.id not in taken and not credits_pile(m, kin)]
    found = []
    for family in families(loose, kin.circles, "", table):
        if len(family) < _FEW or any(earlier(a, b) is not None for a in family for b in family if a is not b):
            continue
        if any(t.overlap.text >= table["limits"]["lost_text"] for (c, p), t in kin.strong.items() if _both(c, p, family)):
            continue
        if all(beyond(a, [b], [o for o in family if o not in (a, b)]) for a in family for b in family if a is not b):
            found.append(family)
    return found


def _both(child: str, parent: str, family: Sequence[Matter]) -> bool:
    ids = {m.id for m in family}
    return child in ids and parent in ids


def _stars(kin: Kin, taken: Set[str], table: Table) -> list[list[Matter]]:
    """A report and those that seem to have their matter from it alone, but share figures that no other report has."""
    below: dict[str, list[Matter]] = {}
    for choice in kin.chosen.values():
        tie = choice.ties[0]
        if len(choice.ties) == 1 and tie.child.id not in taken and _loose(tie, table):
            below.setdefault(tie.parent.id, []).append(tie.child)
    found = []
    for root in (m for m in kin.matters if m.id in below and m.id not in kin.chosen and m.id not in taken):
        ids = {m.id for two in combinations(below[root.id], 2) if _agree(*two, root, kin) for m in two}
        if ids and not credits_pile(root, kin) and not firsthand(root, table):
            found.append([m for m in kin.matters if m.id in ids or m is root])
    return found


def _loose(tie: Tie, table: Table) -> bool:
    """True where neither copied words nor a name tie a report to the one that was taken for its parent."""
    return bool(tie.overlap.text < table["limits"]["lost_text"]) and not any(r.rule in _OUTRIGHT for r in tie.reasons)


def _agree(one: Matter, other: Matter, root: Matter, kin: Kin) -> bool:
    """True where two share a telling figure that nobody else has, and one of them another with the root that the other lacks."""
    if not beyond(one, [root], [other]):
        return False
    if not beyond(root, [one], [other]) and not beyond(root, [other], [one]):
        return False
    near = kin.circles[one.id] | kin.circles[other.id]
    rest = [m for m in kin.matters if m.id in near and m.id not in (one.id, other.id, root.id)]
    had = {m.item.id for third in (root, *rest) for m in figures_met(one, third)}
    shared = [m.item for m in figures_met(one, other) if m.source is not None and m.share >= _SURE]
    return any(item.worth >= ALONE_WORTH and item.id not in had for item in shared)
