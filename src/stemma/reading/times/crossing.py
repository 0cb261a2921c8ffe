"""Times behind an amount that are of another one: in the next clause, behind a bracket, of what was planned, of where a change began."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from stemma.core.text import Text, Token
from stemma.core.types import Span
from stemma.reading.times.finder import TimeMention

_NUMBER: Final = 4  # tokens between "from" and the number from which a change began


class Crossing:
    """Tells such times by the words of the table's [crossing]."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        told: Mapping[str, Any] = table.get("crossing", {})
        self._and, self._before, self._aims, self._by, self._from, self._to = (
            frozenset(told.get(name, ())) for name in ("and", "before", "aims", "by", "from", "to")
        )
        self._goes_on = frozenset(told.get("goes_on", ()))

    def behind(self, text: Text, span: Span, mention: TimeMention) -> bool:
        """True where a time behind an amount is of another matter."""
        tokens = text.within(Span(span.end, mention.start))
        return self._heads_next(text, tokens, mention) or self._of_aim(tokens) or bracketed(text, span, mention)

    def ahead(self, text: Text, span: Span, mention: TimeMention) -> bool:
        """True where a time before an amount is of the number before it: "has shrunk from 41 last week to 31"."""
        at = text.token_at(mention.start)
        between = [t.norm for t in text.within(Span(mention.end, span.start))]
        before = text.tokens[max(0, at - _NUMBER) : at]
        if not between or between[0] not in self._to or not any(t.norm[:1].isdigit() for t in before):
            return False
        return any(t.norm in self._from for t in text.tokens[max(0, at - 2 * _NUMBER) : at])

    def _heads_next(self, text: Text, tokens: Sequence[Token], mention: TimeMention) -> bool:
        """ ", and on 1 February all three bridges were shut": a time at the head of a clause of its own."""
        words = [t.norm for t in tokens]
        while words and words[-1] in self._before:
            words.pop()
        if words[-2:-1] != [","] or words[-1] not in self._and:
            return False
        at = text.token_at(mention.end)
        following = text.tokens[at].norm if at < len(text.tokens) else ""
        return following.isalpha() and following not in self._goes_on

    def _of_aim(self, tokens: Sequence[Token]) -> bool:
        """ "has treated 1,850 houses, of 7,000 planned by 30 June": by when another number is to be reached."""
        words = [t.norm for t in tokens]
        if len(words) < 2 or words[-1] not in self._by or words[-2] not in self._aims:
            return False
        return any(w[:1].isdigit() for w in words)


def bracketed(text: Text, span: Span, mention: TimeMention) -> bool:
    """ "Lunda on 15 February (some 60,000) and Nesk on 1 March": behind the bracket in which an amount stands."""
    before, sentence = text.text[: span.start], text.sentence_at(span.start)
    opened = before.rfind("(", 0 if sentence is None else sentence.start)
    closed = text.text.find(")", span.end)
    return opened > before.rfind(")") and 0 <= closed < mention.start
