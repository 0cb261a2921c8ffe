"""Signs by which two values of one thing are told to be in dispute, or only to seem so.

Each sign is a number with a name; what each is worth was fitted on marked situations and stands in disputes.toml, which
scripts/fit_disputes.py writes. A sign tells how things are told: in one report or two, in whose mouths, as of which days and whether
words name them, of which places and whether the sentences name them, by which words between.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from math import exp, inf, log, log1p
from typing import Final, NamedTuple

from stemma.core.bases import are_money, digits
from stemma.core.packs import Pack
from stemma.core.types import Approx, Claim, Nature
from stemma.core.words import plain_words
from stemma.weighing.called import called_part
from stemma.weighing.facts import Facts, not_yet
from stemma.weighing.ground import Ground, takes_in
from stemma.weighing.grounds import apart, one_speaker, one_subject, placed, spoken
from stemma.weighing.lineage import Lineage
from stemma.weighing.values import allowed, rounded, same_point

Signs = dict[str, float]

_NAMED: Final = 2  # signs named in a sentence
_GREATEST: Final = 4.0  # of a logarithm
_CLOSE, _LIKE, _WIDE, _FAR = 1.1, 1.5, 3.0, 8.0  # times that one number is the other
_SOON, _WEEK, _MONTH = 2, 8, 40  # days
_NEAR, _BESIDE = 140, 500  # characters
_LEAST: Final = 4  # letters of a word that tells something
_STEM: Final = 6  # by which it is known
_SENTENCE: Final = 300  # characters before and after a number in which its sentence is looked for
_END: Final = re.compile(r"[.!?][”\"']?\s|\n")


class Bounds(NamedTuple):
    """From which likelihood on signs tell a dispute whatever the rules say, and below which they take a rule's dispute back."""

    sure: float
    doubtful: float


