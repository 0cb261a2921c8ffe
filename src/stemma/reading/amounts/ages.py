"""Rows of ages: "her brothers, 9 and 11, were hurt", "three girls (2, 5 and 9)"."""

from __future__ import annotations

from collections.abc import Container
from typing import Final

from stemma.reading.amounts.run import Run

_JOINTS: Final = ("and", ",", "&")
_MOST: Final = 8  # a longer row of numbers is none of ages


def row_of_ages(run: Run, last: int, spelled: Container[str] = ()) -> tuple[int, int]:
    """Where a row of ages ends whose first one ends at a token, and how many they are; `spelled`: words that are ages too."""
    ages = 1
    while run.norm(last) in _JOINTS and ages < _MOST:
        step = last + 1 + (run.norm(last + 1) == "and")
        if not (run.digit(step) and run.norm(step).isdigit()) and run.norm(step) not in spelled:
            break
        last, ages = step + 1, ages + 1
    return last, ages
