"""The account of each descent: reasons that add up from the prior, how firmly it stands, and whether anything tells the direction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from stemma.core.types import Descent, LostOriginal, Reason
from stemma.descent import support
from stemma.descent.choice import Choice, Chooser
from stemma.descent.credits import same_outlet
from stemma.descent.evidence import BASIS, Tie, before
from stemma.descent.matter import Matter, earlier

Table = Mapping[str, Mapping[str, Any]]
_ORDER: Final = ("text", "figures", "quotes", "errors", "credit")
_OPEN: Final = 1.5  # log-odds by which one direction must be better than the other, where dates allow both


class Accounts:
    """Makes the descents of the chosen parents, each with its account."""

    def __init__(self, chooser: Chooser, table: Table, lost: Sequence[LostOriginal], beside: Mapping[str, Sequence[Tie]]) -> None:
        self._chooser = chooser
        self._table = table
        self._beside = beside  # for children of lost originals their parents in the pile
        self._lost = {child: original for original in lost for child in original.children}

    def of(self, matter: Matter, choice: Choice | None) -> Iterator[Descent]:
        """The descents of one report."""
        if matter.id in self._lost:
            yield self._from_lost(matter, self._lost[matter.id], choice)
        ties = self._beside.get(matter.id, () if matter.id in self._lost else choice.ties if choice else ())
        if choice is not None and ties:
            shares = support.support(choice, self._chooser, self._table)
            for t in ties:
                yield self._from(t, choice, shares[t.parent.id])

    def _from(self, tie: Tie, choice: Choice, found: support.Support) -> Descent:
        prior = before(1, self._table["weights"])
        others = before(len(choice.ties), self._table["weights"]) - prior + sum((t.own for t in choice.ties if t is not tie), 0.0)
        reasons = [Reason(rule="descent.prior", detail="two reports of one pile are seldom parent and child", weight=prior)]
        reasons += [*tie.reasons, *choice.reasons]
        if others:
            reasons.append(Reason(rule="descent.others", detail="what speaks for its other parents", weight=round(others, 3)))
        reasons.append(support.reason(found))
        if self._undecided(tie, choice):
            said = "neither dates nor details tell who took from whom: it may be the other way round"
            reasons.append(Reason(rule="descent.direction-open", detail=said, weight=0.0))
        weight = round(found.kin * max(found.share, 1 / support.TIMES), 3)
        return Descent(child=tie.child.id, parent=tie.parent.id, weight=weight, basis=_basis(reasons), reasons=tuple(reasons))

    def _undecided(self, tie: Tie, choice: Choice) -> bool:
        """True where the dates allow either direction and the reverse would be as good."""
        if len(choice.ties) > 1 or earlier(tie.parent, tie.child) is not None:
            return False
        turned = self._chooser.turned(tie)
        return turned is not None and choice.score - turned.score < _OPEN

    def _from_lost(self, matter: Matter, parent: LostOriginal, choice: Choice | None) -> Descent:
        shared = choice.reasons if choice else ()
        basis = ("figures", "credit") if names_lost(matter, parent) else ("figures",)
        weight = round(support.certainty(sum((r.weight for r in parent.reasons), 0.0)), 3)
        return Descent(child=matter.id, parent=parent.id, weight=weight, basis=basis, reasons=(*parent.reasons, *shared))


def names_lost(matter: Matter, lost: LostOriginal) -> bool:
    """True where a report names the lost original to which it goes back."""
    return any(same_outlet(lost.credited_as, c) for c in (*matter.credits, *matter.agencies))


def _basis(reasons: Sequence[Reason]) -> tuple[str, ...]:
    """The kinds of evidence that speak for a descent."""
    found = {BASIS[r.rule] for r in reasons if r.rule in BASIS and r.weight > 0}
    return tuple(b for b in _ORDER if b in found)
