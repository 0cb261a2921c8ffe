"""What readers decided, for other programs: each row of the log with who, when, before, after and why, and whether it still holds."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from stemma.answering.quoting import QUOTED, quoted
from stemma.core.decisions import Decision, standing
from stemma.exporting.coding import as_csv

Row = dict[str, Any]
COLUMNS = ("id", "action", "item", "other", "who", "when", "stands", "words", "report", "before", "after", "why", "undoes")


def decision_rows(log: Sequence[Decision]) -> list[Row]:
    """The log as rows, in the order in which it was written."""
    holds = {d.id for d in standing(log)}
    return [
        {
            "id": d.id, "action": d.action, "item": d.item, "other": d.other or None, "who": d.who, "when": d.when,
            "before": json.loads(d.before), "after": json.loads(d.after), "why": d.why or None, "undoes": d.undoes or None,
            "stands": d.id in holds,
        }
        for d in log
    ]  # fmt: skip


def decisions_csv(log: Sequence[Decision], claims: Mapping[str, tuple[str, str]], most: int = QUOTED) -> str:
    """The log as a table: before and after as JSON, with the words and the report of the claim that each row is about."""
    rows = []
    for row in decision_rows(log):
        words, report = claims.get(row["item"]) or claims.get(str(row["after"].get("id", ""))) or ("", "")
        told = {"words": quoted(" ".join(words.split()), most), "report": report}
        shown = {k: json.dumps(row[k], ensure_ascii=False, sort_keys=True) for k in ("before", "after")}
        rows.append({**row, **told, **shown, "stands": "yes" if row["stands"] else "no"})
    return as_csv(COLUMNS, rows)
