"""Lost originals: ancestors that are not in the pile, known by what their children share and by whom they credit.

Siblings of a lost original look like parent and child to anyone who only counts what they share. They are told apart by
a credit to an agency that has no report in the pile, and by matter that each has from the ancestor and the others lack.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from stemma.core.types import LostOriginal, Reason
from stemma.descent.agencies import called_agency, copied_credit, credited, credits_whole, families, only_copied
from stemma.descent.choice import Choice
from stemma.descent.closeness import left_out
from stemma.descent.credits import corrects, names_outlet, same_outlet, slug
from stemma.descent.detail import details
from stemma.descent.evidence import Tie
from stemma.descent.kindred import ALONE_WORTH, Kin, beyond, credits_pile
from stemma.descent.matter import Matter, earlier
from stemma.descent.nearness import NEARLY_ALL, nearness
from stemma.descent.overlap import figures_met
from stemma.descent.relays import firsthand, passed_on, relays
from stemma.descent.unnamed import unnamed

Table = Mapping[str, Mapping[str, Any]]
_CREDIT_WEIGHT: Final = 3.0
_SHARED_WEIGHT: Final = 2.0
_FEW: Final = 0.34  # the share of a report's sentences that it may have from there beyond another: with more it has been out itself
_BEYOND: Final = 2  # sentences and details that a credited report has beyond another that credits the same agency: both had them from there
_TOLD: Final = 0.6  # a figure that tells anything at all, unlike a three
_FROM_THERE, _OF_ITS_OWN = 3, 2  # figures of the agency that a sibling has too, and of the report that quotes it, which the sibling lacks
_SURE, _SAME = 0.9, 1.0  # the same value; of the same figure
_ENOUGH: Final = 1.6  # what the figures tell together that it has from the agency: two of two digits, or one of three


def lost_originals(kin: Kin, table: Table) -> tuple[LostOriginal, ...]:
    """The lost originals of a pile; a report is the child of one at most."""
    taken: set[str] = set()
    found: list[LostOriginal] = []
    for name, named in credited(kin.matters, table):
        if not called_agency(name, table) and not any(credits_whole(m, name) for m in named):
            continue  # whoever is only quoted in passing has given nobody the whole
        for family in families([m for m in named if m.id not in taken], kin.circles, name, table):
            children = _children(kin, family, name, table)
            if len(children) > 1 or _relayed(children, name, table):
                found.append(_lost(name, children, family, found))
                taken.update(c.id for c in children)
    for family in unnamed(kin, taken, table):
        found.append(_lost("", family, [], found))
        taken.update(c.id for c in family)
    return tuple(found)


def parents_beside(kin: Kin, lost: Sequence[LostOriginal], table: Table) -> dict[str, tuple[Tie, ...]]:
    """For children of lost originals that have other matter from reports of the pile: these parents."""
    found: dict[str, tuple[Tie, ...]] = {}
    for original in (lo for lo in lost if lo.credited_as):
        children = [m for m in kin.matters if m.id in original.children]
        found.update({m.id: ties for m in children if (ties := besides(m, kin, children, original.credited_as, table))})
    return found


def besides(matter: Matter, kin: Kin, named: Sequence[Matter], name: str, table: Table) -> tuple[Tie, ...]:
    """The parents in the pile of a report that has from an agency what these lack and others have from there; none where it has not."""
    choice = kin.chosen.get(matter.id)
    ids = {m.id for m in named}
    above = tuple(t for t in choice.ties if t.parent.id not in ids) if choice else ()
    if not above or not called_agency(name, table) or any(corrects(matter, t.parent, table["correction"]) for t in above):
        return ()
    theirs, _ = passed_on(matter, name, table)
    had = {m.item.id for t in above for m in t.overlap.met if m.share >= _SAME}
    told: dict[str, float] = {}
    for other in (m for m in named if m.id != matter.id):
        from_there, _ = passed_on(other, name, table)
        for met in figures_met(matter, other):
            if met.source is not None and met.share >= _SURE and met.item.id in theirs - had and met.source.id in from_there:
                told[met.item.id] = met.item.worth
    return above if sum(told[claim] for claim in sorted(told)) >= _ENOUGH else ()


def _children(kin: Kin, credited: Sequence[Matter], name: str, table: Table) -> list[Matter]:
    """The credited reports that are no copies of one another, and their kin that have more from the original than these."""
    ids = {m.id for m in credited}
    children = [m for m in credited if besides(m, kin, credited, name, table) or _stands(m, kin, ids, name, table)]
    if len(credited) == 1 and relays(credited[0], name, table):
        return _round(credited[0], kin, table)
    if len(credited) == 1:
        return (
            _siblings(credited[0], kin, name, table)
            or _beside(credited[0], kin, name, table)
            or _ordered(kin, [*children, *_roots_joined(kin, children, ids, name, table)])
        )
    for matter in kin.matters:
        choice = kin.chosen.get(matter.id)
        if matter.id in ids or choice is None or credits_pile(matter, kin):
            continue
        known = {c.id for c in children}
        several = len(choice.ties) > 1
        if all(t.parent.id in known and (_apart(t, children, table, several) or _between(t, name, kin, table)) for t in choice.ties):
            children.append(matter)
    return _ordered(kin, [*children, *_roots_joined(kin, children, ids, name, table)])


def _ordered(kin: Kin, reports: Sequence[Matter]) -> list[Matter]:
    ids = {m.id for m in reports}
    return [m for m in kin.matters if m.id in ids]


def _stands(matter: Matter, kin: Kin, credited: set[str], name: str, table: Table) -> bool:
    """False for a credited report that is the copy of another in the pile, its credit copied with the rest."""
    choice = kin.chosen.get(matter.id)
    if choice is None:
        return True
    if credits_pile(matter, kin) or any(corrects(matter, t.parent, table["correction"]) for t in choice.ties):
        return False
    if all(credits_itself(matter, t.parent, name, table["correction"]["telling"]) for t in choice.ties):
        return True
    if len(choice.ties) == 1 and any(same_outlet(name, c) for c in matter.report.credits):
        return True
    if only_copied(matter, name, [t.parent for t in choice.ties]) and not all(_fuller(t) and _renamed(t, name) for t in choice.ties):
        above = {t.parent.id for t in choice.ties}
        others = [m for m in kin.matters if m.id in credited and m.id not in above and m is not matter]
        return beyond(matter, [t.parent for t in choice.ties], others) > 1
    near = (t.parent.id in credited or (len(choice.ties) == 1 and earlier(t.parent, matter) is None) for t in choice.ties)
    beside = (t.overlap.text < table["limits"]["lost_text"] or left_out(t.parent, matter) >= _BEYOND or _fuller(t) for t in choice.ties)
    return all(near) and all(beside)


def _fuller(tie: Tie) -> bool:
    """True where a report tells sentences, hedges and speakers that its supposed parent lacks: it had them from elsewhere."""
    like = tie.overlap.told
    anew = [m for m in tie.overlap.met if m.item.worth >= ALONE_WORTH and like[tie.child.line_at(m.item.claim.start)] < NEARLY_ALL]
    gained = sum(any(name.endswith("_gained") for name in details(met)) for met in anew)
    return gained > 0 and left_out(tie.parent, tie.child) + gained >= _BEYOND


def _renamed(tie: Tie, name: str) -> bool:
    """True where a report names an agency in a sentence that does not stand in its supposed parent in nearly all its words."""
    text = tie.child.report.text
    naming = [line.words for line in tie.child.lines if name in text[line.start : line.end]]
    theirs = [line.words for line in tie.parent.lines]
    return any(all(2 * len(mine & other) < NEARLY_ALL * (len(mine) + len(other)) for other in theirs) for mine in naming)


def _round(relayer: Matter, kin: Kin, table: Table) -> list[Matter]:
    """A report that has its matter from an absent agency, and those that were taken for its children or its parent.

    Nothing tells whether these had it from the report or from the agency, unless they copy its words or its errors, or name it.
    """
    choice = kin.chosen.get(relayer.id)
    above = [t for t in choice.ties if _loose(t, table)] if choice else []
    if choice and (len(choice.ties) > 1 or not above or above[0].parent.id in kin.chosen or firsthand(above[0].parent, table)):
        return []
    below = [t.child for c in kin.chosen.values() for t in c.ties if t.parent is relayer and len(c.ties) == 1 and _unmarked(c, table)]
    ids = {m.id for m in (relayer, *(t.parent for t in above), *below)}
    return [m for m in kin.matters if m.id in ids]


def _siblings(quoting: Matter, kin: Kin, name: str, table: Table) -> list[Matter]:
    """A report that quotes an absent agency among matter of its own, and those that have the agency's figures and none of its own."""
    if kin.chosen.get(quoting.id) is not None or credits_pile(quoting, kin):
        return []
    theirs, own = passed_on(quoting, name, table)
    telling = {i.id for i in quoting.items if i.worth >= _TOLD}
    found = [quoting]
    for choice in kin.chosen.values():
        tie = choice.ties[0]
        if tie.parent is not quoting or len(choice.ties) > 1 or not _unmarked(choice, table):
            continue
        met = {m.source.id for m in tie.overlap.met if m.source is not None}
        if len(met & theirs & telling) >= _FROM_THERE and len(own & telling) >= _OF_ITS_OWN and not met & own & telling:
            found.append(tie.child)
    return [m for m in kin.matters if m in found] if len(found) > 1 else []


