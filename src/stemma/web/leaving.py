"""What leaves the house: the evidence behind a figure, the brief, and the whole as open data."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from stemma.answering.account import accounts, cited
from stemma.answering.blocks import to_html, to_markdown
from stemma.answering.brief import brief
from stemma.answering.news import news
from stemma.core.decisions import Decision
from stemma.core.types import Figure, Situation
from stemma.exporting.decided import decision_rows
from stemma.ledger import json_lines, to_csv, to_export, to_geojson
from stemma.showing.pieces import quote
from stemma.showing.view import View
from stemma.web.frame import Screen

Written = tuple[bytes, str]


def exports() -> Mapping[str, Callable[[Situation, Sequence[Decision]], Written]]:
    """The forms in which everything can be had."""
    return {
        "json": lambda s, log: (_json(to_export(s) | {"decisions": decision_rows(log)}), "application/json"),
        "jsonl": lambda s, log: (
            b"".join(_json(row) + b"\n" for row in (*json_lines(s), *({"record": "decisions", **d} for d in decision_rows(log)))),
            "application/x-ndjson",
        ),
        "csv": lambda s, log: (to_csv(s).encode("utf-8", "replace"), "text/csv; charset=utf-8"),
        "geojson": lambda s, log: (_json(to_geojson(s)), "application/geo+json"),
    }


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")


def brief_screen(view: View, figure: Figure) -> Screen:
    """What stands behind a figure's values, to be printed or handed on."""
    told = accounts(view, figure, figure.claims)
    context = {
        "figure": figure,
        "told": told,
        "quotes": [quote(view, c) for c in view.figure_claims(figure)[:40]],
        "cites": [cited(view, a.reading) for a in told],
    }
    data = {
        "figure": figure.id,
        "title": figure.title,
        "accounts": [
            {
                "value": a.value, "as_of": a.as_of, "wording": a.wording, "citation": a.citation, "grade": a.grade,
                "changes": list(a.changes), "sums": list(a.sums), "origins": len(a.origins), "claims": list(a.reading.claims),
            }
            for a in told
        ],
    }  # fmt: skip
    return Screen(name="brief", title=f"Evidence: {figure.title}", data=data, context=context, keys=(("u", "back"),))


def written_brief(view: View, since: str, form: str) -> Written:
    """What is new since a moment, as Markdown or HTML."""
    blocks = brief(view, since, news(view, since))
    if form == "html":
        return to_html(blocks).encode("utf-8", "replace"), "text/html; charset=utf-8"
    return to_markdown(blocks).encode("utf-8", "replace"), "text/markdown; charset=utf-8"
