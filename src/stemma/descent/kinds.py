"""How a report came to be: copied, edited, paraphrased, partly taken, blended, correcting, or its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from stemma.core.types import Kind
from stemma.descent.credits import corrects
from stemma.descent.evidence import Tie
from stemma.descent.inheritance import pair_up
from stemma.descent.matter import Matter
from stemma.descent.overlap import align, figures_met

Table = Mapping[str, Mapping[str, Any]]


def kind_of(child: Matter, ties: Sequence[Tie], table: Table) -> Kind:
    """The kind of a report whose parents are these."""
    if not ties:
        return Kind.ORIGINAL
    if any(corrects(child, t.parent, table["correction"]) for t in ties):
        return Kind.CORRECTION
    if len(ties) > 1:
        return Kind.BLEND
    limits = table["limits"]
    own, figures = _own(child, [t.parent for t in ties])
    if own >= limits["partial_own"] and figures >= limits["partial_figures"]:
        return Kind.PARTIAL
    if ties[0].overlap.text >= limits["edit_text"]:
        copied = ties[0].overlap.text >= limits["copy_text"] or _verbatim(child, ties) >= limits["copy_sentences"]
        return Kind.COPY if copied else Kind.EDIT
    return Kind.PARTIAL if not child.items and _apart(child, ties, table) else Kind.PARAPHRASE


def kind_among(child: Matter, siblings: Sequence[Matter], table: Table) -> Kind:
    """The kind of a child of a lost original, judged by what it shares with its siblings word for word."""
    if not siblings:
        return Kind.COPY if child.report.credits else Kind.PARAPHRASE  # a dispatch printed under the agency's own name
    text = max((len(child.grams & s.grams) / max(1, len(child.grams)) for s in siblings), default=0.0)
    if text >= table["limits"]["copy_text"]:
        return Kind.COPY
    if text >= table["limits"]["edit_text"]:
        return Kind.EDIT
    own, figures = _own(child, siblings)
    return Kind.PARTIAL if own >= table["limits"]["partial_own"] and figures >= table["limits"]["partial_figures"] else Kind.PARAPHRASE


def _own(child: Matter, parents: Sequence[Matter]) -> tuple[float, int]:
    """The share of the child's figures that are its own, by what they tell, and their number."""
    taken = {pair.child.id for pair in pair_up(child, parents)}
    taken.update(m.item.id for parent in parents for m in figures_met(child, parent))
    own = [item for item in child.items if item.id not in taken]
    whole = sum((item.worth for item in child.items), 0.0)
    return (sum((item.worth for item in own), 0.0) / whole if whole else 0.0), len({(i.base, i.claim.measure) for i in own})


def _verbatim(child: Matter, ties: Sequence[Tie]) -> float:
    theirs = {line.plain for t in ties for line in t.parent.lines}
    return sum(line.plain in theirs for line in child.lines) / len(child.lines) if child.lines else 0.0


def _apart(child: Matter, ties: Sequence[Tie], table: Table) -> bool:
    """True where most sentences have no like among the parents'."""
    told: set[int] = set()
    for t in ties:
        told.update(align(child, t.parent, table["limits"]["aligned"]))
    return bool(len(told) < len(child.lines) * (1 - table["limits"]["partial_own"]))
