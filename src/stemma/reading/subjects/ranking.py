"""Chooses of whom or of what an amount is told, by weights fitted on marked sentences (scripts/fit_subjects.py)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from stemma.core.packs import Pack, read_tsv
from stemma.core.types import Reason
from stemma.reading.forms import expand, singular
from stemma.reading.subjects.asking import Subject
from stemma.reading.subjects.case import Case
from stemma.reading.subjects.offering import Candidate, Offering, Spoken, kinds_of
from stemma.reading.subjects.phrases_told import PhrasesTold

_FILE: Final = "subject_ranks.tsv"
_ANY: Final = "*"
_NOW: Final = "now"  # the sign of the answer of the rules
STAY: Final = 1.5  # points by which another must be better than the answer of the rules
_ANYBODY, _ARMED = "people", "fighters"
_NOBODY: Final = frozenset((_ANYBODY,))  # the words of a name that names nobody
_NEVER: Final = -1e9
_TELLING: Final = 3  # signs that a reason names
_JOINING: Final = ("of", "the", "and", "in", "for", "at", "on", "to")


class Seen(NamedTuple):
    """What was offered for one amount, for whoever fits the weights."""

    start: int
    end: int
    kinds: tuple[str, str]
    offered: list[Candidate]


class Ranking:
    """Weighs candidates; built once from a pack."""

    def __init__(self, pack: Pack, told: PhrasesTold) -> None:
        self._offering = Offering(pack, told)
        self._weights = _weights(pack)
        table = pack.tables.get("subjects", {})
        self._anybody = frozenset(table.get("no_people", ())) | frozenset(table.get("anybody", ()))
        irregular, losses = table.get("parties", {}).get("irregulars", ()), table.get("losses", {})
        self._groups = frozenset(w for key in ("bodies", "groups") for w in losses.get(key, ()))  # "forty of the regiment"
        self._armed = frozenset([*expand(table.get("armed", ())), *expand(irregular)]) - self._anybody
        self._put: dict[tuple[str, str], dict[str, float]] = {}
        self.watching: list[Seen] | None = None

    def choose(self, case: Case, found: Subject, told: Sequence[Spoken], finish: Callable[[Case, Subject], Subject]) -> Subject:
        """The best candidate under its plain name, or what the rules found."""
        own = self._is_own(case, found)
        kinds = kinds_of(case)
        unasked = own or not (self._weights or self.watching is not None)
        offered = [Candidate(found, (_NOW,))] if unasked else self._offering.offered(case, found, told)
        if self.watching is not None:
            seen = [Candidate(c.subject if _NOW in c.signs else finish(case, c.subject), c.signs) for c in offered]
            self.watching.append(Seen(case.mention.start, case.mention.end, kinds, seen))
        if own or not self._weights:
            return found
        weights = self._of(kinds)
        points = [_NEVER if self._is_thing(case, c) else _points(c.signs, weights) for c in offered]
        best = max(range(len(offered)), key=lambda at: points[at], default=-1)
        now = next((at for at, c in enumerate(offered) if _NOW in c.signs), -1)
        more = points[best] - (points[now] if now >= 0 else 0.0) if best >= 0 else 0.0
        if best < 0 or (now >= 0 and (more <= STAY or offered[best].subject.name == case.default)):
            return found
        made = finish(case, offered[best].subject)
        if now >= 0 and (self._words(made.name) <= _NOBODY or self._alike(made.name, found.name)):
            return found
        case.before.because = (_reason(offered[best], found, more, weights),)
        return made

    def _is_thing(self, case: Case, one: Candidate) -> bool:
        """True of what is nobody where people are counted: "fired rubber bullets at a crowd of 4,000"."""
        name = one.subject.name
        if case.default != _ANYBODY or one.subject.actor or _NOW in one.signs or not name.islower():
            return False
        return self._offering.kind_of(name) == "thing" and name.rpartition(" ")[2] not in self._groups

    def _is_own(self, case: Case, found: Subject) -> bool:
        """True of whoever is said to be somebody, is counted by a noun, or gets so much each or a month: the rules' answer stands."""
        mention = case.mention
        sided = found.actor and case.default == _ANYBODY  # whose people they are, the sides of the report say
        noun = sided or (mention.noun and found.name and not found.actor)
        return bool(noun) or case.before.sure or (mention.form == "money" and bool(mention.per))

    def _alike(self, one: str, other: str) -> bool:
        """True of names that say the same: at least half of the words of the shorter are shared."""
        a, b = self._words(one), self._words(other)
        return bool(a and b) and 2 * len(a & b) >= min(len(a), len(b))

    def _words(self, name: str) -> frozenset[str]:
        """The words of a name, in the singular; victims are anybody, those who fight are fighters."""
        words = [w for w in name.lower().split() if w not in _JOINING]
        return frozenset([_ANYBODY if w in self._anybody else _ARMED if w in self._armed else singular(w) for w in words])

    def _of(self, kinds: tuple[str, str]) -> dict[str, float]:
        """The weights for a kind of measure and the measure."""
        found = self._put.get(kinds)
        if found is None:
            found = dict(self._weights.get(_ANY, {}))
            for kind in kinds:
                for sign, weight in self._weights.get(kind, {}).items():
                    found[sign] = found.get(sign, 0.0) + weight
            self._put[kinds] = found
        return found


def _points(signs: tuple[str, ...], weights: dict[str, float]) -> float:
    """What signs add up to; a plain loop runs faster than sum()."""
    total = 0.0
    for sign in signs:
        total += weights.get(sign, 0.0)
    return total


def _reason(best: Candidate, found: Subject, more: float, weights: dict[str, float]) -> Reason:
    """Why another is the subject than the rules say: the signs that tell most."""
    told = sorted(set(best.signs), key=lambda s: (-weights.get(s, 0.0), s))[:_TELLING]
    signs = ", ".join(f"{s} {weights.get(s, 0.0):+.1f}" for s in told)
    rather = f'"{best.subject.name}" rather than "{found.name}"' if found.name else f'"{best.subject.name}"'
    return Reason(rule="read.subject-ranked/1", detail=f"told of {rather}, by {signs}", weight=round(more, 1))


def _weights(pack: Pack) -> dict[str, dict[str, float]]:
    """The weights of signs by kind of measure; "*" for any."""
    rows: list[tuple[str, str, float]] = []
    try:
        for row in read_tsv(pack.language, _FILE):
            rows.append((row[0], row[1], float(row[2])))
    except OSError:
        return {}
    found: dict[str, dict[str, float]] = {}
    for kind, sign, weight in rows:
        found.setdefault(kind, {})[sign] = weight
    return found
