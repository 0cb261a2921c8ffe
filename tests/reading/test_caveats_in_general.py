"""Caveats in general words at the end of a report reach back to what they name; the dead of a crackdown are killed."""

from __future__ import annotations

import pytest

from stemma.core.packs import load_pack
from stemma.core.types import Moment, Report, Verification
from stemma.reading.reader import Reader

READER = Reader(load_pack())
_BODY = """ALMATY, Jan 9 (Meridian) - Kazakh authorities have detained nearly 6,000 people since Sunday, the presidential office said.

The interior ministry said 164 people were killed, among them two children. In Almaty, 103 lost their lives, according to a rights group.

Doctors put the number of wounded at 700.

{caveat}"""


@pytest.mark.parametrize(
    ("caveat", "numbers"),
    [
        ("None of the death tolls could be checked on the ground.", {164, 2, 103}),
        ("The internet was cut for a fifth day. None of the death tolls could be checked on the ground.", {164, 2, 103}),
        ("The number of dead could not be established independently.", {164, 2, 103}),
        ("No count of the dead could be checked.", {164, 2, 103}),
        ("Neither toll could be confirmed.", {164, 2, 103}),
        ("Death tolls in the city are hard to verify.", {164, 2, 103}),
        ("The casualty claims could not be verified.", {164, 2, 103, 700}),
        ("Independent verification of the arrests was not possible.", {6000}),
        ("None of these numbers could be independently verified.", {6000, 164, 2, 103, 700}),
    ],
)
def test_a_caveat_reaches_back_to_what_it_names(caveat: str, numbers: set[int]) -> None:
    claims = READER.read(Report(text=_BODY.format(caveat=caveat), published=Moment(iso="2022-01-09"))).claims
    assert {c.amount.low for c in claims if c.verification is Verification.UNVERIFIED} == numbers


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Protests went on in Almaty. The health ministry reported 164 deaths before the post was taken down.", "killed"),
        ("The heat wave has killed 510 people in Spain in a week, the health ministry's institute estimated.", "killed"),
        ("Hospitals in the capital reported 37 deaths after the stampede, the health minister said.", "killed"),
        ("Cholera has spread to five towns. The health ministry reported 164 deaths among 2,000 cases.", "deaths"),
    ],
)
def test_where_nobody_is_ill_the_dead_are_killed(text: str, measure: str) -> None:
    claims = READER.read(Report(text=text, published=Moment(iso="2022-01-09"))).claims
    assert measure in [c.measure for c in claims] and not ({"killed", "deaths"} - {measure}) & {c.measure for c in claims}
