"""On whose side a speaker stands: the left or right half of a square black, a letter for any further side, no colour."""

from __future__ import annotations

from collections import Counter

from stemma.core.types import Claim
from stemma.showing.drawing import sheet, write
from stemma.showing.markup import Markup, tag
from stemma.showing.view import View, speaker

HALVES = 2
WORTH = 0.04  # a side that speaks in a smaller share of the claims is nobody's in particular


class Sides:
    """The sides of a situation, the most spoken for first; the pack's actors say who stands for whom."""

    def __init__(self, view: View) -> None:
        self._view = view
        spoken = Counter(side for c in view.claims.values() if (side := self._of(c)))
        least = max(2.0, WORTH * len(view.claims))
        self.names = [side for side, number in sorted(spoken.items(), key=lambda item: (-item[1], item[0])) if number >= least][:6]

    def _of(self, claim: Claim) -> str:
        said = speaker(claim)
        actor = self._view.pack.actors.get(said.actor) if said and said.actor else None
        if actor is None:
            return ""
        if actor.side not in ("", "*"):
            return actor.side
        state = self._view.pack.actors.get(actor.id.partition(".")[0])
        return state.id if state is not None and state.kind == "state" else ""

    def name(self, side: str) -> str:
        """A side in words."""
        actor = self._view.pack.actors.get(side)
        return actor.name if actor else side

    def of(self, claim: Claim | None) -> int:
        """The place of a claim's side among the sides, -1 where its speaker stands for none or there are no two."""
        side = self._of(claim) if claim else ""
        return self.names.index(side) if side in self.names and len(self.names) >= HALVES else -1

    def glyph(self, claim: Claim | None) -> Markup:
        """The square of a claim's speaker."""
        return self.square(self._of(claim) if claim else "")

    def square(self, side: str) -> Markup:
        """The square of a side; empty where the speaker stands for none of them."""
        if len(self.names) < HALVES:
            return Markup("")
        if side not in self.names:
            return sheet(10, 10, "no side", tag("rect", x=0.7, y=0.7, width=8.6, height=8.6, cls="sideframe"), cls="side")
        at = self.names.index(side)
        frame = tag("rect", x=0.7, y=0.7, width=8.6, height=8.6, cls="sideframe")
        inner = (
            tag("rect", x=0.7 if at == 0 else 5, y=0.7, width=4.3, height=8.6, cls="sidefill")
            if at < HALVES
            else write(5, 8.2, chr(ord("A") + at), 8, "b", "middle")
        )
        return sheet(10, 10, self.name(side), inner, frame, cls="side")

    def legend(self) -> list[tuple[Markup, str]]:
        """The squares with their names, where there are two sides or more."""
        return [(self.square(side), self.name(side)) for side in self.names] if len(self.names) >= HALVES else []
