"""The stemma: who had it from whom, traced through text, figures, quotations, shared errors and credits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from stemma.core.engine import Engine, OneProcess
from stemma.core.packs import Pack
from stemma.core.types import Extract, Figure, Judgement, Kind, LostOriginal, Report, Stemma
from stemma.descent.account import Accounts, names_lost
from stemma.descent.candidates import keys_of
from stemma.descent.choice import Choice, Chooser, may_be_parent
from stemma.descent.credits import absent
from stemma.descent.evidence import Tie, tie
from stemma.descent.inheritance import inheritances, pair_up
from stemma.descent.kindred import Kin
from stemma.descent.kinds import kind_among, kind_of
from stemma.descent.lost import lost_originals, parents_beside
from stemma.descent.matter import Matter, MatterFinder
from stemma.descent.mutations import Family, MutationFinder
from stemma.descent.overlap import Rarity, overlap
from stemma.descent.tree import choose_parents

Table = Mapping[str, Mapping[str, Any]]


def trace(
    reports: Sequence[Report], extracts: Sequence[Extract], figures: Sequence[Figure], judgements: Iterable[Judgement], pack: Pack
) -> Stemma:
    """The family tree of a set of reports, down to the single claim."""
    return Tracer(pack).trace(reports, extracts, figures, judgements)


class Tracer:
    """Traces family trees by a pack, on the engine that it is given."""

    def __init__(self, pack: Pack, engine: Engine | None = None) -> None:
        self._pack = pack
        self._engine = engine or OneProcess()

    def trace(
        self, reports: Sequence[Report], extracts: Sequence[Extract], figures: Sequence[Figure], judgements: Iterable[Judgement]
    ) -> Stemma:
        """The family tree of a set of reports, down to the single claim."""
        table: Table = self._pack.tables["descent"]
        matters = _matters(reports, extracts, MatterFinder(self._pack, figures), self._engine)
        rarity = Rarity(matters, table["words"]["usual"])
        ties = _ties(matters, rarity, table, self._engine)
        chooser = Chooser(ties, rarity, table, _judged(judgements), _absent(matters, table))
        tree = Tree(chosen=choose_parents(matters, chooser), strong={(t.child.id, t.parent.id): t for t in ties if chooser.kin(t)})
        kin = Kin(matters=matters, strong=tree.strong, chosen=tree.chosen)
        lost = lost_originals(kin, table)
        beside = parents_beside(kin, lost, table)
        return _stemma(matters, tree, lost, beside, Accounts(chooser, table, lost, beside), self._pack)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """The parents chosen, and all ties that are strong enough for kinship."""

    chosen: Mapping[str, Choice]
    strong: Mapping[tuple[str, str], Tie]  # child, parent


def _matters(reports: Sequence[Report], extracts: Sequence[Extract], finder: MatterFinder, engine: Engine) -> list[Matter]:
    """The matter of all reports, in order of publication."""
    by_id = {e.report: e for e in extracts}
    found = engine.each(lambda r: finder.find(r, by_id.get(r.id, Extract(report=r.id))), sorted(reports, key=lambda r: r.id))
    return sorted(found, key=lambda m: (m.moment or "9", m.id))


def _ties(matters: Sequence[Matter], rarity: Rarity, table: Table, engine: Engine) -> list[Tie]:
    """The ties between all reports that meet, in each direction that the dates allow."""
    limits = table["limits"]
    met = engine.together(keys_of(matters, rarity), matters, int(limits["crowd"]))
    ways = [(matters[a], matters[b]) for i, j in met for a, b in ((i, j), (j, i)) if may_be_parent(matters[b], matters[a])]
    return engine.each(lambda way: tie(way[0], way[1], overlap(way[0], way[1], rarity, int(limits["run_words"])), table), ways)


def _absent(matters: Sequence[Matter], table: Table) -> dict[str, list[tuple[str, str]]]:
    """For each report the agencies without a report in the pile that it credits with the whole, each with the sentence that does."""
    known = table["credit"]["agencies"]
    named = {m.id: [(name, said) for who, said in m.credited if (name := absent(who, matters, known))] for m in matters}
    return {report: credits for report, credits in named.items() if credits}


def _judged(judgements: Iterable[Judgement]) -> dict[tuple[str, str], bool]:
    return {(min(j.one, j.other), max(j.one, j.other)): j.same for j in judgements if j.about == "kin"}


def _stemma(
    matters: Sequence[Matter], tree: Tree, lost: Sequence[LostOriginal], beside: Mapping[str, Sequence[Tie]], accounts: Accounts, pack: Pack
) -> Stemma:
    table: Table = pack.tables["descent"]
    by_id = {m.id: m for m in matters}
    origin = {child: lo.id for lo in lost for child in lo.children}
    siblings = {child: tuple(c for c in lo.children if c != child) for lo in lost for child in lo.children}
    parents = {m.id: [t.parent.id for t in tree.chosen[m.id].ties] for m in matters if m.id in tree.chosen and m.id not in origin}
    parents |= {child: [t.parent.id for t in ties] for child, ties in beside.items()}
    kinds = {m.id: _kind(m, tree, [by_id[s] for s in siblings[m.id]] if m.id in siblings else None, table) for m in matters}
    kinds |= dict.fromkeys(beside, Kind.BLEND)
    known = {child: [*parents.get(child, ()), *siblings.get(child, ())] for child in sorted({**parents, **siblings})}
    pairs = {child: pair_up(by_id[child], [by_id[p] for p in above]) for child, above in known.items()}
    family = Family(matters=by_id, parents=parents, siblings=siblings, lost=origin, pairs=pairs, kinds=kinds, nearer=_naming(by_id, lost))
    descents = [d for m in matters for d in accounts.of(m, tree.chosen.get(m.id))]
    return Stemma(
        descents=tuple(descents),
        lost=tuple(lost),
        kinds=tuple((m.id, kinds[m.id]) for m in matters),
        inheritances=inheritances(pairs, origin, parents),
        mutations=MutationFinder(pack).find(family),
    )


def _naming(matters: Mapping[str, Matter], lost: Sequence[LostOriginal]) -> frozenset[str]:
    """The children of lost originals that name them."""
    return frozenset(c for lo in lost for c in lo.children if names_lost(matters[c], lo))


def _kind(matter: Matter, tree: Tree, siblings: Sequence[Matter] | None, table: Table) -> Kind:
    if siblings is not None:
        return kind_among(matter, siblings, table)
    choice = tree.chosen.get(matter.id)
    return kind_of(matter, choice.ties if choice else (), table)
