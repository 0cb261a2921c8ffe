"""The errors that a user can mend: one sentence that says where, what, and what to do.

StemmaError
  InputRefused   one input could not be taken; the others were
  LedgerError    the ledger cannot be opened or written
  PackError      a pack's data do not fit together
  MissingExtra   an optional package is not installed
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class StemmaError(Exception):
    """The parent of all errors whose message is meant for the user."""


class InputRefused(StemmaError):
    """One input could not be taken; the others were."""


class LedgerError(StemmaError):
    """The ledger cannot be opened, read or written."""


class PackError(StemmaError):
    """A pack's data do not fit together; every fault found is named."""


class MissingExtra(StemmaError):
    """An optional package is not installed."""

    def __init__(self, package: str, extra: str, purpose: str) -> None:
        super().__init__(f"{purpose} needs the package '{package}', which is not installed: pip install 'stemma[{extra}]'")


def nearest(word: str, known: Iterable[str]) -> str:
    """ " Did you mean 'x'?" for the closest known word, or nothing."""
    found = get_close_matches(word, sorted(known), n=1)
    return f" Did you mean '{found[0]}'?" if found else ""
