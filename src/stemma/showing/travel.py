"""How one figure travelled: from the report that has it of its own, through every hand, with what was changed in each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stemma.core.types import Claim, Mutation, Situation
from stemma.ledger import Lookup

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_ROUND = 0.005  # two numbers so near are one: 1,376 and 1,380 are not


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A claim on its way: how deep it stands below its origin, whence it came, what was changed in taking it over."""

    depth: int
    claim: Claim
    outlet: str
    published: str
    parent: str  # the outlet from which it was taken, "" for its own reporting
    changes: tuple[Mutation, ...]
    mark: str  # what is to be said of the reading: "its own", "in this report alone", "born by a mistake", ""


class Travel:
    """The ways of all claims of a situation."""

    def __init__(self, situation: Situation) -> None:
        self._look = Lookup(situation)
        self._from = {i.claim: i for i in situation.stemma.inheritances}
        self._below: dict[str, list[str]] = {}
        self._lost: dict[str, list[str]] = {}  # lost original -> claims that came from it
        for i in situation.stemma.inheritances:
            if i.from_claim:
                self._below.setdefault(i.from_claim, []).append(i.claim)
            else:
                self._lost.setdefault(i.parent, []).append(i.claim)
        self._changes: dict[str, list[Mutation]] = {}
        for m in situation.stemma.mutations:
            self._changes.setdefault(m.claim, []).append(m)
        self._readings = {c: r for r in situation.weighing.readings for c in r.claims}

    def of(self, words: str) -> list[Step]:
        """The ways of the claims that say these words or this number, each way whole, the oldest first."""
        found = [c for c in self._look.claims.values() if _says(c, words)]
        heads = dict.fromkeys(self._head(c.id) for c in found)
        done: set[str] = set()
        steps = [s for head in sorted(heads, key=self._when) for s in self._walk(head, 0, done)]
        return steps

    def _head(self, claim: str) -> str:
        seen = {claim}
        while (held := self._from.get(claim)) is not None and held.from_claim and held.from_claim not in seen:
            claim = held.from_claim
            seen.add(claim)
        return claim

    def _walk(self, claim: str, depth: int, done: set[str]) -> Iterator[Step]:
        if claim in done or claim not in self._look.claims:
            return
        done.add(claim)
        yield self._step(self._look.claims[claim], depth)
        for child in sorted(self._below.get(claim, ()), key=self._when):
            yield from self._walk(child, depth + 1, done)

    def _step(self, claim: Claim, depth: int) -> Step:
        held = self._from.get(claim.id)
        report = self._look.reports[claim.report]
        return Step(
            depth=depth,
            claim=claim,
            outlet=self._look.outlet(claim.report),
            published=report.published.iso if report.published else "",
            parent=self._look.outlet(held.parent) if held else "",
            changes=tuple(self._changes.get(claim.id, ())),
            mark=self._mark(claim),
        )

    def _mark(self, claim: Claim) -> str:
        reading = self._readings.get(claim.id)
        made = [m for m in self._changes.get(claim.id, ()) if m.field in ("number", "unit", "scope", "place") and not m.restored]
        if made and (reading is None or reading.origins == 0):
            return "born by a mistake: no origin stands behind it"
        alone = reading is not None and len({self._look.claims[c].report for c in reading.claims if c in self._look.claims}) == 1
        if claim.id not in self._from:
            return "its own reporting" + (", in this report alone" if alone else "")
        return "in this report alone" if alone else ""

    def _when(self, claim: str) -> tuple[str, str]:
        held = self._look.claims.get(claim)
        report = self._look.reports.get(held.report) if held else None
        return (report.published.iso if report and report.published else "9", claim)


def _says(claim: Claim, words: str) -> bool:
    """True for the number, however it is written, or for the words."""
    asked = words.strip().lower()
    if _NUMBER.fullmatch(asked):
        number = float(asked.replace(",", ""))
        ends = [e for e in (claim.amount.low, claim.amount.high) if e is not None]
        return any(abs(e - number) <= _ROUND * max(abs(e), abs(number)) and f"{e:.3g}" == f"{number:.3g}" for e in ends)
    return asked in claim.text.lower()
