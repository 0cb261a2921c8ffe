"""Placing: reports that have no pile are put into one, by the keys that they share with others.

A report more costs what those cost whose keys it shares: the rest of the ledger is not looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial

import msgspec

from stemma.core.types import Judgement
from stemma.ledger import Ledger
from stemma.ledger.taken import Taken
from stemma.piling import LIMITS, Key, Limits, components, placed, renewed

_ANEW = 10  # where more than one report in so many is new, all are piled anew

Pairs = Sequence[tuple[int, int]]


def place(held: Ledger, judgements: Sequence[Judgement], limits: Limits = LIMITS) -> bool:
    """Put all reports that have no pile into one, and note which piles changed; true where there are several piles."""
    with held.writing() as taken:
        changed = taken.heard(msgspec.json.encode(j).decode() for j in judgements)
        if changed:
            items = {item for j in changed for item in _items(msgspec.json.decode(j, type=Judgement))}
            taken.unsettle(taken.reports_of(items).values())
        new, total = taken.unplaced(), taken.size()
        if not new:
            return total > limits.pile
        if total <= limits.pile:
            taken.place(min(taken.all()), [taken.all()])
            return False
        judged = _judged(taken, judgements)
        if total - len(new) <= limits.pile or len(new) * _ANEW > total:
            _pile(taken, taken.all(), taken.postings, judged, limits)
        else:
            _among_others(taken, new, judged, limits)
        return True


def _pile(taken: Taken, reports: Sequence[int], keys: Callable[[], Iterable[tuple[int, list[int]]]], judged: Pairs, limits: Limits) -> None:
    for part, piles in placed(reports, lambda: (Key(*posting) for posting in keys()), judged, limits):
        taken.place(part, piles)


def _among_others(taken: Taken, new: Sequence[int], judged: Pairs, limits: Limits) -> None:
    """Place some new reports among many: where a large component is touched only the piles round about, else the whole component."""
    shared = taken.postings_of(new, limits.crowd + len(new))  # also keys that became too many by these
    near = {report for held in shared.values() for report in held} | set(new)
    near |= {report for pair in judged for report in pair if near & set(pair)}
    parts = taken.parts(near)
    if not judged and not any(report in parts for report in new) and all(Key(*found).tells(limits.crowd) for found in shared.items()):
        near -= _place_nearby(taken, set(new), [Key(*posting) for posting in shared.items()], parts, limits)
    if near:
        everything = sorted(near | set(taken.parts_of(near)))
        found = sorted(taken.postings_of(everything, limits.crowd).items())
        _pile(taken, everything, lambda: found, judged, limits)


def _place_nearby(taken: Taken, new: set[int], shared: Sequence[Key], parts: dict[int, int], limits: Limits) -> set[int]:
    """Place those of the new reports that touch a component larger than a pile; gives all reports that are settled by it."""
    first: dict[int, int] = {}
    of_one = [(first.setdefault(part, report), report) for report, part in parts.items()]
    settled: set[int] = set()
    for group in components([*parts, *new], shared, of_one, limits.crowd):
        old = {parts[report] for report in group if report in parts}
        if sum(taken.part_size(part) for part in old) <= limits.pile:
            continue
        mine = new.intersection(group)
        postings_of: Callable[[Collection[int]], dict[int, list[int]]] = partial(taken.postings_of, most=limits.crowd)
        piles = renewed(mine, [report for report in group if report in parts], postings_of, taken.mates, limits)
        part = min(*old, *mine)
        taken.join_parts(old - {part}, part)
        taken.place(part, piles)
        settled.update(group)
    return settled


def _items(judgement: Judgement) -> list[str]:
    """The claims and reports that a judgement is about."""
    if judgement.about != "reading":
        return [judgement.one, judgement.other]
    return [judgement.one, str(msgspec.json.decode(judgement.other)["before"]["report"])]


def _judged(taken: Taken, judgements: Sequence[Judgement]) -> Pairs:
    """The reports that belong together because a person says so."""
    same = [j for j in judgements if j.same and j.about in ("figure", "kin")]
    known = taken.reports_of({item for j in same for item in (j.one, j.other)})
    return sorted({(known[j.one], known[j.other]) for j in same if j.one in known and j.other in known})
