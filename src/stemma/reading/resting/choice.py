"""On whose word a figure rests whose own sentence names nobody: one small fitted choice among the sources of the report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from msgspec import structs

from stemma.core.packs import Pack
from stemma.core.phrases import PhraseTable
from stemma.core.text import Text
from stemma.core.types import Reason, Source, Span
from stemma.reading.amounts.mention import AmountMention
from stemma.reading.resting.background import Passing
from stemma.reading.resting.record import Figure, Record, Told, groups_of
from stemma.reading.resting.signs import Signs, lists_of
from stemma.reading.saying.chains import Chains
from stemma.reading.saying.said import Attribution
from stemma.reading.saying.scene import Scene

_LOOSE: Final = 0.5  # how sure a bare sentence's speaker is at most that the signs may overrule
_SHOWN: Final = 3  # the strongest signs are told


class Word(NamedTuple):
    """Whose word a figure is: the chain, outermost first, the passage that ties it to the figure, and why."""

    chain: tuple[Source, ...]
    passage: Attribution | None
    reasons: tuple[Reason, ...] = ()


class Resting:
    """The weights of the choice, made ready once."""

    def __init__(self, pack: Pack) -> None:
        self._table = pack.tables.get("resting", {})
        self._weights: dict[str, float] = dict(pack.tables.get("resting_weights", {}).get("signs", {}))
        anaphors = PhraseTable([(p, p) for p in pack.tables.get("saying", {}).get("carrying", {}).get("anaphors", ())])
        self._lists = lists_of(self._table, anaphors)
        self._words: Mapping[str, str] = self._table.get("reasons", {})
        self.groups = groups_of(self._table)
        self.chains = Chains(pack.tables.get("saying", {}))
        self.passing = Passing(self._table["passing"])

    def signs(self, scene: Scene, found: tuple[Attribution, ...]) -> Signs:
        """The signs of one report."""
        return Signs(self._lists, scene, found)

    def reasons(self, signs: list[str], name: str, against: float) -> tuple[Reason, ...]:
        """The strongest signs for a source, in words."""
        weighed = sorted(((self._weights.get(s, 0.0), s) for s in set(signs)), reverse=True)
        told = dict.fromkeys(self._say(s) for w, s in weighed if w > 0 and self._say(s))
        detail = f"rests on {name}: " + ", ".join(list(told)[:_SHOWN])
        return (Reason(rule="read.rests-on", detail=detail, weight=round(self.points(signs) - against, 2)),)

    def _say(self, sign: str) -> str:
        while sign and sign not in self._words:
            sign = sign.rpartition(":")[0] or sign.rpartition("=")[0]
        return self._words.get(sign, "")

    def points(self, signs: list[str]) -> float:
        """What signs add up to."""
        weights, total = self._weights, 0.0
        for sign in dict.fromkeys(signs):
            weight = weights.get(sign)
            if weight is not None:
                total += weight
        return total


class Resorts:
    """Says of each figure of one report, in order of place, whose word it is."""

    def __init__(self, resting: Resting, text: Text, scene: Scene, found: tuple[Attribution, ...]) -> None:
        self._resting = resting
        self._text = text
        self._scene = scene
        self._found = found
        self._credits = tuple(a for a in found if a.kind == "credit")
        self._signs: list[Signs] = []  # made when the first figure asks
        self._told = Record(resting.groups)

    def word(self, mention: AmountMention, measure: str) -> Word:
        """The word behind an amount: by its own sentence where that names somebody, else by what speaks for the sources around it."""
        core = Span(mention.start, mention.end)
        holding = self._resting.passing.governing(self._text.text, measure, core, self._found)
        chain, passage = self._resting.chains.behind(holding, core)
        found = Word(chain, passage)
        value = mention.amount.low if mention.amount.low is not None else mention.amount.high or 0.0
        if holding is not self._found:
            self._told.add(Told("", measure, mention.head, value, False))
            return found
        spoken = said_by(chain, passage, self._credits)
        bare = (not spoken or is_loose(passage)) and not is_ours(self._found, core)
        if bare:
            found = self._choose(Figure(core, measure, mention.head, value, spoken), found)
        self._told.add(Told(spoken, measure, mention.head, value, bare))
        return found

    def _choose(self, figure: Figure, found: Word) -> Word:
        """The source that has the most for it, where that is more than speaks for nobody."""
        if not self._signs:
            self._signs.append(self._resting.signs(self._scene, self._found))
        signs = self._signs[0]
        if not signs.tellers:
            return found
        own = signs.of_figure(figure)
        least = self._resting.points(signs.of_nobody(figure, own, self._told))
        best, why, most = "", list[str](), least
        for key in signs.tellers:
            speaking = signs.of_teller(key, figure, own, self._told)
            points = self._resting.points(speaking)
            if points > most:
                best, why, most = key, speaking, points
        if not best:
            return Word(*self._resting.chains.behind(self._credits, figure.span))
        teller = signs.tellers[best]
        if best == figure.rests:
            return found._replace(reasons=self._resting.reasons(why, teller.chain[-1].name, least))
        passage = structs.replace(teller.said[-1], source=(), cue=(), content=(figure.span,), carried=True, certainty=0.5)
        chain, told = self._resting.chains.behind([*self._credits, passage], figure.span)
        return Word(chain, told, self._resting.reasons(why, teller.chain[-1].name, least))


def is_loose(passage: Attribution | None) -> bool:
    """True where a figure only may go on with what was said: no list or announcement, nothing that somebody does or plans."""
    return passage is None or (passage.carried and passage.kind == "said" and passage.certainty <= _LOOSE)


def is_ours(found: tuple[Attribution, ...], core: Span) -> bool:
    """True of what the outlet's own people have seen or counted."""
    return any(piece.holds(core) for a in found if a.kind == "own" for piece in a.content)


def said_by(chain: tuple[Source, ...], passage: Attribution | None, credits: tuple[Attribution, ...]) -> str:
    """The innermost speaker in small letters, "" where only the credits of the whole text stand behind a figure."""
    credited = sum(len(a.chain) for a in credits)
    return chain[-1].name.lower() if passage is not None and len(chain) > credited else ""
