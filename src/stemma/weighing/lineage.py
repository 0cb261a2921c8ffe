"""Where the matter of a claim comes from: up the family tree to the report whose own reporting it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from stemma.core.bases import digits
from stemma.core.types import Approx, Claim, Inheritance, Kind, Mutation
from stemma.weighing.facts import Facts, bound

_TAKEN: Final = frozenset({Kind.COPY, Kind.EDIT, Kind.PARAPHRASE})  # kinds of report that bring little of their own
_BEARS: Final = frozenset({"number", "unit", "scope"})  # changes that make another value of it
_ROUNDING: Final = 0.05  # the most by which rounding changes a number


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """Where a claim's matter starts: a report (or lost original), and the claim there, where it is in the pile."""

    report: str
    claim: str = ""
    path: tuple[str, ...] = ()  # the claims from the one asked about up to the root's


class Lineage:
    """Answers whence a claim comes; made once per pile."""

    def __init__(self, facts: Facts, agree: Callable[[Claim, Claim], bool]) -> None:
        self._facts = facts
        self._agree = agree
        self._taken: dict[str, list[Inheritance]] = {}
        for step in facts.stemma.inheritances:
            if step.claim in facts.claims:
                self._taken.setdefault(step.claim, []).append(step)
        self._parents: dict[str, list[str]] = {}
        for descent in facts.stemma.descents:
            self._parents.setdefault(descent.child, []).append(descent.parent)
        self._mutations: dict[str, list[Mutation]] = {}
        for mutation in facts.mutations:
            if mutation.claim and not mutation.restored:
                self._mutations.setdefault(mutation.claim, []).append(mutation)
        for slip in facts.mutations[len(facts.stemma.mutations) :]:
            self._taken[slip.claim] = [Inheritance(claim=slip.claim, parent=slip.parent, from_claim=slip.from_claim)]
        self._mates: dict[tuple[str, str], list[str]] = {}  # the claims of one report about one figure
        for claim, figure in facts.figure_of.items():
            if claim in facts.claims:
                self._mates.setdefault((figure, facts.claims[claim].report), []).append(claim)
        self._roots: dict[str, tuple[Root, ...]] = {}
        self._born: dict[str, str] = {}

    def own(self, claim: str) -> bool:
        """True where the report did not take the claim from anywhere that is known."""
        report = self._facts.claims[claim].report
        return all(root.report == report for root in self.roots(claim))

    def first_hand(self, claim: str) -> bool:
        """True where no report of the pile gave the claim: it is the report's own, or from an original that is lost."""
        report = self._facts.claims[claim].report
        return all(root.report == report or self._from_lost(claim, root) for root in self.roots(claim))

    def _from_lost(self, claim: str, root: Root) -> bool:
        """True where the first of a lost original's children to tell it is this report."""
        facts = self._facts
        report = facts.claims[claim].report
        if root.report in facts.reports or any(facts.claims[c].report != report for c in root.path):
            return False
        older = (c for lost in facts.stemma.lost if lost.id == root.report for c in lost.children if c in facts.rank)
        return claim not in self._taken or all(facts.rank[report] <= facts.rank[c] for c in older)

    def roots(self, claim: str) -> tuple[Root, ...]:
        """The starts of a claim's matter, sorted; its own report where it was taken from nowhere."""
        if claim not in self._roots:
            found = {(r.report, r.claim): r for r in self._climb(claim, ())}
            self._roots[claim] = tuple(found[key] for key in sorted(found))
        return self._roots[claim]

    def changed(self, claim: str) -> Mutation | None:
        """The change that made another value of the claim where it stands, if one was found."""
        for mutation in self._mutations.get(claim, ()):
            if mutation.field in _BEARS:
                return mutation
        return None

    def rewrites(self, report: str, older: str) -> bool:
        """True where a report is a rewrite that brings little of its own and goes back to the older one."""
        return self._facts.kinds.get(report) in _TAKEN and older != report and older in self.above(report)

    def above(self, report: str) -> frozenset[str]:
        """All reports and lost originals to which a report goes back, without itself."""
        steps, seen = [report], {report}
        while steps:
            fresh = [p for p in self._parents.get(steps.pop(), ()) if p not in seen]
            seen.update(fresh)
            steps += fresh
        return frozenset(seen - {report})

    def born(self, claim: str) -> str:
        """The report in which a mistake in copying made this value, "" where it has an honest origin."""
        if claim not in self._born:
            starts = [self._birth(claim, root) for root in self.roots(claim)]
            self._born[claim] = min(starts, key=lambda r: (self._facts.rank.get(r, 0), r)) if all(starts) else ""
        return self._born[claim]

    def _birth(self, claim: str, root: Root) -> str:
        """The report on the way up from which on the value differs from the root's; "" where the root has it too."""
        facts = self._facts
        asked = facts.claims[claim]
        alike = [c for c in root.path if self._agree(asked, facts.claims[c])]
        if root.claim:
            first = facts.claims[root.claim]
            if len(root.path) < 2 or self._agree(asked, first) or _rounds(facts, asked, first) or not self._mistaken(root):
                return ""
            return facts.claims[alike[-1]].report
        changed = [c for c in alike if self.changed(c) is not None]
        return facts.claims[changed[-1]].report if changed else ""

    def _mistaken(self, root: Root) -> bool:
        """True where the way from root to claim holds a change: recorded, or a rewrite that says another value as of no later day."""
        facts = self._facts
        if any(c in self._mutations for c in root.path):
            return True
        first, last = facts.claims[root.path[0]], facts.claims[root.path[-1]]
        rewritten = facts.kinds.get(first.report) in _TAKEN
        return rewritten and not (first.when and last.when and facts.day(first) > facts.day(last))

    def _climb(self, claim: str, path: tuple[str, ...]) -> list[Root]:
        path = (*path, claim)
        facts = self._facts
        asked = facts.claims[claim]
        roots: list[Root] = []
        for step in self._taken.get(claim, ()):
            source = facts.claims.get(step.from_claim or "")
            if source is None:
                roots.append(Root(report=self._top(step.parent), path=path))
            elif facts.id(source) not in path and not _denies(facts, asked, source):
                roots += self._climb(facts.id(source), path)
        if not roots and claim not in self._taken:
            roots = self._climb_by_report(asked, path)
        if not roots and facts.kinds.get(asked.report) is Kind.CORRECTION:
            roots = self._climb_restated(asked, path)
        return roots or [Root(report=asked.report, claim=claim, path=path)]

    def _climb_by_report(self, asked: Claim, path: tuple[str, ...]) -> list[Root]:
        """Where nothing is known of this claim: a parent that gives the figure the same value in the same speaker's name."""
        facts = self._facts
        figure = facts.figure_of.get(facts.id(asked), facts.id(asked))
        kept = facts.kinds.get(asked.report) in _TAKEN
        known = bool(facts.stemma.inheritances)
        seen = {facts.claims[c].report for c in path}
        roots: list[Root] = []
        for parent in sorted(self._parents.get(asked.report, ())):
            mates = [facts.claims[c] for c in self._mates.get((figure, parent), [])]
            alike = [c for c in mates if self._agree(asked, c) and not _denies(facts, asked, c) and (not known or self._one_word(asked, c))]
            alike = alike or [c for c in mates if kept and not known and not _denies(facts, asked, c)]
            if parent in facts.reports and alike and parent not in seen:
                roots += self._climb(facts.id(alike[0]), path)
            elif parent not in facts.reports and kept:
                roots.append(Root(report=parent, path=path))
        return roots

    def _climb_restated(self, asked: Claim, path: tuple[str, ...]) -> list[Root]:
        """A correction that names a value again has it from the first of those it goes back to that gave the figure that value.

        What a lost original said its other children tell.
        """
        facts = self._facts
        above = self.above(asked.report)
        children = {child for lost in facts.stemma.lost if lost.id in above for child in lost.children}
        older = facts.in_order(facts.held_by.get(facts.figure_of.get(facts.id(asked), ""), ()))
        if facts.denied(asked):
            return []
        for first in (c for c in older if c.report in above or c.report in children):
            if self._agree(asked, first) and facts.id(first) not in path:
                roots = self._climb(facts.id(first), path)
                if first.report in above or all(root.report in above for root in roots):
                    return roots
        return []

    def _one_word(self, one: Claim, other: Claim) -> bool:
        """True where both give the value in one speaker's name, or one names nobody."""
        a, b = self._facts.speaker(one), self._facts.speaker(other)
        return a.key == b.key or a.outlet or b.outlet or not a.named or not b.named

    def _top(self, parent: str) -> str:
        """The start of a parent that is known only as a report: its own parents, as far up as they lead alone."""
        seen = [parent]
        while len(above := self._parents.get(seen[-1], [])) == 1 and above[0] not in seen:
            seen.append(above[0])
        return seen[-1]


def _rounds(facts: Facts, claim: Claim, source: Claim) -> bool:
    """True for an honest rounding: "over 2,100" for 2,113, "nearly 350" for 347; fewer digits, a hedge that holds, the same measure."""
    rounded, exact = facts.point(claim), facts.point(source)
    if not rounded or not exact or claim.measure != source.measure or facts.base(claim).dimension != facts.base(source).dimension:
        return False
    fewer = digits(_said(claim)) < digits(_said(source))
    hedge = bound(claim.amount.approx)
    holds = rounded <= exact if hedge == "more" else rounded >= exact if hedge in ("less", "nearly") else True
    hedged = claim.amount.approx is not Approx.EXACT
    return fewer and hedged and holds and abs(rounded - exact) <= _ROUNDING * exact


def _said(claim: Claim) -> float | None:
    return claim.amount.low if claim.amount.low is not None else claim.amount.high


def _denies(facts: Facts, claim: Claim, source: Claim) -> bool:
    """True where a claim denies what its source says: the denial is its own."""
    return facts.denied(claim) and not facts.denied(source)
