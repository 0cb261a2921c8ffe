"""Numbers of two figures that a reader may take for one thing: told where the signs say so, and few for each figure."""

from __future__ import annotations

from dataclasses import replace

from tests.weighing.piles import Pile

from stemma.core.packs import Pack
from stemma.core.types import Conflict

RULE = "weigh.likened"


def with_bounds(pack: Pack, sure: float, most: int = 3) -> Pack:
    """The pack with another likelihood from which pairs are told."""
    table = {**pack.tables["likened"], "bounds": {"sure": sure, "most": most}}
    return replace(pack, tables={**pack.tables, "likened": table})


def told(pile: Pile) -> list[Conflict]:
    """The pairs that were told as likened."""
    return [c for c in pile.weigh().conflicts if c.reasons[0].rule == RULE]


def repairs(pack: Pack) -> Pile:
    """The cost of repairs in two reports, linked to two figures."""
    pile = Pile(pack).report("Post", "2031-05-02").report("Echo", "2031-05-03")
    said = {"unit": "EUR", "nature": "level", "after": " will be needed to repair the broken dykes along the river. "}
    pile.say("Post.cost", "4200000", "money", "one", who="Ministry", subject="repair of dykes", **said)
    return pile.say("Echo.cost", "4700000", "money", "two", who="Mayor", subject="repair of dykes", **said)


def test_two_numbers_of_two_figures_are_told_where_they_are_likely_taken_for_one(pack: Pack) -> None:
    pile = repairs(pack)
    (found,) = told(pile)
    assert found.kind == "apparent" and pile.labels(found.claims) == ["Post.cost", "Echo.cost"]
    assert "4.2 million" in found.why and "4.7 million" in found.why


def test_none_is_told_where_nothing_is_sure_enough(pack: Pack) -> None:
    assert not told(repairs(with_bounds(pack, 1.0)))
    assert not told(repairs(with_bounds(pack, 0.0, 0)))


def test_one_number_and_numbers_of_other_things_are_not_told(pack: Pack) -> None:
    pile = Pile(with_bounds(pack, 0.0)).report("Post", "2031-05-02").report("Echo", "2031-05-03")
    pile.say("Post.dead", "40", "killed", "one", nature="total").say("Echo.dead", "40", "killed", "two", nature="total")
    pile.say("Echo.rain", "300", "rainfall", "three", unit="mm")
    assert not told(pile)


def test_a_figure_is_shown_beside_few_others(pack: Pack) -> None:
    pile = Pile(with_bounds(pack, 0.0, 2))
    for at in range(6):
        pile.report(f"Paper{at}", f"2031-05-0{at + 1}")
        pile.say(f"Paper{at}.n", str(4200000 + 310000 * at), "money", f"f{at}", unit="EUR", nature="level", subject="repair of dykes")
    shown = [claim for found in told(pile) for claim in found.claims]
    assert shown and max(shown.count(claim) for claim in shown) <= 2
