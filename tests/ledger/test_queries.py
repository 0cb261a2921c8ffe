"""Questions answered from the file say the same as the situation that was saved."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path

import pytest

import stemma
from stemma.core.types import Situation
from stemma.ledger import Ledger, Lookup
from stemma.ledger.migrations import MIGRATIONS
from stemma.ledger.search import expression


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Ledger, Situation]]:
    pack = stemma.load_pack()
    sample = sorted(folder.name for folder in (files("stemma") / "data" / "samples").iterdir() if folder.is_dir())[0]
    with as_file(files("stemma") / "data" / "samples" / sample) as folder:
        reports = [r for r in stemma.take([str(folder)]) if isinstance(r, stemma.Report)]
    reader = stemma.Reader(pack)
    situation = stemma.assemble(reports, [reader.read(r) for r in reports], (), pack)
    with Ledger.open(tmp_path_factory.mktemp("queries") / "ledger.db") as ledger:
        ledger.save(situation)
        yield ledger, situation


def test_counts_are_those_of_the_situation(made: tuple[Ledger, Situation]) -> None:
    ledger, held = made
    counts = ledger.queries.counts()
    assert counts["reports"] == len(held.reports)
    assert counts["claims"] == sum(len(e.claims) for e in held.extracts)
    assert counts["conflicts"] == sum(c.kind == "real" for c in held.weighing.conflicts)
    assert counts["from_others"] == len({d.child for d in held.stemma.descents})


def test_reports_come_by_page_in_order_of_publication(made: tuple[Ledger, Situation]) -> None:
    ledger, held = made
    pages = [ledger.queries.reports(newest=False, offset=at, limit=2) for at in range(0, len(held.reports), 2)]
    assert [line.id for page in pages for line in page.lines] == [r.id for r in held.reports]
    assert {page.total for page in pages} == {len(held.reports)}
    outlet = held.reports[0].outlet
    assert {line.outlet for line in ledger.queries.reports(outlet=outlet).lines} == {outlet}


def test_figures_come_with_their_numbers(made: tuple[Ledger, Situation]) -> None:
    ledger, held = made
    look = Lookup(held)
    page = ledger.queries.figures(limit=1000)
    assert {line.id for line in page.lines} == set(look.figures)
    for line in page.lines:
        figure = look.figures[line.id]
        assert line.claims == len(figure.claims)
        assert line.reports == len({look.claims[c].report for c in figure.claims})
        assert line.readings == len(look.readings.get(line.id, ()))
    assert [line.reports for line in page.lines] == sorted((line.reports for line in page.lines), reverse=True)


def test_all_reports_asked_for_give_the_whole_situation(made: tuple[Ledger, Situation]) -> None:
    ledger, held = made
    assert ledger.situation([r.id for r in held.reports]) == held == ledger.situation()


def test_what_lies_around_a_figure_is_closed(made: tuple[Ledger, Situation]) -> None:
    ledger, held = made
    for figure in held.figures:
        near = ledger.queries.around_figure(figure.id)
        look = Lookup(near)
        assert look.figures[figure.id] == figure
        assert tuple(look.readings.get(figure.id, ())) == tuple(r for r in held.weighing.readings if r.figure == figure.id)
        assert all(claim in look.claims for f in near.figures for claim in f.claims)
        assert all(d.parent in look.reports or d.parent in look.lost for d in near.stemma.descents)


def test_claims_are_found_by_id_figure_and_words(made: tuple[Ledger, Situation]) -> None:
    ledger, held = made
    claim = held.extracts[0].claims[0]
    assert ledger.queries.find_claims(claim.id) == [claim.id]
    assert claim.id in ledger.queries.find_claims(claim.text)
    assert ledger.queries.find_claims(held.figures[0].id) == list(held.figures[0].claims)
    assert ledger.queries.find_claims("no such words anywhere") == []
    assert ledger.queries.find_claims("'\"*(") == []


def test_a_report_is_found_by_id_name_and_number(made: tuple[Ledger, Situation]) -> None:
    ledger, held = made
    for number, report in enumerate(held.reports, 1):
        assert ledger.queries.find_report(report.id) == ledger.queries.find_report(str(number)) == report.id
        assert ledger.queries.find_report(report.name) == report.id
    assert ledger.queries.find_report(str(len(held.reports) + 1)) == ledger.queries.find_report("0") == ledger.queries.find_report("") == ""


def test_search_finds_texts_claims_figures_and_sources(made: tuple[Ledger, Situation]) -> None:
    ledger, held = made
    found = ledger.queries.search("Kursk", limit=100)
    assert {hit.report for hit in found if hit.kind == "report"} == {r.id for r in held.reports if "kursk" in r.text.casefold()}
    assert {hit.kind for hit in ledger.queries.search("staff")} >= {"report", "source"}
    assert ledger.queries.search('"') == ledger.queries.search("") == []


def test_words_become_an_expression_that_cannot_fail() -> None:
    assert expression("59,000 troops") == '"59 000" "troops"*'
    assert expression('"north korean" x"') == '"north korean" "x"'
    assert expression("NEAR( - *") == '"NEAR"*'


def test_a_changed_text_is_found_by_its_new_words_alone(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with Ledger.open(path) as ledger:
        ledger.add([stemma.Report(text="Forty people left town.")])
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE texts SET text = 'forgotten'")
    connection.close()
    with Ledger.open(path) as ledger:
        assert ledger.queries.search("town") == []
        assert [hit.kind for hit in ledger.queries.search("forgotten")] == ["report"]


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS)))
def test_an_older_ledger_is_brought_up_to_date_with_all_it_holds(
    version: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: tuple[Ledger, Situation]
) -> None:
    """The first version's rows are copied into a ledger of that version, which is then opened."""
    old, held = tmp_path / "old.db", made[1]
    monkeypatch.setattr("stemma.ledger.connect.MIGRATIONS", MIGRATIONS[:version])
    Ledger.open(old).close()
    monkeypatch.undo()
    new = tmp_path / "new.db"
    with Ledger.open(new) as ledger:
        ledger.save(held)
    with sqlite3.connect(old) as connection:
        connection.execute("ATTACH ? AS new", [str(new)])
        names = [n for (n,) in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'") if "_search" not in n]
        for name in names:
            both = (connection.execute(f'PRAGMA {db}.table_info("{name}")') for db in ("main", "new"))
            old_columns, new_columns = ([row[1] for row in found] for found in both)
            columns = ", ".join(f'"{column}"' for column in old_columns if column in new_columns)
            connection.execute(f'INSERT INTO main."{name}" ({columns}) SELECT {columns} FROM new."{name}"')
            if name == "reports" and "position" in old_columns:
                connection.execute("UPDATE main.reports SET position = rowid")
    connection.close()
    with Ledger.open(old) as ledger:
        plain = tuple(replace(e, claims=tuple(replace(c, read_as="") for c in e.claims)) for e in held.extracts)  # not known then
        assert ledger.situation() == replace(held, extracts=plain)
        assert ledger.queries.search("Kursk") == made[0].queries.search("Kursk")
        assert len(ledger.queries.figures(limit=1000).lines) == len(held.figures)
