"""Of whom an amount speaks, where the report as a whole says which people or which water is meant."""

import pytest

from stemma.core.packs import load_pack
from stemma.core.types import Report
from stemma.reading.reader import Reader

READER = Reader(load_pack())


@pytest.mark.parametrize(
    ("text", "low", "wanted"),
    [
        # a depth in a report of no quake is of water
        ("The flood reached the market of Arlen. In the square the mark was at a depth of two metres.", 2, "water level"),
        # a disease named once, in a report on it alone
        ("The outbreak of dengue goes on. The clinic counts 31 patients with fever. Two deaths were announced.", 2, "dengue victims"),
        # officers of whom nothing military is told are the police's
        ("Police closed the streets before the march. About 9,000 officers were on duty.", 9000, "police officers"),
        # who admits to dead has lost its own
        ("Ukraine counts thousands of dead. Moscow, which last gave a number in May, has acknowledged 5,937 dead.", 5937, "Russian people"),
        # "his units" are those of the side with which the sentence before begins
        (
            "Ukrainian troops have pushed into Russian-held land, army chief Valerii Moroz said, a day after Moscow ordered its men out. "
            "His units took control of 12 settlements, Moroz wrote. He put the land recovered that day at 264 square kilometres.",
            264,
            "Ukrainian units",
        ),
        ("The army holds the town. The hospital in Sudan has admitted 979 wounded.", 979, "wounded people"),
        # the second of two shares behind one verb; doses are of something
        ("The town of Arlen accounts for 19% of the cases and neighbouring Dorran for 11%.", 11, "neighbouring Dorran"),
        ("Women make up 40% of the patients, children 30%.", 30, "children"),
        ("The ministry has ordered 40,000 doses of the vaccine Ixchiq.", 40_000, "doses of vaccine Ixchiq"),
        # whose soldiers help in a flood
        ("Floods and rain cut off villages in Greece. The Greek army has sent 300 soldiers and 20 boats.", 300, "Greek soldiers"),
    ],
)
def test_what_the_report_says_of_them(text: str, low: float, wanted: str) -> None:
    claims = READER.read(Report(text=text)).claims
    assert [c.subject for c in claims if c.amount.low == low] == [wanted]
