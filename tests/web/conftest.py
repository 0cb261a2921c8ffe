"""The app on the bundled sample: in a client for the quick tests, and as a server that a real browser opens."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the extra 'web' is not installed, so the web app was not tried")

from starlette.testclient import TestClient

from stemma.commands.add import fill, gather
from stemma.commands.common import How
from stemma.commands.serve import doings
from stemma.core.packs import Pack
from stemma.ledger import Ledger
from stemma.web import make_app
from stemma.web.safety import Rules

HOME = "http://127.0.0.1"


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the bundled sample, made once."""
    path = tmp_path_factory.mktemp("web") / "sample.db"
    folder = files("stemma") / "data" / "samples" / "kursk-2024"
    with Ledger.open(path) as held:
        fill(held, gather([str(folder)])[0], How())
    return path


@pytest.fixture
def ledger(sample: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may write."""
    copy = tmp_path / "stemma.db"
    with Ledger.open(sample) as held:
        held._connection.execute("VACUUM INTO ?", (str(copy),))
    return copy


@pytest.fixture
def rules() -> Rules:
    return Rules(seal="sealed")


@pytest.fixture
def client(ledger: Path, pack: Pack, rules: Rules) -> Iterator[TestClient]:
    app = make_app(str(ledger), pack, doings(str(ledger), How()), rules)
    with TestClient(app, base_url=HOME, follow_redirects=False) as held:
        yield held


@dataclass(frozen=True)
class Served:
    address: str
    ledger: Path


@pytest.fixture
def served(ledger: Path, pack: Pack) -> Iterator[Served]:
    """The app as a server on a free port."""
    import uvicorn

    app = make_app(str(ledger), pack, doings(str(ledger), How()))
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error")
    server = uvicorn.Server(config)
    socket = config.bind_socket()
    thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield Served(f"{HOME}:{socket.getsockname()[1]}", ledger)
    server.should_exit = True
    thread.join(timeout=10)
    socket.close()
