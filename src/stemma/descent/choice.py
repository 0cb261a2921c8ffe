"""For each report the parents that explain it best: none where nothing speaks for one, one, or several."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any, Final

from stemma.core.types import Reason
from stemma.descent.agencies import copied_credit
from stemma.descent.credits import corrects
from stemma.descent.detail import shared_errors
from stemma.descent.evidence import Tie, exclusive, joint, joint_odds
from stemma.descent.innovation import innovations
from stemma.descent.matter import Matter, earlier
from stemma.descent.nearness import Nearness, nearness, words_kept
from stemma.descent.overlap import Rarity

Table = Mapping[str, Mapping[str, Any]]
Odds = tuple[float, tuple[Reason, ...]]
OUTRIGHT: Final = ("descent.credit", "descent.named", "descent.correction", "descent.judged")
KIN: Final = 8.0  # that kin hang together is worth so much: hardly ever is a report without a parent that may have one
_SHORT_LIST, _SUREST = 6, 3  # the best single parents, of which blends are tried


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The parents chosen for one child, with the log-odds and the reasons."""

    ties: tuple[Tie, ...]
    odds: float
    score: float  # how near the child stands to these parents, by which choices are compared
    reasons: tuple[Reason, ...]
    near: Nearness  # of the child to these parents, without what the reasons say


