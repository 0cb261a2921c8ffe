"""Numbers as they stand in a text of any language, by which what is not read still finds its kin, and the words that count."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from stemma.core.bases import digits
from stemma.core.types import Extract, Report

NOT_READ: Final = "read.language"  # the notice of a report in a language that is not read
_NUMBER: Final = re.compile(r"(?<![\w.,])(?:\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+|\d+)(?![\w]|[.,]\d)")
_LEAST: Final = 3  # digits that carry meaning from which a number tells by itself
_YEARS: Final = range(1900, 2101)


def was_not_read(extract: Extract) -> bool:
    """True for a report in a language that is not read."""
    return any(notice.rule == NOT_READ for notice in extract.notices)


def number_words(table: Mapping[str, Any], least: float = 0) -> frozenset[str]:
    """The words that count, from a pack's table `numbers`: two, twelve, dozen, hundred, thousands; `least` leaves out smaller ones."""
    parts = ("cardinals", "scales", "groups", "plurals")
    return frozenset(word for part in parts for word, value in table.get(part, {}).items() if value >= least)


def telling_numbers(report: Report) -> frozenset[str]:
    """The numbers of a report's text that tell something, as digits alone: 1.376, 1,376 and 1 376 are 1376; years are left out."""
    header = max((mark.end for mark in report.marks if mark.kind == "header"), default=0)
    found = (int(re.sub(r"\D", "", m.group())[:15]) for m in _NUMBER.finditer(report.text, header))
    telling = (number for number in found if digits(number) >= _LEAST and number not in _YEARS)
    return frozenset(f"{number:g}" if number < 1e6 else str(number) for number in telling)
