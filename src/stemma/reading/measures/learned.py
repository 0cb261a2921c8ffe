"""A learned choice of the measure: a log-linear model over the measures that an amount's unit allows.

Model: each measure gets the sum of the weights of all that is seen of the amount (`seen`), and of how it stands to what the rules
say. The rules' answer is one of the things seen: where nothing else speaks, it stays.
Candidates: the measures of the unit's dimensions, and a count of the noun itself. Choice: the highest sum.
The weights are fitted by `bench/reading/fit_measures.py`, whose page has the data and the scores.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Final, NamedTuple

from msgspec import structs

from stemma.core.packs import Pack
from stemma.core.types import Reason
from stemma.reading.amounts.counted import peoples
from stemma.reading.measures.countable import Countable
from stemma.reading.measures.counting import DIMENSIONS, SAME, Counted, Measured
from stemma.reading.measures.seen import Seer, Sighting

NONE: Final = "none"  # no word of a measure stands near
COUNT: Final = "count"  # a count of the noun itself, or of nothing known
_COUNTED: Final = ("count", "persons")
_UNWEIGHED: Final = ("age", "multiple")  # forms of amounts whose measure rules alone tell
_STEP: Final = 0.05  # one unit of a weight in the file
_SURE, _LIKELY = 2.5, 1.0  # points of a measure that the model chose
_GRAVE: Final = ("killed", "deaths", "wounded", "injured", "missing", "people_in_need", "killed_or_wounded")
_HARDLY: Final = 0.05  # by less nobody is called dead or hurt of whom the rules say otherwise
_CLEAR: Final = 2.0  # by which a sure choice stands before the next
_SHOWN: Final = 3  # reasons named
_REMEMBERED: Final = 1_000  # counted nouns of which is kept what each measure has by them
_STRONG: Final = ("mod", "gov", "pre")  # places of words that govern
_POINTS: Final[tuple[float, ...]] = (0.01, 0.5, 1.0, 1.8, 2.6, 3.5, 5.0)


_Plain = tuple[int, int, str]  # the steps that a measure has by the counted noun alone, its class, its pack


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A measure that an amount may be of, and how it stands to the rules and to the counted noun."""

    measure: str
    standing: tuple[str, ...]


class Case(NamedTuple):
    """An amount, and what is the same for all measures that it may be of."""

    asked: Sighting
    stood: Mapping[str, Mapping[str, None]]
    rules: str  # the rules' answer
    how: str  # by which rule they came to it
    size: int  # by how many points
    before: str  # the measure told last
    onward: str  # where that stands, and whether it was of the same noun
    most: float  # the most points that the rules gave


