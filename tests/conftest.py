"""Short factories that all tests share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from stemma.core.packs import Pack, load_pack


@pytest.fixture(scope="session")
def pack() -> Pack:
    """All packs, loaded once."""
    return load_pack()


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write a file below the test's folder, from text or bytes."""

    def write(name: str, held: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(held if isinstance(held, bytes) else held.encode("utf-8"))
        return path

    return write