def _beside(crediting: Matter, kin: Kin, name: str, table: Table) -> list[Matter]:
    """A report that credits an absent agency with the whole, and those that have more of the matter than it tells."""
    if kin.chosen.get(crediting.id) is not None or credits_pile(crediting, kin):
        return []
    ties = [c.ties[0] for c in kin.chosen.values() if len(c.ties) == 1 and c.ties[0].parent is crediting and _unmarked(c, table)]
    ids = {t.child.id for t in ties if _between(t, name, kin, table)}
    return _ordered(kin, [crediting, *(m for m in kin.matters if m.id in ids)]) if ids else []


def _unmarked(choice: Choice, table: Table) -> bool:
    """True where neither words nor errors nor a name tie a report to the one that was taken for its parent."""
    errors = any(r.rule == "descent.errors" for r in choice.reasons)
    return not errors and _loose(choice.ties[0], table) and not firsthand(choice.ties[0].child, table)


def _loose(tie: Tie, table: Table) -> bool:
    named = names_outlet(tie.child, tie.parent, table["correction"]["telling"]) or any(r.rule == "descent.correction" for r in tie.reasons)
    return tie.overlap.text < table["limits"]["lost_text"] and not named


def _relayed(children: Sequence[Matter], name: str, table: Table) -> bool:
    """True where one report alone has nearly all its matter from an agency."""
    return len(children) == 1 and relays(children[0], name, table)


