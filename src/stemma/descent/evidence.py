"""The evidence that a report had its matter from others: reasons with weights that add up to log-odds.

The child's matter must be explained by all its parents together, so the evidence is weighed for a set of parents at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log1p, log2
from typing import Any, Final

from stemma.core.bases import digits
from stemma.core.days import days_between
from stemma.core.types import Reason
from stemma.descent.credits import corrects, names_outlet, same_outlet
from stemma.descent.matter import SMALL_WORTH, Matter
from stemma.descent.overlap import Met, Overlap, Rarity, explained

Weights = Mapping[str, Any]
_WEEK: Final = 7
_MANY, _VALUES = 4, 60  # ages and small numbers from which on chance is reckoned with; as many as there mostly are
_REPEATED: Final = 0.6  # how nearly a number repeats another that is no slip of digits
_AGAIN: Final = 0.5  # likeness from which two sentences tell the same
BASIS: Final = {
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
    worth = (
        ("descent.text", weights["text"] * log2(1 + found.grams)),
        ("descent.runs", weights["run"] * log2(1 + len(found.runs))),
        ("descent.sentences", weights["sentence"] * log2(1 + bare)),
        ("descent.figured", weights["figured"] * log2(1 + figured)),
        ("descent.order", max(0.0, found.order) * weights["order"]),
        ("descent.quotes", min(2.0, log2(1 + len(found.quotes))) * weights["quote"]),
        ("descent.names", min(len(found.names) * named["name"], named["name_most"])),
        ("descent.numbers", _told(child, found, table["unread"])),
        ("descent.wording", found.wording * weights["wording"]),
        ("descent.far", _far(_days(child, parent), found, weights)),
        ("descent.credit", weights["credit"] if names_outlet(child, parent, table["correction"]["telling"]) else 0.0),
        ("descent.named", weights["named"] if names_outlet(parent, child, table["correction"]["telling"]) else 0.0),
        ("descent.correction", weights["correction"] if corrects(child, parent, table["correction"]) else 0.0),
    )
    kept = [(rule, rounded) for rule, weight in worth if (rounded := _rounded(weight))]
    told = (found, bare, figured)
    reasons = tuple([Reason(rule=rule, detail=_detail(rule, child, parent, told), weight=weight) for rule, weight in kept])
    return Tie(child=child, parent=parent, overlap=found, reasons=reasons)


def _detail(rule: str, child: Matter, parent: Matter, told: tuple[Overlap, int, int]) -> str:
    """What a reason says of one child and one parent; `told` is what they share, and how many sentences without figures and with."""
    found, bare, figured = told
    if rule == "descent.text":
        return f"{found.grams} runs of five words are the same"
    if rule == "descent.runs":
        return f'{len(found.runs)} long stretches are the same, the longest: "{max(found.runs, key=len, default="")[:120]}"'
    if rule == "descent.sentences":
        return f"{bare} sentences without figures are told again"
    if rule == "descent.figured":
        return f"{figured} sentences with figures are told again"
    if rule == "descent.order":
        return "figures stand in the same order"
    if rule == "descent.quotes":
        return f"{len(found.quotes)} quotations in common"
    if rule == "descent.names":
        return "rare names: " + ", ".join(found.names[:5])
    if rule == "descent.numbers":
        return "the report was not read; numbers in both: " + ", ".join(number for number, _ in found.numbers[:8])
    if rule == "descent.wording":
        return f"{found.wording:.0%} of its rarer words"
    if rule == "descent.far":
        return f"{_days(child, parent)} days lie between them"
    named = {"descent.credit": "names", "descent.named": "is itself named by", "descent.correction": "says that it corrects"}
    return f"{named[rule]} {parent.report.outlet}"


def told_again(child: Matter, found: Overlap) -> tuple[int, int]:
    """How many of the child's sentences the parent tells in about the same words: those without figures, those with."""
    told = [k for k, like in enumerate(found.told) if like >= _AGAIN]
    figured = sum(k in child.figured for k in told)
    return len(told) - figured, figured


def joint(ties: Sequence[Tie], rarity: Rarity, weights: Weights) -> tuple[float, tuple[Reason, ...]]:
    """The log-odds that the child had its matter from all these parents, and the reasons that concern them together."""
    child, met = ties[0].child, [m for t in ties for m in t.overlap.met]
    told, covered, shared = _together(ties, met, rarity, weights)
    reasons = (
        Reason(
            rule="descent.figures",
            detail=f"{len({m.item.id for m in met})} of {len(child.items)} figures are shared",
            weight=told,
        ),
        Reason(rule="descent.coverage", detail=f"{shared:.0%} of its figures are explained", weight=covered),
    )
    return _odds(ties, told, covered, weights), reasons


