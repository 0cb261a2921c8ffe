"""Sources: outlets and speakers in alphabetical order with what they carry and the user's own grades; nobody is ranked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from stemma.core.types import Kind
from stemma.showing.view import View, speaker
from stemma.web.asked import Asked
from stemma.web.frame import Screen
from stemma.web.large import SOURCES

Listed = tuple[list[dict[str, Any]], int]  # a page of rows, and how many there are in all
KEYS = (("j k", "move"), ("Enter", "its reports or claims"))


def sources_screen(outlets: Listed, speakers: Listed, want: Asked, grades: Mapping[str, str]) -> Screen:
    """The screen: a page of the outlets and a page of the speakers, with how many there are of each."""
    numbers = (outlets[1], speakers[1])
    shown = [[{**row, "grade": grades.get(str(row["name"]), "")} for row in rows] for rows, _ in (outlets, speakers)]
    pages = max(1, -(-max(numbers) // SOURCES))
    context = {
        "outlets": shown[0],
        "speakers": shown[1],
        "numbers": numbers,
        "pages": pages,
        "letters": ("", "A", "B", "C", "D", "E", "F"),
    }
    data = {"outlets": shown[0], "speakers": shown[1], "page": want.page, "pages": pages, "totals": list(numbers)}
    return Screen(name="sources", title="Sources", data=data, context=context, keys=KEYS)


def paged(rows: Sequence[dict[str, Any]], want: Asked) -> Listed:
    """The rows whose name holds the words asked for, one page of them."""
    kept = [row for row in rows if want.q.lower() in str(row["name"]).lower()]
    first = (want.page - 1) * SOURCES
    return kept[first : first + SOURCES], len(kept)


def outlet_rows(view: View) -> list[dict[str, Any]]:
    """The outlets of a view."""
    found: dict[str, dict[str, Any]] = {}
    for report in view.reports:
        name = view.name(report)
        row = found.setdefault(
            name,
            {"name": name, "reports": 0, "originals": 0, "from_others": 0, "new_claims": 0, "changes": 0, "passed_on": 0, "put_right": 0},
        )
        changes = view.changes.get(report, ())
        row["reports"] += 1
        row["originals"] += view.kind(report) == Kind.ORIGINAL
        row["from_others"] += bool(view.parents.get(report))
        row["new_claims"] += len(view.new.get(report, ()))
        row["changes"] += sum(not m.restored for m in changes)
        row["passed_on"] += sum(bool(m.inherited_by) and not m.restored for m in changes)
        row["put_right"] += sum(m.restored for m in changes)
    return sorted(found.values(), key=lambda row: str(row["name"]).removeprefix("The ").lower())


def speaker_rows(view: View) -> list[dict[str, Any]]:
    """The speakers of a view."""
    found: dict[str, dict[str, Any]] = {}
    held: dict[str, set[str]] = {}
    for claim in view.claims.values():
        said = speaker(claim)
        if said is None:
            continue
        row = found.setdefault(said.name, {"name": said.name, "kind": said.kind.value, "claims": 0, "figures": 0, "unverified": 0})
        row["claims"] += 1
        row["unverified"] += claim.verification.value == "unverified"
        held.setdefault(said.name, set()).add(view.figure_of.get(claim.id, ""))
    for name, figures in held.items():
        found[name]["figures"] = len(figures - {""})
    return sorted(found.values(), key=lambda row: str(row["name"]).lower())
