"""Finds formats that other packages add, by entry point; nothing of theirs is loaded before it is used.

A package that reads a format declares its suffix and its function:

    [project.entry-points."stemma.formats"]
    ".docx" = "my_package.word:read"
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.metadata import EntryPoint, entry_points

from stemma.core.errors import InputRefused, StemmaError
from stemma.core.types import Report
from stemma.intake import FORMATS, Format

__all__ = ["formats"]
_GROUP = "stemma.formats"


def formats() -> Mapping[str, Format]:
    """Every known format by suffix: those of Stemma, then those of other packages in order of name."""
    found = dict(FORMATS)
    for point in sorted(entry_points(group=_GROUP), key=lambda p: (p.name, p.value)):
        found.setdefault(point.name.lower(), _later(point))
    return found


def _later(point: EntryPoint) -> Format:
    """The function behind an entry point, loaded when a file of its kind comes in."""

    def read(data: bytes, name: str) -> Report | Iterable[Report | InputRefused]:
        try:
            function: Format = point.load()
        except (ImportError, AttributeError) as fault:
            raise StemmaError(f"{name} needs the plug-in '{point.value}', which cannot be loaded: {fault}.") from fault
        return function(data, name)

    return read
