"""Which address leads to which screen, and what is said where none is found."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from stemma.answering.grades import graded
from stemma.core.errors import StemmaError
from stemma.ledger.search import KINDS
from stemma.web import large
from stemma.web.asked import Asked, asked
from stemma.web.conflicts import conflicts_screen
from stemma.web.figure import figure_screen, figures_list
from stemma.web.frame import SEEN, TABS, Desk, Screen
from stemma.web.leaving import brief_screen
from stemma.web.lines import figure_lines, report_lines
from stemma.web.mapping import large_map, map_screen, small_of
from stemma.web.markskey import marks_screen
from stemma.web.report import report_screen, reports_list
from stemma.web.searching import PER_KIND, search_screen
from stemma.web.situation import situation
from stemma.web.sources import Listed, outlet_rows, paged, sources_screen, speaker_rows
from stemma.web.stemma import stemma_screen

Handler = Callable[[Request], Response]


class Screens:
    """All screens of one desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.shelf = desk, desk.shelf

    def routes(self) -> list[BaseRoute]:
        """Every address; each screen also answers with .json."""
        found: list[BaseRoute] = []
        for path, handler in (
            ("/situation", self.situation),
            ("/figure/{id}", self.figure),
            ("/figure", self.figures),
            ("/stemma", self.stemma),
            ("/report/{id}", self.report),
            ("/report", self.reports),
            ("/conflicts", self.conflicts),
            ("/map", self.map),
            ("/search", self.search),
            ("/sources", self.sources),
            ("/brief/{id}", self.brief),
            ("/marks", self.marks),
        ):
            found += [Route(f"{path}.json", handler), Route(path, handler)]
        found.insert(0, Route("/report/{id}/text", self.text))
        return [*found, Route("/clock/{way}", self.clock)]

    def faults(self) -> Mapping[Any, Any]:
        """Faults that a reader can mend, as a sentence."""
        return {StemmaError: self.mendable, HTTPException: self.nothing}

    def _kept(self, name: str, make: Callable[[], Screen]) -> Screen:
        """A screen, kept until the ledger changes."""
        return self.shelf.ask(f"screen {name}", lambda _: make())

    def situation(self, request: Request) -> Response:
        """The first screen."""
        want = asked(request.query_params)
        view, over = self.shelf.situation(want), self.shelf.overview(want.known_at)
        found = self.shelf.ask(f"small map {want}", lambda q: small_of(large.places(q, want))) if self.shelf.large else None
        since = since_of(request, want)
        return self.desk.answer(request, self._kept(f"situation {want} {since}", lambda: situation(view, over, want, since, found)))

    def figure(self, request: Request) -> Response:
        """One figure."""
        want = asked(request.query_params)
        view, over = self.shelf.figure(request.path_params["id"], want.known_at), self.shelf.overview(want.known_at)
        found = view.figures.get(request.path_params["id"])
        if found is None:
            raise HTTPException(404, "There is no such figure here; it may have been worked out anew. All figures stand under Figure.")
        return self.desk.answer(request, self._kept(f"figure {found.id} {want}", lambda: figure_screen(view, over, want, found)))

    def figures(self, request: Request) -> Response:
        """All figures."""
        want = asked(request.query_params)
        if self.shelf.large:
            return self.desk.answer(request, self.shelf.ask(f"figures {want}", lambda q: figure_lines(q, want)))
        return self.desk.answer(request, figures_list(self.shelf.whole(want.known_at), want))

    def stemma(self, request: Request) -> Response:
        """The family tree."""
        want = asked(request.query_params)
        view, held = self.shelf.tree(want)
        over = self.shelf.overview(want.known_at)
        return self.desk.answer(request, self._kept(f"stemma {want}", lambda: stemma_screen(view, over, want, held)))

    def report(self, request: Request) -> Response:
        """One report."""
        want = asked(request.query_params)
        view = self.shelf.report(request.path_params["id"], want.known_at)
        found = view.reports.get(request.path_params["id"])
        if found is None:
            raise HTTPException(404, "There is no such report in this ledger. All reports stand under Report.")
        return self.desk.answer(request, report_screen(view, want, found))

    def reports(self, request: Request) -> Response:
        """All reports."""
        want = asked(request.query_params)
        if self.shelf.large:
            return self.desk.answer(request, self.shelf.ask(f"reports {want}", lambda q: report_lines(q, want)))
        return self.desk.answer(request, reports_list(self.shelf.whole(want.known_at), want))

    def text(self, request: Request) -> Response:
        """The text of a report as it stood, plain."""
        found = self.shelf.report(request.path_params["id"]).reports.get(request.path_params["id"])
        if found is None:
            raise HTTPException(404, "There is no such report in this ledger.")
        return PlainTextResponse(found.text.encode("utf-8", "replace"))

    def conflicts(self, request: Request) -> Response:
        """The worklist."""
        want = asked(request.query_params)
        view, listed = self.shelf.conflicts(want)
        over = self.shelf.overview(want.known_at)
        return self.desk.answer(request, self._kept(f"conflicts {want}", lambda: conflicts_screen(view, over, want, listed)))

    def map(self, request: Request) -> Response:
        """The map."""
        want = asked(request.query_params)
        if self.shelf.large:
            found = self.shelf.ask(f"places {want}", lambda q: large.places(q, want))
            measures = self.shelf.ask("measures", lambda q: q.facet("measure", 24))
            drawn = self.shelf.ask(f"map {want}", lambda q: large_map(found, measures, want, self.shelf.pack))
            return self.desk.answer(request, drawn)
        return self.desk.answer(request, map_screen(self.shelf.whole(want.known_at), want))

    def search(self, request: Request) -> Response:
        """Full-text search."""
        want = asked(request.query_params)
        kinds = (want.kind,) if want.kind in KINDS else KINDS
        hits = self.shelf.ask(f"search {kinds} {want.q}", lambda q: q.search(want.q, kinds, PER_KIND)) if want.q else []
        facets: list[list[tuple[str, int]]] = [[], []]
        if not want.q:
            facets = [
                self.shelf.ask("outlets", lambda q: q.facet("outlet", 40)),
                self.shelf.ask("measures", lambda q: q.facet("measure", 24)),
            ]
        return self.desk.answer(request, search_screen(hits, want, *facets))

    def sources(self, request: Request) -> Response:
        """Outlets and speakers."""
        want = asked(request.query_params)
        with self.shelf.ledger() as held:
            grades = graded(held)
        return self.desk.answer(request, sources_screen(*self._sources(want), want, grades))

    def _sources(self, want: Asked) -> tuple[Listed, Listed]:
        if self.shelf.large:
            asked_for = Asked(q=want.q, page=want.page)
            return (
                self.shelf.ask(f"outlets {asked_for}", lambda q: large.outlets(q, asked_for)),
                self.shelf.ask(f"speakers {asked_for}", lambda q: large.speakers(q, asked_for)),
            )
        view = self.shelf.whole(want.known_at)
        return paged(outlet_rows(view), want), paged(speaker_rows(view), want)

    def brief(self, request: Request) -> Response:
        """What stands behind a figure."""
        view = self.shelf.figure(request.path_params["id"])
        found = view.figures.get(request.path_params["id"])
        if found is None:
            raise HTTPException(404, "There is no such figure here.")
        return self.desk.answer(request, brief_screen(view, found))

    def marks(self, request: Request) -> Response:
        """Every mark, every key."""
        return self.desk.answer(request, marks_screen())

    def clock(self, request: Request) -> Response:
        """The known-at clock one report back or on; past the newest it runs freely again."""
        want = asked(request.query_params)
        moments = self.shelf.moments()
        at = want.known_at or (moments[-1] if moments else "")
        back = request.path_params["way"] == "back"
        place = bisect_left(moments, at) - 1 if back else bisect_right(moments, at)
        chosen = moments[max(0, place)] if moments and place < len(moments) - (not back) else ""
        on = request.query_params.get("on", "situation")
        path = f"/{on}" if on in {name for name, _ in TABS} else "/situation"
        return RedirectResponse(want.address(path, known_at=chosen), 303)

    def mendable(self, request: Request, fault: Exception) -> Response:
        """A fault's sentence."""
        return self._fault(request, 400, str(fault))

    def nothing(self, request: Request, fault: Exception) -> Response:
        """No such thing."""
        status = fault.status_code if isinstance(fault, HTTPException) else 500
        detail = fault.detail if isinstance(fault, HTTPException) else "Something went wrong."
        return self._fault(request, status, detail if detail != "Not Found" else "There is no such page.")

    def _fault(self, request: Request, status: int, words: str) -> Response:
        screen = Screen(name="fault", title="Not found", data={"error": words}, context={"words_said": words}, status=status)
        if request.method not in ("GET", "HEAD"):
            return PlainTextResponse(words + "\n", status)
        return self.desk.answer(request, screen)


def since_of(request: Request, want: Asked) -> str:
    """Since when something is new: as asked, else the newest report at the reader's last visit, else nothing."""
    return want.since or asked({"since": request.cookies.get(SEEN, "")}).since
