"""Actors: states, institutions in any country, groups, outlets, persons."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.core.packs import Pack, load_pack
from stemma.core.text import segment
from stemma.reading.saying.actors import ActorFinder, ActorMention


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack()


@pytest.fixture(scope="module")
def finder(pack: Pack) -> ActorFinder:
    return ActorFinder(pack)


def named(finder: ActorFinder, text: str) -> dict[str, ActorMention]:
    return {text[a.start : a.end]: a for a in finder.find(segment(text))}


@pytest.mark.parametrize(
    ("text", "words", "actor", "country"),
    [
        ("Ukrainian forces held the bridge.", "Ukrainian forces", "UA.military", "UA"),
        ("Kenya's interior ministry counted the dead.", "Kenya's interior ministry", "KE.interior_ministry", "KE"),
        ("The Ministry of Defence of Armenia spoke.", "Ministry of Defence of Armenia", "AM.defence_ministry", "AM"),
        ("The defense ministry in Khartoum spoke.", "defense ministry in Khartoum", "SD.defence_ministry", "SD"),
        ("Peru's health ministry spoke.", "Peru's health ministry", "PE.health_ministry", "PE"),
        ("Kyiv rejected the offer.", "Kyiv", "UA", "UA"),
        ("The Pentagon spoke.", "Pentagon", "pentagon", "US"),
        ("The World Health Organization spoke.", "World Health Organization", "who", ""),
    ],
)
def test_states_and_their_institutions(finder: ActorFinder, text: str, words: str, actor: str, country: str) -> None:
    found = named(finder, text)
    assert words in found, list(found)
    assert (found[words].actor, found[words].country) == (actor, country)


def test_spelling_variants_are_one_actor(finder: ActorFinder) -> None:
    ids = {
        named(finder, f"{name} spoke.")[name].actor
        for name in ("Russia's Defence Ministry", "Russia's defense ministry", "Russian Ministry of Defence")
    }
    assert ids == {"RU.defence_ministry"}


def test_an_institution_without_a_country_is_that_of_its_last_namesake(finder: ActorFinder) -> None:
    found = finder.find(segment("Chad's health ministry reported 12 cases. The health ministry sent doctors."))
    assert [a.country for a in found if a.actor.endswith("health_ministry")] == ["TD", "TD"]


def test_a_capital_after_in_is_a_place(finder: ActorFinder) -> None:
    assert "Kyiv" not in named(finder, "Five people were hurt in Kyiv.")


def test_a_surname_stands_for_the_full_name(finder: ActorFinder) -> None:
    found = finder.find(segment("President Ana Duarte visited the town. Duarte promised tents, and Mr Okello, a farmer, thanked her."))
    persons = [a.name for a in found if a.kind == "person"]
    assert persons[:2] == ["Ana Duarte", "Ana Duarte"]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The Halden Mapping Institute drew the line.", "Halden Mapping Institute", "institution"),
        ("The Delta Observatory for Human Rights counted.", "Delta Observatory for Human Rights", "institution"),
        ("The Quillfield Gazette printed it.", "The Quillfield Gazette", "outlet"),
        ("Interfax printed it.", "Interfax", "agency"),
        ("A farmer, said Tomas Reyes, lost his cows.", "Tomas Reyes", "person"),
    ],
)
def test_names_known_by_their_shape(finder: ActorFinder, text: str, name: str, kind: str) -> None:
    assert (name, kind) in [(a.name, a.kind) for a in finder.find(segment(text))]


def test_an_acronym_in_brackets_stands_for_its_organisation(finder: ActorFinder) -> None:
    found = finder.find(segment("The Delta Survey Institute (DSI) counted 12. DSI will count again."))
    assert {a.name for a in found} == {"Delta Survey Institute"}
    assert found[-1].start > 40


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_no_text_is_too_odd(text: str) -> None:
    finder = ActorFinder(load_pack(("conflict",)))
    found = finder.find(segment(text))
    assert all(0 <= a.start < a.end <= len(text) for a in found)
    assert [a.start for a in found] == sorted(a.start for a in found)
