"""Decisions from the inbox: rows with who, when, before and after; undone by a further row; two readers beside each other."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.testclient import TestClient

from stemma.commands.add import fill
from stemma.commands.common import How
from stemma.ledger import Ledger

JSON = {"Accept": "application/json", "X-Stemma-Seal": "sealed"}


def decide(client: TestClient, action: str, item: str = "", **more: str) -> httpx.Response:
    return client.post("/decide", data={"action": action, "item": item, **more}, headers=JSON)


def claims(client: TestClient) -> list[dict[str, Any]]:
    return list(client.get("/inbox.json").json()["claims"])


def log(client: TestClient) -> list[dict[str, Any]]:
    return list(client.get("/decisions.json").json()["decisions"])


def test_accept_is_kept_shown_and_undone_by_a_further_row(client: TestClient) -> None:
    item = claims(client)[0]["id"]
    told = decide(client, "accept", item).json()
    assert (told["key"], told["state"]) == ("a", "accepted")
    assert next(c for c in claims(client) if c["id"] == item)["decision"]["action"] == "accept"
    undone = decide(client, "undo").json()
    assert undone["item"] == item and undone["key"] == ""
    assert [d["action"] for d in log(client)] == ["accept", "undo"]
    assert log(client)[1]["undoes"] == log(client)[0]["id"]
    assert log(client)[0]["before"] == {"decision": None} and log(client)[0]["after"] == {"decision": "accept"}
    assert decide(client, "undo").status_code == 400


def test_a_rejected_claim_leaves_its_figure_when_worked_out_anew_and_survives_a_re_run(client: TestClient, ledger: Path) -> None:
    figure = client.get("/figure.json").json()["figures"][0]["id"]
    claim = client.get(f"/figure/{figure}.json").json()["claims"][0]
    decide(client, "reject", claim["id"])
    assert client.post("/assemble", headers=JSON).status_code == 200
    held = client.get(f"/report/{claim['report']}.json").json()["claims"]
    assert next(c for c in held if c["id"] == claim["id"])["figure"] is None
    with Ledger.open(ledger) as again:
        fill(again, (), How(), again=True)
    held = client.get(f"/report/{claim['report']}.json").json()["claims"]
    assert next(c for c in held if c["id"] == claim["id"])["figure"] is None
    decide(client, "undo")
    client.post("/assemble", headers=JSON)
    held = client.get(f"/report/{claim['report']}.json").json()["claims"]
    assert next(c for c in held if c["id"] == claim["id"])["figure"]


def test_an_edit_keeps_before_and_after_and_refuses_what_cannot_be(client: TestClient) -> None:
    claim = next(c for c in claims(client) if c["low"] == 59000)
    assert decide(client, "edit", claim["id"], low="59,001", high="59,001", approx="exact").status_code == 200
    row = log(client)[0]
    assert (row["before"]["low"], row["after"]["low"], row["after"]["approx"]) == (59000, 59001, "exact")
    client.post("/assemble", headers=JSON)
    assert any(c["low"] == 59001 for c in claims(client))
    for wrong in ({"low": "many"}, {"low": "5", "high": "1"}, {"approx": "so-so"}, {"low": "nan"}, {"low": "", "high": ""}):
        assert decide(client, "edit", claims(client)[0]["id"], **wrong).status_code == 400


def test_merge_and_split_change_which_claims_share_a_figure(client: TestClient) -> None:
    figures = client.get("/figure.json").json()["figures"]
    persons = [f for f in figures if f["measure"] in ("troops_total", "troops_deployed")][:2]
    one, other = (client.get(f"/figure/{f['id']}.json").json()["claims"][0] for f in persons)
    assert decide(client, "merge", one["id"], other=other["id"]).status_code == 200
    client.post("/assemble", headers=JSON)

    def figure_of(claim: dict[str, Any]) -> str:
        held = client.get(f"/report/{claim['report']}.json").json()["claims"]
        return str(next(c for c in held if c["id"] == claim["id"])["figure"])

    assert figure_of(one) == figure_of(other)
    assert decide(client, "split", one["id"], other=other["id"]).status_code == 200
    client.post("/assemble", headers=JSON)
    assert figure_of(one) != figure_of(other)
    assert decide(client, "merge", one["id"], other=one["id"]).status_code == 400


def test_two_readers_and_their_agreement(client: TestClient) -> None:
    first, second = (c["id"] for c in claims(client)[:2])
    for item in (first, second):
        decide(client, "accept", item)
    client.post("/reader", data={"reader": "Ben", "seal": "sealed"})
    client.cookies.set("stemma-reader", "Ben")
    decide(client, "accept", first)
    decide(client, "reject", second)
    found = client.get("/inbox.json").json()["agreement"]
    assert (found["both"], found["same"], found["rate"]) == (2, 1, 0.5)
    assert "agree on 1 (50%)" in client.get("/inbox").text
    assert {d["who"] for d in log(client)} == {"reader 1", "Ben"}


def test_a_source_is_graded_by_the_user_and_the_grade_is_exported(client: TestClient) -> None:
    assert decide(client, "grade", "Lodestar Wire", grade="b").status_code == 200
    assert next(o for o in client.get("/sources.json").json()["outlets"] if o["name"] == "Lodestar Wire")["grade"] == "B"
    assert client.get("/export/json").json()["decisions"][0]["after"] == {"grade": "B"}
    assert decide(client, "grade", "Lodestar Wire", grade="Z").status_code == 400


@pytest.mark.parametrize("form", [{"action": "destroy"}, {"action": "accept", "item": "c0"}, {"action": "undo", "number": "77"}])
def test_what_cannot_be_decided_is_said_and_nothing_is_kept(client: TestClient, form: dict[str, str]) -> None:
    answer = client.post("/decide", data=form, headers=JSON)
    assert answer.status_code == 400 and answer.json()["error"]
    assert log(client) == []


def test_decisions_leave_as_a_table_with_the_words_that_they_are_about(client: TestClient) -> None:
    claim = claims(client)[0]
    decide(client, "reject", claim["id"], why="=cmd|' /C calc'!A0")
    answer = client.get("/decisions.csv")
    assert answer.headers["content-type"].startswith("text/csv") and "attachment" in answer.headers["content-disposition"]
    (row,) = csv.DictReader(io.StringIO(answer.text))
    assert (row["action"], row["item"], row["who"], row["stands"]) == ("reject", claim["id"], "reader 1", "yes")
    assert row["words"] == " ".join(claim["text"].split()) and not row["why"].startswith("=")
    assert 'href="/decisions.csv"' in client.get("/inbox").text and 'href="/decisions.csv"' in client.get("/add").text


def test_two_tabs_and_a_running_add_lose_nothing(client: TestClient, ledger: Path, tmp_path: Path) -> None:
    import threading

    from stemma.commands.add import gather

    (tmp_path / "late.txt").write_text(
        "Title: Late\nOutlet: Late Post\nPublished: 2025-01-08\n\nAt least 70 people were killed in Kursk, the governor said.\n"
    )
    late = gather([str(tmp_path / "late.txt")])[0]

    def add() -> None:
        with Ledger.open(ledger) as held:
            fill(held, late, How())

    items = [c["id"] for c in claims(client)[:12]]
    worker = threading.Thread(target=add)
    tabs = [threading.Thread(target=lambda part=part: [decide(client, "accept", i) for i in part]) for part in (items[:6], items[6:])]
    for thread in (worker, *tabs):
        thread.start()
    for thread in (worker, *tabs):
        thread.join()
    assert sorted(d["item"] for d in log(client)) == sorted(items)
    assert client.get("/situation.json").json()["reports"] == 10
