"""Balances of what was taken, lost and held, rates times days, and totals that fall."""

from __future__ import annotations

import pytest
from tests.weighing.piles import Pile

from stemma.core.packs import Pack


def checks(pile: Pile) -> list[tuple[str, bool]]:
    return [(c.rule, c.holds) for c in pile.weigh().checks]


@pytest.mark.parametrize(("held", "found"), [("about 800", True), ("900", False), ("300", None)])
def test_held_is_taken_less_lost(pack: Pack, held: str, found: bool | None) -> None:
    pile = Pile(pack).report("Post")
    pile.say("Post.took", "1376", "territory_captured", "took", unit="km2", subject="Norvia")
    pile.say("Post.lost", "576", "territory_lost", "lost", unit="km2", subject="Norvia")
    pile.say("Post.held", held, "territory_held", "held", unit="km2", subject="Norvia")
    assert [c for c in checks(pile) if c[0] == "weigh.balance"] == ([] if found is None else [("weigh.balance", found)])


@pytest.mark.parametrize(("way", "found"), [("about 2000", True), ("1600", False), ("9000", None)])
def test_a_rate_times_its_days_is_the_way(pack: Pack, way: str, found: bool | None) -> None:
    pile = Pile(pack).report("Post")
    pile.say("Post.rate", "200", "advance_rate", "rate", unit="m/day", subject="Norvia")
    pile.say("Post.days", "10", "duration", "days", unit="days")
    pile.say("Post.way", way, "advance", "way", unit="m", subject="Norvia")
    assert [c for c in checks(pile) if c[0] == "weigh.rate"] == ([] if found is None else [("weigh.rate", found)])


@pytest.mark.parametrize(
    ("early", "late", "who", "fallen"),
    [("90", "60", "Ministry", True), ("60", "90", "Ministry", False), ("90", "60", "Rebels", False), ("90", "89", "Ministry", False)],
)
def test_a_running_total_of_one_speaker_does_not_fall(pack: Pack, early: str, late: str, who: str, fallen: bool) -> None:
    pile = Pile(pack).report("Post", "2031-05-02").report("Courier", "2031-05-06")
    pile.say("Post.early", early, nature="total", who="Ministry", day="2031-05-02")
    pile.say("Courier.late", late, nature="total", who=who, day="2031-05-06")
    assert (("weigh.falls", False) in checks(pile)) == fallen
