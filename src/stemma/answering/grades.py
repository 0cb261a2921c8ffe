"""How reliable the user holds a source to be (A to F): decisions in the ledger's log, the newest of each source counts."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from stemma.core.decisions import Decision, standing
from stemma.core.errors import StemmaError, nearest
from stemma.ledger import Ledger

UNJUDGED = "F"
_BEGINS = 4  # letters with which a misspelt name likely begins


def graded(ledger: Ledger) -> dict[str, str]:
    """The grade of each source that has one."""
    return {d.item: str(json.loads(d.after).get("grade", UNJUDGED)) for d in standing(ledger.decisions()) if d.action == "grade"}


def keep(ledger: Ledger, source: str, letter: str, who: str = "", why: str = "") -> str:
    """Keep a grade for a speaker or outlet that the ledger knows; its name as the ledger has it."""
    name = _known(ledger, source)
    before = graded(ledger).get(name)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    was = json.dumps({"grade": before} if before else {})
    ledger.decide(Decision(action="grade", item=name, who=who, when=now, before=was, after=json.dumps({"grade": letter}), why=why))
    return name


def _known(ledger: Ledger, source: str) -> str:
    low = " ".join(source.split()).casefold()
    asked = ledger.queries
    names = {hit.id for hit in asked.search(source, ("source",), 200)} | {name for name, _ in asked.facet("outlet", 100_000)}
    exact = [n for n in names if n.casefold() == low]
    found = exact or [n for n in sorted(names) if low in n.casefold()]
    if len(found) == 1:
        return found[0]
    if found:
        raise StemmaError(f"'{source}' may be any of {', '.join(sorted(found)[:8])}: give the whole name.")
    near = names | {hit.id for hit in asked.search(source[:_BEGINS], ("source",), 500)}
    raise StemmaError(f"No speaker or outlet of the ledger is called '{source}'.{nearest(source, near)}")