def credits_itself(matter: Matter, parent: Matter, name: str, telling: Sequence[str]) -> bool:
    """True where a report credits another than its supposed parent with the whole, in a sentence that it has not from there."""
    if names_outlet(matter, parent, telling):
        return False
    return any(same_outlet(who, name) and not copied_credit(said, name, matter, parent) for who, said in matter.credited)


def _roots_joined(kin: Kin, children: Sequence[Matter], credited: set[str], name: str, table: Table) -> list[Matter]:
    """Uncredited reports taken for the parent of a child, where neither is surely the earlier or the child credits another."""
    found: list[Matter] = []
    for child in children:
        choice = kin.chosen.get(child.id)
        above = choice.ties if choice else ()
        for t in above:
            parent = t.parent
            known = {m.id for m in (*children, *found)} | credited
            loose = earlier(parent, child) is None and t.overlap.text < table["limits"]["lost_text"]
            loose = loose or (
                len(above) == 1 and credits_itself(child, parent, name, table["correction"]["telling"]) and not firsthand(parent, table)
            )
            if loose and parent.id not in known and parent.id not in kin.chosen:
                found.append(parent)
    return found


def _apart(tie: Tie, children: Sequence[Matter], table: Table, several: bool) -> bool:
    """True where a report is a sibling rather than a child: no order in time, no copied text; or matter that the parent lacks."""
    matter, parent = tie.child, tie.parent
    if tie.overlap.text >= table["limits"]["lost_text"]:
        return False
    if several or earlier(parent, matter) is None:
        return True
    return beyond(matter, [parent], [c for c in children if c.id not in (matter.id, parent.id)]) > 1


def _between(tie: Tie, name: str, kin: Kin, table: Table) -> bool:
    """True where a parent credits an agency with the whole, and the child has a few sentences more or would else be the parent."""
    if tie.overlap.text >= table["limits"]["lost_text"] or not credits_whole(tie.parent, name):
        return False
    back = kin.strong.get((tie.parent.id, tie.child.id))
    if back is not None and earlier(tie.parent, tie.child) is None:
        weights = table["choice"]
        if nearness((back,)).score(weights) > nearness((tie,)).score(weights):
            return True
    return _BEYOND <= left_out(tie.parent, tie.child) <= _FEW * len(tie.child.lines)


def _lost(name: str, children: Sequence[Matter], credited: Sequence[Matter], before: Sequence[LostOriginal]) -> LostOriginal:
    given = slug(name) or f"lost-{sum(lost.id.startswith('*lost-') for lost in before) + 1}"
    same = sum(lost.id == f"*{given}" or lost.id.startswith(f"*{given}-") for lost in before)
    many = f"{len(children)} reports share matter that none of them has whole"
    shared = many if len(children) > 1 else "one report has its matter from there"
    reasons = [Reason(rule="lost.shared", detail=shared, weight=_SHARED_WEIGHT)]
    if name:
        who = ", ".join(sorted(m.report.outlet or m.report.name for m in credited))
        named = f"{name} is credited by {who} and has no report in the pile"
        reasons.insert(0, Reason(rule="lost.credit", detail=named, weight=_CREDIT_WEIGHT))
    return LostOriginal(
        id=f"*{given}-{same + 1}" if same else f"*{given}",
        credited_as=name,
        children=tuple(c.id for c in children),
        reasons=tuple(reasons),
    )
