"""Times: each sentence marks the time in [brackets]; the values beside it are what it means on the given day."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.core.edtf import edtf, precision
from stemma.core.packs import load_pack
from stemma.core.text import segment
from stemma.core.types import Mark, Moment
from stemma.reading.times.finder import TimeFinder, TimeMention

FINDER = TimeFinder(load_pack())
SUNDAY = "2024-11-24"


def find(sentence: str, anchor: str | None = SUNDAY) -> list[TimeMention]:
    """The times of a sentence read on a day."""
    return FINDER.find(segment(sentence), Moment(iso=anchor) if anchor else None)


def read(marked: str, anchor: str | None = SUNDAY) -> TimeMention:
    """The time at the marked place, which must be exactly the words marked."""
    plain = re.sub(r"[\[\]]", "", marked)
    start, end = marked.index("["), marked.index("]") - 1
    found = find(plain, anchor)
    spans = [(plain[t.start : t.end]) for t in found]
    assert (start, end) in [(t.start, t.end) for t in found], f"{plain[start:end]!r} not among {spans}"
    return next(t for t in found if t.start == start)


DATES = [
    ("By [16 November], the guild says, 326 bakers had been counted.", "2024-11-16", "2024-11-16", "2024-11-16"),
    ("If it is not closed, seven posts would have to shut in [June].", "2025-06", "2025-06-01", "2025-06-30"),
    ("The bridge fell on [22 October].", "2024-10-22", "2024-10-22", "2024-10-22"),
    ("The bridge fell on [Oct. 22], engineers say.", "2024-10-22", "2024-10-22", "2024-10-22"),
    ("The bridge fell on [October 22nd, 2019].", "2019-10-22", "2019-10-22", "2019-10-22"),
    ("The bridge fell on [the 22nd of October].", "2024-10-22", "2024-10-22", "2024-10-22"),
    ("The bridge fell on [2024-10-22].", "2024-10-22", "2024-10-22", "2024-10-22"),
    ("The bridge fell on [22/10/2024].", "2024-10-22", "2024-10-22", "2024-10-22"),
    ("The bridge fell on [10/22/2024].", "2024-10-22", "2024-10-22", "2024-10-22"),
    ("It was built in [September 2023].", "2023-09", "2023-09-01", "2023-09-30"),
    ("It was built in [2009].", "2009", "2009-01-01", "2009-12-31"),
    ("It was built in [the 1990s].", "199", "1990-01-01", "1999-12-31"),
    ("It was planned in [mid-2023].", "2023", "2023-05-02", "2023-09-01"),
    ("The rain began in [early November].", "2024-11", "2024-11-01", "2024-11-10"),
    ("Prices fell at [the end of October].", "2024-10", "2024-10-22", "2024-10-31"),
    ("Exports rose in [the third quarter of 2023].", "2023-Q3", "2023-07-01", "2023-09-30"),
    ("Exports rose in [the final quarter of 2009].", "2009-Q4", "2009-10-01", "2009-12-31"),
    ("They took the valley [last summer].", "2024-SU", "2024-06-01", "2024-08-31"),
    ("They took the valley in [the spring of 2022].", "2022-SP", "2022-03-01", "2022-05-31"),
    ("The mill was built in [the 19th century].", "18", "1801-01-01", "1900-12-31"),
    ("The army took it in [August].", "2024-08", "2024-08-01", "2024-08-31"),
    ("The army took it in [December].", "2023-12", "2023-12-01", "2023-12-31"),
    ("The vote will be held in [December].", "2024-12", "2024-12-01", "2024-12-31"),
    ("The strike was on [31 December last year].", "2023-12-31", "2023-12-31", "2023-12-31"),
    ("It plans to move 400 families to camps farther inland by [March], a spokeswoman said.", "2025-03", "2025-03-01", "2025-03-31"),
    ("Inflation, 27% in [October], could touch 30% by spring.", "2024-10", "2024-10-01", "2024-10-31"),
]


@pytest.mark.parametrize(("marked", "value", "first", "last"), DATES)
def test_dates_are_whole_stretches(marked: str, value: str, first: str, last: str) -> None:
    time = read(marked)
    assert time.when is not None
    assert (time.type, time.value, time.when.start, time.when.end) == ("DATE", value, first, last)


RELATIVE = [
    ("The mayor spoke on [Sunday].", "2024-11-24"),
    ("The mayor spoke on [Tuesday].", "2024-11-19"),
    ("The trial is set to begin on [Wednesday].", "2024-11-27"),
    ("On [Friday], the court will rule.", "2024-11-29"),
    ("The court ruled, and on [Friday] it will hear an appeal.", "2024-11-29"),
    ("They met [last Thursday].", "2024-11-21"),
    ("They meet [next Monday].", "2024-11-25"),
    ("It rained [yesterday].", "2024-11-23"),
    ("It will rain [tomorrow].", "2024-11-25"),
    ("It rained [the day before yesterday].", "2024-11-22"),
    ("The fire broke out [a week ago].", "2024-11-17"),
    ("Troops crossed on 6 August. [Eleven days earlier] they had trained there.", "2024-07-26"),
    ("Troops crossed on 6 August. On [the following day] the mayor fled.", "2024-08-07"),
    ("Troops crossed on 6 August. [The previous day] was quiet.", "2024-08-05"),
]


@pytest.mark.parametrize(("marked", "value"), RELATIVE)
def test_relative_days(marked: str, value: str) -> None:
    time = read(marked)
    assert time.value == value
    assert time.when is not None
    assert (time.when.start, time.when.end) == (value, value)


CLOCK = [
    ("The quake came at [18:00 UTC].", "2024-11-24T18:00Z"),
    ("The quake came at [14:30 local time].", "2024-11-24T14:30"),
    ("The raid began at [6:30 a.m. Kyiv time on Friday].", "2024-11-22T06:30"),
    ("The raid began at [6:30 a.m. Eastern time on Friday].", "2024-11-22T06:30"),
    ("The quake came at [5 p.m. on Monday].", "2024-11-18T17:00"),
    ("On Tuesday the quake came at [6:40 p.m.]", "2024-11-19T18:40"),
    ("They met on [Saturday evening].", "2024-11-23TEV"),
    ("Shells fell [overnight].", "2024-11-24TNI"),
    ("Shells fell [last night].", "2024-11-23TNI"),
]


@pytest.mark.parametrize(("marked", "value"), CLOCK)
def test_times_of_the_day(marked: str, value: str) -> None:
    time = read(marked)
    assert (time.type, time.value) == ("TIME", value)


ANCHORS = [
    ("KYIV, [Nov. 23] - Shells fell.", "2024-11-24", "day", "2024-11-23"),
    ("The bridge fell [late on Tuesday].", "2024-11-24", "day", "2024-11-19"),
    ("They took the valley [last summer].", "2024-11-24", "season", "2024-22"),
    ("Prices rose [earlier this month].", "2024-11-24", "month", "2024-11-01/2024-11-24"),
    ("Exports rose in [the final quarter of 2009].", "", "quarter", "2009-36"),
    ("The quake came at [18:00 UTC].", "2024-11-24", "minute", "2024-11-24"),
    ("They held it on 3 March. [Two days earlier] they had fled.", "2024-03-03", "day", "2024-03-01"),
    ("Some 40 have died since [6 August].", "2024-11-24", "day", "2024-08-06/2024-11-24"),
    ("Talks are set to begin on [Wednesday].", "2024-11-24", "day", "2024-11-27"),
    ("The road stays shut until [15 January].", "2024-11-24", "day", "../2025-01-15"),
    ("It counted 42 clashes over [the last 24 hours].", "2024-11-24", "", "2024-11-23/2024-11-24"),
    ("Trucks come [every day].", "", "", ""),
    ("It was built in [the 1990s].", "", "decade", "199X"),
]


@pytest.mark.parametrize(("marked", "anchor", "exact", "written"), ANCHORS)
def test_a_time_tells_from_when_it_is_reckoned_and_how_exact_it_is(marked: str, anchor: str, exact: str, written: str) -> None:
    time = read(marked)
    assert (time.anchor, precision(time.value), edtf(time.when)) == (anchor, exact, written)


ROLES = [
    ("Some 40 have died since [6 August].", "since", "2024-08-06", "2024-11-24"),
    ("Some 40 have died since [the start of the year].", "since", "2024-01-01", "2024-11-24"),
    ("The road stays shut until [15 January].", "until", None, "2025-01-15"),
    ("They plan to raise it by [the end of December].", "deadline", "2024-12-31", "2024-12-31"),
    ("They must leave before [December].", "deadline", None, "2024-11-30"),
    ("It counted 42 clashes over [the last 24 hours].", "window", "2024-11-23", "2024-11-24"),
    ("It counted 42 clashes in [the preceding week].", "window", "2024-11-17", "2024-11-24"),
    ("The army said on Friday that 42 clashes took place in [the last 24 hours].", "window", "2024-11-21", "2024-11-22"),
    ("Fires have burned 300 hectares [so far this year].", "window", "2024-01-01", "2024-11-24"),
    ("Prices fell [this week].", "window", "2024-11-18", "2024-11-24"),
    ("The toll had been 40 [two days earlier].", "before", "2024-11-22", "2024-11-22"),
]


@pytest.mark.parametrize(("marked", "role", "first", "last"), ROLES)
def test_roles(marked: str, role: str, first: str | None, last: str) -> None:
    time = read(marked)
    assert time.when is not None
    assert (time.role, time.when.start, time.when.end) == (role, first, last)


LENGTHS = [
    ("Repairs will take [two to three weeks].", "DURATION", "P2W"),
    ("It is [almost two and a half years] late.", "DURATION", "P2.5Y"),
    ("After a [12-hour] flight they landed.", "DURATION", "PT12H"),
    ("They waited for [months].", "DURATION", "PXM"),
    ("It has been so in [recent weeks].", "DURATION", "PXW"),
    ("They advance 200 metres [a day].", "SET", "P1D"),
    ("It makes 15 [a year].", "SET", "P1Y"),
    ("They meet [every two weeks].", "SET", "P2W"),
    ("They meet [each Friday].", "SET", "XXXX-WXX-5"),
    ("Shelling is a [daily] danger.", "SET", "P1D"),
]


@pytest.mark.parametrize(("marked", "kind", "value"), LENGTHS)
def test_lengths_and_repeats(marked: str, kind: str, value: str) -> None:
    time = read(marked)
    assert (time.type, time.value) == (kind, value)
    assert (time.role == "frequency") == (kind == "SET")


@pytest.mark.parametrize(
    "sentence",
    [
        "A 34-year-old man was hurt in the month-old war.",
        "Some 1900 houses burned and 2000 people fled.",
        "He may march on the capital, and prices may fall.",
        "Theresa May and June Smith spoke to the Sunday Times.",
        "Turn to page 1984 of the report.",
        "It costs three quarters of the sum.",
        "The score was 2:1.",
    ],
)
def test_no_times(sentence: str) -> None:
    assert find(sentence) == []


def test_between_two_days_is_one_window() -> None:
    one, other = find("Between 27 September and 22 October some 5,000 people died.")
    assert one.when == other.when
    assert one.when is not None
    assert (one.when.start, one.when.end, one.role) == ("2024-09-27", "2024-10-22", "window")


def test_the_time_of_a_statement_is_told_apart() -> None:
    said, held = find("The army said on Sunday that it had held the town since 3 March.")
    assert (said.spoken, held.spoken) == (True, False)


def test_a_quoted_today_is_the_day_of_the_statement() -> None:
    today, saturday = find("“We lost two men today,” the colonel said on Saturday.")
    assert (today.value, saturday.value) == ("2024-11-23", "2024-11-23")
    assert find("We lost two men today, the colonel said on Saturday.")[0].value == "2024-11-24"


def test_a_dateline_gives_a_date() -> None:
    assert find("KYIV, Nov 23 (Newswire) - Troops moved on.")[0].value == "2024-11-23"


def test_without_a_publication_date_relative_times_stay_relative() -> None:
    day = read("The mayor spoke on [Sunday].", None)
    assert (day.value, day.when) == ("XXXX-WXX-7", None)
    assert read("It fell on [22 October].", None).value == "XXXX-10-22"
    assert read("It fell on [22 October 2020].", None).value == "2020-10-22"


def test_a_report_dated_to_the_month_resolves_months_but_no_weekdays() -> None:
    assert read("The mayor spoke on [Sunday].", "2024-11").when is None
    assert read("The army took it in [August].", "2024-11").value == "2024-08"


def test_a_leap_day_and_the_ends_of_the_calendar() -> None:
    assert read("It fell on [29 February 2024].").value == "2024-02-29"
    assert all(t.value != "2024-02-30" for t in find("It fell on 30 February 2024."))
    assert all(t.when is None for t in find("It happened 9999999 years ago.", "0001-01-01"))


_WORDS = "on Sunday May 5 2024 the last 24 hours , two to weeks ago 18 : 00 a day - 1990 s of next year"
_PIECES = st.sampled_from(_WORDS.split())
_ANCHORS = st.sampled_from(["2024-11-24", "0001-01-01", "9999-12-31", "2024-11", "2024", "x", None])


@given(st.text() | st.lists(_PIECES, max_size=12).map(" ".join), _ANCHORS)
def test_any_text_is_read(sentence: str, anchor: str | None) -> None:
    found = find(sentence, anchor)
    starts = [t.start for t in found]
    assert starts == sorted(starts)
    assert all(0 <= t.start < t.end <= len(sentence) for t in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2049, 12, 31)))
def test_a_full_date_is_read_whatever_the_anchor(day: date) -> None:
    words = f"It fell on {day.day} {day.strftime('%B')} {day.year}."
    assert find(words)[0].value == str(day)
    assert find(words, None)[0].value == str(day)


def test_a_header_brings_no_times() -> None:
    text = "Published: 2024-11-24\n\nThe bridge fell on 3 May."
    found = FINDER.find(segment(text, [Mark(start=0, end=23, kind="header")]), Moment(iso="2024-11-24"))
    assert [text[t.start : t.end] for t in found] == ["3 May"]


@pytest.mark.parametrize(
    ("marked", "start", "end"),
    [
        ("By [the end of January], 300 homes in the worst-hit valleys are to be rebuilt.", "2025-01-31", "2025-01-31"),
        ("They plan to rebuild it before [the end of the year].", "2024-12-31", "2024-12-31"),
        ("To feed the camp until [May], the fund needs more.", None, "2025-05-31"),
        ("By [Friday] they aim to reach 500.", "2024-11-29", "2024-11-29"),
        ("By [Friday] 300 homes had been emptied.", "2024-11-22", "2024-11-22"),
        ("In the past week it saw 40 fires, against 60 in [the week before].", "2024-11-10", "2024-11-17"),
        ("In the past ten days it saw 40 fires, and 60 in [the ten days before].", "2024-11-04", "2024-11-14"),
        ("Since the strike began on [18 November], 40 have left.", "2024-11-18", "2024-11-24"),
    ],
)
def test_times_that_plans_and_windows_tell(marked: str, start: str | None, end: str) -> None:
    when = read(marked).when
    assert when is not None
    assert (when.start, when.end) == (start, end)


def test_a_time_of_comparison_lies_before() -> None:
    assert read("It is 300 now, up from 210 on [Friday].").role == "before"
