"""What an amount measures that is told beside or after a like one: the same number again, a sum in another currency, tanks among losses."""

from __future__ import annotations

from typing import Final

from msgspec import structs

from stemma.core.packs import Pack
from stemma.core.text import Text
from stemma.core.types import Reason
from stemma.reading.measures.counting import COPULAS, SAME, Counted, Measured
from stemma.reading.measures.earlier import Before

_COUNTS: Final = ("count", "persons")
_IT: Final = ("it", "that", "they")
_THREE: Final = 100
_WEAK: Final = 2.0  # points of a cue that stands far off
_BESIDE: Final = 4  # tokens between "$66.7m" and "£52m"


class Repeats:
    """Knows what goes on with a like amount; built once from a pack."""

    def __init__(self, pack: Pack) -> None:
        self._measures = pack.measures
        self._lost = {k: str(m.table["among_losses"]) for k, m in pack.measures.items() if "among_losses" in m.table}
        table = pack.tables.get("clauses", {}).get("repeats", {})
        self._figures = frozenset(pack.tables.get("subjects", {}).get("counters", ())) | frozenset(table.get("figures", ()))
        self._definite, self._joining = frozenset(table.get("definite", ())), frozenset(table.get("joining", ()))
        self._rather = frozenset(table.get("rather", ()))
        self._losses = frozenset(k for k, m in pack.measures.items() if m.table.get("befalls"))
        self._money = frozenset(k for k, m in pack.measures.items() if m.dimension == "money")
        self._plain = frozenset(k for k in self._money if pack.measures[k].table.get("default"))

    def told_again(self, measured: Measured, counted: Counted, text: Text, before: Before) -> Measured | None:
        """The measure of the amount that this one repeats or is told beside, or None."""
        if not before.told:
            return None
        unsaid = measured.cue == (-1, -1)
        if measured.measure in self._plain and unsaid:
            return self._sum(counted, text, before)
        if measured.measure in self._lost and (unsaid or counted.first <= measured.cue[0] < counted.last):
            return self._among_losses(measured, counted, text, before)
        value = _one(counted)
        if unsaid and not counted.head and counted.unit in _COUNTS and (put := self._put(counted, text, before)) is not None:
            return put
        if counted.head or counted.unit not in _COUNTS or not (unsaid or measured.points < _WEAK) or not value:
            return None
        if not _exact(value) and not self._pointed(counted, text):
            return None  # a round number is told of many things
        for other, told, _ in reversed(before.told):
            if _one(told) == value and told.unit in _COUNTS and other.measure in self._measures:
                return _as(other, "the same number as before")  # "he dismissed the figure of 9,000"
        return None

    def _put(self, counted: Counted, text: Text, before: Before) -> Measured | None:
        """ "A union says that 60 schools had closed. The office put the number at four": of what was counted last."""
        tokens, at = text.tokens, counted.first - 2
        put = at > 0 and tokens[at + 1].norm == "at" and tokens[at].norm in self._figures and tokens[at - 1].norm in self._definite
        if not put and not self._it_was(counted, text):
            return None
        measured, told, paragraph = before.told[-1]
        near = text.sentences[tokens[counted.first].sentence].paragraph == paragraph
        return _as(measured, "the number of them", SAME) if near and told.unit in _COUNTS and measured.measure in self._measures else None

    def _it_was(self, counted: Counted, text: Text) -> bool:
        """ "It was rather fifty, he thinks": the number that should have stood before."""
        first = text.sentences[text.tokens[counted.first].sentence].first
        opened = [t.norm for t in text.tokens[first : counted.first]]
        return len(opened) > 1 and opened[0] in _IT and opened[1] in COPULAS and self._rather.issuperset(opened[2:]) and len(opened) > 2

    def _pointed(self, counted: Counted, text: Text) -> bool:
        """ "the number of 3,000", "the 9,000 figure": a number that was told before."""
        tokens = text.tokens
        if counted.last < len(tokens) and tokens[counted.last].norm in self._figures and tokens[counted.first - 1].norm in self._definite:
            return True
        at = counted.first - 2
        return at > 0 and tokens[at + 1].norm == "of" and tokens[at].norm in self._figures and tokens[at - 1].norm in self._definite

    def _sum(self, counted: Counted, text: Text, before: Before) -> Measured | None:
        """ "$66.7m, about £52m", "The sum is $66.7m": the same money."""
        last, told, _ = before.told[-1]
        near = 0 <= counted.first - told.last <= _BESIDE and text.tokens[told.first].sentence == text.tokens[counted.first].sentence
        if near and last.measure in self._money - self._plain and told.unit != counted.unit:
            return _as(last, "the same sum in another currency")
        for other, told, _ in reversed(before.told):
            if other.measure in self._money - self._plain and told.unit == counted.unit and told.value[0] == counted.value[0]:
                return _as(other, "the same sum as before")
        return None

    def _among_losses(self, measured: Measured, counted: Counted, text: Text, before: Before) -> Measured | None:
        """ "They lost 2,000 men, along with 199 tanks": what is counted with the dead is lost."""
        sentence = text.sentences[text.tokens[counted.first].sentence]
        told = [m for m, c, _ in before.told if c.first >= sentence.first]
        losses = [m for m in told if m.measure in self._losses or m.measure in self._lost.values()]
        if not losses or told[-1] is not losses[-1] or text.tokens[counted.first - 1].norm not in self._joining:
            return None
        return structs.replace(_as(measured, "among losses"), measure=self._lost[measured.measure])


def _one(counted: Counted) -> float:
    """The value of an amount that is no range; 0 of one that is."""
    low, high = counted.value
    return (low or 0.0) if high in (None, low) else high or 0.0 if low is None else 0.0


def _exact(value: float) -> bool:
    """True of a number with at least three digits that are not noughts at its end: 43,590."""
    return value >= _THREE and len(f"{value:.0f}".rstrip("0")) >= 3


def _as(other: Measured, why: str, rule: str = "read.measure-carried/1") -> Measured:
    return structs.replace(other, points=0.9, cue=(-1, -1), reasons=(Reason(rule=rule, detail=why, weight=0.9),))
