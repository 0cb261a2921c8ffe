"""Whence each claim has its matter: the parent's claim that it repeats, even where the number or the unit was changed on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from stemma.core.types import Inheritance
from stemma.descent.matter import Item, Line, Matter
from stemma.descent.overlap import likeness
from stemma.descent.samefigure import kindred, misheard, misread, nearness, slipped, swapped

# from these scores on a claim is taken for the repetition of another
_SLIPPED: Final = 1.0  # where digits may have slipped
_SAME: Final = 1.2  # of the same number
_EXACT: Final = 0.6  # from this nearness on the number itself is the same
_TEXT: Final = 1.2  # at most, for the words of the sentences round about
_SWAP: Final = 1.3  # digits that changed places in a count of the same thing
_MISREAD: Final = 0.7  # a digit too many or too few
_SOLE: Final = 0.4  # each is the only count of its kind in its report
_SLIP: Final = 0.9  # digits that changed places, one digit changed, a nought too many


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A claim of a child and the parent's claim that it repeats."""

    child: Item
    source: Item
    parent: str
    score: float


def pair_up(child: Matter, parents: Sequence[Matter]) -> list[Pair]:
    """Each of the child's claims with the one of its parents' that it repeats; a parent's claim may be repeated twice."""
    found: list[Pair] = []
    sources = [(parent, source, line_of(parent, source.claim.start)) for parent in parents for source in parent.items]
    for item in child.items:
        line = line_of(child, item.claim.start)
        offers = [
            Pair(child=item, source=source, parent=parent.id, score=score)
            for parent, source, other in sources
            if (score := _score((item, line), (source, other), child, parent))
        ]
        if offers:
            found.append(max(offers, key=lambda p: (round(p.score, 6), -abs(p.source.claim.start - item.claim.start), p.source.id)))
    return _settled(found)


def _settled(pairs: Sequence[Pair]) -> list[Pair]:
    """Where a changed number claims a source that another claim repeats exactly, the exact one alone keeps it."""
    exact = {p.source.id for p in pairs if nearness(p.child, p.source) >= _EXACT}
    return [p for p in pairs if nearness(p.child, p.source) >= _EXACT or p.source.id not in exact]


def _score(told: tuple[Item, Line], before: tuple[Item, Line], child: Matter, parent: Matter) -> float:
    """How well one figure repeats another, each with the sentence in which it stands."""
    item, source = told[0], before[0]
    near = nearness(item, source)
    if not kindred(item, source):
        return 0.0
    context = _TEXT * likeness(told[1], before[1])
    same_figure = 0.5 if item.figure == source.figure else 0.0
    if near >= _EXACT:
        return _reaching(near + 0.4 + same_figure + context, _SAME)
    if source.claim.report == item.claim.report or not _may_differ(item, source, child, parent):
        return 0.0
    slip = _slip(item, source)
    overlapping = 0.4 if _meets(item, source) else 0.0
    sole = _SOLE if slip and _sole(item, child) and _sole(source, parent) else 0.0
    return _reaching(slip + overlapping + same_figure + context + sole - 0.3, _SLIPPED)


def _reaching(score: float, least: float) -> float:
    """The score, or none where it does not reach what it has to."""
    return score if score >= least else 0.0


def _sole(item: Item, matter: Matter) -> bool:
    """True for the only count of its kind in a report."""
    return all(other is item or other.claim.measure != item.claim.measure for other in matter.items)


def _slip(item: Item, source: Item) -> float:
    """What digits tell that were mistaken, or that stand by another unit."""
    alike = _alike(item, source)
    if item.said == source.said:
        return _SLIP if alike and item.claim.amount.unit != source.claim.amount.unit else 0.0
    if not slipped(item.said, source.said):
        return _MISREAD if alike and (misread(item.said, source.said) or misheard(item.said, source.said)) else 0.0
    return _SWAP if alike and swapped(item.said, source.said) else _SLIP


def _alike(item: Item, source: Item) -> bool:
    """True for two counts of one thing, or two sums of money."""
    same = item.claim.measure == source.claim.measure or item.figure == source.figure
    return same or (item.base.dimension != source.base.dimension and kindred(item, source))


def _may_differ(item: Item, source: Item, child: Matter, parent: Matter) -> bool:
    """False for a newer reading: it is true of a day after the parent's publication."""
    when = item.claim.when
    if swapped(item.said, source.said) and _alike(item, source):
        return True
    newer = when is not None and when.text != "" and when.start is not None and parent.moment != "" and when.start > parent.moment[:10]
    if (newer and not slipped(item.said, source.said)) or item.claim.measure.split("_or_")[0] != source.claim.measure.split("_or_")[0]:
        return False
    both = item.claim.subject_actor and source.claim.subject_actor
    return not both or item.claim.subject_actor == source.claim.subject_actor


def _meets(item: Item, source: Item) -> bool:
    """True where an end of one range is the other's number."""
    ends = {e for e in (item.base.low, item.base.high) if e is not None}
    return bool(ends & {e for e in (source.base.low, source.base.high) if e is not None})


def line_of(matter: Matter, offset: int) -> Line:
    """The sentence of a report that holds an offset, an empty one between sentences."""
    at = matter.line_at(offset)
    if at >= 0 and offset < matter.lines[at].end:
        return matter.lines[at]
    return Line(start=offset, end=offset, words=frozenset(), plain="")


def inheritances(
    pairs: Mapping[str, Sequence[Pair]], lost: Mapping[str, str], parents: Mapping[str, Sequence[str]]
) -> tuple[Inheritance, ...]:
    """The pairs as records; where the parent is lost the claim that was repeated is not known."""
    found: list[Inheritance] = []
    for child, p in ((heir, p) for heir in sorted(pairs) for p in pairs[heir]):
        held = child not in lost or p.parent in parents.get(child, ())
        parent = p.parent if held else lost[child]
        found.append(Inheritance(claim=p.child.id, parent=parent, from_claim=p.source.id if held else None))
    return tuple(found)
