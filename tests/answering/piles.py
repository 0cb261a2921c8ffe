"""Ledgers of the bundled samples, for tests of the answers."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from stemma.core.packs import Pack, load_pack
from stemma.core.types import Report, Situation
from stemma.intake import take
from stemma.pipeline import assemble, in_order, read_all


@cache
def words() -> Pack:
    return load_pack()


@cache
def sample(name: str) -> Situation:
    """The situation of a bundled sample."""
    folder = Path(str(files("stemma") / "data" / "samples" / name))
    reports = in_order(r for r in take([str(folder)]) if isinstance(r, Report))
    return assemble(reports, read_all(reports, words()), (), words())
