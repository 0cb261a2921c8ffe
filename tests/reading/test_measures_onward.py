"""What an amount measures where another amount, a question or a whole stands beside it."""

import pytest

from stemma.core.packs import load_pack
from stemma.core.types import Report
from stemma.reading.reader import Reader

READER = Reader(load_pack())


@pytest.mark.parametrize(
    ("text", "low", "wanted"),
    [
        # a whole of which a part is told
        ("Metro said that 77 of its 136 stations had been damaged.", 136, "count:stations"),
        ("Metro said that 77 of its 136 stations had been damaged.", 77, "buildings_damaged"),
        ("She said that nine of the 24 colleagues on her shift had tested positive for cholera.", 24, "count:colleagues"),
        ("No fewer than 30,000 of the 90,000 townspeople have lost their homes.", 90_000, "population"),
        # a bare number goes on with what the sentence before told first
        ("The commission counts 39 dead and 361 injured. The president speaks of 19.", 19, "killed"),
        ("At least 1,300 were killed and 310 are missing. An officer dismissed the figure of 1,300.", 1300, "killed"),
        # who they are, not what befell them
        ("Some 185 deaths in protests over a woman's arrest; 19 were minors.", 19, "killed"),
        # a question
        ("How many have died? The agency had listed no fewer than 284 protesters.", 284, "killed"),
        ("How many are held? Around 14,170, the agency says.", 14_170, "arrested"),
        # the noun that governs, and the word within the phrase
        ("By Monday it had recorded the killing of 326 protesters.", 326, "killed"),
        ("The group stood at 448 dead protesters on Tuesday.", 448, "killed"),
        ("The marchers numbered 500; 40 children were among the dead.", 40, "killed"),
        # a share of the dead is no case fatality, one of the infected who die is
        ("Almost four in every hundred cholera patients do not survive, and half of the dead never saw a doctor.", 50, "share"),
        ("In past outbreaks of Ebola the virus has killed 88% of those who caught it.", 88, "case_fatality"),
        # suspected and confirmed together are all cases
        ("The ministry has recorded 9,580 cholera cases, suspected and confirmed together.", 9580, "cases_total"),
        ("Of the cholera cases 66 are deemed probable.", 66, "cases_probable"),
        # what cases and names are of, and labels
        ("The institute lists 535 cases of injury.", 535, "injured"),
        ("A separate list carries 111 names of missing persons.", 111, "missing"),
        ("Cholera is in the camps. Confirmed infections in the camps: 123.", 123, "cases_confirmed"),
        # a part of which no verb says more
        ("At least 650 people lost their lives, about 400 of them before the prime minister fled.", 400, "killed"),
        # peoples whose name ends on -is
        ("Around 18 million young Bangladeshis are out of work.", 18e6, "count:bangladeshis"),
        ("Rubén Quispe, 17, was shot on the bridge.", 17, "age"),
    ],
)
def test_the_measure_of_an_amount(text: str, low: float, wanted: str) -> None:
    found = {c.measure for c in READER.read(Report(text=text)).claims if c.amount.low == low}
    assert wanted in found, f"{text!r}: {sorted(found)}"


def test_an_age_limit_is_nobodys_age() -> None:
    claims = READER.read(Report(text="Children under five are treated first.")).claims
    assert not [c for c in claims if c.measure == "age"]


def test_the_time_before_a_note_is_no_amount() -> None:
    claims = READER.read(Report(text="16.15 - The governor corrects himself: seven people died.")).claims
    assert [c.amount.low for c in claims] == [7]


@pytest.mark.parametrize(
    ("text", "approx"),
    [
        ("The agency puts the dead at 284 at the least.", "at_least"),
        ("The officer was still talking about 5,300 dead.", "exact"),
        ("The displaced are spread over 505 camps.", "exact"),
        ("The total of those displaced passes 1.45 million.", "more_than"),
    ],
)
def test_how_exact_an_amount_is(text: str, approx: str) -> None:
    assert {c.amount.approx.value for c in READER.read(Report(text=text)).claims} == {approx}


def test_a_bare_billion_goes_on_with_the_sum_before_it() -> None:
    text = "The chief of the bank talks of $30 billion; the finance ministry arrived at 12.5 billion."
    assert [(c.measure, c.amount.low, c.amount.unit) for c in READER.read(Report(text=text)).claims] == [
        ("money", 30e9, "USD"),
        ("money", 12.5e9, "USD"),
    ]
