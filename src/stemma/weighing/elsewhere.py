"""What belongs together though it was not linked: a denied number and the claim that says it, a changed value and its source.

Who denies a number names it, and a value that was changed in copying has a source, however else the claims were read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from stemma.core.bases import digits
from stemma.core.types import Claim, Conflict, Kind, Mutation, Reading, Status
from stemma.weighing import wording
from stemma.weighing.conflicts import conflict
from stemma.weighing.facts import Facts, not_yet
from stemma.weighing.lineage import Lineage
from stemma.weighing.sides import Verdict
from stemma.weighing.values import same_point, same_value

_SAME_MEASURE: Final = 2  # digits that carry meaning from which a number of one measure is the one denied
_ANY_MEASURE: Final = 3  # and of another measure
_VALUES: Final = frozenset({"number", "unit", "approx", "scope"})
_BREATH: Final = 150  # characters between a denied number and the one given in its stead
_NEIGHBOURS: Final = 3  # claims before a denied number among which the one given in its stead may be
_ORDER: Final = 4.0  # times that the one may be the other
_BEFORE: Final = 300  # and between the one given first and the number that is then denied
_BESIDE: Final = 600  # characters between a number and its denial in one report
_SMALL: Final = 100  # below this a number is everywhere
_DAYS: Final = 14  # how long after a number its denial is told


def find_denials(facts: Facts, lineage: Lineage, readings: Sequence[Reading]) -> tuple[Conflict, ...]:
    """Each denied number that its own figure does not hold, beside the nearest claim that says it."""
    said = {(r.figure, facts.point(c)) for r in readings if not r.denied for c in facts.in_order(r.claims)}
    by_number: dict[float, list[Claim]] = {}
    for claim in facts.in_order(facts.claims):
        point = facts.point(claim)
        if point is not None and claim.status is not Status.DENIED:
            by_number.setdefault(round(point, 3), []).append(claim)
    found: list[Conflict] = []
    for reading in readings:
        denial = facts.in_order(reading.claims)[0]
        point = facts.point(denial)
        if not reading.denied or point is None or (reading.figure, point) in said or facts.kinds.get(denial.report) is Kind.CORRECTION:
            continue
        meant = [c for c in by_number.get(round(point, 3), ()) if _means(facts, lineage, denial, c)]
        if meant:
            claim = min(meant, key=lambda c: (c.report != denial.report, abs(facts.gap(c, denial) or 0), facts.order(c)))
            why = f"{wording.told(facts, claim)} is denied by {wording.speaker(facts, denial)}."
            verdict = Verdict(kind="real", verdict="denial", why=why, rule="weigh.denied-elsewhere")
            found.append(conflict(facts, facts.figure_of.get(facts.id(claim), ""), [claim, denial], verdict))
    return tuple(found)


def find_admitted(facts: Facts) -> tuple[Conflict, ...]:
    """A number that somebody denies, beside the one that the same speaker gives in its stead in the same breath."""
    found: list[Conflict] = []
    seen: set[tuple[str, float | None, float | None]] = set()
    by_report: dict[str, list[Claim]] = {}
    for claim in sorted(facts.claims.values(), key=facts.order):
        by_report.setdefault(claim.report, []).append(claim)
    for report in sorted(by_report, key=facts.rank.__getitem__):
        for denied, given in _near(by_report[report]):
            key = (facts.speaker(denied).key, facts.point(denied), facts.point(given))
            if key not in seen and _in_its_stead(facts, denied, given):
                seen.add(key)
                why = (
                    f"{wording.owned(facts.speaker(denied).name)} in {facts.outlet(report)} denies {wording.amount(denied)} and speaks of "
                )
                why += f"{wording.amount(given)}: both numbers are given for one thing."
                verdict = Verdict(kind="real", verdict="denial", why=why, rule="weigh.admitted")
                found.append(conflict(facts, facts.figure_of.get(facts.id(denied), ""), [*_said(facts, denied), denied, given], verdict))
    return tuple(found)


def _near(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Each denied number with the claims next to it, and those just before."""
    for at, denied in enumerate(claims):
        if denied.status is Status.DENIED:
            yield from ((denied, given) for given in (*claims[at + 1 : at + 2], *reversed(claims[max(0, at - _NEIGHBOURS) : at])))


def _said(facts: Facts, denied: Claim) -> list[Claim]:
    """The nearest claim that says what is denied: in the same report, else at the time."""
    point = facts.point(denied)
    if point is None:
        return []
    meant = [c for c in facts.saying(denied, point) if not facts.denied(c) and abs(facts.gap(c, denied) or 0) <= _DAYS]
    meant = meant or [c for c in facts.claims_of.get(denied.report, ()) if not facts.denied(c) and _same_telling(facts, denied, c)]
    return sorted(meant, key=lambda c: (c.report != denied.report, abs(c.start - denied.start)))[:1]


