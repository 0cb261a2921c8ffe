"""The page on the ledger names every table, and its questions can be asked."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from tests.ledger.samples import full

from stemma.ledger import Ledger

PAGE = (Path(__file__).parents[2] / "docs" / "ledger.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def connection(tmp_path: Path) -> sqlite3.Connection:
    path = tmp_path / "ledger.db"
    with Ledger.open(path) as ledger:
        ledger.save(full())
    return sqlite3.connect(path)


def test_every_table_is_described(connection: sqlite3.Connection) -> None:
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'") if "_search_" not in name]
    connection.close()
    assert [name for name in names if f"`{name}`" not in PAGE] == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_can_be_asked(connection: sqlite3.Connection, question: str) -> None:
    connection.execute(question).fetchall()
    connection.close()
    assert question.startswith("SELECT")
