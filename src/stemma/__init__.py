"""Stemma: a pile of news reports becomes a ledger of claims, with origins, conflicts and changes on the way.

The names below are the package's public ones; each is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stemma.core.errors import InputRefused, LedgerError, MissingExtra, PackError, StemmaError
    from stemma.core.gazetteer import Gazetteer
    from stemma.core.packs import Pack, load_pack
    from stemma.core.types import (
        Amount,
        Approx,
        Check,
        Claim,
        Conflict,
        Descent,
        Event,
        Extract,
        Figure,
        Judgement,
        Kind,
        Link,
        LostOriginal,
        Mark,
        Moment,
        Mutation,
        Nature,
        Notice,
        Novelty,
        Place,
        Point,
        Reading,
        Reason,
        Report,
        Situation,
        Source,
        SourceKind,
        Span,
        Status,
        Stemma,
        Verification,
        Weighing,
        When,
    )
    from stemma.intake import take
    from stemma.ledger import Ledger, to_export
    from stemma.pipeline import assemble
    from stemma.reading.reader import Reader
    from stemma.showing.page import html_report

__version__ = "0.1.0"

_HOMES = {
    "stemma.core.errors": ("InputRefused", "LedgerError", "MissingExtra", "PackError", "StemmaError"),
    "stemma.core.gazetteer": ("Gazetteer",),
    "stemma.core.packs": ("Pack", "load_pack"),
    "stemma.core.types": (
        "Amount", "Approx", "Check", "Claim", "Conflict", "Descent", "Event", "Extract", "Figure", "Judgement", "Kind",
        "Link", "LostOriginal", "Mark", "Moment", "Mutation", "Nature", "Notice", "Novelty", "Place", "Point",
        "Reading", "Reason", "Report", "Situation", "Source", "SourceKind", "Span", "Status", "Stemma", "Verification",
        "Weighing", "When",
    ),
    "stemma.intake": ("take",),
    "stemma.ledger": ("Ledger", "to_export"),
    "stemma.pipeline": ("assemble",),
    "stemma.reading.reader": ("Reader",),
    "stemma.showing.page": ("html_report",),
}  # fmt: skip

__all__ = [
    "Amount",
    "Approx",
    "Check",
    "Claim",
    "Conflict",
    "Descent",
    "Event",
    "Extract",
    "Figure",
    "Gazetteer",
    "InputRefused",
    "Judgement",
    "Kind",
    "Ledger",
    "LedgerError",
    "Link",
    "LostOriginal",
    "Mark",
    "MissingExtra",
    "Moment",
    "Mutation",
    "Nature",
    "Notice",
    "Novelty",
    "Pack",
    "PackError",
    "Place",
    "Point",
    "Reader",
    "Reading",
    "Reason",
    "Report",
    "Situation",
    "Source",
    "SourceKind",
    "Span",
    "Status",
    "Stemma",
    "StemmaError",
    "Verification",
    "Weighing",
    "When",
    "assemble",
    "html_report",
    "load_pack",
    "take",
    "to_export",
]


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module 'stemma' has no attribute '{name}'")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
