"""Short factories that all tests share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from stemma.core.packs import Pack, load_pack

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# A property is judged by its answer, never by the clock of a busy machine; the same examples each time, so that a failure can be repeated.
settings.register_profile("stemma", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("long", parent=settings.get_profile("stemma"), derandomize=False, max_examples=2000, print_blob=True)  # at night
settings.load_profile(os.environ.get("STEMMA_HYPOTHESIS", "stemma"))


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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium without a window, opened once for all tests that look at pages."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed, so no browser was opened")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no chromium on this machine, so no browser was opened; install Debian's package 'chromium'")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()
