"""stemma serve: the local web app on a ledger."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from socket import IPPROTO_TCP, TCP_NODELAY
from typing import TYPE_CHECKING, Any

import click

from stemma.commands.common import How, ledger_option, reading_options

if TYPE_CHECKING:
    from stemma.intake import Door
    from stemma.intake.formats import Out

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen; off this machine a token is asked for.")
@click.option("--port", default=8471, show_default=True, type=click.IntRange(0, 65535), help="0 takes any free one.")
@click.option("--token", envvar="STEMMA_TOKEN", default="", help="The token off the loopback; made anew where none is given.")
@click.option("--tiles", default="", metavar="URL", help="Map tiles, such as https://tiles.example/{z}/{x}/{y}.png; none by default.")
@click.option("--sample", is_flag=True, help="Serve the bundled sample, without a ledger of your own.")
@ledger_option
@reading_options
def serve(host: str, port: int, token: str, tiles: str, sample: bool, ledger: str, how: How) -> None:
    """Open the workbench in a browser: every screen on one ledger, no request to anywhere outside."""
    from stemma.core.errors import MissingExtra

    try:
        import uvicorn

        from stemma.web import make_app
        from stemma.web.safety import Rules
    except ModuleNotFoundError as fault:
        raise MissingExtra(fault.name or "starlette", "web", "The web app") from fault
    if sample:
        ledger = _sample(how)
    open_ledger(ledger)
    proof = "" if host in _LOOPBACK else token or secrets.token_urlsafe(18)
    app = make_app(ledger, how.pack(), doings(ledger, how), Rules(token=proof, tiles=tile_host(tiles)), tiles)
    sockets = uvicorn.Config(app, host=host, port=port, log_level="warning", server_header=False, access_log=False)
    bound = sockets.bind_socket()
    bound.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)  # a small answer goes out at once instead of waiting 40 ms for an acknowledgement
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{bound.getsockname()[1]}/" + (f"?token={proof}" if proof else "")
    click.echo(f"Stemma on {ledger}: {address} (stop it with Ctrl-C)", err=True)
    uvicorn.Server(sockets).run(sockets=[bound])


def open_ledger(ledger: str) -> None:
    """Make the ledger, or bring it up to date, before the first page asks for it."""
    from stemma.ledger import Ledger

    Ledger.open(ledger).close()


def tile_host(tiles: str) -> str:
    """The scheme and host from which tiles come, for the content policy; only https and http are taken."""
    from urllib.parse import urlsplit

    from stemma.core.errors import StemmaError

    if not tiles:
        return ""
    parts = urlsplit(tiles)
    if parts.scheme not in ("http", "https") or not parts.hostname or any(c in parts.netloc for c in " ;,'\"*"):
        raise StemmaError(f"'{tiles}' is no address of map tiles: wanted https://host/{{z}}/{{x}}/{{y}}.png.")
    return f"{parts.scheme}://{parts.netloc}"


def doings(ledger: str, how: How) -> Any:
    """What the app does by other rooms' hands."""
    from stemma import __version__
    from stemma.web import Doings

    def add(inputs: Sequence[str], told: Callable[[int, int, str], None]) -> Mapping[str, Any]:
        from stemma.commands.add import fill
        from stemma.commands.taking import Taking, keep
        from stemma.ledger import Ledger

        said: list[str] = []
        with Ledger.open(ledger) as held:
            came = keep(held, lambda door: _counted(uploaded(door, inputs), inputs, told), Taking(), "stemma serve", said.append)
            if came.new:
                fill(held, (), how, told=lambda done, of: told(done, of, "reading"))
            return {"new": came.new, "known": came.known, "refused": said, **held.queries.counts()}

    def assemble() -> None:
        from stemma.ledger import Ledger
        from stemma.working import work_out

        with Ledger.open(ledger) as held:
            work_out(held, how.pack())

    def pack(figure: str) -> bytes:
        from stemma.commands.pack import packed
        from stemma.ledger import Ledger

        with Ledger.open(ledger, create=False) as held:
            return packed(held, figure, how.pack()).bytes

    return Doings(add=add, assemble=assemble, pack=pack, version=__version__)


def uploaded(door: Door, inputs: Sequence[str]) -> Iterator[Out]:
    """What came by the browser: addresses, a folder with its list of reports, or files under the names that they had there."""
    for given in inputs:
        path = Path(given)
        if "://" in given or path.is_dir() or path.name.lower().endswith((".gz", ".warc")):
            yield from door.inputs([given])
        else:
            yield from door.take(path.read_bytes(), path.name)


def _counted(items: Iterator[Out], inputs: Sequence[str], told: Callable[[int, int, str], None]) -> Iterator[Out]:
    """What comes in, told one by one; how many will come is known where each input is a file of one report."""
    number = len(inputs) if all(Path(given).is_file() for given in inputs) else 0
    told(0, number, "taking in")
    for at, item in enumerate(items, 1):
        yield item
        told(at, number if at <= number else 0, "taking in")


def _sample(how: How) -> str:
    """A ledger of the bundled sample in the demo folder."""
    from importlib.resources import as_file, files

    from stemma.commands.add import fill, gather
    from stemma.commands.demo import samples
    from stemma.ledger import Ledger

    name = samples()[0]
    path = Path("demo") / f"{name}.db"
    path.parent.mkdir(exist_ok=True)
    with as_file(files("stemma") / "data" / "samples" / name) as where, Ledger.open(path) as held:
        fill(held, gather([str(where)])[0], how)
    return str(path)
