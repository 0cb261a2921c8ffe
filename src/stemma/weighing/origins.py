"""Readings: the values given for a figure, each with its reports, its origins and its primary sources.

Two counts that must not be mixed up. *Origins* are lineages of reports between which no dependence was found: a rewrite adds
none, two reporters who each asked the same ministry are two. *Sources* are those who know it at first hand: those two
reporters have one. A value that a mistake in copying made has no origin.

The grade follows the information credibility scale of the Admiralty system (1 confirmed by other sources, 2 probably,
3 possibly, 4 doubtful, 5 improbable, 6 cannot be judged), as NATO's AJP-2.1 gives it and as it is commonly published. Stemma
proposes "1" where two separate named sources and two lineages agree and nothing contradicts them, and "6" for all else:
the lower grades need knowledge of the matter, and lack of evidence is no ground for them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from stemma.core.bases import digits
from stemma.core.types import Claim, Conflict, Nature, Reading, Reason, When
from stemma.core.words import overlap
from stemma.weighing.facts import Facts, Speaker, bound, not_yet
from stemma.weighing.lineage import Lineage, Root
from stemma.weighing.values import in_other_units, leeway, same_value, stretch

_LEVEL_HOLDS: Final = 31  # days over which a level told in round numbers may still be one reading
_Key = tuple[str, str, str, bool, bool]


def find_readings(facts: Facts, lineage: Lineage) -> tuple[Reading, ...]:
    """The readings of all figures, each figure's by first publication; together they hold every claim of it once."""
    found: list[Reading] = []
    for figure in facts.figures:
        groups = group_claims(facts, facts.in_order(dict.fromkeys(figure.claims)))
        found += [_reading(facts, lineage, figure.id, group) for group in groups]
    return tuple(found)


def ungraded(readings: Sequence[Reading], conflicts: Sequence[Conflict]) -> tuple[Reading, ...]:
    """The readings, those that a real conflict speaks against no longer proposed as confirmed."""
    against = {claim for c in conflicts if c.kind == "real" for claim in c.claims}
    return tuple(replace(r, grade="6") if r.grade == "1" and not against.isdisjoint(r.claims) else r for r in readings)


def group_claims(facts: Facts, claims: Sequence[Claim]) -> list[list[Claim]]:
    """Claims in groups of one value each; first those that say the same number, then round ones joined to what they round."""
    groups: list[list[Claim]] = []
    for claim in claims:
        home = next((g for g in groups if _alike(facts, g[0], claim) and _say_same(facts, g[0], claim)), None)
        if home is None:
            groups.append([claim])
        else:
            home.append(claim)
    return _join_round(facts, groups)


def agree(facts: Facts, one: Claim, other: Claim) -> bool:
    """True where two claims give one value: the same sort of count, the same bound, the same number within rounding."""
    return _alike(facts, one, other, status=False) and (
        _say_same(facts, one, other) or _rounds(facts, one, other) or _rounds(facts, other, one)
    )


def _key(facts: Facts, claim: Claim, status: bool = True) -> _Key:
    delta = "delta" if claim.nature is Nature.DELTA else ""
    denied = facts.denied(claim)
    return facts.sort(claim), facts.base(claim).dimension, delta, denied and status, not_yet(claim.status) and status


def _alike(facts: Facts, one: Claim, other: Claim, status: bool = True) -> bool:
    """True where two claims of a figure count the same thing in the same way and are put forward in the same way."""
    return _key(facts, one, status) == _key(facts, other, status)


def _say_same(facts: Facts, one: Claim, other: Claim) -> bool:
    if facts.point(one) is None or facts.point(other) is None:
        return facts.point(one) is facts.point(other) and one.text.lower() == other.text.lower()
    return same_value(one.amount, other.amount, (facts.base(one), facts.base(other)))


def _join_round(facts: Facts, groups: list[list[Claim]]) -> list[list[Claim]]:
    """Each roundest group goes to the finer one nearest to it, where that lies within its rounding; no chains."""
    by_leeway = sorted(range(len(groups)), key=lambda i: (-leeway(groups[i][0].amount, facts.base(groups[i][0])), i))
    into: dict[int, int] = {}
    for i in by_leeway:
        if i in into.values():
            continue
        coarse = groups[i][0]
        options = [j for j in range(len(groups)) if j != i and j not in into and _fits(facts, coarse, groups[j])]
        if options:
            into[i] = min(options, key=lambda j: (_distance(facts, coarse, groups[j][0]), j))
    joined = [[*g, *(c for i, home in sorted(into.items()) if home == j for c in groups[i])] for j, g in enumerate(groups) if j not in into]
    return [sorted(g, key=facts.order) for g in joined]


def _fits(facts: Facts, coarse: Claim, group: Sequence[Claim]) -> bool:
    return _alike(facts, coarse, group[0]) and _rounds(facts, coarse, group[0]) and any(_one_time(facts, coarse, c) for c in group)


def _rounds(facts: Facts, coarse: Claim, fine: Claim) -> bool:
    """True where the finer number lies within what the coarser one's words allow, both being single numbers."""
    if bound(coarse.amount.approx) != "point" or bound(fine.amount.approx) != "point":
        return False
    if in_other_units(coarse.amount, fine.amount, (facts.base(coarse), facts.base(fine))):
        return True
    wide, point = stretch(coarse.amount, facts.base(coarse)), facts.point(fine)
    return (
        wide is not None
        and point is not None
        and wide.low <= point <= wide.high
        and facts.base(coarse).dimension == facts.base(fine).dimension
    )