class Chooser:
    """Chooses the parents of each child among its ties."""

    def __init__(
        self,
        ties: Sequence[Tie],
        rarity: Rarity,
        table: Table,
        said: Mapping[tuple[str, str], bool],
        absent: Mapping[str, Sequence[tuple[str, str]]] | None = None,
    ) -> None:
        self._absent = absent or {}
        self._ties: dict[str, list[Tie]] = {}
        for t in ties:
            self._ties.setdefault(t.child.id, []).append(t)
        self._rarity = rarity
        self._table = table
        self._said = said
        self._weights = table["weights"]
        self._limits = table["limits"]
        self._shared: dict[tuple[str, str], float] = {}
        self._odds: dict[tuple[str, str], float] = {}  # of each possible single parent, child and parent
        self._alone = {(t.child.id, t.parent.id): joint_odds((t,), rarity, self._weights) for t in ties}
        self._sure = _circles(way for way, odds in self._alone.items() if odds > self._limits["sure"])
        self._single: dict[tuple[str, str], Choice] = {}  # those of them that are weighed any further
        self._words: dict[str, float] = {}  # for each child how far words are kept in its family

    def kin(self, tie: Tie) -> bool:
        """True where a tie alone is strong enough for kinship."""
        return self._said.get(_pair(tie)) is not False and self._likely(tie)

    def offers(self, child: Matter) -> dict[str, float]:
        """What each possible single parent of a child scores; of those that it corrects the best alone."""
        sure = [self._weigh((t,)) for t in self._open(child, frozenset()) if self._likely(t)]
        corrected = [c for c in sure if corrects(child, c.ties[0].parent, self._table["correction"])]
        return {c.ties[0].parent.id: c.score + KIN for c in corrected or sure}

    def rivals(self, child: Matter) -> list[Choice]:
        """The single parents that are strong enough for kinship, the best first."""
        return sorted((self._weigh((t,)) for t in self._open(child, frozenset()) if self._likely(t)), key=_best_first)

    def turned(self, tie: Tie) -> Choice | None:
        """The choice that would make the child the parent, where dates allow it."""
        other = next((t for t in self._ties.get(tie.parent.id, ()) if t.parent.id == tie.child.id), None)
        return self._weigh((other,)) if other is not None else None

    def strangers(self, choice: Choice) -> bool:
        """True for several parents of which no two are kin."""
        ids = {t.parent.id for t in choice.ties}
        return len(ids) > 1 and not any(t.parent.id in ids and self.kin(t) for i in sorted(ids) for t in self._ties.get(i, ()))

    def either_way(self, child: Matter) -> bool:
        """True where some tie of a child might as well run the other way."""
        return any(earlier(t.parent, child) is not True for t in self._ties.get(child.id, ()))

    def sooner(self, child: Matter) -> list[str]:
        """The possible parents that were surely published before a child."""
        return [t.parent.id for t in self._ties.get(child.id, ()) if earlier(t.parent, child)]

    def _open(self, child: Matter, barred: frozenset[str]) -> list[Tie]:
        return [t for t in self._ties.get(child.id, []) if t.parent.id not in barred and self._said.get(_pair(t)) is not False]

    def choose(self, child: Matter, barred: frozenset[str] = frozenset()) -> Choice | None:
        """The best set of parents for a child, or None."""
        return next(iter(self.candidates(child, barred)), None)

    def candidates(self, child: Matter, barred: frozenset[str] = frozenset()) -> list[Choice]:
        """The sets of parents that a child may have, the best first; of those that it corrects the surest alone."""
        singles = sorted((self._weigh((t,)) for t in self._open(child, barred) if self._likely(t) or self._possible(t)), key=_best_first)
        corrected = [c for c in singles if corrects(child, c.ties[0].parent, self._table["correction"])]
        if corrected:
            return [min(corrected, key=lambda c: (-c.odds, _best_first(c)))]
        sure = [c for c in singles if c.odds > float(self._limits["kin"])]
        best = min(sure, key=_best_first, default=None)
        blends = [c for b in self._blends(_short_list(singles)) if (c := self._together(b, best)) is not None]
        return sorted([*blends, *sure], key=_best_first)

    def step_up(self, choice: Choice, chosen: Mapping[str, Choice]) -> Choice:
        """Where a parent is itself a near copy of another, and the child has nothing of the copy's own, that other is the parent."""
        seen = {choice.ties[0].child.id}
        while True:
            seen.update(t.parent.id for t in choice.ties)
            higher = next((h for t in choice.ties if (h := self._higher(choice, t, chosen)) is not None), None)
            if higher is None or all(t.parent.id in seen for t in higher.ties):
                return choice
            choice = higher

    def with_errors(self, choice: Choice) -> Choice:
        """The choice with a reason for the readings that a child shares with its parent against the rest of the family."""
        if len(choice.ties) > 1:
            return choice
        rivals = [t for t in self._ties[choice.ties[0].child.id] if t is not choice.ties[0] and self.kin(t)]
        errors = shared_errors(choice.ties[0], rivals)
        if not errors:
            return choice
        weight = len(errors) * float(self._table["choice"]["error_shared"])
        reason = Reason(rule="descent.errors", detail="readings shared against the rest: " + "; ".join(errors[:3]), weight=weight)
        return replace(choice, odds=choice.odds + weight, reasons=(*choice.reasons, reason))

    def _higher(self, choice: Choice, tie: Tie, chosen: Mapping[str, Choice]) -> Choice | None:
        above = chosen.get(tie.parent.id)
        if above is None or len(above.ties) > 1 or above.ties[0].overlap.text < self._limits["copy_near"]:
            return None
        source = above.ties[0].parent
        instead = next((t for t in self._ties[tie.child.id] if t.parent.id == source.id), None)
        if instead is None or any(t.parent.id == source.id for t in choice.ties) or self._said.get(_pair(instead)) is False:
            return None
        extra = len(tie.child.grams & tie.parent.grams - source.grams) - len(tie.child.grams & source.grams - tie.parent.grams)
        other = self._weigh(tuple(instead if t is tie else t for t in choice.ties))
        nearer = self._weigh(choice.ties).score
        made = innovations(tie, instead)  # below 0: the child was spared what the copy changed
        near = other.score >= nearer - self._limits["copy_margin"] or made < 0
        if extra > self._limits["copy_extra"] or not near or made > 0:
            return None
        return replace(other, score=other.score + choice.score - nearer)

    def _together(self, blend: Choice, single: Choice | None) -> Choice | None:
        """Several parents with what they explain beyond the best alone; None where one of them is no kin and nothing calls for it."""
        gain = blend.odds - (single.odds if single is not None else 0.0)
        called = all(self.kin(t) for t in blend.ties) or gain > float(self._limits["blend_gain"])
        if blend.odds <= float(self._limits["kin"]) or not called:
            return None
        return replace(blend, score=blend.score + float(self._table["choice"]["explained"]) * max(0.0, gain))

    def _possible(self, tie: Tie) -> bool:
        """True for a parent that alone explains too little, but may be one of several; whom the child names by one figure."""
        share, number = exclusive(tie, ())
        if number and _named(tie):
            return True
        return share >= float(self._limits["blend_share"]) and number >= int(self._limits["blend_figures"])

    def _blends(self, ties: Sequence[Tie]) -> list[Choice]:
        found = []
        for size in range(2, int(self._limits["parents"]) + 1):
            for group in combinations(ties, size):
                if self._copies(group):
                    continue
                if all(self._adds(t, [o for o in group if o is not t]) for t in group):
                    found.append(self._weigh(group))
        return found

    def _copies(self, group: Sequence[Tie]) -> bool:
        """True where two of the parents are near copies: nobody blends a text with itself."""
        near = float(self._limits["copies"])
        return any(self._common(a.parent, b.parent) >= near for a, b in combinations(group, 2))

    def _common(self, one: Matter, other: Matter) -> float:
        """The share of the shorter text's runs of words that stand in the other; worked out once for each two."""
        pair = (one.id, other.id)
        if pair not in self._shared:
            least = min(len(one.grams), len(other.grams))
            self._shared[pair] = len(one.grams & other.grams) / least if least else 0.0
        return self._shared[pair]

    def _adds(self, tie: Tie, others: Sequence[Tie]) -> bool:
        """True where a parent explains enough that the others do not; whom the child names need explain no more than one figure."""
        share, number = exclusive(tie, others)
        if _named(tie):
            return number > 0
        return share >= float(self._limits["blend_share"]) and number >= int(self._limits["blend_figures"])

    def _likely(self, tie: Tie) -> bool:
        """True where a tie alone is strong enough for kinship; most are not, and are weighed no further."""
        way = (tie.child.id, tie.parent.id)
        odds = self._odds.get(way)
        if odds is None:
            odds = self._odds[way] = self._judged((tie,), self._alone[way])[0]
        return odds > float(self._limits["kin"])

    def _weigh(self, ties: tuple[Tie, ...]) -> Choice:
        if len(ties) > 1:
            return self._weighed(ties)
        way = (ties[0].child.id, ties[0].parent.id)
        if way not in self._single:
            self._single[way] = self._weighed(ties)
        return self._single[way]

    def _weighed(self, ties: tuple[Tie, ...]) -> Choice:
        odds, reasons = joint(ties, self._rarity, self._weights)
        odds, more = self._judged(ties, odds)
        reasons = (*reasons, *more)
        near = self._near(ties)
        score = near.score(self._table["choice"])
        if _elsewhere(ties, self._absent.get(ties[0].child.id, ())):
            score += float(self._table["choice"]["elsewhere"])
        return Choice(ties=ties, odds=odds, score=score + said_outright(ties, reasons), reasons=reasons, near=near)

    def _near(self, ties: Sequence[Tie]) -> Nearness:
        if not self._words:
            self._words = words_kept({c: [t for t in above if self.kin(t)] for c, above in self._ties.items()})
        return nearness(ties, self._words[ties[0].child.id])

    def _judged(self, ties: tuple[Tie, ...], odds: float) -> Odds:
        """The log-odds with what the family and persons say of these parents, and the reasons for that."""
        reasons: list[Reason] = []
        if any(self._sure.get(t.parent.id, set()) - {t.child.id} for t in ties):
            family = float(self._weights["family"])
            reasons.append(Reason(rule="descent.family", detail="the parent has other kin beyond doubt", weight=family))
            odds += family
        if any(self._said.get(_pair(t)) for t in ties):
            reasons.append(Reason(rule="descent.judged", detail="a person decided so", weight=self._weights["judged"]))
            odds += self._weights["judged"]
        return odds, tuple(reasons)


