"""Weighing: what stands behind each value, where reports do not agree and why, the course of each figure, and what is new."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.core.packs import Pack
from stemma.core.types import Conflict, Extract, Figure, Report, Stemma, Weighing
from stemma.weighing.arithmetic import find_checks, supports
from stemma.weighing.chains import Chains
from stemma.weighing.conflicts import find_conflicts
from stemma.weighing.corrections import find_corrected
from stemma.weighing.courses import find_courses
from stemma.weighing.crossing import Crossing
from stemma.weighing.currencies import find_converted
from stemma.weighing.denying import TAKEN_BACK
from stemma.weighing.elsewhere import find_admitted, find_copied, find_denials
from stemma.weighing.facts import Facts
from stemma.weighing.happenings import find_event_conflicts
from stemma.weighing.likened import Likened
from stemma.weighing.lineage import Lineage
from stemma.weighing.novelty import find_new
from stemma.weighing.origins import agree, find_readings, ungraded
from stemma.weighing.parts import Parts
from stemma.weighing.rivals import Rivals
from stemma.weighing.signs import Disputes
from stemma.weighing.slips import find_slips, find_withdrawn
from stemma.weighing.times import TwoTimes

__all__ = ["weigh"]


def weigh(reports: Sequence[Report], extracts: Sequence[Extract], figures: Sequence[Figure], stemma: Stemma, pack: Pack) -> Weighing:
    """Readings, conflicts, checks, courses and news of a pile that was read, linked and traced."""
    facts = Facts(reports, extracts, figures, stemma, pack)
    facts.mutations = (*stemma.mutations, *find_slips(facts))
    facts.withdrawn = find_withdrawn(facts)
    lineage = Lineage(facts, lambda one, other: agree(facts, one, other))
    readings = find_readings(facts, lineage)
    checks = find_checks(facts, lineage, readings)
    disputes = Disputes(facts, lineage, pack)
    inside = find_conflicts(facts, lineage, readings, disputes)
    copied = find_copied(facts, inside)
    rivals = Rivals(facts, lineage, pack, disputes).find(readings)
    across = tuple(c for c in Crossing(facts, lineage, pack).find(readings) if not any(set(c.claims) <= set(r.claims) for r in rivals))
    across = (*across, *Parts(facts, lineage, pack).find(readings, (*inside, *copied, *rivals, *across)))
    across = (*across, *TwoTimes(facts, lineage, pack).find(readings, (*inside, *copied, *rivals, *across)))
    across = (*across, *find_converted(facts, lineage, readings, (*inside, *copied, *rivals, *across)))
    corrected = find_corrected(facts, lineage, (*copied, *rivals, *across))
    inside = tuple(c for c in inside if not _told_better(c, corrected))
    across = (*across, *corrected)
    told = (*inside, *copied, *rivals, *across)
    told = (*told, *Chains(facts, lineage, pack).find(readings, told))
    conflicts = (
        *told,
        *Likened(facts, lineage, pack, disputes).find(readings, told),
        *find_denials(facts, lineage, readings),
        *find_admitted(facts),
        *find_event_conflicts(facts),
        *supports(facts, checks),
    )
    return Weighing(
        readings=ungraded(readings, conflicts),
        conflicts=conflicts,
        checks=checks,
        courses=find_courses(facts, lineage, readings),
        novelty=find_new(facts, lineage, readings),
    )


def _told_better(conflict: Conflict, corrected: Sequence[Conflict]) -> bool:
    """True for a number taken back by a correction, where it is also told what the correction gives in its stead."""
    if not any(reason.rule == TAKEN_BACK for reason in conflict.reasons):
        return False
    return any(len(set(c.claims) & set(conflict.claims)) > 1 for c in corrected)
