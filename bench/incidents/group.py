#!/usr/bin/env python3
"""Which reports tell of the same incident, without being told: pair F1 against an archive's grouping.

    python bench/incidents/group.py --data FOLDER

A pair of reports is weighed by the words, names and house numbers that it shares (by rarity), and by what Stemma reads in both: the
towns, the days, the ages of those concerned. Reports are joined from the strongest pair down, as long as the groups agree on average.
"""

from __future__ import annotations

import argparse
import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

from reports import LocalReport, by_incident, read_reports

from stemma.core.gazetteer import Gazetteer
from stemma.core.packs import load_pack
from stemma.core.text import segment
from stemma.core.types import Moment
from stemma.reading.places.finder import PlaceFinder
from stemma.reading.times.finder import TimeFinder

HEAD = 1800  # characters of a report that are looked at
COMMON = 0.1  # a word in more than this share of all reports tells nothing
RARE = 60  # reports that a word may stand in to bring two together
TOWNS = ("town", "village", "district")
KINDS = {"N": 1.3, "NN": 1.8, "S": 2.0, "": 0.6}  # weight of names, pairs of names, house numbers, words
# How much each sign tells, as the logarithm of odds; fitted once on the open half, thirteen numbers for 56,000 pairs.
WEIGHTS = {
    "prior": -4.23, "alike": 3.66, "alike_root": 4.29, "names": 0.79, "numbers": -1.24, "gap": -0.36, "far": -0.10,
    "towns": 0.90, "towns_apart": -0.94, "days": 2.66, "days_apart": -1.53, "ages": 1.55, "ages_apart": -1.11,
}  # fmt: skip
LEAST, AGREED = 0.6, 0.3  # odds of the pair that joins two groups, and of all pairs between them on average


@dataclass(frozen=True, slots=True)
class Seen:
    """What is compared of a report."""

    words: Mapping[str, float]
    day: int
    days: frozenset[str]
    towns: frozenset[str]
    ages: frozenset[str]


