"""As of when a figure holds: wars that everybody knows, deadlines, midnights, bulletins, corrections."""

import pytest

from stemma.core.gazetteer import Gazetteer
from stemma.core.packs import load_pack
from stemma.core.text import segment
from stemma.core.types import Moment, Report
from stemma.intake import Dresser
from stemma.reading.reader import Reader
from stemma.reading.times.finder import TimeFinder

READER = Reader(load_pack(), Gazetteer())
FINDER = TimeFinder(load_pack())


def days(text: str, published: str, title: str = "") -> dict[float | None, tuple[str | None, str | None]]:
    """The days of each figure, by its number."""
    report = Dresser()(Report(text=text, title=title, published=Moment(iso=published)))
    return {c.amount.low: (c.when.start, c.when.end) for c in READER.read(report).claims if c.when is not None}


@pytest.mark.parametrize(
    "text",
    [
        "Fighting goes on in Bakhmut in Ukraine since 12 February. The city had 70,000 inhabitants before the war.",
        "Bakhmut in Ukraine had 70,000 inhabitants before the full-scale invasion.",
        "Of a pre-war 70,000 residents few are left in Bakhmut, Ukraine.",
        "Bakhmut in Ukraine is down from 70,000 residents in peacetime.",
    ],
)
def test_before_the_war_is_the_day_before_the_war_of_the_country(text: str) -> None:
    assert days(text, "2023-03-03")[70000] == ("2022-02-23", "2022-02-23")


def test_a_pre_war_number_dates_no_other() -> None:
    found = days("In Bakhmut, Ukraine, 4,500 residents of a pre-war 70,000 were left on Friday.", "2023-03-07")
    assert found[4500] == ("2023-03-03", "2023-03-03")
    assert found[70000] == ("2022-02-23", "2022-02-23")


def test_before_the_fighting_of_a_day_is_no_war_and_an_unknown_war_is_left_to_the_text() -> None:
    assert days("In Lyman, Ukraine, 5,000 troops stood before the fighting on 1 October.", "2022-10-02")[5000][0] != "2022-02-23"
    found = days("Fighting broke out on 3 May in Peru. The town had 9,000 residents before the war.", "2023-06-01")
    assert found[9000] == ("2023-05-02", "2023-05-02")


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("The UN warned that cases could hit 300,000 by the end of August.", "2017-06-24", "2017-08"),
        ("It was still reckoning with 300,000 cases by the end of August.", "2017-07-04", "2017-08"),
        ("He told us it would have 1,000 beds and receive patients on February 3.", "2020-01-24", "2020-02-03"),
        ("By midnight on 27 January 106 had died.", "2020-01-28", "2020-01-27T00:00"),
        ("At noon on 27 January 106 had died.", "2020-01-28", "2020-01-27T12:00"),
    ],
)
def test_times_behind_modals_and_deadlines_and_midnights(text: str, published: str, value: str) -> None:
    assert [m.value for m in FINDER.find(segment(text), Moment(iso=published)) if m.type in ("DATE", "TIME")] == [value]


def test_should_have_read_is_no_future() -> None:
    (found,) = FINDER.find(segment("It should have read 1,162, and the agency counts from mid-June."), Moment(iso="2022-09-02"))
    assert found.value == "2022-06"


def test_before_midnight_is_that_day() -> None:
    (found,) = FINDER.find(segment("Our reporter counted 200 people shortly before midnight."), Moment(iso="2020-01-24"))
    assert found.when is not None
    assert (found.when.start, found.when.end) == ("2020-01-24", "2020-01-24")


def test_a_since_date_is_not_the_day_told() -> None:
    text = "They had taken four villages since 12 February. The staff said it beat off 85 attacks in the previous 24 hours."
    assert days(text, "2023-03-03")[85] == ("2023-03-02", "2023-03-03")
    assert days("231 had died by Tuesday since the rain began on 8 August. That day 900 people were in camps.", "2018-08-24")[900] == (
        "2018-08-21",
        "2018-08-21",
    )


