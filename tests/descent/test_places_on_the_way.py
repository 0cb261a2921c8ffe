"""Counts that were moved on the way: to another place, to a wider one, to all of it, or to a part; and readings that only differ."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.descent.passages import item, matter, passage

from stemma.core.packs import Pack
from stemma.core.types import Place
from stemma.descent.moved import Whereabouts
from stemma.descent.setting import Passage, moves_of, readings_of

NORVIA = Place(name="Norvia", kind="country", id="cc:NV", words="Norvia")
OSSELAND = Place(name="Osseland", kind="region", id="a1:NV.1", words="Osseland")
KESS = Place(name="Kess", kind="town", id="geo:1", words="Kess")
LENZ = Place(name="Lenz", kind="town", id="geo:2", words="Lenz")


def in_family(found: Passage) -> Passage:
    """Two more reports of the family have the number with the older place, as most have that is told again."""
    place = found.older.claim.place
    assert place is not None
    others = {name: matter(name, "2031-05-08", "43 drowned", item(name, place)) for name in ("three", "four")}
    readings = readings_of({m.id: m for m in (found.setting.parent, found.setting.child)} | others)
    return found._replace(setting=replace(found.setting, readings=readings))


@pytest.mark.parametrize(
    ("a", "b", "before", "after", "sign"),
    [
        (KESS, LENZ, "43 drowned in Kess", "43 drowned in Lenz", "named_new"),
        (KESS, OSSELAND, "43 drowned in Kess", "across Osseland 43 drowned", "widened"),
        (KESS, OSSELAND, "43 drowned in Kess", "in the province of Osseland 43 drowned", "widened"),
        (KESS, NORVIA, "43 drowned in Kess", "43 drowned across the country, in all of Norvia", "over"),
        (KESS, KESS, "1,084 fell on the left bank of Kess", "1,084 fell across the whole of Kess", "part_lost"),
        (NORVIA, KESS, "1,959 fell throughout Norvia", "almost 2,000 fell in Kess", "narrowed"),
        (NORVIA, KESS, "nationwide in Norvia 19 died", "19 lay dead in Kess", "narrowed"),
    ],
)
def test_moved(pack: Pack, a: Place, b: Place, before: str, after: str, sign: str) -> None:
    where = Whereabouts(pack)
    found = in_family(passage(a, b, before, after))
    assert sign in where.signs(found)
    assert where.change(found) is not None


@pytest.mark.parametrize(
    ("a", "b", "before", "after"),
    [
        (KESS, KESS, "43 drowned in Kess", "in Kess 43 lost their lives"),
        (KESS, OSSELAND, "43 drowned in Kess, in Osseland", "in Osseland 43 drowned"),
        (KESS, OSSELAND, "43 drowned in Kess", "43 drowned in Kess, a town of Osseland"),
        (KESS, NORVIA, "43 drowned in Kess", "43 Norvians drowned"),
        (KESS, KESS, "1,084 fell on the left bank of Kess", "1,084 fell in Kess"),
        (NORVIA, KESS, "43 drowned", "43 people drowned"),
        (NORVIA, KESS, "the ministry counts 19", "19 lay dead in Kess"),
    ],
)
def test_not_moved(pack: Pack, a: Place, b: Place, before: str, after: str) -> None:
    if b is NORVIA and "Norvians" in after:
        b = Place(name="Norvia", kind="country", id="cc:NV", words="Norvians")
    assert Whereabouts(pack).change(passage(a, b, before, after)) is None


def test_the_family_speaks_for_a_change_and_against_it(pack: Pack) -> None:
    where = Whereabouts(pack)
    found = passage(KESS, LENZ, "43 drowned in Kess", "43 drowned in Lenz")
    other = matter("three", "2031-05-08", "43 drowned in Kess", item("three", KESS))
    matters = {m.id: m for m in (found.setting.parent, found.setting.child, other)}
    kept = found._replace(setting=replace(found.setting, readings=readings_of(matters)))
    assert "alone" in where.signs(found)
    assert "kept" not in where.signs(found)
    assert "kept" in where.signs(kept)
    assert "alone" not in where.signs(kept)
    later = replace(other, moment="2031-05-20")
    unknown = found._replace(setting=replace(found.setting, readings=readings_of({"three": later})))
    assert "alone" in where.signs(unknown)  # who wrote later cannot have been read
    assert where.weights.odds(where.signs(kept)) > where.weights.odds(where.signs(found))


def test_a_move_that_a_report_makes_again_and_again_counts_for_each(pack: Pack) -> None:
    one = passage(KESS, LENZ, "43 drowned in Kess", "43 drowned in Lenz")
    several = one._replace(setting=replace(one.setting, moves=moves_of([one, one, one])))
    where = Whereabouts(pack)
    assert where.signs(several)["moves"] > 1
    assert "moves" not in where.signs(one)


def test_the_strongest_signs_are_told(pack: Pack) -> None:
    change = Whereabouts(pack).change(passage(KESS, OSSELAND, "43 drowned in Kess", "across Osseland 43 drowned"))
    assert change is not None
    was, became, told = change
    assert (was, became) == ("Kess", "Osseland")
    assert "all of a place is spoken of" in told