def _elsewhere(ties: Sequence[Tie], credited: Sequence[tuple[str, str]]) -> bool:
    """True where a child credits an agency that has no report in the pile with the whole, in a sentence that no parent has."""
    if not credited or any(_named(t) for t in ties):
        return False
    return any(not copied_credit(said, name, t.child, t.parent) for name, said in credited for t in ties)


def _named(tie: Tie) -> bool:
    """True where the child names the parent's outlet."""
    return any(reason.rule == "descent.credit" for reason in tie.reasons)


def _circles(ways: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """For each report those with which it makes a pair."""
    found: dict[str, set[str]] = {}
    for one, other in ways:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return found


def may_be_parent(parent: Matter, child: Matter) -> bool:
    """False where the parent was surely published after the child."""
    return earlier(child, parent) is not True and parent.id != child.id


def said_outright(ties: Sequence[Tie], reasons: Sequence[Reason]) -> float:
    """What names, corrections and persons say of who was the parent, as log-odds."""
    return sum((r.weight for r in (*reasons, *(r for t in ties for r in t.reasons)) if r.rule in OUTRIGHT), 0.0)


def _best_first(choice: Choice) -> tuple[float, tuple[str, ...], tuple[str, ...]]:
    """Highest score first; of equals the parent published first."""
    return (-round(choice.score, 6), tuple(t.parent.moment or "9" for t in choice.ties), tuple(t.parent.id for t in choice.ties))


def _short_list(singles: Sequence[Choice]) -> list[Tie]:
    """The possible parents of which blends are tried: the nearest, and those for whose kinship most speaks."""
    surest = sorted(singles, key=lambda c: (-c.odds, _best_first(c)))[:_SUREST]
    nearest = singles[:_SHORT_LIST]
    return [c.ties[0] for c in (*nearest, *(c for c in surest if c not in nearest))]


def _pair(tie: Tie) -> tuple[str, str]:
    low, high = sorted((tie.child.id, tie.parent.id))
    return low, high
