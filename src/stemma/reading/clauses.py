"""How far apart two words of a sentence are, when a comma, a conjunction or another amount lies between.

A cue one clause away says less about an amount than a cue in the same clause; adding a cost for each barrier between the
two gives that without a parser.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from stemma.core.text import Sentence, Text


class Ruler:
    """Distances between the tokens of one sentence, in tokens plus the cost of what lies between."""

    def __init__(self, text: Text, sentence: Sentence, barriers: Mapping[str, float], stops: Iterable[int] = ()) -> None:
        """`barriers` gives the cost of a token's norm, `stops` the tokens at which other amounts begin."""
        self._first = sentence.first
        total = 0.0
        self._stops = stopped = frozenset(stops)
        marks: list[float] = []
        tokens = text.tokens
        for i in range(sentence.first, sentence.last):
            total += 1.0
            norm = tokens[i].norm
            if norm in barriers or i in stopped:
                total += barriers.get(norm, 0.0) + (_AMOUNT_COST if i in stopped else 0.0)
            marks.append(total)
        self._marks = marks

    def parts(self, first: int, last: int) -> bool:
        """True where another amount begins among the tokens [first:last]."""
        return any(first <= stop < last for stop in self._stops)

    def between(self, first: int, last: int, other_first: int, other_last: int) -> float:
        """The distance of two token ranges [first:last], 0 where they overlap."""
        if other_first >= last:
            return self._marks[other_first - self._first] - self._marks[last - 1 - self._first]
        if first >= other_last:
            own = _AMOUNT_COST if first in self._stops else 0.0  # the amount is no barrier to itself
            return self._marks[first - self._first] - self._marks[other_last - 1 - self._first] - own
        return 0.0


_AMOUNT_COST: Final = 4.0  # a cue beyond another amount more likely belongs to that one
