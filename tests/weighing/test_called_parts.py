"""More words by which a report tells a part, two stretches of time, and one sum in two currencies."""

# ruff: noqa: E501 - marked-up sentences stand on one line

from __future__ import annotations

import pytest
from tests.making import told
from tests.weighing.piles import Pile

from stemma.core.packs import Pack
from stemma.core.types import Conflict
from stemma.pipeline import assemble

DAY = "as_of=2031-05-02"


def conflicts(pack: Pack, text: str) -> list[Conflict]:
    """The conflicts inside one report."""
    made = told(text, "Post", published="2031-05-02")
    return list(assemble([made.report], [made.extract], (), pack).weighing.conflicts)


@pytest.mark.parametrize(
    ("text", "how"),
    [
        (f"Losses came to {{$8.5|money|subject=damage|{DAY}}}, of which {{$3.4|money|subject=damage|{DAY}}} is physical.", "“of which”"),
        (
            f"The police list {{60|killed|subject=people|{DAY}}} dead since May: {{48|killed|subject=civilians|{DAY}}} in clashes and {{11|killed|subject=drivers|{DAY}}} at blockades.",
            "in the list behind it",
        ),
        (
            f"They list {{3,823|killed|subject=people|{DAY}}} killed and {{15,859|injured|subject=people|{DAY}}} wounded. Of those, {{42|killed|{DAY}}} died on Tuesday.",
            "“of those”",
        ),
        (f"{{1,312|killed|subject=people|{DAY}}} have died. Dorran alone accounts for {{522|killed|{DAY}}}.", "“Dorran alone”"),
    ],
)
def test_a_part_by_the_words_of_its_report(pack: Pack, text: str, how: str) -> None:
    whys = [c.why for c in conflicts(pack, text) if c.verdict == "part-whole"]
    assert any(why.endswith(f"Post counts the first among the second ({how}).") for why in whys), whys


def test_a_list_that_comes_to_more_is_no_list_of_parts(pack: Pack) -> None:
    text = f"The police list {{60|killed|subject=people|{DAY}}} dead: {{48|killed|subject=civilians|{DAY}}} in May and {{31|killed|subject=drivers|{DAY}}} in June."
    assert not [c for c in conflicts(pack, text) if "in the list" in c.why]


def test_of_them_may_be_another_speakers_words(pack: Pack) -> None:
    text = f"{{1,200|captured|subject=soldiers|{DAY}|who=The ministry}} are held. An envoy expects {{350|captured|subject=soldiers|{DAY}|who=an envoy}} of them to go home."
    assert [c.verdict for c in conflicts(pack, text)] == ["part-whole"]


def test_one_week_compared_with_the_week_before(pack: Pack) -> None:
    text = f"The week saw {{1,756|cases_total|nature=total|{DAY}}} new infections, compared with {{3,014|cases_total|nature=total|{DAY}}} in the week before."
    (found,) = conflicts(pack, text)
    assert (found.kind, found.reasons[0].rule) == ("apparent", "weigh.two-windows-beside")


@pytest.mark.parametrize(("between", "rules"), [(", about ", ["weigh.currencies"]), (" and some ", [])])
def test_one_sum_in_two_currencies(pack: Pack, between: str, rules: list[str]) -> None:
    text = f"The gift is {{$66.7|aid_amount|{DAY}}}{between}{{£52|aid_amount|{DAY}}}."
    assert [c.reasons[0].rule for c in conflicts(pack, text) if c.verdict == "unit"] == rules


@pytest.mark.parametrize(("few", "many"), [("cases_confirmed", "cases_suspected"), ("hospitalised", "injured")])
def test_those_confirmed_are_mostly_of_those_suspected(pack: Pack, few: str, many: str) -> None:
    text = f"The north has {{8,628|{many}|who=Agency|nature=total|{DAY}}} on its list. The ministry speaks of {{1,100|{few}|who=Ministry|nature=total|{DAY}}}."
    (found,) = conflicts(pack, text)
    assert (found.kind, found.reasons[0].rule) == ("apparent", "weigh.part-measure")


def test_a_day_within_the_months_of_a_greater_count(pack: Pack) -> None:
    pile = Pile(pack).report("Post")
    pile.say("Post.day", "12", "killed", "one", who="Prosecutors", nature="total", day="2031-05-01", told="Sunday", subject="residents")
    pile.say(
        "Post.all",
        "104",
        "killed",
        "two",
        who="Mayor",
        nature="total",
        day="2031-02-24/2031-05-02",
        told="since 24 February",
        subject="residents",
    )
    (found,) = pile.weigh().conflicts
    assert (found.kind, found.verdict, found.reasons[0].rule) == ("apparent", "window", "weigh.nested-beside")
