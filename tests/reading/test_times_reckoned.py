"""The day of a whole bulletin, and days that only tell which article is meant."""

from datetime import date, timedelta

import pytest

from stemma.core.packs import load_pack
from stemma.core.types import Moment, Report
from stemma.reading.reader import Reader

READER = Reader(load_pack())


def days(text: str, title: str = "", published: str = "2024-10-31") -> list[tuple[str | None, str | None]]:
    claims = READER.read(Report(text=text, title=title, published=Moment(iso=published))).claims
    return [(c.when.start, c.when.end) for c in claims if c.when is not None]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Flash bulletin no. 31 (as of 30 October)", "The organisation counts 842,648 displaced people."),
        ("Situation update", "Data as of 30 October 2024, 18:00 hrs\n\nThe organisation counts 842,648 displaced people."),
    ],
)
def test_a_bulletin_is_of_the_day_that_it_names(title: str, text: str) -> None:
    assert days(text, title) == [("2024-10-30", "2024-10-30")]


def test_a_figure_with_a_time_of_its_own_keeps_it() -> None:
    assert days("On 28 October 40 people were killed.", "Bulletin (as of 30 October)") == [("2024-10-28", "2024-10-28")]


@pytest.mark.parametrize(
    "text",
    [
        "Our report of 24 October said that 592 people were injured.",
        "Last Saturday's article put the dead at 592.",
        "On 24 October we told readers that 592 people had been injured.",
        "An article that we published on 24 October gave the number of the dead as 592.",
    ],
)
def test_the_figures_of_an_article_are_of_a_day_up_to_its_own(text: str) -> None:
    story = "2024-10-26" if "Saturday" in text else "2024-10-24"
    assert days(text) == [((date.fromisoformat(story) - timedelta(days=7)).isoformat(), story)]


def test_the_day_of_what_others_report_is() -> None:
    assert days("The ministry's report of 24 October lists 592 dead.") == [("2024-10-24", "2024-10-24")]


@pytest.mark.parametrize(
    ("title", "text", "day"),
    [
        ("Fever, bulletin 4 (epidemiological week 43)", "The organisation counts 842 cases.", "2024-10-27"),
        (
            "Fever",
            "From 1 January to 27 October 2024 the ministry notified 19,710 cases.\n\nThe valley. 328 cases out of 902 alerts.",
            "2024-10-27",
        ),
    ],
)
def test_a_bulletin_counts_up_to_the_end_of_its_week_or_stretch(title: str, text: str, day: str) -> None:
    assert {end for _, end in days(text, title)} == {day}
