"""The tree of a large ledger, family by family: reports joined by descent or by one lost original, the newest families first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from stemma.core.types import Situation
from stemma.ledger.queries import Queries
from stemma.web import large
from stemma.web.asked import Asked

ON_A_PAGE = 60  # reports at which a page is full; a family is never torn
ROOMY = 300  # a chosen report is shown with its whole family up to so many reports, with its nearest kin beyond
MOST = 3000  # reports of one family that are looked at together


@dataclass(frozen=True, slots=True, kw_only=True)
class Families:
    """Every family with its reports, where each report's family stands, and which families stand on each page."""

    all: tuple[tuple[str, ...], ...]
    place: dict[str, int]
    pages: tuple[tuple[int, int], ...]  # from one family up to another

    def on(self, page: int) -> tuple[int, int]:
        """The families of a page; none where there is no such page."""
        return self.pages[page - 1] if page <= len(self.pages) else (0, 0)


def families(queries: Queries) -> Families:
    """All families of the ledger."""
    told = dict(queries.ask("SELECT id, coalesce(instant, '') FROM reports WHERE run > ''"))
    joined = _Joined()
    for child, parent in queries.ask("SELECT child, parent FROM descents"):
        if child in told and parent in told:
            joined.join(child, parent)
    first: dict[int, str] = {}
    for lost, child in queries.ask("SELECT lost_original, child FROM lost_children"):
        if child in told:
            joined.join(first.setdefault(lost, child), child)
    held: dict[str, list[str]] = {}
    for report in told:
        held.setdefault(joined.root(report), []).append(report)
    found = sorted(held.values(), key=lambda members: (max(told[m] for m in members), min(members)), reverse=True)
    return Families(
        all=tuple(tuple(members) for members in found),
        place={report: at for at, members in enumerate(found) for report in members},
        pages=tuple(_pages(len(members) for members in found)),
    )


class _Joined:
    """What belongs together (union and find)."""

    def __init__(self) -> None:
        self._up: dict[str, str] = {}

    def root(self, one: str) -> str:
        """The one that stands for all that are joined with it."""
        top = one
        while (above := self._up.get(top, top)) != top:
            top = above
        while (above := self._up.get(one, one)) != top:
            self._up[one], one = top, above
        return top

    def join(self, one: str, other: str) -> None:
        """Let two belong together."""
        self._up[self.root(one)] = self.root(other)


def _pages(sizes: Iterable[int]) -> Iterable[tuple[int, int]]:
    first, held, at = 0, 0, -1
    for at, size in enumerate(sizes):
        held += size
        if held >= ON_A_PAGE:
            yield first, at + 1
            first, held = at + 1, 0
    if held:
        yield first, at + 1


def tree(queries: Queries, found: Families, want: Asked) -> Situation:
    """The family of a chosen report or an opened lineage, the reports of a carried figure, or a page of the families."""
    chosen = want.head or want.report
    if chosen in found.place:
        members = found.all[found.place[chosen]]
        return queries.around_reports(members[:MOST]) if want.head or len(members) <= ROOMY else queries.around_report(chosen)
    if want.figure:
        return large.figure(queries, want.figure)
    first, last = found.on(want.page)
    return queries.around_reports([report for members in found.all[first:last] for report in members[:MOST]])