def _same_telling(facts: Facts, denied: Claim, claim: Claim) -> bool:
    """True where a claim says the number that is denied, under whatever word it was read, and it is no common one."""
    told = digits(denied.amount.low if denied.amount.low is not None else denied.amount.high) >= _SAME_MEASURE
    return told and facts.base(denied).dimension == facts.base(claim).dimension and same_point(facts.base(denied), facts.base(claim))


def _in_its_stead(facts: Facts, denied: Claim, given: Claim) -> bool:
    """True where the denier's own number follows: another number of a like thing, in the same mouth, a few words on."""
    if denied.status is not Status.DENIED or facts.denied(given) or not_yet(given.status) or facts.speaker(denied).outlet:
        return False
    if facts.kinds.get(denied.report) is Kind.CORRECTION or not facts.point(given) or facts.point(given) == facts.point(denied):
        return False
    if facts.base(denied).dimension != facts.base(given).dimension:
        return False
    alike = facts.sort(denied) == facts.sort(given) or _admits(facts, denied, given)
    behind, ahead = given.start - denied.end, denied.start - given.end
    near = 0 <= behind <= _BREATH or (
        0 <= ahead <= _BEFORE and facts.sort(denied) == facts.sort(given) and _comparable(facts, denied, given)
    )
    return alike and near and facts.speaker(denied).key == facts.speaker(given).key


def _comparable(facts: Facts, one: Claim, other: Claim) -> bool:
    """True for two numbers of one order: a part of the whole is smaller by far."""
    low, high = sorted(abs(facts.point(c) or 0.0) for c in (one, other))
    return high <= _ORDER * low


def _admits(facts: Facts, denied: Claim, given: Claim) -> bool:
    """True where the words between say that the second number is the denier's own: "and admits two"."""
    between = " ".join(facts.reports[denied.report].text[denied.end : given.end].lower().split())
    return any(f" {word} " in f" {between} " for word in facts.admit_words)


def find_copied(facts: Facts, conflicts: Sequence[Conflict]) -> tuple[Conflict, ...]:
    """Values changed in copying whose source was linked to another figure, each beside its source."""
    held = [frozenset(c.claims) for c in conflicts if c.verdict == "copying"]
    by_claim: dict[str, list[frozenset[str]]] = {}
    for group in held:
        for claim in sorted(group):
            by_claim.setdefault(claim, []).append(group)
    found: dict[tuple[str, ...], Conflict] = {}
    for mutation in facts.mutations:
        made = facts.claims.get(mutation.claim)
        source = facts.claims.get(mutation.from_claim) or _as_siblings_have_it(facts, mutation)
        if made is None or source is None or mutation.restored or mutation.field not in _VALUES:
            continue
        if any(facts.id(source) in group for group in by_claim.get(mutation.claim, ())) or not _differ(facts, made, source):
            continue
        why = wording.copied(facts, facts.outlet(made.report), made, source)
        verdict = Verdict(kind="apparent", verdict="copying", why=why, rule="weigh.copied-elsewhere")
        item = conflict(facts, facts.figure_of.get(facts.id(source), ""), [source, made], verdict)
        found.setdefault(item.claims, item)
    return tuple(found[key] for key in sorted(found))


def _as_siblings_have_it(facts: Facts, mutation: Mutation) -> Claim | None:
    """Where the parent is lost: the claim of another of its children that still has the words as they were."""
    kin = next((lost.children for lost in facts.stemma.lost if lost.id == mutation.parent), ())
    told = [c for report in kin if report != mutation.report for c in facts.claims_of.get(report, ())]
    alike = [c for c in told if c.text and mutation.was.endswith(c.text)]
    return min(alike, key=facts.order) if alike else None


def _differ(facts: Facts, one: Claim, other: Claim) -> bool:
    """True where the change is one that a reader sees: another number, unit or bound, or another measure."""
    if facts.misread(one, other) or (facts.kind(one) == facts.kind(other) and wording.amount(one) == wording.amount(other)):
        return False
    return one.measure != other.measure or not same_value(one.amount, other.amount, (facts.base(one), facts.base(other)))


def _means(facts: Facts, lineage: Lineage, denial: Claim, claim: Claim) -> bool:
    """True where a denial speaks of this claim's number: the same number, soon after, by another speaker."""
    said = denial.amount.low if denial.amount.low is not None else denial.amount.high
    needed = _SAME_MEASURE if facts.sort(denial) == facts.sort(claim) else _ANY_MEASURE
    if denial.report == claim.report and abs(denial.start - claim.start) <= _BESIDE and (said or 0.0) >= _SMALL:
        needed = 1  # "the 9,000 figure" speaks of the 9,000 just told
    gap = facts.gap(claim, denial)
    if facts.base(denial).dimension != facts.base(claim).dimension or digits(said) < needed or gap is None or abs(gap) > _DAYS:
        return False
    if facts.speaker(denial).key == facts.speaker(claim).key or not lineage.own(facts.id(denial)):
        return False
    return denial.report == claim.report or same_value(denial.amount, claim.amount, (facts.base(denial), facts.base(claim)))
