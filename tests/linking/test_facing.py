"""Numbers that one report sets against each other, and the greatest and first of each report."""

# ruff: noqa: E501 - marked-up sentences stand on one line

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.linking.test_link import figures
from tests.making import told

from stemma.core.engine import OneProcess
from stemma.core.packs import Pack
from stemma.core.types import When
from stemma.linking import numbers_in, traits_of
from stemma.linking.background import Background
from stemma.linking.facing import facing
from stemma.linking.traits import Trait
from stemma.linking.values import of_two_days

DAY = "as_of=2031-05-02|nature=total"


def _traits(pack: Pack, text: str) -> list[Trait]:
    report, extract = told(text, "A")
    return traits_of([report], [extract], pack)


@pytest.mark.parametrize(
    "text",
    [
        "In Lenz {1,300 people|missing|place=Lenz|who=prefect} were missing, the prefect said. The minister was more careful and spoke of {400|missing|place=Lenz|who=minister}.",
        "At least {45 people|killed|place=Lenz|who=ministry} died in Lenz, the ministry says. Clergy there speak of {more than 60|killed|place=Lenz|who=clergy}.",
        "The bureau counted {6,500 marchers|crowd_size|place=Lenz|who=bureau} in Lenz; the union claims {90,000|crowd_size|place=Lenz|who=union}.",
        "{2,900 people|killed|place=Lenz|who=mission} died in Lenz, the mission said. The movement's health office put it at {612|killed|place=Lenz|who=health office}.",
    ],
)
def test_a_second_speakers_number_answers_the_first(pack: Pack, text: str) -> None:
    one, other = _traits(pack, text)
    found = facing(one, other)
    assert found["mouths-near"] == 1.0
    assert found["bare-mouths"] == 1.0
    assert len(figures(pack, told(text, "A"))) == 1


def test_what_is_said_against_a_number_faces_it(pack: Pack) -> None:
    text = "In Lenz {150 men|captured|place=Lenz|who=rebels} were seized, the rebels said. An officer admitted to {no more than 30|captured|place=Lenz|who=officer}."
    one, other = _traits(pack, text)
    assert other.against
    assert not one.against
    assert facing(one, other)["against-mouths"] == 1.0


def test_numbers_of_two_sorts_do_not_face_each_other(pack: Pack) -> None:
    one, other = _traits(
        pack, "In Lenz {40 people|killed|place=Lenz|who=police} died, police said, but {90|arrested|place=Lenz|who=court} were held."
    )
    assert facing(one, other) == {}


def test_numbers_far_apart_do_not_face_each_other(pack: Pack) -> None:
    between = "It rained. The road is closed. Nobody came. The mayor slept."
    one, other = _traits(
        pack, f"In Lenz {{40 people|killed|place=Lenz|who=police}} died. {between} But {{90|killed|place=Lenz|who=court}} were mourned."
    )
    assert facing(one, other) == {}


def test_the_greatest_of_each_report_is_likelier_its_toll(pack: Pack) -> None:
    texts = [
        ("A", f"In Tarn {{120 people|killed|place=Tarn|{DAY}}} died, {{87|killed|place=Lenz|{DAY}}} in Lenz."),
        ("B", f"{{131 people|killed|place=Tarn|{DAY}}} died in Tarn, and {{94|killed|place=Lenz|{DAY}}} in Lenz."),
    ]
    made = [told(text, name) for name, text in texts]
    traits = traits_of([r for r, _ in made], [e for _, e in made], pack)
    numbers = numbers_in(traits, {}, pack, OneProcess())
    at = {number.trait.point: i for i, number in enumerate(numbers)}
    background = Background(numbers)
    assert background.signs(at[120.0], at[131.0])["greatest-both"] == 1.0
    assert background.signs(at[120.0], at[94.0])["greatest-one"] == 1.0
    assert "greatest-both" not in background.signs(at[87.0], at[94.0])
    assert background.signs(at[120.0], at[131.0])["first-both"] == 1.0


def test_a_week_and_a_day_in_it_are_not_two_days(pack: Pack) -> None:
    day, week, later = _traits(
        pack, "{642|deaths|place=Lenz} in Lenz, {1,006 people|deaths|place=Tarn} in Tarn, {700|deaths|place=Lenz} in all."
    )
    day = replace(day, claim=replace(day.claim, when=When(start="2031-05-07", end="2031-05-07")))
    week = replace(week, claim=replace(week.claim, when=When(start="2031-05-01", end="2031-05-08")))
    later = replace(later, claim=replace(later.claim, when=When(start="2031-05-09", end="2031-05-09")))
    assert not of_two_days(week, day)
    assert of_two_days(day, later)
