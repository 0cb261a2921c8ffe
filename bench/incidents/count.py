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
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from reports import Incident, LocalReport, by_incident, read_incidents, read_reports

from stemma.core.packs import Pack, load_pack
from stemma.core.types import Moment, Report
from stemma.pipeline import assemble
from stemma.reading.looked import Looked
from stemma.reading.reader import Reader
from stemma.reading.victims.finder import Struck

LEAD = 1200  # characters behind the title in which a report tells its own incident
MOST_KILLED, MOST_INJURED = 12, 20  # larger numbers are years' totals
FIRST = 3  # figures of a lead that are its own incident's
KIN = 0.5  # certainty from which two reports are of one family
BARE = frozenset(("death", "deaths", "homicide", "homicides", "manslaughter", "fatality", "fatalities", "murder", "killing"))
OTHERS = frozenset(("other", "others", "another", "second"))
SEVERAL = frozenset(("shootings", "homicides", "separate", "weekend"))  # words of a sentence that sums several incidents up
IN_A_ROW = {"third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8}
YEARS = frozenset((("this", "year"), ("last", "year"), ("past", "year"), ("so", "far"), ("last", "month"), ("this", "month")))

# What a word leaves open of somebody: m male, f female; b a small child, t in the teens, a grown up.
CALLED = {
    "man": "ma", "woman": "fa", "male": "mbta", "female": "fbta", "boy": "mbt", "girl": "fbt", "son": "mbta", "daughter": "fbta",
    "child": "mfb", "toddler": "mfb", "baby": "mfb", "infant": "mfb", "teen": "mft", "teenager": "mft", "juvenile": "mfbt", "youth": "mft",
}  # fmt: skip


class Toll(NamedTuple):
    """How many a report says were killed and injured; None where it says nothing of the injured."""

    killed: int
    injured: int | None


class Told:
    """What title and lead say of one incident."""

    def __init__(self, looked: Looked, reach: int) -> None:
        text = self._text = looked.text
        self._struck = [s for s in looked.struck if text.tokens[s.first].start < reach]

    def toll(self) -> Toll:
        """How many were killed and injured by one report."""
        killed = self._killed()
        return Toll(killed, self._injured(killed))

    def sums_up(self) -> bool:
        """True of a report whose figures are all of several incidents: "4 killed in weekend shootings"."""
        figures = [s for s in self._struck if s.many > 1 or s.people[0].how == "number"]
        return bool(figures) and all(self._sums(s) for s in figures)

    def _killed(self) -> int:
        dead, hurt = self._of("dead"), self._of("hurt")
        persons = [s for s in dead if not _event(s)]
        if hurt and not persons and all(_bare_event(self._words(s.word.first, s.word.last)) for s in dead):
            return 0  # "the child was hurt; the mother is charged with ... death"
        events = max((s.many for s in dead if _event(s)), default=0)  # "a double homicide"
        told = self._figures("dead", MOST_KILLED)
        if told:
            most = max(told[:FIRST], key=lambda s: s.many)
            return max(most.many + self._with_the_killer(most, dead, hurt), events)
        alone = max(events, int(bool(persons)))
        acted = any(s.word.first < s.first and not _self(s) for s in persons)
        return 2 if alone == 1 and acted and any(_self(s) for s in dead) else alone  # his wife, then himself

    def _with_the_killer(self, most: Struck, dead: list[Struck], hurt: list[Struck]) -> bool:
        """ "Kills his girlfriend and her daughter, turns gun on himself": one more, unless "she was treated"."""
        acted = most.word.first < most.first and self._words(most.word.first, most.word.last)[-1] != "of"
        alive = any(s.people[0].how == "pronoun" for s in hurt)
        return acted and not alive and not _self(most) and any(_self(s) for s in dead)

    def _injured(self, killed: int) -> int | None:
        struck = [s.many for s in self._figures("struck", MOST_INJURED)[:FIRST]]
        told = max(
            self._alive(self._figures("hurt", MOST_INJURED)[:FIRST], killed), max(struck, default=0) - killed, self._in_a_row() - killed
        )
        events = [s.many for s in self._of("struck") if _event(s) and s.many > 1]  # "a triple shooting"
        if told > 0 or (events and events[0] > killed):
            return told if told > 0 else events[0] - killed
        if killed == 0:
            return 1 if any(not _event(s) for s in self._of("hurt")) or self._of("struck") else None
        one = [s for s in self._of("hurt") if s.people[0].how in ("indefinite", "number") and s.many < max(killed, 2)]
        return 1 if any(not self._died(s) for s in one) else None

    def _in_a_row(self) -> int:
        """How many were struck where one of them is "the fourth victim", "a fifth person"."""
        alive = [s for s in (*self._of("hurt"), *self._of("struck")) if not _event(s)]
        return max((n for s in alive for w in self._words(s.first, s.first + 2) if (n := _place_in_a_row(w)) <= MOST_INJURED), default=0)

    def _alive(self, hurt: list[Struck], killed: int) -> int:
        """The largest number of those hurt, without those of them who died: "five were taken to hospital, where one of them died"."""
        if not hurt:
            return 0
        most = max(hurt, key=lambda s: s.many)
        if self._others(most):
            return most.many
        parts = [s.many for s in self._of("dead") if self._words(s.first, s.last)[1:2] == ["of"]]
        if parts and most.many > parts[0]:
            return most.many - parts[0]
        if most.many == killed and self._words(most.word.first, most.word.last)[:1] == ["shot"]:
            return 0  # "all four were shot in the head": so they died
        return most.many - killed if any(self._others(s) and s.many + killed == most.many for s in hurt) else most.many

    def _died(self, struck: Struck) -> bool:
        """True of one told as hurt who is told as dead elsewhere: of the same age, or the same word."""
        words = self._words(struck.first, struck.last)
        if OTHERS.isdisjoint(words) and any(self._told_of_the_same(struck, s) for s in self._of("dead")):
            return True
        dead = [self._words(s.first, s.last) for s in self._of("dead") if not _event(s)]
        ages, told = {w for d in dead for w in d if w.isdigit()}, {w for w in words if w.isdigit()}
        if not OTHERS.isdisjoint(words):
            return False
        return bool(ages & told) if ages and told else words[-1] in {d[-1] for d in dead} or any(_may_be(words[-1], d[-1]) for d in dead)

    def _told_of_the_same(self, hurt: Struck, dead: Struck) -> bool:
        """ "A teen was brought to a hospital, where he died": nobody else stands between."""
        if dead.people[0].how != "pronoun" or dead.first < hurt.last:
            return False
        tokens = self._text.tokens
        between = any(hurt.last <= s.first < dead.first and s.people[0].how not in ("event", "pronoun") for s in self._struck)
        return not between and tokens[dead.first].sentence - tokens[hurt.first].sentence <= 1

    def _of(self, kind: str) -> list[Struck]:
        return [s for s in self._struck if s.kind == kind]

    def _figures(self, kind: str, most: int) -> list[Struck]:
        """Those told with a number, of one incident before those of several."""
        how = ("number", "indefinite", "named", "self", "pronoun")
        found = [s for s in self._of(kind) if s.people[0].how in how and (s.people[0].how == "number" or s.many > 1) and s.many <= most]
        found = [s for s in found if not self._other_times(s)]
        return [s for s in found if not self._sums(s)] or found

    def _other_times(self, struck: Struck) -> bool:
        """ "At least eight children have been wounded this year", "six have been killed so far in 2016"."""
        sentence = self._text.sentences[self._text.tokens[struck.first].sentence]
        words = self._words(struck.last, sentence.last)
        return any(pair in YEARS for pair in pairwise(words))

    def _sums(self, struck: Struck) -> bool:
        sentence = self._text.sentences[self._text.tokens[struck.first].sentence]
        return not SEVERAL.isdisjoint(self._text.keys(sentence))

    def _others(self, struck: Struck) -> bool:
        return not OTHERS.isdisjoint(self._words(struck.first, struck.last))

    def _words(self, first: int, last: int) -> list[str]:
        return [t.norm for t in self._text.tokens[first:last]]


def _may_be(one: str, other: str) -> bool:
    """True of two words by which one person may be called: a teen and a boy, no child and a man."""
    shared = set(CALLED.get(one, "")) & set(CALLED.get(other, ""))
    return bool(shared & {"m", "f"}) and bool(shared & {"b", "t", "a"})


def _place_in_a_row(word: str) -> int:
    """4 for "fourth" and "4th", 0 where a word is no such place."""
    return int(word[:-2]) if word[:-2].isdigit() and word[-2:] in ("th", "rd") else IN_A_ROW.get(word, 0)


def _bare_event(words: Sequence[str]) -> bool:
    """ "Death", "murder" alone; not "fatal shooting"."""
    return len(words) == 1 and words[0] in BARE


def _event(struck: Struck) -> bool:
    return struck.people[0].how == "event"


def _self(struck: Struck) -> bool:
    return any(p.how == "self" for p in struck.people)


class Fuser:
    """Reads the reports of an incident and fuses their tolls."""

    def __init__(self, pack: Pack) -> None:
        self._pack, self._reader = pack, Reader(pack)

    def count(self, reports: Sequence[LocalReport]) -> Toll:
        """The toll of one incident."""
        taken = [_report(r) for r in reports]
        looked = [self._reader.look(r) for r in taken]
        told = [Told(k, len(r.title) + LEAD) for k, r in zip(looked, reports, strict=True)]
        family = self._families(taken, looked) if len(taken) > 1 else {}
        own = [i for i, one in enumerate(told) if not one.sums_up()] or range(len(told))
        voices = {family.get(taken[i].id, taken[i].id): (told[i].toll(), reports[i].date) for i in own}
        return fuse(list(voices.values()))

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


def fuse(voices: Sequence[tuple[Toll, str]]) -> Toll:
    """The toll that most give, one more where the last day knows of one more; of the injured, what those say that agree on the killed."""
    killed = _vote([toll.killed for toll, _ in voices])
    last = max(date for _, date in voices)
    later = _vote([toll.killed for toll, date in voices if date == last])
    killed = later if later == killed + 1 else killed
    said = [toll.injured for toll, _ in voices if toll.killed == killed]
    given = [injured for injured in said if injured is not None]
    return Toll(killed, _vote(given) if len(given) * FIRST >= len(said) and given else 0)


def _vote(values: Sequence[int]) -> int:
    counts = Counter(values)
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
