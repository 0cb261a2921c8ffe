"""The running counts are those that counting all rows would give, after adding, after working out anew, after clearing."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from stemma.commands.add import fill, gather
from stemma.commands.common import How
from stemma.ledger import Ledger, derived
from stemma.ledger.tallies import FILL


def tallied(held: Ledger) -> list[tuple[str, str, int]]:
    return held.queries.ask("SELECT kind, name, many FROM tallies ORDER BY 1, 2")


def counted(held: Ledger) -> list[tuple[str, str, int]]:
    c = held._connection
    c.execute("SAVEPOINT counting")
    c.execute("DELETE FROM tallies")
    c.execute(FILL)
    found = tallied(held)
    c.execute("ROLLBACK TO counting")
    c.execute("RELEASE counting")
    return found


def test_tallies_are_what_counting_gives(tmp_path: Path) -> None:
    reports = gather([str(files("stemma") / "data" / "samples" / "kursk-2024")])[0]
    with Ledger.open(tmp_path / "a.db") as held:
        assert tallied(held) == []
        fill(held, reports[:4], How())
        some = tallied(held)
        assert some == counted(held) and ("report", "", 4) in some
        fill(held, reports[4:], How())
        assert tallied(held) == counted(held) != some
        whole = tallied(held)
        fill(held, (), How(), again=True)
        assert tallied(held) == whole
        assert held.queries.counts()["reports"] == len(reports)
        derived.clear_all(held._connection)
        assert tallied(held) == []
