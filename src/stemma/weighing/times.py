"""What a report sets side by side as of two times: what is planned beside what is so, a price now beside the price before.

Neither is a dispute, but a reader who takes the two numbers out of the report may think so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from stemma.core.days import ordinal
from stemma.core.packs import Pack
from stemma.core.types import Claim, Conflict, Nature, Reading, Status
from stemma.weighing import wording
from stemma.weighing.facts import Facts, not_yet
from stemma.weighing.ground import Ground
from stemma.weighing.lineage import Lineage
from stemma.weighing.once import told_once
from stemma.weighing.sides import Verdict, say
from stemma.weighing.values import same_point

_REACH: Final = 300  # characters over which a report sets two times of one thing against each other
_RATIO: Final = 20.0  # numbers further apart are of two things
_SHARE: Final = 2  # times that a stretch of days must be another, to hold it
_BEHIND: Final = 40  # characters behind the second number in which its time stands
_END: Final = re.compile(r"[.;!?][\s”\"]")
_TO: Final = re.compile(r"(?: \w+)? to (?:\w+ )?")
_TOLD: Final = {
    Status.PLANNED: "is what is planned",
    Status.FORECAST: "is what is expected",
    Status.DEMAND: "is what is asked for",
    Status.CONDITIONAL: "holds only on a condition",
}


class TwoTimes:
    """Finds one thing as of two times within a report."""

    def __init__(self, facts: Facts, lineage: Lineage, pack: Pack) -> None:
        self._facts = facts
        self._lineage = lineage
        self._ground = Ground(facts, pack)
        again, moved = (
            "|".join(re.escape(w) for w in words) or "(?!)" for words in ((*facts.again_words, *facts.beside_words), facts.moved_words)
        )
        self._again = re.compile(rf"[^.;!?]{{0,20}}[;,]\s(?:\w+ ){{0,3}}?({again})\b[^.;!?]{{0,24}}", re.IGNORECASE)
        self._moved = re.compile(rf"\b(?:{moved}) (?:\w+ ){{0,3}}?from (?:\w+ )?$", re.IGNORECASE)

    def find(self, readings: Sequence[Reading], told: Sequence[Conflict]) -> tuple[Conflict, ...]:
        """Each pair of numbers once, in order of publication; what was told already is left out."""
        return told_once(self._facts, self._pairs(), readings, told)

    def _pairs(self) -> Iterator[tuple[Claim, Claim, Verdict]]:
        facts = self._facts
        for report in sorted(facts.claims_of, key=facts.rank.__getitem__):
            claims = [
                c
                for c in sorted(facts.claims_of[report], key=facts.order)
                if facts.point(c) and not facts.denied(c) and self._lineage.first_hand(facts.id(c))
            ]
            for at, one in enumerate(claims):
                for other in claims[at + 1 :]:
                    if other.start - one.end > _REACH:
                        break
                    verdict = self._verdict(one, other)
                    if verdict is not None:
                        yield one, other, verdict

    def _verdict(self, one: Claim, other: Claim) -> Verdict | None:
        facts = self._facts
        if not self._one_thing(one, other):
            return None
        both = wording.against(facts, (one, other))
        if not_yet(one.status) != not_yet(other.status):
            ahead, so = ("first", "second") if not_yet(one.status) else ("second", "first")
            why = f"{both}: the {ahead} {_TOLD[(one if ahead == 'first' else other).status]}, the {so} is said to be so already."
            return say("apparent", "time", why, "weigh.plan-beside")
        if _nested(*sorted((one, other), key=lambda c: facts.point(c) or 0.0)):
            return say("apparent", "window", f"{both}: the smaller number is of a part of the time.", "weigh.nested-beside")
        if one.status is not other.status and not_yet(one.status):
            return say(
                "apparent", "time", f"{both}: the first {_TOLD[one.status]}, the second {_TOLD[other.status]}.", "weigh.plans-beside"
            )
        one_mouth = one.nature is other.nature is not Nature.DELTA and facts.speaker(one).key == facts.speaker(other).key
        levels = one_mouth and one.nature is Nature.LEVEL
        if one_mouth and not levels and (word := self._breath(one, other)) and word.lower() not in facts.again_words:
            why = f"{both}: they count over two stretches of time (“{word.lower()}”)."
            return say("apparent", "window", why, "weigh.two-windows-beside")
        if levels and (facts.gap(one, other) or (word := self._then(one, other) or self._beside(one, other))):
            told = "" if facts.gap(one, other) else f" (“{word}”)"
            return say("apparent", "time", f"{both}: one quantity at two times{told}.", "weigh.two-times-beside")
        return None

    def _then(self, one: Claim, other: Claim) -> str:
        """The words near two numbers that say that one of them is of an earlier time: "a week ago", "before Christmas"."""
        facts = self._facts
        text = facts.reports[one.report].text.lower()
        if _END.search(text, one.start, other.start) and not self._breath(one, other):
            return ""
        clause = text[one.start : other.end] + _END.split(text[other.end : other.end + _BEHIND])[0]
        return next((word for word in facts.then_words if re.search(rf"\b{re.escape(word)}\b", clause)), "")

    def _beside(self, one: Claim, other: Claim) -> str:
        """The words that by themselves make the second number one of another time; "it" alone does not."""
        word = self._breath(one, other)
        return "" if word.lower() in self._facts.again_words else word

    def _breath(self, one: Claim, other: Claim) -> str:
        """The words that set a second number of the same thing beside the first: "; it was", "against", "from ... to"."""
        text = self._facts.reports[one.report].text
        found = self._again.fullmatch(text, one.end, other.start)
        if (
            found is None
            and self._moved.search(text[max(0, one.start - _BEHIND) : one.start])
            and _TO.fullmatch(text, one.end, other.start)
        ):
            return "from … to"
        return found.group(1) if found else ""

    def _one_thing(self, one: Claim, other: Claim) -> bool:
        """True where two claims count the same of the same people or things in one place, as far as both say."""
        facts = self._facts
        a, b = facts.base(one), facts.base(other)
        if a.dimension != b.dimension or facts.sort(one) != facts.sort(other) or same_point(a, b):
            return False
        low, high = sorted((abs(facts.point(one) or 0.0), abs(facts.point(other) or 0.0)))
        if not low or high > _RATIO * low or self._ground.where(one, other) is False:
            return False
        people = self._ground.people(one, other)
        alike = people is None and one.measure == other.measure
        return people is True or (alike and (one.measure not in facts.loose or bool(self._breath(one, other))))


def _nested(small: Claim, great: Claim) -> bool:
    """True where the smaller of two counts is told of days that lie within those of the greater: a Sunday, and since February."""
    a, b = small.when, great.when
    if not (a and b and a.text and b.text) or Nature.LEVEL in (small.nature, great.nature) or Nature.DELTA in (small.nature, great.nature):
        return False
    inner, outer = ordinal(a.start or ""), ordinal(b.start or "")
    ends = ordinal(a.end or ""), ordinal(b.end or "")
    if inner is None or outer is None or ends[0] is None or ends[1] is None:
        return False
    return outer < inner and ends[0] <= ends[1] + 1 and _SHARE * (ends[0] - inner + 1) <= ends[1] - outer