class Candidates:
    """Says which measures an amount may be of; built once from a pack."""

    def __init__(self, pack: Pack) -> None:
        self._measures = pack.measures
        self._countable = Countable(pack, peoples(pack.language))
        self._by_dimension: dict[str, list[str]] = {}
        for key, measure in pack.measures.items():
            self._by_dimension.setdefault(measure.dimension, []).append(key)
        self._shares = [k for k, m in pack.measures.items() if m.table.get("share") and m.dimension == "area"]
        self._kept: dict[tuple[str, bool], list[str]] = {}

    def of(self, asked: Sighting, stood: Mapping[str, Mapping[str, None]]) -> list[Candidate]:
        """All candidates, the rules' answer among them; `stood` says where the words of each measure stand."""
        case = self.case(asked, stood)
        return [Candidate(measure=key, standing=tuple(self.standing(key, case))) for key in self.keys(case)]

    def case(self, asked: Sighting, stood: Mapping[str, Mapping[str, None]]) -> Case:
        """What is the same for all candidates of one amount."""
        counted, rules = asked.counted, asked.measured.measure.partition(":")[0] or COUNT
        last = asked.told[-1] if asked.told else None
        near = last is not None and last[1].first >= asked.sentence.first
        noun = "0" if not counted.head else "=" if last is not None and last[1].head == counted.head else "+"
        return Case(
            asked=asked,
            stood=stood,
            rules=rules,
            how=asked.measured.reasons[0].rule.removeprefix("read.") if asked.measured.reasons else "none",
            size=len([p for p in _POINTS if asked.measured.points >= p]),
            before=last[0].measure if last is not None else "",
            onward=f"onward {'near' if near else 'far'} {noun}",
            most=max(asked.tallied.values(), default=0.0),
        )

    def keys(self, case: Case) -> list[str]:
        """The measures that an amount may be of; a number of nothing known says less than the rules."""
        counted = case.asked.counted
        found = self._of_unit(counted.unit, counted.whole, case.rules)
        bare = not counted.head and counted.unit in _COUNTED and case.rules != COUNT
        return [key for key in found if key != COUNT] if bare else found

    def standing(self, key: str, case: Case) -> list[str]:
        """How one measure stands to the rules, to the counted noun, to what was told before and to the words around."""
        asked = case.asked
        noun = self.noun(key, asked.counted)
        standing = [noun]
        if key == case.rules:
            standing += ["rules", f"rules {case.how}", f"rules {case.size}", f"rules {noun}"]
        points = asked.tallied.get(key, 0.0)
        band = len([p for p in _POINTS if points >= p])
        standing.append(f"points {band}" + (" most" if points and points >= case.most else ""))
        if key == case.before:
            standing.append(case.onward)
        if key in self._measures and asked.leaning:
            standing.append(self.lean(self._measures[key].pack, asked.leaning))
        places = case.stood.get(key)
        if places is not None:
            standing += [*places, *[f"{place} {noun}" for place in places]]
        elif key == COUNT:
            standing += dict.fromkeys([f"any {p}" for places in case.stood.values() for p in places if p[2:5] in _STRONG])
        else:
            standing.append(NONE)
        return standing

    def lean(self, pack: str, leaning: Mapping[str, float]) -> str:
        """How far a report is about the domain of a measure."""
        lean = leaning.get(pack)
        return "any pack" if lean is None else f"lean {int(4 * lean)}"

    def _of_unit(self, unit: str, whole: bool, rules: str) -> list[str]:
        kept = self._kept.get((unit, whole))
        if kept is None:
            kept = []
            if len(unit) >= 3 and unit[:3].isupper():
                kept = list(self._by_dimension.get("money", ()))
            elif whole or unit not in _COUNTED:
                kept = [k for d in DIMENSIONS.get(unit, ()) for k in self._by_dimension.get(d, ()) if d not in ("age", "duration")]
            kept += [*(self._shares if unit == "percent" else ()), COUNT]
            self._kept[(unit, whole)] = kept
        return kept if rules in kept else [*kept, rules]

    def says_itself(self, key: str, counted: Counted) -> bool:
        """True of the inhabitants of a place: the noun says the measure by itself."""
        measure = self._measures.get(key)
        return measure is not None and bool(measure.table.get("holder")) and counted.head in self._countable.heads[key]

    def noun(self, key: str, counted: Counted) -> str:
        """How a measure stands to the counted noun."""
        if key == COUNT:
            known = counted.head and self._countable.names(counted.head)
            return "noun itself known" if known else "noun itself" if counted.head else "no noun itself"
        if not counted.head:
            return "no noun"
        heads, counts = self._countable.heads[key], self._countable.counts[key]
        listed = "heads" if counted.head in heads else "counts" if counted.head in counts else ""
        found = listed or ("person" if "@person" in counts and counted.unit == "persons" else "unlisted")
        if self._measures[key].table.get("default") or counted.head in self._measures[key].table.get("default_counts", ()):
            found += " default"
        return f"noun {found}"


