"""What the other numbers of a pile say of two, and what a pile's background tells: rare words, order, named places."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.making import Told, told

from stemma.core.engine import OneProcess
from stemma.core.packs import Pack
from stemma.linking import numbers_in, traits_of
from stemma.linking.background import Background
from stemma.linking.neighbours import Neighbours, likelihood
from stemma.linking.numbers import Number
from stemma.linking.series import Series


def numbers(pack: Pack, *reports: Told) -> dict[str, tuple[int, Number]]:
    """The numbers of some reports by the words of their first claim."""
    traits = traits_of([r.report for r in reports], [r.extract for r in reports], pack)
    found = numbers_in(traits, {}, pack, OneProcess())
    return {traits[n.members[0]].claim.text: (at, n) for at, n in enumerate(found)}


def placed(report: Told) -> Told:
    """The report with the places of its claims as read from words of their own sentences."""
    claims = tuple(replace(c, place=replace(c.place, words=c.place.name)) for c in report.extract.claims if c.place is not None)
    return Told(report.report, replace(report.extract, claims=claims))


def toll(name: str, number: int, day: int) -> Told:
    return told(f"In Tarn the fever has killed {{{number}|deaths|place=Tarn|as_of=2031-05-{day:02}|nature=total}}.", name)


def test_a_third_number_speaks_for_two(pack: Pack) -> None:
    found = [n for _, n in numbers(pack, toll("A", 41, 2), toll("B", 97, 5), toll("C", 412, 9)).values()]
    without = Neighbours(found, {(0, 1): -6.0, (1, 2): -6.0, (0, 2): -1.0}).signs(0, 2, -1.0)
    through = Neighbours(found, {(0, 1): 2.0, (1, 2): 2.0, (0, 2): -1.0}).signs(0, 2, -1.0)
    assert without["by-way-of"] == 0.0
    assert through["by-way-of"] == pytest.approx(likelihood(2.0) - likelihood(-1.0))
    assert through["borne-out"] > without["borne-out"]


def test_a_third_number_that_is_like_one_alone_speaks_against_two(pack: Pack) -> None:
    found = [n for _, n in numbers(pack, toll("A", 41, 2), toll("B", 97, 5), toll("C", 412, 9)).values()]
    told_ = Neighbours(found, {(0, 1): 3.0, (1, 2): -6.0, (0, 2): 0.0}).signs(0, 2, 0.0)
    assert told_["dissent"] > Neighbours(found, {(0, 2): 0.0}).signs(0, 2, 0.0)["dissent"] == 0.0


def test_the_likest_number_of_a_report_outbids_the_others(pack: Pack) -> None:
    two = told("{97|deaths|place=Tarn|as_of=2031-05-05} died in Tarn. In Dorran {12|deaths|place=Dorran|as_of=2031-05-05} died.", "B")
    held = numbers(pack, toll("A", 41, 2), two)
    first, better, worse = (held[words][0] for words in ("41", "97", "12"))
    scores = {tuple(sorted((first, better))): 3.0, tuple(sorted((first, worse))): -1.0}
    near = Neighbours([n for _, n in held.values()], {(a, b): v for (a, b), v in scores.items()})
    assert near.signs(first, worse, -1.0)["outbid"] > 0.0 == near.signs(first, better, 3.0)["outbid"]


def test_signs_do_not_depend_on_which_number_comes_first(pack: Pack) -> None:
    reports = [toll("A", 41, 2), toll("B", 97, 5), told("In Lenz {7 bridges|count:bridges|place=Lenz} fell.", "C")]
    found = [n for _, n in numbers(pack, *reports).values()]
    background = Background(found)
    for i in range(3):
        for j in range(3):
            if i != j:
                assert background.signs(i, j) == pytest.approx(background.signs(j, i))


def test_places_named_in_both_sentences_tell_more_than_places_carried_over(pack: Pack) -> None:
    tarn = told("{41 people|deaths|place=Tarn|as_of=2031-05-02} died in Tarn.", "A")
    lenz = told("{97 people|deaths|place=Lenz|as_of=2031-05-02} died in Lenz.", "B")
    again = told("{55 people|deaths|place=Tarn|as_of=2031-05-03} died in Tarn.", "C")
    held = numbers(pack, *(placed(report) for report in (tarn, lenz, again)))
    background = Background([n for _, n in held.values()])
    a, b, c = (held[words][0] for words in ("41 people", "97 people", "55 people"))
    assert background.signs(a, c)["said-place-same"] == background.signs(a, c)["places-shared"] == 1.0
    assert "said-place-same" not in background.signs(a, b)
    assert "places-shared" not in background.signs(a, b)


def test_the_same_numbers_before_and_after_tell_that_one_was_changed(pack: Pack) -> None:
    text = (
        "The flood took {1,470 houses|buildings_destroyed|place=Tarn}, {%s|killed|place=Tarn} and {268 km|front_length|place=Tarn} of road."
    )
    held = numbers(pack, told(text % "374 lives", "A"), told(text % "347 lives", "B"))
    found = [n for _, n in held.values()]
    signs = Background(found).signs(held["374 lives"][0], held["347 lives"][0])
    assert signs["before"] == signs["after"] == signs["between"] == 1.0


def test_a_pair_is_weighed_once_and_alike_from_both_sides(pack: Pack) -> None:
    found = [n for _, n in numbers(pack, toll("A", 41, 2), toll("B", 97, 5), toll("C", 412, 9)).values()]
    tables = pack.tables
    series = Series(found, tables["linking"]["weights"], tables["series"], tables["linking"]["signs"])
    series.meet(OneProcess())
    assert series.score(0, 2) == series.score(2, 0)
    assert series.reason(0, 2).rule == "link.series"
