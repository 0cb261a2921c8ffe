"""Of whom shares are: votes of those who stand for election, parts by age, bases without the verb behind them."""

import pytest

from stemma.core.packs import load_pack
from stemma.core.types import Report
from stemma.reading.reader import Reader

READER = Reader(load_pack())


@pytest.mark.parametrize(
    ("text", "low", "wanted"),
    [
        # votes are for somebody
        ("The count of the election gave Marin 61 percent of the vote and her rival, Eva Holm, 9.9 percent.", 61, "votes for Marin"),
        ("The count of the election gave Marin 61 percent of the vote and her rival, Eva Holm, 9.9 percent.", 9.9, "votes for Eva Holm"),
        ("The count gave Marin 61 percent of the vote, on a turnout of 84 percent.", 84, "turnout"),
        ("The result of the election was 80.1 per cent for Mr Okafor and 10 per cent for Ms Bello.", 10, "votes for Ms Bello"),
        ("Mr Okafor says that he won about 58% of ballots; his rival is credited with some 12%.", 58, "votes for Mr Okafor"),
        ("Mr Okafor says that he won about 58% of ballots; his rival is credited with some 12%.", 12, "votes for rival"),
        ("After the election the firm won 40% of the contracts.", 40, "contracts"),
        # parts by age
        ("Some 1,300 people have died and one in four was a child.", 25, "children"),
        ("Roughly four in ten of those carried in are under five.", 40, "children under five"),
        ("The dead now number 32, five of them under eighteen.", 5, "children under eighteen"),
        ("We saw 40 patients. More than half were not yet five years old.", 50, "children under five"),
        ("Fewer than 6 of the houses were under water.", 6, "houses"),
        # who makes up a share
        ("Children under 15 make up 41 per cent of the cases.", 41, "Children under 15 among cases"),
        # where a base ends
        ("Only 46% of houses carry the cover that pays for such water.", 46, "houses"),
        ("Less than half of all hospitals still work properly.", 50, "hospitals"),
        ("The firm finds that 70% of the French want the law withdrawn.", 70, "French"),
        ("About half of the $3.85 billion appeal had been met by October.", 50, "appeal"),
        ("At Bulengo 2,140 shelters were standing, a third of what there had been.", 33.3, "shelters"),
        # a verb that may be a noun
        ("Unemployment among the young stands at 20.8 percent.", 20.8, "Unemployment"),
    ],
)
def test_of_whom_a_share_is(text: str, low: float, wanted: str) -> None:
    claims = READER.read(Report(text=text)).claims
    found = {c.subject for c in claims if any(v is not None and abs(v - low) < 0.1 for v in (c.amount.low, c.amount.high))}
    assert wanted in found, f"{text!r}: {sorted((c.subject, c.amount.low) for c in claims)}"
