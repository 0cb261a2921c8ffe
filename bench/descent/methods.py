"""Stemma and its rivals, each as a function from a situation to an answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from itertools import combinations

from families import Made, Situation
from scoring import Answer, kin_by_roots, roots_of

import stemma
from stemma.core.types import Moment

Method = Callable[[Situation], Answer]
_HOURS = 72
_OPEN = "descent.direction-open"
_NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?(?![\w])")


def as_report(made: Made, clock: bool) -> stemma.Report:
    """A made report as Stemma takes it in."""
    iso = made.published.isoformat(timespec="minutes") + "+00:00" if clock else made.published.date().isoformat()
    return stemma.Report(text=made.text, name=made.name, title=made.title, outlet=made.outlet, published=Moment(iso=iso))


class ByStemma:
    """Stemma itself."""

    def __init__(self) -> None:
        self.pack = stemma.load_pack()
        self.reader = stemma.Reader(self.pack)

    def situation(self, situation: Situation) -> tuple[dict[str, str], stemma.Situation]:
        """The names by report id, and what Stemma makes of the pile."""
        reports = [as_report(m, situation.clock) for m in situation.reports]
        names = {r.id: r.name for r in reports}
        return names, stemma.assemble(reports, [self.reader.read(r) for r in reports], (), self.pack)

    def __call__(self, situation: Situation) -> Answer:
        names, found = self.situation(situation)
        tree = found.stemma
        parents: dict[str, list[str]] = {}
        for d in tree.descents:
            parents.setdefault(names[d.child], []).append(names.get(d.parent, d.parent))
        return Answer(
            kin=kin_by_roots(roots_of(parents, names.values())),
            edges={(c, p) for c, above in parents.items() for p in above if not p.startswith("*")},
            open={(names[d.child], names.get(d.parent, "")) for d in tree.descents if any(r.rule == _OPEN for r in d.reasons)},
            lost=[frozenset(names[c] for c in lost.children) for lost in tree.lost],
            changes={(names[m.report], m.field) for m in tree.mutations if not m.restored},
            origins=_origins(situation, names, found),
        )


def _origins(situation: Situation, names: Mapping[str, str], found: stemma.Situation) -> dict[str, int]:
    """For each fact of each report: the origins of the reading that carries its number."""
    claims = {c.id: c for e in found.extracts for c in e.claims}
    counted: dict[tuple[str, float, str], int] = {}
    for reading in found.weighing.readings:
        for claim in (claims[c] for c in reading.claims):
            for end in (claim.amount.low, claim.amount.high):
                if end is not None:
                    counted[names[claim.report], end, claim.amount.unit] = reading.origins
    units = {"": "count", "km2": "km2", "square miles": "mi2", "km": "km", "miles": "mi"}
    answers = {}
    for m in situation.reports:
        for f in m.facts:
            value = f.value * 1e6 if "million" in f.unit else float(f.value)
            told = [n for (who, number, unit), n in counted.items() if who == m.name and number == value]
            exact = [n for (who, number, unit), n in counted.items() if who == m.name and number == value and unit == units.get(f.unit)]
            if told:
                answers[f"{m.name}|{f.key}"] = (exact or told)[0]
    return answers


def _grouped(situation: Situation, likeness: Mapping[tuple[str, str], float], least: float) -> Answer:
    """Kin where the likeness is great enough, joined on; the parent is the earlier report that is most like."""
    reports = situation.reports
    group = {m.name: m.name for m in reports}

    def root(name: str) -> str:
        while group[name] != name:
            name = group[name]
        return name

    for (a, b), value in likeness.items():
        if value >= least:
            group[root(b)] = root(a)
    kin = {frozenset(pair) for pair in combinations(group, 2) if root(pair[0]) == root(pair[1])}
    edges = set()
    order = in_order(situation)
    for k, name in enumerate(order):
        before = [(likeness[other, name], -j) for j, other in enumerate(order[:k]) if likeness[other, name] >= least]
        if before:
            edges.add((name, order[-max(before)[1]]))
    return Answer(kin=kin, edges=edges)


def in_order(situation: Situation) -> list[str]:
    """The reports by the date that is told; within a day without hours by a hash, which tells nothing."""

    def told(m: Made) -> tuple[str, str]:
        return m.published.isoformat() if situation.clock else m.published.date().isoformat(), sha256(m.text.encode()).hexdigest()

    return [m.name for m in sorted(situation.reports, key=told)]


def minhash(situation: Situation) -> Mapping[tuple[str, str], float]:
    """datasketch MinHash, 128 hashes of runs of three words: the estimated Jaccard likeness."""
    from datasketch import MinHash

    prints = []
    for m in situation.reports:
        words = re.findall(r"\w+", m.text.lower())
        sketch = MinHash(num_perm=128)
        sketch.update_batch([" ".join(words[k : k + 3]).encode() for k in range(len(words) - 2)])
        prints.append(sketch)
    return _all(situation, lambda i, j: prints[i].jaccard(prints[j]))


def churnalism(situation: Situation) -> Mapping[tuple[str, str], float]:
    """The share of a text that is covered by runs of 15 characters of the other, in either direction."""
    texts = [re.sub(r"\W+", " ", m.text.lower()) for m in situation.reports]
    runs = [{t[k : k + 15] for k in range(len(t) - 14)} for t in texts]

    def cover(i: int, j: int) -> float:
        inside = bytearray(len(texts[i]))
        for k in range(len(texts[i]) - 14):
            if texts[i][k : k + 15] in runs[j]:
                inside[k : k + 15] = b"\x01" * 15
        return sum(inside) / max(1, len(inside))

    return _all(situation, lambda i, j: max(cover(i, j), cover(j, i)))


def tfidf(situation: Situation) -> Mapping[tuple[str, str], float]:
    """Cosine of TF-IDF vectors, 0 outside a window of three days."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    found = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform([m.text for m in situation.reports])
    table = (found @ found.T).toarray()
    dates: list[datetime] = [m.published for m in situation.reports]
    near = lambda i, j: abs((dates[i] - dates[j]).total_seconds()) <= _HOURS * 3600  # noqa: E731
    return _all(situation, lambda i, j: float(table[i, j]) if near(i, j) else 0.0)


