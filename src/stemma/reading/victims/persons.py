"""One entry of a list of persons, and where lists are read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from stemma.core.phrases import Hit
from stemma.core.text import Text
from stemma.reading.amounts.mention import AmountMention
from stemma.reading.amounts.run import Run

_MOST: Final = 200  # more are no list of persons
_PERSONAL: Final = ("persons", "count")
_NO_FIGURE: Final = ("age", "multiple", "calibre", "fraction", "money", "ordinal-victim", "vague")


class Person(NamedTuple):
    """One entry of a list: tokens [first:last], how many, how it stands there."""

    first: int
    last: int
    many: int
    how: str  # number indefinite definite plural named self pronoun event
    number: int = -1  # the token of its figure, -1 where none stands


class Struck(NamedTuple):
    """Those of one list to whom the same befell."""

    kind: str  # dead hurt struck
    first: int  # tokens of the list
    last: int
    many: int
    people: tuple[Person, ...]
    word: Hit[str]  # the word that says so

    @property
    def figure(self) -> bool:
        """True of a plain figure, which is a claim of its own."""
        return len(self.people) == 1 and self.people[0].how == "number"


class Place(NamedTuple):
    """Where a list is read: the text, a run of one sentence, the figures by their first token, other numbers, and where amounts begin."""

    text: Text
    run: Run
    numbers: Mapping[int, AmountMention]
    taken: frozenset[int]
    begun: frozenset[int]  # tokens with which amounts begin, their hedges too


def counts(mention: AmountMention) -> bool:
    """True of a figure that may count persons."""
    amount = mention.amount
    value = amount.low if amount.low is not None else amount.high
    if value is None or value % 1 != 0 or not 0 < value <= _MOST or mention.form in _NO_FIGURE:
        return False
    return amount.unit in _PERSONAL and (amount.unit == "persons" or not mention.noun) and not mention.duration
