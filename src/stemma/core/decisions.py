"""What people decide about claims, figures and sources: rows that are never changed, each undone only by a further row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from stemma.core.types import Amount, Approx, Claim, Extract, Judgement, Status

ACTIONS = ("accept", "reject", "edit", "merge", "split", "grade", "undo")
EDITABLE = ("low", "high", "unit", "approx", "measure", "subject", "status")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision of one reader: what it is about, what stood before, what stands after, and why."""

    action: str  # of ACTIONS
    item: str  # the id of a claim, or the name of a source
    who: str
    when: str  # ISO 8601, UTC
    other: str = ""  # the second claim of a merge or split
    before: str = "{}"  # JSON: the fields that the decision touches, as they were
    after: str = "{}"
    why: str = ""
    undoes: int = 0  # the number of the decision that this row takes back
    id: int = 0  # its number in the log, given by the ledger


def undone(log: Iterable[Decision]) -> frozenset[int]:
    """The numbers of decisions that a later row takes back."""
    return frozenset(d.undoes for d in log if d.action == "undo")


def standing(log: Sequence[Decision]) -> tuple[Decision, ...]:
    """The decisions that hold: no undone ones, no undos."""
    gone = undone(log)
    return tuple(d for d in log if d.action != "undo" and d.id not in gone)


def latest(log: Sequence[Decision], who: str = "") -> dict[str, Decision]:
    """The newest standing decision about each item, of one reader or of all; an edited claim is found under both its ids."""
    found: dict[str, Decision] = {}
    for decision in standing(log):
        if who and decision.who != who:
            continue
        found[decision.item] = decision
        if decision.action == "edit" and (now := str(json.loads(decision.after).get("id", ""))):
            found[now] = decision
    return found


def last_of(log: Sequence[Decision], who: str) -> Decision | None:
    """What a reader's undo takes back: the newest decision of theirs that stands."""
    return next((d for d in reversed(standing(log)) if d.who == who), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Two readers beside each other: how many items both decided, and on which they differ."""

    one: str
    other: str
    both: int
    same: int
    differ: tuple[str, ...]

    @property
    def rate(self) -> float | None:
        """The share of agreement, None where nothing was decided by both."""
        return self.same / self.both if self.both else None


def agreement(log: Sequence[Decision], one: str, other: str) -> Agreement:
    """How far two readers agree on what both decided."""
    mine, theirs = latest(log, one), latest(log, other)
    both = sorted(item for item in mine if item in theirs)
    differ = tuple(
        i for i in both if (mine[i].action, mine[i].after, mine[i].other) != (theirs[i].action, theirs[i].after, theirs[i].other)
    )
    return Agreement(one=one, other=other, both=len(both), same=len(both) - len(differ), differ=differ)


def readers(log: Iterable[Decision]) -> tuple[str, ...]:
    """Who has decided anything, in order of their first decision."""
    return tuple(dict.fromkeys(d.who for d in log))


def as_judgements(log: Sequence[Decision]) -> tuple[Judgement, ...]:
    """What decisions mean for the working-out: merges, splits, rejected claims, and edits in their order, undone ones reversed."""
    gone, found = undone(log), []
    for d in log:
        if d.action in ("merge", "split") and d.id not in gone:
            found.append(Judgement(one=d.item, other=d.other, about="figure", same=d.action == "merge", who=d.who, when=d.when, why=d.why))
        elif d.action in ("accept", "reject") and d.id not in gone:
            found.append(Judgement(one=d.item, other="", about="claim", same=d.action == "accept", who=d.who, when=d.when, why=d.why))
        elif d.action == "edit":
            found.append(_edit(d, d.before, d.after))
        elif d.action == "undo" and (was := next((e for e in log if e.id == d.undoes and e.action == "edit"), None)):
            found.append(_edit(d, was.after, was.before))
    return tuple(found)


def _edit(d: Decision, before: str, after: str) -> Judgement:
    change = json.dumps({"before": json.loads(before), "after": json.loads(after)}, sort_keys=True)
    return Judgement(one=d.item, other=change, about="reading", same=True, who=d.who, when=d.when, why=d.why)


def fields(claim: Claim) -> dict[str, Any]:
    """The fields of a claim that a reader may edit, with what tells the claim from others."""
    a = claim.amount
    return {
        "id": claim.id, "report": claim.report, "start": claim.start, "end": claim.end, "measure": claim.measure, "subject": claim.subject,
        "low": a.low, "high": a.high, "unit": a.unit, "approx": a.approx.value, "status": claim.status.value,
    }  # fmt: skip


def edited(claim: Claim, wanted: Mapping[str, Any]) -> Claim:
    """A claim with some fields as a reader wants them; what cannot be is refused with a ValueError."""
    a = claim.amount
    amount = Amount(
        low=wanted.get("low", a.low),
        high=wanted.get("high", a.high),
        unit=str(wanted.get("unit", a.unit)),
        approx=Approx(wanted.get("approx", a.approx)),
    )
    if amount.low is not None and amount.high is not None and amount.low > amount.high:
        raise ValueError("The lower bound is above the upper one.")
    return replace(
        claim,
        amount=amount,
        measure=str(wanted.get("measure", claim.measure)),
        subject=str(wanted.get("subject", claim.subject)),
        status=Status(wanted.get("status", claim.status)),
    )


def settled(judgements: Iterable[Judgement]) -> frozenset[tuple[str, int, int]]:
    """Where the claims stand that readers edited: report, start, end."""
    edits = (json.loads(j.other)["before"] for j in judgements if j.about == "reading")
    return frozenset((before["report"], before["start"], before["end"]) for before in edits)


def amend(extracts: Iterable[Extract], judgements: Sequence[Judgement]) -> tuple[Extract, ...]:
    """Extracts with the claims as readers edited them."""
    changes: dict[tuple[str, int, int], list[tuple[dict[str, Any], dict[str, Any]]]] = {}
    for j in judgements:
        if j.about == "reading":
            change = json.loads(j.other)
            before, after = change["before"], change["after"]
            changes.setdefault((before["report"], before["start"], before["end"]), []).append((before, after))
    if not changes:
        return tuple(extracts)
    return tuple(
        replace(e, claims=tuple(_amended(c, changes.get((c.report, c.start, c.end), ())) for c in e.claims))
        if any(key[0] == e.report for key in changes)
        else e
        for e in extracts
    )


def _amended(claim: Claim, changes: Sequence[tuple[dict[str, Any], dict[str, Any]]]) -> Claim:
    for before, after in changes:
        if claim.id == before["id"]:
            claim = edited(claim, after)
    return claim


def without_rejected(extracts: Iterable[Extract], judgements: Sequence[Judgement]) -> tuple[Extract, ...]:
    """Extracts without the claims that readers rejected: these stay in the ledger and speak of no figure."""
    newest = {j.one: j.same for j in judgements if j.about == "claim"}
    out = frozenset(claim for claim, accepted in newest.items() if not accepted)
    if not out:
        return tuple(extracts)
    return tuple(replace(e, claims=tuple(c for c in e.claims if c.id not in out)) for e in extracts)
