"""One name stands for one place throughout a report."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.core.gazetteer import Candidate
from stemma.reading.places.setting import Found


def as_elsewhere(found: Sequence[Found], chosen: dict[int, Candidate | None]) -> None:
    """A name that was left open is of the place for which it stands elsewhere in the report, if that is one: "Bakhmut: what ..."."""
    if None not in chosen.values():
        return
    meant: dict[str, set[Candidate]] = {}
    for i, place in chosen.items():
        if place is not None:
            meant.setdefault(found[i].name, set()).add(place)
    for i, place in chosen.items():
        if place is None and not found[i].hint and len(same := meant.get(found[i].name, set())) == 1:
            chosen[i] = next((p for p in same if p in found[i].candidates), None)
