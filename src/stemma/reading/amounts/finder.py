"""Amounts in a text: hedge, number, unit, counted noun, and how they stand to a change.

Model: an amount begins at a seed (a digit, a number word); around it stand hedge, currency, range, unit, rate and noun, in a
fixed order. Candidates: each seed of the text, left to right. Choice: the longest reading at a seed; a number that is
a year, a date or part of a name is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from stemma.core.packs import Pack
from stemma.core.text import Text
from stemma.core.types import Approx
from stemma.core.units import Units
from stemma.reading.amounts.bounded import join_bounds
from stemma.reading.amounts.changes import ChangeReader
from stemma.reading.amounts.collective import CollectiveReader
from stemma.reading.amounts.currencies import Currencies
from stemma.reading.amounts.digits import Number
from stemma.reading.amounts.glued import GluedReader
from stemma.reading.amounts.hedging import HedgeReader
from stemma.reading.amounts.making import MentionMaker, ordinal_victim
from stemma.reading.amounts.mention import AmountMention
from stemma.reading.amounts.money_glued import GluedMoney
from stemma.reading.amounts.multiples import MultipleReader
from stemma.reading.amounts.next_one import next_ones
from stemma.reading.amounts.numbers import NumberReader
from stemma.reading.amounts.parts import Parts, PartsReader
from stemma.reading.amounts.run import Run
from stemma.reading.amounts.twice import TwiceReader
from stemma.reading.amounts.unit_words import UnitReader
from stemma.reading.amounts.units_decimals import decimals
from stemma.reading.amounts.units_unsaid import alternatives, carry, sums_onward, with_cents
from stemma.reading.amounts.vetoes import Vetoes
from stemma.reading.amounts.zeros import ZeroReader

_COUNTS: Final = ("vague", "group", "fraction", "half")  # these are never years or names
_YEAR_BEFORE: Final = ("the", "in", "since", "of")  # "the 2014 victims" counts nobody


class AmountFinder:
    """Finds the amounts of a text in order of place."""

    def __init__(self, pack: Pack) -> None:
        self._numbers = NumberReader(pack)
        self._units = UnitReader(pack)
        self._hedges = HedgeReader(pack)
        self._vetoes = Vetoes(pack)
        self._glue = GluedReader(pack)
        changes = ChangeReader(pack)
        months = frozenset(str(pack.tables.get("nouns", {}).get("labels", {}).get("months", "")).split())
        self._parts = PartsReader(self._numbers, self._units, changes, Units(pack), months)
        self._mentions = MentionMaker(pack, self._units, self._hedges, changes)
        self._nouns = self._mentions.nouns
        self._collective = CollectiveReader(pack, self._hedges, self._nouns)
        self._currencies = Currencies(pack)
        self._glued_money = GluedMoney(pack, self._hedges, self._units)
        self._multiples = MultipleReader(pack, self._hedges, changes, self._nouns)
        self._twice = TwiceReader(pack)
        self._zeros = ZeroReader(pack, self._nouns)
        self._seeds = self._zeros.seeds | self._multiples.seeds | self._numbers.seeds | self._collective.seeds | self._units.singles

    def find(self, text: Text) -> list[AmountMention]:
        """The amounts of a text; marked stretches bring none."""
        found: list[AmountMention] = []
        seeds, done = self._seeds, 0
        for i, token in enumerate(text.tokens):
            if ("0" <= token.norm[0] <= "9" or token.norm in seeds) and i >= done:
                mention, done = self._at(text, i, done)
                if mention is not None:
                    found.append(mention)
        money = self._glued_money.find(text)
        if money:
            found = sorted([*found, *money], key=lambda m: (m.start, m.end))
        found = next_ones(self._twice.told(join_bounds(found, text), text), text, self._nouns)
        found = alternatives(sums_onward(carry(with_cents(found, text, self._units), text, self._units), text, self._units), text)
        return self._currencies.resolve(decimals(found, text, self._units), text)

    def _at(self, text: Text, i: int, floor: int) -> tuple[AmountMention | None, int]:
        """The amount whose number begins at token i, and the token at which to go on."""
        token = text.tokens[i]
        sentence = text.sentences[token.sentence]
        run = Run(text.tokens, max(sentence.first, floor), sentence.last)
        if text.marks and text.marked(sentence.start, sentence.end):
            return None, sentence.last
        if token.norm in self._units.singles:
            return self._one_unit(text, run, i), i + 1
        if token.norm in self._zeros.seeds:
            zero = self._zeros.read(text, run, i)
            return zero, text.token_at(zero.number_end - 1) + 1 if zero is not None else floor
        if token.norm in self._multiples.seeds:
            return self._multiples.read(text, run, i), i + 1
        if token.norm in self._collective.seeds:
            return self._collective.read(text, run, i), i + 1
        number = self._numbers.read(run, i)
        if number is None or number.first < floor:
            return None, i + 1
        if self._glue.glued(text, run, number) or self._vetoes.before_parts(run, number, self._units.before(run, number.first) is not None):
            return None, self._glue.end_of_word(run, number.last)
        if number.kind == "ordinal" and run.norm(number.first - 1) == "every":
            part = self._numbers.every(run, number)
            if part is None:
                return None, number.last
            number = part
        if number.kind == "ordinal":
            return ordinal_victim(text, run, i, number.value, self._nouns), i + 1
        parts = self._parts.read(run, number)
        mention = None if self._no_amount(run, parts) else self._mentions.make(text, run, parts)
        if mention is not None and mention.head == "time":
            mention = self._multiples.compared(text, run, mention)
        return mention, parts.last

    def _no_amount(self, run: Run, parts: Parts) -> bool:
        """True for years, dates, list numbers and names of things."""
        number = parts.number
        if parts.unit or number.kind in _COUNTS:
            return parts.unit in self._units.durations and self._vetoes.dated(run, number)
        dated = self._vetoes.dated(run, number) or (parts.second is not None and self._vetoes.dated(run, parts.second))
        if dated or parts.broken or self._vetoes.listed(run, number):
            return True
        if run.norm(number.first - 1) == "per" and number.kind == "digits":
            return True  # per 100,000
        counted = self._nouns.read(run, parts.last)
        if run.norm(number.first) == "." and counted is not None:
            return True  # a .22 rifle
        if not self._vetoes.year(run, number):
            return self._vetoes.named(run, number, counted is not None)
        people = counted is not None and counted.persons and run.norm(parts.first - 1) not in _YEAR_BEFORE
        return counted is None or not (people or self._hedges.before(run, parts.first) is not None)

    def _one_unit(self, text: Text, run: Run, i: int) -> AmountMention | None:
        """ "within a mile", "more than a year": one unit, where a hedge makes it an amount."""
        if run.norm(i - 1) not in ("a", "an"):
            return None
        unit = self._units.after(run, i)
        hedge = self._hedges.before(run, i - 1, self._units.dimension.get(unit.unit, "") if unit else "")
        if unit is None or hedge is None or hedge.approx is Approx.EXACT:
            return None
        return self._mentions.make(text, run, self._parts.read(run, Number(i - 1, i, 1.0, "word")))


def read_amounts(mentions: Iterable[AmountMention]) -> list[dict[str, object]]:
    """Amounts as plain rows, for programs: start, end, low, high (null = open), unit, approx; a second unit is a row of its own."""
    rows: list[dict[str, object]] = []
    for mention in mentions:
        for amount in (mention.amount, mention.dual):
            if amount is not None:
                ends = {"low": amount.low, "high": amount.high}
                rows.append({"start": mention.start, "end": mention.end, **ends, "unit": amount.unit, "approx": amount.approx.value})
    return rows


__all__ = ["AmountFinder", "AmountMention", "read_amounts"]