def readings(situation: Situation) -> list[frozenset[str]]:
    """The readings of each report: numbers of two digits and more, and names."""
    return [frozenset(n.replace(",", "") for n in _NUMBER.findall(m.text) if len(n) > 1) for m in situation.reports]


def neighbour_joining(situation: Situation, least: float) -> Answer:
    """Neighbour joining on shared readings; kin below a distance, the parent the nearest earlier leaf in the tree."""
    sets = readings(situation)
    likeness = _all(situation, lambda i, j: len(sets[i] & sets[j]) / max(1, min(len(sets[i]), len(sets[j]))))
    names = in_order(situation)
    kin = _grouped(situation, likeness, least).kin
    distances = joined(names, {(a, b): 1 - likeness[a, b] for a in names for b in names if a != b})
    edges = set()
    for k, name in enumerate(names):
        near = [(distances[name, other], j) for j, other in enumerate(names[:k]) if frozenset((name, other)) in kin]
        if near:
            edges.add((name, names[min(near)[1]]))
    return Answer(kin=kin, edges=edges)


def joined(names: Sequence[str], far: Mapping[tuple[str, str], float]) -> dict[tuple[str, str], float]:
    """The lengths of the ways between all leaves in the tree that neighbour joining (Saitou and Nei 1987) makes."""
    table = dict(far)
    open_ = list(names)
    ways: dict[str, list[tuple[str, float]]] = {name: [] for name in names}
    while len(open_) > 2:
        total = {a: sum(table[a, b] for b in open_ if b != a) for a in open_}
        size = len(open_)
        _, a, b = min(((size - 2) * table[a, b] - total[a] - total[b], a, b) for a, b in combinations(open_, 2))
        to_a = table[a, b] / 2 + (total[a] - total[b]) / (2 * (size - 2))
        node = f"({a},{b})"
        ways[node] = [(a, max(0.0, to_a)), (b, max(0.0, table[a, b] - to_a))]
        ways[a].append((node, max(0.0, to_a)))
        ways[b].append((node, max(0.0, table[a, b] - to_a)))
        for c in open_:
            if c not in (a, b):
                table[node, c] = table[c, node] = (table[a, c] + table[b, c] - table[a, b]) / 2
        open_ = [c for c in open_ if c not in (a, b)] + [node]
    if len(open_) == 2:
        a, b = open_
        ways[a].append((b, max(0.0, table[a, b])))
        ways[b].append((a, max(0.0, table[a, b])))
    found = {}
    for name in names:
        waiting, seen = [(name, 0.0)], {name}
        while waiting:
            at, length = waiting.pop()
            found[name, at] = length
            for other, step in ways[at]:
                if other not in seen:
                    seen.add(other)
                    waiting.append((other, length + step))
    return found


def _all(situation: Situation, alike: Callable[[int, int], float]) -> dict[tuple[str, str], float]:
    names = [m.name for m in situation.reports]
    found = {}
    for i, j in combinations(range(len(names)), 2):
        found[names[i], names[j]] = found[names[j], names[i]] = alike(i, j)
    return found


RIVALS: Mapping[str, tuple[Callable[[Situation], Mapping[tuple[str, str], float]], float]] = {
    "datasketch MinHash, likeness .5": (minhash, 0.5),
    "datasketch MinHash, likeness .1": (minhash, 0.1),
    "15-character cover, over 20%": (churnalism, 0.2),
    "TF-IDF cosine .3, three days": (tfidf, 0.3),
}
NEIGHBOUR_JOINING = 0.4  # the share of the shorter's readings from which two are kin


def rivals() -> dict[str, Method]:
    """The rivals by name."""

    def by(likeness: Callable[[Situation], Mapping[tuple[str, str], float]], least: float) -> Method:
        return lambda situation: _grouped(situation, likeness(situation), least)

    found = {name: by(*how) for name, how in RIVALS.items()}
    found["neighbour joining on shared readings"] = lambda situation: neighbour_joining(situation, NEIGHBOUR_JOINING)
    return found
