"""Numbers that a report itself calls a part of the one before: "17 people, five of them children"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from stemma.core.types import Claim, Conflict, Reading
from stemma.weighing import wording
from stemma.weighing.conflicts import conflict
from stemma.weighing.facts import Facts, not_yet
from stemma.weighing.lineage import Lineage
from stemma.weighing.sides import say

_BREATH = 160  # characters between a whole and its part
_BEHIND = 24  # characters behind a number in which "of them" stands
_NEXT = 24  # characters between a whole and "70 with bullet wounds"
_OUT_OF = 60  # characters over which "eight of the 25 regions" reaches
_WITH = re.compile(r"(?<=\d)\s+with(?=\s)")
_OF = re.compile(r"\w (of) (?:the |its |their |all |these |those |[A-Z][\w-]+['’]s? )*(?:\w+ )?\d[\d,.]*")
_SHOWN = 3  # claims shown for each number


class Parts:
    """Finds what reports call parts, by the words for it."""

    def __init__(self, facts: Facts, lineage: Lineage) -> None:
        self._facts = facts
        self._lineage = lineage
        words = "|".join(re.escape(w) for w in sorted(facts.part_words, key=len, reverse=True))
        self._said = re.compile(rf"\b(?:{words})\b", re.IGNORECASE) if words else None
        self._clause = re.compile(r"[.;!?]\s|\n")

    def find(self, readings: Sequence[Reading], told: Sequence[Conflict]) -> tuple[Conflict, ...]:
        """A part beside its whole, once for each pair of values; what was told already is left out."""
        facts = self._facts
        known = [frozenset(c.claims) for c in told]
        mates = {c: r.claims for r in readings for c in r.claims}
        seen: set[tuple[str, ...]] = set()
        found: list[Conflict] = []
        for whole, part, word in self._pairs():
            ends = {facts.id(whole), facts.id(part)}
            key = (mates.get(facts.id(whole), ("",))[0], mates.get(facts.id(part), ("",))[0])
            if key in seen or any(ends <= k for k in known):
                continue
            seen.add(key)
            both = wording.against(facts, (part, whole))
            greater = (facts.point(part) or 0.0) > (facts.point(whole) or 0.0)
            if greater:
                continue
            why = f"{both}: {facts.outlet(part.report)} counts the first among the second (“{word}”)."
            shown = [*facts.in_order(mates.get(facts.id(whole), ()))[:_SHOWN], *facts.in_order(mates.get(facts.id(part), ()))[:_SHOWN]]
            ends_first = [whole, part, *(c for c in shown if c not in (whole, part))]
            found.append(
                conflict(facts, facts.figure_of.get(facts.id(whole), ""), ends_first, say("apparent", "part-whole", why, "weigh.part-said"))
            )
        return tuple(found)

    def _pairs(self) -> Iterator[tuple[Claim, Claim, str]]:
        """A whole, a part, and the words between that say so, in order of publication."""
        facts = self._facts
        if self._said is None:
            return
        by_report: dict[str, list[Claim]] = {}
        for claim in sorted(facts.claims.values(), key=facts.order):
            if facts.point(claim) and not facts.denied(claim) and not not_yet(claim.status):
                by_report.setdefault(claim.report, []).append(claim)
        for report in sorted(by_report, key=facts.rank.__getitem__):
            for first, second in pairwise(by_report[report]):
                word = self._word(first, second)
                turned = "" if word else self._out_of(first, second)
                one, other, word = (second, first, turned) if turned else (first, second, word)
                alike = facts.base(one).dimension == facts.base(other).dimension == "count"
                speakers = facts.speaker(one), facts.speaker(other)
                one_mouth = speakers[0].key == speakers[1].key or speakers[0].outlet or speakers[1].outlet
                if word and alike and one_mouth and self._lineage.first_hand(facts.id(other)):
                    yield one, other, word

    def _word(self, whole: Claim, part: Claim) -> str:
        """The words that make the second number a part of the first: between the two, or just behind the second."""
        text = self._facts.reports[whole.report].text
        if self._said is None or part.start - whole.end > _BREATH or part.end <= whole.end:
            return ""
        near = text[min(whole.end, part.start) : part.end]  # a span may begin at the verb that both numbers share
        if (own := self._said.match(near.lstrip())) is not None and part.start > whole.end:
            near = near.lstrip()[own.end() :]  # "5.2 million of them in the north, and two million": said of the first number
        behind = self._clause.split(text[part.end : part.end + _BEHIND])[0]
        found = self._said.search(near) or self._said.search(behind)
        if found is None and part.start - whole.end <= _NEXT:
            found = _WITH.search(text, part.start, part.end + _BEHIND)
        return " ".join(found.group().split()) if found else ""

    def _out_of(self, part: Claim, whole: Claim) -> str:
        """The words by which the first number is some of the second: "eight of the 25 regions"."""
        if part.start > whole.start or whole.end - part.start > _OUT_OF or part.measure != whole.measure:
            return ""
        found = _OF.search(self._facts.reports[whole.report].text[part.start : whole.end])
        return found.group(1) if found else ""
