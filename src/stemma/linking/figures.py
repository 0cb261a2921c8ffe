"""Figures: claims gathered step by step, the surest pairs first, never against a clear contradiction or a person's judgement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from stemma.core.packs import Pack
from stemma.core.types import Claim, Figure, Link, Place, Reason
from stemma.linking.traits import Trait
from stemma.linking.values import Weights, rivals, told_apart

Score = Callable[[int, int], tuple[float, tuple[Reason, ...]]]
_DISSENT = 0.3  # the share of contradicting pairs that misreadings alone may bring
SURE = 20.0  # the weight of a person's word
_RIVALS = 0.5  # the share of the reports with both numbers that set them against each other
_SAMPLE = 12  # members of a large group that are asked before it takes in another


class Gathering:
    """Groups of claims that grow while nothing speaks against it."""

    def __init__(self, traits: Sequence[Trait], score: Score, weights: Weights) -> None:
        size = len(traits)
        self._traits = traits
        self._group = list(range(size))
        self._members: dict[int, list[int]] = {i: [i] for i in range(size)}
        self._score = score
        self._veto = float(weights["veto"])
        self._join = float(weights["join"])

    def force(self, i: int, j: int) -> None:
        """Join two groups because a person says so."""
        a, b = sorted((self._group[i], self._group[j]))
        if a != b:
            self._members[a] = sorted(self._members[a] + self._members[b])
            for k in self._members.pop(b):
                self._group[k] = a

    def offer(self, i: int, j: int) -> None:
        """Join the groups of two claims if their members agree on the whole and none contradicts another."""
        a, b = self._group[i], self._group[j]
        if a == b:
            return
        scores = [self._score(k, m)[0] for k in _few(self._members[a]) for m in _few(self._members[b])]
        against = sum(score < self._veto for score in scores) / len(scores)
        if against > _DISSENT or self._side_by_side(a, b):
            return
        if sum(scores) / len(scores) > self._join:
            self.force(i, j)

    def _side_by_side(self, a: int, b: int) -> bool:
        """True where reports give both groups' values at once, as two things: the dead of a town beside those of its region."""
        ours, theirs = self._by_report(a), self._by_report(b)
        both = [report for report in ours if report in theirs]
        parted = sum(all(told_apart(self._traits[i], self._traits[j]) for i in ours[r] for j in theirs[r]) for r in both)
        return parted > _DISSENT * min(len(ours), len(theirs))

    def join_rivals(self) -> None:
        """Join the groups of numbers that most reports set side by side as two speakers' counts of one thing."""
        for i, j in self._near():
            a, b = self._group[i], self._group[j]
            if a != b and self._score(i, j)[0] > self._veto and self._mostly_rivals(a, b):
                self.force(i, j)

    def _near(self) -> Iterator[tuple[int, int]]:
        """The rival claims of each report; claims stand in the order of their sentences."""
        for i, one in enumerate(self._traits):
            for j in range(i + 1, len(self._traits)):
                other = self._traits[j]
                if other.claim.report != one.claim.report or other.line > one.line + 1:
                    break
                if rivals(one, other):
                    yield i, j

    def _mostly_rivals(self, a: int, b: int) -> bool:
        ours, theirs = self._by_report(a), self._by_report(b)
        both = [report for report in ours if report in theirs]
        opposed = sum(any(rivals(self._traits[i], self._traits[j]) for i in ours[r] for j in theirs[r]) for r in both)
        scores = [self._score(k, m)[0] for k in _few(self._members[a]) for m in _few(self._members[b])]
        return opposed >= _RIVALS * len(both) and sum(s < self._veto for s in scores) <= _DISSENT * len(scores)

    def _by_report(self, group: int) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for i in self._members[group]:
            found.setdefault(self._traits[i].claim.report, []).append(i)
        return found

    def groups(self) -> list[list[int]]:
        """The groups, each sorted, by their first member."""
        return [members for _, members in sorted(self._members.items())]


def figures_of(groups: Iterable[Sequence[int]], traits: Sequence[Trait], pack: Pack) -> tuple[Figure, ...]:
    """The groups as figures, sorted by id."""
    return tuple(sorted((_figure([traits[i].claim for i in group], pack) for group in groups), key=lambda f: f.id))


def links_of(groups: Iterable[Sequence[int]], traits: Sequence[Trait], score: Score) -> tuple[Link, ...]:
    """For each claim of a figure after the first, its strongest tie to an earlier one."""
    links = []
    for group in groups:
        for at, j in enumerate(group[1:], 1):
            earlier = _few(group[:at])
            best = max(earlier, key=lambda i: (score(i, j)[0], -i))
            links.append(Link(one=traits[best].claim.id, other=traits[j].claim.id, reasons=score(best, j)[1]))
    return tuple(sorted(links, key=lambda link: (link.one, link.other)))


def _few(members: Sequence[int]) -> Sequence[int]:
    if len(members) <= _SAMPLE:
        return members
    step = len(members) / _SAMPLE
    return [members[int(k * step)] for k in range(_SAMPLE)]


def _figure(claims: Sequence[Claim], pack: Pack) -> Figure:
    ids = tuple(claim.id for claim in claims)
    measure = _commonest(c.measure for c in claims)
    subject = _commonest(c.subject for c in claims if c.subject)
    place = _place(claims)
    return Figure(
        id="f" + min(ids)[1:],
        title=_title(measure, subject, place, claims, pack),
        measure=measure,
        nature=next(c.nature for c in claims if c.measure == measure),
        subject=subject,
        place=place,
        claims=ids,
    )


def _commonest(words: Iterable[str]) -> str:
    """The word that stands most often, the first of equals."""
    counts = Counter(words)
    return max(counts, key=lambda w: (counts[w], -list(counts).index(w))) if counts else ""


def _place(claims: Sequence[Claim]) -> Place | None:
    places = [c.place for c in claims if c.place is not None]
    name = _commonest(p.name for p in places)
    return next((p for p in places if p.name == name), None)


def _title(measure: str, subject: str, place: Place | None, claims: Sequence[Claim], pack: Pack) -> str:
    known = pack.measures.get(measure)
    label = known.label if known else measure.removeprefix("count:").replace("_", " ").capitalize()
    if claims[0].nature.value == "delta":
        label += ", change"
    if all(c.amount.unit == "percent" for c in claims) and "share" not in label.lower():
        label += ", share"
    title = f"{label}: {subject}" if subject else label
    return f"{title}, {place.name}" if place is not None and place.name.lower() not in title.lower() else title
