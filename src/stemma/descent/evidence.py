"""The evidence that a report had its matter from others: reasons with weights that add up to log-odds.

The child's matter must be explained by all its parents together, so the evidence is weighed for a set of parents at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log1p, log2
from typing import Any

from stemma.core.bases import digits
from stemma.core.days import days_between
from stemma.core.types import Reason
from stemma.descent.credits import corrects, names_outlet, same_outlet
from stemma.descent.matter import Matter
from stemma.descent.overlap import Met, Overlap, Rarity, explained

Weights = Mapping[str, Any]
_WEEK = 7
_AGAIN = 0.5  # likeness from which two sentences tell the same
BASIS = {
    "descent.text": "text",
    "descent.runs": "text",
    "descent.sentences": "text",
    "descent.figured": "text",
    "descent.figures": "figures",
    "descent.numbers": "figures",
    "descent.coverage": "figures",
    "descent.order": "figures",
    "descent.quotes": "quotes",
    "descent.errors": "errors",
    "descent.credit": "credit",
    "descent.correction": "credit",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A child and a possible parent, what they share, and the reasons that concern them alone."""

    child: Matter
    parent: Matter
    overlap: Overlap
    reasons: tuple[Reason, ...]

    @property
    def own(self) -> float:
        """The log-odds of the reasons that concern these two alone."""
        return sum((reason.weight for reason in self.reasons), 0.0)


def tie(child: Matter, parent: Matter, found: Overlap, table: Mapping[str, Weights]) -> Tie:
    """The reasons that concern one child and one parent."""
    weights, named = table["weights"], table["unread" if child.unread else "weights"]
    bare, figured = told_again(child, found)
    of_one = child.report.outlet and same_outlet(child.report.outlet, parent.report.outlet)
    least = weights["sentence_share_own" if of_one else "sentence_share"] * max(1, len(child.lines))
    bare = round(bare * min(1.0, (bare + figured) / least))
    reasons = [
        _counted("descent.text", _grams(found), found.grams, weights["text"]),
        _counted("descent.runs", _runs(found), len(found.runs), weights["run"]),
        _counted("descent.sentences", f"{bare} sentences without figures are told again", bare, weights["sentence"]),
        _counted("descent.figured", f"{figured} sentences with figures are told again", figured, weights["figured"]),
        _reason("descent.order", "figures stand in the same order", max(0.0, found.order) * weights["order"]),
        _reason("descent.quotes", f"{len(found.quotes)} quotations in common", min(2.0, log2(1 + len(found.quotes))) * weights["quote"]),
        _scaled("descent.names", "rare names: " + ", ".join(found.names[:5]), len(found.names) * named["name"], named["name_most"]),
        _reason("descent.numbers", _bare(found), _told(child, found, table["unread"])),
        _reason("descent.wording", f"{found.wording:.0%} of its rarer words", found.wording * weights["wording"]),
        _far(child, parent, found, weights),
    ]
    if names_outlet(child, parent):
        reasons.append(_reason("descent.credit", f"names {parent.report.outlet}", weights["credit"]))
    if names_outlet(parent, child):
        reasons.append(_reason("descent.named", f"is itself named by {parent.report.outlet}", weights["named"]))
    if corrects(child, parent, table["correction"]):
        reasons.append(_reason("descent.correction", f"says that it corrects {parent.report.outlet}", weights["correction"]))
    return Tie(child=child, parent=parent, overlap=found, reasons=tuple(r for r in reasons if r.weight))


def told_again(child: Matter, found: Overlap) -> tuple[int, int]:
    """How many of the child's sentences the parent tells in about the same words: those without figures, those with."""
    told = [k for k, like in enumerate(found.told) if like >= _AGAIN]
    figured = sum(k in child.figured for k in told)
    return len(told) - figured, figured


