"""What a bare number counts: the noun of "the number of", and that of the whole of which a part is told."""

import pytest

from stemma.core.packs import load_pack
from stemma.core.types import Moment, Report
from stemma.reading.reader import Reader

READER = Reader(load_pack())


def measures_of(text: str) -> dict[float, str]:
    report = Report(text=text, published=Moment(iso="2024-11-24"))
    return {c.amount.low or 0.0: c.measure for c in READER.read(report).claims}


@pytest.mark.parametrize(
    ("text", "low", "wanted"),
    [
        ("The geologists put the number of landslides at 305.", 305, "count:landslides"),
        ("The number of polling places shut stood at 92 by noon.", 92, "count:places"),
        ("The lobby puts at 640 the number of orchards lost to the hail.", 640, "count:orchards"),
        ("The number of dead now stands at 18.", 18, "killed"),
        ("The number of people killed in the attacks rose to 45.", 45, "killed"),
    ],
)
def test_the_number_of_something_counts_it(text: str, low: float, wanted: str) -> None:
    assert measures_of(text)[low] == wanted


@pytest.mark.parametrize(
    ("text", "low", "wanted"),
    [
        ("Nine teachers out of 24 are on sick leave.", 24, "count:teachers"),
        ("Some 450 police stations out of 639 were attacked.", 639, "count:stations"),
        ("The spokesman says that 12 out of 14 districts have changed hands.", 12, "count:districts"),
        ("At the stadium 500 out of 800 beds are filled.", 500, "count:beds"),
        ("Of 800 beds, 500 are filled.", 500, "count:beds"),
        ("Of the 44 rockets fired, 40 were intercepted.", 40, "missiles_downed"),
    ],
)
def test_a_part_and_its_whole_count_the_same(text: str, low: float, wanted: str) -> None:
    assert measures_of(text)[low] == wanted


def test_police_sent_out_are_claimed_as_troops_deployed() -> None:
    assert measures_of("About 3,000 police officers were on duty in the city.")[3000] == "troops_deployed"


@pytest.mark.parametrize(
    ("text", "low", "wanted"),
    [
        ("The jail was built for 1,500.", 1500, "capacity"),
        ("The hall has room for 300 people.", 300, "capacity"),
        ("The stand had been passed for 900 people.", 900, "capacity"),
        ("The shelter can take 800.", 800, "capacity"),
    ],
)
def test_room_for_people_is_no_crowd(text: str, low: float, wanted: str) -> None:
    assert measures_of(text)[low] == wanted


@pytest.mark.parametrize(
    ("text", "low", "wanted"),
    [
        ("The drought killed 600 head of cattle.", 600, "count:cattle"),
        ("Police nicked 14 yobs after the match.", 14, "arrested"),
        ("The mortar fire killed 4 squaddies.", 4, "killed"),
    ],
)
def test_animals_are_not_killed_as_people_are_and_slang_names_people(text: str, low: float, wanted: str) -> None:
    assert measures_of(text)[low] == wanted
