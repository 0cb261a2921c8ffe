"""What a lost original is likely to have said: the reading of most of its children, and of these the fuller form.

Hedges, speakers and caveats are lost on the way far more often than they are gained, so the fuller form is the older.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from stemma.core.types import Claim, Status, Verification
from stemma.descent.detail import hedge, stance
from stemma.descent.inheritance import pair_up
from stemma.descent.matter import Item, Matter, earlier

V = TypeVar("V", bound=Hashable)


def older_readings(child: Matter, siblings: Sequence[Matter], nearer: frozenset[str] = frozenset()) -> dict[str, tuple[Item, Matter]]:
    """For each claim that a child shares with its siblings: the older reading, and the sibling who carries it best.

    Of two of whom one alone names the ancestor (`nearer`), or was published first, that one is taken at its word.
    """
    first = stands_for_it(child, siblings, nearer)
    if first is child:
        return {}
    others: dict[str, list[tuple[Item, Matter]]] = {}
    for sibling in siblings:
        for pair in pair_up(child, [sibling]):
            others.setdefault(pair.child.id, []).append((pair.source, sibling))
    items = {item.id: item for item in child.items}
    if first is not None:
        return {claim: found[0] for claim, found in sorted(others.items())}
    return {claim: _reading(items[claim], found) for claim, found in sorted(others.items())}


def stands_for_it(child: Matter, siblings: Sequence[Matter], nearer: frozenset[str]) -> Matter | None:
    """Of two children the one that is taken at its word: who alone names the ancestor, else who was surely published first."""
    if len(siblings) != 1:
        return None
    other = siblings[0]
    named = (child.id in nearer) != (other.id in nearer)
    first = child.id in nearer if named else earlier(child, other)
    return None if first is None else child if first else other


def _reading(mine: Item, others: Sequence[tuple[Item, Matter]]) -> tuple[Item, Matter]:
    """The reading of most witnesses; of two that stand against each other, the fuller."""
    witnesses = [mine, *(item for item, _ in others)]
    value = _most(witnesses, lambda i: (i.said, i.claim.amount.unit), _no_preference)
    carriers = [i for i in witnesses if (i.said, i.claim.amount.unit) == value]
    model = next((i for i, _ in others if (i.said, i.claim.amount.unit) == value), others[0][0])
    hedged = _most(carriers, lambda i: hedge(i.claim), lambda h: h != "exact")
    hedger = next((i for i in carriers if i is not mine and hedge(i.claim) == hedged), None)
    shown = hedger or model
    amount = shown.claim.amount if hedger or hedge(mine.claim) != hedged else mine.claim.amount
    speaking = max(witnesses, key=lambda i: (bool(i.speaker), _unnamed(i.claim), len(i.claim.attribution)))
    claim = replace(shown.claim, amount=amount, attribution=speaking.claim.attribution, **_fuller(witnesses))
    matter = next((m for i, m in others if i is shown), others[0][1])
    valued = mine if hedger is None and value == (mine.said, mine.claim.amount.unit) else shown
    return replace(shown, claim=claim, base=valued.base, said=valued.said, speaker=speaking.speaker, heard=speaking.heard), matter


def _fuller(witnesses: Sequence[Item]) -> Mapping[str, Any]:
    """Status, caveat, place, measure and time of the older reading."""
    claims = [i.claim for i in witnesses]
    stances = Counter(stance(c) for c in claims)
    not_yet = next((c.status for c in claims if c.status in (Status.PLANNED, Status.DEMAND)), None)
    usual = next(c.status for c in claims if stance(c) == max(stances, key=lambda s: stances[s]))
    places = [c for c in claims if c.place is not None]
    placed = _most(places, lambda c: c.place.name if c.place else "", _no_preference) if places else ""
    measure = _most(claims, lambda c: c.measure, _no_preference)
    dated = [c for c in claims if c.when is not None and c.when.text]
    return {
        "status": not_yet or usual,
        "verification": Verification.UNVERIFIED if any(c.verification is Verification.UNVERIFIED for c in claims) else Verification.NONE,
        "place": next((c.place for c in places if c.place and c.place.name == placed), None),
        "measure": measure,
        "when": _most(dated, lambda c: c.when, _no_preference) if len(dated) > 1 else claims[0].when,
    }


def _unnamed(claim: Claim) -> bool:
    """An unnamed source is older than the institution that it is promoted to."""
    return any(s.kind.value == "unnamed" for s in claim.attribution)


W = TypeVar("W")


def _most(witnesses: Sequence[W], reading: Callable[[W], V], preferred: Callable[[V], bool]) -> V:
    """The reading that most witnesses have; of equals the preferred, then the one seen first."""
    counts = Counter(reading(w) for w in witnesses)
    order = list(counts)
    return max(order, key=lambda v: (counts[v], preferred(v), -order.index(v)))


def _no_preference(value: object) -> bool:
    return False
