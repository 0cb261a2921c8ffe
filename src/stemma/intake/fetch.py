"""Fetching: one named agent that asks robots.txt and TDMRep first, keeps a pace, and bounds time and size."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any, Protocol
from urllib.parse import urljoin, urlsplit

from stemma.core.delivery import Pairs
from stemma.core.errors import InputRefused, MissingExtra
from stemma.intake.wire import NotAllowed, client

MOST_BYTES = 20_000_000
_LEAVE = "If you may lawfully have it, save the page and add the file."
_HOPS = 10  # redirects, as browsers and RFC 9309 have it
_TIMES = 3  # tries where a server says: later
_CLOSED = {401: "asks for a login", 402: "asks for payment", 403: "does not let us in", 451: "is withheld for legal reasons"}
_GONE = {404: "does not exist", 410: "was taken away"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came from an address: the last address after redirects, the headers with what was asked of robots, and the bytes."""

    url: str
    data: bytes
    headers: Pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How pages are fetched."""

    agent: str = "stemma"
    pace: float = 1.0  # seconds between two requests to one host
    timeout: float = 60.0  # seconds for one page, all in all
    patience: float = 120.0  # the longest Retry-After that is waited for
    most: int = MOST_BYTES
    private: bool = False  # addresses of this machine and of inner networks


class Memory(Protocol):
    """Where the validators of pages are kept from one run to the next."""

    def validators(self, url: str) -> dict[str, str]:
        """ETag and Last-Modified of the last answer, as request headers."""

    def visited(self, url: str, headers: Pairs) -> None:
        """Note an answer."""


@dataclass(slots=True)
class InMemory:
    """Validators for one run alone."""

    held: dict[str, dict[str, str]] = field(default_factory=dict)

    def validators(self, url: str) -> dict[str, str]:
        """ETag and Last-Modified of the last answer, as request headers."""
        return self.held.get(url, {})

    def visited(self, url: str, headers: Pairs) -> None:
        """Note an answer."""
        self.held[url] = validators_of(headers)


def validators_of(headers: Pairs) -> dict[str, str]:
    """The request headers by which a server is asked whether a page changed."""
    held = dict(headers)
    pairs = (("If-None-Match", held.get("etag", "")), ("If-Modified-Since", held.get("last-modified", "")))
    return {name: value for name, value in pairs if value}


class Web:
    """Gets pages one after another; close it, or use it with `with`."""

    def __init__(self, rules: Rules = Rules(), memory: Memory | None = None, sleep: Callable[[float], None] = time.sleep) -> None:
        self._rules = rules
        self._memory = memory or InMemory()
        self._sleep = sleep
        self._wire = client(rules.private, rules.timeout)
        self._robots: dict[str, Any] = {}
        self._reserved: dict[str, list[dict[str, Any]]] = {}
        self._next: dict[str, float] = {}  # host -> when it may be asked again

    def __enter__(self) -> Web:
        return self

    def __exit__(self, *fault: object) -> None:
        self._wire.web.close()

    def fetch(self, url: str) -> Answer | None:
        """What stands at an address, or None where it did not change; a refusal is raised as a sentence."""
        import httpx

        if urlsplit(url).scheme.lower() not in ("http", "https"):
            raise InputRefused(f"{url} is no address of a page: wanted http:// or https://.")
        until = time.monotonic() + self._rules.timeout + self._rules.patience
        try:
            return self._followed(url, until)
        except NotAllowed as why:
            raise InputRefused(f"{url} was not fetched: {why}.") from None
        except (httpx.InvalidURL, UnicodeError, ValueError) as fault:
            raise InputRefused(f"{url} is no address that can be asked: {fault}.") from None
        except httpx.TimeoutException:
            raise InputRefused(f"{url} did not answer in time: try again later.") from None
        except httpx.HTTPError as fault:
            raise InputRefused(f"{url} could not be fetched: {fault or type(fault).__name__}.") from None

    def _followed(self, url: str, until: float) -> Answer | None:
        at, seen, later = url, {url}, 0
        while True:
            said = self._may(at)
            status, headers, data = self._get(at, self._memory.validators(at), until)
            if status == 304:
                return None
            if status in (301, 302, 303, 307, 308) and headers.get("location"):
                at = urljoin(at, headers["location"])
                if at in seen or len(seen) > _HOPS:
                    raise InputRefused(f"{url} leads round in a circle ({len(seen)} redirects, then {at} again): check the address.")
                if urlsplit(at).scheme.lower() not in ("http", "https"):
                    raise InputRefused(f"{url} leads to {at}, which is no address of a page: wanted http:// or https://.")
                seen.add(at)
                continue
            if status in (429, 503) and later < _TIMES - 1:
                later += 1
                self._wait(url, status, headers)
                continue
            self._judge(url, at, status, headers, data)
            answers = (("stemma-status", str(status)), ("stemma-robots", said), ("stemma-tdmrep", "not reserved"))
            pairs = (*sorted(headers.items()), *answers)
            self._memory.visited(at, pairs)
            return Answer(url=at, data=data, headers=pairs)

    def _judge(self, url: str, at: str, status: int, headers: dict[str, str], data: bytes) -> None:
        if status in _CLOSED:
            raise InputRefused(f"{url} {_CLOSED[status]} (status {status}). {_LEAVE}")
        if status in _GONE:
            raise InputRefused(f"{url} {_GONE[status]} (status {status}): check the address.")
        if status in (429, 503):
            raise InputRefused(f"{url} asks us to come later (status {status}): add it again in a while.")
        if status >= 300 or not data:
            raise InputRefused(f"{url} gave {'status ' + str(status) if status >= 300 else 'an empty answer'}: try again later.")
        reserved = headers.get("tdm-reservation", "").strip() == "1" or _reserves(data) or self._is_reserved(at)
        if reserved:
            raise InputRefused(f"{url} reserves its rights against text and data mining (TDMRep), so it was not taken. {_LEAVE}")

    def _may(self, url: str) -> str:
        """What robots.txt says of an address; a page that it keeps back is refused."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            self._robots[site] = self._robots_of(site)
        rules = self._robots[site]
        if rules is None:
            raise InputRefused(
                f"{url} was not fetched: robots.txt of {parts.netloc} cannot be had now, which means no (RFC 9309): try later."
            )
        if not rules.can_fetch(url, self._rules.agent):
            raise InputRefused(f"{url} was not fetched: robots.txt of {parts.netloc} asks machines not to. {_LEAVE}")
        return "allowed"

    def _robots_of(self, site: str) -> Any:
        """The rules of a site: all is allowed where it has no file, nothing where its server fails."""
        try:
            from protego import Protego
        except ImportError:
            raise MissingExtra("protego", "fetch", "Fetching pages") from None
        status, data = self._small(f"{site}/robots.txt")
        if status == 0 or status >= 500:
            return None
        return Protego.parse(data[:500_000].decode("utf-8", "replace") if status < 300 else "")

    def _is_reserved(self, url: str) -> bool:
        """True where /.well-known/tdmrep.json of the site reserves the address."""
        import json
        from fnmatch import fnmatchcase

        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._reserved:
            status, data = self._small(f"{site}/.well-known/tdmrep.json")
            try:
                held = json.loads(data) if status == 200 else []
            except (ValueError, RecursionError):
                held = []
            self._reserved[site] = [r for r in held if isinstance(r, dict)] if isinstance(held, list) else []
        path = parts.path or "/"
        for rule in self._reserved[site]:  # the first that matches counts
            where = str(rule.get("location", ""))
            if fnmatchcase(path, where.replace("$", "")) or path.startswith(where.rstrip("*")):
                return str(rule.get("tdm-reservation")) == "1"
        return False

    def _small(self, url: str) -> tuple[int, bytes]:
        """A small file of a site with redirects followed; status 0 where it cannot be had."""
        import httpx

        try:
            for _ in range(5):
                status, headers, data = self._get(url, {}, time.monotonic() + self._rules.timeout, 1_000_000)
                if status not in (301, 302, 303, 307, 308) or not headers.get("location"):
                    return status, data
                url = urljoin(url, headers["location"])
            return 404, b""
        except NotAllowed:
            raise
        except (httpx.HTTPError, httpx.InvalidURL, InputRefused):
            return 0, b""

    def _get(self, url: str, more: dict[str, str], until: float, most: int = 0) -> tuple[int, dict[str, str], bytes]:
        from stemma.intake.wire import read

        host = urlsplit(url).netloc
        self._sleep(max(0.0, self._next.get(host, 0.0) - time.monotonic()))
        self._next[host] = time.monotonic() + self._delay(url)
        limit = most or self._rules.most
        headers = {"User-Agent": f"{self._rules.agent}/1 (+https://pypi.org/project/stemma/)", "Accept-Encoding": "gzip", **more}
        return read(self._wire, url, headers, limit, min(until, time.monotonic() + self._rules.timeout))

    def _delay(self, url: str) -> float:
        parts = urlsplit(url)
        rules = self._robots.get(f"{parts.scheme}://{parts.netloc}")
        asked = rules.crawl_delay(self._rules.agent) if rules is not None else None
        return max(self._rules.pace, min(float(asked or 0), 30.0))

    def _wait(self, url: str, status: int, headers: dict[str, str]) -> None:
        """Wait as long as a server asks; one that asks for too long is left for another time."""
        asked = headers.get("retry-after", "").strip()
        seconds = float(asked) if asked.isdigit() else 5.0
        if asked and not asked.isdigit():
            try:
                seconds = parsedate_to_datetime(asked).timestamp() - time.time()
            except (ValueError, TypeError):
                seconds = 5.0
        if seconds > self._rules.patience:
            raise InputRefused(f"{url} asks us to come back in {int(seconds)} seconds (status {status}): add it again then.")
        self._sleep(max(seconds, 0.0))


def _reserves(data: bytes) -> bool:
    """True where a page reserves itself in a meta element."""
    import re

    head = data[:20_000].lower()
    return bool(re.search(rb"<meta[^>]{0,80}name=[\"']?tdm-reservation[\"']?[^>]{0,80}content=[\"']?1", head))
