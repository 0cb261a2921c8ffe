"""The gazetteer: names, regions, countries, a user's own places, and its speed and size."""

import time
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.core.errors import PackError
from stemma.core.gazetteer import Gazetteer, fold_name

GAZETTEER = Gazetteer()


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Sudzha", "geo:486816"),
        ("Kursk Oblast", "a1:RU.41"),
        ("Kursk", "a1:RU.41"),
        ("Kiev", "geo:703448"),
        ("Artemivsk", "geo:713174"),
        ("Avdeyevka", "geo:713122"),
        ("Antioch", "geo:323779"),
        ("São Paulo", "geo:3448439"),
        ("Sao Paulo", "geo:3448439"),
        ("Cox's Bazar", "geo:1336134"),
        ("DPRK", "cc:KP"),
        ("Türkiye", "cc:TR"),
        ("Strait of Hormuz", "ft:hormuz"),
        ("Marrakesh-Safi", "a1:MA.07"),
    ],
)
def test_names_find_their_places(name: str, id: str) -> None:
    assert id in [c.id for c in GAZETTEER.look_up(name)]


def test_a_name_that_nothing_bears_finds_nothing() -> None:
    assert GAZETTEER.look_up("Qwrtzpf") == []
    assert GAZETTEER.look_up("") == []
    assert GAZETTEER.look_up("Курск") == []


def test_places_lie_where_they_lie() -> None:
    sudzha = next(c for c in GAZETTEER.look_up("Sudzha") if c.id == "geo:486816")
    assert (round(sudzha.lat, 1), round(sudzha.lon, 1)) == (51.2, 35.3)
    assert (sudzha.country, sudzha.region, sudzha.kind) == ("RU", "a1:RU.41", "town")
    assert 6_500 < sudzha.population < 7_500


def test_regions_by_id() -> None:
    region = GAZETTEER.region("a1:RU.41")
    assert region is not None
    assert (region.name, region.kind, region.country) == ("Kursk Oblast", "region", "RU")
    assert GAZETTEER.region("a1:RU.999") is None
    assert GAZETTEER.region("") is None


def test_countries_and_their_adjectives() -> None:
    country = GAZETTEER.country("UA")
    assert country is not None
    assert (country.name, country.capital) == ("Ukraine", "Kyiv")
    assert GAZETTEER.country("ZZ") is None
    assert GAZETTEER.countries_of("Ukrainians") == ("UA",)
    assert GAZETTEER.countries_of("Congolese") == ("CD", "CG")
    assert GAZETTEER.countries_of("Tuesday") == ()


def test_every_country_has_a_code_a_place_and_no_name_twice() -> None:
    countries = list(GAZETTEER.countries())
    assert len(countries) > 200
    assert len({c.iso2 for c in countries}) == len(countries)
    names = [name for c in countries for name in {fold_name(n) for n in (c.name, *c.names)}]
    assert len(names) == len(set(names)), sorted(n for n in names if names.count(n) > 1)
    assert all(abs(c.lat) <= 90 and abs(c.lon) <= 180 for c in countries)


def test_own_places_win(tmp_path: Path) -> None:
    path = tmp_path / "places.tsv"
    path.write_text("# id\tname ...\nbase\tKursk\tBase K|Point K\tarea\tUA\t48.1\t37.5\n", encoding="utf-8")
    own = Gazetteer(user_places=path)
    assert [c.id for c in own.look_up("kursk")] == ["user:base"]
    assert own.look_up("Point K")[0].name == "Kursk"


def test_faults_in_own_places_are_all_named(tmp_path: Path) -> None:
    path = tmp_path / "places.tsv"
    path.write_text("a\tA\t\ttown\tUA\t48.1\nb\tB\t\ttown\tUA\tnorth\t37\n", encoding="utf-8")
    with pytest.raises(PackError, match=r"line 1: wanted 7 columns.*\n.*line 2: 'north' and '37' are no latitude"):
        Gazetteer(user_places=path)


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gazetteer.bin"
    path.write_bytes(b"something else entirely, but long enough")
    with pytest.raises(PackError, match="no gazetteer"):
        Gazetteer(path)


def test_size_and_speed() -> None:
    assert (files("stemma") / "data" / "gazetteer.bin").read_bytes().__len__() <= 15_000_000
    names = ["Kurakhove", "Derna", "Nowhere at all", "Georgia"] * 250
    start = time.process_time()
    for name in names:
        GAZETTEER.look_up(name)
    assert (time.process_time() - start) / len(names) < 0.001  # about 10 microseconds on an idle machine


@given(st.text(max_size=60))
def test_any_name_may_be_asked(name: str) -> None:
    assert fold_name(fold_name(name)) == fold_name(name)
    assert all(-90 <= c.lat <= 90 and -180 <= c.lon <= 180 for c in GAZETTEER.look_up(name))
