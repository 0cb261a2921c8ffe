"""Times as people say them to an assistant, spoken on Monday, 7 November 2016, at 16:12."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.core.errors import PackError
from stemma.core.packs import load_pack, load_register
from stemma.core.text import segment
from stemma.core.types import Moment
from stemma.reading.times.finder import TimeFinder
from stemma.reading.times.mention import TimeMention

PACK = load_pack()
FINDER = TimeFinder(PACK, register="spoken")
NOW = Moment(iso="2016-11-07T16:12:00")
WORDS = sorted({word for words in load_register("spoken")["values"].values() for word in words} | set(load_register("spoken")["before"]))


def told(text: str, now: Moment | None = NOW) -> list[TimeMention]:
    return FINDER.find(segment(text), now)


@pytest.mark.parametrize(
    ("text", "words", "exact"),
    [
        ("Be back at seven.", "seven", "T07:00"),
        ("It is half past eight in the evening.", "half past eight in the evening", "T20:30"),
        ("It is five minutes to ten.", "five minutes to ten", "T09:55"),
        ("Lunch at 11ish.", "11ish", "T11:00"),
        ("Call me 340pm.", "340pm", "T15:40"),
        ("Let us say seven thirty five.", "seven thirty five", "T07:35"),
        ("It was eight in the night.", "eight in the night", "T20:00"),
        ("Meet from 5 to 6 pm.", "from 5 to 6 pm", "T17:00/T18:00"),
        ("Open from 11 to 3am.", "from 11 to 3am", "T23:00/T03:00"),
        ("Set it up 1p.m. to 4.", "1p.m. to 4", "T13:00/T16:00"),
        ("Start from 10 am for 3 hours 30 minutes.", "from 10 am for 3 hours 30 minutes", "T10:00/T13:30"),
        ("Let us meet in the late-afternoon.", "in the late-afternoon", "T14:00/T16:00"),
        ("Not after 8pm.", "after 8pm", "T20:00/.."),
        ("Three pm or later, at 3 pm or later.", "3 pm or later", "T15:00/.."),
        ("Back on 15.", "15", "2016-11-15"),
        ("Back on 4/22.", "4/22", "2017-04-22"),
        ("Back on 22/04.", "22/04", "2017-04-22"),
        ("Back on 12/12/30.", "12/12/30", "2030-12-12"),
        ("Back on tues.", "tues", "2016-11-08"),
        ("See you next Friday.", "next Friday", "2016-11-18"),
        ("See you this Friday.", "this Friday", "2016-11-11"),
        ("It was last Wednesday.", "last Wednesday", "2016-11-02"),
        ("Friday the 13th comes.", "Friday the 13th", "2017-01-13"),
        ("Born on january twenty five nineteen eighty six.", "january twenty five nineteen eighty six", "1986-01-25"),
        ("On the third Wednesday of previous month.", "the third Wednesday of previous month", "2016-10-19"),
        ("We leave two weeks from Monday.", "two weeks from Monday", "2016-11-21"),
        ("Off on labor day weekend.", "labor day weekend", "2017-09-02/2017-09-04"),
        ("On easter 2018 we rest.", "easter 2018", "2018-04-01"),
        ("On black friday 2016.", "black friday 2016", "2016-11-25"),
        ("Eid al fitr 2023 was quiet.", "Eid al fitr 2023", "2023-04-21"),
        ("In 5 minutes I am there.", "In 5 minutes", "2016-11-07T16:17"),
        ("Half an hour ago it rang.", "Half an hour ago", "2016-11-07T15:42"),
        ("Tomorrow at 8:45a.", "Tomorrow at 8:45a", "2016-11-08T08:45"),
        ("Come tonight at 7.", "tonight at 7", "2016-11-07T19:00"),
        ("Come 7 this evening.", "7 this evening", "2016-11-07T19:00"),
        ("Late Friday night it rang.", "Late Friday night", "2016-11-11T22:00/2016-11-11T23:59:59"),
        ("Monday 11-4 suits.", "Monday 11-4", "2016-11-07T11:00/2016-11-07T16:00"),
        ("Between 4pm and 5pm today.", "Between 4pm and 5pm today", "2016-11-07T16:00/2016-11-07T17:00"),
        ("Before next tuesday at 12:00.", "Before next tuesday at 12:00", "../2016-11-15T12:00"),
        ("Within 15 seconds.", "Within 15 seconds", "2016-11-07T16:12/2016-11-07T16:12:15"),
        ("A day starting this Friday at 5 pm.", "A day starting this Friday at 5 pm", "2016-11-11T17:00/2016-11-12T17:00"),
        ("In the third week of May.", "the third week of May", "2017-05-15/2017-05-21"),
        ("In the last week of july.", "the last week of july", "2017-07-24/2017-07-30"),
        ("Early next week.", "Early next week", "2016-11-14/2016-11-16"),
        ("At the end of 1989.", "the end of 1989", "1989-09-01/1989-12-31"),
        ("In the last two quarters.", "the last two quarters", "2016-04-01/2016-09-30"),
        ("What of q3 2019?", "q3 2019", "2019-07-01/2019-09-30"),
        ("In the twenty-tens.", "the twenty-tens", "2010-01-01/2019-12-31"),
        ("Out 4 to 23 next month.", "4 to 23 next month", "2016-12-04/2016-12-23"),
        ("Open from May to Oct 2020.", "from May to Oct 2020", "2020-05-01/2020-10-31"),
        ("Nov-Feb 5th, 2017.", "Nov-Feb 5th, 2017", "2016-11-01/2017-02-05"),
        ("From next monday to friday.", "From next monday to friday", "2016-11-14/2016-11-18"),
        ("It is 2018 or later.", "2018 or later", "2018-01-01/.."),
        ("By end of this month.", "By end of this month", "../2016-11-30"),
        ("Tomorrow at 4 for 2 hours.", "Tomorrow at 4 for 2 hours", "2016-11-08T04:00/2016-11-08T06:00"),
        ("It was 15 minutes before midnight.", "15 minutes before midnight", "T23:45"),
        ("We met two Fridays ago.", "two Fridays ago", "2016-10-28"),
        ("It was in the late 90s.", "the late 90s", "1996-01-01/1999-12-31"),
        ("Off the week after Christmas.", "the week after Christmas", "2016-12-26/2017-01-01"),
        ("On the first Monday evening of next month.", "the first Monday evening of next month", "2016-12-05T16:00/2016-12-05T20:00"),
        ("It took one hour and a half.", "one hour and a half", "PT1.5H"),
        ("It took 1 year 1 month 21 days.", "1 year 1 month 21 days", "P1Y1M21D"),
        ("The cold lasted 2W.", "2W", "P2W"),
        ("Every day at 7:13 p.m. it rings.", "Every day at 7:13 p.m.", "T19:13"),
        ("Every other day.", "Every other day", "P2D"),
        ("Tuesdays at 9am.", "Tuesdays at 9am", "XXXX-WXX-2T09"),
        ("Book me a room at utc-8.", "utc-8", "UTC-08:00"),
        ("It is in pacific daylight time.", "pacific daylight time", "UTC-07:00"),
    ],
)
def test_what_is_said_to_an_assistant_is_read_with_its_hours(text: str, words: str, exact: str) -> None:
    found = [(text[m.start : m.end], m.exact) for m in told(text)]
    assert (words, exact) in found


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("Next week on tuesday or thursday or friday.", ["2016-11-15", "2016-11-17", "2016-11-18"]),
        ("The 22nd, 23rd or 31st of March.", ["2017-03-22", "2017-03-23", "2017-03-31"]),
        ("18 and 19 June.", ["2017-06-18", "2017-06-19"]),
        ("Today or tomorrow.", ["2016-11-07", "2016-11-08"]),
    ],
)
def test_alternatives_share_what_is_said_once(text: str, exact: list[str]) -> None:
    assert [m.exact for m in told(text)] == exact


@pytest.mark.parametrize(
    "text",
    [
        "The cat sat on the mat with a quarter of the fish.",
        "She may march, and this may take longer than expected.",
        "I have a second question for the first floor.",
        "He goes to the 27th floor and gets the first prize.",
        "Tel: +86 138-2010-2015, or 1-800-555-2010.",
        "My score was 3-2, version 3.5.2, on 192.168.1.12.",
        "It's 20% off, from 30 to 20 dollars.",
        "We've reached the end of the line.",
        "There are two to four people in the room.",
        "Good morning Paul, have a great month.",
    ],
)
def test_what_is_no_time_is_left_alone(text: str) -> None:
    assert told(text) == []


def test_the_days_of_a_spoken_time_are_those_of_news_too() -> None:
    (mention,) = told("Not before next tuesday at 12:00")
    assert (mention.type, mention.role) == ("TIME", "deadline")
    assert mention.when is not None
    assert (mention.when.start, mention.when.end) == (None, "2016-11-15")


def test_without_a_time_of_speaking_what_leans_on_it_stays_open() -> None:
    one, other = told("Tomorrow, or 5 May 2018", None)
    assert (one.when, one.exact) == (None, "")
    assert other.exact == "2018-05-05"


def test_news_is_read_without_the_register() -> None:
    assert TimeFinder(PACK).find(segment("He scored on 15 and went back at 7."), NOW) == []


def test_an_unknown_register_is_named_with_the_nearest() -> None:
    with pytest.raises(PackError, match="Did you mean 'spoken'"):
        TimeFinder(PACK, register="spokn")


@given(st.lists(st.one_of(st.sampled_from(WORDS), st.integers(0, 9999).map(str), st.text(max_size=3)), max_size=9).map(" ".join))
def test_no_text_makes_it_fail_and_mentions_stand_apart(text: str) -> None:
    ends = 0
    for mention in told(text):
        assert ends <= mention.start < mention.end <= len(text)
        ends = mention.end
