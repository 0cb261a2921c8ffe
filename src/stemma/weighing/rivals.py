"""Counts that one report sets against one another, though they were linked to different figures.

Where a report tells the police's number of a crowd and then the organisers', it means one crowd: that they stand near, under one
measure and in two mouths, is better ground than the words for whom and where, which differ from sentence to sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import inf
from typing import Final

from stemma.core.engine import OneProcess
from stemma.core.packs import Pack
from stemma.core.types import Approx, Claim, Conflict, Nature, Reading
from stemma.weighing import wording
from stemma.weighing.called import called_part
from stemma.weighing.conflicts import components, conflict
from stemma.weighing.disputed import dispute
from stemma.weighing.facts import Facts, not_yet
from stemma.weighing.ground import Ground, takes_in
from stemma.weighing.grounds import apart, beyond, one_speaker, placed
from stemma.weighing.lineage import Lineage
from stemma.weighing.sides import Verdict, say
from stemma.weighing.signs import Disputes
from stemma.weighing.values import allowed, rounded, same_point

_REACH: Final = 600  # characters over which a report sets numbers against one another
_RATIO: Final = 6.0  # numbers further apart were not meant as counts of one thing
_CEILING: Final = 40.0  # "no more than 50" is said against 1,300
_CLOSE: Final = 1.5  # numbers that agree are no further apart
_LEVELS: Final = 3  # days between two levels that a report sets against each other
_WINDOWS: Final = 4.0  # for counts over other stretches of time
_CONTRAST: Final = 300  # characters over which a word such as "but" sets a report's own number against a speaker's
_GROWN: Final = 1.25  # times that a total may have grown in a day
_SHOWN: Final = 3  # claims shown for each number
_OWN: Final = re.compile(r"\W*(?:[\w,.-]+ ){1,3}of (?:its|their|our|his|her)\b")  # "63 of its civilians"
_END: Final = re.compile(r"[.!?]\s")
_ENDS: Final = re.compile(r"[.!?][”\"']?\s|\n+")
_FAR: Final = 2.0  # times that a number reached "as many as" is another, so that both are not told of one count
_CROWD: Final = 60  # claims of one sort in one report beyond which only neighbours meet

Edge = tuple[Claim, Claim, Verdict]


class Rivals:
    """Finds what is set side by side in one report, between figures."""

    def __init__(self, facts: Facts, lineage: Lineage, pack: Pack, disputes: Disputes) -> None:
        self._facts = facts
        self._lineage = lineage
        self._ground = Ground(facts, pack)
        self._disputes = disputes
        self._against = tuple(pack.tables["weighing"]["words"].get("against", ()))

    def find(self, readings: Sequence[Reading]) -> tuple[Conflict, ...]:
        """The conflicts inside each report, in order of publication; what a rewrite repeats is told once."""
        facts = self._facts
        mates = {c: r for r in readings for c in r.claims}
        found: list[Conflict] = []
        seen: set[frozenset[str]] = set()
        for claims in self._groups():
            edges = self._foremost([(a, b, v) for a, b in self._pairs(claims) if (v := self._compare(a, b)) is not None])
            for group in _grouped(edges):
                key = frozenset(self._said(c) for a, b, _ in group for c in (a, b)) | {group[0][2].kind}
                if key not in seen:
                    seen.add(key)
                    found.append(self._conflict(group, mates))
        return tuple(sorted(found, key=lambda c: (c.figure, c.kind != "real", facts.order(facts.claims[c.claims[0]]), c.claims)))

    def _foremost(self, edges: list[Edge]) -> list[Edge]:
        """Of one speaker's several numbers against a rival's, the greatest: the others are parts of it, or older."""
        facts = self._facts

        def lesser(claim: Claim, rival: Claim) -> bool:
            others = [a if b is rival else b for a, b, v in edges if v.kind == "real" and rival in (a, b)]
            return any(one_speaker(facts, claim, c) and (facts.point(c) or 0.0) > (facts.point(claim) or 0.0) for c in others)

        return [(a, b, v) for a, b, v in edges if v.kind != "real" or not (lesser(a, b) or lesser(b, a))]

    def _said(self, claim: Claim) -> str:
        return f"{self._facts.sort(claim)} {self._facts.point(claim)}"

    def _groups(self) -> Iterator[list[Claim]]:
        """The honest claims of each report by sort of count, as they stand in the text."""
        facts = self._facts
        groups: dict[tuple[int, str, str], list[Claim]] = {}
        for claim in sorted(facts.claims.values(), key=facts.order):
            if facts.point(claim) and not facts.denied(claim) and not not_yet(claim.status) and self._lineage.first_hand(facts.id(claim)):
                key = facts.rank[claim.report], facts.sort(claim), facts.base(claim).dimension
                groups.setdefault(key, []).append(claim)
        for key in sorted(groups):
            yield groups[key]

    def _pairs(self, claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
        for i, j in OneProcess().together(lambda c: (c.report,), claims, _CROWD):
            one, other = claims[i], claims[j]
            figures = self._facts.figure_of.get(self._facts.id(one)), self._facts.figure_of.get(self._facts.id(other))
            if figures[0] != figures[1] and abs(one.start - other.start) <= _REACH:
                yield one, other

    def _compare(self, one: Claim, other: Claim) -> Verdict | None:
        """What the rules say of two claims, save where the signs tell plainly that it is, or is no, dispute."""
        verdict = self._by_rule(one, other)
        if self._ground.where(one, other) is False or Nature.DELTA in (one.nature, other.nature):
            return verdict
        real = verdict is not None and verdict.kind == "real"
        why = self._disputes.overruling(one, other, "", real, self._disputes.beside)
        if not why:
            return verdict
        return None if real else dispute(self._facts, one, other, why, "weigh.disputed-beside")

    def _by_rule(self, one: Claim, other: Claim) -> Verdict | None:
        facts = self._facts
        people, where = self._ground.people(one, other), self._ground.where(one, other)
        if same_point(facts.base(one), facts.base(other)) or Nature.DELTA in (one.nature, other.nature):
            return None
        if people is False or where is False or (facts.sort(one) in facts.loose and not people):
            return None
        low, high = sorted(abs(facts.point(c) or 0.0) for c in (one, other))
        both = wording.against(facts, (one, other))
        if one.measure == other.measure and high <= _RATIO * low and _inside(one, other, facts):
            small, great = sorted((one, other), key=lambda c: facts.point(c) or 0.0)
            lies = f"{small.place.name if small.place else ''} lies in {great.place.name if great.place else ''}"
            why = f"{both}: {lies}, so the smaller number is a part of the greater."
            return say("apparent", "part-whole", why, "weigh.part-place")
        if Nature.FLOW in (one.nature, other.nature) and not apart(facts, one, other):
            if high <= _WINDOWS * low and one_speaker(facts, one, other):
                return say("apparent", "window", f"{both}: they count over different stretches of time.", "weigh.window-beside")
            return None
        return self._rival(one, other, high / low, both)

    def _rival(self, one: Claim, other: Claim, ratio: float, both: str) -> Verdict | None:
        """Two mouths, one time: they agree where their words leave room, and are at odds where not."""
        facts = self._facts
        gap = apart(facts, one, other)
        levels = one.nature is other.nature is Nature.LEVEL
        reach = _CEILING if _capped(facts, one, other) else _RATIO
        if gap is None or abs(gap) > (_LEVELS if levels else 1) or ratio > reach or one_speaker(facts, one, other):
            return None
        if not self._ground.named_alike(one, other) or (one.measure not in facts.steady and not self._ground.sorted_alike(one, other)):
            return None  # servicemen, and people
        if Approx.VAGUE in (one.amount.approx, other.amount.approx) or facts.partial(one) or facts.partial(other):
            return None
        sides = facts.side(one), facts.side(other)
        if sides[0] and sides[1] and sides[0] != sides[1] and not (one.subject_actor and one.subject_actor == other.subject_actor):
            return None  # each side counts its own
        if _two_days(one, other) and one.measure not in facts.steady:
            return None
        if self._parted(one, other) or _its_own(facts, one, other) or not self._two_mouths(one, other):
            return None
        if abs(gap) and one.nature is other.nature is Nature.TOTAL and ratio <= _GROWN and _grows(facts, one, other):
            return None  # a day's growth
        room = allowed(one, facts.base(one), facts.said), allowed(other, facts.base(other), facts.said)
        wide = rounded(one.amount, facts.base(one)), rounded(other.amount, facts.base(other))
        if not (room[0] and room[1] and wide[0] and wide[1]):
            return None
        if room[0].meets(room[1]) or wide[0].meets(wide[1]):
            if inf in (room[0].high, room[1].high) and beyond(facts, one, other):
                return say("real", "real", wording.beyond(facts, one, other), "weigh.floor-beside")
            if ratio >= _FAR and _at_most_told(facts, one, other):
                why = f"{both}: the words leave room, and yet nobody would say so of the other number."
                return say("real", "real", why, "weigh.reach-beside")
            why = f"{both}: the words leave room for both to be so."
            return say("apparent", "rounding", why, "weigh.agree-beside") if ratio <= _CLOSE else None
        if self._far_on(one, other):
            return None  # a report sets counts against each other in one breath
        names = " and ".join(wording.owned(facts.speaker(c).name) for c in (one, other))
        why = f"{both}: {facts.outlet(one.report)} sets them against each other, and {names} cannot both be right about one count."
        return say("real", "real", why, "weigh.rivals")

    def _two_mouths(self, one: Claim, other: Claim) -> bool:
        """True where each number has a speaker, or the report sets its own beside a speaker's with a word such as "but"."""
        if any(_names_a_place(c) for c in (one, other)):
            return False
        outlets = sum(self._facts.speaker(c).outlet for c in (one, other))
        first, second = sorted((one, other), key=lambda c: c.start)
        if not outlets or outlets == len((one, other)) or second.start - first.end > _CONTRAST or one.measure != other.measure:
            return not outlets
        between = f" {' '.join(self._facts.reports[one.report].text[first.end : second.start].lower().split())} "
        return any(f" {word} " in between for word in self._against)

    def _far_on(self, one: Claim, other: Claim) -> bool:
        """True where a whole sentence or more lies between two numbers."""
        first, second = sorted((one, other), key=lambda c: c.start)
        return len(_ENDS.findall(self._facts.reports[one.report].text[first.end : second.start])) > 1

    def _parted(self, one: Claim, other: Claim) -> bool:
        """True where the words of its sentence between or behind two numbers make the second a part of the first."""
        first, second = sorted((one, other), key=lambda c: c.start)
        between = _END.split(self._facts.reports[one.report].text[first.end : second.end])[-1].lower()
        said = any(f" {word} " in f" {between} " for word in self._facts.part_words)
        return said or called_part(self._facts, first, second) is not None

    def _conflict(self, edges: Sequence[Edge], mates: dict[str, Reading]) -> Conflict:
        facts = self._facts
        claims = sorted({facts.id(c): c for a, b, _ in edges for c in (a, b)}.values(), key=facts.order)
        verdict = edges[0][2]
        if len(claims) > 2 and verdict.kind == "real":
            told = wording.listed(wording.told(facts, c) for c in claims)
            why = f"{told}: {facts.outlet(claims[0].report)} sets them against one another, and they cannot all be so."
            verdict = say("real", "real", why, verdict.rule)
        shown: list[Claim] = []
        for claim in claims:
            reading = mates.get(facts.id(claim))
            shown += [claim, *(c for c in facts.in_order(reading.claims if reading else ()) if c != claim)][:_SHOWN]
        return conflict(facts, facts.figure_of.get(facts.id(claims[0]), ""), shown, verdict)


