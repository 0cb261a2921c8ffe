"""Sources that one report calls by their letters and another by their names: "the DGHS" is the Directorate General of Health Services."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.core.letters import LongNames, in_full, letters_of
from stemma.core.packs import Pack
from stemma.core.types import Extract, Report


def as_spelled(reports: Sequence[Report], extracts: Sequence[Extract], pack: Pack) -> tuple[Extract, ...]:
    """The extracts, with sources called in full where a report of the pile, its outlet or a pack has just one name for the letters."""
    known = frozenset(letters for extract in extracts for letters in letters_of(extract))
    if not known:
        return tuple(extracts)
    names = LongNames(known)
    for report in reports:
        names.read(report.text)
        names.know(report.outlet)
    for actor in pack.actors.values():
        if actor.side != "*":
            names.know(actor.name)
    return tuple(in_full(extract, names, known, "link.in-full") for extract in extracts)
