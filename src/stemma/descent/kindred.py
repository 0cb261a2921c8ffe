"""The reports of a pile as kin: who might be whose parent, who was chosen, and what each has beyond another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from stemma.descent.choice import Choice
from stemma.descent.credits import same_outlet
from stemma.descent.evidence import Tie
from stemma.descent.matter import Matter
from stemma.descent.overlap import figures_met

ALONE_WORTH: Final = 1.0  # a figure that tells at least so much


@dataclass(frozen=True, kw_only=True)
class Kin:
    """The reports, the ties that are strong enough for kinship, and what was chosen so far."""

    matters: Sequence[Matter]
    strong: Mapping[tuple[str, str], Tie]  # child, parent
    chosen: Mapping[str, Choice]

    _outlets: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    _circles: dict[str, frozenset[str]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def outlets(self) -> dict[str, str]:
        """The outlet of each report."""
        if not self._outlets:
            self._outlets.update({m.id: m.report.outlet for m in self.matters})
        return self._outlets

    @property
    def circles(self) -> dict[str, frozenset[str]]:
        """For each report itself and all its kin."""
        if not self._circles:
            found: dict[str, set[str]] = {m.id: {m.id} for m in self.matters}
            for child, parent in self.strong:
                found[child].add(parent)
                found[parent].add(child)
            self._circles.update({report: frozenset(kin) for report, kin in found.items()})
        return self._circles


def beyond(matter: Matter, parents: Iterable[Matter], others: Iterable[Matter]) -> int:
    """How many telling figures a report shares with others that its supposed parents lack."""
    had = {m.item.id for parent in parents for m in figures_met(matter, parent)}
    elsewhere = {m.item.id for o in others for m in figures_met(matter, o) if m.source is not None}
    return len({(i.base, i.figure) for i in matter.items if i.worth >= ALONE_WORTH and i.id in elsewhere - had})


def credits_pile(matter: Matter, kin: Kin) -> bool:
    """True where a report credits an outlet of the pile that is its kin."""
    return any(same_outlet(c, kin.outlets[other]) for c in matter.credits for other in kin.circles[matter.id] if other != matter.id)