def _grows(facts: Facts, one: Claim, other: Claim) -> bool:
    """True where the later of two numbers is the higher."""
    return ((facts.gap(one, other) or 0) > 0) == ((facts.point(other) or 0.0) > (facts.point(one) or 0.0))


def _names_a_place(claim: Claim) -> bool:
    """True where a list of towns was read as if its towns spoke: "Rennes 23,000"."""
    return bool(claim.place and claim.attribution and claim.attribution[-1].name == claim.place.name)


def _at_most_told(facts: Facts, one: Claim, other: Claim) -> bool:
    """True where the greater number is told as the height that it reached: "as many as 5,000 had marched"."""
    great = max((one, other), key=lambda c: facts.point(c) or 0.0)
    return facts.said.height.match(facts.reports[great.report].text, great.start) is not None


def _two_days(one: Claim, other: Claim) -> bool:
    """True where the report names two days for two counts, so that each may be a day's own."""
    a, b = one.when, other.when
    return bool(a and b and a.text and b.text and a.start == a.end and b.start == b.end and a.start != b.start)


def _its_own(facts: Facts, one: Claim, other: Claim) -> bool:
    """True where a side counts its own people, and the other number is not of them."""
    for a, b in ((one, other), (other, one)):
        side = facts.side_of(a.subject_actor)
        if side and side in (facts.side(a), facts.speaker(a).key) and facts.side_of(b.subject_actor) != side:
            return True
        if _OWN.match(facts.reports[a.report].text, a.start):
            return True
    return False


def _capped(facts: Facts, one: Claim, other: Claim) -> bool:
    """True where the smaller number is the most that its speaker allows."""
    small = min((one, other), key=lambda c: facts.point(c) or 0.0)
    return small.amount.low is None and small.amount.high is not None


def _inside(one: Claim, other: Claim, facts: Facts) -> bool:
    """True where the smaller count is of a place that lies in the greater one's."""
    small, great = sorted((one, other), key=lambda c: facts.point(c) or 0.0)
    if not (small.place and great.place and takes_in(great.place, small.place)) or one.nature is not other.nature:
        return False
    return one_speaker(facts, one, other) or placed(facts, small)


def _grouped(edges: Sequence[Edge]) -> list[list[Edge]]:
    """Real rivals that hang together make one conflict; the rest stand alone."""
    real = [e for e in edges if e[2].kind == "real"]
    claims = list({id(c): c for a, b, _ in real for c in (a, b)}.values())
    at = {id(c): i for i, c in enumerate(claims)}
    groups = components([(at[id(a)], at[id(b)], v) for a, b, v in real])
    together = [[e for e in real if at[id(e[0])] in group] for group, _ in groups]
    return together + [[e] for e in edges if e[2].kind != "real"]
