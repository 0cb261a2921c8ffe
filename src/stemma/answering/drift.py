"""How often rewrites lose words that warn, by outlet: shares with their number and interval, in the order of the alphabet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from stemma.core.types import Approx, Claim, Verification
from stemma.showing.view import View, speaker

_Z = 1.959964  # the normal quantile of a 95 per cent interval
LOSSES = ("hedge", "speaker", "caveat", "value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of how many, with the Wilson interval at 95 per cent."""

    lost: int
    of: int

    @property
    def interval(self) -> tuple[float, float]:
        """Where the share may well lie; the whole line where nothing was seen."""
        if not self.of:
            return 0.0, 1.0
        share, wide = self.lost / self.of, _Z**2 / self.of
        middle = (share + wide / 2) / (1 + wide)
        half = _Z * sqrt(share * (1 - share) / self.of + wide / (4 * self.of)) / (1 + wide)
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """What became of the figures that an outlet took over."""

    outlet: str  # "" for all together
    rewrites: int
    figures: int
    shares: tuple[tuple[str, Share], ...]


def drift(view: View, by_outlet: bool = True) -> list[Drift]:
    """What rewrites lost: of all figures taken over that had a hedge (a named speaker, a caveat), how many came out without it."""
    pairs = list(_taken_over(view))
    outlets = sorted({view.name(child.report) for child, _ in pairs}, key=str.casefold) if by_outlet else []
    each = [_drift(view, name, [p for p in pairs if view.name(p[0].report) == name]) for name in outlets]
    return [*each, _drift(view, "", pairs)]


def _taken_over(view: View) -> Iterable[tuple[Claim, Claim]]:
    """Each claim that was taken from a claim that is held; where its original is lost, from the fullest of the others that share it."""
    siblings: dict[tuple[str, str], list[Claim]] = {}
    for step in view.situation.stemma.inheritances:
        child = view.claims.get(step.claim)
        if child is None:
            continue
        if step.from_claim in view.claims:
            yield child, view.claims[step.from_claim]
        elif step.parent in view.lost and (figure := view.figure_of.get(child.id)):
            siblings.setdefault((step.parent, figure), []).append(child)
    for members in siblings.values():
        fullest = max(members, key=lambda c: (_warnings(c), -view.rank.get(c.report, 0)))
        yield from ((c, fullest) for c in members if c.report != fullest.report)


def _warnings(claim: Claim) -> int:
    return (claim.amount.approx is not Approx.EXACT) + bool(speaker(claim)) + (claim.verification is Verification.UNVERIFIED)


def _drift(view: View, outlet: str, pairs: list[tuple[Claim, Claim]]) -> Drift:
    had = {
        "hedge": [(c, s) for c, s in pairs if s.amount.approx not in (Approx.EXACT, Approx.RANGE)],
        "speaker": [(c, s) for c, s in pairs if speaker(s)],
        "caveat": [(c, s) for c, s in pairs if s.verification is Verification.UNVERIFIED],
        "value": pairs,
    }
    lost = {
        "hedge": sum(c.amount.approx is Approx.EXACT for c, _ in had["hedge"]),
        "speaker": sum(speaker(c) is None for c, _ in had["speaker"]),
        "caveat": sum(c.verification is not Verification.UNVERIFIED for c, _ in had["caveat"]),
        "value": sum(_other_value(view, c, s) for c, s in pairs),
    }
    shares = tuple((name, Share(lost=lost[name], of=len(had[name]))) for name in LOSSES)
    return Drift(outlet=outlet, rewrites=len({c.report for c, _ in pairs}), figures=len(pairs), shares=shares)


def _other_value(view: View, one: Claim, other: Claim) -> bool:
    """True where the number, in the same unit, is no longer that of the source."""
    a, b = view.bases.of(one.amount), view.bases.of(other.amount)
    if a.point is None or b.point is None or a.dimension != b.dimension:
        return a.dimension != b.dimension
    return abs(a.point - b.point) > 0.03 * max(abs(a.point), abs(b.point))  # what rounding after a conversion may lose
