"""Times put together of several, read from a Sunday, 24 November 2024."""

from __future__ import annotations

from datetime import date

import pytest

from stemma.core.packs import load_pack
from stemma.core.text import segment
from stemma.core.types import Moment
from stemma.reading.times.feasts import easter
from stemma.reading.times.finder import TimeFinder

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
        ("In the week ending 10 November 40 people fell ill.", "the week ending 10 November", "P1W", "2024-11-04", "2024-11-10"),
        ("Just 320 came in the month to 12 November.", "the month to 12 November", "P1M", "2024-10-13", "2024-11-12"),
        ("In the year to September 450 people were killed.", "the year to September", "P12M", "2023-10-01", "2024-09-30"),
        ("In the three months to June 450 people died.", "the three months to June", "P3M", "2024-04-01", "2024-06-30"),
        ("Year to date 1,200 cases have been recorded.", "Year to date", "2024", "2024-01-01", "2024-11-24"),
        ("Some 500 beds will be ready within ten days.", "ten days", "2024-11-24/2024-12-04", "2024-11-24", "2024-12-04"),
        ("The reservoir will be full in two weeks.", "two weeks", "2024-12-08", "2024-12-08", "2024-12-08"),
        ("It held over the Labor Day weekend.", "Labor Day weekend", "2024-08-31/2024-09-02", "2024-08-31", "2024-09-02"),
        ("It began on Ash Wednesday.", "Ash Wednesday", "2024-02-14", "2024-02-14", "2024-02-14"),
        ("It held over Eid al-Adha.", "Eid al-Adha", "2024-06-16", "2024-06-16", "2024-06-16"),
        ("Nobody fought during Ramadan.", "Ramadan", "2024-03-10/2024-04-08", "2024-03-10", "2024-04-08"),
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
        ("They meet the week after next.", "the week after next", "2024-W49", "2024-12-02", "2024-12-08"),
        ("It was signed the month before last.", "the month before last", "2024-09", "2024-09-01", "2024-09-30"),
        ("They met next week on Tuesday.", "next week on Tuesday", "2024-11-26", "2024-11-26", "2024-11-26"),
        ("The vote is on Monday of next week.", "Monday of next week", "2024-11-25", "2024-11-25", "2024-11-25"),
        ("He spoke on the first Monday of May.", "the first Monday of May", "2024-05-06", "2024-05-06", "2024-05-06"),
        (
            "Clocks went back on the last Sunday in October 2023.",
            "the last Sunday in October 2023",
            "2023-10-29",
            "2023-10-29",
            "2023-10-29",
        ),
        ("It will begin on the 3rd of next month.", "the 3rd of next month", "2024-12-03", "2024-12-03", "2024-12-03"),
        ("The hearing was on Monday the 21st.", "Monday the 21st", "2024-10-21", "2024-10-21", "2024-10-21"),
        ("It came two days before Christmas.", "two days before Christmas", "2023-12-23", "2023-12-23", "2023-12-23"),
        ("It came a week after 7 October 2023.", "a week after 7 October 2023", "2023-10-14", "2023-10-14", "2023-10-14"),
        ("They will return two weeks from tomorrow.", "two weeks from tomorrow", "2024-12-09", "2024-12-09", "2024-12-09"),
        ("It burst at 7 in the evening on Friday.", "7 in the evening on Friday", "2024-11-22T19:00", "2024-11-22", "2024-11-22"),
        ("It burst at half past eight in the evening.", "half past eight in the evening", "2024-11-24T20:30", "2024-11-24", "2024-11-24"),
        ("It burst at three o'clock at night.", "three o'clock at night", "2024-11-24T03:00", "2024-11-24", "2024-11-24"),
        (
            "Power is cut between 3 and 5 in the afternoon.",
            "3 and 5 in the afternoon",
            "2024-11-24T15:00/2024-11-24T17:00",
            "2024-11-24",
            "2024-11-24",
        ),
        ("It was shelled on Friday in the evening.", "Friday in the evening", "2024-11-22TEV", "2024-11-22", "2024-11-22"),
        ("Cases rose in the week of 22 October.", "the week of 22 October", "2024-W43", "2024-10-21", "2024-10-27"),
        ("Cases rose in epidemiological week 42.", "epidemiological week 42", "2024-W42", "2024-10-14", "2024-10-20"),
        ("Cases rose in week 7 of 2023.", "week 7 of 2023", "2023-W07", "2023-02-13", "2023-02-19"),
        ("Sales fell from April to June in 2017.", "April to June in 2017", "2017-04/2017-06", "2017-04-01", "2017-06-30"),
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
        "Bombs killed 7 in the evening.",
        "They walked out in week 3 of a strike.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert FINDER.find(segment(text), Moment(iso="2024-11-24")) == []


def test_nothing_runs_from_one_sentence_into_the_next() -> None:
    found = FINDER.find(segment("It was the first loss since 1992\nJanuary 9, 2006"), Moment(iso="2006-01-10"))
    assert [t.value for t in found] == ["1992", "2006-01-09"]


def test_the_weekday_told_second_is_the_one_behind_the_first() -> None:
    one, other = FINDER.find(segment("They will be away from next Monday to Friday."), Moment(iso="2024-11-20"))
    assert one.when is not None
    assert other.when is not None
    assert (one.when.start, other.when.end) == ("2024-11-25", "2024-11-29")


@pytest.mark.parametrize(("year", "day"), [(2024, "2024-03-31"), (2019, "2019-04-21"), (2000, "2000-04-23"), (1954, "1954-04-18")])
def testeaster(year: int, day: str) -> None:
    assert easter(year) == date.fromisoformat(day)


def test_a_person_named_for_a_month_is_no_time() -> None:
    assert FINDER.find(segment("Ramadan Shallah led them."), Moment(iso="2024-11-24")) == []
