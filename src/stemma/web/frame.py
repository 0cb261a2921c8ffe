"""The frame around every screen: numbered tabs, the known-at clock, find, the address and the keys along the foot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from stemma.showing.drawing import defs
from stemma.showing.pieces import shorten
from stemma.showing.wording import Wording, figure, plural
from stemma.web.asked import Asked, asked
from stemma.web.safety import Rules
from stemma.web.shelf import Overview, Shelf

TABS = (
    ("situation", "Situation"),
    ("figure", "Figure"),
    ("stemma", "Stemma"),
    ("report", "Report"),
    ("conflicts", "Conflicts"),
    ("inbox", "Inbox"),
    ("map", "Map"),
    ("search", "Search"),
    ("sources", "Sources"),
    ("add", "Add"),
)
READER = "stemma-reader"
SEEN = "stemma-seen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """What a screen gives: a template with what it sets, and the same as plain data."""

    name: str
    title: str
    data: Mapping[str, Any]
    template: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)
    keys: tuple[tuple[str, str], ...] = ()
    modules: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()  # hashes of the style elements that a script of this screen writes
    status: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What every screen works with: the ledger's shelf, the rules, the templates, the tiles the user set."""

    shelf: Shelf
    rules: Rules
    templates: Environment
    tiles: str = ""

    def answer(self, request: Request, screen: Screen) -> Response:
        """The screen as HTML, or its JSON twin where the address ends on .json."""
        if request.url.path.endswith(".json"):
            return JSONBytes(screen.data, screen.status)
        want = asked(request.query_params)
        overview = self.shelf.overview(want.known_at)
        page = self.templates.get_template(screen.template or f"{screen.name}.html")
        held = {
            "screen": screen,
            "want": want,
            "over": overview,
            "desk": self,
            "tabs": _tabs(screen.name, want, overview),
            "path": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
            "twin": request.url.path.rstrip("/") + ".json" + (f"?{request.url.query}" if request.url.query else ""),
            "known": known_words(want, overview),
            "seal": self.rules.seal,
            "reader": reader_of(request),
            "defs": defs(),
            **screen.context,
        }
        answer = HTMLResponse(page.render(held), screen.status)
        answer.headers["Content-Security-Policy"] = self.rules.policy_of(screen.styles)
        if overview.known:
            answer.set_cookie(SEEN, overview.known[:25], samesite="strict", httponly=True, max_age=31_536_000)
        return answer


class JSONBytes(JSONResponse):
    """JSON by msgspec: the same bytes for the same data."""

    def render(self, content: Any) -> bytes:
        """The body."""
        return msgspec.json.encode(content, enc_hook=str)


def reader_of(request: Request) -> str:
    """Who decides: the name in the reader's cookie."""
    return " ".join(request.cookies.get(READER, "").split())[:40] or "reader 1"


def known_words(want: Asked, overview: Overview) -> str:
    """The clock in words."""
    moment = want.known_at or overview.known
    return Wording().moment(moment) if moment else "no date known"


def _tabs(current: str, want: Asked, overview: Overview) -> list[dict[str, Any]]:
    notes = {"conflicts": f"{overview.real:,} real" if overview.real else ""}
    lasting = want.lasting
    return [
        {"href": lasting.address(f"/{name}"), "title": title, "on": name == current, "note": notes.get(name, ""), "key": str((at + 1) % 10)}
        for at, (name, title) in enumerate(TABS)
    ]


@cache
def templates() -> Environment:
    """The templates of all screens, compiled once, before the first screen is asked for."""
    found = Environment(
        loader=PackageLoader("stemma.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    words = Wording()
    found.globals["words"] = words
    found.filters |= {
        "number": figure,
        "plural": lambda n, noun: f"{n:,} {plural(n, noun)}",
        "spelled": words.spelled,
        "day": words.day,
        "moment": words.moment,
        "cut": shorten,
    }
    for name in found.list_templates(filter_func=lambda name: name.endswith(".html")):
        found.get_template(name)
    return found
