"""What intake hands over: a report with whence it came, an address still to be fetched, or a remark for the user."""

from __future__ import annotations

from dataclasses import dataclass

from stemma.core.types import Report

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """A report, the hash of the bytes in which it came, and how these came in."""

    report: Report
    original: str = ""  # SHA-256 of the bytes, "" where they were not kept
    whence: str = ""  # path or address
    headers: Pairs = ()  # of the answer that brought it
    part: int = 0  # which of the reports in these bytes, from 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A page or feed that a list names, with what the list says of it."""

    url: str
    kind: str = "page"  # page feed
    known: Pairs = ()  # title, outlet, published as the list has them


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A sentence that the user should see: which columns were taken, what was left out."""

    text: str
