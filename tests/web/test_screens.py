"""Every screen answers as HTML and as JSON, on the sample, on an empty ledger and part by part."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

import stemma.web.app
from stemma.commands.add import fill, gather
from stemma.commands.common import How
from stemma.core.packs import Pack
from stemma.ledger import Ledger
from stemma.showing.maps import Spot
from stemma.showing.scales import text_width
from stemma.web import Doings, make_app
from stemma.web.shelf import Shelf

SCREENS = ("situation", "figure", "stemma", "report", "conflicts", "inbox", "map", "search", "sources", "add", "marks")
NOTHING = Doings(add=lambda inputs, told: {}, assemble=lambda: None, pack=lambda figure: b"")


def ids(client: TestClient) -> tuple[str, str]:
    figure = client.get("/figure.json").json()["figures"][0]["id"]
    return figure, client.get("/report.json").json()["reports"][0]["id"]


@pytest.fixture
def by_parts(ledger: Path, pack: Pack, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """The app as it shows a ledger that is too large to be held at once."""
    monkeypatch.setattr(stemma.web.app, "Shelf", lambda path, words: Shelf(path, words, most=2))
    return TestClient(make_app(str(ledger), pack, NOTHING), base_url="http://127.0.0.1")


@pytest.fixture
def empty(tmp_path: Path, pack: Pack) -> TestClient:
    path = tmp_path / "empty.db"
    Ledger.open(path).close()
    return TestClient(make_app(str(path), pack, NOTHING), base_url="http://127.0.0.1")


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_is_html_with_nothing_inline_and_has_a_json_twin(client: TestClient, name: str) -> None:
    page = client.get(f"/{name}")
    assert page.status_code == 200 and page.headers["content-type"].startswith("text/html")
    assert len(page.content) < 300_000
    assert not re.search(r"<[^>]*\s(style|on\w+)=", page.text) and "<style" not in page.text
    assert re.findall(r"<script(?![^>]*\ssrc=)", page.text) == []
    assert re.findall(r"(?:src|href|action)=\"(?:https?:)?//", page.text) == []
    twin = client.get(f"/{name}.json")
    assert twin.status_code == 200 and isinstance(twin.json(), dict)


def test_a_figure_leads_to_its_words_and_back(client: TestClient) -> None:
    for figure in client.get("/figure.json").json()["figures"]:
        page = client.get(f"/figure/{figure['id']}")
        assert figure["safe_wording"].split(":")[0] in page.text
        claim = client.get(f"/figure/{figure['id']}.json").json()["claims"][0]
        assert f'href="/report/{claim["report"]}#c-{claim["id"]}"' in page.text
        report = client.get(f"/report/{claim['report']}").text
        assert f'id="c-{claim["id"]}"' in report and f'href="/figure/{figure["id"]}"' in report
        held = client.get(f"/report/{claim['report']}.json").json()
        assert held["text"][claim["start"] : claim["end"]] == claim["text"]
    assert client.get(f"/report/{claim['report']}/text").text == held["text"]


@pytest.mark.parametrize("name", SCREENS)
def test_an_empty_ledger_says_so(empty: TestClient, name: str) -> None:
    page = empty.get(f"/{name}")
    assert page.status_code == 200
    assert empty.get(f"/{name}.json").status_code == 200
    if name == "situation":
        assert "No reports so far" in page.text and 'href="/add"' in page.text


@pytest.mark.parametrize("name", SCREENS)
def test_part_by_part_says_the_same_totals(client: TestClient, by_parts: TestClient, name: str) -> None:
    assert by_parts.get(f"/{name}").status_code == 200
    one, other = client.get("/situation.json").json(), by_parts.get("/situation.json").json()
    assert {k: one[k] for k in ("reports", "claims", "figures", "conflicts")} == {
        k: other[k] for k in ("reports", "claims", "figures", "conflicts")
    }


def test_part_by_part_shows_a_figure_and_a_report_alike(client: TestClient, by_parts: TestClient) -> None:
    figure, report = ids(client)
    for path in (f"/figure/{figure}.json", f"/report/{report}.json"):
        one, other = client.get(path).json(), by_parts.get(path).json()
        assert one["claims"] == other["claims"]
    assert client.get(f"/figure/{figure}.json").json()["safe_wording"] == by_parts.get(f"/figure/{figure}.json").json()["safe_wording"]


def test_the_clock_goes_back_and_the_later_reports_are_gone(client: TestClient) -> None:
    back = client.get("/clock/back?on=situation")
    assert back.status_code == 303
    earlier = client.get(back.headers["location"]).text
    assert "As known at" in earlier
    early = client.get("/situation.json?known-at=2024-11-23T23:00").json()
    assert early["reports"] == 3
    assert early["claims"] < client.get("/situation.json").json()["claims"]
    readings = [r for g in early["groups"] for f in g["figures"] for r in f["readings"]]
    assert readings and max(r["reports"] for r in readings) <= 3


def test_days_and_place_filter_what_is_shown(client: TestClient) -> None:
    def titles(address: str) -> set[str]:
        return {f["title"] for g in client.get(address).json()["groups"] for f in g["figures"]}

    everything = {f["title"] for f in client.get("/figure.json").json()["figures"]}
    january, kursk = titles("/situation.json?from=2025-01-01"), titles("/situation.json?place=Kurakhove")
    assert january and january < everything and all("Kurakhove" in t for t in kursk) and kursk
    assert titles("/situation.json?place=Nowhere") == set()
    places = client.get("/map.json?coarse=region").json()["places"]
    assert places and all(p["radius_km"] >= 75 and p["lat"] == round(p["lat"]) for p in places)


@pytest.mark.parametrize(
    "address",
    ["/figure/none", "/report/none", "/nothing", "/figure/none.json", "/export/none", "/brief/none", "/inbox/claim/none", "/newsbrief.doc"],
)
def test_what_is_not_there_is_said(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "no such" in answer.text.lower() or "is had as" in answer.text


@pytest.mark.parametrize(
    "query",
    [
        "known-at=nonsense",
        "from=2024-99-99",
        "page=-4",
        "page=999999999",
        "figure=%00",
        "q=%22%22%28",
        "since=2024-13",
        "place=%F0%9F%92%A3",
        "known-at=0001-01-01",
    ],
)
@pytest.mark.parametrize("name", SCREENS)
def test_no_address_breaks_a_screen(client: TestClient, name: str, query: str) -> None:
    assert client.get(f"/{name}?{query}").status_code == 200


def test_everything_can_be_taken_out(client: TestClient) -> None:
    whole: dict[str, Any] = client.get("/export/json").json()
    assert whole["decisions"] == [] and len(whole["reports"]) == 9
    assert client.get("/export/csv").text.count("\r\n") == len(whole["claims"]) + 1
    assert client.get("/export/geojson").json()["type"] == "FeatureCollection"
    assert client.get("/dossier").text.startswith("<!doctype html>")
    assert client.get("/newsbrief.md?since=2024-11-24").text.startswith("# ")


def test_every_new_claim_of_a_large_ledger_stands_on_some_page(by_parts: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stemma.web.large.FRESH", 3)
    answers = [by_parts.get(f"/inbox.json?page={at}").json() for at in (1, 2, 3)]
    assert all(a["claims"] for a in answers)
    assert len({c["id"] for a in answers for c in a["claims"]}) == answers[0]["total"] == 56


@pytest.mark.parametrize(("kind", "number"), [("", "real"), ("seeming", "apparent")])
def test_the_pages_of_the_worklist_hold_every_conflict_once(
    client: TestClient, by_parts: TestClient, monkeypatch: pytest.MonkeyPatch, kind: str, number: str
) -> None:
    monkeypatch.setattr("stemma.web.large.CONFLICTS", 2)
    monkeypatch.setattr("stemma.web.conflicts.REAL", 2)
    everything = client.get("/export/json").json()["conflicts"]
    wanted = {(c["figure"] or None, c["why"]) for c in everything if (c["kind"] == "real") == (not kind)}
    for app in (client, by_parts):
        first = app.get(f"/conflicts.json?kind={kind}").json()
        assert first["pages"] == -(-first[number] // 2)
        found = []
        for at in range(1, first["pages"] + 1):
            shown = app.get(f"/conflicts.json?kind={kind}&page={at}").json()["conflicts"]
            kept = [(c["figure"], c["why"]) for c in shown if (c["kind"] == "real") == (not kind)]
            assert app.get(f"/conflicts?kind={kind}&page={at}").text.count('<article class="cf"') == len(kept) <= 2
            found += kept
        assert len(found) == first[number] and set(found) == wanted


def test_the_pages_of_sources_hold_every_outlet_and_speaker_once(
    client: TestClient, by_parts: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stemma.web.large.SOURCES", 3)
    monkeypatch.setattr("stemma.web.sources.SOURCES", 3)
    names = []
    for app in (client, by_parts):
        pages = app.get("/sources.json").json()["pages"]
        answers = [app.get(f"/sources.json?page={at}").json() for at in range(1, pages + 1)]
        names.append([[row["name"] for a in answers for row in a[kind]] for kind in ("outlets", "speakers")])
        assert "Page 1 of" in app.get("/sources").text
    assert pages > 2 and names[0][0] == names[1][0] and set(names[0][1]) <= set(names[1][1])  # the ledger counts speakers of events too
    assert all(len(set(shown)) == len(shown) for both in names for shown in both) and len(names[0][0]) == 8


def test_a_coarsened_map_is_drawn_from_its_coarse_places(client: TestClient, by_parts: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[float] = []

    def draw(spots: list[Spot], *size: float) -> tuple[str, list[Spot]]:
        drawn.extend(v for spot in spots for v in (spot.lat, spot.lon))
        return "", []

    monkeypatch.setattr("stemma.web.mapping.drawn_map", draw)
    for app in (client, by_parts):
        assert app.get("/map?coarse=region").status_code == 200
    assert drawn and all(v == round(v) for v in drawn)


def test_marks_look_by_one_sheet_in_the_app_and_in_the_dossier(client: TestClient) -> None:
    marks = client.get("/static/marks.css")
    assert marks.headers["content-type"].startswith("text/css") and ".mk.hollow .tick" in marks.text
    assert ".mk .tick" not in client.get("/static/app.css").text
    dossier = client.get("/dossier").text
    assert dossier.count(".mk .tick{") == 1 and "--red:var(--rubric)" in dossier
    assert 'href="/static/marks.css"' in client.get("/situation").text


def test_a_script_is_asked_for_again_and_a_page_is_never_kept(client: TestClient) -> None:
    first = client.get("/static/app.js")
    assert first.headers["cache-control"] == "no-cache"
    again = client.get("/static/app.js", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304 and not again.content
    assert client.get("/situation").headers["cache-control"] == "no-store"


def test_every_report_of_a_large_ledger_stands_in_one_family_on_one_page(by_parts: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stemma.web.families.ON_A_PAGE", 1)
    first = by_parts.get("/stemma.json").json()
    assert first["total"] == 9 and first["pages"] == first["families"] > 1
    answers = [by_parts.get(f"/stemma.json?page={at}").json() for at in range(1, first["pages"] + 1)]
    found = [row["id"] for a in answers for row in a["reports"]]
    assert len(found) == len(set(found)) == 9
    page = by_parts.get("/stemma").text
    assert "9 reports in" in page and "Here families 1 to" in page and "Page 1 of" in page
    assert "no families on this page" in by_parts.get("/stemma?page=77").text


def test_an_opened_family_of_a_large_ledger_is_whole(by_parts: TestClient, client: TestClient) -> None:
    lineage = max(client.get("/stemma.json").json()["lineages"], key=lambda row: len(row["reports"]))
    shown = by_parts.get(f"/stemma.json?head={lineage['head']}").json()["reports"]
    assert {row["id"] for row in shown} >= set(lineage["reports"])
    assert "All families" in by_parts.get(f"/stemma?report={lineage['reports'][-1]}").text


def test_days_are_named_with_their_year_where_reports_lie_years_apart(ledger: Path, pack: Pack, tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text(
        "Title: Old\nOutlet: Old Post\nPublished: 2021-03-04T08:00:00+00:00\n\nAt least 41 people were killed in Kursk, a governor said.\n"
    )
    with Ledger.open(ledger) as held:
        fill(held, gather([str(tmp_path / "old.txt")])[0], How())
    client = TestClient(make_app(str(ledger), pack, NOTHING), base_url="http://127.0.0.1")
    assert "4 March 2021, 08:00" in client.get("/stemma").text and "4 March 2021, 08:00" in client.get("/inbox").text
    (figure,) = [f["id"] for f in client.get("/figure.json").json()["figures"] if f["readings"] and f["readings"][0]["low"] == 41]
    assert "March 2021" in client.get(f"/figure/{figure}").text
    assert re.search(r"since \d+ \w+ 20\d\d", client.get("/situation").text)


def test_no_label_of_a_course_lies_on_a_mark_or_its_open_end(client: TestClient) -> None:
    opened = 0
    for figure in client.get("/figure.json").json()["figures"]:
        page = client.get(f"/figure/{figure['id']}").text
        for plot in re.findall(r'data-plot="([^"]*)"', page):
            laid = json.loads(html.unescape(plot))
            y0, y1, floor, top = laid["y"]
            boxes = []
            for r in laid["readings"]:
                at = floor + (r["low"] - y0) / (y1 - y0) * (top - floor)
                opened += r["ends"] in ("over", "least", "under", "most")
                up, down = (50 if r["ends"] in ("over", "least") else 9, 50 if r["ends"] in ("under", "most") else 9)
                boxes.append((r["x"] - 8, max(laid["top"] + 4, at - up), r["x"] + 8, min(floor - 2, at + down)))
            for r in laid["readings"]:
                if r["words"]:
                    left, middle, under = r["words"]
                    right = left + text_width(under, 12)
                    met = [b for b in boxes if left < b[2] and b[0] < right - 1 and middle - 12 < b[3] and b[1] < middle + 10]
                    assert met == [], (figure["title"], r["value"], under)
    assert opened >= 4
