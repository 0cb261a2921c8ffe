"""What keeps the app to its owner: hosts, a token off the loopback, a strict content policy, bounded bodies, no forged decisions."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset(("localhost", "127.0.0.1", "::1", "[::1]"))
MOST_BODY = 40_000_000  # bytes of one request; a larger pile is for 'stemma add'
COOKIE = "stemma-token"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Who may ask, and with what proof."""

    token: str = ""  # "" on the loopback
    tiles: str = ""  # the host of map tiles, where the user set any
    seal: str = field(default_factory=lambda: secrets.token_urlsafe(24))  # every form that changes something carries it
    most_body: int = MOST_BODY

    def policy_of(self, styles: Sequence[str] = ()) -> str:
        """The content security policy: only what the app itself serves, and style elements whose text has one of some hashes."""
        images = f"'self' data: {self.tiles}".strip()
        sheets = " ".join(["'self'", *(f"'{hash_}'" for hash_ in styles)])
        return (
            f"default-src 'none'; script-src 'self'; style-src {sheets}; font-src 'self'; img-src {images}; connect-src 'self'; "
            "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
        )


class Guard:
    """Middleware that lets through only what the rules allow, and sets the headers of every answer."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self.app, self.rules = app, rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refused(scope, headers)
        answer = refusal or self.app
        bounded = _Bounded(receive, self.rules.most_body)
        await answer(scope, bounded, self._dressed(scope, send))

    def _refused(self, scope: Scope, headers: Headers) -> ASGIApp | None:
        """An answer that refuses, or None."""
        host = (urlsplit("//" + headers.get("host", "")).hostname or "").strip("[]")
        if not self.rules.token and host not in LOOPBACK:
            return PlainTextResponse("This app answers on this machine alone: open it as http://127.0.0.1.\n", 421)
        if self.rules.token and (denied := self._without_token(scope, headers)):
            return denied
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self.rules.most_body:
            return PlainTextResponse(
                f"Too large: at most {self.rules.most_body // 1_000_000} MB at once; use 'stemma add' for more.\n", 413
            )
        if scope["method"] not in ("GET", "HEAD", "OPTIONS") and not self._same_origin(headers):
            return PlainTextResponse("This request came from another page and was refused.\n", 403)
        return None

    def _without_token(self, scope: Scope, headers: Headers) -> ASGIApp | None:
        query = dict(parse_qsl(scope["query_string"].decode("latin-1")))
        given = query.pop("token", "")
        if given and hmac.compare_digest(given.encode(), self.rules.token.encode()):
            path = scope["path"] + (f"?{urlencode(query)}" if query else "")
            answer = RedirectResponse("/" + path.lstrip("/"), 303)
            answer.set_cookie(COOKIE, self.rules.token, httponly=True, samesite="strict", secure=scope["scheme"] == "https")
            return answer
        bearer = headers.get("authorization", "").removeprefix("Bearer ")
        if hmac.compare_digest(bearer.encode(), self.rules.token.encode()) or self._by_cookie(headers):
            return None
        return PlainTextResponse("A token is needed: open the address that 'stemma serve' printed.\n", 401)

    def _by_cookie(self, headers: Headers) -> bool:
        try:
            held = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
        except CookieError:
            return False
        return held is not None and hmac.compare_digest(held.value.encode(), self.rules.token.encode())

    def _same_origin(self, headers: Headers) -> bool:
        """True where the browser says that the page is this app's own, or says nothing of where it comes from."""
        site, origin = headers.get("sec-fetch-site", ""), headers.get("origin", "")
        if site and site not in ("same-origin", "none"):
            return False
        return not origin or urlsplit(origin).netloc == headers.get("host", "")

    def _dressed(self, scope: Scope, send: Send) -> Send:
        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", self.rules.policy_of())
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "same-origin"
                headers["Cross-Origin-Opener-Policy"] = "same-origin"
                headers["Cross-Origin-Resource-Policy"] = "same-origin"
                headers["X-Frame-Options"] = "DENY"
                # A script has one address for pages and for scripts that import it, else it would run twice: its tag tells what is new.
                headers["Cache-Control"] = "no-cache" if scope["path"].startswith("/static/") else "no-store"
            await send(message)

        return dressed


class _Bounded:
    """A body that stops being read when it grows over the limit, whatever its header said."""

    def __init__(self, receive: Receive, most: int) -> None:
        self.receive, self.left = receive, most

    async def __call__(self) -> Message:
        message = await self.receive()
        self.left -= len(message.get("body", b""))
        if self.left < 0:
            return {"type": "http.disconnect"}
        return message


def sealed(rules: Rules, request: HTTPConnection, given: str) -> bool:
    """True where a request that changes something carries the seal of this server's own pages."""
    shown = given or request.headers.get("x-stemma-seal", "")
    return hmac.compare_digest(shown.encode("utf-8", "replace"), rules.seal.encode())
