"""The ledger gives back exactly what was kept, and loses nothing when something goes wrong."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.samples import claim, full, report

from stemma.core.decisions import Decision
from stemma.core.delivery import Delivered
from stemma.core.errors import LedgerError
from stemma.core.types import Claim, Extract, Judgement, Report, Situation
from stemma.ledger import Ledger
from stemma.ledger.custody import Work
from stemma.ledger.migrations import MIGRATIONS
from stemma.ledger.taken import packed

YES = Judgement(one="a", other="b", about="figure", same=True, who="Ann", when="2024-10-31T10:00:00+00:00", why="same thing")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


def rows(path: Path) -> list[str]:
    with sqlite3.connect(path) as connection:
        held = [line for line in connection.iterdump() if "_search_" not in line]  # the inside of the full-text index
    connection.close()
    return held


def test_a_situation_comes_back_as_it_was(path: Path) -> None:
    situation = full()
    with Ledger.open(path) as ledger:
        ledger.save(situation, "rules/1", "0.1.0", ("conflict",))
    with Ledger.open(path) as ledger:
        back = ledger.situation()
    for field in fields(situation):
        assert getattr(back, field.name) == getattr(situation, field.name)
    assert [type(c.amount.low) for e in back.extracts for c in e.claims] == [int, type(None), float]


def with_custody(ledger: Ledger) -> None:
    """A report that came in from an address, and a round of the watch."""
    work = Work(command="stemma watch", version="0", at="2025-01-01T00:00:00+00:00")
    report = Report(text="Ten fell.", url="https://example.org/ten")
    ledger.custody.receive([Delivered(report=report, whence=report.url)], work)
    ledger.watched.visited(report.url, (("etag", '"1"'),), work.at)
    ledger.watched.settle()
    ledger.watched.round(work.at, work.at, 1, [("http://hook.example", "{}")])


def test_every_table_is_tried(path: Path) -> None:
    with Ledger.open(path) as ledger:
        ledger.save(full())
        ledger.judge(YES)
        with ledger.writing() as taken:
            taken.heard(["something"])
            taken.keep("rules/2", [(full().reports[0].id, packed(full().extracts[0]), [1, 2])])
        with_custody(ledger)
        ledger.decide(Decision(action="accept", item="c1", who="ann", when="2025-01-01T00:00:00+00:00"))
    with sqlite3.connect(path) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'") if "_search_" not in name]
        assert [name for name in names if not connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]] == []
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def test_an_empty_situation_comes_back(path: Path) -> None:
    with Ledger.open(path) as ledger:
        assert ledger.situation() == Situation()
        ledger.save(Situation())
        assert ledger.situation() == Situation()


def test_plain_questions_have_plain_answers(path: Path) -> None:
    with Ledger.open(path) as ledger:
        ledger.save(full())
    with sqlite3.connect(path) as connection:
        found = connection.execute(
            "SELECT outlet, low, place_name, lat, as_of_end, attributions.name"
            " FROM claims JOIN reports ON report = reports.id JOIN attributions ON owner = claims.id"
            " WHERE measure = 'displaced' ORDER BY claims.position, attributions.position"
        ).fetchall()
        assert found[0] == ("Outlet 1", 340, "Orford", 52.1, "2024-10-30", "mayor's office")
        assert connection.execute("SELECT count(DISTINCT run) FROM claims").fetchone() == (1,)
    connection.close()


def test_adding_twice_adds_nothing(path: Path) -> None:
    one, two = report(1), report(2)
    with Ledger.open(path) as ledger:
        assert ledger.add([one, two, one]) == [one, two]
        before = rows(path)
        assert ledger.add([two, one]) == []
        assert ledger.reports() == (two, one)
    assert rows(path) == before


def test_one_text_of_two_outlets_is_two_reports_and_kept_once(path: Path) -> None:
    one = report(1)
    with Ledger.open(path) as ledger:
        ledger.add([one, replace(one, outlet="Another")])
        assert len(ledger.reports()) == 2
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM texts").fetchone() == (1,)
    connection.close()


def test_a_second_run_gives_the_same_rows(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    for at in (path, other, path):
        with Ledger.open(at) as ledger:
            ledger.save(full(), "rules/1", "0.1.0")
    assert rows(path) == rows(other)


def test_only_what_this_reader_has_read_is_given_back(path: Path) -> None:
    situation = full()
    with Ledger.open(path) as ledger:
        ledger.save(situation, "rules/1")
        assert ledger.extracts("rules/1") == {e.report: e for e in situation.extracts}
        assert ledger.extracts("rules/2") == {}
        assert ledger.reader_version() == "rules/1"


def test_judgements_outlive_every_run(path: Path) -> None:
    with Ledger.open(path) as ledger:
        ledger.judge(YES)
        ledger.save(full())
        ledger.save(Situation())
        ledger.judge(replace(YES, same=False))
        assert ledger.judgements() == (YES, replace(YES, same=False))
        assert len(ledger.reports()) == 3


def test_a_faulty_situation_changes_nothing(path: Path) -> None:
    with Ledger.open(path) as ledger:
        ledger.save(full())
        before = rows(path)
        stray = Extract(report="rnowhere", claims=(replace(claim(report(1)), report="rnowhere"),))
        with pytest.raises(LedgerError, match="FOREIGN KEY"):
            ledger.save(replace(full(), extracts=(*full().extracts, stray)))
        assert ledger.situation() == full()
    assert rows(path) == before


def test_a_full_disk_is_said_and_nothing_is_lost(path: Path) -> None:
    many = tuple(report(n, f"{n} people left. " * 2000) for n in range(40))
    with Ledger.open(path) as ledger:
        ledger.save(full())
        ledger.judge(YES)
        before = rows(path)
        (pages,) = ledger._connection.execute("PRAGMA page_count").fetchone()
        ledger._connection.execute(f"PRAGMA max_page_count = {pages + 4}")
        with pytest.raises(LedgerError, match="no room left on the disk"):
            ledger.save(replace(full(), reports=(*full().reports, *many)))
        with pytest.raises(LedgerError, match="no room left on the disk"):
            ledger.add(many)
        assert ledger.situation() == full()
        assert ledger.judgements() == (YES,)
    assert rows(path) == before


def test_a_newer_ledger_is_refused(path: Path) -> None:
    Ledger.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    connection.close()
    with pytest.raises(LedgerError, match="newer version of Stemma"):
        Ledger.open(path)


def _other_database(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE cats (name)")
    connection.close()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda p: p.write_text("Forty people left. " * 100), "is no ledger"),
        (_other_database, "is a database, but no ledger"),
        (lambda p: p.mkdir(), "is a folder"),
    ],
)
def test_what_is_no_ledger_is_refused_and_left_alone(path: Path, make: Callable[[Path], None], said: str) -> None:
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(LedgerError, match=said):
        Ledger.open(path)
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_ledger_that_is_not_there_is_only_made_to_add(path: Path) -> None:
    with pytest.raises(LedgerError, match="There is no ledger"):
        Ledger.open(path, create=False)
    assert not path.exists()
    with pytest.raises(LedgerError, match="does not exist"):
        Ledger.open(path / "deep" / "ledger.db")
    with pytest.raises(LedgerError, match="is an address"):
        Ledger.open("postgresql://example.org/a")


def test_a_ledger_in_use_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stemma.ledger.connect._WAIT", 0.05)
    with Ledger.open(path) as one, Ledger.open(path) as two:
        one._connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="Another program is writing"):
            two.add([report(1)])


@settings(deadline=None, max_examples=50)  # a file is made for each
@given(
    text=st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1),
    low=st.none() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False),
)
def test_any_text_and_number_come_back(tmp_path_factory: pytest.TempPathFactory, text: str, low: float | None) -> None:
    held = Report(text=text, name=text, extra=((text, text),))
    made: Claim = replace(claim(held, low=low), text=text, subject=text)
    situation = Situation(reports=(held,), extracts=(Extract(report=held.id, claims=(made,), names=(text,)),))
    with Ledger.open(tmp_path_factory.mktemp("any") / "ledger.db") as ledger:
        ledger.save(situation)
        assert ledger.situation() == situation


def test_a_file_that_another_program_reads_is_not_said_to_be_clean(path: Path) -> None:
    with Ledger.open(path) as held:
        held.add([Report(text="Three people left.")])
        other = sqlite3.connect(path)
        try:
            other.execute("BEGIN")
            other.execute("SELECT count(*) FROM reports").fetchone()
            with pytest.raises(LedgerError, match=r"has .* open"):
                held.scrub()
        finally:
            other.close()
        held.scrub()