def joint_odds(ties: Sequence[Tie], rarity: Rarity, weights: Weights) -> float:
    """The same log-odds without the reasons: most parents are weighed no further."""
    told, covered, _ = _together(ties, [m for t in ties for m in t.overlap.met], rarity, weights)
    return _odds(ties, told, covered, weights)


def _together(ties: Sequence[Tie], met: Sequence[Met], rarity: Rarity, weights: Weights) -> tuple[float, float, float]:
    """What the shared figures of all parents tell, what the share that they explain tells, and that share."""
    child = ties[0].child
    small = beyond_chance(ties, met)
    shared = explained(met, child.items, small)
    told = weights["figure"] * min(float(weights["figures_most"]) * len(ties), sum(_once(met, rarity, small)))
    sure = min(1.0, sum([item.worth for item in child.items], 0.0) / weights["coverage_full"])  # ages alone tell nothing, however many
    covered = sure * (weights["coverage"] * shared + (weights["whole"] if shared >= weights["whole_share"] else 0.0))
    return _rounded(told), _rounded(covered), shared


def _odds(ties: Sequence[Tie], told: float, covered: float, weights: Weights) -> float:
    return before(len(ties), weights) + sum([t.own for t in ties], 0.0) + (0.0 + told + covered)


def before(parents: int, weights: Weights) -> float:
    """The log-odds of so many parents before anything is known of them."""
    return float(weights["prior"]) + float(weights["further"]) * (parents - 1)


def exclusive(tie_: Tie, others: Sequence[Tie]) -> tuple[float, int]:
    """What a parent alone explains: the share of the child's figures by what they tell, and their number."""
    elsewhere = {m.item.id for t in others for m in t.overlap.met if m.source is not None}
    alone = [m for m in tie_.overlap.met if m.item.id not in elsewhere and m.source is not None]
    return explained(alone, tie_.child.items), len({(m.item.base, m.item.figure) for m in alone})


def beyond_chance(ties: Sequence[Tie], met: Sequence[Met]) -> float:
    """What is left of shared ages and small numbers when those are taken away that two reports share by chance: 1 where all are shared.

    Whoever tells of twenty victims has an age of every third in any list of twenty more. As agreement is set against chance by Cohen's
    kappa (1960): what is beyond chance, of what might be.
    """
    ours = [item for item in ties[0].child.items if item.worth <= SMALL_WORTH]
    if len(ours) < _MANY:
        return 1.0
    shared = len({m.item.id for m in met if m.item.worth <= SMALL_WORTH and m.share >= _REPEATED})  # not 23 for 32
    theirs = len({item.said for t in ties for item in t.parent.items if item.worth <= SMALL_WORTH})
    missed = (1 - 1 / _VALUES) ** theirs  # the chance that a number stands nowhere among so many others
    return max(0.0, (shared - len(ours) * (1 - missed)) / (missed * shared)) if shared else 0.0


def _once(met: Sequence[Met], rarity: Rarity, small: float) -> list[float]:
    """What each shared value tells, each once; ages and small numbers only so much of it."""
    best: dict[tuple[str, float], float] = {}
    for m in met:
        key = (m.item.figure, m.item.said)
        told = m.share * m.item.worth * rarity.figure(m.item)
        best[key] = max(best.get(key, 0.0), told * small if m.item.worth <= SMALL_WORTH else told)
    return [best[key] for key in sorted(best)]


def _days(child: Matter, parent: Matter) -> int:
    """How many days lie between two reports."""
    return abs(days_between(parent.moment, child.moment) or 0)


def _far(days: int, found: Overlap, weights: Weights) -> float:
    """Against: ways of speaking return after weeks; the less so the more figures are shared that do not return by chance."""
    weight = weights["far"] * log1p(max(0, days - _WEEK) / _WEEK) ** 2 / (1 + weights["far_firm"] * found.firm)
    return float(max(weights["far_most"], weight))


def _told(child: Matter, found: Overlap, weights: Weights) -> float:
    """What bare numbers tell, weighed as figures are: by their digits, their rarity, and the share of the child's that they explain."""
    if not found.numbers:
        return 0.0
    told = weights["number"] * sum((rare * (2.0 if digits(float(number)) > 3 else 1.6) for number, rare in found.numbers), 0.0)
    share, sure = len(found.numbers) / len(child.numbers), min(1.0, len(child.numbers) / weights["coverage_full"])
    whole = weights["whole"] if share >= weights["whole_share"] else 0.0
    return float(weights["even"] + min(weights["number_most"], told) + sure * (weights["coverage"] * share + whole))


def _rounded(weight: float) -> float:
    return round(float(weight), 3) + 0.0
