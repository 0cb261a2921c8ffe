"""As of when a repeated figure holds: a report that gives no time for it has it from one that told it before.

A digest of Thursday that counts "179 dead" without a day repeats what an agency gave on Wednesday: the figure is of some day from
the first telling to the digest. Where most of what a report repeats is another's, so is the rest of what it does not date.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from stemma.core.days import days_between
from stemma.core.types import Claim, Extract, Report, When

LONGEST: Final = 21  # days after which the same number may as well be news
FEW: Final = 4  # days of a stretch on the first of which what it tells may have been so
TELLING: Final = 3  # digits by which a number is known whatever it is said to measure
LEAST, MOST = 3, 1 / 3  # repeated figures that make a report a repetition, and their part of those that it does not date

Key = tuple[str, float, str]


def as_first_told(reports: Sequence[Report], extracts: Sequence[Extract]) -> tuple[Extract, ...]:
    """The extracts, in the order of publication, with undated figures that were told before dated from then to their report's day."""
    days = {report.id: report.published.day for report in reports if report.published is not None}
    told: dict[Key, str] = {}
    found: list[Extract] = []
    for extract in extracts:
        own = days.get(extract.report, "")
        if len(own) == len("2024-11-24"):
            found.append(_dated(extract, own, told))
        else:
            found.append(extract)
        for claim in found[-1].claims:
            day = _day(claim)
            for key in keys_of(claim) if day else ():
                told.setdefault(key, day)
    return tuple(found)


def _dated(extract: Extract, own: str, told: Mapping[Key, str]) -> Extract:
    undated = [c for c in extract.claims if _is_undated(c, own)]
    before = {c.id: t for c in undated if (t := _before(c, own, told)) is not None}
    if not before:
        return extract
    most, _ = min(Counter(before.values()).items(), key=lambda item: (-item[1], item[0]))
    whole = len(before) >= LEAST and len(before) >= MOST * len(undated)
    new: dict[str, When] = {}
    for claim in undated:
        if claim.id in before or whole:
            new[claim.id] = When(start=before.get(claim.id, most), end=own)
    return replace(extract, claims=tuple(replace(c, when=new[c.id]) if c.id in new else c for c in extract.claims))


def _before(claim: Claim, own: str, told: Mapping[Key, str]) -> str | None:
    """The first telling of a claim's number, where it is no older than three weeks."""
    for key in keys_of(claim):
        if key in told and 0 < (days_between(told[key], own) or 0) <= LONGEST:
            return told[key]
    return None


def _is_undated(claim: Claim, own: str) -> bool:
    """True where a claim is as of its report's day only because no words say otherwise."""
    when = claim.when
    return when is not None and not when.text and when.end == own and not claim.window


def _day(claim: Claim) -> str:
    """The last day of a claim's time, the first of a few days or of one that was itself told before, "" where it is open."""
    when = claim.when
    if when is None:
        return ""
    few = bool(when.start and when.end) and not claim.window and (days_between(when.start or "", when.end or "") or 0) <= FEW
    return (when.end if when.text and not few else when.start) or when.start or ""


def keys_of(claim: Claim) -> list[Key]:
    """The number with its unit, and what it measures unless the number alone is telling."""
    value = claim.amount.low if claim.amount.low is not None else claim.amount.high
    if value is None:
        return []
    unit = "count" if claim.amount.unit == "persons" else claim.amount.unit
    digits = f"{value:.12g}".replace(".", "").lstrip("0").rstrip("0")
    keys = [(unit, float(value), claim.measure)]
    return keys if len(digits) < TELLING else [*keys, (unit, float(value), "")]
