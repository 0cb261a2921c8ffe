"""The forms of verdicts' sentences, as a reader sees them: parts, copying, corrections, courses, two speakers."""

# ruff: noqa: E501 - marked-up sentences stand on one line

from __future__ import annotations

import pytest
from tests.making import Told, told
from tests.weighing.piles import Pile

from stemma.core.packs import Pack
from stemma.core.types import Conflict, Kind
from stemma.pipeline import assemble
from stemma.weighing import wording

DAY = "as_of=2031-05-02"


def conflicts(pack: Pack, *reports: Told) -> list[Conflict]:
    return list(assemble([r.report for r in reports], [r.extract for r in reports], (), pack).weighing.conflicts)


def whys(pack: Pack, text: str) -> list[str]:
    return [f"{c.kind}: {c.why}" for c in conflicts(pack, told(text, "Post", published="2031-05-02"))]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (f"Teams treated {{1,312 patients|hospitalised|{DAY}}}. Of this number, {{441|wounded|{DAY}}} had been shot.", "of this number"),
        (f"There are {{58 cases|cases_confirmed|{DAY}}} so far, and {{13|deaths|{DAY}}} of the patients have died.", "of the patients"),
        (f"Of the {{19 men|count:man|subject=men|{DAY}}} who slept there, only {{3|count:man|subject=men|{DAY}}} got away.", "of"),
        (f"It was found in {{7|count:case|{DAY}}} of the country's {{30 districts|count:district|{DAY}}}.", "of"),
        (
            f"The clinic took in {{260 people|hospitalised|{DAY}}} since noon, a manager says to us, {{70|wounded|{DAY}}} with bullet wounds.",
            "with",
        ),
    ],
)
def test_what_a_report_calls_a_part(pack: Pack, text: str, word: str) -> None:
    found = whys(pack, text)
    assert len(found) == 1
    assert found[0].startswith("apparent: ") and found[0].endswith(f": Post counts the first among the second (“{word}”).")


def test_those_of_another_sort_are_no_part_of_the_number_before(pack: Pack) -> None:
    text = f"Some {{75 officers|injured|subject=officers|{DAY}}} were hurt, and {{12|killed|{DAY}}} of the dead had been shot."
    assert not any("counts the first among the second" in why for why in whys(pack, text))


def test_all_but_three_are_not_among_the_others(pack: Pack) -> None:
    text = f"All but {{3 of the dead|killed|{DAY}}}, {{155 people|killed|{DAY}}}, were found in Velm."
    assert not any("counts the first among the second" in why for why in whys(pack, text))


def test_a_price_then_and_now_behind_a_semicolon(pack: Pack) -> None:
    text = f"A sack sells for {{85,000|money|{DAY}}}; it was {{50,000|money|{DAY}}} before the battle."
    found = whys(pack, text)
    assert len(found) == 1 and "one quantity at two times (“before”)" in found[0]


def test_a_price_that_moved(pack: Pack) -> None:
    text = f"Bread has gone from {{5|money|{DAY}}} to {{8|money|{DAY}}}."
    assert any("one quantity at two times (“from … to”)" in why for why in whys(pack, text))


def test_a_range_is_no_move(pack: Pack) -> None:
    text = f"Prices range from {{5|money|{DAY}}} to {{8|money|{DAY}}}."
    assert whys(pack, text) == []


def test_two_speakers_further_apart_than_at_least_would_have_it(pack: Pack) -> None:
    text = f"{{At least 22 people|killed|who=health ministry|{DAY}}} died, the ministry said; the rebels put the dead at {{31|killed|who=rebels|{DAY}}}."
    found = whys(pack, text)
    assert len(found) == 1
    assert found[0].startswith("real: at least 22 (") and found[0].endswith(
        "Post gives the two counts side by side, and they lie further apart than the words would have it."
    )


def test_at_least_beside_a_number_near_it_leaves_room(pack: Pack) -> None:
    text = f"{{At least 22 people|killed|who=health ministry|{DAY}}} died, the ministry said; the rebels put the dead at {{24|killed|who=rebels|{DAY}}}."
    assert any(why.endswith("the words leave room for both to be so.") for why in whys(pack, text))


def test_what_copying_changed_is_named(pack: Pack) -> None:
    pile = Pile(pack).report("Wire").report("Echo", "2031-05-03", Kind.PARAPHRASE, "Wire")
    pile.say("Wire.a", "at least 700").say("Echo.a", "700", takes="Wire.a").change("Echo.a", "Wire.a", "approx")
    pile.say("Wire.b", "60", "distance", "g", unit="km").say("Echo.b", "60", "distance", "g", unit="mi", takes="Wire.b")
    pile.change("Echo.b", "Wire.b", "unit")
    found = [c.why for c in pile.weigh().conflicts if c.verdict == "copying"]
    assert (
        "Echo has 700 where at least 700 (Wire, as of 2 May 2031) stands: the wording of the number was changed in copying, so this is no second count."
        in found
    )
    assert (
        "Echo has 60 miles where 60 km (Wire, as of 2 May 2031) stands: the unit was changed in copying, so this is no second count."
        in found
    )


def test_a_growing_total_is_told_as_one_and_a_lower_count_apart(pack: Pack) -> None:
    pile = Pile(pack)
    said = (
        ("Wire", "clinics", "174", "21"),
        ("Post", "students", "300", "23"),
        ("Gazette", "ministry", "147", "28"),
        ("Mail", "mission", "650", "30"),
    )
    for name, who, number, day in said:
        pile.report(name, f"2031-05-{day}").say(f"{name}.a", number, nature="total", who=who, day=f"2031-05-{day}")
    found = pile.weigh().conflicts
    growing = [c.why for c in found if c.why.endswith("one growing total on several dates.")]
    assert growing and all(not ("300 (" in why and "147 (" in why) for why in growing)
    assert any(c.kind == "apparent" and "174" in c.why and "147" in c.why and "no report sets the two side by side" in c.why for c in found)


def test_a_speaker_known_as_somebodys() -> None:
    assert wording.owned("rebels: health department") == "rebels' health department"
    assert wording.owned("Baobab Press: tally") == "Baobab Press' tally"
    assert wording.owned("Force Command") == "Force Command"


def test_great_numbers_are_told_in_millions() -> None:
    assert [wording.number(n) for n in (11e6, 2.57e9, 1_178_000, 1_234_567, 59_000)] == [
        "11 million",
        "2.57 billion",
        "1,178,000",
        "1,234,567",
        "59,000",
    ]


def test_it_alone_makes_no_two_times(pack: Pack) -> None:
    text = f"A sack sells for {{85,000|money|{DAY}}}; it is {{50,000|money|{DAY}}} at the gate."
    assert whys(pack, text) == []


def test_against_makes_two_times(pack: Pack) -> None:
    text = f"Petrol costs {{30,000|money|{DAY}}} a gallon, against {{9,000|money|{DAY}}} in the old days."
    assert any("one quantity at two times (“against”)" in why for why in whys(pack, text))
