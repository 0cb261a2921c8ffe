"""Where the readings of a figure do not agree: a real conflict, or one that only seems so, with the sentence that says why."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import combinations, pairwise
from typing import Final

from stemma.core.types import Claim, Conflict, Nature, Reading, Reason, Status
from stemma.weighing import wording
from stemma.weighing.disputed import weighed
from stemma.weighing.facts import Facts
from stemma.weighing.falling import FELL
from stemma.weighing.lineage import Lineage
from stemma.weighing.sides import Side, Verdict, side
from stemma.weighing.signs import Disputes
from stemma.weighing.values import same_value
from stemma.weighing.verdicts import GROWS

_MANY: Final = 40  # readings of one figure beyond which only neighbours in time are compared
_SHOWN: Final = 11  # readings named in one conflict
_CLAIMS: Final = 3  # claims shown for each reading

Edge = tuple[int, int, Verdict]  # two readings, and what is to say of them


def find_conflicts(facts: Facts, lineage: Lineage, readings: Sequence[Reading], disputes: Disputes) -> tuple[Conflict, ...]:
    """All conflicts between readings of one figure, the real ones first in each figure."""
    by_figure: dict[str, list[Reading]] = {}
    for reading in readings:
        by_figure.setdefault(reading.figure, []).append(reading)
    found: list[Conflict] = []
    for figure in sorted(by_figure):
        sides = [side(facts, lineage, r, by_figure[figure]) for r in by_figure[figure]]
        found += _within(facts, sides)
        found += _between(facts, lineage, figure, sides, disputes)
    return tuple(found)


def _within(facts: Facts, sides: Sequence[Side]) -> list[Conflict]:
    """Numbers that a reading holds together although they are not the same: they agree within rounding."""
    found = []
    for s in sides:
        said: list[Claim] = []
        for claim in s.claims:
            if not any(same_value(claim.amount, c.amount, (facts.base(claim), facts.base(c))) for c in said):
                said.append(claim)
        if len(said) > 1:
            units = len({c.amount.unit for c in said}) > 1
            why = f"{wording.against(facts, said)}: they agree within the rounding of the words{', in different units' if units else ''}."
            found.append(
                conflict(
                    facts,
                    s.reading.figure,
                    said,
                    Verdict(kind="apparent", verdict="unit" if units else "rounding", why=why, rule="weigh.within-rounding"),
                )
            )
    return found


def _between(facts: Facts, lineage: Lineage, figure: str, sides: list[Side], disputes: Disputes) -> list[Conflict]:
    edges: list[Edge] = []
    for i, j in _pairs(facts, sides):
        verdict = weighed(facts, lineage, sides[i], sides[j], disputes)
        if verdict is not None:
            edges.append((i, j, verdict))
    found: list[Conflict] = []
    for kind, name in (("real", ""), ("apparent", "time")):
        chosen = [(i, j, v) for i, j, v in edges if v.kind == kind and (not name or v.verdict == name)]
        for part in _courses(facts, sides, chosen) if name else [chosen]:
            found += [_group(facts, figure, [sides[i] for i in group], verdicts) for group, verdicts in components(part)]
        edges = [e for e in edges if e not in chosen]
    return found + [conflict(facts, figure, [*sides[i].claims[:_CLAIMS], *sides[j].claims[:_CLAIMS]], v) for i, j, v in edges]


def _courses(facts: Facts, sides: Sequence[Side], edges: Sequence[Edge]) -> list[list[Edge]]:
    """The steps of a growing total by courses that do not fall, the longest first, then all other steps."""
    grows = [
        e for e in edges if e[2].rule == GROWS and _not_less(facts, *sorted((sides[e[0]], sides[e[1]]), key=lambda s: _when(facts, s)))
    ]
    found = [[e for e in edges if e not in grows]]
    left = {k for i, j, _ in grows for k in (i, j)}
    while left:
        course = _longest(facts, sides, grows, left)
        found.insert(-1, [e for e in grows if e[0] in course and e[1] in course])
        left -= set(course)
    return found


def _longest(facts: Facts, sides: Sequence[Side], edges: Sequence[Edge], left: Collection[int]) -> list[int]:
    """The run of readings, each grown from the one before, that tells most of those which were not told yet."""
    joined = {frozenset(e[:2]) for e in edges}
    order = sorted({k for i, j, _ in edges for k in (i, j)}, key=lambda k: _when(facts, sides[k]))
    best: dict[int, tuple[int, int, list[int]]] = {}
    for k in order:
        runs = [(int(k in left), 1, [k])]
        for e, (fresh, length, run) in best.items():
            if frozenset((e, k)) in joined and _not_less(facts, sides[e], sides[k]):
                runs.append((fresh + (k in left), length + 1, [*run, k]))
        best[k] = max(runs, key=lambda r: r[:2])
    return max(best.values(), key=lambda r: r[:2])[2]


def _when(facts: Facts, side: Side) -> tuple[str, tuple[int, int, str]]:
    return facts.day(side.claim), facts.order(side.claim)


def _not_less(facts: Facts, early: Side, late: Side) -> bool:
    return (facts.point(early.claim) or 0.0) <= (facts.point(late.claim) or 0.0)


def _pairs(facts: Facts, sides: Sequence[Side]) -> list[tuple[int, int]]:
    """All pairs, or neighbours in time where a figure has very many readings."""
    if len(sides) <= _MANY:
        return list(combinations(range(len(sides)), 2))
    order = sorted(range(len(sides)), key=lambda i: (facts.day(sides[i].claim), facts.order(sides[i].claim)))
    pairs = {(min(i, j), max(i, j)) for at, i in enumerate(order) for j in order[at + 1 : at + 6]}
    return sorted(pairs)


def components(edges: Sequence[Edge]) -> list[tuple[list[int], list[Verdict]]]:
    """Groups of readings joined by verdicts, each with its verdicts."""
    groups: list[set[int]] = []
    for i, j, _ in edges:
        touched = [g for g in groups if i in g or j in g]
        groups = [g for g in groups if g not in touched] + [{i, j}.union(*touched)]
    return [(sorted(g), [v for i, _, v in edges if i in g]) for g in sorted(groups, key=min)]


def _group(facts: Facts, figure: str, sides: Sequence[Side], verdicts: Sequence[Verdict]) -> Conflict:
    """One conflict for readings that fall out with one another in one way."""
    if len(sides) == 2 and len(verdicts) == 1:
        return conflict(facts, figure, [c for s in sides for c in s.claims[:_CLAIMS]], verdicts[0])
    first = verdicts[0]
    shown = sorted(sides, key=lambda s: (facts.day(s.claim), facts.order(s.claim)))[:_SHOWN]
    told = [wording.told(facts, s.claim) for s in shown]
    if first.verdict == "time":
        grows = all(s.claim.nature is Nature.TOTAL for s in shown) and all(_not_less(facts, a, b) for a, b in pairwise(shown))
        ends = f"one {'growing total' if grows else 'quantity'} on several dates"
        why = f"{wording.listed(told)}: {ends}."
    else:
        why = _opposed(facts, shown, told, all(v.rule == FELL for v in verdicts))
    best = Verdict(kind=first.kind, verdict=first.verdict, why=why, rule=first.rule)
    return conflict(facts, figure, [c for s in shown for c in s.claims[: _CLAIMS if len(shown) < 4 else 1]], best)


def _opposed(facts: Facts, sides: Sequence[Side], told: Sequence[str], fell: bool) -> str:
    """The sentence on readings that cannot all be so; a denial stands against what it denies."""
    denials = [words for side, words in zip(sides, told, strict=True) if side.claim.status is Status.DENIED]
    said = [words for words in told if words not in denials]
    if denials and said and len({facts.point(side.claim) for side in sides}) == 1:
        return f"{wording.listed(said)} {'stands' if len(said) == 1 else 'stand'} against {wording.listed(denials)}."
    if fell:
        return f"{wording.listed(told)}: a running total cannot fall, so they cannot all be so."
    once = " at one time" if len({facts.day(side.claim) for side in sides}) == 1 else ""
    ends = "; one of them is a denial" if denials else ""
    return f"{wording.listed(told)} speak of one thing{once} and cannot all be so{ends}."


def conflict(facts: Facts, figure: str, claims: Sequence[Claim], verdict: Verdict) -> Conflict:
    """A conflict record, its claims in the order given."""
    return Conflict(
        figure=figure,
        claims=tuple(dict.fromkeys(facts.id(c) for c in claims)),
        kind=verdict.kind,
        verdict=verdict.verdict,
        why=verdict.why,
        reasons=(Reason(rule=verdict.rule, detail=verdict.why),),
    )
