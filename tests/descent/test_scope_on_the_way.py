"""Counts that became counts of something else on the way, and readings that only differ."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.descent.passages import between, item, matter

from stemma.core.packs import Pack
from stemma.descent.scoped import Scoped
from stemma.descent.setting import Passage, readings_of


def told(measure: str, other: str, before: str, after: str) -> Passage:
    return between(item("one", measure=measure), item("two", measure=other), before, after)


@pytest.mark.parametrize(
    ("measure", "other", "before", "after", "sign"),
    [
        ("killed", "killed_or_injured", "43 people were killed", "43 people were killed or hurt", "wider"),
        ("injured", "killed", "43 people were hurt", "43 people were killed", "now_killed"),
        ("cases_suspected", "cases_confirmed", "43 suspected cases", "43 confirmed cases", "certainty"),
        ("hospitalised", "killed", "43 people went to hospital", "43 people were killed", "fate_new"),
    ],
)
def test_something_else_is_counted(pack: Pack, measure: str, other: str, before: str, after: str, sign: str) -> None:
    scoped = Scoped(pack)
    found = told(measure, other, before, after)
    assert sign in scoped.signs(found)


def test_killed_or_hurt_is_wider_and_said_to_be(pack: Pack) -> None:
    change = Scoped(pack).change(told("killed", "killed_or_injured", "43 people were killed", "43 people were killed or hurt"))
    assert change is not None
    was, became, why = change
    assert (was, became) == ("killed", "killed or injured")
    assert "it counts more than before" in why


def test_one_measure_gives_no_signs(pack: Pack) -> None:
    assert Scoped(pack).signs(told("killed", "killed", "43 people were killed", "43 people died")) == {}


def test_two_names_of_one_measure_are_no_change(pack: Pack) -> None:
    assert Scoped(pack).change(told("deaths", "killed", "43 deaths in the flood", "the flood killed 43")) is None


def test_what_other_reports_read_alike_speaks_against_a_change(pack: Pack) -> None:
    scoped = Scoped(pack)
    found = told("displaced", "evacuated", "43 people are displaced", "43 people were evacuated")
    other = matter("three", "2031-05-08", "43 people were evacuated", item("three", measure="evacuated"))
    matters = {m.id: m for m in (found.setting.parent, found.setting.child, other)}
    shared = found._replace(setting=replace(found.setting, readings=readings_of(matters)))
    assert scoped.weights.odds(scoped.signs(shared)) < scoped.weights.odds(scoped.signs(found))


def test_a_report_that_changed_other_figures_is_likelier_to_have_changed_this(pack: Pack) -> None:
    scoped = Scoped(pack)
    found = told("displaced", "affected", "43 people are displaced", "43 people are affected")
    careless = found._replace(setting=replace(found.setting, careless=0.5))
    assert scoped.weights.odds(scoped.signs(careless)) > scoped.weights.odds(scoped.signs(found))
