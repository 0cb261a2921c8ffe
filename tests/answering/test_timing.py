"""Courses by two clocks, lags by kind of source, plans until they are due, demands by actor, tables as of a day."""

from __future__ import annotations

import pytest
from tests.answering.piles import sample, words
from tests.making import Told, told

from stemma.answering.tabling import rows
from stemma.answering.timing import course, lags, plans, pleas
from stemma.core.types import Status
from stemma.pipeline import assemble
from stemma.showing.view import View


def view_of(*reports: Told) -> View:
    return View(assemble([r.report for r in reports], [r.extract for r in reports], (), words()), words())


def tolls() -> View:
    first = "The flood killed {12 people|killed|subject=people|place=Dorran|who=mayor of Dorran|nature=total|as_of=2031-05-02} in Dorran."
    later = "The toll in Dorran is {19 people|killed|subject=people|place=Dorran|who=rescue service|nature=total|as_of=2031-05-04} by now."
    return view_of(
        told(first, outlet="Sea Wire", published="2031-05-03T08:00:00+00:00"),
        told(later, outlet="Courier", published="2031-05-09T09:00:00+00:00"),
    )


def test_a_course_has_both_clocks_and_marks_another_source() -> None:
    view = tolls()
    (figure,) = view.situation.figures
    steps = course(view, figure)
    assert [(s.as_of, s.known, s.value) for s in steps] == [
        ("2 May 2031", "3 May 2031, 08:00", "12"),
        ("4 May 2031", "9 May 2031, 09:00", "19"),
    ]
    assert [s.other_source for s in steps] == [False, True]


def test_the_lag_is_told_by_kind_of_source_with_its_number() -> None:
    (everything, lives) = lags(tolls())
    assert (everything.kind, everything.counts, everything.number, everything.middle) == ("institution", "", 2, 3.0)
    assert lives.counts == "lives"


def test_a_table_looks_back_to_its_day() -> None:
    view = tolls()
    (now,) = rows(view, ["killed"])
    assert (now.value, now.age, now.trend) == ("19", 5, "+58% since 2 May 2031")
    (then,) = rows(view, ["killed"], "2031-05-03")
    assert (then.value, then.age, then.trend) == ("12", 1, "")
    assert rows(view, ["killed"], "2031-05-01") == []


@pytest.mark.parametrize(("today", "state"), [("2031-05-10", "open"), ("2031-05-20", "due")])
def test_a_plan_is_kept_until_it_is_due(today: str, state: str) -> None:
    plan = "The army will send {300 soldiers|troops_deployed|subject=soldiers|place=Dorran|who=army|as_of=2031-05-15|status=planned}."
    (found,) = plans(view_of(told(plan, outlet="Wire", published="2031-05-09")), today)
    assert (found.due, found.state, found.since) == ("2031-05-15", state, ())


def test_a_plan_is_set_beside_what_came() -> None:
    plan = "The army will send {300 soldiers|troops_deployed|subject=soldiers|place=Dorran|who=army|as_of=2031-05-15|status=planned}."
    came = "The army has sent {240 soldiers|troops_deployed|subject=soldiers|place=Dorran|who=army|as_of=2031-05-16} to Dorran."
    early = "The army had {90 soldiers|troops_deployed|subject=soldiers|place=Dorran|who=army|as_of=2031-05-10} at Dorran."
    view = view_of(
        told(plan, outlet="Wire", published="2031-05-09"),
        told(early, outlet="Post", published="2031-05-11"),
        told(came, outlet="Courier", published="2031-05-17"),
    )
    (found,) = plans(view, "2031-05-17")
    assert (found.state, found.since) == ("reported", ("240, as of 16 May 2031 (Courier)",))


@pytest.mark.parametrize("name", ["kursk-2024", "valencia-2024"])
def test_no_plan_is_lost_and_no_demand_told_twice(name: str) -> None:
    view = View(sample(name), words())
    kept = {c for p in plans(view, "2030-01-01") for c in p.claims}
    ahead = {c.id for c in view.claims.values() if c.status in (Status.PLANNED, Status.FORECAST, Status.CONDITIONAL)}
    held = {c for f in view.situation.figures for c in f.claims}
    born = {c for rs in view.readings.values() for r in rs if r.born_in for c in r.claims}
    first = {c for rs in view.readings.values() for r in rs if (f := view.first(r.claims)) and f.id in ahead for c in r.claims}
    assert (first & held) - born <= kept
    events = [e for p in pleas(view) for e in p.events]
    assert len(events) == len(set(events))
