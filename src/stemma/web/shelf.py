"""The one place through which every screen reaches the ledger: views of a part of it, totals, the log of decisions."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from stemma.core.decisions import Decision
from stemma.core.packs import Pack
from stemma.core.types import Situation
from stemma.ledger import Ledger
from stemma.showing.brush import hours
from stemma.showing.heads import subject
from stemma.showing.view import View
from stemma.web.asked import Asked
from stemma.web.known import known_at

Token = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What the frame of every screen says: counted over the whole ledger."""

    subject: str
    reports: int
    lineages: int
    claims: int
    figures: int
    real: int
    apparent: int
    changes: int
    known: str  # ISO, the newest publication
    told: tuple[tuple[float, bool], ...]  # every dated report: its hour, and whether it is an original


class Leaf(View):
    """A view whose figures have screens of their own."""

    def figure_at(self, figure: str) -> str:
        """The figure's screen."""
        return f"/figure/{figure}"


class Shelf:
    """A ledger that is read by many screens at once and may be written by others meanwhile."""

    def __init__(self, path: str, pack: Pack) -> None:
        self.path, self.pack = path, pack
        self._lock = threading.Lock()
        self._held: dict[str, tuple[Token, object]] = {}

    @contextmanager
    def ledger(self) -> Iterator[Ledger]:
        """The ledger, open for one piece of work."""
        with Ledger.open(self.path) as held:
            yield held

    def token(self) -> Token:
        """What changes when anybody writes the ledger."""
        found: list[int] = []
        for name in (self.path, f"{self.path}-wal"):
            try:
                stat = Path(name).stat()
                found += [stat.st_mtime_ns, stat.st_size]
            except FileNotFoundError:
                found += [0, 0]
        return tuple(found)

    def view(self, moment: str = "") -> View:
        """The whole situation, as it was known at a moment where one is asked."""
        whole = self._whole()
        return Leaf(known_at(whole, moment), self.pack) if moment else whole

    def figure(self, figure: str, moment: str = "") -> View:
        """What the screen of a figure needs."""
        return self.view(moment)

    def report(self, report: str, moment: str = "") -> View:
        """What the screen of a report needs."""
        return self.view(moment)

    def conflicts(self, want: Asked) -> View:
        """What the worklist needs."""
        return self.view(want.known_at)

    def fresh(self, want: Asked) -> View:
        """What the inbox needs."""
        return self.view(want.known_at)

    def fresh_total(self, want: Asked) -> int | None:
        """How many claims the inbox has where its view holds only some."""
        return None

    def claim(self, *claims: str) -> View:
        """What a decision about claims needs."""
        return self.view()

    def overview(self, moment: str = "") -> Overview:
        """The totals."""
        view = self.view(moment)
        told = tuple((at, not view.parents.get(r)) for r in view.reports if (at := hours(view.published(r))) is not None)
        found = view.situation.weighing.conflicts
        return Overview(
            subject=subject(view),
            reports=len(view.reports),
            lineages=len(view.lineages),
            claims=len(view.claims),
            figures=len(view.figures),
            real=sum(c.kind == "real" for c in found),
            apparent=sum(c.kind != "real" for c in found),
            changes=sum(not m.restored for m in view.situation.stemma.mutations),
            known=max((view.published(r) for r in view.reports), default=""),
            told=told,
        )

    def decisions(self) -> tuple[Decision, ...]:
        """The log."""
        with self.ledger() as held:
            return held.decisions()

    def decide(self, decisions: Sequence[Decision]) -> list[int]:
        """Add decisions to the log."""
        with self.ledger() as held:
            return [held.decide(d) for d in decisions]

    def _whole(self) -> View:
        with self._lock:
            now = self.token()
            token, view = self._held.get("view", (None, None))
            if token != now or not isinstance(view, View):
                with self.ledger() as held:
                    situation: Situation = held.situation()
                view = Leaf(situation, self.pack)
                self._held["view"] = (self.token(), view)
            return view
