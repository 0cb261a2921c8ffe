"""Decisions that come from a page: checked, kept in the log, told back."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from stemma.core.decisions import ACTIONS, EDITABLE, Decision, edited, fields, last_of, latest
from stemma.core.errors import StemmaError
from stemma.core.types import Claim
from stemma.showing.view import View
from stemma.web.inbox import DONE, LETTER, state

_LONGEST = 500
GRADES = ("A", "B", "C", "D", "E", "F", "")


def decision(view: View, log: Sequence[Decision], form: Mapping[str, str], who: str) -> Decision:
    """The decision that a form asks for, or a sentence that says why it cannot be."""
    action, item, why = form.get("action", ""), form.get("item", ""), " ".join(form.get("why", "").split())[:_LONGEST]
    if action not in ACTIONS:
        raise StemmaError(f"There is no decision '{action[:40]}': wanted one of {', '.join(ACTIONS)}.")
    made = Decision(action=action, item=item, who=who, when=datetime.now(UTC).isoformat(timespec="seconds"), why=why)
    if action == "undo":
        return _undo(log, form, made)
    if action == "grade":
        return _grade(view, log, form, made)
    claim = view.claims.get(item)
    if claim is None:
        raise StemmaError("This claim is no longer in the ledger; reload the page.")
    if action in ("merge", "split"):
        return _pair(view, claim, form, made)
    if action == "edit":
        return _edit(claim, form, made)
    before = latest(log, who).get(item)
    return replace(made, before=json.dumps({"decision": before.action if before else None}), after=json.dumps({"decision": action}))


def _undo(log: Sequence[Decision], form: Mapping[str, str], made: Decision) -> Decision:
    """Take back the newest decision of this reader, or the one whose number is given."""
    number = form.get("number", "")
    was = next((d for d in log if str(d.id) == number), None) if number else last_of(log, made.who)
    if was is None:
        raise StemmaError(f"{made.who} has nothing to undo.")
    return replace(made, item=was.item, other=was.other, undoes=was.id, before=was.after, after=was.before)


def _grade(view: View, log: Sequence[Decision], form: Mapping[str, str], made: Decision) -> Decision:
    letter = form.get("grade", "").strip().upper()
    if letter not in GRADES:
        raise StemmaError(f"There is no grade '{letter[:10]}': wanted A to F, or none.")
    if not made.item or len(made.item) > _LONGEST:
        raise StemmaError("Name the source that is graded.")
    before = next((d for d in reversed(log) if d.action == "grade" and d.item == made.item), None)
    return replace(made, before=before.after if before else '{"grade": ""}', after=json.dumps({"grade": letter}))


def _pair(view: View, claim: Claim, form: Mapping[str, str], made: Decision) -> Decision:
    other = view.claims.get(form.get("other", ""))
    if other is None or other.id == claim.id:
        raise StemmaError("Choose another claim, with which this one belongs together or does not.")
    same = view.figure_of.get(claim.id) == view.figure_of.get(other.id)
    return replace(
        made, other=other.id, before=json.dumps({"same_figure": same}), after=json.dumps({"same_figure": made.action == "merge"})
    )


def _edit(claim: Claim, form: Mapping[str, str], made: Decision) -> Decision:
    wanted: dict[str, Any] = {}
    for name in EDITABLE:
        if name not in form:
            continue
        given = form[name].strip()[:_LONGEST]
        wanted[name] = _number(name, given) if name in ("low", "high") else given
    try:
        new = edited(claim, wanted)
    except ValueError as fault:
        raise StemmaError(f"This edit cannot be kept: {fault}") from fault
    if new.amount.low is None and new.amount.high is None:
        raise StemmaError("This edit cannot be kept: an amount needs a number.")
    if new == claim:
        raise StemmaError("Nothing was changed.")
    return replace(made, before=json.dumps(fields(claim)), after=json.dumps(fields(new)))


def _number(name: str, given: str) -> float | None:
    if not given:
        return None
    try:
        value = float(given.replace(",", ""))
    except ValueError as fault:
        raise StemmaError(f"'{given[:40]}' is no number for '{name}': write it with digits.") from fault
    if not math.isfinite(value):
        raise StemmaError(f"'{given[:40]}' is no number for '{name}'.")
    return int(value) if value == int(value) and abs(value) < 1e15 else value


def told(view: View, log: Sequence[Decision], made: Decision) -> dict[str, Any]:
    """What a page needs to show a decision: its row's key and state, and a sentence."""
    stands = latest(log, made.who).get(made.item)
    claim = view.claims.get(made.item)
    word = "undone" if made.action == "undo" else DONE.get(made.action, made.action)
    return {
        "id": made.id,
        "item": made.item,
        "action": made.action,
        "key": LETTER.get(stands.action, "") if stands else "",
        "state": DONE.get(stands.action, "") if stands else state(view, claim) if claim else "",
        "said": f"{claim.text if claim else made.item}: {word} by {made.who}.",
    }
