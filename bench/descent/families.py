"""Makes situations of known descent from real texts: originals, copies, rewrites, partials, blends, lost originals, planted changes."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

from rewriting import HERE, Rewriter, in_words

_SENTENCE = re.compile(r"(?<=[.!?])[\"”]? +(?=[A-Z“\"])")
_CLEAN = re.compile(r"^[A-Z“\"][\w ,.'’“”\"$%():;-]+[.”\"]$")
_KM2_TO_MI2, _KM_TO_MI = 0.386102, 0.621371
_FIRST_DAY = datetime(2031, 3, 3, 6, 0)


@dataclass(frozen=True)
class Fact:
    """A figure as one report has it."""

    key: str
    kind: int
    place: str
    value: int
    unit: str
    hedge: str
    who: str
    planned: bool = False
    wider: bool = False
    born: str = ""  # the report whose mistake made this value; "" where it was reported


@dataclass
class Made:
    """A report that was made, with the truth about it."""

    name: str
    outlet: str
    published: datetime
    facts: list[Fact] = field(default_factory=list)
    blocks: list[tuple[str, str]] = field(default_factory=list)  # (fact key or "", sentence)
    caveat: str = ""
    parents: tuple[str, ...] = ()
    kind: str = "original"
    credit: str = ""
    changes: list[str] = field(default_factory=list)  # fields changed here
    own: set[str] = field(default_factory=set)  # keys of facts of its own reporting
    title: str = ""

    @property
    def text(self) -> str:
        """The report's text in paragraphs of two sentences."""
        told = [s for _, s in self.blocks]
        if self.credit:
            told.insert(1, self.credit)
        if self.caveat:
            told.append(self.caveat)
        return "\n\n".join(" ".join(told[k : k + 2]) for k in range(0, len(told), 2)) + "\n"


@dataclass(frozen=True)
class Situation:
    """A pile of reports with its truth; what is lost stands in the truth alone."""

    name: str
    reports: tuple[Made, ...]
    lost: Mapping[str, tuple[str, ...]]  # "*id" -> children
    clock: bool  # whether hours are told

    def roots(self, name: str) -> frozenset[str]:
        """The originals and lost originals from which a report has its matter."""
        made = {m.name: m for m in self.reports}
        if name not in made or not made[name].parents:
            return frozenset((name,))
        return frozenset().union(*(self.roots(p) for p in made[name].parents))


@dataclass(frozen=True)
class Wish:
    """What kind of situations to make."""

    rate: float = 0.1  # share of words edited; paraphrase where below 0, anything where above 1
    changes: float = 1.2  # planted changes per derived report, on the average
    size: int = 12


def base_texts(path: Path, half: str = "") -> list[list[str]]:
    """The sentences of real texts: one text an incident from JSON Lines, or one a file of a folder; of the whole, or of one half."""
    if path.is_dir():
        texts = [p.read_text(encoding="utf-8", errors="replace") for p in sorted(path.glob("*.txt")) if in_half(p.name, half)]
    else:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        keyed = {str(row.get("incident", k)): row["text"] for k, row in enumerate(rows)}
        texts = [text for key, text in keyed.items() if in_half(key, half)]
    found = []
    for text in texts:
        cut = [s.strip() for line in text.splitlines() for s in _SENTENCE.split(line)]
        kept = list(dict.fromkeys(s for s in cut if 45 < len(s) < 320 and _CLEAN.match(s)))
        if len(kept) >= 8:
            found.append(kept)
    return found


def in_half(key: str, half: str) -> bool:
    """True where a text belongs to a half: "fit" for fitting, "table" for the tables; all belong to ""."""
    return not half or half == ("fit", "table")[sha256(key.encode()).digest()[1] % 2]


class Maker:
    """Makes situations, each from its own number."""

    def __init__(self, texts: Sequence[Sequence[str]], wish: Wish) -> None:
        self._texts = texts
        self._wish = wish
        self._words: dict[str, Any] = tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))
        self._kinds: list[dict[str, Any]] = self._words["fact"]
        self._rewriter = Rewriter()

    def situations(self, number: int, first: int = 0) -> Iterator[Situation]:
        """So many situations."""
        for k in range(first, first + number):
            yield self.situation(k)

    def situation(self, seed: int) -> Situation:
        """One situation: two or three originals that share official figures, their families, one of them perhaps lost."""
        return _Pile(self, Random(seed), f"s{seed}").made()


