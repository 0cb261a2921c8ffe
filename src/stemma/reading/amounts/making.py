"""From the parts of an amount to the mention: hedge, noun, base of a share, role in a change."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from stemma.core.packs import Pack
from stemma.core.text import Text
from stemma.core.types import Amount, Approx
from stemma.reading.amounts.changes import ChangeReader, Role
from stemma.reading.amounts.counted import Counted, NounReader
from stemma.reading.amounts.hedging import Hedge, HedgeReader, hedged
from stemma.reading.amounts.mention import AmountMention
from stemma.reading.amounts.parts import Parts
from stemma.reading.amounts.passing import Passing
from stemma.reading.amounts.run import Run
from stemma.reading.amounts.unit_words import UnitHit, UnitReader

_ONE_MORE: Final = ("a", "an", "another", "")
_SOFT: Final = (Approx.EXACT, Approx.ABOUT, Approx.NEARLY)


class _Phrase(NamedTuple):
    """Tokens [first:last] with the hedges, and what is counted."""

    first: int
    last: int
    before: Hedge | None
    behind: Hedge | None
    counted: Counted | None


class MentionMaker:
    """Makes the mention of an amount from its parts."""

    def __init__(self, pack: Pack, units: UnitReader, hedges: HedgeReader, changes: ChangeReader) -> None:
        self._units, self._hedges, self._changes = units, hedges, changes
        self.nouns = NounReader(pack)
        self._passing = Passing(pack, self.nouns, units)

    def make(self, text: Text, run: Run, parts: Parts) -> AmountMention | None:
        """The mention, or None where the number is a pronoun."""
        if parts.lone_one and self._passing.pronoun(run, parts):
            return None
        parts, phrase = self._phrase(run, parts)
        counted = phrase.counted
        age = self._passing.age(run, parts, phrase.before, counted)
        unit = parts.unit or self._unit(parts, counted, age)
        base = self._base(run, parts, phrase.last)
        role = self._role(text, run, parts, phrase)
        rate = self._rate(run, parts, phrase)
        return AmountMention(
            start=run.tokens[phrase.first].start,
            end=run.tokens[phrase.last - 1].end,
            number_start=run.tokens[parts.number.first].start,
            number_end=run.tokens[parts.number_last - 1].end,
            amount=hedged(parts.low, parts.high, unit, self._approx(parts, phrase)),
            form="age" if age else "calibre" if self._units.calibre(run, parts.unit, parts.last) else parts.form,
            weak=phrase.before is None and self._passing.weak(run, parts, counted),
            duration=parts.unit in self._units.durations and not age,
            role=role.role,
            direction=role.direction,
            per=parts.per or (rate.unit if rate else ""),
            dual=parts.dual,
            **_noun(text, run, counted),
            **_span("of", run, base),
        )

    def _phrase(self, run: Run, parts: Parts) -> tuple[Parts, _Phrase]:
        before = self._hedges.before(run, parts.first, self._units.dimension.get(parts.unit.partition("/")[0], ""))
        behind = self._hedges.after(run, parts.last)
        last = behind.last if behind else parts.last
        counted = self._counted(run, parts, last)
        if counted is not None and not parts.modifier and self._units.span_unit(run.norm(counted.last - 1)):
            parts = parts._replace(unit=self._units.span_unit(run.norm(counted.last - 1)), last=counted.last)
            last, counted = counted.last, None  # two consecutive days
        if behind is None and counted is not None and run.norm(counted.last) == "or":
            behind = self._hedges.after(run, counted.last)  # 300 people or more
        return parts, _Phrase(before.first if before else parts.first, last, before, behind, counted)

    def _counted(self, run: Run, parts: Parts, last: int) -> Counted | None:
        if parts.modifier:
            return Counted(parts.last - 1, parts.last, self.nouns.singular(run.norm(parts.last - 1)), False)
        if parts.unit or parts.form == "fraction":
            return None
        if parts.strong and (body := self.nouns.strong(run, last)) is not None:
            return body
        inner = self._units.after(run, last + 1) if run.digit(last) else None
        if inner is not None and (parts.number.factor > 1 or self._units.calibre(run, inner.unit, inner.last)):
            last = inner.last  # eight million 250ml bottles
        counted = self.nouns.read(run, last, single=parts.high == 1)
        measured = counted is not None and run.norm(last) == "of" and self._units.after(run, counted.first) is not None
        return None if measured else counted  # 40 million of the 90 million euros

    def _rate(self, run: Run, parts: Parts, phrase: _Phrase) -> UnitHit | None:
        """What is counted per day, per head: 40 wounded a day, 63 cents per share, "an average of 20 per week"."""
        if phrase.counted is not None:
            at = phrase.counted.last
            return self._units.rate(run, at) or (self._units.each(run, at) if run.norm(at) == "per" else None)
        return self._units.rate(run, phrase.last) if not parts.unit and run.norm(phrase.last) == "per" else None

    def _approx(self, parts: Parts, phrase: _Phrase) -> Approx:
        hedge = phrase.behind or phrase.before
        approx = hedge.approx if hedge else Approx.EXACT
        return Approx.VAGUE if parts.number.kind == "vague" and approx in _SOFT else approx

    def _unit(self, parts: Parts, counted: Counted | None, age: bool) -> str:
        if age:
            return "years"
        if parts.form == "fraction":
            return "percent"
        return "persons" if parts.strong or (counted is not None and counted.persons) else "count"

    def _base(self, run: Run, parts: Parts, last: int) -> tuple[int, int] | None:
        """What a share is a share of: "of the territory it took", "half the town", "one in ten homes"."""
        if parts.unit != "percent" and parts.form != "fraction":
            return None
        if parts.number.noun >= 0:
            return parts.number.noun, parts.number.noun + 1
        if parts.form == "fraction" and run.norm(last) in self.nouns.openers:
            return self.nouns.base_from(run, last)
        base = self.nouns.base(run, last)
        if base is not None and run.norm(base[0]) in ("which", "whom"):
            return None  # "half of which are in the south" points back
        if base is None and parts.form == "fraction" and parts.number.last - parts.number.first > 2:
            among = self.nouns.read(run, last)
            return (among.first, among.last) if among else None
        return base

    def _role(self, text: Text, run: Run, parts: Parts, phrase: _Phrase) -> Role:
        if parts.role is not None:
            return parts.role
        whole = run.begun(text.sentences[run.tokens[phrase.first].sentence].first)
        role = self._changes.role(whole, (phrase.first, phrase.last), (parts.number.first, parts.number_last))
        acted = phrase.counted is not None and self._changes.takes_object(whole, phrase.first)
        collected = parts.form == "money" and whole.norm(phrase.first - 1) in self._units.collected  # raised $5m
        return Role() if role.role == "delta" and (parts.per or acted or collected) else role


def ordinal_victim(text: Text, run: Run, i: int, value: float, nouns: NounReader) -> AmountMention | None:
    """ "a fifth victim", "the 21st death", "a fifth man was": the place in the count is the count."""
    one = run.norm(i + 1) in nouns.victims or (
        run.norm(i - 1) in _ONE_MORE and nouns.person(run.norm(i + 1)) and run.norm(i + 2) in nouns.fates
    )
    if not one or value < 2:
        return None
    noun = Counted(i + 1, i + 2, run.norm(i + 1), True)
    return AmountMention(
        start=run.tokens[i].start,
        end=run.tokens[i + 1].end,
        number_start=run.tokens[i].start,
        number_end=run.tokens[i].end,
        amount=Amount(low=value, high=value, unit="persons"),
        form="ordinal-victim",
        **_noun(text, run, noun),
    )


def _noun(text: Text, run: Run, counted: Counted | None) -> dict[str, Any]:
    if counted is None:
        return {}
    span = _span("noun", run, (counted.first, counted.last))
    return {**span, "noun": text.text[span["noun_start"] : span["noun_end"]].strip('“”"'), "head": counted.head}


def _span(name: str, run: Run, tokens: tuple[int, int] | None) -> dict[str, Any]:
    if tokens is None:
        return {}
    return {f"{name}_start": run.tokens[tokens[0]].start, f"{name}_end": run.tokens[tokens[1] - 1].end}
