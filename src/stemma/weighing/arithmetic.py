"""Sums done on what is claimed: each needs claims that stand in a known relation, so that chance does not pass for proof.

What holds supports the claims; what does not is a finding. Every rule looks only at claims that stand near one another in one
report, or in one figure, and its work grows with the number of claims alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import Final

from stemma.core.days import days_between
from stemma.core.types import Approx, Check, Claim, Conflict, Nature, Reading, Status
from stemma.weighing import wording
from stemma.weighing.balances import balances, falls, rates
from stemma.weighing.conflicts import conflict
from stemma.weighing.facts import Facts, not_yet
from stemma.weighing.lineage import Lineage
from stemma.weighing.shares import lost_shares, shares_of
from stemma.weighing.sides import Verdict
from stemma.weighing.values import same_point, stretch

_AROUND: Final = 8  # claims to either side that a sum may take in
_REACH: Final = 500  # characters over which claims of one sum stand
_TEXT: Final = 1500  # characters over which the parts of a sum may lie
_JOINED: Final = 40  # characters round a sum in which a word says that it is one
_SIDE_BY_SIDE: Final = 15  # characters between one amount in two units, or a share and its whole
_PARTS: Final = 6  # the most parts of a sum
_SURE: Final = 3  # parts that leave nothing to chance
_OFF: Final = 0.15  # a sum that is off by more was not meant as one
_SLIP: Final = 0.03  # a count before that is off by more was not meant
_DAYS: Final = 4  # how long before a count the count may lie that it grew from
_TOLD: Final = 10  # a count before that is lower may be chance
_SEEN: Final = 0.001  # a rise that is a smaller part of the count does not show in it
_UNITS_AGREE: Final = 0.03  # rounding in conversion


def find_checks(facts: Facts, lineage: Lineage, readings: Sequence[Reading]) -> tuple[Check, ...]:
    """All sums that could be done, by report and place; a sum told in several reports is done in each."""
    by_report: dict[str, list[Claim]] = {}
    for claim in sorted(facts.claims.values(), key=facts.order):
        if facts.point(claim) is not None and claim.status is not Status.DENIED and not not_yet(claim.status):
            by_report.setdefault(claim.report, []).append(claim)
    by_figure: dict[str, list[Reading]] = {}
    for reading in readings:
        by_figure.setdefault(reading.figure, []).append(reading)
    found: list[Check] = []
    for report in sorted(by_report, key=facts.rank.__getitem__):
        for rule in RULES:
            found += rule(facts, by_report[report], by_figure)
    found += falls(facts, lineage, by_figure)
    return tuple({check.claims: check for check in found}.values())


def supports(facts: Facts, checks: Sequence[Check]) -> tuple[Conflict, ...]:
    """The sums that hold, as seeming conflicts: numbers that look apart and belong together."""
    found = []
    seen: set[tuple[float | None, ...]] = set()
    for check in checks:
        claims = [facts.claims[c] for c in check.claims]
        numbers = tuple(facts.point(c) for c in claims)
        if check.holds and check.rule in _SHOWN and numbers not in seen:
            seen.add(numbers)  # a rewrite repeats the sum
            verdict = Verdict(kind="apparent", verdict="arithmetic", why=check.why, rule=check.rule)
            found.append(conflict(facts, facts.figure_of.get(facts.id(claims[0]), ""), claims, verdict))
    return tuple(found)


_SHOWN: Final = frozenset({"weigh.share-lost", "weigh.share-of", "weigh.rise", "weigh.sum", "weigh.whole", "weigh.balance", "weigh.rate"})


def sums(facts: Facts, claims: Sequence[Claim], figures: dict[str, list[Reading]]) -> Iterator[Check]:
    """Parts that stand before or behind their sum, where a word like "in all" says that it is one."""
    text = facts.reports[claims[0].report].text
    for i, total in enumerate(claims):
        if total.nature is Nature.DELTA or facts.base(total).dimension == "percent" or not _is_sum(facts, text, total):
            continue
        for parts in _runs(facts, claims, i):
            added = sum((facts.point(c) or 0.0 for c in parts), 0.0)
            said = facts.point(total) or 0.0
            told = f"{' + '.join(wording.amount(c) for c in parts)} = {wording.number(added)}"
            if same_sum(added, said):
                yield Check(
                    claims=(facts.id(total), *(facts.id(c) for c in parts)),
                    rule="weigh.sum",
                    holds=True,
                    why=f"{told}, as {wording.told(facts, total)} has it.",
                )
                break
        else:
            yield from _sum_off(facts, claims, i)


def wholes(facts: Facts, claims: Sequence[Claim], figures: dict[str, list[Reading]]) -> Iterator[Check]:
    """Two counts of narrower measures that make the one of the wider measure which holds them: confirmed and suspected, all cases."""
    for i, total in enumerate(claims):
        near = [c for c in claims[max(0, i - _AROUND) : i + _AROUND] if abs(c.start - total.start) <= _REACH]
        held = [c for c in near if facts.narrower(c.measure, total.measure)]
        for a, b in combinations(held, 2):
            added = (facts.point(a) or 0.0) + (facts.point(b) or 0.0)
            if a.measure != b.measure and same_sum(added, facts.point(total) or 0.0):
                told = f"{wording.amount(a)} + {wording.amount(b)} = {wording.number(added)}"
                why = f"{told}, as {wording.told(facts, total)} has it."
                yield Check(claims=(facts.id(total), facts.id(a), facts.id(b)), rule="weigh.whole", holds=True, why=why)


def same_sum(added: float, said: float) -> bool:
    """True where a sum is what was said, to a thousandth."""
    return abs(added - said) <= 0.001 * said


def _is_sum(facts: Facts, text: str, total: Claim) -> bool:
    around = text[max(0, total.start - _JOINED) : total.end + _JOINED].lower()
    return any(f" {cue}" in f" {around}" for cue in facts.sum_words)


def _runs(facts: Facts, claims: Sequence[Claim], at: int) -> Iterator[list[Claim]]:
    """Runs of two and more neighbouring claims of the same measure that stand just before or behind the sum."""
    for step in (-1, 1):
        run: list[Claim] = []
        i = at + step
        while 0 <= i < len(claims) and abs(claims[i].start - claims[at].start) <= _TEXT and len(run) < _PARTS:
            if _alike(facts, claims[i], claims[at]):
                run.append(claims[i])
                if len(run) > 1:
                    yield run[::step]
                    yield [run[-1], run[0]][::step]  # what lies between may be another count
            i += step


def _alike(facts: Facts, part: Claim, total: Claim) -> bool:
    one_kind = facts.base(part).dimension == facts.base(total).dimension
    return part.measure == total.measure and part.nature is not Nature.DELTA and one_kind


def _sum_off(facts: Facts, claims: Sequence[Claim], at: int) -> Iterator[Check]:
    """A sum with all its parts in one breath before it, that is a little off."""
    total = claims[at]
    parts = []
    for part in reversed(claims[max(0, at - _PARTS) : at]):
        if part.measure != total.measure or total.start - part.end > _REACH / 2 or part.amount.approx is not Approx.EXACT:
            break
        parts.append(part)
    added, said = sum((facts.point(c) or 0.0 for c in parts), 0.0), facts.point(total) or 0.0
    if len(parts) >= _SURE and total.amount.approx is Approx.EXACT and 0 < abs(added - said) <= _OFF * said:
        told = f"{' + '.join(wording.amount(c) for c in parts[::-1])} = {wording.number(added)}"
        yield Check(
            claims=(facts.id(total), *(facts.id(c) for c in parts[::-1])),
            rule="weigh.sum",
            holds=False,
            why=f"{told}, not {wording.told(facts, total)}.",
        )


def rises(facts: Facts, claims: Sequence[Claim], figures: dict[str, list[Reading]]) -> Iterator[Check]:
    """A count less what was added to it is the count before."""
    for i, rise in enumerate(claims):
        if rise.nature is not Nature.DELTA:
            continue
        near = [
            c
            for c in claims[max(0, i - 2) : i + 3]
            if c.nature is not Nature.DELTA and c.measure == rise.measure and abs(c.start - rise.start) <= _REACH / 2
        ]
        done: list[Check] = []
        for after in sorted(near, key=lambda c: (abs(c.start - rise.start), c.start)):
            checks = _rise_checks(facts, rise, after, figures.get(facts.figure_of.get(facts.id(after), ""), []))
            done += [check for check in checks if check.holds or not done]
        yield from done


def _rise_checks(facts: Facts, rise: Claim, after: Claim, readings: Sequence[Reading]) -> Iterator[Check]:
    before = (facts.point(after) or 0.0) - (facts.point(rise) or 0.0)
    told = f"{wording.amount(after)} less {wording.amount(rise)} is {wording.number(before)}"
    earlier = [facts.claims[c] for r in readings if not r.denied for c in r.claims]
    alike = [c for c in earlier if abs((facts.point(c) or 0.0) - before) <= 0.0005 * before and facts.id(c) != facts.id(after)]
    if before <= 0 or (facts.point(rise) or 0.0) < _SEEN * before:
        return
    if not alike and before >= _TOLD:  # linked to another figure
        alike = [c for c in facts.saying(after, before) if _may_precede(facts, c, after)]
    if alike:
        told_before = next((c for c in alike if c.report == after.report), alike[0])
        yield Check(
            claims=(facts.id(rise), facts.id(after), facts.id(told_before)),
            rule="weigh.rise",
            holds=True,
            why=f"{told}, as {wording.told(facts, told_before)} has it.",
        )
    for other in earlier:
        near = abs((facts.point(other) or 0.0) - before) <= _SLIP * before
        if (
            near
            and other.report == after.report
            and other not in alike
            and facts.id(other) != facts.id(after)
            and _just_before(facts, other, after, rise)
        ):
            why = f"{told}, not {wording.told(facts, other)}."
            yield Check(claims=(facts.id(rise), facts.id(after), facts.id(other)), rule="weigh.rise", holds=False, why=why)


def _may_precede(facts: Facts, other: Claim, after: Claim) -> bool:
    gap = facts.gap(other, after)
    return gap is not None and 0 <= gap <= _DAYS and not facts.denied(other) and other.nature is not Nature.DELTA


def _just_before(facts: Facts, other: Claim, after: Claim, rise: Claim) -> bool:
    gap = facts.gap(other, after)
    return gap is not None and 0 < gap <= _DAYS and _one_step(facts, rise, other)


def _one_step(facts: Facts, rise: Claim, other: Claim) -> bool:
    """True where the rise is said to have begun where the other count holds, or nothing is said of it."""
    if rise.when is None or rise.when.start is None:
        return True
    gap = days_between(facts.day(other), rise.when.start)
    return gap is not None and abs(gap) <= 1


def units(facts: Facts, claims: Sequence[Claim], figures: dict[str, list[Reading]]) -> Iterator[Check]:
    """One amount in two units, side by side."""
    for one, other in pairwise(claims):
        if other.start - one.end > _SIDE_BY_SIDE or one.amount.unit == other.amount.unit or one.measure != other.measure:
            continue
        a, b = facts.base(one), facts.base(other)
        if a.dimension != b.dimension or a.point is None or b.point is None or a.dimension in ("count", "percent", "s"):
            continue
        holds = abs(a.point - b.point) <= _UNITS_AGREE * max(a.point, b.point) or same_point(a, b)
        if not holds and not facts.said.same.fullmatch(facts.reports[one.report].text[one.end : other.start].lower()):
            continue  # two amounts that only stand near each other
        verb = "are" if holds else "are not"
        why = f"{wording.amount(one)} and {wording.amount(other)} in {facts.outlet(one.report)} {verb} one amount in two units."
        yield Check(claims=(facts.id(one), facts.id(other)), rule="weigh.units", holds=holds, why=why)


def parts(facts: Facts, claims: Sequence[Claim], figures: dict[str, list[Reading]]) -> Iterator[Check]:
    """Those killed are no more than those killed or wounded."""
    for i, part in enumerate(claims):
        for whole in claims[max(0, i - _AROUND) : i + _AROUND]:
            if not facts.narrower(part.measure, whole.measure) or part.measure == whole.measure or not facts.words(part.subject):
                continue
            if facts.words(part.subject) != facts.words(whole.subject) or facts.day(part) != facts.day(whole) or part.place != whole.place:
                continue
            small, great = stretch(part.amount, facts.base(part)), stretch(whole.amount, facts.base(whole))
            if small and great and small.low > great.high:
                why = f"{wording.told(facts, part)} is more than {wording.told(facts, whole)}, of which it is a part."
                yield Check(claims=(facts.id(part), facts.id(whole)), rule="weigh.part", holds=False, why=why)


RULES: Final[tuple[Callable[[Facts, Sequence[Claim], dict[str, list[Reading]]], Iterator[Check]], ...]] = (
    lost_shares,
    shares_of,
    sums,
    wholes,
    rises,
    units,
    parts,
    balances,
    rates,
)
