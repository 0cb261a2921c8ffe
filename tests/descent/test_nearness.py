"""Sentence by sentence: what is told again, by words that are no stock; which of two possible parents a child stands nearer to."""

from __future__ import annotations

import pytest
from tests.making import Told, told

from stemma.core.engine import OneProcess
from stemma.core.packs import Pack
from stemma.descent.closeness import Common, alike
from stemma.descent.evidence import Tie, tie
from stemma.descent.matter import Matter, MatterFinder
from stemma.descent.nearness import nearness
from stemma.descent.overlap import Rarity, figures_met, overlap
from stemma.descent.trace import _matters

WHOLE = [
    "The tanker ran aground on the Sall reef before dawn with a cargo of heavy oil.",
    "Its master had asked twice for a pilot, the harbour board reported later.",
    "Fishermen from three villages rowed open boats to lay the first boom.",
    "A slick wide as the bay was visible from the lighthouse by noon.",
    "Divers found the hull torn along the second tank on the port side.",
]
STRANGER = "Wheat prices fell sharply in Orrin after a wet spring ruined early sowing."


def matters(pack: Pack, *texts: list[str]) -> list[Matter]:
    """The matter of reports of these sentences, an hour apart."""
    reports: list[Told] = [told(" ".join(text), f"Paper {k}", f"2031-05-06T{9 + k:02d}:00:00+00:00") for k, text in enumerate(texts)]
    return _matters([r.report for r in reports], [r.extract for r in reports], MatterFinder(pack, ()), OneProcess())


def tied(pack: Pack, child: Matter, *parents: Matter) -> list[Tie]:
    table = pack.tables["descent"]
    rarity = Rarity([child, *parents])
    return [tie(child, p, overlap(child, p, rarity, 10), table) for p in parents]


def test_a_sentence_told_again_is_found_and_a_strange_one_is_not(pack: Pack) -> None:
    one, other = matters(pack, [WHOLE[0], STRANGER], [WHOLE[0].replace("before dawn", "by night"), WHOLE[1]])
    here, there, where = alike(one, other, Common())
    assert where[0] == 0
    assert here[0] == there[0] > 0.6
    assert here[1] < 0.2 and there[1] < 0.2


def test_stock_words_tell_nothing(pack: Pack) -> None:
    one, other = matters(pack, WHOLE[:1], WHOLE[:1])
    assert alike(one, other, Common()) == ((1.0,), (1.0,), (0,))
    assert alike(one, other, Common(one.content)) == ((0.0,), (0.0,), (-1,))


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_of_two_the_copy_that_lacks_what_the_child_lacks_is_nearer(pack: Pack, cut: int) -> None:
    whole, shorter, child = matters(pack, WHOLE, WHOLE[cut:], WHOLE[cut:])
    weights = pack.tables["descent"]["choice"]
    first, second = (nearness([t]).score(weights) for t in tied(pack, child, whole, shorter))
    assert second > first


def test_of_two_the_one_that_has_all_of_the_child_is_nearer(pack: Pack) -> None:
    whole, shorter, child = matters(pack, WHOLE, WHOLE[2:], WHOLE[1:])
    weights = pack.tables["descent"]["choice"]
    first, second = (nearness([t]).score(weights) for t in tied(pack, child, whole, shorter))
    assert first > second


def test_of_two_the_one_that_tells_it_in_the_same_order_is_nearer(pack: Pack) -> None:
    turned, straight, child = matters(pack, WHOLE[::-1], WHOLE, WHOLE)
    first, second = (nearness([t]) for t in tied(pack, child, turned, straight))
    assert (first.counts()["disorder"], second.counts()["disorder"]) == (10**0.5, 0.0)
    weights = pack.tables["descent"]["choice"]
    assert second.score(weights) > first.score(weights)


def test_a_second_parent_that_gives_nothing_is_idle(pack: Pack) -> None:
    whole, shorter, child = matters(pack, WHOLE, WHOLE[2:], WHOLE)
    ties = tied(pack, child, whole, shorter)
    assert nearness(ties).counts()["parent_idle"] == 1.0
    assert nearness(ties[:1]).counts()["parent_idle"] == 0.0


def test_a_run_that_comes_twice_and_one_that_is_short(pack: Pack) -> None:
    words = "one two three four five six seven eight nine ten eleven twelve"
    child, parent = matters(pack, [f"{words} {words} and {words[:18]}."], [f"{words} thirteen."])
    runs = overlap(child, parent, Rarity([child, parent]), 10).runs
    assert runs == (words, words)


def test_of_two_figures_as_near_the_first_is_met(pack: Pack) -> None:
    table = [
        told("In Orrin {1,376|buildings_destroyed} homes burned, and {1,376|buildings_destroyed} barns.", f"Paper {k}", f"2031-05-0{k + 1}")
        for k in range(2)
    ]
    one, other = _matters([r.report for r in table], [r.extract for r in table], MatterFinder(pack, ()), OneProcess())
    assert [m.source for m in figures_met(one, other)] == [other.items[0], other.items[0]]


def test_a_name_that_one_possible_parent_lacks_came_from_the_other(pack: Pack) -> None:
    told_whole = ["The tanker ran aground on the reef, the master Teodor Lund said.", "Oil reached the port of Ossel by noon."]
    nameless, named, child = matters(
        pack,
        ["The tanker ran aground on the reef, the master said.", "Oil reached the port by noon."],
        [*told_whole, *WHOLE[1:]],
        ["A reef broke the tanker open, its master Teodor Lund told the board.", "By noon oil was in the port of Ossel."],
    )
    without, beside = tied(pack, child, nameless, named)
    assert nearness([without]).counts()["name_own"] == 2
    assert nearness([beside]).counts()["name_own"] == nearness([without, beside]).counts()["name_own"] == 0
    assert nearness([beside]).score({**pack.tables["descent"]["choice"], "left_out": 0.0}) > nearness([without]).score(
        {**pack.tables["descent"]["choice"], "left_out": 0.0}
    )
