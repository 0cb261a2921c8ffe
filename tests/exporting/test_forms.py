"""Exports: code books under their own columns, standards, Parquet, short quotes, evidence packs that can be checked elsewhere."""

from __future__ import annotations

import csv
import io
import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.answering.piles import sample, words
from tests.making import told

from stemma.core.errors import InputRefused
from stemma.exporting.codebooks import COLUMNS, rows
from stemma.exporting.coding import as_csv, conservative
from stemma.exporting.columns import table_rows, to_parquet
from stemma.exporting.evidence import Made, pack, verify
from stemma.exporting.quotes import cut
from stemma.exporting.standards import to_annotations, to_prov, to_schemaorg
from stemma.ledger import to_export
from stemma.pipeline import assemble
from stemma.showing.view import View

NAMES = ("kursk-2024", "valencia-2024")
MADE = Made(question="all", account="An account.\n", version="0", reader="rules")


@pytest.fixture(scope="module")
def view() -> View:
    return View(sample("valencia-2024"), words())


@pytest.mark.parametrize("book", COLUMNS)
def test_a_code_book_has_its_columns_and_the_origins_beside_them(view: View, book: str) -> None:
    found = rows(displaced() if book == "idmc" else view, book)
    assert found
    for row in found:
        assert set(row) - {"adm_1", "adm_2", "admin1", "latitude", "longitude", "location", "country"} <= set(COLUMNS[book])
        assert row["n_origins"] <= row["n_reports"]
    table = list(csv.DictReader(io.StringIO(as_csv(COLUMNS[book], found))))
    assert len(table) == len(found)
    assert tuple(table[0]) == COLUMNS[book]


def test_low_is_no_higher_than_best_and_best_no_higher_than_high(view: View) -> None:
    for row in rows(view, "ucdp"):
        assert row["low"] <= row["best"] <= row["high"]
        assert row["date_prec"] in (1, 2, 3, 4, 5, "")


def displaced() -> View:
    marked = "{some 3,400 people|displaced|subject=people|place=Dorran|who=mayor|as_of=2031-05-02} fled Dorran, the mayor said; the county "
    marked += "spoke of {more than 4,000 people|displaced|subject=people|place=Dorran|who=county|as_of=2031-05-02}."
    one = told(marked, outlet="Sea Wire", published="2031-05-02")
    return View(assemble([one.report], [one.extract], (), words()), words())


def test_idmc_recommends_one_value_a_figure() -> None:
    view = displaced()
    found = rows(view, "idmc")
    assert {(r["quantifier"], r["reported"]) for r in found} == {("APPROXIMATELY", 3400), ("MORE_THAN", 4000)}
    assert {r["unit"] for r in found} == {"PERSON"}
    roles: dict[str, list[str]] = {}
    for row in rows(view, "idmc"):
        roles.setdefault(row["figure_id"], []).append(row["role"])
    assert roles
    assert all(r.count("RECOMMENDED") <= 1 for r in roles.values())


def test_words_for_many_are_counted_as_acled_does(view: View) -> None:
    from stemma.core.types import Approx, Reading

    vague = Reading(figure="f", low=24.0, high=None, unit="persons", approx=Approx.VAGUE, claims=(), reports=1, origins=1, sources=1)
    assert conservative(vague, "dozens of people") == 12
    assert conservative(vague, "hundreds of people") == 100


@pytest.mark.parametrize("name", NAMES)
def test_annotations_point_at_the_words_of_the_text(name: str) -> None:
    situation = sample(name)
    texts = {(r.url or f"urn:sha256:{r.sha256}"): r.text for r in situation.reports}
    items = to_annotations(situation)["first"]["items"]
    assert len(items) == sum(len(e.claims) for e in situation.extracts)
    for note in items:
        quote, position = note["target"]["selector"]
        text = texts[note["target"]["source"]]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert text[: position["start"]].endswith(quote["prefix"])


def test_prov_names_only_what_it_holds() -> None:
    held = to_prov(sample("kursk-2024"))
    known = {*held["entity"], *held["agent"]}
    for relation in ("wasDerivedFrom", "wasAttributedTo"):
        assert held[relation]
        for row in held[relation].values():
            ends = [v for k, v in row.items() if k.split(":")[1] in ("generatedEntity", "usedEntity", "entity", "agent")]
            assert set(ends) <= known


def test_schemaorg_has_claims_without_any_rating() -> None:
    graph = to_schemaorg(sample("kursk-2024"))["@graph"]
    assert {"NewsArticle", "Claim"} == {row["@type"] for row in graph}
    assert "eview" not in json.dumps(graph) and "ating" not in json.dumps([list(row) for row in graph])


def test_parquet_comes_back_as_it_went() -> None:
    import pyarrow.parquet as pq

    situation = sample("kursk-2024")
    table = pq.read_table(BytesIO(to_parquet(situation)))
    assert table.to_pylist() == table_rows(situation)
    assert str(table.schema.field("low").type) == "double" and str(table.schema.field("attribution").type) == "list<element: string>"


@pytest.mark.parametrize("name", NAMES)
def test_quotes_are_short_and_still_agree_with_their_spans(name: str) -> None:
    situation = sample(name)
    texts = {r.id: r.text for r in situation.reports}
    held = cut(to_export(situation), 5)
    for row in (*held["claims"], *held["events"]):
        assert len(row["text"].split()) <= 5
        assert texts[row["report"]][row["start"] : row["end"]] == row["text"]
    assert cut(to_export(situation), 0) == to_export(situation)


def test_a_pack_verifies_and_is_the_same_each_time(tmp_path: Path) -> None:
    situation = sample("kursk-2024")
    content = pack(situation, MADE)
    assert content == pack(situation, MADE)
    path = tmp_path / "pack.zip"
    path.write_bytes(content)
    seen = verify(path)
    assert len(seen) > len(situation.reports)
    assert all(s.holds for s in seen)


@pytest.mark.parametrize("change", ["text", "added", "missing", "quote"])
def test_a_pack_that_was_touched_does_not_verify(tmp_path: Path, change: str) -> None:
    situation = sample("kursk-2024")
    with ZipFile(BytesIO(pack(situation, MADE))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    text = next(name for name in files if name.startswith("texts/"))
    if change == "text":
        files[text] = files[text] + b" "
    elif change == "added":
        files["texts/more.txt"] = b"more"
    elif change == "missing":
        del files[text]
    else:
        files["annotations.json"] = files["annotations.json"].replace(b'"start": ', b'"start": 1', 1)
    path = tmp_path / "touched.zip"
    with ZipFile(path, "w") as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    assert not all(s.holds for s in verify(path))


def test_a_pack_without_texts_quotes_little_and_still_verifies(tmp_path: Path) -> None:
    path = tmp_path / "short.zip"
    path.write_bytes(pack(sample("kursk-2024"), Made(question="q", account="", version="0", reader="r", most=25, texts=False)))
    with ZipFile(path) as archive:
        assert not [n for n in archive.namelist() if n.startswith("texts/")]
    assert all(s.holds for s in verify(path))


def test_what_is_no_pack_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "no.zip"
    path.write_bytes(b"PK nothing")
    with pytest.raises(InputRefused, match="is no evidence pack"):
        verify(path)
