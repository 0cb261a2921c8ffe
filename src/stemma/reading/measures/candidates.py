"""Which measures an amount may be of, and how each stands to the rules, to the counted noun and to what was told before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from stemma.core.packs import Pack
from stemma.reading.amounts.counted import peoples
from stemma.reading.measures.countable import Countable
from stemma.reading.measures.counting import DIMENSIONS, Counted
from stemma.reading.measures.seen import Sighting

NONE: Final = "none"  # no word of a measure stands near
COUNT: Final = "count"  # a count of the noun itself, or of nothing known
_COUNTED: Final = ("count", "persons")
_STRONG: Final = ("mod", "gov", "pre")  # places of words that govern
_POINTS: Final[tuple[float, ...]] = (0.01, 0.5, 1.0, 1.8, 2.6, 3.5, 5.0)


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
