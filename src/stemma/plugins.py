"""Finds formats and readers that other packages add, by entry point; nothing of theirs is loaded before it is used.

A package that reads a format declares its suffix and its function:

    [project.entry-points."stemma.formats"]
    ".docx" = "my_package.word:read"

One that reads reports into claims declares a name and what makes its reader (a class or function, called with pack and gazetteer):

    [project.entry-points."stemma.readers"]
    learned = "stemma_attribution:LearnedReader"
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING

from stemma.core.errors import InputRefused, StemmaError, nearest
from stemma.core.types import Report
from stemma.intake import FORMATS, Format

if TYPE_CHECKING:
    from stemma.reading.saying.seam import ReaderMaker

__all__ = ["formats", "reader", "readers"]
_GROUP = "stemma.formats"
_READERS = "stemma.readers"
_FROM_CHECKOUT = "pip install models/stemma-attribution (in a checkout of Stemma)"
_INSTALL = {"learned": _FROM_CHECKOUT, "learned-small": _FROM_CHECKOUT}  # known readers, kept in packages of their own


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


def readers() -> tuple[str, ...]:
    """The names of the readers that are installed: Stemma's own rules, then those of other packages."""
    return ("rules", *sorted({p.name for p in entry_points(group=_READERS)} - {"rules"}))


def reader(name: str) -> ReaderMaker:
    """What makes the reader of a name; it is loaded here and not before."""
    if name == "rules":
        from stemma.reading.reader import Reader

        return Reader
    point = next((p for p in sorted(entry_points(group=_READERS), key=lambda p: p.value) if p.name == name), None)
    if point is None:
        how = f" Install it: {_INSTALL[name]}" if name in _INSTALL else nearest(name, [*readers(), *_INSTALL])
        raise StemmaError(f"The reader '{name}' is not installed; there is: {', '.join(readers())}.{how}")
    try:
        maker: ReaderMaker = point.load()
    except (ImportError, AttributeError) as fault:
        raise StemmaError(f"The reader '{name}' ('{point.value}') cannot be loaded: {fault}.") from fault
    return maker
