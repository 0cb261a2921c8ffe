"""stemma why: the chain behind one value, from its words to the report in which it was first said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from stemma.commands.common import answer, answer_json, json_option, ledger_option, situation_of

if TYPE_CHECKING:
    from stemma.core.types import Claim
    from stemma.ledger import Lookup

_MOST = 12  # claims that are told one after another


@click.command()
@click.argument("value")
@ledger_option
@json_option
def why(value: str, ledger: str, as_json: bool) -> None:
    """The chain behind a value: give a claim's or a figure's id, or some of the words, such as '800 square'."""
    from stemma.ledger import Lookup

    look = Lookup(situation_of(ledger))
    chains = [chain(look, claim) for claim in find_claims(look, value)]
    if as_json:
        answer_json(chains)
    else:
        answer("\n".join("\n".join(_told(held)) for held in chains[:_MOST]) + "\n" + _more(len(chains)))


def find_claims(look: Lookup, said: str) -> list[Claim]:
    """The claims of an id, of a figure, or that hold some words."""
    from stemma.core.errors import StemmaError

    if said in look.figures:
        return [look.claims[c] for c in look.figures[said].claims]
    low = " ".join(said.casefold().split())
    found = [c for c in look.claims.values() if c.id == said or (low.startswith("c") and len(low) > 5 and c.id.startswith(low))]
    found = found or [c for c in look.claims.values() if low in " ".join(c.text.casefold().split())]
    if not found:
        raise StemmaError(f"No claim or figure is called '{said}', and no claim holds these words: look them up with 'stemma claims'.")
    return found


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


def _told(held: dict[str, Any]) -> Iterator[str]:
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


def _more(number: int) -> str:
    return f"\n{number - _MOST} more; give more of the words, or --json for all.\n" if number > _MOST else ""
