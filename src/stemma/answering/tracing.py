"""How a claim came to its place: read, joined to a figure, taken from another report, rule by rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from stemma.core.types import Claim, Situation
from stemma.ledger import Lookup


def traced(situation: Situation, claims: Iterable[str]) -> list[str]:
    """The lines that tell it for some claims."""
    look = Lookup(situation)
    return [line for c in claims if c in look.claims for line in _lines(chain(look, look.claims[c]))]


def chain(look: Lookup, claim: Claim) -> dict[str, Any]:
    """Everything that led to a claim's place in the answers, as the export writes it."""
    from stemma.ledger.exchange import claim_row, mutation_row, reading_row

    figure = look.figures.get(look.figure_of.get(claim.id, ""))
    steps = list(_steps(look, claim.id))
    held = {claim.id, *(step["claim"] for step in steps)}
    return {
        "claim": claim_row(look, claim),
        "outlet": look.outlet(claim.report),
        "figure": figure.title if figure else None,
        "descent": steps,
        "changes": [
            mutation_row(m) | {"outlet": look.outlet(m.report)} for m in look.situation.stemma.mutations if m.claim in held and m.claim
        ],
        "readings": [reading_row(r) for r in look.readings.get(figure.id, ()) if claim.id in r.claims] if figure else [],
        "links": list(_links(look, claim.id)),
    }


def _links(look: Lookup, claim: str) -> Iterator[dict[str, Any]]:
    """The claims with which a claim was joined, and why."""
    for link in look.situation.links:
        if claim in (link.one, link.other):
            other = look.claims[link.other if link.one == claim else link.one]
            reasons = [{"rule": r.rule, "detail": r.detail, "weight": r.weight} for r in link.reasons]
            yield {"claim": other.id, "outlet": look.outlet(other.report), "text": other.text, "reasons": reasons}


def _steps(look: Lookup, claim: str) -> Iterator[dict[str, Any]]:
    """The claims from which a claim has its matter, one before the other, back to the first that is known."""
    source = {i.claim: i for i in look.situation.stemma.inheritances}
    seen: set[str] = set()
    while claim in source and claim not in seen:
        seen.add(claim)
        step = source[claim]
        before = look.claims.get(step.from_claim or "")
        yield {"parent": step.parent, "outlet": look.outlet(step.parent), "claim": step.from_claim, "text": before.text if before else None}
        claim = step.from_claim or ""


def _lines(held: dict[str, Any]) -> Iterator[str]:
    claim = held["claim"]
    yield _said(claim["text"])
    yield f"  said by      {held['outlet']}, characters {claim['start']} to {claim['end']} ({claim['id']})"
    if claim["attribution"]:
        yield f"  attributed   {' > '.join(claim['attribution'])}"
    yield f"  read as      {claim['measure']}: {_amount(claim)} {claim['unit']} ({claim['approx']}), {claim['status']}"
    for reason in claim["reasons"]:
        yield f"               {reason['rule']}: {reason['detail']}"
    yield f"  figure       {held['figure'] or 'none'}"
    for link in held["links"]:
        yield f"  joined with  {link['outlet']}: {_said(link['text'])}"
        yield from (f"               {r['rule']}: {r['detail']} ({r['weight']:+.1f})" for r in link["reasons"])
    for step in held["descent"]:
        yield f"  taken from   {step['outlet']}" + (f": {_said(step['text'])}" if step["text"] else "")
    for change in held["changes"]:
        yield f"  changed by   {change['outlet']}: {change['field']}, {change['was']} became {change['became']}"
    for reading in held["readings"]:
        yield f"  stands on    {reading['reports']} report(s), {reading['origins']} lineage(s), {reading['sources']} source(s)"


def _said(text: str) -> str:
    return f"“{' '.join(text.split())}”"


def _amount(claim: dict[str, Any]) -> str:
    low, high = claim["low"], claim["high"]
    if None in (low, high):
        return f"{low:,} or more" if high is None and low is not None else f"up to {high:,}" if high is not None else "no number"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"
