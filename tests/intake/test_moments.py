"""Publication times keep what was given: precision and offset."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.intake.moments import moment


@pytest.mark.parametrize(
    ("given_", "iso", "precision"),
    [
        ("2024", "2024", "year"),
        ("2024-11", "2024-11", "month"),
        ("2024-11-24", "2024-11-24", "day"),
        ("2024-11-24T09:30:00+02:00", "2024-11-24T09:30:00+02:00", "time"),
        ("2024-11-24T09:30:00Z", "2024-11-24T09:30:00+00:00", "time"),
        ("2024-11-24 09:30", "2024-11-24T09:30", "time"),
        ("2024-11-24T09:30:00-0500", "2024-11-24T09:30:00-05:00", "time"),
        ("Sat, 23 Nov 2024 14:20:00 +0200", "2024-11-23T14:20:00+02:00", "time"),
        ("24 November 2024", "2024-11-24", "day"),
        ("November 24th, 2024", "2024-11-24", "day"),
        ("Sunday, Nov. 24, 2024", "2024-11-24", "day"),
    ],
)
def test_a_time_is_read(given_: str, iso: str, precision: str) -> None:
    found = moment(given_)
    assert found is not None
    assert (found.iso, found.precision, found.raw) == (iso, precision, given_)


@pytest.mark.parametrize("given_", ["", "last week", "2024-13-01", "2024-11-31", "2024-11-24T25:00:00", "24 people", "12:30"])
def test_what_is_no_time_stays_unknown(given_: str) -> None:
    assert moment(given_) is None


@given(st.text(max_size=60))
def test_nothing_is_raised(words: str) -> None:
    found = moment(words)
    assert found is None or found.raw == words.strip()
