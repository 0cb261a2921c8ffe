"""Whose a toll is: told with verbs that are no verbs of saying, by whose list it stands on, by what a whole report says of its figures."""

from __future__ import annotations

import pytest
from tests.reading.speaking import speakers


@pytest.mark.parametrize(
    ("text", "number", "speaker"),
    [
        ("The minister recognises five infected carers.", 5, "minister"),
        ("The chief of the village counters with 27 dead since the end of August.", 27, "chief of the village"),
        (
            "The head doctor of the zone of Arle, whom a newspaper met on Thursday, is giving 64 cases.",
            64,
            "head doctor of the zone of Arle",
        ),
        ("Velmia's health minister has 42 dead and 64 infected on his list.", 64, "Velmia's health minister"),
        ("The emergency committee has in its list, with the date of Tuesday, 131 deceased.", 131, "emergency committee"),
        ("The health commission (VHC), a state-funded body, had recorded eight deaths by nightfall.", 8, "health commission (VHC)"),
        ("On Tuesday the national rights commission, VNC, stood at 31 killed.", 31, "VNC"),
        ("The interior minister gave the government's account of the violence: ten people dead.", 10, "interior minister"),
        ("The governor is cited as saying that 372 persons remain untraced.", 372, "governor"),
        ("The association Farol has pared its list of missing persons to eight.", 8, "association Farol"),
        ("Nobody doubts the eight deaths the commission had logged by then.", 8, "commission"),
        ("In the air over the hills there were 13 aircraft, if Scoop44 has it right.", 13, "Scoop44"),
        ("The storm cost 90 lives (via Scoop44).", 90, "Scoop44"),
        ("At the college 412 people slept, by the headcount of the volunteers.", 412, "volunteers"),
        ("The district secretariat had 9,214 in the whole district on Thursday.", 9214, "district secretariat"),
    ],
)
def test_whoever_tells_a_toll_says_so(text: str, number: float, speaker: str) -> None:
    assert speakers(text, number) == [speaker]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Doctors treated 40 wounded.", 40),
        ("The ministry lost 12 dead.", 12),
        ("A nun looked after 17 injured at a dispensary.", 17),
        ("Rescuers are still hunting for 60 missing people.", 60),
    ],
)
def test_what_is_done_to_the_dead_and_the_hurt_is_no_saying(text: str, number: float) -> None:
    assert speakers(text, number) == []


def test_figures_are_of_whoever_a_report_says_all_of_them_are() -> None:
    text = (
        "Unless otherwise stated, figures are from the Flood Centre.\n\nSome 355 people are dead and 366 missing.\n\n"
        "The rail board says that 478 km of track are open. In the north 88 died."
    )
    assert speakers(text, 355) == speakers(text, 366) == speakers(text, 88) == ["Flood Centre"]
    assert speakers(text, 478) == ["rail board"]
    assert speakers("Figures are from the Flood Centre.\n\nSome 355 people are dead.", 355) == []
