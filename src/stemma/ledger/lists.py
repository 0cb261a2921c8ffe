"""Look-ups over a situation: claims by id, readings by figure, parents by report."""

from __future__ import annotations

from stemma.core.types import Descent, Reading, Situation


class Lookup:
    """The parts of a situation by their ids, each in the order in which it stands."""

    def __init__(self, situation: Situation) -> None:
        self.situation = situation
        self.reports = {report.id: report for report in situation.reports}
        self.extracts = {extract.report: extract for extract in situation.extracts}
        self.claims = {claim.id: claim for extract in situation.extracts for claim in extract.claims}
        self.events = {event.id: event for extract in situation.extracts for event in extract.events}
        self.figures = {figure.id: figure for figure in situation.figures}
        self.figure_of = {claim: figure.id for figure in situation.figures for claim in figure.claims}
        self.kinds = dict(situation.stemma.kinds)
        self.lost = {lost.id: lost for lost in situation.stemma.lost}
        self.readings: dict[str, list[Reading]] = {}
        for reading in situation.weighing.readings:
            self.readings.setdefault(reading.figure, []).append(reading)
        self.parents: dict[str, list[Descent]] = {}
        for descent in situation.stemma.descents:
            self.parents.setdefault(descent.child, []).append(descent)

    def outlet(self, report: str) -> str:
        """How a report or lost original is named to a reader: its outlet, else its file, else its id."""
        if report in self.lost:
            return f"{self.lost[report].credited_as or 'an unnamed original'} (lost original)"
        found = self.reports.get(report)
        return (found.outlet or found.name or found.id) if found else report