def _one_time(facts: Facts, one: Claim, other: Claim) -> bool:
    if one.when is None or other.when is None:
        return True
    if one.when.start is not None and (one.when.start, one.when.end) == (other.when.start, other.when.end):
        return True
    gap = facts.gap(one, other)
    growing = Nature.TOTAL in (one.nature, other.nature) and one.nature is other.nature
    return gap is None or abs(gap) <= (0 if growing else _LEVEL_HOLDS)


def _distance(facts: Facts, one: Claim, other: Claim) -> float:
    return abs((facts.point(one) or 0.0) - (facts.point(other) or 0.0))


def _reading(facts: Facts, lineage: Lineage, figure: str, claims: Sequence[Claim]) -> Reading:
    best = _best_said(facts, claims)
    honest = [c for c in claims if not lineage.born(facts.id(c))]
    roots = {(facts.id(c), root.report): root for c in honest for root in lineage.roots(facts.id(c))}
    origins = sorted({root.report for root in roots.values()}, key=lambda r: (facts.rank.get(r, -1), r))
    speakers = _speakers(facts, honest, lineage)
    born = "" if honest else min((lineage.born(facts.id(c)) for c in claims), key=lambda r: (facts.rank.get(r, 0), r))
    denied = facts.denied(claims[0])
    named = sum(s.named for s in speakers)
    return Reading(
        figure=figure,
        low=best.amount.low,
        high=best.amount.high,
        unit=best.amount.unit,
        approx=best.amount.approx,
        claims=tuple(facts.id(c) for c in claims),
        reports=len({facts.page(c.report) for c in claims}),
        origins=len(origins),
        sources=len(speakers),
        grade="1" if named > 1 and len(origins) > 1 and not denied and bound(best.amount.approx) != "vague" else "6",
        when=_when(claims),
        denied=denied,
        born_in=born,
        reasons=(_told(facts, origins, speakers, born), *_one_source(facts, honest, lineage)),
    )


def _best_said(facts: Facts, claims: Sequence[Claim]) -> Claim:
    """The claim whose words most others use too; among equals the most exact number, then the first."""
    used = Counter((c.amount.low, c.amount.high, c.amount.unit) for c in claims)
    hedges = Counter(c.amount for c in claims)

    def rank(claim: Claim) -> tuple[int, int, int, tuple[int, int, str]]:
        said = claim.amount
        return (
            -used[said.low, said.high, said.unit],
            -hedges[said],
            -digits(said.low if said.low is not None else said.high),
            facts.order(claim),
        )

    return min(claims, key=rank)


def _when(claims: Sequence[Claim]) -> When | None:
    """The time that most claims give, the first among equals."""
    told = [c.when for c in claims if c.when is not None]
    if not told:
        return None
    counted = Counter((w.start, w.end) for w in told)
    return max(reversed(told), key=lambda w: counted[w.start, w.end])


def _speakers(facts: Facts, claims: Sequence[Claim], lineage: Lineage) -> list[Speaker]:
    """The primary sources: for each origin those named at its start; a lost origin's one, as its children name it."""
    found: dict[str, Speaker] = {}
    lost: dict[str, list[Speaker]] = {}
    for claim in claims:
        for root in lineage.roots(facts.id(claim)):
            if root.claim:
                speaker = facts.speaker(facts.claims[root.claim])
                _keep(found, speaker, root, facts)
            else:
                lost.setdefault(root.report, []).append(facts.speaker(claim))
    for report in sorted(lost):
        _keep(found, _best_speaker(lost[report]), Root(report=report), facts)
    return [found[key] for key in sorted(found)]


def _keep(found: dict[str, Speaker], speaker: Speaker, root: Root, facts: Facts) -> None:
    if any(_one_name(facts, speaker, other) for other in found.values()):
        return
    key = speaker.key if speaker.named else f"unnamed:{root.report}"
    found.setdefault(key, speaker)


def _one_name(facts: Facts, one: Speaker, other: Speaker) -> bool:
    """True where one name says no more than the other: "separatist defence ministry", "Karabakh separatists' defence ministry"."""
    if not (one.named and other.named) or one.outlet or other.outlet:
        return False
    ones, others = sorted(facts.words(one.name)), sorted(facts.words(other.name))
    return min(len(ones), len(others)) > 1 and overlap(ones, others) == 1


def _best_speaker(speakers: Sequence[Speaker]) -> Speaker:
    """A speaker who is no outlet before one who is, then the one most often given."""
    counted = Counter(s.key for s in speakers)
    return min(speakers, key=lambda s: (s.outlet, -counted[s.key], s.key))


def _one_source(facts: Facts, claims: Sequence[Claim], lineage: Lineage) -> tuple[Reason, ...]:
    """Why speakers named in several ways are counted once: the reports took the value from one another."""
    named: dict[str, dict[str, str]] = {}
    for claim in claims:
        if not claim.attribution:
            continue
        for root in lineage.roots(facts.id(claim)):
            named.setdefault(root.report, {}).setdefault(claim.attribution[-1].name, facts.outlet(claim.report))
    reasons = []
    for report in sorted(named):
        if len(named[report]) > 1:
            ways = "; ".join(f"“{name}” in {outlet}" for name, outlet in named[report].items())
            detail = f"one primary source under {len(named[report])} names, as these reports took the value from one another: {ways}"
            reasons.append(Reason(rule="weigh.one-source", detail=detail))
    return tuple(reasons)


def _told(facts: Facts, origins: Sequence[str], speakers: Sequence[Speaker], born: str) -> Reason:
    if born:
        return Reason(rule="weigh.born", detail=f"a mistake in copying made this value, in {facts.outlet(born)}")
    places = ", ".join(facts.outlet(r) for r in origins)
    names = ", ".join(s.name for s in speakers)
    return Reason(rule="weigh.origins", detail=f"reported by {places}; word of {names}")