class Chooser:
    """Chooses measures by weights that were fitted, in whole steps; built once from a pack."""

    def __init__(self, pack: Pack, weights: str | None = None) -> None:
        self._measures = pack.measures
        self._seer, self._candidates = Seer(pack), Candidates(pack)
        text = weights if weights is not None else _shipped(pack.language)
        lines = text.split("\n")
        names = lines[0].split(" ")
        self._classes = {name: at for at, name in enumerate(names)}
        self._unknown = len(names)  # the class of a measure that has no weights, which stays at nothing
        self._side = struct.Struct(f"<{len(names) + 1}I")
        self._even = sum(_EVEN << _FIELD * at for at in range(len(names) + 1))
        self._lines: dict[str, str] = {}
        for line in lines[1:]:
            name, _, told = line.partition("\t")
            if told:
                self._lines[name] = told
        self._rows: dict[str, int] = {}
        self._ones: dict[str, int] = {}
        self._packs = sorted({measure.pack for measure in pack.measures.values()})
        self._plain: dict[tuple[str, str], dict[str, _Plain]] = {}
        self._leaning: Mapping[str, float] = {}
        self._leans: dict[str, int] = {}

    def choose(self, asked: Sighting) -> Measured:
        """The measure of an amount, the rules' own where nothing speaks louder."""
        if not self._lines or asked.mention.duration or asked.mention.form in _UNWEIGHED:
            return asked.measured
        if asked.measured.reasons and asked.measured.reasons[0].rule == SAME:
            return asked.measured  # "up from 270"
        if asked.measured.measure and self._candidates.says_itself(asked.measured.measure, asked.counted):
            return asked.measured  # "540,000 inhabitants"
        seen, stood = self._seer.seen(asked)
        case = self._candidates.case(asked, stood)
        sums = self._sums(seen)
        plain, leans = self._plain_of(asked.counted), self._leans_of(asked.leaning)
        spoken = {COUNT, case.rules, case.before, *stood, *[k for k, points in asked.tallied.items() if points]}
        best, second, chosen = _LEAST, _LEAST, case.rules
        for key in self._candidates.keys(case):
            if key in spoken:
                total = sum([self._standing(s) for s in self._candidates.standing(key, case)])
                total += sums[self._classes.get(key, self._unknown)]
            else:  # as most are: nothing stands near that speaks of it
                row = plain.get(key)
                if row is None:
                    row = plain[key] = self._plain_row(key, asked.counted)
                total = row[0] + sums[row[1]] + leans.get(row[2], 0)
            if total > best or (total == best and key == case.rules):
                best, second, chosen = total, best, key
            elif total > second:
                second = total
        hardly = chosen in _GRAVE and case.rules != COUNT and (best - second) * _STEP < _HARDLY
        if chosen == case.rules or hardly:
            return asked.measured
        return self._answer(chosen, seen, asked, round((best - _EVEN) * _STEP, 6) - round((second - _EVEN) * _STEP, 6))

    def _plain_of(self, counted: Counted) -> dict[str, _Plain]:
        """What each measure has by the counted noun alone; remembered for the nouns seen last."""
        if len(self._plain) >= _REMEMBERED:
            self._plain.clear()
        return self._plain.setdefault((counted.head, counted.unit), {})

    def _plain_row(self, key: str, counted: Counted) -> _Plain:
        points = self._standing(self._candidates.noun(key, counted)) + self._standing("points 0") + self._standing(NONE)
        return points, self._classes.get(key, self._unknown), self._measures[key].pack

    def _leans_of(self, leaning: Mapping[str, float]) -> dict[str, int]:
        """What the measures of each pack have by what the report is about; kept, since all amounts of a report ask."""
        if leaning is not self._leaning:
            self._leaning = leaning
            self._leans = {pack: self._standing(self._candidates.lean(pack, leaning)) for pack in self._packs} if leaning else {}
        return self._leans

    def _answer(self, measure: str, seen: list[str], asked: Sighting, margin: float) -> Measured:
        at = self._classes.get(measure, -1)
        weights = [(_weight(self._lines.get(name, ""), at), name) for name in seen]
        gained = sorted([(weight, name) for weight, name in weights if weight > 0], reverse=True)[:_SHOWN]
        known = self._measures.get(measure)
        label = known.label if known is not None else "A count of the noun"
        detail = f"{label}: " + ", ".join(f"{name} {weight * _STEP:+.2f}" for weight, name in gained)
        reason = Reason(rule="read.measure-learned/1", detail=detail, weight=round(margin, 2))
        return structs.replace(
            asked.measured,
            measure="" if measure == COUNT else measure,
            points=_SURE if margin >= _CLEAR else _LIKELY,
            cue=(-1, -1),
            reasons=(reason,),
        )

    def _standing(self, name: str) -> int:
        found = self._ones.get(name)
        if found is None:
            pairs = _pairs(self._lines.get(f"@{name}", ""))
            found = self._ones[name] = pairs[0][1] if pairs else 0
        return found

    def _sums(self, seen: list[str]) -> tuple[int, ...]:
        """What each class has by all that is seen, and as much more as makes it no less than nothing, the same for each.

        The steps of all classes stand side by side in one whole number, so that one addition adds them all.
        """
        rows = self._rows
        total = self._even
        for name in seen:
            row = rows.get(name)
            if row is None:
                row = 0
                if name in self._lines:  # others are not kept: their number has no end
                    row = rows[name] = sum([weight << _FIELD * at for at, weight in _pairs(self._lines[name])])
            total += row
        return self._side.unpack(total.to_bytes(self._side.size, "little"))


def _pairs(told: str) -> list[tuple[int, int]]:
    """The classes and steps of a line of weights."""
    return [(int(at), int(weight)) for at, _, weight in (pair.partition(":") for pair in told.split(" "))] if told else []


def _weight(told: str, at: int) -> int:
    """The steps of one class in a line of weights."""
    _, found, behind = f" {told}".partition(f" {at}:")
    return int(behind.partition(" ")[0]) if found else 0


_FIELD, _EVEN = 32, 1 << 30  # bits of a class, and what keeps its sum from falling below nothing
_LEAST: Final = -1_000_000_000  # fewer steps than any sum has


def _shipped(language: str) -> str:
    """The weights that come with the package, nothing where a language has none."""
    path = files("stemma") / "data" / language / "measures.weights"
    return path.read_text(encoding="utf-8") if path.is_file() else "\n"
