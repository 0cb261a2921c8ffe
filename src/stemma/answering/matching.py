"""Which figure of the ledger a figure of a draft speaks of: by what is counted, of whom, where, and by the number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from stemma.core.bases import Base, close, digits
from stemma.core.text import Sentence, Text
from stemma.core.types import Approx, Claim, Figure, Reading, Status
from stemma.core.words import overlap, plain_words
from stemma.showing.marks import NOT_YET
from stemma.showing.view import View

_EXACT, _ROUNDED = 0.0005, 0.05  # how far two numbers may lie apart to be one, without a hedge and with one
_ENOUGH = 2.0  # the least that speaks for a figure whose number is another
_CLEAR = 2.0  # a figure that is so much better than the next of the same number leaves no doubt
_COMMON = 12  # numbers up to a dozen stand in every report
_HEDGED = 4.0  # what the draft's own hedge tells for a reading of the same number, whatever either was read to count
_AHEAD = 1.0  # and what it tells against one that it is only planned
_BOUND = {Approx.MORE_THAN: "more", Approx.AT_LEAST: "more", Approx.LESS_THAN: "less", Approx.AT_MOST: "less"}
POINTS = (Approx.EXACT, Approx.ABOUT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A reading that a draft's figure may be, and how much speaks for it."""

    figure: Figure
    reading: Reading
    score: float
    same_number: bool


class Matching:
    """Finds the readings that a draft's figures speak of; made once for a ledger."""

    def __init__(self, view: View) -> None:
        self._view = view
        weighing = view.pack.tables.get("weighing", {})
        self._sorts: Mapping[str, object] = weighing.get("same", {})
        self._parts: Mapping[str, tuple[str, ...]] = {m: tuple(wider) for m, wider in weighing.get("parts", {}).items()}
        self._words = {f.id: frozenset(_words(view, f)) for f in view.figures.values()}

    def sort(self, measure: str) -> str:
        """What is counted, whatever the word: dead for killed and deaths."""
        return str(self._sorts.get(measure, measure))

    def narrower(self, one: str, other: str) -> bool:
        """True where the other measure's count holds this one's."""
        measure = self._view.pack.measures.get(one)
        return other in self._parts.get(one, ()) or (measure is not None and measure.table.get("wider") == other)

    def find(self, claim: Claim, near: Iterable[str]) -> list[Match]:
        """The readings that a claim of a draft may be, the likeliest first; `near` are the words of its sentence."""
        around = frozenset(near)
        base = self._view.bases.of(claim.amount)
        found = [
            Match(
                figure=figure,
                reading=reading,
                score=self._score(claim, figure, around) + (self._manner(claim, reading) if same else 0.0),
                same_number=same,
            )
            for figure in self._view.figures.values()
            for reading in self._view.readings.get(figure.id, ())
            if self._view.base(reading.low, reading.high, reading.unit).dimension == base.dimension
            for same in (self._same(claim, base, reading),)
        ]
        kept = [m for m in found if m.same_number or m.score >= _ENOUGH]
        return sorted(kept, key=lambda m: (not m.same_number, -m.score, _order(claim, m), m.figure.id))

    def _same(self, claim: Claim, base: Base, reading: Reading) -> bool:
        """True where a draft's number is that of a reading, within what the draft's hedge or the reports' own rounding allow."""
        if base.point is None:
            return False
        give = _ROUNDED if claim.amount.approx in (Approx.ABOUT, Approx.NEARLY) and _rounder(claim, reading) else _EXACT
        forms = {(c.amount.low, c.amount.high, c.amount.unit) for i in reading.claims if (c := self._view.claims.get(i))}
        held = [self._view.base(low, high, unit) for low, high, unit in {*forms, (reading.low, reading.high, reading.unit)}]
        return any(close(base.point, other.point, give) for other in held)

    def _score(self, claim: Claim, figure: Figure, around: frozenset[str]) -> float:
        score = 0.0
        ours, theirs = claim.measure, figure.measure
        if self.sort(ours) == self.sort(theirs):
            score += 2.0
        elif ours.split(":")[0] in ("count", "share") or theirs.split(":")[0] in ("count", "share"):
            score += 0.5
        elif not (self.narrower(ours, theirs) or self.narrower(theirs, ours)):
            score -= 1.0
        subject = plain_words(claim.subject or claim.counted)
        score += overlap(subject, plain_words(figure.subject)) if subject and figure.subject else 0.0
        if claim.place and figure.place:
            score += 1.0 if claim.place.name == figure.place.name else -0.5 if claim.place.country != figure.place.country else 0.0
        words = self._words[figure.id]
        return score + (1.5 * len(around & words) / len(words) if words else 0.0)

    def _manner(self, claim: Claim, reading: Reading) -> float:
        """What speaks for a reading that puts the number forward as the draft does: the same hedge, and no plan for a fact."""
        said = claim.amount.low if claim.amount.low is not None else claim.amount.high or 0.0
        hedged = said > _COMMON and claim.amount.approx not in POINTS and _BOUND.get(claim.amount.approx) == _BOUND.get(reading.approx)
        ahead = claim.status not in NOT_YET and awaited(self._view, reading)
        return _HEDGED * hedged - _AHEAD * ahead

    def doubtful(self, matches: list[Match]) -> bool:
        """True where another figure of the same number fits nearly as well."""
        same = [m for m in matches if m.same_number]
        rest = [m for m in same if m.figure.id != same[0].figure.id] if same else []
        return bool(rest) and same[0].score - rest[0].score < _CLEAR


def sentence_of(text: Text, claim: Claim) -> Sentence | None:
    """The sentence in which a claim stands."""
    return text.sentence_at(claim.start)


def _rounder(claim: Claim, reading: Reading) -> bool:
    said = claim.amount.low if claim.amount.low is not None else claim.amount.high
    return digits(said) <= digits(reading.low if reading.low is not None else reading.high)


def _words(view: View, figure: Figure) -> Iterable[str]:
    """The words that tell a figure from others."""
    place = plain_words(figure.place.name) if figure.place else []
    counted = [w for c in view.figure_claims(figure)[:8] for w in plain_words(c.counted)]
    return [*plain_words(figure.subject), *place, *counted]


def _order(claim: Claim, match: Match) -> tuple[bool, bool, bool, int]:
    """Of equal readings: one put forward in the same way, of the same day, not made in copying, much carried."""
    when = match.reading.when
    day = bool(claim.when and when and claim.when.end == when.end)
    return (match.reading.denied != (claim.status is Status.DENIED), not day, bool(match.reading.born_in), -match.reading.reports)


def awaited(view: View, reading: Reading) -> bool:
    """True where a value is planned, foreseen or demanded, in all reports that have it."""
    held = [view.claims[c] for c in reading.claims if c in view.claims]
    return bool(held) and all(c.status in NOT_YET for c in held)