def test_a_bulletin_that_opens_with_a_day_is_of_that_day_or_later() -> None:
    found = days("HIGHLIGHTS. As of 13 August 503,484 cases have been reported.\n\nFUNDING. Partners run 187 centres.", "2017-08-15")
    assert found[503484] == ("2017-08-13", "2017-08-13")
    assert found[187] == ("2017-08-13", "2017-08-15")


def test_a_correction_tells_of_the_days_before_its_story_but_for_what_has_come_since() -> None:
    text = (
        "BELARUS (August 11). Our report on the unrest contained mistakes.\n\nThe arrests were made on Sunday night. "
        "39 officers were injured on Sunday night.\n\nThe toll has since risen: police said on Monday that 4 had died."
    )
    found = days(text, "2020-08-19", "Corrections and clarifications")
    assert found[39] == ("2020-08-09", "2020-08-09")
    assert found[4] == ("2020-08-17", "2020-08-17")


def test_a_story_named_with_its_day_in_brackets_dates_what_it_had() -> None:
    text = 'In "Killer bug" (25 June) we said that 66 clinics were open. We also reported that 22 provinces were hit.'
    assert days(text, "2017-07-14", "Corrections")[22] == ("2017-06-18", "2017-06-25")


def test_a_stretch_at_the_head_of_a_sentence_holds_over_whereas() -> None:
    text = "From 1 June to 19 August the state received 2,346 mm of rain, whereas 1,649 mm is normal."
    assert days(text, "2018-08-21")[1649] == ("2018-06-01", "2018-08-19")


def test_what_follows_a_dated_sentence_may_have_come_since() -> None:
    text = "The guild said on Monday that 40 ovens had cooled. It counts 60 bakers without work."
    assert days(text, "2023-03-09")[60] == ("2023-03-06", "2023-03-09")
    assert days(text, "2023-03-09")[40] == ("2023-03-06", "2023-03-06")


@pytest.mark.parametrize(
    "opening",
    [
        'An article about the strikes ("Vive la revolt!", 8 March) gave',
        "Our report on the strikes (8 March) said",
        'In a story on 8 March ("Revolt") we said that',
    ],
)
def test_an_article_named_with_its_title_and_day_dates_what_it_had(opening: str) -> None:
    assert days(f"{opening} 66 clinics were shut.", "2023-03-10", "Corrections")[66] == ("2023-03-01", "2023-03-08")


def test_now_behind_an_amount_is_the_day_of_the_report() -> None:
    text = "Departures have slowed from 30 people a day in January to 10 people now."
    assert days(text, "2023-03-06T15:00:00+00:00")[10] == ("2023-03-06", "2023-03-06")


def test_what_is_said_on_the_day_of_the_paper_may_be_of_the_day_before() -> None:
    text = "The health commission said on Thursday that 242 people had died."
    assert days(text, "2020-02-13T07:45:00+00:00")[242] == ("2020-02-12", "2020-02-13")
    assert days(text, "2020-02-13T17:45:00+00:00")[242] == ("2020-02-12", "2020-02-13")


@pytest.mark.parametrize("words", ["by year's end", "by year-end", "before the year is out", "by the end of the year"])
def test_the_end_of_the_year_by_other_words(words: str) -> None:
    (found,) = FINDER.find(segment(f"A further 40,000 will move {words}."), Moment(iso="2021-10-07"))
    assert found.when is not None
    assert (found.when.start, found.when.end) == ("2021-12-31", "2021-12-31")


def test_what_ends_is_no_end() -> None:
    assert [m.value for m in FINDER.find(segment("The year ends badly."), Moment(iso="2021-10-07")) if m.when is not None] == []


def test_whoever_was_admitted_on_a_day_said_nothing_on_it() -> None:
    found = days(
        "The first patient was admitted there on 20 August.\n\nSome 2,000 contacts are being followed, a doctor in Lida said.", "2025-09-30"
    )
    assert found[2000] == ("2025-09-29", "2025-09-30")


def test_what_has_been_done_is_not_of_the_term_to_come() -> None:
    found = days("The appeal runs until 31 December and has raised 40 million dollars.", "2025-09-30")
    assert found[40e6] == ("2025-09-29", "2025-09-30")
