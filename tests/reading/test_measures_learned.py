"""Marked sentences whose measure the learned chooser has to know; it is fitted on them too, so that no later fit forgets them."""

from __future__ import annotations

import pytest

from stemma.core.packs import load_pack
from stemma.core.types import Moment, Report
from stemma.reading.measures.learned import Chooser
from stemma.reading.reader import Reader

READER = Reader(load_pack())


@pytest.mark.parametrize(
    ("text", "low", "wanted"),
    [
        ("The staff counted 30 clashes along the river, with 7 still under way.", 7, "engagements"),
        ("The quarter lost 2,207 edifices in the shelling.", 2207, "buildings_destroyed"),
        ("Volunteers got six inhabitants out before the bridge fell.", 6, "rescued"),
        ("Another 117 were cowering in the ruins.", 117, "missing"),
        ("Nine fishermen could not be reached by the coastguard.", 9, "missing"),
        ("The fever took eleven, the nurse said.", 11, "deaths"),
        ("The guerrillas slew 14 soldiers at the ford.", 14, "killed"),
        ("Police nabbed 18 looters overnight.", 18, "arrested"),
        ("Sixteen pupils fell sick after the meal.", 16, "cases_total"),
        ("Boats took 40 villagers off the roofs.", 40, "rescued"),
        ("Twelve staff were cut by glass.", 12, "injured"),
    ],
)
def test_the_measure_of_an_amount(text: str, low: float, wanted: str) -> None:
    claims = READER.read(Report(text=text, published=Moment(iso="2024-11-24"))).claims
    assert [c.measure for c in claims if low in (c.amount.low, c.amount.high)] == [wanted]


def test_without_weights_the_rules_alone_answer() -> None:
    pack = load_pack()
    text = "Police said that 18 looters had been arrested."
    ruled = Reader(pack, chooser=Chooser(pack, "")).read(Report(text=text, published=Moment(iso="2024-11-24")))
    assert [(c.measure, c.reasons[0].rule) for c in ruled.claims] == [("arrested", "read.measure/1")]


def test_a_learned_choice_names_what_spoke_for_it() -> None:
    pack = load_pack()
    weights = "count killed\nhead looter\t1:80\nany\t1:200"
    claims = (
        Reader(pack, chooser=Chooser(pack, weights))
        .read(Report(text="Some 18 looters stood by.", published=Moment(iso="2024-11-24")))
        .claims
    )
    assert [c.measure for c in claims] == ["killed"]
    assert claims[0].reasons[0].rule == "read.measure-learned/1"
    assert claims[0].reasons[0].detail == "Killed: any +10.00, head looter +4.00"
