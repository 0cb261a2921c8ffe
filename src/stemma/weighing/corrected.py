"""A figure that an outlet changed under one address: its correction, no dispute; the old value stays in the past."""

from __future__ import annotations

from stemma.weighing import wording
from stemma.weighing.edits import edits
from stemma.weighing.facts import Facts
from stemma.weighing.lineage import Lineage
from stemma.weighing.sides import Side, Verdict, say


def editions(facts: Facts, lineage: Lineage, one: Side, other: Side) -> Verdict | None:
    """Two values of which an outlet put one in the place of the other; not where others still stand by the old one."""
    for old, new in ((one, other), (other, one)):
        page, number = facts.page(new.claim.report), facts.edition(new.claim.report)
        if any(facts.page(c.report) != page or facts.edition(c.report) >= number for c in old.claims):
            continue
        became = edits(facts.claims_of[old.claim.report], facts.claims_of[new.claim.report])
        if any(a is old.claim and b is new.claim for a, b in became):
            both = wording.against(facts, (old.claim, new.claim))
            return say("apparent", "time", f"{both}: the outlet changed the one into the other under one address.", "weigh.superseded")
    return None