class _Pile:
    def __init__(self, maker: Maker, chance: Random, name: str) -> None:
        self.m, self.chance, self.name = maker, chance, name
        self.words, self.kinds = maker._words, maker._kinds
        self.outlets = chance.sample(self.words["outlets"], len(self.words["outlets"]))
        self.texts = [list(t) for t in chance.sample(list(maker._texts), 20)]
        self.places = chance.sample(self.words["places"], 4)
        spoken = [*self.words["speakers"], *(h for hedges in self.words["hedges"].values() for h in hedges)]
        self.held = frozenset(w.lower() for told in spoken for w in re.findall(r"[A-Za-z]+", told))
        self.reports: list[Made] = []
        self.lost: dict[str, list[str]] = {}
        self.count = 0

    def made(self) -> Situation:
        shared = [self.fact(official=True) for _ in range(5)]
        originals = [self.original(shared) for _ in range(self.chance.choice([2, 2, 3]))]
        gone = originals[-1] if self.chance.random() < 0.6 else None
        if gone is not None:
            gone.outlet = self.chance.choice(self.words["agencies"])
            self.reports.remove(gone)
            siblings = self.chance.choice([2, 3])
            for _ in range(siblings):
                self.derive([gone], self.chance.choice(["edit", "edit", "partial"]), lost=True)
        lonely = self.original(shared)
        while len(self.reports) < self.m._wish.size:
            pool = [r for r in self.reports if r is not lonely]
            self.derive_some(pool)
        self.correct()
        reports = tuple(sorted(self.reports, key=lambda r: (r.published, r.name)))
        lost = {k: tuple(v) for k, v in self.lost.items()}
        return Situation(self.name, reports, lost, clock=self.chance.random() < 0.5)

    def derive_some(self, pool: Sequence[Made]) -> None:
        way = self.chance.choices(["edit", "copy", "partial", "blend"], [5, 1, 2, 2])[0]
        parent = self.chance.choice([r for r in pool if self.depth(r) < 3])
        if way == "blend":
            mine = self.roots(parent)
            others = [r for r in pool if not self.roots(r) & mine and self.depth(r) < 3]
            if others:
                self.derive([parent, self.chance.choice(others)], "blend")
            return
        self.derive([parent], way)

    def depth(self, report: Made) -> int:
        made = {r.name: r for r in self.reports}
        return 1 + max((self.depth(made[p]) for p in report.parents if p in made), default=0)

    def roots(self, report: Made) -> frozenset[str]:
        made = {r.name: r for r in self.reports}
        found = [self.roots(made[p]) if p in made else frozenset((p,)) for p in report.parents]
        return frozenset().union(*found) if found else frozenset((report.name,))

    # facts

    def fact(self, official: bool) -> Fact:
        kind = self.chance.randrange(len(self.kinds))
        entry = self.kinds[kind]
        value = int(entry["low"] * (entry["high"] / entry["low"]) ** self.chance.random())
        if value > 1000 and self.chance.random() < 0.5:
            value = value // 100 * 100
        hedge = self.chance.choices(["exact", "about", "more_than", "nearly"], [4, 3, 3, 1])[0]
        planned = "planned" in entry and self.chance.random() < 0.6
        who = self.chance.choice(self.words["speakers"]) if official or self.chance.random() < 0.75 else ""
        self.count += 1
        return Fact(f"f{self.count}", kind, self.chance.choice(self.places), value, entry.get("unit", ""), hedge, who, planned)

    def tell(self, fact: Fact, not_way: str = "", in_other_unit: bool = False) -> str:
        entry = self.kinds[fact.kind]
        ways = entry["wider"] if fact.wider else entry["planned"] if fact.planned else entry["ways"]
        frames = self.words["frames"]["said" if fact.who else "bare"]
        n = self.amount(fact, in_other_unit)
        clause = self.chance.choice(ways).format(n=n, place=fact.place)
        frame = self.chance.choice(frames)
        told = frame.format(clause=clause, Clause=clause[:1].upper() + clause[1:], who=fact.who, Who=fact.who[:1].upper() + fact.who[1:])
        return str(told)

    def amount(self, fact: Fact, in_other_unit: bool) -> str:
        value, unit, hedge = float(fact.value), fact.unit, fact.hedge
        if in_other_unit and unit == "km2":
            value, unit, hedge = round(value * _KM2_TO_MI2), "square miles", "about" if hedge == "exact" else hedge
        elif in_other_unit and unit == "km":
            value, unit, hedge = round(value * _KM_TO_MI), "miles", "about" if hedge == "exact" else hedge
        shown = in_words(int(value)) if value < 100 and self.chance.random() < 0.3 and not unit else f"{int(value):,}"
        if unit == "million dollars":
            shown = f"${shown} million"
        elif unit:
            shown = f"{shown} {unit}"
        return str(self.chance.choice(self.words["hedges"][hedge]).format(n=shown))

    # reports

    def original(self, shared: Sequence[Fact]) -> Made:
        report = self.blank()
        told = self.chance.sample(list(shared), self.chance.choice([2, 3]))
        mine = [self.fact(official=False) for _ in range(self.chance.choice([3, 4, 5]))]
        report.facts = [replace(f) for f in (*told, *mine)]
        report.own = {f.key for f in report.facts}
        text = self.texts.pop()
        report.title = text[0][:70]
        blocks = [("", s) for s in text[1 : self.chance.choice([7, 10, 13])]]
        for f in report.facts:
            blocks.insert(self.chance.randrange(len(blocks) + 1), (f.key, self.tell(f)))
        report.blocks = blocks
        report.caveat = self.chance.choice(self.words["caveats"]) if self.chance.random() < 0.6 else ""
        self.reports.append(report)
        return report

    def blank(self) -> Made:
        self.count += 1
        hours = self.chance.uniform(0, 20)
        return Made(f"{self.name}-{self.count}", self.outlets.pop(), _FIRST_DAY + timedelta(hours=hours))

    def derive(self, parents: Sequence[Made], way: str, lost: bool = False) -> Made:
        child = self.blank()
        latest = max(p.published for p in parents)
        child.published = latest + timedelta(hours=self.chance.uniform(1, 18))
        child.kind = way
        if lost:
            child.parents = (f"*{parents[0].name}",)
            self.lost.setdefault(child.parents[0], []).append(child.name)
        else:
            child.parents = tuple(p.name for p in parents)
        rate = self.m._wish.rate if self.m._wish.rate <= 1 else self.chance.choice([0.0, 0.1, 0.3, 0.5, -1.0, -1.0])
        rate = 0.0 if way == "copy" else rate
        facts = {f.key: f for p in reversed(parents) for f in p.facts}
        keep = {"copy": 1.0, "edit": 0.88, "partial": 0.55, "blend": 0.7}[way]
        blocks = [b for p in parents for b in p.blocks if self.chance.random() < keep]
        taken = [key for key, _ in blocks if key]
        if len(taken) < 3:
            blocks += [b for p in parents for b in p.blocks if b[0] and b[0] not in taken][: 3 - len(taken)]
        blocks = list({b[0] or b[1]: b for b in blocks}.values())
        child.facts = [facts[key] for key, _ in blocks if key]
        child.caveat = parents[0].caveat
        child.title = self.retold(parents[0].title, rate)
        fresh = self.plant(child) if way != "copy" else set()
        child.blocks = self.rewritten(child, blocks, rate, fresh)
        if way == "partial":
            self.add_own(child)
        if rate < 0:
            child.blocks = self.reordered(child.blocks)
        named = [p for p in parents if p.kind == "copy"]  # nothing else tells a child of a copy from a child of its original
        if named or (way != "copy" and self.chance.random() < (0.7 if lost else 0.25)):
            child.credit = self.chance.choice(self.words["credits"]).format(outlet=(named or parents)[0].outlet)
        self.reports.append(child)
        return child

    def retold(self, sentence: str, rate: float) -> str:
        if rate < 0:
            return self.m._rewriter.paraphrased(sentence, self.chance)
        return self.m._rewriter.edited(sentence, rate, self.chance)

    def rewritten(self, child: Made, blocks: Sequence[tuple[str, str]], rate: float, fresh: set[str]) -> list[tuple[str, str]]:
        """The blocks in the child's words; a fact is told anew where it changed, or where all is told in other words."""
        facts = {f.key: f for f in child.facts}
        found = []
        for key, told in blocks:
            if key and (rate < 0 or key in fresh):
                found.append((key, self.tell(facts[key], in_other_unit=rate < 0 and key not in fresh and self.chance.random() < 0.3)))
            elif key:
                found.append((key, self.m._rewriter.reworded(told, rate, self.held, self.chance) if rate > 0 else told))
            else:
                found.append(("", self.retold(told, rate)))
        return found

    def reordered(self, blocks: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """Neighbours in another order: matter moves by a few places."""
        keyed = sorted((k + self.chance.uniform(0, 4), k) for k in range(len(blocks)))
        return [blocks[k] for _, k in keyed]

    def add_own(self, child: Made) -> None:
        mine = [self.fact(official=False) for _ in range(self.chance.choice([2, 3, 4]))]
        child.facts += mine
        child.own |= {f.key for f in mine}
        text = self.texts.pop() if len(self.texts) > 1 else self.texts[0]
        fresh = [("", s) for s in text[1:6]] + [(f.key, self.tell(f)) for f in mine]
        for block in fresh:
            child.blocks.insert(self.chance.randrange(len(child.blocks) + 1), block)

    # planted changes

    def plant(self, child: Made) -> set[str]:
        """Plants changes; gives the keys of the facts that changed."""
        fresh: set[str] = set()
        number = sum(self.chance.random() < self.m._wish.changes / 3 for _ in range(3))
        fields = self.chance.sample(["number", "unit", "approx", "attribution", "scope", "status", "verification", "place"], 8)
        for name in fields:
            if len(child.changes) >= number:
                break
            if name == "verification":
                if child.caveat:
                    child.caveat = ""
                    child.changes.append(name)
                continue
            open_ = [k for k, f in enumerate(child.facts) if f.key not in fresh and self.changed(f, name, child.name) is not None]
            if open_:
                k = self.chance.choice(open_)
                changed = self.changed(child.facts[k], name, child.name)
                if changed is not None:
                    child.facts[k] = changed
                    fresh.add(changed.key)
                    child.changes.append(name)
        return fresh

    def changed(self, f: Fact, name: str, by: str) -> Fact | None:
        """The fact with one field changed, or None where it cannot be."""
        if name == "number":
            shown = str(f.value)
            spots = [k for k in range(len(shown) - 1) if shown[k] != shown[k + 1] and "0" not in shown[k : k + 2]]
            if not spots:
                return None
            k = spots[0]
            return replace(f, value=int(shown[:k] + shown[k + 1] + shown[k] + shown[k + 2 :]), born=by)
        if name == "unit":
            other = {"km2": "square miles", "km": "miles"}.get(f.unit)
            return replace(f, unit=other, born=by) if other else None
        if name == "approx":
            return replace(f, hedge="exact") if f.hedge != "exact" else None
        if name == "attribution":
            return replace(f, who="") if f.who else None
        if name == "scope":
            return replace(f, wider=True, born=by) if "wider" in self.kinds[f.kind] and not f.wider else None
        if name == "status":
            return replace(f, planned=False, born=by) if f.planned else None
        others = [p for p in self.places if p != f.place]
        return replace(f, place=others[0], born=by)

    def correct(self) -> None:
        """In some piles an erring report is corrected by its outlet."""
        erring = [r for r in self.reports if any(f.born == r.name and not f.wider and not f.planned for f in r.facts)]
        if not erring or self.chance.random() < 0.5:
            return
        wrong = self.chance.choice(erring)
        fact = next(f for f in wrong.facts if f.born == wrong.name)
        child = self.blank()
        child.outlet, child.kind, child.parents = wrong.outlet, "correction", (wrong.name,)
        child.published = max(r.published for r in self.reports) + timedelta(hours=5)
        child.title = f"Correction: {wrong.title}"
        child.facts = [replace(fact, born="")]
        admitted = f"An article that {wrong.outlet} published this week gave the wrong figure for {fact.place}."
        child.blocks = [("", admitted), (fact.key, self.tell(fact)), ("", "We regret the error.")]
        child.changes = []
        self.reports.append(child)
