#!/usr/bin/env python3
"""How many an incident killed and injured, fused from all reports of it, against an archive's counts.

    python bench/incidents/count.py --data FOLDER [--losses]

Each report is read by Stemma's reader, which finds who is said to be dead, hurt or struck, counted ("two dead") or not ("a man was shot
dead", "killing his wife and two children"). Title and lead tell a report's own toll: figures before persons, sums over several incidents
("3 dead in weekend shootings") last. The reports of an incident are put together by Stemma's pipeline: reports of one family (who copied
whom) have one vote, that of its last report, and a report that only sums several incidents up has none beside others. The toll is what
most families say, and more where the last day's reports know of more.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from reports import Incident, LocalReport, by_incident, read_incidents, read_reports
from told import FIRST, LEAD, Told, Toll

from stemma.core.packs import Pack, load_pack
from stemma.core.types import Moment, Report
from stemma.pipeline import assemble
from stemma.reading.looked import Looked
from stemma.reading.reader import Reader

KIN = 0.5  # certainty from which two reports are of one family
VOICE = 3  # mentions of a number weigh as much as one family that says it, and no report more


class Fuser:
    """Reads the reports of an incident and fuses their tolls."""

    def __init__(self, pack: Pack) -> None:
        self._pack, self._reader = pack, Reader(pack)

    def count(self, reports: Sequence[LocalReport]) -> Toll:
        """The toll of one incident."""
        taken = [_report(r) for r in reports]
        looked = [self._reader.look(r) for r in taken]
        told = [Told(k, len(r.title) + LEAD, int(r.date[:4] or 0)) for k, r in zip(looked, reports, strict=True)]
        family = self._families(taken, looked) if len(taken) > 1 else {}
        own = [i for i, one in enumerate(told) if not one.sums_up()]
        tolls = {i: told[i].toll() for i in own} or {i: one.each() for i, one in enumerate(told)}
        voices = {family.get(taken[i].id, taken[i].id): (toll, reports[i].date) for i, toll in tolls.items()}
        return fuse(list(voices.values()), [told[i] for i in tolls])

    def _families(self, reports: Sequence[Report], looked: Sequence[Looked]) -> dict[str, str]:
        """For each report one that stands for its family: who copied whom, as far as it was found."""
        extracts = [self._reader.gather(r, k) for r, k in zip(reports, looked, strict=True)]
        over = {r.id: r.id for r in reports}

        def top(name: str) -> str:
            while over[name] != name:
                name = over[name]
            return name

        for descent in assemble(reports, extracts, (), self._pack).stemma.descents:
            if descent.weight >= KIN and descent.parent in over and descent.child in over:
                over[top(descent.child)] = top(descent.parent)
        return {name: top(name) for name in over}


def fuse(voices: Sequence[tuple[Toll, str]], told: Sequence[Told]) -> Toll:
    """The toll that most give, one more where the last day knows of one more; of the injured, what those say that agree on the killed."""
    killed = _vote(Counter(toll.killed for toll, _ in voices))
    last = max(date for _, date in voices)
    later = _vote(Counter(toll.killed for toll, date in voices if date == last))
    killed = later if later == killed + 1 else killed
    said = [toll.injured for toll, _ in voices if toll.killed == killed]
    given = Counter(injured for injured in said if injured is not None)
    if given.total() * FIRST < len(said) or not given:
        return Toll(killed, 0)
    lived = [one.lived(killed) for one in told]
    return Toll(killed, _vote(Counter({n: VOICE * votes + sum(min(c[n], VOICE) for c in lived) for n, votes in given.items()})))


def _vote(counts: Counter[int]) -> int:
    most = max(counts.values())
    return max(v for v, n in counts.items() if n == most)


def _report(report: LocalReport) -> Report:
    published = Moment(iso=report.date) if report.date else None
    return Report(text=f"{report.title}.\n\n{report.text}", title=report.title, name=report.id, published=published)


def main() -> None:
    """Reads the reports, fuses them, prints how often the archive's counts are met."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--data", type=Path, required=True, help="folder with *reports.jsonl and *incidents.jsonl")
    options.add_argument("--losses", action="store_true", help="print the incidents whose toll differs")
    chosen = options.parse_args()
    incidents, grouped = read_incidents(chosen.data), by_incident(read_reports(chosen.data))
    fuser = Fuser(load_pack())
    results: list[tuple[Incident, Toll]] = []
    for name, reports in grouped.items():
        if name in incidents:
            results.append((incidents[name], fuser.count(reports)))
            told = results[-1][1]
            if chosen.losses and told != (incidents[name].killed, incidents[name].injured):
                due = f"{incidents[name].killed} killed, {incidents[name].injured} injured"
                print(f"{name}: {due}; told {told.killed}, {told.injured}: {reports[0].title}")
    _print("all", results)
    for name, half in (("the half looked at", 0), ("the half kept apart", 1)):
        _print(name, [(i, t) for i, t in results if _half(i.id) == half])


def _half(name: str) -> int:
    """In which half an incident lies, by a hash of its id."""
    return int(sha256(name.encode()).hexdigest(), 16) % 2


def _print(name: str, results: Sequence[tuple[Incident, Toll]]) -> None:
    several = [(i, t) for i, t in results if i.killed > 1]
    killed, injured = ([getattr(t, k) == getattr(i, k) for i, t in results] for k in ("killed", "injured"))
    more = _share([t.killed == i.killed for i, t in several])
    print(f"{name}, {len(results)} incidents: killed right in {_share(killed)}, injured {_share(injured)}")
    print(f"  where more than one died ({len(several)}): killed {more}")


def _share(hits: Sequence[bool]) -> str:
    return f"{100 * sum(hits) / len(hits):.1f}%" if hits else "-"


if __name__ == "__main__":
    main()
