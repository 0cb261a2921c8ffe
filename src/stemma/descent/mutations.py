"""Changes on the way: each charged to the report in which it arose, with the later reports that repeat it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from stemma.core.packs import Pack
from stemma.core.types import Kind, Mutation, Reason, Verification
from stemma.descent.ancestor import older_readings, stands_for_it
from stemma.descent.caveats import Caveats
from stemma.descent.changes import Change, Comparer, careless
from stemma.descent.detail import hedge, stance
from stemma.descent.inheritance import Pair
from stemma.descent.matter import Item, Matter
from stemma.descent.setting import Passage, Readings, Setting, moves_of, passage, readings_of
from stemma.descent.slips import SlipFinder

_CONFIRMED: Final = "confirmed"
_BLENDED: Final = 1
_DOUBT: Final = 2  # of a report with few claims the share of those changed tells little
_KEPT_BY_CORRECTIONS: Final = ("attribution", "verification", "status")  # a correction need not repeat these


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """What the tree says of the reports: their matter, their pairs, who descends from whom."""

    matters: Mapping[str, Matter]
    parents: Mapping[str, Sequence[str]]  # parents in the pile
    siblings: Mapping[str, Sequence[str]]  # of children of a lost original
    lost: Mapping[str, str]  # child -> lost original
    pairs: Mapping[str, Sequence[Pair]]
    kinds: Mapping[str, Kind]
    nearer: frozenset[str] = frozenset()  # children of a lost original that name it
    readings: Readings = field(default_factory=dict)  # of all its claims


class MutationFinder:
    """Finds the changes in a family, by the pack's tables."""

    def __init__(self, pack: Pack) -> None:
        self._comparer = Comparer(pack)
        self._slips = SlipFinder(pack)
        self._caveats = Caveats(pack)

    def find(self, family: Family) -> tuple[Mutation, ...]:
        """All changes of all reports, each with those who inherited it."""
        family = replace(family, readings=readings_of(family.matters))
        found: list[Mutation] = []
        for child in sorted({*family.parents, *family.lost}):
            if child in family.lost:
                found += self._from_lost(family, child)
            if child in family.parents:
                found += self._from_parents(family, child)
        found += self._checks_dropped(family, found)
        children = _children(family)
        return tuple(_inherited(m, family, children) for m in found)

    def _checks_dropped(self, family: Family, found: Sequence[Mutation]) -> list[Mutation]:
        """What one report falsely called confirmed, and the next takes over without a word of checking."""
        dropped: list[Mutation] = []
        for wrong in (m for m in found if m.field == "verification" and m.became == _CONFIRMED):
            doubted = {p.child.id for p in family.pairs.get(wrong.report, ()) if _doubted(p)}
            for child in (c for c in sorted(family.parents) if wrong.report in family.parents[c]):
                claims = [p.child.id for p in family.pairs.get(child, ()) if p.source.id in doubted]
                if claims and self._caveats.said(family.matters[child], claims) == "":
                    change = Change("verification", _CONFIRMED, "dropped")
                    dropped.append(_mutation(child, wrong.report, change, claims[0], wrong.claim))
        return dropped

    def _from_parents(self, family: Family, child: str) -> list[Mutation]:
        younger = family.matters[child]
        found: list[Mutation] = []
        corrects = family.kinds[child] is Kind.CORRECTION
        blend = len(family.parents[child]) > 1 or child in family.lost
        for told in self._in_family(family, _passages(family, child), blend=blend):
            source, claim = told.older.claim, told.younger.claim
            for change in self._comparer.changes(told):
                if corrects and change.field == "time" and not _dated(told.younger):
                    continue  # what a correction does not date it does not put right
                found.append(_mutation(child, source.report, change, claim.id, source.id))
        for parent in family.parents[child]:
            older = family.matters[parent]
            taken = [p.child.claim.start for p in family.pairs.get(child, ()) if p.parent == parent]
            for slip in self._slips.find(younger, older, taken):
                found.append(_mutation(child, parent, slip.change, slip.event, slip.from_event))
            found += self._caveat_lost(family, child, parent)
        if corrects:
            return [replace(m, restored=True) for m in found if m.field not in _KEPT_BY_CORRECTIONS]
        return found

    def _from_lost(self, family: Family, child: str) -> list[Mutation]:
        younger, lost = family.matters[child], family.lost[child]
        siblings = [family.matters[s] for s in family.siblings[child]]
        items = {item.id: item for item in younger.items}
        held = {p.child.id for p in family.pairs.get(child, ()) if p.parent in family.parents.get(child, ())}
        readings = {claim: told for claim, told in older_readings(younger, siblings, family.nearer).items() if claim not in held}
        passages = [
            passage(older, items[claim], Setting(child=younger, parent=witness))._replace(published="", agency=lost)
            for claim, (older, witness) in readings.items()
        ]
        found = [
            _mutation(child, lost, change, p.younger.id, "")
            for p in self._in_family(family, passages, blend=False)
            for change in self._comparer.changes(p)
        ]
        unverified = [claim for claim, (older, _) in readings.items() if older.claim.verification is Verification.UNVERIFIED]
        found += self._caveat(younger, lost, unverified, "")
        return found if stands_for_it(younger, siblings, family.nearer) is younger else found + self._slips_alone(younger, siblings, lost)

    def _in_family(self, family: Family, passages: Sequence[Passage], blend: bool) -> list[Passage]:
        """The passages of one report, with what its family tells."""
        share = sum(careless(p) for p in passages) / (len(passages) + _DOUBT)
        moves = moves_of(passages)
        readings = family.readings
        return [p._replace(setting=replace(p.setting, blend=blend, careless=share, moves=moves, readings=readings)) for p in passages]

    def _caveat_lost(self, family: Family, child: str, parent: str) -> list[Mutation]:
        pairs = [p for p in family.pairs.get(child, ()) if p.parent == parent and _doubted(p)]
        if len(family.parents[child]) > 1 and len(pairs) < _BLENDED:
            return []  # of several parents' matter a few claims without the caveat are no sign
        claims = [p.child.id for p in pairs]
        return self._caveat(family.matters[child], parent, claims, pairs[0].source.id if pairs else "")

    def _caveat(self, child: Matter, parent: str, claims: Sequence[str], source: str) -> list[Mutation]:
        """The caveat over claims that a child took over: dropped, or turned into its opposite; once for each report."""
        said = self._caveats.said(child, claims)
        if not claims or said == "unverified":
            return []
        change = Change("verification", "could not be verified", said or "dropped")
        changed = self._caveats.confirmed(child, claims) or claims[0]
        return [_mutation(child.id, parent, change, changed, source)]

    def _slips_alone(self, younger: Matter, siblings: Sequence[Matter], lost: str) -> list[Mutation]:
        """Slips against all siblings that tell the same; with two witnesses the slip is the one that says more."""
        by_field: dict[tuple[str, str], list[tuple[Change, str]]] = {}
        for sibling in siblings:
            for slip in self._slips.find(younger, sibling):
                by_field.setdefault((slip.change.field, slip.event), []).append((slip.change, slip.event))
        alone = [changes[0] for _, changes in sorted(by_field.items()) if _alone(changes, siblings)]
        return [_mutation(younger.id, lost, change, event, "") for change, event in alone]


