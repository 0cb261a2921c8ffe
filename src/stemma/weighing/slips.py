"""Slips that tracing leaves alone because the two claims were read apart: swapped digits, a nought too many, another unit.

A number of a rewrite that its source does not have, beside a number of the source that the rewrite does not have, where the one
is the other with a slip of the pen: that is a mistake in copying, under whatever measure the two were read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from stemma.core.bases import are_money, close, digits
from stemma.core.types import Claim, Kind, Mutation, Status
from stemma.weighing.facts import Facts
from stemma.weighing.values import same_point

_TELLING: Final = 2  # digits that a number has which can be mistaken for another
_RARE: Final = 3  # digits that carry meaning in a number that stands alone
_NOUGHTS: Final[tuple[float, ...]] = (10.0, 100.0, 1000.0)
_HUNDREDS: Final = 100
_GREAT: Final = 1000  # from here on a number alone tells that it is the same
_VALUES: Final = frozenset({"number", "unit", "scope"})
_OWN: Final = frozenset({Kind.CORRECTION, Kind.ORIGINAL})


def find_slips(facts: Facts) -> tuple[Mutation, ...]:
    """The slips of all rewrites, in order of publication."""
    by_report: dict[str, list[Claim]] = {}
    for claim in sorted(facts.claims.values(), key=facts.order):
        if facts.point(claim) is not None and claim.status is not Status.DENIED:
            by_report.setdefault(claim.report, []).append(claim)
    charged = {m.claim for m in facts.stemma.mutations if m.field in _VALUES}
    found: dict[str, Mutation] = {}
    for child, older, parent in _kin(facts):
        theirs = by_report.get(older, [])
        for claim in by_report.get(child, []):
            key = facts.id(claim)
            if key in charged or key in found or any(_repeats(facts, claim, t) for t in theirs):
                continue
            source = _mistaken(facts, claim, theirs, by_report[child])
            if source is not None:
                found[key] = _mutation(facts, claim, source, parent)
    return tuple(found.values())


def find_withdrawn(facts: Facts) -> frozenset[str]:
    """The claims of corrections that only name again what a mistake had made, to take it back."""
    made = [(facts.claims[m.claim], facts.claims.get(m.from_claim)) for m in facts.mutations if _of_value(facts, m)]
    parents = {(d.child, d.parent) for d in facts.stemma.descents}
    found = set()
    for key, claim in facts.claims.items():
        if facts.kinds.get(claim.report) is not Kind.CORRECTION:
            continue
        for wrong, right in made:
            named = (claim.report, wrong.report) in parents and _repeats(facts, claim, wrong) and claim.measure == wrong.measure
            if named and not (right is not None and _repeats(facts, claim, right) and claim.measure == right.measure):
                found.add(key)
    return frozenset(found)


def _of_value(facts: Facts, mutation: Mutation) -> bool:
    return mutation.field in _VALUES and not mutation.restored and mutation.claim in facts.claims


def _kin(facts: Facts) -> Iterator[tuple[str, str, str]]:
    """Each rewrite with a report that it may have its matter from, and what the tree calls the parent."""
    for descent in facts.stemma.descents:
        if descent.parent in facts.reports and descent.child in facts.reports and facts.kinds.get(descent.child) not in _OWN:
            yield descent.child, descent.parent, descent.parent
    for lost in facts.stemma.lost:
        ranked = sorted((c for c in lost.children if c in facts.reports), key=facts.rank.__getitem__)
        for at, child in enumerate(ranked):
            for older in ranked[:at]:
                yield child, older, lost.id


def _repeats(facts: Facts, one: Claim, other: Claim) -> bool:
    """True where two claims say one number in one unit."""
    return same_point(facts.base(one), facts.base(other)) and one.amount.unit == other.amount.unit


def _mistaken(facts: Facts, claim: Claim, theirs: Sequence[Claim], mine: Sequence[Claim]) -> Claim | None:
    """The one number of the source that the rewrite lacks and that this one may be with a slip; None where none or several may."""
    free = [t for t in theirs if not any(_repeats(facts, t, m) for m in mine)]
    options = [t for t in free if _slipped(facts, claim, t)]
    said = {facts.base(t) for t in options}
    return options[0] if len(said) == 1 else None


def _slipped(facts: Facts, one: Claim, other: Claim) -> bool:
    a, b = _said(one), _said(other)
    alike = facts.sort(one) == facts.sort(other)
    if min(a, b) <= 0 or (digits(b) < _TELLING and not (alike and a == b)):
        return False
    if a == b:
        return one.amount.unit != other.amount.unit and (alike or _same_dimension(facts, one, other) or a >= _GREAT)
    rare = min(digits(a), digits(b)) >= _RARE  # tells of itself, under whatever measure it was read
    great = min(a, b) >= _HUNDREDS and _swapped(a, b)  # so does 230 for 320
    if facts.base(one).dimension != facts.base(other).dimension or not (alike or rare or great or _money(one, other)):
        return False
    return _swapped(a, b) or ((alike or rare) and any(close(max(a, b), min(a, b) * noughts) for noughts in _NOUGHTS))


def _same_dimension(facts: Facts, one: Claim, other: Claim) -> bool:
    return facts.base(one).dimension == facts.base(other).dimension


def _money(one: Claim, other: Claim) -> bool:
    return are_money(one.amount.unit, other.amount.unit)


def _said(claim: Claim) -> float:
    return claim.amount.low if claim.amount.low is not None else claim.amount.high or 0.0


def _swapped(one: float, other: float) -> bool:
    """True where two neighbouring digits changed places."""
    a, b = f"{one:.10g}", f"{other:.10g}"
    off = [i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y]
    return len(a) == len(b) and len(off) == 2 and off[1] == off[0] + 1 and a[off[0]] == b[off[1]] and a[off[1]] == b[off[0]]


def _mutation(facts: Facts, claim: Claim, source: Claim, parent: str) -> Mutation:
    field = "unit" if _said(claim) == _said(source) else "number"
    return Mutation(
        report=claim.report,
        parent=parent,
        field=field,
        was=source.text,
        became=claim.text,
        claim=facts.id(claim),
        from_claim=facts.id(source),
    )