class Disputes:
    """Finds the signs of two claims, and weighs them."""

    def __init__(self, facts: Facts, lineage: Lineage, pack: Pack) -> None:
        self._facts = facts
        self._lineage = lineage
        self._ground = Ground(facts, pack)
        words = pack.tables["weighing"]["words"]
        self._against = tuple(words.get("against", ()))
        self._only, self._counting = _any_of(words.get("only", ())), _any_of(words.get("counting", ()))
        table = pack.tables.get("disputes", {})
        self._weights: Mapping[str, float] = table.get("weights", {})
        tables = pack.tables.get("weighing", {})
        self._words: dict[bool, Mapping[str, str]] = {True: tables.get("dispute_signs", {}), False: tables.get("seeming_signs", {})}
        bounds: Mapping[str, float] = table.get("bounds", {})
        self.inside = Bounds(bounds.get("sure", inf), bounds.get("doubtful", 0.0))  # of two readings of one figure
        self.beside = Bounds(bounds.get("beside", inf), bounds.get("hardly", 0.0))  # of two figures in one report
        self._sentences: dict[str, frozenset[str]] = {}
        self._placed: dict[str, bool] = {}

    def signs(self, one: Claim, other: Claim, rule: str) -> Signs:
        """All signs of two claims, the absent left out; the rule is what the rules would say, "" where they were not asked."""
        facts = self._facts
        first, second = sorted((one, other), key=facts.order)
        found: Signs = {f"rule-{rule}": 1.0} if rule else {"across": 1.0}
        self._mouths(first, second, found)
        self._told(first, second, found)
        self._sizes(first, second, found)
        self._times(first, second, found)
        self._grounds(first, second, found)
        return {name: value for name, value in found.items() if value}

    def likely(self, found: Mapping[str, float]) -> float:
        """How likely two values with these signs are in dispute, 0 to 1."""
        told = self._weights.get("bias", 0.0)
        for name, value in found.items():
            told += self._weights.get(name, 0.0) * value
        return 1 / (1 + exp(-told))

    def why(self, found: Mapping[str, float], dispute: bool) -> str:
        """The signs that tell most for a dispute, or against one, in words; "" where none can be named."""
        way, words = (1.0 if dispute else -1.0), self._words[dispute]
        told = sorted(((way * self._weights.get(n, 0.0) * v, n) for n, v in found.items() if n in words), reverse=True)
        return " and ".join(words[name] for weight, name in told[:_NAMED] if weight > 0)

    def overruling(self, one: Claim, other: Claim, rule: str, real: bool, bounds: Bounds) -> str:
        """Why the signs tell plainly that two values are in dispute, or are not, though the rules say otherwise; "" where these stand.

        `real` is whether the rules call it a dispute. Of numbers that are one, of vague ones, and where the words or their rounding leave
        room for one that is both, signs do not make a dispute.
        """
        facts = self._facts
        if same_point(facts.base(one), facts.base(other)) or Approx.VAGUE in (one.amount.approx, other.amount.approx):
            return ""
        found = self.signs(one, other, rule)
        likely = self.likely(found)
        if real:
            return self.why(found, False) if likely < bounds.doubtful else ""
        room = "room" in found or "rounded" in found
        return self.why(found, True) if likely >= bounds.sure and not room else ""

    def _mouths(self, one: Claim, other: Claim, found: Signs) -> None:
        facts = self._facts
        a, b = facts.speaker(one), facts.speaker(other)
        outlets = int(a.outlet) + int(b.outlet)
        same = one_speaker(facts, one, other)
        found["one-mouth"] = float(same)
        found["two-named"] = float(not same and not outlets and a.named and b.named)
        found["two-mouths"] = float(not same and not outlets)
        found["own-beside"] = float(not same and outlets == 1)
        found["unnamed"] = float(not a.named) + float(not b.named)
        sides = facts.side(one), facts.side(other)
        found["sides-at-odds"] = float(bool(sides[0] and sides[1]) and sides[0] != sides[1])
        for claim, speaker in ((one, a), (other, b)):
            side = facts.side_of(claim.subject_actor)
            found["own-side"] = max(found.get("own-side", 0.0), float(bool(side) and side == facts.side(claim) and not speaker.outlet))
        found["denied"] = float(facts.denied(one)) + float(facts.denied(other))
        found["hand"] = float(self._lineage.first_hand(facts.id(one))) + float(self._lineage.first_hand(facts.id(other)))
        found["born"] = float(bool(self._lineage.born(facts.id(one)) or self._lineage.born(facts.id(other))))
        found["rewrite"] = float(self._lineage.rewrites(other.report, one.report))
        if one.report != other.report:
            found["own-apart"] = float(outlets == 2)

    def _told(self, one: Claim, other: Claim, found: Signs) -> None:
        """How two claims lie in the text, and the words between."""
        facts = self._facts
        if one.report != other.report:
            found["two-reports"] = 1.0
            found["words-shared"] = self._shared(one, other)
            return
        text = facts.reports[one.report].text
        gap = max(0, other.start - one.end)
        between = text[one.end : other.start] if other.start > one.end else ""
        flat = f" {' '.join(between.lower().split())} "
        ends = len(_END.findall(between))
        found["one-report"] = 1.0
        found["distance"] = log1p(gap) / 2
        found["near"] = float(gap <= _NEAR)
        found["beside"] = float(gap <= _BESIDE)
        found["one-sentence"] = float(not ends)
        found["next-sentence"] = float(ends == 1)
        mates = [c for c in facts.claims_of.get(one.report, ()) if one.end <= c.start and c.end <= other.start]
        found["none-between"] = float(not mates)
        found["like-between"] = float(any(facts.sort(c) == facts.sort(one) for c in mates))
        against = gap <= _BESIDE and any(f" {word} " in flat for word in self._against)
        found["against"] = float(against)
        found["against-mouths"] = float(against and not one_speaker(facts, one, other))
        found["part-words"] = float(any(f" {word} " in flat for word in facts.part_words)) if ends <= 1 else 0.0
        found["called-part"] = float(called_part(facts, one, other) is not None)
        sentence = _END.split(between)[-1] + text[other.start : other.end]
        found["only"] = float(self._only.search(sentence) is not None)
        found["counts"] = float(self._counting.search(sentence + _END.split(text[other.end : other.end + _NEAR])[0]) is not None)
        found["words-in-one"] = self._shared(one, other)

    def _sizes(self, one: Claim, other: Claim, found: Signs) -> None:
        facts = self._facts
        low, high = sorted(abs(facts.point(c) or 0.0) for c in (one, other))
        times = high / low if low else 1000.0
        found["times"] = min(_GREATEST, log(times))
        found["close"] = float(times < _CLOSE)
        found["like"] = float(_CLOSE <= times < _LIKE)
        found["wide"] = float(_WIDE <= times < _FAR)
        found["far"] = float(times >= _FAR)
        found["same"] = float(times < 1.0001)
        found["small"] = float(high < 10)
        found["digits"] = float(min(digits(high), digits(low)) > 1)
        rooms = allowed(one, facts.base(one), facts.said), allowed(other, facts.base(other), facts.said)
        wide = rounded(one.amount, facts.base(one)), rounded(other.amount, facts.base(other))
        if rooms[0] and rooms[1] and wide[0] and wide[1]:
            meet = rooms[0].meets(rooms[1])
            found["room"] = float(meet)
            found["rounded"] = float(not meet and wide[0].meets(wide[1]))
            small, great = (rooms[0], rooms[1]) if (facts.point(one) or 0.0) <= (facts.point(other) or 0.0) else (rooms[1], rooms[0])
            found["floor-below"] = float(small.high == inf)
            found["ceiling-below"] = float(small.low == -inf)
            found["ceiling-above"] = float(great.low == -inf)
            found["floor-above"] = float(great.high == inf)
        found["vague"] = float(Approx.VAGUE in (one.amount.approx, other.amount.approx))
        dimension = facts.base(one).dimension
        found["percent"] = float(dimension == "percent")
        found["money"] = float(are_money(one.amount.unit, one.amount.unit))
        found["counted"] = float(dimension == "count")

    def _times(self, one: Claim, other: Claim, found: Signs) -> None:
        facts = self._facts
        first, second = sorted((one.nature.value, other.nature.value))
        found[f"{first}-{second}"] = 1.0
        found["one-planned"] = float(not_yet(one.status) != not_yet(other.status))
        found["both-planned"] = float(not_yet(one.status) and not_yet(other.status))
        words = [bool(c.when and c.when.text) for c in (one, other)]
        found["dated"] = float(sum(words))
        gap = apart(facts, one, other)
        if gap is None:
            found["undated"] = 1.0
            return
        days = abs(gap)
        said = "said" if all(words) else "half-said" if any(words) else "unsaid"
        lies = "day" if days == 0 else "soon" if days <= _SOON else "week" if days <= _WEEK else "month" if days <= _MONTH else "long"
        found[f"{lies}-{said}"] = 1.0
        found[f"gap-{lies}"] = 1.0
        a, b = one.when, other.when
        if a and b and a.start and b.start and a.end and b.end:
            found["windows-meet"] = float(a.start <= b.end and b.start <= a.end)
            found["starts-apart"] = float(all(words) and a.start != b.start and (a.start != a.end or b.start != b.end))
            found["one-window"] = float((a.start, a.end) == (b.start, b.end))
        found["window-differs"] = float(bool(one.window or other.window) and one.window != other.window)
        totals = one.nature is other.nature is Nature.TOTAL
        more = (facts.point(other) or 0.0) - (facts.point(one) or 0.0)
        later = gap if gap else 0
        if totals and later and more:
            found["grew" if (more > 0) == (later > 0) else "fell"] = 1.0
        if one.report != other.report and totals and more > 0 and later >= 0:
            found["told-later-more"] = 1.0
        found["first-count"] = float(facts.at_first(one) != facts.at_first(other))
        found["steady"] = float(one.measure in facts.steady)

    def _grounds(self, one: Claim, other: Claim, found: Signs) -> None:
        """Of whom, what and where, and how sure it is that these differ."""
        facts = self._facts
        found["measure"] = float(one.measure == other.measure)
        found["sort"] = float(facts.sort(one) == facts.sort(other))
        found["narrower"] = float(facts.narrower(one.measure, other.measure) or facts.narrower(other.measure, one.measure))
        found["loose"] = float(one.measure.split(":")[0] in facts.loose) + float(other.measure.split(":")[0] in facts.loose)
        people = self._ground.people(one, other)
        found["people"] = float(people is True)
        found["people-apart"] = float(people is False)
        found["subject-apart"] = float(one_subject(facts, one, other) is False)
        found["subject-same"] = float(bool(one.subject) and one.subject.lower() == other.subject.lower())
        sorts = facts.sorts(one.subject), facts.sorts(other.subject)
        found["sorts-half"] = float(bool(sorts[0]) != bool(sorts[1]))
        found["sorts-apart"] = float(bool(sorts[0] and sorts[1]) and not sorts[0] & sorts[1])
        found["partial"] = float(facts.partial(one)) + float(facts.partial(other))
        counted = frozenset(plain_words(one.counted)), frozenset(plain_words(other.counted))
        found["nouns"] = float(bool(counted[0] & counted[1]))
        found["nouns-apart"] = float(bool(counted[0] and counted[1]) and not counted[0] & counted[1])
        a, b = one.place, other.place
        if a is None or b is None:
            found["place-unsaid"] = 1.0
            return
        if a.name == b.name:
            found["place"] = 1.0
            return
        named = self._is_placed(one), self._is_placed(other)
        sure = "said" if all(named) else "half-said" if any(named) else "unsaid"
        lies = "within" if takes_in(a, b) or takes_in(b, a) else "apart"
        found[f"place-{lies}"] = 1.0
        found[f"place-{lies}-{sure}"] = 1.0
        found["spoken"] = float(spoken(one) or spoken(other))

    def _is_placed(self, claim: Claim) -> bool:
        key = self._facts.id(claim)
        if key not in self._placed:
            self._placed[key] = placed(self._facts, claim)
        return self._placed[key]

    def _shared(self, one: Claim, other: Claim) -> float:
        """The share of the words of the shorter sentence that the other has too."""
        ours, theirs = self._stems(one), self._stems(other)
        return len(ours & theirs) / max(1, min(len(ours), len(theirs)))

    def _stems(self, claim: Claim) -> frozenset[str]:
        key = self._facts.id(claim)
        if key not in self._sentences:
            text = self._facts.reports[claim.report].text
            before = _END.split(text[max(0, claim.start - _SENTENCE) : claim.start])[-1]
            behind = _END.split(text[claim.end : claim.end + _SENTENCE])[0]
            words = plain_words(f"{before} {text[claim.start : claim.end]} {behind}")
            self._sentences[key] = frozenset(w[:_STEM] for w in words if len(w) >= _LEAST)
        return self._sentences[key]


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(w) for w in words) or '(?!)'})\b", re.IGNORECASE)
