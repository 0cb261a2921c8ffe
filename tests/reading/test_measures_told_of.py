"""Who tells a number says nothing of what it measures."""

from stemma.core.packs import load_pack
from stemma.core.types import Moment, Report
from stemma.reading.reader import Reader

READER = Reader(load_pack())


def measure_of(text: str, value: float) -> str:
    report = Report(text=text, published=Moment(iso="2024-11-24"))
    return next(c.measure for c in READER.read(report).claims if c.amount.low == value)


def test_rebels_who_say_a_number_are_not_deployed_by_it() -> None:
    text = "The storm killed 41 villagers, an elder revealed, and rebels say the real number is over 400."
    assert measure_of(text, 41) == "killed"
    assert measure_of(text, 400) == "killed"


def test_fighters_of_whom_a_number_is_told_are_what_it_counts() -> None:
    assert measure_of("The rebels number over 400 at the front, the army says.", 400).startswith(("troops", "count"))