def _alone(changes: Sequence[tuple[Change, str]], siblings: Sequence[Matter]) -> bool:
    """A status that stands against one sibling is a slip only where it lost its "planned"."""
    field, was = changes[0][0][:2]
    return field != "status" or was.startswith(("planned", "forecast", "demand")) or len(changes) * 2 > len(siblings) + 1


def _passages(family: Family, child: str) -> list[Passage]:
    """The claims that a report has from its parents."""
    younger = family.matters[child]
    held = [p for p in family.pairs.get(child, ()) if p.parent in family.parents[child]]
    return [passage(p.source, p.child, Setting(child=younger, parent=family.matters[p.parent])) for p in held]


def _doubted(pair: Pair) -> bool:
    return pair.source.claim.verification is Verification.UNVERIFIED


def _dated(item: Item) -> bool:
    return item.claim.when is not None and item.claim.when.text != ""


def _mutation(report: str, parent: str, change: Change, claim: str, source: str) -> Mutation:
    told = f": {change.told}" if change.told else ""
    why = Reason(rule=f"mutation.{change.field}", detail=f'"{change.was}" became "{change.became}"{told}')
    return Mutation(
        report=report,
        parent=parent,
        field=change.field,
        was=change.was,
        became=change.became,
        claim=claim,
        from_claim=source,
        reasons=(why,),
    )


def _children(family: Family) -> dict[str, list[tuple[str, str]]]:
    """For each claim, the (report, claim) pairs that repeat it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for child in sorted(family.pairs):
        for pair in family.pairs[child]:
            if pair.parent in family.parents.get(child, ()):
                found.setdefault(pair.source.id, []).append((child, pair.child.id))
    return found


def _inherited(mutation: Mutation, family: Family, children: Mapping[str, Sequence[tuple[str, str]]]) -> Mutation:
    """The mutation with the later reports whose claims repeat the changed reading."""
    items = {i.id: i for m in family.matters.values() for i in m.items}
    changed = items.get(mutation.claim)
    if changed is None:
        return mutation
    heirs: list[str] = []
    waiting = [mutation.claim]
    while waiting:
        for report, claim in children.get(waiting.pop(), ()):
            if report not in heirs and family.kinds[report] is not Kind.CORRECTION and _repeats(mutation.field, changed, items[claim]):
                heirs.append(report)
                waiting.append(claim)
    return replace(mutation, inherited_by=tuple(sorted(heirs)))


def _repeats(field: str, changed_: Item, later_: Item) -> bool:
    """True where a later claim carries the changed reading of a field."""
    changed, later = changed_.claim, later_.claim
    same = {
        "number": changed.amount.low == later.amount.low and changed.amount.high == later.amount.high,
        "unit": changed.amount.unit == later.amount.unit,
        "approx": hedge(changed) == hedge(later),
        "scope": changed.measure == later.measure,
        "status": stance(changed) == stance(later),
        "attribution": changed_.speaker == later_.speaker or not later_.speaker,
        "verification": changed.verification is later.verification,
        "place": (changed.place.name if changed.place else "") == (later.place.name if later.place else ""),
    }
    return same.get(field, True)
