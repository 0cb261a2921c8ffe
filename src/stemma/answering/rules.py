"""Low, best supported and high of a figure, by rules with names; and how the answer moves with the rule and with rewrites collapsed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from stemma.answering.matching import awaited
from stemma.core.types import Approx, Figure, Nature, Reading
from stemma.showing.readings import stand
from stemma.showing.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """One voice for a value: a lineage, or, with rewrites not collapsed, a report."""

    low: float
    high: float
    day: str  # as of when
    order: int  # of publication
    reading: Reading


Rule = Callable[[Sequence[Vote]], Vote]


def lowest(votes: Sequence[Vote]) -> Vote:
    """The lowest value that anybody gives: the most conservative, as ACLED counts the dead."""
    return min(votes, key=lambda v: (v.low, v.order))


def highest(votes: Sequence[Vote]) -> Vote:
    """The highest value that anybody gives."""
    return max(votes, key=lambda v: (v.high, -v.order))


def middle(votes: Sequence[Vote]) -> Vote:
    """The value in the middle of all voices; the lower of two."""
    ranked = sorted(votes, key=lambda v: (v.low, v.high, v.order))
    return ranked[(len(ranked) - 1) // 2]


def first(votes: Sequence[Vote]) -> Vote:
    """The value told first."""
    return min(votes, key=lambda v: v.order)


def last(votes: Sequence[Vote]) -> Vote:
    """The value of the latest day, of equals the one told last."""
    return max(votes, key=lambda v: (v.day, v.order))


def most(votes: Sequence[Vote]) -> Vote:
    """The value that most voices give; of equals the one of the latest day, then the lower."""
    number = {id(v.reading): sum(w.reading is v.reading for w in votes) for v in votes}
    return min(votes, key=lambda v: (-number[id(v.reading)], _later(v.day), v.low, v.order))


def exact(votes: Sequence[Vote]) -> Vote:
    """The value that most voices give among those told without a bound: a floor ("at least") is no count."""
    points = [v for v in votes if v.reading.approx in (Approx.EXACT, Approx.ABOUT, Approx.RANGE)]
    return most(points or votes)


RULES: dict[str, Rule] = {
    "most-origins": most,
    "min": lowest,
    "median": middle,
    "max": highest,
    "first": first,
    "last": last,
    "counts-only": exact,
}
DEFAULT = "most-origins"


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """Low, best supported and high of a figure, each with the reading that gave it, and the rules by which."""

    figure: Figure
    low: Vote
    best: Vote
    high: Vote
    unit: str
    rules: tuple[str, str, str]
    voices: int


def estimate(view: View, figure: Figure, rule: str = DEFAULT, collapse: bool = True) -> Estimate | None:
    """The estimate of a figure by a rule, None where no report gives it a number that stands."""
    found = votes(view, figure, collapse)
    if not found:
        return None
    best = RULES[rule](found)
    return Estimate(
        figure=figure,
        low=lowest(found),
        best=best,
        high=highest(found),
        unit=best.reading.unit,
        rules=("min", rule, "max"),
        voices=len(found),
    )


def votes(view: View, figure: Figure, collapse: bool = True) -> list[Vote]:
    """The voices for a figure's present values: one a lineage, or one a report; slips, denials and plans have none."""
    found = []
    for reading in current(view, figure):
        base = view.base(reading.low, reading.high, reading.unit)
        ends = [e for e in (base.low, base.high) if e is not None]
        if not ends:
            continue
        held = sorted((view.claims[c] for c in reading.claims if c in view.claims), key=lambda c: view.rank.get(c.report, 0))
        voices = {view.root(c.id): c for c in reversed(held)} if collapse else {c.report: c for c in reversed(held)}
        day = (reading.when.end or reading.when.start or "") if reading.when else ""
        for claim in voices.values():
            found.append(Vote(low=min(ends), high=max(ends), day=day, order=view.rank.get(claim.report, 0), reading=reading))
    return sorted(found, key=lambda v: (v.order, v.low, v.high))


def current(view: View, figure: Figure) -> list[Reading]:
    """The readings that speak of one state of things: those of the newest day and their rivals; of a window, all."""
    readings = [r for r in view.readings.get(figure.id, ()) if not r.born_in and not r.denied]
    standing = [r for r in readings if not awaited(view, r)] or readings
    if not standing:
        return []
    present = stand(view, figure).present
    dimension = view.base(present[0].low, present[0].high, present[0].unit).dimension
    like = [r for r in standing if view.base(r.low, r.high, r.unit).dimension == dimension]
    if figure.nature in (Nature.FLOW, Nature.DELTA):
        return like
    newest = max((_day(r) for r in like), default="")
    return [r for r in like if r in present or _day(r) in ("", newest)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A figure's answer under each rule, with rewrites collapsed and not."""

    figure: Figure
    answers: tuple[tuple[str, bool, Reading], ...]  # rule, collapsed, the reading chosen

    @property
    def moves(self) -> bool:
        """True where the rule, or counting rewrites as voices, changes the answer."""
        return len({id(reading) for _, _, reading in self.answers}) > 1


def sensitivity(view: View, rules: Sequence[str] = tuple(RULES), collapse: Sequence[bool] = (True, False)) -> list[Moved]:
    """How the answer for each figure moves by rule, and with rewrites collapsed or not."""
    found = []
    for figure in view.situation.figures:
        answers = []
        for collapsed in collapse:
            voices = votes(view, figure, collapsed)
            answers += [(name, collapsed, RULES[name](voices).reading) for name in rules if voices]
        if answers:
            found.append(Moved(figure=figure, answers=tuple(answers)))
    return sorted(found, key=lambda m: (not m.moves, m.figure.title, m.figure.id))


def _day(reading: Reading) -> str:
    return (reading.when.end or reading.when.start or "") if reading.when else ""


def _later(day: str) -> tuple[int, ...]:
    """A key that puts later days first."""
    return tuple(-ord(c) for c in day) or (0,)
