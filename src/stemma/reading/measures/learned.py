"""A learned choice of the measure: a log-linear model over the measures that an amount's unit allows.

Model: each measure gets the sum of the weights of all that is seen of the amount (`seen`), and of how it stands to what the rules
say. The rules' answer is one of the things seen: where nothing else speaks, it stays.
Candidates: the measures of the unit's dimensions, and a count of the noun itself. Choice: the highest sum.
The weights are fitted by `bench/reading/fit_measures.py`, whose page has the data and the scores.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from importlib.resources import files
from typing import Final

from msgspec import structs

from stemma.core.packs import Pack
from stemma.core.types import Reason
from stemma.reading.measures.candidates import COUNT, NONE, Candidates, Case
from stemma.reading.measures.counting import SAME, Counted, Measured
from stemma.reading.measures.seen import Seer, Sighting

_UNWEIGHED: Final = ("age", "multiple")  # forms of amounts whose measure rules alone tell
_STEP: Final = 0.05  # one unit of a weight in the file
_SURE, _LIKELY = 2.5, 1.0  # points of a measure that the model chose
_GRAVE: Final = ("killed", "deaths", "wounded", "injured", "missing", "people_in_need", "killed_or_wounded")
_HARDLY: Final = 0.05  # by less nobody is called dead or hurt of whom the rules say otherwise
_DEAD: Final = ("killed", "deaths")
_UNSAID, _STRANGE = 0.1, 0.2  # by less nobody is called dead where no word of it stands near: without a noun, and with one
_CLEAR: Final = 2.0  # by which a sure choice stands before the next
_NAMED: Final = 3.5  # points of a measure that words near tell
_UNLISTED, _LISTED = "noun unlisted", ("noun heads", "noun counts")
_PLAIN: Final = 9.0  # points of words right beside a number
_SHOWN: Final = 3  # reasons named
_REMEMBERED: Final = 1_000  # counted nouns of which is kept what each measure has by them


_Plain = tuple[int, int, str]  # the steps that a measure has by the counted noun alone, its class, its pack


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
        beside = asked.measured.cue[1] == asked.counted.first
        if beside and asked.measured.points >= _PLAIN and self._measures[asked.measured.measure].table.get("aside"):
            return asked.measured  # "built for 300"
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
        least = _HARDLY if chosen not in _DEAD or chosen in stood else _UNSAID if not asked.counted.head else _STRANGE
        hardly = chosen in _GRAVE and (least > _HARDLY or case.rules != COUNT) and (best - second) * _STEP < least
        if chosen == case.rules or hardly or self._is_stranger(chosen, case):
            return asked.measured
        return self._answer(chosen, seen, asked, round((best - _EVEN) * _STEP, 6) - round((second - _EVEN) * _STEP, 6))

    def _is_stranger(self, chosen: str, case: Case) -> bool:
        """True of a measure that does not count the noun, where the rules' own does and its words are sure."""
        counted = case.asked.counted
        if not counted.head or case.asked.measured.points < _NAMED or case.rules not in self._measures:
            return False
        if chosen == COUNT:
            return self._candidates.noun(case.rules, counted).startswith(_LISTED[0])  # "34 bodies"
        return self._candidates.noun(chosen, counted) == _UNLISTED and self._candidates.noun(case.rules, counted).startswith(_LISTED)

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
