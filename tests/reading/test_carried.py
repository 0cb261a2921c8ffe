"""What an amount takes over from the one beside it, and what it does not."""

from __future__ import annotations

import pytest

from stemma.core.packs import load_pack
from stemma.core.types import Claim, Report
from stemma.reading.reader import Reader

READER = Reader(load_pack())


def claims(text: str) -> list[Claim]:
    return list(READER.read(Report(text=text)).claims)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("A gallon of petrol costs 30,000 rupees, against 9,000 a week ago.", ["INR", "INR"]),
        ("Some 55,000 square kilometres are flooded, down from 75,000 in August.", ["km2", "km2"]),
        ("A gallon of fuel in Sudan costs 30,000 pounds. Sudan has no fuel.", ["SDG"]),
        ("A gallon of fuel in Sudan costs 30,000 pounds. Sudan has no fuel, Britain said.", ["GBP"]),
        ("The farmers lost 2 million acres.", ["ha"]),
    ],
)
def test_units(text: str, units: list[str]) -> None:
    assert [c.amount.unit.partition("/")[0] for c in claims(text)] == units


def test_acres_are_hectares() -> None:
    assert claims("The fire burned 1,000 acres of forest.")[0].amount.low == pytest.approx(404.7)


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("The charity interviewed 1,200 households.", ["count:households"]),
        ("The storm hit 1,460 pumps, 432 of which are beyond repair.", None),
        ("Mill owners fear that 45 percent of the crop has been lost.", ["share"]),
        ("More than 8,000 people have crossed into Chad.", ["refugees"]),
        ("The Population Fund counts 650,000 expectant mothers.", ["count:mothers"]),
        ("A sack of millet sells for 27,000 francs in Chad.", ["money"]),
    ],
)
def test_measures(text: str, measures: list[str] | None) -> None:
    found = [c.measure for c in claims(text)]
    assert found == measures if measures is not None else len(set(found)) == 1


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("The toll has gone up to 1,208 dead.", 1208, 1208),
        ("The toll may reach up to 1,208 dead.", None, 1208),
        ("The officer would own up to 50 dead.", 50, 50),
        ("Growth will be 3 per cent at best.", None, 3),
    ],
)
def test_up_to_is_no_bound_behind_a_verb_of_motion(text: str, low: float | None, high: float | None) -> None:
    amount = claims(text)[0].amount
    assert (amount.low, amount.high) == (low, high)


@pytest.mark.parametrize(
    "text", ["The ticket costs thirteen dollars and forty-five cents.", "The ticket costs thirteen dollars forty-five."]
)
def test_dollars_and_cents_are_one_sum(text: str) -> None:
    assert [c.amount.low for c in claims(text)] == [13.45]


def test_what_is_set_against_a_count_counts_the_same() -> None:
    assert [c.counted for c in claims("Some 460 vehicles have been stolen, compared with 63 last year.")] == ["vehicles", "vehicles"]
