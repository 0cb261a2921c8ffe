#!/usr/bin/env python3
"""How many an incident killed and injured, fused from all reports of it, against an archive's counts.

    python bench/incidents/count.py --data FOLDER

Local reports seldom say "one person was killed": they say "a man was shot to death". So each report is read by the words in
casualties.toml (number words where there are numbers, else who is said to be dead or hurt), and the reports of an incident are
fused by the vote of their counts of killed; the injured are taken from the reports that agree with that vote.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from reports import LocalReport, by_incident, read_incidents, read_reports

HEAD, LEAD = 900, 600  # characters of a report in which its own incident is told, and in which a death is told first
MOST_KILLED, MOST_INJURED = 12, 20  # larger numbers are years' totals


class Toll(NamedTuple):
    """How many a report says were killed and injured."""

    killed: int
    injured: int


class Casualties:
    """Reads the toll of one report; built from casualties.toml."""

    def __init__(self, table: dict[str, Any]) -> None:
        self._values = dict(table["numbers"]) | dict(table["multiples"])
        number = rf"(?<![\w$.-])(\d{{1,2}}|{'|'.join(table['numbers'])})"
        person = rf"(?:{'|'.join(table['person'].split())})"
        multiple = "|".join(table["multiples"])
        words = table["fill"].split()

        def made(pattern: str, without: Sequence[str] = ()) -> re.Pattern[str]:
            fill = rf"(?:(?:{'|'.join(w for w in words if w not in without)})\s+){{0,5}}"
            parts = (("{n}", number), ("{fill}", fill), ("{person}", person), ("{multiple}", multiple))
            for mark, part in parts:
                pattern = pattern.replace(mark, part)
            return re.compile(pattern)

        killed, injured, shot = table["killed"], table["injured"], table["shot"]
        self._killed = [made(p) for p in killed["patterns"]]
        self._injured = [made(p, ("dead", "injured")) for p in injured["patterns"]]
        self._shot = [made(p, ("shot",)) for p in shot["patterns"]]
        self._dead, self._not_dead, self._pairs, self._alone = (_any(killed[k]) for k in ("told", "hollow", "pairs", "alone"))
        self._hurt, self._not_hurt = _any(injured["told"]), _any(injured["hollow"])
        self._multiple, self._two, self._and_suicide = made(killed["multiple"]), made(killed["two"]), made(killed["and_suicide"])
        self._another, self._shootings = made(injured["another"]), made(shot["multiple"])

    def read(self, report: LocalReport) -> Toll:
        """The toll of a report, from its title and its first sentences."""
        title = report.title.lower()
        lead = re.sub(r"\s+", " ", report.text[: 2 * HEAD].lower())[:HEAD]
        killed = self._count_killed(self._not_dead.sub(" ", title), self._not_dead.sub(" ", lead))
        return Toll(killed, self._count_injured(self._not_hurt.sub(" ", f"{title} . {lead}"), killed))

    def _count_killed(self, title: str, lead: str) -> int:
        text = f"{title} . {lead}"
        told = self._numbers(self._killed, text, MOST_KILLED)
        told += [self._values[m.group(1)] for m in self._multiple.finditer(text)] + [2 for _ in self._two.finditer(text)]
        pair = bool(self._pairs.search(text)) and not self._alone.search(title)
        if told:
            suicide = self._and_suicide.search(text) if pair else None
            return max(*told[:3], 2 * pair, self._values[suicide.group(1)] + 1 if suicide else 0)
        if pair:
            return 2 if self._dead.search(self._pairs.sub(" ", text)) else 1
        return int(bool(self._dead.search(title) or self._dead.search(lead[:LEAD])))

    def _count_injured(self, text: str, killed: int) -> int:
        told = self._numbers(self._injured, text, MOST_INJURED)
        if told:
            return max(told[:3])
        shot = self._numbers(self._shot, text, MOST_INJURED) + [self._values[m.group(1)] for m in self._shootings.finditer(text)]
        if shot and max(shot[:3]) > killed:
            return max(shot[:3]) - killed
        return int(bool(self._another.search(text))) if killed else int(bool(self._hurt.search(text)))

    def _numbers(self, patterns: Sequence[re.Pattern[str]], text: str, most: int) -> list[int]:
        """The numbers that patterns find, in order of place."""
        found = sorted((m.start(), next(g for g in m.groups() if g)) for p in patterns for m in p.finditer(text))
        values = [int(word) if word.isdigit() else self._values[word] for _, word in found]
        return [v for v in values if 0 < v <= most]


def fuse(tolls: Sequence[Toll]) -> Toll:
    """The toll that most reports give; of the injured, what most of those say that agree on the killed."""
    killed = _vote([t.killed for t in tolls])
    return Toll(killed, _vote([t.injured for t in tolls if t.killed == killed]))


def _vote(values: Sequence[int]) -> int:
    counts = Counter(values)
    most = max(counts.values())
    return max(v for v, n in counts.items() if n == most)


def _any(words: Sequence[str]) -> re.Pattern[str]:
    longest = sorted(map(re.escape, words), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(longest)})(?![\w-])")


def main() -> None:
    """Reads the reports, fuses them, prints how often the archive's counts are met."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--data", type=Path, required=True, help="folder with *reports.jsonl and *incidents.jsonl")
    folder = options.parse_args().data
    incidents, grouped = read_incidents(folder), by_incident(read_reports(folder))
    reader = Casualties(tomllib.loads(Path(__file__).with_name("casualties.toml").read_text(encoding="utf-8")))
    results = [(incidents[i], fuse([reader.read(r) for r in rs])) for i, rs in grouped.items() if i in incidents]
    several = [(i, t) for i, t in results if i.killed > 1]
    print(f"{len(results)} incidents: killed right in {_share([t.killed == i.killed for i, t in results])}")
    print(f"where more than one died ({len(several)}): {_share([t.killed == i.killed for i, t in several])}")
    print(f"injured right in {_share([t.injured == i.injured for i, t in results])}")


def _share(hits: Sequence[bool]) -> str:
    return f"{100 * sum(hits) / len(hits):.1f}%" if hits else "-"


if __name__ == "__main__":
    main()
