"""Which reading of a figure stands now, which are earlier, contested or changed in copying, and how each is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from stemma.core.types import Claim, Figure, Reading, Status, Verification
from stemma.showing.marks import Said
from stemma.showing.view import View
from stemma.showing.wording import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """How the readings of a figure stand to each other."""

    present: tuple[Reading, ...]  # one, or several where speakers disagree
    earlier: tuple[Reading, ...]
    changed: tuple[Reading, ...]

    @property
    def contested(self) -> bool:
        """True where no single reading can be given."""
        return len(self.present) > 1

    @property
    def all(self) -> tuple[Reading, ...]:
        """Present first, then earlier, then changed in copying."""
        return (*self.present, *self.earlier, *self.changed)


def stand(view: View, figure: Figure) -> Stand:
    """Sort a figure's readings: the newest first, with those that a real conflict sets against it."""
    readings = sorted(view.readings.get(figure.id, ()), key=lambda r: _order(view, r), reverse=True)
    born = [r for r in readings if r.born_in]
    rest = [r for r in readings if not r.born_in]
    if not rest:
        return Stand(present=tuple(born[:1]), earlier=(), changed=tuple(born[1:]))
    standing = [r for r in rest if not r.denied] or rest
    first = standing[0]
    against = {
        c
        for conflict in view.conflicts.get(figure.id, ())
        if conflict.kind == "real" and conflict.verdict != "copying"
        for c in conflict.claims
    }
    rivals = [r for r in rest if r is not first and against & set(r.claims) and against & set(first.claims)]
    denied = [r for r in rest if r.denied and r is not first and r not in rivals]
    present = (first, *rivals, *denied)
    return Stand(present=present, earlier=tuple(r for r in rest if r not in present), changed=tuple(born))


def _order(view: View, reading: Reading) -> tuple[str, int, int, int, int]:
    """Newest as-of first (not awaited ones), then the better carried, the later edition of a page, then the earlier told."""
    claim = view.first(reading.claims)
    awaited = claim is not None and said_of(view, reading).awaited
    day = (reading.when.end or reading.when.start or "") if reading.when else ""
    edition = _edition(view, claim) if claim else 0
    return ("" if awaited else day or "0", reading.origins, reading.reports, edition, -(view.rank.get(claim.report, 0) if claim else 0))


def _edition(view: View, claim: Claim) -> int:
    said = dict(view.reports[claim.report].extra).get("edition", "1") if claim.report in view.reports else "1"
    return int(said) if said.isdigit() else 1


def said_of(view: View, reading: Reading, unit: str = "", *, earlier: bool = False) -> Said:
    """A reading as a mark, in a unit of its dimension; merged reports take the ink of the earliest."""
    claim = view.first(reading.claims)
    status = Status.DENIED if reading.denied else claim.status if claim else Status.CLAIMED
    checked = claim.verification if claim else Verification.NONE
    low, high = bounds(view, reading.low, reading.high, reading.unit, unit or reading.unit)
    return Said(
        low=low, high=high, approx=reading.approx, status=status, verification=checked, changed=bool(reading.born_in), earlier=earlier
    )


def bounds(view: View, low: float | None, high: float | None, unit: str, wanted: str) -> tuple[float | None, float | None]:
    """Bounds brought from one unit to another of its dimension."""
    if unit == wanted:
        return low, high
    one = view.base(1.0, 1.0, wanted).low or 1.0
    base = view.base(low, high, unit)
    return (None if base.low is None else base.low / one, None if base.high is None else base.high / one)


def said_by(claim: Claim, low: float | None, high: float | None, *, changed: bool = False) -> Said:
    """A claim as a mark, its bounds already on the scale's unit."""
    return Said(low=low, high=high, approx=claim.amount.approx, status=claim.status, verification=claim.verification, changed=changed)


def value_of(view: View, reading: Reading) -> Value:
    """A reading in words."""
    return view.words.value(reading.low, reading.high, reading.unit, reading.approx)


def dimension_of(view: View, reading: Reading) -> str:
    """The base unit of a reading; only readings of one base unit share a scale."""
    return view.base(reading.low, reading.high, reading.unit).dimension


def after(view: View, reading: Reading) -> str:
    """The word that follows a number: denied, planned, not verified."""
    claim = view.first(reading.claims)
    if reading.denied or (claim and claim.status == Status.DENIED):
        return "denied"
    if claim and claim.status in (Status.PLANNED, Status.FORECAST, Status.CONDITIONAL, Status.DEMAND):
        return view.words.of("status", claim.status.value)
    return ""


def who(view: View, reading: Reading) -> str:
    """Who says so: the innermost speakers, "nobody is named" where there is none."""
    named = view.speakers(reading.claims)
    if not named:
        return "nobody is named"
    return named[0] if len(named) == 1 else f"{named[0]} and {len(named) - 1} more"
