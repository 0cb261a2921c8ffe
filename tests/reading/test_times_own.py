"""The day of somebody's statement dates what is still his; what a report says itself has its own day."""

from __future__ import annotations

import pytest

from stemma.core.packs import load_pack
from stemma.core.types import Moment, Report
from stemma.reading.reader import Reader

READER = Reader(load_pack())
CASES = [
    # told by the same official, in the past: still his statement
    ("Mayor Ada Holm said on Friday that 40 people had died. Some 300 houses were lost.", 300, "2024-11-22"),
    # the report's own words about what stands now
    ("Mayor Ada Holm said on Friday that 40 people had died. Some 300 families are without water.", 300, "2024-11-23"),
    ("Mayor Ada Holm said on Friday that 40 people had died.\n\nSome 300 houses were lost.", 300, "2024-11-23"),
    # said by somebody: the statement goes on
    ("Mayor Ada Holm said on Friday that 40 people had died.\n\nShe said that 300 houses were lost.", 300, "2024-11-22"),
    # a time of its own wins
    ("Mayor Ada Holm said on Friday that 40 people had died.\n\nSome 300 houses were lost on Thursday.", 300, "2024-11-21"),
]


@pytest.mark.parametrize(("text", "number", "day"), CASES)
def test_as_of_of_what_the_report_says_itself(text: str, number: int, day: str) -> None:
    claims = [c for c in READER.read(Report(text=text, published=Moment(iso="2024-11-24T18:30:00+01:00"))).claims if c.amount.low == number]
    assert [c.when.start for c in claims if c.when is not None] == [day]


@pytest.mark.parametrize(
    ("published", "first"),
    [
        ("2024-11-24", "2024-11-23"),  # a paper that bears a day was written on the one before
        ("2024-11-24T06:10:00+01:00", "2024-11-23"),  # and so was what comes out in the morning
        ("2024-11-24T12:00:00+01:00", "2024-11-23"),  # what it counts in the evening may be of the day before
        ("2024-03-01", "2024-02-29"),
        ("2024-11", "2024-11-01"),  # of a month it says no more
        ("2024", "2024-01-01"),
    ],
)
def test_what_names_no_time_is_of_the_hours_before_it_came_out(published: str, first: str) -> None:
    read = READER.read(Report(text="Some 300 houses are without water.", published=Moment(iso=published)))
    whens = [c.when for c in read.claims]
    assert [(w.start, (w.end or "")[: len(published[:10])], w.text) for w in whens if w] == [(first, published[:10], "")]


def test_a_peak_with_no_month_told_before_it_is_of_the_report() -> None:
    read = READER.read(Report(text="At Dorran the river peaked at 11.3 metres.", published=Moment(iso="2024-09-11T20:00:00+00:00")))
    assert [(c.when.start, c.when.end) for c in read.claims if c.when] == [("2024-09-10", "2024-09-11")]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Infections in January were up 143% on December.", "2024-01-01"),
        ("Cases are up 160% on the same period of 2023.", "2024-06-27"),
        ("Infections have rocketed by 160 per cent since last year.", "2024-06-27"),
        ("January alone brought 143 per cent more infections than the month before.", "2024-01-01"),
        ("Prices rose 5% on Friday.", "2024-06-28"),  # a day is when it happened
        ("Some 40% of the land has been lost since August.", "2023-08-01"),  # a running total
    ],
)
def test_what_a_change_is_measured_against_does_not_date_it(text: str, first: str) -> None:
    read = READER.read(Report(text=text, published=Moment(iso="2024-06-28T18:00:00+00:00")))
    assert [c.when.start for c in read.claims if c.when] == [first]
