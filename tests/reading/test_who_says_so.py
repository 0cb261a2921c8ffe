"""Who says so where grammar alone does not tell: those only named before, stories told, announced sources, caveats with a reach."""

from __future__ import annotations

import pytest

from stemma.core.packs import load_pack
from stemma.core.types import Claim, Report
from stemma.reading.reader import Reader


@pytest.fixture(scope="module")
def read() -> Reader:
    return Reader(load_pack())


def speakers(claims: tuple[Claim, ...]) -> list[list[str]]:
    return [[s.name for s in c.attribution if s.kind != "none"] for c in claims]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The minister visited Roan on Monday. He added that 2,300 people had been evacuated.", "minister"),
        ("Colonel Adeyemi opened the briefing with a map. The officer said 5 bridges had been lost.", "Adeyemi"),
        ("Volkov Steel closed two furnaces in May. The company says 1,100 workers were dismissed.", "Volkov Steel"),
        ("We asked the governor's office for newer numbers. It said 186 villages were flooded.", "governor's office"),
        ("The commander described the night. Drones came in waves. Some 30 houses burned.", "commander"),
        ("The exodus from there is put at 250,000 people by the Red Crescent.", "Red Crescent"),
        ("The refugee agency has been told that more than 800 people were killed.", "refugee agency"),
        ("One charity, Riverhand, found 63% of families without clean water.", "Riverhand"),
        ("The damage reckoned up by Ahsan Iqbal, a planner, is 10 billion dollars.", "Ahsan Iqbal"),
        ("By the ministry's lights the loss is 400 tonnes.", "ministry"),
        ("The ruling party has 54%, the Harrow report says.", "Harrow report"),
        ("POLL: 54% of voters back the ceasefire.", "POLL"),
    ],
)
def test_the_speaker(read: Reader, text: str, who: str) -> None:
    found = speakers(read.read(Report(text=text)).claims)
    assert found
    assert found[-1]
    assert found[-1][-1] in (who, who.rsplit(", ", maxsplit=1)[-1], who.lower()) or who in found[-1][-1]


@pytest.mark.parametrize(
    "text",
    [
        "* HUMAN COST: 1,126 people have been killed.",
        "The attack underscores how thin the line has become: 40 houses are left.",
        "Flour was short in Gezira state that was meant to feed 800,000 people.",
        "The army denied that it had been active over the district, which lies 4 km from the bridge.",
    ],
)
def test_nobody_is_named(read: Reader, text: str) -> None:
    assert speakers(read.read(Report(text=text)).claims)[-1] == []


def test_an_announced_source_reaches_over_the_rest(read: Reader) -> None:
    text = "Here are the numbers, as reported by the Daybreak Ledger.\n\nSome 1,126 people have been killed. The police say 40 are missing."
    assert [names[-1] for names in speakers(read.read(Report(text=text)).claims)] == ["Daybreak Ledger", "police"]


@pytest.mark.parametrize(
    ("text", "checked"),
    [
        ("The army said 40 died. The rebels said 90 houses burned. Reuters could not verify the casualty figures.", ["unverified", "none"]),
        ("None of the figures in this report could be verified. The ministry says 300 died. The rebels say 900 fled.", ["unverified"] * 2),
        (
            "Doctors said 17 died. An officer claimed 120 tanks. Rebels said 35 tanks. Neither could be verified.",
            ["none"] + ["unverified"] * 2,
        ),
        ("The ministry said 22 died in the raid. Another ministry said 17 died in June. Nobody could verify the dead of the raid.", None),
        ("Some 22 people died, a figure that medics have since confirmed.", ["confirmed"]),
        ("Our text said that 22 deaths had been confirmed by medics. It had not.", ["unverified"]),
        ("Along the road we counted 63 tents.", ["confirmed"]),
        ("“We saw 63 tents,” the mayor said.", ["none"]),
    ],
)
def test_how_far_a_caveat_reaches(read: Reader, text: str, checked: list[str] | None) -> None:
    found = [str(c.verification) for c in read.read(Report(text=text)).claims]
    assert found == checked if checked is not None else found[0] == "unverified"
