"""Everything that a page looks up, worked out once from a situation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from stemma.core.bases import Base, Bases
from stemma.core.packs import Pack
from stemma.core.types import (
    Amount,
    Check,
    Claim,
    Conflict,
    Descent,
    Event,
    Extract,
    Figure,
    Kind,
    Mutation,
    Point,
    Reading,
    Report,
    Situation,
    Source,
    SourceKind,
)
from stemma.showing.sigla import Group, Letters, assign, outlet_of
from stemma.showing.wording import Wording

T = TypeVar("T")


class View:
    """A situation with its ways across: claim to figure, report to lineage, reading to letters."""

    def __init__(self, situation: Situation, pack: Pack) -> None:
        self.situation, self.pack, self.words, self.bases = situation, pack, Wording(), Bases(pack)
        self.reports: dict[str, Report] = {r.id: r for r in situation.reports}
        self.rank = {report: at for at, report in enumerate(self.reports)}
        self.extracts: dict[str, Extract] = {e.report: e for e in situation.extracts}
        self.claims: dict[str, Claim] = {c.id: c for e in situation.extracts for c in e.claims}
        self.events: dict[str, Event] = {v.id: v for e in situation.extracts for v in e.events}
        self.figures: dict[str, Figure] = {f.id: f for f in situation.figures}
        self.figure_of = {c: f.id for f in situation.figures for c in f.claims}
        self.lost = {o.id: o for o in situation.stemma.lost}
        self._descend()
        self._weigh()
        heads = frozenset(r for r in self.reports if not self.parents.get(r))
        self.letters = Letters(
            assign(situation.reports, situation.stemma.lost), {n: self.name(n) for n in (*self.reports, *self.lost)}, heads
        )

    def _descend(self) -> None:
        stemma = self.situation.stemma
        self.kinds = dict(stemma.kinds)
        self.parents: dict[str, tuple[Descent, ...]] = {}
        self.children: dict[str, list[Descent]] = {}
        for descent in stemma.descents:
            self.parents[descent.child] = (*self.parents.get(descent.child, ()), descent)
            self.children.setdefault(descent.parent, []).append(descent)
        for child, found in self.parents.items():
            self.parents[child] = tuple(sorted(found, key=lambda d: (-d.weight, d.parent)))
        self.inherited = {i.claim: i for i in stemma.inheritances}
        families: dict[str, list[str]] = {}
        for report in self.reports:
            families.setdefault(self.head(report), []).append(report)
        self.lineages = {head: tuple(members) for head, members in families.items()}

    def _weigh(self) -> None:
        weighing = self.situation.weighing
        self.readings: dict[str, tuple[Reading, ...]] = _grouped((r.figure, r) for r in weighing.readings)
        self.conflicts: dict[str, tuple[Conflict, ...]] = _grouped((c.figure, c) for c in weighing.conflicts)
        self.points: dict[str, tuple[Point, ...]] = _grouped((p.figure, p) for p in weighing.courses)
        self.checks: dict[str, tuple[Check, ...]] = _grouped(
            (figure, check) for check in weighing.checks for figure in _once(self.figure_of.get(c, "") for c in check.claims)
        )
        self.new = {n.report: n.new_claims for n in weighing.novelty}
        self.mutations: dict[str, tuple[Mutation, ...]] = _grouped((self.figure_touched(m), m) for m in self.situation.stemma.mutations)
        self.changes: dict[str, tuple[Mutation, ...]] = _grouped((m.report, m) for m in self.situation.stemma.mutations)
        self.changed_claims = {m.claim for m in self.situation.stemma.mutations if m.claim and not m.restored}

    def figure_touched(self, mutation: Mutation) -> str:
        """The figure that a change belongs to, "" where it touched an event or something dropped."""
        return self.figure_of.get(mutation.claim) or self.figure_of.get(mutation.from_claim, "")

    def figure_at(self, figure: str) -> str:
        """Where a figure is shown: on the same page here."""
        return f"#f-{figure}"

    def name(self, node: str) -> str:
        """The outlet of a report, or whom a lost original is credited to."""
        if node in self.lost:
            return f"lost original credited to {self.lost[node].credited_as}"
        report = self.reports.get(node)
        return (outlet_of(report) or report.title or report.name or "outlet unknown") if report else node

    def published(self, report: str) -> str:
        """When a report came out, ISO, "" where it is unknown."""
        moment = self.reports[report].published if report in self.reports else None
        return moment.iso if moment else ""

    def kind(self, report: str) -> Kind:
        """How a report came to be."""
        return self.kinds.get(report, Kind.PARAPHRASE if self.parents.get(report) else Kind.ORIGINAL)

    def head(self, node: str) -> str:
        """The first known ancestor by the strongest line: a report or a lost original."""
        seen = {node}
        while found := self.parents.get(node):
            if found[0].parent in seen:
                break
            node = found[0].parent
            seen.add(node)
        return node

    def root(self, claim: str) -> str:
        """The report or lost original from which a claim comes."""
        seen: set[str] = set()
        while (step := self.inherited.get(claim)) and claim not in seen:
            seen.add(claim)
            if step.from_claim is None or step.from_claim not in self.claims:
                return self.head(step.parent)
            claim = step.from_claim
        if claim not in self.claims:
            return claim
        report = self.claims[claim].report
        return report if self.inherited else self.head(report)

    def base(self, low: float | None, high: float | None, unit: str) -> Base:
        """Bounds in the base unit."""
        return self.bases.of(Amount(low=low, high=high, unit=unit))

    def figure_claims(self, figure: Figure) -> tuple[Claim, ...]:
        """The claims of a figure, in the order of the reports."""
        found = (self.claims[c] for c in figure.claims if c in self.claims)
        return tuple(sorted(found, key=lambda c: (self.rank.get(c.report, 0), c.start)))

    def carriers(self, claims: Iterable[str]) -> tuple[str, ...]:
        """The reports of some claims, in order of publication."""
        found = {self.claims[c].report for c in claims if c in self.claims}
        return tuple(sorted(found, key=lambda r: self.rank.get(r, 0)))

    def first(self, claims: Iterable[str]) -> Claim | None:
        """The earliest of some claims."""
        known = [self.claims[c] for c in claims if c in self.claims]
        return min(known, key=lambda c: (self.rank.get(c.report, 0), c.start), default=None)

    def speakers(self, claims: Iterable[str]) -> tuple[str, ...]:
        """The innermost speakers of some claims, first named first."""
        return _once(s.name for c in sorted_claims(self, claims) if (s := speaker(c)))

    def groups(self, claims: Iterable[str], sources: int) -> tuple[Group, ...]:
        """Letters grouped for the rules: lineages, joined where they share a primary source."""
        lineages: dict[str, tuple[list[str], set[str]]] = {}
        for claim in sorted_claims(self, claims):
            reports, named = lineages.setdefault(self.root(claim.id), ([], set()))
            if claim.report not in reports:
                reports.append(claim.report)
            if said := speaker(claim):
                named.add(said.name)
        joined: list[tuple[list[tuple[str, ...]], set[str]]] = []
        for reports, named in lineages.values():
            same = next((g for g in joined if named and (g[1] & named or (sources == 1 and g[1]))), None)
            if same:
                same[0].append(tuple(reports))
                same[1].update(named)
            else:
                joined.append(([tuple(reports)], set(named)))
        alone = len(joined) == 1
        return tuple(Group(sources if alone else min(len(named), sources), tuple(found)) for found, named in joined)


def speaker(claim: Claim) -> Source | None:
    """The innermost speaker of a claim; "reportedly" names nobody."""
    named = [s for s in claim.attribution if s.kind != SourceKind.NONE]
    return named[-1] if named else None


def sorted_claims(view: View, claims: Iterable[str]) -> list[Claim]:
    """Known claims in the order of their reports."""
    return sorted((view.claims[c] for c in claims if c in view.claims), key=lambda c: (view.rank.get(c.report, 0), c.start))


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    found: dict[str, list[T]] = {}
    for key, item in pairs:
        found.setdefault(key, []).append(item)
    return {key: tuple(items) for key, items in found.items()}