def main() -> None:
    """Reads the reports, groups them, prints pair precision, recall and F1."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--data", type=Path, required=True, help="folder with *reports.jsonl")
    reports = read_reports(options.parse_args().data)
    told = {r.id: r.incident for r in reports}
    groups = group(reports)
    found = {pair for ids in groups for pair in combinations(sorted(ids), 2)}
    wanted = {pair for rs in by_incident(reports).values() for pair in combinations(sorted(r.id for r in rs), 2)}
    right = sum(told[a] == told[b] for a, b in found)
    precision, recall = right / max(1, len(found)), right / max(1, len(wanted))
    both = 2 * right / max(1, len(found) + len(wanted))
    print(f"{len(reports)} reports in {len(groups)} groups: pair precision {precision:.3f} recall {recall:.3f} F1 {both:.3f}")


def group(reports: Sequence[LocalReport]) -> list[list[str]]:
    """The ids of the reports, those of one incident together."""
    seen, spread = look(reports)
    odds = {pair: _odds(seen[pair[0]], seen[pair[1]], spread) for pair in _candidates(seen, spread)}
    groups = {i: [i] for i in range(len(reports))}
    of = list(range(len(reports)))
    for (a, b), weight in sorted(odds.items(), key=lambda item: (-item[1], item[0])):
        one, other = of[a], of[b]
        if weight < LEAST or one == other:
            continue
        pairs = [(min(p, q), max(p, q)) for p in groups[one] for q in groups[other]]
        if sum(odds.get(p, 0.0) for p in pairs) / len(pairs) >= AGREED:
            for i in groups[other]:
                of[i] = one
            groups[one] += groups.pop(other)
    return [[reports[i].id for i in members] for members in groups.values()]


@dataclass(frozen=True, slots=True)
class Spread:
    """In how many reports each word, town and age stands."""

    reports: int
    words: Counter[str]
    towns: Counter[str]
    ages: Counter[str]


def look(reports: Sequence[LocalReport]) -> tuple[list[Seen], Spread]:
    """What is compared of each report, and how common it is."""
    pack = load_pack()
    times, places = TimeFinder(pack), PlaceFinder(pack, Gazetteer())
    counts = [_words(r) for r in reports]
    spread = Spread(len(reports), Counter(w for c in counts for w in c), Counter(), Counter())
    seen: list[Seen] = []
    for report, count in zip(reports, counts, strict=True):
        text = segment(f"{report.title}.\n\n{report.text}"[:HEAD])
        published = Moment(iso=report.date) if report.date else None
        whens = [m.when for m in times.find(text, published) if m.when is not None]
        days = frozenset(w.start for w in whens if w.start and w.start == w.end and w.start <= report.date)
        towns = frozenset(p.place.id or p.place.name for p in places.find(text) if p.place.kind in TOWNS)
        ages = frozenset(a or b for a, b in re.findall(r"(\d{1,2})-year-old|, (\d{1,2}),", report.text[:HEAD]))
        spread.towns.update(towns)
        spread.ages.update(ages)
        day = date.fromisoformat(report.date).toordinal() if report.date else 0
        seen.append(Seen(_unit(count, spread), day, days, towns, ages))
    return seen, spread


def _words(report: LocalReport) -> Counter[str]:
    words = re.findall(r"[A-Za-z][A-Za-z'’-]+|\d+", f"{report.title}. {report.title}. {report.text[:HEAD]}")
    found: Counter[str] = Counter()
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if word[0].isupper() and len(word) > 2:
            found["N:" + word.lower().rstrip("'s")] += 1
            if following[:1].isupper() and len(following) > 2:
                found[f"NN:{word.lower()} {following.lower()}".rstrip("'s")] += 1
        if word.isdigit() and following == "block":
            found["S:" + word] += 1
        elif word.isdigit() and following[:1].isupper():
            found[f"S:{word}{following.lower()}"] += 1
        if len(word) > 3:
            found[word.lower()] += 1
    return found


def _unit(count: Counter[str], spread: Spread) -> dict[str, float]:
    """Words with their weights, as a vector of length one."""
    most = spread.reports * COMMON
    weights = {w: (1 + math.log(n)) * _rarity(w, spread) for w, n in count.items() if 1 < spread.words[w] < most}
    length = math.sqrt(sum(x * x for x in weights.values())) or 1.0
    return {w: x / length for w, x in weights.items()}


def _rarity(word: str, spread: Spread) -> float:
    kind = word.partition(":")[0] if ":" in word else ""
    return math.log(spread.reports / spread.words[word]) * KINDS[kind]


def _candidates(seen: Sequence[Seen], spread: Spread) -> list[tuple[int, int]]:
    """Pairs that share a rare word."""
    holders: dict[str, list[int]] = defaultdict(list)
    for i, one in enumerate(seen):
        for word in one.words:
            if spread.words[word] < RARE:
                holders[word].append(i)
    return sorted({pair for held in holders.values() for pair in combinations(held, 2)})


def _odds(one: Seen, other: Seen, spread: Spread) -> float:
    """How likely two reports tell of one incident, 0 to 1."""
    shared = [w for w in one.words if w in other.words]
    alike = sum(one.words[w] * other.words[w] for w in shared)
    names = sum(math.log(spread.reports / spread.words[w]) for w in shared if w.startswith("NN:") and spread.words[w] <= 12)
    if alike <= 0.05 and names <= 5:
        return 0.0
    gap = math.log(1 + abs(one.day - other.day))
    towns, ages, days = one.towns & other.towns, one.ages & other.ages, one.days & other.days
    signs = {
        "prior": 1.0,
        "alike": alike,
        "alike_root": math.sqrt(alike),
        "names": min(names, 40.0) / 10,
        "numbers": float(sum(w.startswith("S:") and spread.words[w] <= 15 for w in shared)),
        "gap": gap,
        "far": gap if gap > 2.2 else 0.0,
        "towns": min(sum(math.log(spread.reports / spread.towns[t]) for t in towns), 10.0) / 5,
        "towns_apart": float(bool(one.towns and other.towns and not towns)),
        "days": float(min(len(days), 2)),
        "days_apart": float(bool(one.days and other.days and not days)),
        "ages": min(sum(math.log(spread.reports / spread.ages[a]) for a in ages) / 5, 3.0),
        "ages_apart": float(bool(one.ages and other.ages and not ages)),
    }
    return 1 / (1 + math.exp(-sum(WEIGHTS[k] * v for k, v in signs.items())))


if __name__ == "__main__":
    main()