def joint(ties: Sequence[Tie], rarity: Rarity, weights: Weights) -> tuple[float, tuple[Reason, ...]]:
    """The log-odds that the child had its matter from all these parents, and the reasons that concern them together."""
    child = ties[0].child
    met = [m for t in ties for m in t.overlap.met]
    shared = explained(met, child.items)
    told = weights["figure"] * min(float(weights["figures_most"]) * len(ties), sum(_once(met, rarity)))
    sure = min(1.0, sum((item.worth for item in child.items), 0.0) / weights["coverage_full"])  # ages alone tell nothing, however many
    covered = sure * (weights["coverage"] * shared + (weights["whole"] if shared >= weights["whole_share"] else 0.0))
    reasons = (
        _reason("descent.figures", f"{len({m.item.claim.id for m in met})} of {len(child.items)} figures are shared", told),
        _reason("descent.coverage", f"{shared:.0%} of its figures are explained", covered),
    )
    return before(len(ties), weights) + sum((t.own for t in ties), 0.0) + sum((r.weight for r in reasons), 0.0), reasons


def before(parents: int, weights: Weights) -> float:
    """The log-odds of so many parents before anything is known of them."""
    return float(weights["prior"]) + float(weights["further"]) * (parents - 1)


def exclusive(tie_: Tie, others: Sequence[Tie]) -> tuple[float, int]:
    """What a parent alone explains: the share of the child's figures by what they tell, and their number."""
    elsewhere = {m.item.claim.id for t in others for m in t.overlap.met if m.source is not None}
    alone = [m for m in tie_.overlap.met if m.item.claim.id not in elsewhere and m.source is not None]
    return explained(alone, tie_.child.items), len({(m.item.base, m.item.figure) for m in alone})


def _once(met: Sequence[Met], rarity: Rarity) -> list[float]:
    """What each shared value tells, each once."""
    best: dict[tuple[str, float], float] = {}
    for m in met:
        key = (m.item.figure, m.item.said)
        best[key] = max(best.get(key, 0.0), m.share * m.item.worth * rarity.figure(m.item))
    return [best[key] for key in sorted(best)]


def _far(child: Matter, parent: Matter, found: Overlap, weights: Weights) -> Reason:
    """Against: ways of speaking return after weeks; the less so the more figures are shared that do not return by chance."""
    days = abs(days_between(parent.moment, child.moment) or 0)
    weight = weights["far"] * log1p(max(0, days - _WEEK) / _WEEK) ** 2 / (1 + weights["far_firm"] * found.firm)
    return _reason("descent.far", f"{days} days lie between them", max(weights["far_most"], weight))


def _grams(found: Overlap) -> str:
    return f"{found.grams} runs of five words are the same"


def _bare(found: Overlap) -> str:
    return "the report was not read; numbers in both: " + ", ".join(number for number, _ in found.numbers[:8])


def _told(child: Matter, found: Overlap, weights: Weights) -> float:
    """What bare numbers tell, weighed as figures are: by their digits, their rarity, and the share of the child's that they explain."""
    if not found.numbers:
        return 0.0
    told = weights["number"] * sum((rare * (2.0 if digits(float(number)) > 3 else 1.6) for number, rare in found.numbers), 0.0)
    share, sure = len(found.numbers) / len(child.numbers), min(1.0, len(child.numbers) / weights["coverage_full"])
    whole = weights["whole"] if share >= weights["whole_share"] else 0.0
    return float(weights["even"] + min(weights["number_most"], told) + sure * (weights["coverage"] * share + whole))


def _runs(found: Overlap) -> str:
    longest = max(found.runs, key=len, default="")
    return f'{len(found.runs)} long stretches are the same, the longest: "{longest[:120]}"'


def _counted(rule: str, detail: str, count: int, weight: float) -> Reason:
    """A reason that grows with the logarithm of what was counted: the second sentence in common tells less than the first."""
    return _reason(rule, detail, weight * log2(1 + count))


def _scaled(rule: str, detail: str, weight: float, most: float) -> Reason:
    return _reason(rule, detail, min(weight, most))


def _reason(rule: str, detail: str, weight: float) -> Reason:
    return Reason(rule=rule, detail=detail, weight=round(float(weight), 3) + 0.0)
