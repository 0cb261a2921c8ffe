"""Datelines: the capitals before a report's first sentence say where it is told from, and of where it tells if it names nothing else."""

import pytest

from stemma.core.gazetteer import Gazetteer
from stemma.core.packs import load_pack
from stemma.core.types import Moment, Report
from stemma.intake import Dresser
from stemma.reading.reader import Reader

READER = Reader(load_pack(), Gazetteer())


def read(text: str) -> tuple[list[tuple[str, str]], list[str]]:
    """The places of a report with their ids, and the places of its figures."""
    report = Dresser()(Report(text=f"Title: What the water took\n\n{text}", published=Moment(iso="2025-06-01")))
    looked = READER.look(report)
    claims = READER.read(report).claims
    return [(p.place.name, p.place.id) for p in looked.places], [c.place.name if c.place is not None else "" for c in claims]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("MOKWA - ", "Mokwa"),
        ("MOKWA (RNA) - ", "Mokwa"),
        ("MOKWA, May 31 - ", "Mokwa"),
        ("GOMA - ", "Goma"),  # four capitals, and no initials
        ("LAE — ", "Lae"),
        ("KERRVILLE - ", "Kerrville"),
        ("EL FASHER - ", "El Fasher"),
    ],
)
def test_a_town_alone_in_the_dateline_is_where_it_happened(line: str, name: str) -> None:
    places, told = read(f"{line}Idris Ndako is a bricklayer. Some 72 people died and 312 houses fell in.")
    assert [place for place, id in places if id] == [name]
    assert told == [name, name]


@pytest.mark.parametrize("line", ["KHIRBET SELM, Lebanon (RNA) - ", "TIFFIN MAZA, Nigeria - "])
def test_a_place_in_no_list_keeps_its_name(line: str) -> None:
    places, _ = read(f"{line}Some 72 people died.")
    assert places[0] == (line.partition(",")[0].title(), "")


@pytest.mark.parametrize("line", ["VALENCIA - ", "UPDATE - ", "RNA - ", "READING - ", "ALERT - ", "RNA, Nigeria - "])
def test_what_may_be_several_towns_or_none_is_left_open(line: str) -> None:
    places, _ = read(f"{line}Some 72 people died.")
    assert all(place == "Nigeria" for place, _ in places)


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Floods in Mokwa took 12 houses.", "geo:2329981"),
        ("Rescuers in Mokwa pulled 40 people out.", "geo:2329981"),
    ],
)
def test_a_short_name_that_one_fair_town_alone_bears(text: str, id: str) -> None:
    assert [found for _, found in read(text)[0]] == [id]
