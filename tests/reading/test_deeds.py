"""Who did it and to whom it was done."""

import pytest

from stemma.core.packs import load_pack
from stemma.core.types import Moment, Report
from stemma.reading.reader import Reader

READER = Reader(load_pack())


@pytest.mark.parametrize(
    ("sentence", "measures"),
    [
        ("Two gunmen killed a guard at the gate.", {2: "troops_deployed"}),
        ("Twenty-two people were killed by two gunmen in a market.", {22: "killed", 2: "troops_deployed"}),
        ("Four attackers killed at least 30 people in the town.", {4: "crowd_size", 30: "killed"}),
        ("Five police officers shot dead two men.", {5: "troops_deployed", 2: "killed"}),
        ("Three soldiers killed the previous day were buried.", {3: "killed"}),
        ("The prosecutor has had eight officials arrested over the dams.", {8: "arrested"}),
        ("Fourteen soldiers were killed by a mine.", {14: "killed"}),
        ("Three soldiers wounded 12 people at the checkpoint.", {3: "troops_deployed", 12: "wounded"}),
        ("Seven miners survived the collapse.", {7: "count:miners"}),
    ],
)
def test_those_who_do_it_are_not_counted_among_those_to_whom_it_is_done(sentence: str, measures: dict[int, str]) -> None:
    extract = READER.read(Report(text=sentence, published=Moment(iso="2024-11-24")))
    assert {claim.amount.low: claim.measure for claim in extract.claims} == measures


@pytest.mark.parametrize(
    ("sentence", "measure"),
    [
        ("72 deaths have been recorded by the ministry: 59 protesters, 10 prisoners and 3 police personnel.", "killed"),
        ("At least 40 people were killed, among them five protesters and two police officers.", "killed"),
    ],
)
def test_who_the_dead_were_is_told_of_the_dead(sentence: str, measure: str) -> None:
    extract = READER.read(Report(text=sentence, published=Moment(iso="2024-11-24")))
    assert {claim.measure for claim in extract.claims} == {measure}


def test_prisoners_who_escape_are_no_displaced_people() -> None:
    extract = READER.read(
        Report(text="Some 826 inmates got away when a mob stormed the prison on Friday.", published=Moment(iso="2024-11-24"))
    )
    assert [claim.measure for claim in extract.claims] == ["escaped"]
