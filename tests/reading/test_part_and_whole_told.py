"""A part before its whole, a number set against another's, one's own dead, and how badly hurt some of the wounded are."""

from __future__ import annotations

import pytest
from tests.reading.plain import read

from stemma.reading.reader import Reader


@pytest.mark.parametrize(
    ("text", "part", "whole", "measure", "those"),
    [
        ("At least three children are among the eight dead, the governor said.", 3, 8, "killed", ("children", "people")),
        ("Two nurses and a driver are among the 17 injured.", 2, 17, "injured", ("nurses", "injured people")),
        ("Four soldiers were among the 12 people killed in the attack.", 4, 12, "killed", ("soldiers", "people")),
    ],
)
def test_a_part_told_before_its_whole_befell_the_same(
    reader: Reader, text: str, part: float, whole: float, measure: str, those: tuple[str, str]
) -> None:
    claims = read(reader, text)
    assert [claims[n].measure for n in (part, whole)] == [measure, measure]
    assert (claims[part].subject, claims[whole].subject) == those


@pytest.mark.parametrize(
    ("text", "here", "there"),
    [
        ("Organisers said 200,000 had joined the march, four times the 50,000 counted by police.", (2e5, "Organisers"), (5e4, "police")),
        (
            "Organisers said 200,000 had joined the march, far more than the 50,000 estimated by police.",
            (2e5, "Organisers"),
            (5e4, "police"),
        ),
        ("The monitor counted 1,300 dead, against the ministry's 640.", (1_300, "monitor"), (640, "ministry")),
        ("The monitor counted 1,300 dead, more than the ministry's 640.", (1_300, "monitor"), (640, "ministry")),
    ],
)
def test_a_number_set_against_anothers_is_that_others(reader: Reader, text: str, here: tuple[float, str], there: tuple[float, str]) -> None:
    claims = read(reader, text)
    for number, who in (here, there):
        assert [source.name for source in claims[number].attribution] == [who]


def test_what_is_larger_than_anothers_is_said_by_nobody(reader: Reader) -> None:
    assert not read(reader, "The convoy of 40 trucks was far larger than the army's 12.")[40].attribution


@pytest.mark.parametrize("behind", ["five of them critically", "and five are in a critical condition"])
def test_how_badly_some_of_the_wounded_are_hurt(reader: Reader, behind: str) -> None:
    claims = read(reader, f"Shelling of the town wounded 25 people, {behind}.")
    assert {claims[25].measure, claims[5].measure} == {"wounded"}


def test_ones_own_are_not_those_one_killed(reader: Reader) -> None:
    assert read(reader, "The army said it had killed 32 militants and lost three of its own.")[3].subject == "army"


def test_a_quake_strikes_at_a_distance(reader: Reader) -> None:
    claims = read(reader, "The quake struck 22 km west of the town at a depth of 10 km.")
    assert (claims[22].measure, claims[10].measure) == ("distance", "depth")


@pytest.mark.parametrize(
    ("text", "number", "measure"),
    [
        ("Some 90,000 homes had no electricity; by Sunday that had fallen to 31,000.", 31_000, "without_power"),
        ("Six soldiers have fallen.", 6, "killed"),
        ("The river has fallen to 4 metres.", 4, "water_level"),
        ("Two more villages have fallen to the rebels, the mayor said.", 2, "settlements_captured"),
    ],
)
def test_a_number_that_has_fallen_is_no_dead(reader: Reader, text: str, number: float, measure: str) -> None:
    assert read(reader, text)[number].measure == measure


@pytest.mark.parametrize(
    ("text", "number", "who"),
    [
        ("The government says 1,430 people have been killed, a figure the opposition puts at more than 3,000.", 3_000, "opposition"),
        ("The police counted 9,000, a number that organisers put at 30,000.", 30_000, "organisers"),
        ("The police counted 9,000, a number that organisers put at 30,000.", 9_000, "police"),
    ],
)
def test_a_figure_that_another_puts_higher(reader: Reader, text: str, number: float, who: str) -> None:
    assert [source.name for source in read(reader, text)[number].attribution] == [who]


def test_whoever_is_charged_with_murder_is_alive(reader: Reader) -> None:
    claims = read(reader, "Fourteen officers were charged with murder and eight with negligence.")
    assert {claims[14].measure, claims[8].measure} == {"charged"}
