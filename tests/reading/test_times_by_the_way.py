"""When it happened, told in a relative clause; the day of a part; a city named behind its parliament; tolls that nobody gives."""

from __future__ import annotations

import pytest
from tests.reading.plain import read

from stemma.core.types import Claim
from stemma.reading.reader import Reader


def days(claim: Claim) -> tuple[str | None, str | None]:
    assert claim.when is not None
    return claim.when.start, claim.when.end


@pytest.mark.parametrize(
    ("text", "number", "when"),
    [
        ("The earthquake, which hit Hualien on 3 April, killed 18 people.", 18, ("2024-04-03", "2024-04-03")),
        ("The attack, which took place on 12 September, killed 30 people.", 30, ("2024-09-12", "2024-09-12")),
        ("The minister, who was in Geneva in March, said 40 people had died.", 40, ("2024-10-04", "2024-10-05")),
        ("The storm, which struck on 3 April, has killed 41 people.", 41, ("2024-10-04", "2024-10-05")),
    ],
)
def test_a_clause_that_tells_when_it_happened(reader: Reader, text: str, number: float, when: tuple[str, str]) -> None:
    assert days(read(reader, text)[number]) == when


@pytest.mark.parametrize(
    ("text", "whole", "part"),
    [
        ("Floods have killed 41 people, 19 of them on Tuesday.", ("2024-10-04", "2024-10-05"), ("2024-10-01", "2024-10-01")),
        (
            "Floods since 28 September have killed 41 people, 19 of them on Tuesday.",
            ("2024-09-28", "2024-10-05"),
            ("2024-10-01", "2024-10-01"),
        ),
        ("The fighting killed 41 people in September, 19 of them on Tuesday.", ("2024-09-01", "2024-09-30"), ("2024-10-01", "2024-10-01")),
    ],
)
def test_the_day_of_a_part_is_not_that_of_the_whole(reader: Reader, text: str, whole: tuple[str, str], part: tuple[str, str]) -> None:
    claims = read(reader, text)
    assert (days(claims[41]), days(claims[19])) == (whole, part)


def test_a_day_behind_a_closed_aside_is_of_all(reader: Reader) -> None:
    claims = read(reader, "At least 42 people, 19 of them children, had been killed by shelling on Monday alone.")
    assert {days(claims[n]) for n in (42, 19)} == {("2024-09-30", "2024-09-30")}


def test_the_week_before_is_that_of_the_number_before(reader: Reader) -> None:
    claims = read(reader, "In the week to Sunday, health workers counted 212 new cases, up from 160 the week before.")
    assert days(claims[212]) == ("2024-09-23", "2024-09-29")
    assert days(claims[160])[0] == "2024-09-16"


@pytest.mark.parametrize(
    ("text", "number", "place"),
    [
        ("Some 4,500 people gathered outside the parliament in Tbilisi on Friday.", 4_500, "Tbilisi"),
        ("Some 600 people gathered outside the German embassy in Kabul.", 600, "Kabul"),
        ("Protesters stormed the parliament in Nairobi and 22 people died.", 22, "Nairobi"),
    ],
)
def test_a_crowd_before_a_parliament_is_in_its_city(reader: Reader, text: str, number: float, place: str) -> None:
    where = read(reader, text)[number].place
    assert where is not None and where.name == place


def test_a_ministry_in_a_city_counts_elsewhere(reader: Reader) -> None:
    assert read(reader, "The health ministry in Tripoli counted 40 dead.")[40].place is None


@pytest.mark.parametrize("toll", ["the toll had reached 14", "the death toll reached 14", "the overall tally stood at 14"])
def test_a_toll_is_nobody_who_speaks(reader: Reader, toll: str) -> None:
    assert not read(reader, f"An explosion killed eight people. By nightfall {toll}.")[14].attribution


def test_somebodys_toll_speaks_for_him(reader: Reader) -> None:
    assert [s.name for s in read(reader, "The ministry's tally reached 740 dead.")[740].attribution] == ["ministry"]


@pytest.mark.parametrize(
    ("text", "number", "measure"),
    [
        ("The militia killed 11 soldiers and captured another six, its spokesman said.", 6, "captured"),
        ("The number of people in shelters has grown to 9,800.", 9_800, "sheltered"),
    ],
)
def test_its_own_verb_and_its_own_people(reader: Reader, text: str, number: float, measure: str) -> None:
    assert read(reader, text)[number].measure == measure
