"""What an amount measures, from the packs' cue words around it.

Model: each measure that an amount's unit and counted noun allow gets points for the cues found in the sentence, fewer the
further away they stand; the best measure wins if it has enough.
Candidates: the measures whose dimension fits the unit. Choice: the most points, the longer cue before the shorter,
then the order of the packs.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from stemma.core.packs import Measure, Pack
from stemma.core.phrases import Hit, PhraseTable
from stemma.core.text import Sentence, Text
from stemma.core.types import Reason
from stemma.reading.clauses import Ruler
from stemma.reading.forms import expand

ENOUGH = 1.0  # points that settle a measure; a bare cue four words away has 1.8
_CUE, _WORD = 2.6, 0.9  # points of a cue beside the amount, and of each further word of it
_REACH = 11.0  # tokens over which a cue loses all but a third of its points
_AFTER = 1.15  # English tells what happened to the counted after it: "63 civilians were killed"
_EARLIER = 0.3  # what is left of a cue in the sentence before
_WHOLE = 3  # words from which a cue is a phrase of its own
_BARE = 0.6  # a bare number more often counts people than things
SOME = 0.45  # points that are taken where nothing before the amount tells better
_DIMENSIONS = {
    "persons": ("persons",),
    "count": ("count", "persons", "age"),
    "percent": ("share",),
    "magnitude": ("magnitude",),
    **dict.fromkeys(("km2", "mi2", "ha", "m2", "acres"), ("area",)),
    **dict.fromkeys(("m", "km", "mi", "ft", "cm", "mm", "in", "yd", "nmi"), ("length",)),
    **dict.fromkeys(("m/day", "km/day", "mi/day", "km/h", "mph", "m/s", "kn"), ("speed",)),
    **dict.fromkeys(("s", "min", "h", "days", "weeks", "months", "years"), ("duration", "age")),
    **dict.fromkeys(("C", "F"), ("temperature",)),
    **dict.fromkeys(("m3", "m3/s", "l"), ("volume",)),
    **dict.fromkeys(("t", "kg", "kt", "g", "lb"), ("mass",)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """An amount as the measure finder needs it: its tokens [first:last], unit and counted noun."""

    first: int
    last: int
    unit: str
    head: str = ""  # the counted noun's head, singular, "" where none stands
    noun: str = ""  # the whole counted phrase
    base: tuple[int, int] = (-1, -1)  # tokens of what a share is a share of
    rate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The measure chosen, its points, and the tokens of the cue that decided (-1 where none did)."""

    measure: str
    points: float
    cue: tuple[int, int] = (-1, -1)
    reasons: tuple[Reason, ...] = ()


@dataclass(slots=True)
class _Tally:
    points: float = 0.0
    cue: tuple[int, int] = (-1, -1)
    best: float = 0.0
    words: list[str] = field(default_factory=list)


