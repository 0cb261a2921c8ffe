"""Times put together of several, read from a Sunday, 24 November 2024."""

from __future__ import annotations

from datetime import date

import pytest

from stemma.core.packs import load_pack
from stemma.core.text import segment
from stemma.core.types import Moment
from stemma.reading.times import TimeFinder
from stemma.reading.times_compound import _easter

FINDER = TimeFinder(load_pack())


@pytest.mark.parametrize(
    ("text", "words", "value", "first", "last"),
    [
        ("It rained in the first week of March 2024.", "the first week of March 2024", "2024-W10", "2024-03-01", "2024-03-07"),
        (
            "Fires burned in the last two weeks of August.",
            "the last two weeks of August",
            "2024-08-18/2024-08-31",
            "2024-08-18",
            "2024-08-31",
        ),
        ("They met in the third week of next month.", "the third week of next month", "2024-W51", "2024-12-15", "2024-12-21"),
        (
            "Sales fell in the last four months of 2021.",
            "the last four months of 2021",
            "2021-09-01/2021-12-31",
            "2021-09-01",
            "2021-12-31",
        ),
        ("It began on 05-Aug-2016.", "05-Aug-2016", "2016-08-05", "2016-08-05", "2016-08-05"),
        ("It began on 2015.5.13.", "2015.5.13", "2015-05-13", "2015-05-13", "2015-05-13"),
        ("It began on 13-05-2015.", "13-05-2015", "2015-05-13", "2015-05-13", "2015-05-13"),
        ("Nobody came on New Year's Day.", "New Year's Day", "2024-01-01", "2024-01-01", "2024-01-01"),
        ("They were shot on Christmas Eve 2020.", "Christmas Eve 2020", "2020-12-24", "2020-12-24", "2020-12-24"),
        ("They were shot on Thanksgiving 2023.", "Thanksgiving 2023", "2023-11-23", "2023-11-23", "2023-11-23"),
        ("The truce broke on Easter Monday.", "Easter Monday", "2024-04-01", "2024-04-01", "2024-04-01"),
        ("The truce broke on Good Friday.", "Good Friday", "2024-03-29", "2024-03-29", "2024-03-29"),
        ("Crowds came on Memorial Day.", "Memorial Day", "2024-05-27", "2024-05-27", "2024-05-27"),
        ("It was shelled at half past seven.", "half past seven", "2024-11-24T07:30", "2024-11-24", "2024-11-24"),
        ("Power is cut from 5 to 6 p.m. here.", "5 to 6 p.m.", "2024-11-24T17:00/2024-11-24T18:00", "2024-11-24", "2024-11-24"),
        ("Power is cut between 11 and 2 p.m. here.", "11 and 2 p.m.", "2024-11-24T11:00/2024-11-24T14:00", "2024-11-24", "2024-11-24"),
    ],
)
def test_a_time_of_several_words(text: str, words: str, value: str, first: str, last: str) -> None:
    [found] = FINDER.find(segment(text), Moment(iso="2024-11-24"))
    assert (text[found.start : found.end], found.value) == (words, value)
    assert found.when is not None
    assert (found.when.start, found.when.end) == (first, last)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("He was held for 1 year, 1 month and 21 days.", "1 year, 1 month and 21 days", "P1Y1M21D"),
        ("It took two hours and 40 minutes.", "two hours and 40 minutes", "PT2H40M"),
        ("It took an hour and a half.", "an hour and a half", "PT1.5H"),
    ],
)
def test_a_length_of_several_words(text: str, words: str, value: str) -> None:
    [found] = FINDER.find(segment(text), Moment(iso="2024-11-24"))
    assert (text[found.start : found.end], found.type, found.value) == (words, "DURATION", value)


@pytest.mark.parametrize(
    "text",
    [
        "Half of the dead were children.",
        "The boxing match drew 300.",
        "Two men and a quarter of the women fled.",
        "The last few of them left.",
        "It lost by 5 to 6 votes.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert FINDER.find(segment(text), Moment(iso="2024-11-24")) == []


def test_nothing_runs_from_one_sentence_into_the_next() -> None:
    found = FINDER.find(segment("It was the first loss since 1992\nJanuary 9, 2006"), Moment(iso="2006-01-10"))
    assert [t.value for t in found] == ["1992", "2006-01-09"]


@pytest.mark.parametrize(("year", "day"), [(2024, "2024-03-31"), (2019, "2019-04-21"), (2000, "2000-04-23"), (1954, "1954-04-18")])
def test_easter(year: int, day: str) -> None:
    assert _easter(year) == date.fromisoformat(day)
