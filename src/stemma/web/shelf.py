"""The one place through which every screen reaches the ledger: views of a part of it, totals, the log of decisions."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from stemma.core.decisions import Decision
from stemma.core.packs import Pack
from stemma.core.types import Situation
from stemma.ledger import Ledger
from stemma.ledger.queries import Queries
from stemma.showing.brush import hours
from stemma.showing.heads import subject
from stemma.showing.view import View
from stemma.web import large
from stemma.web.asked import Asked
from stemma.web.families import Families, families, tree
from stemma.web.known import known_at
from stemma.web.large import ConflictKey

Token = tuple[int, ...]
T = TypeVar("T")
LARGE = 1200  # a ledger of more reports is not held at once
_KEPT = 60  # answers that are dear to count and are kept until the ledger changes


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
    told: tuple[tuple[float, bool], ...]  # dated reports (of a large ledger some): the hour, and whether it is an original


class Leaf(View):
    """A view whose figures have screens of their own."""

    def figure_at(self, figure: str) -> str:
        """The figure's screen."""
        return f"/figure/{figure}"


class Shelf:
    """A ledger that is read by many screens at once and may be written by others meanwhile."""

    def __init__(self, path: str, pack: Pack, most: int = LARGE) -> None:
        self.path, self.pack, self.most = path, pack, most
        self._lock = threading.Lock()
        self._held: dict[str, tuple[Token, Any]] = {}

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

    @property
    def large(self) -> bool:
        """True where the ledger is shown part by part."""
        return bool(self._once("large", lambda q: q.counts()["reports"] > self.most))

    def situation(self, want: Asked) -> View:
        """The key figures with their reports."""
        return self._part(f"situation {want}", want.known_at, lambda q: large.situation(q, want))

    def figure(self, figure: str, moment: str = "") -> View:
        """One figure with its reports."""
        return self._part(f"figure {figure}", moment, lambda q: large.figure(q, figure))

    def report(self, report: str, moment: str = "") -> View:
        """One report with its family."""
        return self._part(f"report {report}", moment, lambda q: q.around_report(report))

    def tree(self, want: Asked) -> tuple[View, Families | None]:
        """The reports of the tree; of a large ledger some of its families, and which there are."""
        if not self.large:
            return self.whole(want.known_at), None
        found = self._once("families", families)
        return self._part(f"tree {want}", want.known_at, lambda q: tree(q, found, want)), found

    def conflicts(self, want: Asked) -> tuple[View, list[ConflictKey] | None]:
        """What the worklist shows; of a large ledger a page of it and which conflicts stand on that page."""
        if not self.large:
            return self.whole(want.known_at), None
        kind = "seeming" if want.kind == "seeming" else "real"
        order = self._once(f"conflict order {kind}", lambda q: large.conflict_order(q, kind))
        first = (want.page - 1) * large.CONFLICTS
        chosen = order[first : first + large.CONFLICTS]

        def cut(queries: Queries) -> tuple[View, list[ConflictKey]]:
            held, keys = large.conflicts(queries, chosen)
            return Leaf(held, self.pack), keys

        view, keys = self._once(f"conflicts {kind} {want.page}", cut)
        return (
            self._once(f"conflicts {kind} {want.page} {want.known_at}", lambda _: Leaf(known_at(view, want.known_at), self.pack))
            if want.known_at
            else view
        ), keys

    def fresh(self, want: Asked) -> View:
        """A page of the inbox."""
        return self._part(f"inbox {want.since} {want.page}", want.known_at, lambda q: large.fresh(q, want))

    def fresh_total(self, want: Asked) -> int | None:
        """How many claims the inbox has where its view holds only some."""
        return self._once(f"fresh {want.since}", lambda q: large.fresh_total(q, want.since)) if self.large else None

    def fresh_pages(self, want: Asked) -> int | None:
        """How many pages the inbox has where its view holds only one of them."""
        return self._once(f"fresh pages {want.since}", lambda q: large.fresh_pages(q, want.since)) if self.large else None

    def claims(self, *claims: str) -> View:
        """What a decision about claims needs."""
        return self._part(f"claims {claims}", "", lambda q: large.of_claims(q, claims))

    def whole(self, moment: str = "") -> View:
        """The whole situation: only for what is asked of all of it, such as a brief."""
        view = self._whole()
        return self._once(f"whole {moment}", lambda _: Leaf(known_at(view, moment), self.pack)) if moment else view

    def ask(self, name: str, question: Callable[[Queries], T]) -> T:
        """An answer that is dear to find, kept until the ledger changes."""
        return self._once(name, question)

    def overview(self, moment: str = "") -> Overview:
        """The totals."""
        if self.large:
            return self._once("overview", _counted)
        return self._once(f"overview {moment}", lambda _: self._totals(moment))

    def _totals(self, moment: str) -> Overview:
        view = self.whole(moment)
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
            told=tuple((at, not view.parents.get(r)) for r in view.reports if (at := hours(view.published(r))) is not None),
        )

    def moments(self) -> list[str]:
        """The times of publication to which the clock can be set."""
        if self.large:
            return [m for m, _ in self._once("sampled", large.sampled)]
        view = self._whole()
        return sorted({view.published(r) for r in view.reports} - {""})

    def decisions(self) -> tuple[Decision, ...]:
        """The log."""
        with self.ledger() as held:
            return held.decisions()

    def decide(self, decisions: Sequence[Decision]) -> list[int]:
        """Add decisions to the log."""
        with self.ledger() as held:
            return [held.decide(d) for d in decisions]

    def _part(self, name: str, moment: str, cut: Callable[[Queries], Situation]) -> View:
        if not self.large:
            return self.whole(moment)
        view = self._once(name, lambda q: Leaf(cut(q), self.pack))
        return Leaf(known_at(view, moment), self.pack) if moment else view

    def _once(self, name: str, question: Callable[[Queries], T]) -> T:
        now = self.token()
        kept = self._held.get(name)
        if kept is None or kept[0] != now:
            with self.ledger() as held:
                found = question(held.queries)
            with self._lock:
                for old in [n for n, (token, _) in self._held.items() if token != now or len(self._held) > _KEPT]:
                    self._held.pop(old, None)
                self._held[name] = kept = (now, found)
        answer: T = kept[1]
        return answer

    def _whole(self) -> View:
        with self._lock:
            now = self.token()
            token, view = self._held.get("whole", (None, None))
            if token != now or not isinstance(view, View):
                with self.ledger() as held:
                    situation: Situation = held.situation()
                view = Leaf(situation, self.pack)
                self._held["whole"] = (now, view)
            return view


def _counted(queries: Queries) -> Overview:
    told = tuple((at, own) for moment, own in large.sampled(queries) if (at := hours(moment)) is not None)
    return Overview(told=told, **large.totals(queries))
