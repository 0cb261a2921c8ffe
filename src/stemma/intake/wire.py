"""The wire: a client that never reaches an inner address unless allowed, and never reads more or longer than it may."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Any

from stemma.core.errors import InputRefused, MissingExtra

if TYPE_CHECKING:
    import httpx


class NotAllowed(Exception):
    """A host lies in an inner network."""


@dataclass(slots=True)
class Until:
    """The moment, by the monotonic clock, at which the request that is under way is given up."""

    moment: float = inf


@dataclass(frozen=True, slots=True)
class Wire:
    """A client, and until when its request may take."""

    web: httpx.Client
    until: Until


def client(private: bool, timeout: float) -> Wire:
    """A client without cookies, proxies and automatic redirects."""
    try:
        import httpx
    except ImportError:
        raise MissingExtra("httpx", "fetch", "Fetching pages") from None
    secure, until = httpx.create_ssl_context(trust_env=False), Until()
    transport = httpx.HTTPTransport(verify=secure, retries=0)
    transport._pool = _pool(private, secure, until)  # httpx has no door for a network back end of one's own
    web = httpx.Client(transport=transport, follow_redirects=False, trust_env=False, timeout=httpx.Timeout(min(timeout, 20.0)))
    return Wire(web, until)


def read(wire: Wire, url: str, headers: dict[str, str], most: int, until: float) -> tuple[int, dict[str, str], bytes]:
    """The status, headers and bytes of an answer, unpacked; too large or too slow an answer is refused."""
    import httpx

    wire.web.cookies.clear()
    wire.until.moment = until
    try:
        with wire.web.stream("GET", url, headers=headers) as answer:
            held = bytearray()
            for chunk in answer.iter_bytes():
                held += chunk
                if len(held) > most:
                    raise InputRefused(f"{url} sends more than {most // 1_000_000 or 1} MB: that is no report.")
            return answer.status_code, {k.lower(): v for k, v in answer.headers.items()}, bytes(held)
    except httpx.DecodingError:
        raise InputRefused(f"{url} sends what cannot be unpacked: try again later.") from None
    except httpx.TimeoutException:
        if time.monotonic() < until:
            raise
        raise InputRefused(f"{url} sends too slowly and was given up: try again later.") from None


def _pool(private: bool, secure: ssl.SSLContext, until: Until) -> Any:
    import httpcore

    class Bounded(httpcore.NetworkStream):
        """A stream that is given up at a moment, however small the pieces in which a server lets it drip."""

        def __init__(self, inner: httpcore.NetworkStream) -> None:
            self._inner = inner

        def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
            left = until.moment - time.monotonic()
            if left <= 0:
                raise httpcore.ReadTimeout("the whole took too long")
            return self._inner.read(max_bytes, left if timeout is None else min(timeout, left))

        def write(self, buffer: bytes, timeout: float | None = None) -> None:
            self._inner.write(buffer, timeout)

        def close(self) -> None:
            self._inner.close()

        def start_tls(
            self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
        ) -> httpcore.NetworkStream:
            return Bounded(self._inner.start_tls(ssl_context, server_hostname, timeout))

        def get_extra_info(self, info: str) -> Any:
            return self._inner.get_extra_info(info)

    class Guarded(httpcore.SyncBackend):
        """Resolves a name once, looks at the address, and connects to that very address."""

        def connect_tcp(
            self,
            host: str,
            port: int,
            timeout: float | None = None,
            local_address: str | None = None,
            socket_options: Iterable[Any] | None = None,
        ) -> httpcore.NetworkStream:
            return Bounded(super().connect_tcp(_looked_up(host, port, private), port, timeout, local_address, socket_options))

    return httpcore.ConnectionPool(ssl_context=secure, max_connections=10, network_backend=Guarded())


def _looked_up(host: str, port: int, private: bool) -> str:
    import httpcore

    try:
        found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as fault:
        raise httpcore.ConnectError(f"the name {host} is not known ({fault})") from None
    for address in found:
        ip = ipaddress.ip_address(address.partition("%")[0])
        mapped = getattr(ip, "ipv4_mapped", None) or ip
        if private or (mapped.is_global and not mapped.is_multicast):
            return address
    raise NotAllowed(f"{host} is an address of this machine or of an inner network; --private allows it")
