"""What two reports share by chance tells no kinship; patterns that are looked for only where a word of theirs stands."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.descent.test_nearness import matters, tied
from tests.making import told

from stemma.core.engine import OneProcess
from stemma.core.packs import Pack
from stemma.core.text import segment
from stemma.descent.evidence import beyond_chance, joint
from stemma.descent.matter import Matter, MatterFinder
from stemma.descent.overlap import Rarity
from stemma.descent.trace import _matters

STREETS = ["Alder", "Birch", "Cedar", "Elm", "Hazel", "Larch", "Maple", "Oak", "Rowan", "Willow"]


def list_of(pack: Pack, *rows: list[int]) -> list[Matter]:
    """Reports that list the wounded of a weekend by age, two weeks apart."""
    reports = [
        told(
            " ".join(f"A man of {{{age}|age|place=Ossel}} was hit at {STREETS[(k + n) % 10]} Street." for n, age in enumerate(ages)),
            f"Paper {k}",
            f"2031-05-{6 + 14 * k:02d}",
        )
        for k, ages in enumerate(rows)
    ]
    return _matters([r.report for r in reports], [r.extract for r in reports], MatterFinder(pack, ()), OneProcess())


def test_ages_that_stand_in_two_long_lists_by_chance_tell_nothing(pack: Pack) -> None:
    here = [17, 19, 21, 23, 25, 27, 29, 31, 33, 35, 37, 39]
    there = [17, 22, 21, 24, 26, 28, 30, 32, 34, 36, 38, 40]
    first, second = list_of(pack, there, here)
    ties = tied(pack, second, first)
    assert len({m.item.id for m in ties[0].overlap.met}) >= 2
    assert beyond_chance(ties, ties[0].overlap.met) == 0.0
    _, reasons = joint(ties, Rarity([first, second]), pack.tables["descent"]["weights"])
    assert all(r.weight == 0.0 for r in reasons)


def test_a_list_taken_over_whole_tells_all_that_it_did(pack: Pack) -> None:
    ages = [17, 19, 21, 23, 25, 27, 29, 31, 33, 35, 37, 39]
    first, second = list_of(pack, ages, ages)
    ties = tied(pack, second, first)
    assert beyond_chance(ties, ties[0].overlap.met) == pytest.approx(1.0)


def test_a_few_ages_are_not_set_against_chance(pack: Pack) -> None:
    first, second = list_of(pack, [17, 19, 80], [17, 20, 70])
    ties = tied(pack, second, first)
    assert beyond_chance(ties, ties[0].overlap.met) == 1.0


def test_a_report_without_figures_has_nothing_by_chance(pack: Pack) -> None:
    first, second = matters(pack, ["The ferry sank at noon."], ["At noon the ferry sank."])
    assert beyond_chance(tied(pack, second, first), ()) == 1.0


@given(data=st.data())
def test_no_idiom_stands_where_none_of_its_words_does(pack: Pack, data: st.DataObject) -> None:
    credit = pack.tables["descent"]["credit"]
    idiom = data.draw(st.sampled_from(credit["idioms"])).replace("{name}", "Tarn Mail")
    said = data.draw(st.from_regex(re.compile(idiom), fullmatch=False).filter(lambda s: len(s) < 200))
    found = re.search(idiom, said)
    assert found is not None
    whole = f"{found.group()} that"
    assert not frozenset(credit["idiom_words"]).isdisjoint(t.key for t in segment(whole).tokens)


@given(data=st.data())
def test_no_agency_is_named_where_none_of_its_words_stands(pack: Pack, data: st.DataObject) -> None:
    credit = pack.tables["descent"]["credit"]
    finder = MatterFinder(pack, ())
    shape = data.draw(st.sampled_from([*map(re.escape, credit["agencies"]), *credit["shapes"]]))
    name = data.draw(st.from_regex(re.compile(shape, re.ASCII), fullmatch=True))
    assert not finder._agency_words.isdisjoint(t.key for t in segment(f"So {name} said.").tokens)
