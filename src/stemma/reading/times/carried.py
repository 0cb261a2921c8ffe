"""Times that other sentences tell: the day of the statement still reported, the month of the event still told of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, Final

from stemma.core.text import Sentence, Text
from stemma.core.types import Span
from stemma.reading.times.finder import TimeMention
from stemma.reading.times.governing import Governor

_STATEMENT: Final = 12  # sentences through which the day of a statement carries on
_EVENT: Final = 3  # and the time of an event
_LONGEST: Final = 31  # days of a time that still dates an event's other counts
_ASIDE: Final = 6  # tokens of a relative clause up to its time
_OPENING: Final = 6  # tokens of "That is the estimate which"


class Carrier:
    """Finds the time that carries over to an amount, by the words of the table's [carry]."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        carry: Mapping[str, Any] = table.get("carry", {})
        self.governor = Governor(table)
        self._present, self._says, self._past, self._numbers, self._pointing, self._standing, self._relative, self._said = (
            frozenset(carry.get(name, ())) for name in ("present", "says", "past", "numbers", "pointing", "standing", "relative", "said")
        )

    def time(self, times: Sequence[TimeMention], text: Text, span: Span, own: bool = False) -> TimeMention | None:
        """The time told in another sentence that dates an amount at `span`, None where there is none; `own`: nobody else says it."""
        sentence = text.sentence_at(span.start)
        if sentence is None:
            return None
        carried = self.pointed_back(times, text, sentence) or self._half(times, text, sentence, span) or self._event(times, text, sentence)
        if carried is not None:
            return carried
        stated = self._statement(times, text, sentence)
        return stated if stated is None or not own or self.reaches(stated, text, sentence) else None

    def reaches(self, mention: TimeMention, text: Text, sentence: Sentence) -> bool:
        """False where the day of somebody's statement does not date what the report says itself: in another paragraph, or as it stands."""
        where = text.sentence_at(mention.start)
        if where is None or where.first == sentence.first:
            return True
        return where.paragraph == sentence.paragraph and self._standing.isdisjoint(text.keys(sentence))

    def reaching(self, mentions: Sequence[TimeMention], text: Text, sentence: Sentence) -> list[TimeMention]:
        """Those of which this holds."""
        first = sentence.first if self._standing.isdisjoint(text.keys(sentence)) else -1
        found = []
        for mention in mentions:
            where = text.sentence_at(mention.start)
            near = where is None or where.first == sentence.first or (first >= 0 and where.paragraph == sentence.paragraph)
            if near:
                found.append(mention)
        return found

    def tells_back(self, text: Text, span: Span) -> bool:
        """False in a sentence of the present: "the toll now stands at 318"."""
        sentence = text.sentence_at(span.start)
        return sentence is not None and self._present.isdisjoint(text.keys(sentence))

    def says(self, text: Text, sentence: Sentence) -> bool:
        """True where somebody says now: "mill owners fear that ..." stands for the time of the report."""
        return not self._says.isdisjoint(text.keys(sentence))

    def pointed_back(self, times: Sequence[TimeMention], text: Text, sentence: Sentence) -> TimeMention | None:
        """ "... 5,000 lives. That is the estimate which the minister gave on Thursday"."""
        at = text.tokens[sentence.first].sentence + 1
        if at >= len(text.sentences) or text.sentences[at].paragraph != sentence.paragraph:
            return None
        after = text.sentences[at]
        words = [t.norm for t in text.tokens[after.first : min(after.last, after.first + _OPENING)]]
        if words[0] not in self._pointing or self._numbers.isdisjoint(words):
            return None
        found = [m for m in _within(times, after) if self.governor.datable(m, text) and m.role == "point"]
        return found[0] if len(found) == 1 else None

    def _half(self, times: Sequence[TimeMention], text: Text, sentence: Sentence, span: Span) -> TimeMention | None:
        """ "Workers caught the disease from monkeys in 1967; 31 people fell ill in all"."""
        at = text.token_at(span.start)
        halves = [i for i in range(sentence.first, at) if text.tokens[i].norm == ";"]
        if not halves:
            return None
        words = {t.norm for t in text.tokens[halves[-1] + 1 : sentence.last]}
        if self._past.isdisjoint(words) or not self._present.isdisjoint(words) or not self._says.isdisjoint(words):
            return None
        turn = text.tokens[halves[-1]].start
        found = [m for m in _within(times, sentence) if m.end <= turn and m.type in ("DATE", "TIME")]
        if any(m.anchor and m.when is not None and (m.when.end or "") > m.anchor for m in found):
            return None  # "the plan that runs to July cost 148 million; 47 had arrived"
        one = found[0] if len(found) == 1 and self.governor.datable(found[0], text) else None
        return one if one is not None and not one.spoken and one.role == "point" else None

    def _event(self, times: Sequence[TimeMention], text: Text, sentence: Sentence) -> TimeMention | None:
        """ "Last month 17 people died in a raid. Five were children."""
        number = text.tokens[sentence.first].sentence
        for at in range(number, max(-1, number - _EVENT - 1), -1):
            told = text.sentences[at]
            if told.paragraph != sentence.paragraph:
                return None
            if at < number:
                found = [m for m in _within(times, told) if m.type in ("DATE", "TIME")]
                found = found[:1] if found and all(m.when is not None and m.when == found[0].when for m in found) else found
                if found:
                    return found[0] if len(found) == 1 and self._of_event(found[0], text, told) else None
            words = text.keys(told)
            if self._past.isdisjoint(words) or not self._present.isdisjoint(words) or not self._says.isdisjoint(words):
                return None
        return None

    def _statement(self, times: Sequence[TimeMention], text: Text, sentence: Sentence) -> TimeMention | None:
        """The day of the statement that is still being reported, until somebody else says something now."""
        number = text.tokens[sentence.first].sentence
        low = text.sentences[max(0, number - _STATEMENT)].start
        at = bisect_left(times, sentence.start, key=lambda m: m.start)
        for mention in reversed(times[:at]):
            if mention.start < low:
                return None
            if mention.spoken and self.governor.datable(mention, text) and not self.told_aside(mention, text):
                where = text.sentence_at(mention.start)
                near = where is not None and where.paragraph == sentence.paragraph
                return mention if near or not self.says(text, sentence) else None
        return None

    def told_aside(self, mention: TimeMention, text: Text) -> bool:
        """True for "of the 600 km2 that the governor reported on 8 June", whose statement is not the one that goes on."""
        sentence = text.sentence_at(mention.start)
        at = text.token_at(mention.start)
        before = text.tokens[max(at - _ASIDE, 0 if sentence is None else sentence.first) : at]
        return any(one.norm[:1].isalnum() and other.norm in self._relative for one, other in pairwise(before)) and not any(
            t.norm in self._said for t in before
        )

    def _of_event(self, mention: TimeMention, text: Text, sentence: Sentence) -> bool:
        """True for the time of the main clause, a month at the longest."""
        if (
            mention.spoken
            or self.governor.is_owned(mention, text)
            or mention.role not in ("point", "window", "deadline")
            or not self.governor.opening.is_open(text, sentence.start, mention.start)
        ):
            return False
        when = mention.when
        if when is None or not when.start or not when.end:
            return False
        return (date.fromisoformat(when.end) - date.fromisoformat(when.start)).days < _LONGEST


def _within(times: Sequence[TimeMention], sentence: Sentence) -> Sequence[TimeMention]:
    low = bisect_left(times, sentence.start, key=lambda m: m.start)
    return times[low : bisect_left(times, sentence.end, key=lambda m: m.start)]
