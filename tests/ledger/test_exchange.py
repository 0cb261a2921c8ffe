"""The forms that other programs read."""

from __future__ import annotations

import csv
import io
import json

import pytest
from tests.ledger.samples import claim, full

from stemma.core.types import Approx, Report, Situation, Status, Verification
from stemma.ledger import json_lines, to_csv, to_export, to_geojson

KEYS = {
    "reports": {"id", "name", "title", "outlet", "published", "sha256", "kind", "credits", "parents"},
    "lost_originals": {"id", "credited_as", "children"},
    "claims": {
        "id", "report", "start", "end", "text", "measure", "subject", "place", "low", "high", "approx", "unit", "percent_of", "as_of",
        "attribution", "status", "verification", "figure",
    },
    "events": {"id", "report", "start", "end", "text", "type", "actor", "target", "place", "as_of", "attribution", "status"},
    "figures": {"id", "title", "measure", "subject", "place", "claims", "readings"},
    "conflicts": {"figure", "claims", "kind", "why"},
    "mutations": {"report", "from", "field", "was", "became", "inherited_by"},
    "novelty": {"report", "new_claims"},
}  # fmt: skip


@pytest.mark.parametrize("kind", KEYS)
def test_every_row_has_the_keys_on_which_others_rely(kind: str) -> None:
    held = to_export(full())[kind]
    assert held
    for row in held:
        assert KEYS[kind] <= row.keys()


def test_a_reading_has_its_counts() -> None:
    (reading,) = to_export(full())["figures"][0]["readings"]
    assert {"low", "high", "unit", "claims", "reports", "origins", "grade"} <= reading.keys()
    assert (reading["low"], reading["high"], reading["reports"], reading["origins"]) == (340, None, 2, 1)


def test_a_claim_holds_the_words_at_its_place() -> None:
    situation = full()
    texts = {report.id: report.text for report in situation.reports}
    for row in to_export(situation)["claims"]:
        assert texts[row["report"]][row["start"] : row["end"]] == row["text"]


def test_words_and_times_are_those_agreed_on() -> None:
    row = to_export(full())["claims"][0]
    assert (row["approx"], row["status"], row["verification"]) == ("about", "claimed", "unverified")
    assert row["as_of"] == {"start": "2024-10-29", "end": "2024-10-30"}
    assert row["attribution"] == ["mayor's office", "a source"]
    assert (row["place"]["name"], row["place"]["lat"]) == ("Orford", 52.1)
    assert {a.value for a in Approx} == {"exact", "about", "more_than", "at_least", "less_than", "at_most", "nearly", "range", "vague"}
    assert {s.value for s in Status} == {"asserted", "claimed", "denied", "planned", "forecast", "conditional", "demand"}
    assert {v.value for v in Verification} == {"none", "unverified", "confirmed"}


def test_parents_come_with_weight_and_basis() -> None:
    parents = to_export(full())["reports"][0]["parents"]
    assert [(p["id"], p["weight"], p["basis"]) for p in parents] == [("*afp", 0.9, ["text", "figures"]), (full().reports[1].id, 1, [])]


def test_the_export_is_json() -> None:
    held = to_export(full())
    assert json.loads(json.dumps(held)) == held


def test_json_lines_hold_everything_once() -> None:
    held = to_export(full())
    rows = list(json_lines(full()))
    assert len(rows) == sum(map(len, held.values()))
    assert {row["record"] for row in rows} <= set(held)


def test_csv_opens_as_a_table_and_runs_nothing() -> None:
    report = Report(text="=1+1 people left and more did so", outlet="+Wharf")
    situation = Situation(reports=(report,))
    assert len(list(csv.DictReader(io.StringIO(to_csv(situation))))) == 0
    table = list(csv.DictReader(io.StringIO(to_csv(full()))))
    assert [row["outlet"] for row in table[:2]] == ["Outlet 1", "Outlet 2"]
    assert table[0]["attribution"] == "mayor's office > a source"


def test_a_formula_in_a_cell_is_disarmed() -> None:
    from dataclasses import replace

    from stemma.core.types import Extract

    held = Report(text="=1+1 people left and more did so, it was said then")
    made = replace(claim(held), subject="=HYPERLINK(1)")
    (row,) = csv.DictReader(io.StringIO(to_csv(Situation(reports=(held,), extracts=(Extract(report=held.id, claims=(made,)),)))))
    assert row["subject"] == "'=HYPERLINK(1)"


def test_geojson_has_what_has_a_place() -> None:
    held = to_geojson(full())
    assert [f["properties"]["record"] for f in held["features"]] == ["claim", "claim", "event"]
    assert held["features"][0]["geometry"] == {"type": "Point", "coordinates": [1.5, 52.1]}
