"""Stretches of time as EDTF writes them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.core.edtf import edtf, precision
from stemma.core.types import When


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        ("2024-10-22", "2024-10-22", "2024-10-22"),
        ("2024-10-20", "2024-10-22", "2024-10-20/2024-10-22"),
        ("2024-02-01", "2024-02-29", "2024-02"),
        ("2023-02-01", "2023-02-28", "2023-02"),
        ("2024-01-01", "2024-12-31", "2024"),
        ("2009-10-01", "2009-12-31", "2009-36"),
        ("2024-12-01", "2025-02-28", "2024-24"),
        ("2024-07-01", "2024-12-31", "2024-41"),
        ("1990-01-01", "1999-12-31", "199X"),
        ("1901-01-01", "2000-12-31", "1901-01-01/2000-12-31"),
        ("2024-08-06", None, "2024-08-06/.."),
        (None, "2025-01-15", "../2025-01-15"),
        (None, None, ""),
    ],
)
def test_edtf(start: str | None, end: str | None, written: str) -> None:
    assert edtf(When(start=start, end=end)) == written


@given(st.dates(min_value=date(1000, 1, 1)), st.integers(0, 4000))
def test_any_stretch_is_written_with_its_year(first: date, days: int) -> None:
    last = date.fromordinal(min(first.toordinal() + days, date.max.toordinal()))
    assert edtf(When(start=first.isoformat(), end=last.isoformat()))[:3] == first.isoformat()[:3]


@pytest.mark.parametrize(
    ("value", "exact"),
    [
        *(("2024-10-22", "day"), ("2024-10", "month"), ("2024-W43", "week"), ("2024-W43-WE", "weekend"), ("2024-Q3", "quarter")),
        *(("2024-10-22T18:00Z", "minute"), ("2024-10-22TEV", "part of a day"), ("199", "decade"), ("18", "century"), ("2024", "year")),
        *(("PT24H", ""), ("PAST_REF", ""), ("2024-10-20/2024-10-22", "")),
    ],
)
def test_precision(value: str, exact: str) -> None:
    assert precision(value) == exact
