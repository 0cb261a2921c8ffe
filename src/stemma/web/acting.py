"""What a page may change: decisions, the reader's name, adding, working out anew; and what leaves the house."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from stemma.core.decisions import Decision
from stemma.core.errors import StemmaError
from stemma.exporting.decided import decision_rows, decisions_csv
from stemma.showing.page import html_report
from stemma.web import large
from stemma.web.adding import MOST_FILES, Job, Jobs, add_screen, kept_files, pasted
from stemma.web.asked import asked
from stemma.web.deciding import decision, told
from stemma.web.frame import READER, Desk, JSONBytes, reader_of
from stemma.web.inbox import detail, inbox_screen
from stemma.web.leaving import exports, written_brief
from stemma.web.openapi import document
from stemma.web.safety import sealed
from stemma.web.screens import since_of

if TYPE_CHECKING:
    from stemma.web.app import Doings


class Acting:
    """The addresses that change something, and those that hand something out."""

    def __init__(self, desk: Desk, doings: Doings) -> None:
        self.desk, self.shelf, self.doings = desk, desk.shelf, doings
        self.jobs = Jobs(doings.add)

    def routes(self) -> list[BaseRoute]:
        """Every such address."""
        return [
            Route("/inbox.json", self.inbox),
            Route("/inbox", self.inbox),
            Route("/inbox/claim/{id}", self.claim),
            Route("/decide", self.decide, methods=["POST"]),
            Route("/assemble", self.assemble, methods=["POST"]),
            Route("/reader", self.reader, methods=["POST"]),
            Route("/add", self.add, methods=["POST"]),
            Route("/add.json", self.adding),
            Route("/add", self.adding),
            Route("/add/{number:int}.json", self.job),
            Route("/decisions.json", self.decisions),
            Route("/decisions.csv", self.decided),
            Route("/export/{form}", self.export),
            Route("/pack/{id}.zip", self.pack),
            Route("/dossier", self.dossier),
            Route("/newsbrief.{form}", self.newsbrief),
            Route("/openapi.json", self.openapi),
            Route("/basemap.json", self.basemap),
        ]

    def inbox(self, request: Request) -> Response:
        """New claims, to be decided."""
        want = asked(request.query_params)
        want = replace(want, since=since_of(request, want)) if "since" in request.query_params else want
        over = self.shelf.overview(want.known_at)
        total, pages = self.shelf.fresh_total(want), self.shelf.fresh_pages(want)
        screen = inbox_screen(self.shelf.fresh(want), over, want, self.shelf.decisions(), reader_of(request), total, pages)
        return self.desk.answer(request, screen)

    def claim(self, request: Request) -> Response:
        """The right-hand side of the inbox for one claim."""
        view = self.shelf.claims(request.path_params["id"])
        found = view.claims.get(request.path_params["id"])
        if found is None:
            raise HTTPException(404, "There is no such claim in this ledger.")
        page = self.desk.templates.get_template("detail.html")
        shown = detail(view, found, self.shelf.decisions(), reader_of(request))
        return HTMLResponse(page.render(claim=shown, seal=self.desk.rules.seal))

    async def decide(self, request: Request) -> Response:
        """Keep a decision."""
        form = await self._form(request)
        try:
            answer = await run_in_threadpool(self._decided, _texts(form), reader_of(request))
        except StemmaError as fault:
            return self._refused(request, str(fault))
        if _wants_json(request):
            return JSONBytes(answer)
        back = str(form.get("back", ""))
        return RedirectResponse(back if back in ("/sources", "/inbox") else "/inbox", 303)

    def _decided(self, form: Mapping[str, str], who: str) -> dict[str, Any]:
        view, log = self.shelf.claims(form.get("item", "")), self.shelf.decisions()
        if form.get("other"):
            view = self.shelf.claims(form.get("item", ""), form["other"])
        made: Decision = decision(view, log, form, who)
        number = self.shelf.decide([made])[0]
        view = self.shelf.claims(made.item)
        return told(view, self.shelf.decisions(), replace(made, id=number))

    async def assemble(self, request: Request) -> Response:
        """Work the situation out anew with what was decided."""
        await self._form(request)
        await run_in_threadpool(self.doings.assemble)
        return JSONBytes({"said": "Worked out anew."}) if _wants_json(request) else RedirectResponse("/inbox", 303)

    async def reader(self, request: Request) -> Response:
        """Another reader sits down."""
        form = await self._form(request)
        name = " ".join(str(form.get("reader", "")).split())[:40] or "reader 1"
        answer = RedirectResponse("/inbox", 303)
        answer.set_cookie(READER, name.encode("ascii", "replace").decode(), samesite="strict", httponly=True, max_age=31_536_000)
        return answer

    async def add(self, request: Request) -> Response:
        """Take reports in: files, a pasted text, or an address."""
        form = await self._form(request)
        try:
            job = await self._started(form)
        except StemmaError as fault:
            return self._refused(request, str(fault))
        finally:
            await form.close()
        return JSONBytes(job.row(), 202) if _wants_json(request) else RedirectResponse("/add", 303)

    async def _started(self, form: FormData) -> Job:
        uploads = [f for f in form.getlist("files") if isinstance(f, UploadFile) and f.filename]
        url = str(form.get("url", "")).strip()
        if uploads:
            held = [(f.filename or "", await f.read()) for f in uploads]
            folder, paths = await run_in_threadpool(kept_files, held)
            what = held[0][0] if len(held) == 1 else f"{len(held)} files"
            return self.jobs.start(paths, what[:120], folder)
        if url:
            if not url.lower().startswith(("http://", "https://")) or len(url) > 2000 or any(c.isspace() for c in url):
                raise StemmaError("An address begins with https:// or http://.")
            return self.jobs.start([url], url[:120])
        folder, paths = kept_files([("pasted.txt", pasted(_texts(form)))])
        return self.jobs.start(paths, (str(form.get("title", "")) or "A pasted text")[:120], folder)

    def adding(self, request: Request) -> Response:
        """The screen on which reports are added."""
        return self.desk.answer(request, add_screen(self.jobs))

    def job(self, request: Request) -> Response:
        """How far a piece of adding is."""
        job = self.jobs.get(request.path_params["number"])
        if job is None:
            raise HTTPException(404, "There is no such piece of adding.")
        return JSONBytes(job.row())

    def decisions(self, request: Request) -> Response:
        """The log."""
        return JSONBytes({"decisions": decision_rows(self.shelf.decisions())})

    def decided(self, request: Request) -> Response:
        """The log as a table, each row with the words that it is about."""
        log = self.shelf.decisions()
        with self.shelf.ledger() as held:
            claims = large.words_of(held.queries, [d.item for d in log])
        body = decisions_csv(log, claims).encode("utf-8", "replace")
        headers = {"Content-Disposition": 'attachment; filename="decisions.csv"'}
        return Response(body, media_type="text/csv; charset=utf-8", headers=headers)

    def export(self, request: Request) -> Response:
        """Everything as open data."""
        form = exports().get(request.path_params["form"])
        if form is None:
            raise HTTPException(404, f"There is no such form; wanted one of {', '.join(exports())}.")
        with self.shelf.ledger() as held:
            body, kind = form(held.situation(), held.decisions())
        name = f'attachment; filename="stemma.{request.path_params["form"]}"'
        return Response(body, media_type=kind, headers={"Content-Disposition": name})

    def pack(self, request: Request) -> Response:
        """The evidence behind a figure, as 'stemma pack' writes it."""
        figure = request.path_params["id"]
        if figure not in self.shelf.figure(figure).figures:
            raise HTTPException(404, "There is no such figure here.")
        headers = {"Content-Disposition": f'attachment; filename="evidence-{figure}.zip"'}
        return Response(self.doings.pack(figure), media_type="application/zip", headers=headers)

    def dossier(self, request: Request) -> Response:
        """The HTML report as a file that needs no server."""
        with self.shelf.ledger() as held:
            page = html_report(held.situation(), self.shelf.pack)
        headers = {"Content-Disposition": 'attachment; filename="stemma.html"'}
        return Response(page.encode("utf-8", "replace"), media_type="text/html; charset=utf-8", headers=headers)

    def newsbrief(self, request: Request) -> Response:
        """The brief of what is new."""
        form = request.path_params["form"]
        if form not in ("md", "html"):
            raise HTTPException(404, "The brief is had as .md or .html.")
        body, kind = written_brief(self.shelf.whole(), asked(request.query_params).since or "0001-01-01", form)
        return Response(body, media_type=kind, headers={"Content-Disposition": f'attachment; filename="brief.{form}"'})

    def openapi(self, request: Request) -> Response:
        """What the JSON twins give."""
        return JSONBytes(document(self.doings.version))

    def basemap(self, request: Request) -> Response:
        """The bundled base map."""
        source = files("stemma") / "data" / "basemap.json"
        return Response(source.read_bytes(), media_type="application/json")

    async def _form(self, request: Request) -> FormData:
        """The form of a request that carries this server's seal."""
        try:
            form = await request.form(max_files=MOST_FILES, max_fields=60, max_part_size=self.desk.rules.most_body)
        except ClientDisconnect as fault:
            raise HTTPException(413, "Too large: use 'stemma add' for more.") from fault
        if not sealed(self.desk.rules, request, str(form.get("seal", ""))):
            await form.close()
            raise HTTPException(403, "This form is from before the app was started anew: reload the page and send it again.")
        return form

    def _refused(self, request: Request, words: str) -> Response:
        if _wants_json(request):
            return JSONBytes({"error": words}, 400)
        raise HTTPException(400, words)


def _wants_json(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")


def _texts(form: FormData) -> dict[str, str]:
    return {name: value for name, value in form.items() if isinstance(value, str)}
