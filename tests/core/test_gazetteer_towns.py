"""Towns of little-covered lands that are listed by hand."""

from __future__ import annotations

from math import cos, hypot, radians

import pytest

from stemma.core.gazetteer import Gazetteer
from stemma.core.packs import read_tsv

GAZETTEER = Gazetteer()
ROWS = list(read_tsv("en", "towns.tsv"))
REACH = 600.0  # kilometres from the middle of its region


def test_no_town_is_listed_twice() -> None:
    assert len({row[0] for row in ROWS}) == len(ROWS)


def test_every_town_lies_in_its_region() -> None:
    for id, name, _, kind, parent, lat, lon in ROWS:
        region = GAZETTEER.region(parent) if parent.startswith("a1:") else None
        assert kind in ("town", "district", "region"), id
        if region is not None:
            north, east = float(lat) - region.lat, (float(lon) - region.lon) * cos(radians(region.lat))
            assert hypot(north, east) * 111 < REACH, name
        else:
            assert GAZETTEER.country(parent) is not None, id


@pytest.mark.parametrize(("name", "country"), [("Taleex", "SO"), ("Abdullah Khil", "AF"), ("Kitchanga", "CD"), ("Depayin", "MM")])
def test_towns_are_found_under_their_spellings(name: str, country: str) -> None:
    assert country in {place.country for place in GAZETTEER.look_up(name)}