class MeasureFinder:
    """Chooses the measure of an amount from the cues of the packs."""

    def __init__(self, pack: Pack) -> None:
        self._measures = dict(pack.measures)
        self._barriers: Mapping[str, float] = pack.tables.get("clauses", {}).get("barriers", {})
        cues: dict[str, list[str]] = {}
        needs: dict[str, list[str]] = {}
        nots: dict[str, list[str]] = {}
        for key, measure in self._measures.items():
            for name, into in (("cues", cues), ("needs", needs), ("nots", nots), ("modifiers", cues)):
                for form in expand(measure.table.get(name, ())):
                    into.setdefault(form, []).append(key)
        self._cues = PhraseTable((form, tuple(sorted(set(keys)))) for form, keys in cues.items())
        self._needs = PhraseTable((form, tuple(keys)) for form, keys in needs.items())
        self._nots = PhraseTable((form, tuple(keys)) for form, keys in nots.items())
        self._heads = {k: frozenset(m.table.get("heads", ())) for k, m in self._measures.items()}
        self._counts = {k: frozenset(m.table.get("counts", ())) for k, m in self._measures.items()}
        self._by_dimension: dict[str, list[str]] = {}
        for key, measure in self._measures.items():
            self._by_dimension.setdefault(measure.dimension, []).append(key)
        self._ground = frozenset(pack.tables.get("subjects", {}).get("ground", ()))
        self._people = frozenset(pack.tables.get("subjects", {}).get("people", ()))

    def hits(self, text: Text, sentence: Sentence) -> list[Hit[tuple[str, ...]]]:
        """The cues of a sentence, overlapping ones too; "killed or wounded" hides the words within it."""
        found = [h for i in range(sentence.first, sentence.last) for h in self._cues.all_at(text.tokens, i, sentence.last)]
        whole = [h for h in found if h.last - h.first >= _WHOLE]
        return [h for h in found if not any(w is not h and w.first <= h.first and h.last <= w.last for w in whole)]

    def ruled(self, text: Text, sentence: Sentence) -> tuple[frozenset[str], frozenset[str]]:
        """The measures whose needed words stand in a sentence, and those that its words rule out."""
        needed = frozenset(k for h in self._needs.find(text.tokens, sentence.first, sentence.last) for k in h.value)
        ruled_out = frozenset(k for h in self._nots.find(text.tokens, sentence.first, sentence.last) for k in h.value)
        return needed, ruled_out

    def ruler(self, text: Text, sentence: Sentence, amounts: Sequence[Counted]) -> Ruler:
        """Distances in the sentence, with the amounts as barriers."""
        return Ruler(text, sentence, self._barriers, (a.first for a in amounts))

    def choose(
        self, amount: Counted, text: Text, cues: Sequence[Hit[tuple[str, ...]]], ruler: Ruler, ruled: tuple[frozenset[str], frozenset[str]]
    ) -> Measured:
        """The measure with the most points, or measure "" where none has enough."""
        allowed = [
            k for k in self._allowed(amount, text) if k not in ruled[1] and (k in ruled[0] or not self._measures[k].table.get("needs"))
        ]
        tallies = {k: self._start(self._measures[k], amount) for k in allowed}
        for hit in cues:
            self._add(tallies, hit, amount, ruler, text)
        best = max(tallies, key=lambda k: tallies[k].points, default="")
        if not best or tallies[best].points < SOME:
            return Measured(measure="", points=tallies[best].points if best else 0.0)
        tally = tallies[best]
        said = ", ".join(f"'{w}'" for w in tally.words[:4]) or f"'{amount.noun or amount.unit}'"
        return Measured(
            measure=best,
            points=tally.points,
            cue=tally.cue,
            reasons=(
                Reason(
                    rule="read.measure/1", detail=f"{self._measures[best].label}: {said} beside the amount", weight=round(tally.points, 2)
                ),
            ),
        )

    def _allowed(self, amount: Counted, text: Text) -> list[str]:
        if len(amount.unit) >= 3 and amount.unit[:3].isupper():
            return self._by_dimension.get("money", [])
        dimensions = _DIMENSIONS.get(amount.unit, ())
        keys = [k for d in dimensions for k in self._by_dimension.get(d, ())]
        if amount.unit == "percent":
            keys += [
                k for k, m in self._measures.items() if m.table.get("share") and m.dimension != "share" and self._of_kind(m, amount, text)
            ]
        return [k for k in keys if self._countable(k, amount)]

    def _of_kind(self, measure: Measure, amount: Counted, text: Text) -> bool:
        """A share of land is no share of people."""
        if amount.base[0] < 0:
            return True
        words = {t.norm for t in text.tokens[amount.base[0] : amount.base[1]]}
        if words & self._people:
            return measure.dimension in ("persons", "count")
        if words & self._ground:
            return measure.dimension == "area"
        return True

    def _countable(self, key: str, amount: Counted) -> bool:
        if not amount.head or amount.unit not in ("persons", "count"):
            return self._measures[key].dimension != "persons" or amount.unit != "count" or not amount.head
        counts = self._counts[key]
        if amount.head in self._heads[key] or amount.head in counts or amount.noun.lower() in counts:
            return True
        return "@person" in counts and amount.unit == "persons"

    def _start(self, measure: Measure, amount: Counted) -> _Tally:
        tally = _Tally()
        heads = self._heads[measure.id]
        if amount.head and amount.head in heads:
            tally.points += 3.5
            tally.words.append(amount.head)
        elif amount.head and amount.head in self._counts[measure.id]:
            tally.points += 0.6
        defaults = measure.table.get("default_counts")
        if amount.head in defaults if defaults else measure.table.get("default"):
            tally.points += 0.7 if amount.head or measure.dimension not in ("persons", "count") else 0.0
        return tally

    def _add(self, tallies: dict[str, _Tally], hit: Hit[tuple[str, ...]], amount: Counted, ruler: Ruler, text: Text) -> None:
        if amount.base[0] <= hit.first < amount.base[1]:
            return  # "40% of the territory it took": took belongs to the base
        distance = ruler.between(amount.first, amount.last, hit.first, hit.last)
        points = (_CUE + _WORD * (hit.last - hit.first - 1)) * math.exp(-distance / _REACH)
        if hit.first >= amount.last:
            points *= _AFTER
        for key in hit.value:
            tally = tallies.get(key)
            if tally is None:
                continue
            gained = points * self._strength(key, amount)
            tally.points += gained if gained > tally.best else 0.25 * gained
            if gained > tally.best:
                tally.best, tally.cue = gained, (hit.first, hit.last)
            tally.words.append(" ".join(t.text for t in text.tokens[hit.first : hit.last]))

    def _strength(self, key: str, amount: Counted) -> float:
        measure = self._measures[key]
        bare = _BARE if measure.dimension == "count" and not amount.head and amount.unit == "count" else 1.0
        return float(measure.table.get("strength", 1.0)) * bare

    def recall(self, amount: Counted, text: Text, cues: Sequence[Hit[tuple[str, ...]]]) -> Measured:
        """The measure that the cues of the sentence before give: "... had recovered. The area was 2,400 square kilometres"."""
        allowed = frozenset(k for k in self._allowed(amount, text) if not self._measures[k].table.get("needs"))
        points: dict[str, float] = {}
        for hit in cues:
            for key in allowed.intersection(hit.value):
                points[key] = max(
                    points.get(key, 0.0), _EARLIER * (_CUE + _WORD * (hit.last - hit.first - 1)) * self._strength(key, amount)
                )
        best = max(sorted(points), key=lambda k: points[k], default="")
        if not best:
            return Measured(measure="", points=0.0)
        detail = f"{self._measures[best].label}: a cue stands in the sentence before"
        return Measured(
            measure=best, points=points[best], reasons=(Reason(rule="read.measure-before/1", detail=detail, weight=round(points[best], 2)),)
        )
