"""Days told by how far they lie from the day of an event, and when that came which has killed so many."""

import pytest

from stemma.core.gazetteer import Gazetteer
from stemma.core.packs import load_pack
from stemma.core.types import Moment, Report
from stemma.intake import Dresser
from stemma.reading.reader import Reader

READER = Reader(load_pack(), Gazetteer())


def days_of(text: str, number: float) -> tuple[str | None, str | None]:
    """The days of the first figure of a number in a report of 31 October 2023."""
    report = Dresser()(Report(text=f"KHARTOUM - Fighting went on in Sudan.\n\n{text}", published=Moment(iso="2023-10-31")))
    when = next(c for c in READER.read(report).claims if c.amount.low == number).when
    return ("", "") if when is None else (when.start, when.end)


@pytest.mark.parametrize(
    ("told", "number", "day"),
    [
        ("Two days after landfall on Oct. 25 the toll stood at 27 dead.", 27, "2023-10-27"),
        ("A day after the strike on Sunday, 40 people were still missing.", 40, "2023-10-30"),
        ("The toll rose to 60 dead three days after the quake of Oct 20.", 60, "2023-10-23"),
        ("Two days before the vote on Sunday, 12 people were killed.", 12, "2023-10-27"),
        ("A week after the Oct. 7 attack, 1,300 were dead.", 1300, "2023-10-14"),
        ("The morning after Sunday's blast 50 people were missing.", 50, "2023-10-30"),
        ("Loss was put at $15 million a day after the hurricane, which struck on Oct. 25.", 15e6, "2023-10-26"),
    ],
)
def test_a_day_is_reckoned_from_the_day_of_an_event(told: str, number: float, day: str) -> None:
    assert days_of(told, number) == (day, day)


def test_what_goes_on_with_the_event_is_of_its_own_day() -> None:
    assert days_of("A day after the strike on Sunday that killed 40 people, the ministry spoke.", 40) == ("2023-10-29", "2023-10-29")


@pytest.mark.parametrize("first", ["first", "opening"])
def test_the_first_days_are_those_after_the_beginning_that_the_text_tells(first: str) -> None:
    assert days_of(f"Fighting began on Oct. 12. In the {first} three days 40 people were killed.", 40) == ("2023-10-12", "2023-10-15")


@pytest.mark.parametrize(
    ("length", "window"), [("two weeks", "P2W"), ("24 hours", "PT24H"), ("twelve hours", "PT12H"), ("hour", "PT1H"), ("week", "P1W")]
)
def test_a_window_may_be_told_by_its_length_and_its_last_day(length: str, window: str) -> None:
    report = Report(text=f"Sudan bleeds.\n\nIn the {length} to Oct. 20, 300 people were killed.", published=Moment(iso="2023-10-31"))
    claim = next(c for c in READER.read(report).claims if c.amount.low == 300)
    assert (claim.window, claim.when and claim.when.end) == (window, "2023-10-20")


def test_floods_that_came_on_friday_have_killed_so_many_by_the_day_on_which_it_is_said() -> None:
    told = "Floods that swept the north on Thursday and into Friday have killed at least 315 people, the ministry said on Sunday."
    assert days_of(told, 315) == ("2023-10-29", "2023-10-29")
