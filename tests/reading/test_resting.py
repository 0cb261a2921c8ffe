"""On whose word a figure rests whose own sentence names nobody, and papers that speak for those who keep them."""

from __future__ import annotations

import pytest
from tests.reading.speaking import READER, speakers

from stemma.core.types import Moment, Report


@pytest.mark.parametrize(
    ("text", "number", "chain"),
    [
        # a bare sentence goes on with the source before it
        ("The health directorate counted 1,204 new patients on Sunday. Since January 312 patients have died.", 312, ["health directorate"]),
        (
            "Some 270 square kilometres have been recaptured, the defence ministry said on Sunday. The army holds 41 villages.",
            41,
            ["defence ministry"],
        ),
        ("According to the interior ministry 40 people were killed in the blast. Another 66 were wounded.", 66, ["interior ministry"]),
        # what the outlet saw, what everybody knows and what is of another trade does not
        ("The ministry said 40 people were killed. Our reporter counted 17 bodies in the yard.", 17, []),
        ("Police said 40 people were arrested.\n\nThe town lies 30 km north of the capital.", 30, []),
    ],
)
def test_a_bare_figure_rests_on_the_source_that_has_most_for_it(text: str, number: float, chain: list[str]) -> None:
    assert speakers(text, number) == chain


def test_why_a_figure_rests_on_a_source_is_told() -> None:
    text = "The health directorate counted 1,204 new patients on Sunday. Since January 312 patients have died."
    report = Report(text=text, outlet="The Dorran Post", published=Moment(iso="2031-06-28T18:00:00+00:00"))
    claim = next(c for c in READER.read(report).claims if c.amount.low == 312)
    told = [r for r in claim.reasons if r.rule == "read.rests-on"]
    assert len(told) == 1
    assert told[0].detail.startswith("rests on health directorate: ")
    assert told[0].weight > 0


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("By the health directorate's evening sheet of 20 August, 99,994 patients had been admitted.", ["health directorate"]),
        ("By the DGHS evening sheet, 99,994 patients had been admitted.", ["DGHS"]),
        ("On police figures 40 people were arrested.", ["police"]),
        ("The Sunday bulletin of the health directorate gives 17 deaths.", ["health directorate"]),
        ("The police tally is 40 dead.", ["police"]),
        ("Figures from the ministry show 40 people died.", ["ministry"]),
        ("Data released by the ministry show 40 people died.", ["ministry"]),
        ("The latest from the ministry: 40 dead.", ["ministry"]),
        ("Word from the mayor is that 40 people died.", ["mayor"]),
        # those who are counted keep no count
        ("The number of patients has reached 300,000.", []),
        ("Refugee numbers have passed 300,000.", []),
        ("The body count is at 182.", []),
        # who says so in so many words needs no known calling
        ("It buried 7 farms, says the canton.", ["canton"]),
        ("The admiralty said 7 ships were lost. It later said 17 ships were lost.", ["admiralty"]),
        ("Two thousand people marched, said the policeman beside the van.", ["policeman beside the van"]),
    ],
)
def test_a_paper_speaks_for_those_who_keep_it(text: str, chain: list[str]) -> None:
    report = Report(text=text, outlet="The Dorran Post", published=Moment(iso="2031-06-28T18:00:00+00:00"))
    assert [s.name for s in READER.read(report).claims[-1].attribution] == chain
