"""The app: its addresses, each with a screen and a JSON twin."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from stemma.core.packs import Pack
from stemma.web.acting import Acting
from stemma.web.frame import Desk, templates
from stemma.web.safety import Guard, Rules
from stemma.web.screens import Screens
from stemma.web.shelf import Shelf

Told = Callable[[int, int, str], None]  # how many are done, of how many (0 where nobody knows), at what


@dataclass(frozen=True, slots=True, kw_only=True)
class Doings:
    """What the app does by the other rooms' hands: take reports in, work the situation out anew, pack evidence."""

    add: Callable[[Sequence[str], Told], Mapping[str, Any]]
    assemble: Callable[[], None]
    pack: Callable[[str], bytes]  # the evidence behind a figure as a zip
    version: str = ""


def make_app(ledger: str, pack: Pack, doings: Doings, rules: Rules | None = None, tiles: str = "") -> Starlette:
    """The app on a ledger."""
    held = rules or Rules()
    desk = Desk(shelf=Shelf(ledger, pack), rules=held, templates=templates(), tiles=tiles)
    screens = Screens(desk)
    routes = [
        Route("/", _home),
        *Acting(desk, doings).routes(),
        *screens.routes(),
        Route("/static/marks.css", _marks),
        Mount("/static/fonts", StaticFiles(directory=str(files("stemma") / "showing" / "static" / "fonts"))),
        Mount("/static", StaticFiles(directory=str(files("stemma") / "web" / "static"))),
    ]
    return Starlette(routes=routes, middleware=[Middleware(Guard, rules=held)], exception_handlers=screens.faults())


def _marks(request: Request) -> Response:
    """How marks look: one sheet for the workbench and the dossier."""
    return FileResponse(str(files("stemma") / "showing" / "static" / "marks.css"), media_type="text/css")


def _home(request: Request) -> Response:
    return RedirectResponse("/situation", 303)
