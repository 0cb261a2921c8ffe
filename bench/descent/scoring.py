"""Scores a family tree against the truth: kinship, edges, direction, lost originals, changes, origins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from families import Situation


@dataclass
class Answer:
    """What a method says of one situation; None where it does not say."""

    kin: set[frozenset[str]]
    edges: set[tuple[str, str]] = field(default_factory=set)  # (child, parent), parents in the pile
    open: set[tuple[str, str]] = field(default_factory=set)  # edges of which the method says that it cannot tell the direction
    lost: list[frozenset[str]] | None = None
    changes: set[tuple[str, str]] | None = None  # (report, field)
    origins: dict[str, int] | None = None  # for a value as the report's fact has it: the origins counted


class Tally:
    """Hits, said and due, added up over situations."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()

    def add(self, name: str, hits: int, said: int, due: int) -> None:
        """Add what one situation gave."""
        self.count.update({f"{name}.hits": hits, f"{name}.said": said, f"{name}.due": due})

    def precision(self, name: str) -> float:
        """The share of what was said that is right."""
        return self.count[f"{name}.hits"] / max(1, self.count[f"{name}.said"])

    def recall(self, name: str) -> float:
        """The share of what is due that was said."""
        return self.count[f"{name}.hits"] / max(1, self.count[f"{name}.due"])

    def f1(self, name: str) -> float:
        """Both in one."""
        p, r = self.precision(name), self.recall(name)
        return 2 * p * r / (p + r) if p + r else 0.0


def kin_by_roots(roots: Mapping[str, frozenset[str]]) -> set[frozenset[str]]:
    """The pairs of reports that have an origin in common."""
    return {frozenset(pair) for pair in combinations(sorted(roots), 2) if roots[pair[0]] & roots[pair[1]]}


def roots_of(parents: Mapping[str, Sequence[str]], names: Iterable[str]) -> dict[str, frozenset[str]]:
    """For each report the ends of all its lines of descent."""

    def up(name: str, seen: tuple[str, ...]) -> frozenset[str]:
        above = [p for p in parents.get(name, ()) if p not in seen]
        return frozenset().union(*(up(p, (*seen, name)) for p in above)) if above else frozenset((name,))

    return {name: up(name, ()) for name in names}


def score(situation: Situation, answer: Answer, tally: Tally) -> None:
    """Add one situation's scores to the tally."""
    parents = {m.name: m.parents for m in situation.reports}
    kin = kin_by_roots({name: situation.roots(name) for name in parents})
    tally.add("kin", len(kin & answer.kin), len(answer.kin), len(kin))
    edges = {(child, p) for child, above in parents.items() for p in above if not p.startswith("*")}
    alike = Alike(situation, answer.edges)
    found, said = alike.as_true(answer.edges), alike.as_true(answer.edges - answer.open)
    tally.add("edges", len(edges & found), len(found), len(edges))
    right, wrong = len(edges & said), len(edges & {(p, c) for c, p in said})
    tally.add("direction", right, right + wrong, right + wrong)
    if answer.lost is not None:
        due = [frozenset(c) for c in situation.lost.values()]
        hits = sum(any(len(a & b) / len(a | b) >= 0.6 for b in answer.lost) for a in due)
        tally.add("lost", hits, len(answer.lost), len(due))
    if answer.changes is not None:
        planted = {(m.name, name) for m in situation.reports for name in m.changes}
        tally.add("changes", len(planted & answer.changes), len(answer.changes), len(planted))
    if answer.origins is not None:
        truth = origins(situation)
        right = sum(answer.origins.get(key) == number for key, number in truth.items())
        tally.add("origins", right, len(truth), len(truth))


class Alike:
    """Reports that are word for word the same: nothing in a text tells from which of them another had it.

    An edge to any of them counts as one to the true parent, unless that one was surely published after the child. Where only the same day
    is told of all of them, nothing tells either which of them was first, and whichever is said to be first stands for the true one.
    """

    def __init__(self, situation: Situation, edges: Iterable[tuple[str, str]]) -> None:
        self._parents = {m.name: m.parents for m in situation.reports}
        self._clock = situation.clock
        self._made = {m.name: m for m in situation.reports}
        by_text: dict[str, list[str]] = {}
        for m in situation.reports:
            by_text.setdefault(m.text, []).append(m.name)
        self._same = {name: group for group in by_text.values() if len(group) > 1 for name in group}
        above: dict[str, list[str]] = {}
        for child, parent in edges:
            above.setdefault(child, []).append(parent)
        self._names = {m.name: m.name for m in situation.reports}
        for group in by_text.values():
            if len(group) > 1 and not self._clock and len({self._made[n].published.date() for n in group}) == 1:
                first = [n for n in group if not set(self._parents[n]) & set(group)]
                said = [n for n in group if not set(above.get(n, ())) & set(group)]
                if len(first) == 1 and len(said) == 1:
                    self._names[said[0]], self._names[first[0]] = first[0], said[0]

    def as_true(self, edges: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
        """The edges with the true parent's name for that of a report that is word for word the same."""
        return {self._one(self._names[child], self._names.get(parent, parent)) for child, parent in edges}

    def _one(self, child: str, parent: str) -> tuple[str, str]:
        true = [p for p in self._parents[child] if parent in self._same.get(p, ())]
        return (child, true[0]) if true and child not in self._same.get(parent, ()) and not self._after(parent, child) else (child, parent)

    def _after(self, one: str, other: str) -> bool:
        a, b = self._made[one].published, self._made[other].published
        return a > b if self._clock else a.date() > b.date()


def origins(situation: Situation) -> dict[str, int]:
    """For each value that stands in the pile (report/fact/value of its first bearer): how many separate originals told it."""
    bearers: dict[tuple[str, int, str, bool], list[tuple[str, bool]]] = {}
    made = {m.name: m for m in situation.reports}
    for m in situation.reports:
        for f in m.facts:
            bearers.setdefault((f.key, f.value, f.unit, f.wider), []).append((m.name, bool(f.born)))
    found = {}
    for (key, _, _, _), who in bearers.items():
        spoilt = any(born for _, born in who)
        ends = {end for name, _ in who for end in _told_by(situation, made, name, key)}
        found[f"{who[0][0]}|{key}"] = 0 if spoilt else len(ends)
    return found


def _told_by(situation: Situation, made: Mapping[str, object], name: str, key: str) -> set[str]:
    """The originals from whom a report has one fact: itself, a lost one, or its parents' that have it."""
    report = next((m for m in situation.reports if m.name == name), None)
    if report is None or key in report.own:
        return {name}
    above = [p for p in report.parents if p.startswith("*") or any(f.key == key for f in _facts(situation, p))]
    return {end for p in above[:1] for end in _told_by(situation, made, p, key)} or {name}


def _facts(situation: Situation, name: str) -> list:  # type: ignore[type-arg]
    return next((m.facts for m in situation.reports if m.name == name), [])
