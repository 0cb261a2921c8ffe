"""What a word of digits is worth: 1,376, 12.3, 0.5; and the record of a number found."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

_GROUPED: Final = re.compile(r"\d{1,3}(?:[,\u00a0\u202f]\d{2,3})*[,\u00a0\u202f]\d{3}(?:\.\d+)?")
_PLAIN: Final = re.compile(r"\d+(?:\.\d+)?")
_COMMA: Final = re.compile(r"\d+,\d{1,2}")
_ORDINAL: Final = re.compile(r"(\d+(?:,\d{3})*)(?:st|nd|rd|th)")


class Number(NamedTuple):
    """A number: tokens [first:last], its value, how it stands there."""

    first: int
    last: int
    value: float
    kind: str  # digits word group vague fraction ordinal half
    factor: float = 1.0  # what a word like "million" multiplied it by
    noun: int = -1  # the token of what a share is a share of, where it stands inside: "one patient in 25"


def digits_value(norm: str) -> float | None:
    """The value of digits, or None for what is no plain number (1.2.3, 3rd)."""
    if norm.isdecimal() or _PLAIN.fullmatch(norm):
        return float(norm)
    if _GROUPED.fullmatch(norm):
        return float(norm.replace(",", "").replace("\u00a0", "").replace("\u202f", ""))
    if _COMMA.fullmatch(norm):
        return float(norm.replace(",", "."))
    return None


def ordinal_value(norm: str) -> float | None:
    """The value of 3rd, 21st, 1,000th."""
    found = _ORDINAL.fullmatch(norm)
    return float(found.group(1).replace(",", "")) if found else None


def sizes(table: Mapping[str, Any]) -> dict[str, float]:
    """Words with their numbers, as numbers with a point however the file writes them: claims are named by what they hold."""
    return {word: float(size) for word, size in table.items()}
