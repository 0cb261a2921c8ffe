"""How firmly a parent stands: the share of resamplings of the evidence in which it comes out again (a bootstrap over sentences).

The child's sentences are drawn anew, each as often as chance has it, with all that they carry. The
chance is a hash of the child's id, so that a second run gives the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from math import exp, inf
from typing import Any, Final

from stemma.core.types import Reason
from stemma.descent.choice import Choice, Chooser
from stemma.descent.evidence import before
from stemma.descent.matter import Matter

TIMES: Final = 40
_FIXED: Final = ("descent.credit", "descent.correction", "descent.named", "descent.far", "descent.family", "descent.judged")
_POISSON: Final = (94, 188, 235, 251, 255)  # of 256: how often a thing drawn with replacement comes 0, 1, 2, 3 times (mean 1)
_TIMES_DRAWN: Final = bytes(next(n for n, most in enumerate(_POISSON) if byte <= most) for byte in range(256))
_RIVALS: Final = 6
_Draw = tuple[int, int]  # a sentence, and how often it is drawn


@dataclass(frozen=True, slots=True)
class Support:
    """How sure it is that two are kin at all, and in how many resamplings this parent came out, and who most often instead."""

    share: float
    kin: float
    instead: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Evidence:
    """What speaks for one choice: what does not hang on single sentences, and what each sentence brings."""

    parents: frozenset[str]
    fixed: float
    shared: float  # weight of all that hangs on the sentences together
    share: tuple[float, ...]  # of each sentence
    whole: float  # of the nearness, what concerns the whole
    near: tuple[float, ...]  # nearness by sentence


def support(choice: Choice, chooser: Chooser, table: Mapping[str, Mapping[str, Any]]) -> dict[str, Support]:
    """For each chosen parent how firmly it stands, against the others that came out instead."""
    child = choice.ties[0].child
    chosen = frozenset(t.parent.id for t in choice.ties)
    rivals = [c for c in chooser.rivals(child)[:_RIVALS] if {t.parent.id for t in c.ties} != chosen]
    held = [_evidence(c, table) for c in (choice, *rivals)]
    kin = float(table["limits"]["kin"])
    count = Counter(dict.fromkeys(sorted(chosen), 0))
    for turn in range(TIMES):
        best = _best(held, _drawn(child, turn), kin)
        count.update(sorted(best.parents) if best is not None else ())
    named = {t.parent.id: t.parent.report.outlet or t.parent.report.name for c in (choice, *rivals) for t in c.ties}
    others = [(named[p], n) for p, n in count.most_common() if p not in chosen and n]
    return {parent: Support(count[parent] / TIMES, certainty(choice.odds), tuple(others[:1])) for parent in sorted(chosen)}


def certainty(odds: float) -> float:
    """Log-odds as a share of certainty."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))


def _best(held: Sequence[_Evidence], drawn: Sequence[_Draw], kin: float) -> _Evidence | None:
    """The choice that scores highest among those that are kin in one turn, the first of equals (the chosen one stands first)."""
    best, most = None, -inf
    for evidence in held:
        score = _score(evidence, drawn)
        if score > most and _odds(evidence, drawn) > kin:
            best, most = evidence, score
    return best


def reason(found: Support) -> Reason:
    """Of what a descent is how sure, kinship and this very parent apart, as a reason of no weight."""
    instead = "".join(f", {name} in {number}" for name, number in found.instead)
    said = f"kinship {found.kin:.2f}; this very parent in {round(found.share * TIMES)} of {TIMES} resamplings of the evidence{instead}"
    return Reason(rule="descent.support", detail=said, weight=0.0)


def _evidence(choice: Choice, table: Mapping[str, Mapping[str, Any]]) -> _Evidence:
    reasons = [*choice.reasons, *(r for t in choice.ties for r in t.reasons)]
    fixed = sum((r.weight for r in reasons if r.rule in _FIXED), 0.0) + before(len(choice.ties), table["weights"])
    near = choice.near.by_sentence(table["choice"])
    carried = [max(0.0, value) for value in near]
    total = sum(carried)
    return _Evidence(
        parents=frozenset(t.parent.id for t in choice.ties),
        fixed=fixed,
        shared=choice.odds - fixed,
        share=tuple(c / total if total else 1 / len(carried) for c in carried),
        whole=choice.score - sum(near),
        near=near,
    )


def _drawn(child: Matter, turn: int) -> list[_Draw]:
    """The sentences drawn in one turn, each with how often."""
    size = max(1, len(child.lines))
    stream = b"".join(blake2b(f"{child.id}|{turn}|{part}".encode(), digest_size=64).digest() for part in range(-(-size // 64)))
    return [(k, times) for k, times in enumerate(stream[:size].translate(_TIMES_DRAWN)) if times]


def _odds(held: _Evidence, drawn: Sequence[_Draw]) -> float:
    share, times = held.share, 0.0
    for k, often in drawn:
        times += share[k] * often
    return held.fixed + held.shared * times


def _score(held: _Evidence, drawn: Sequence[_Draw]) -> float:
    near, drawn_near = held.near, 0.0
    for k, often in drawn:
        drawn_near += near[k] * often
    return round(held.whole + drawn_near, 6)
