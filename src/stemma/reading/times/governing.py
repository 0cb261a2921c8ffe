"""Which time governs an amount: the one in its clause, else the one that leads its sentence, else one told before.

Candidates: the times that stand for days. Choice, in this order: the amount's own clause behind it, then before it; the
head of the sentence; what "then" and "at its peak" point to in the sentences before; the time at which somebody said so; and
the clause of "when rockets struck on Wednesday". What other sentences carry over is the matter of times_carried.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from msgspec import structs

from stemma.core.text import Sentence, Text
from stemma.core.types import Span
from stemma.reading.times.asides import Asides
from stemma.reading.times.calendar import itself
from stemma.reading.times.compared import Compared
from stemma.reading.times.crossing import Crossing
from stemma.reading.times.finder import TimeMention
from stemma.reading.times.naming import Naming
from stemma.reading.times.opening import Opening
from stemma.reading.times.pieces import Pieces

_NEAR: Final = 14  # tokens between an amount and the time that governs it in one clause
_LEAD: Final = 4  # tokens before the time that leads a sentence: "At the end of"
_ASIDE: Final = 14  # tokens of a relative clause up to its time
_CAUSE: Final = 6  # tokens up to "have killed"
_NO_ASIDE: Final = 3  # tokens before it without a comma
_BACK: Final = 3  # sentences back in which "then" finds its time


class Governor:
    """Finds the time that governs an amount, by the words of the table's [governing]."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        told: Mapping[str, Any] = table.get("governing", {})
        self.opening = Opening(table)
        self.pieces = Pieces(table)
        self._compared = Compared(table)
        self._crossing = Crossing(table)
        self._naming = Naming(table)
        turns, self._once, over = (frozenset(told.get(name, ())) for name in ("turns", "once", "over"))
        self._asides, self._turns, self._over = Asides(table), self.opening.contrast | turns, over
        self._peaks, self._then = (frozenset(_pairs(told.get(name, ()))) for name in ("peaks", "then"))
        self._pointing = self._once | {last for _, last in self._peaks | self._then}  # a word of each phrase
        self._perfect, self._causing, self._clause = (frozenset(told.get(k, ())) for k in ("perfect", "that", "when"))
        self._kept: list[tuple[Sequence[TimeMention], list[int]]] = []

    def governing(self, mentions: Sequence[TimeMention], text: Text, span: Span) -> TimeMention | None:
        """The time of which an amount at `span` holds, None where the text tells none."""
        sentence = text.sentence_at(span.start)
        if sentence is None:
            return None
        here = [m for m in self._within(mentions, sentence) if self.datable(m, text) and not (m.start < span.end and span.start < m.end)]
        here = [m for m in here if m.start < span.end or not self._is_of_another(text, span, m)]
        plain = _without_stamp([m for m in here if not m.spoken and not _of_beginning(m)], text, sentence)
        plain = [m for m in plain if not self._is_of_cause(text, m, span)]
        return (
            self._when(mentions, text, sentence, span)
            or self._before_event(here, text, span)
            or self._in_clause(plain, text, span, [m for m in here if m.spoken])
            or self._leading(plain, text, sentence, span)
            or self._pointed(mentions, text, sentence, span)
            or self._spoken(here, text, span)
            or self._of_event(plain, text, span)
        )

    def _when(self, mentions: Sequence[TimeMention], text: Text, sentence: Sentence, span: Span) -> TimeMention | None:
        """ "The deadliest attack since May, when 45 people died": the time right before the clause."""
        for mention in reversed(self._within(mentions, sentence)):
            if mention.end > span.start or mention.when is None or mention.type not in ("DATE", "TIME"):
                continue
            between = [t.norm for t in text.within(Span(mention.end, span.start))]
            if between[:1] == [","] and not self._clause.isdisjoint(between[1:2]) and not {",", ";"} & set(between[1:]):
                return structs.replace(mention, role="point", when=itself(mention.value, mention.when))
        return None

    def _is_of_another(self, text: Text, span: Span, behind: TimeMention) -> bool:
        return self._crossing.behind(text, span, behind) or self._compared.of_former(text, span, behind)

    def _within(self, mentions: Sequence[TimeMention], sentence: Sentence) -> list[TimeMention]:
        """The times of a sentence; where they begin is kept for one report."""
        if not self._kept or self._kept[0][0] is not mentions or len(self._kept[0][1]) != len(mentions):
            self._kept = [(mentions, [m.start for m in mentions])]
        starts = self._kept[0][1]
        return list(mentions[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)])

    def window_for(self, mentions: Sequence[TimeMention], text: Text, span: Span) -> TimeMention | None:
        """The stretch over which an amount at `span` was counted: "over the last 24 hours", "each day", "so far this year"."""
        sentence = text.sentence_at(span.start)
        if sentence is None:
            return None
        here = [
            m
            for m in self._within(mentions, sentence)
            if m.role in ("window", "frequency") and not (m.start < span.end and span.start < m.end)
        ]
        behind = [m for m in here if m.start >= span.end and self.opening.is_open(text, span.end, m.start)]
        behind = [m for m in behind if not self._is_of_another(text, span, m)]  # "212 cases, up from 160 the week before"
        if behind and not (behind[0].role == "window" and self._asides.of_part(text, Span(span.end, behind[0].start))):
            return behind[0]
        before = [m for m in here if m.end <= span.start and m.role == "window"]
        ahead = [m for m in before if self.opening.is_open(text, m.end, span.start)]
        return ahead[-1] if ahead else self._over_all(before, text, sentence, span)

    def _over_all(self, windows: Sequence[TimeMention], text: Text, sentence: Sentence, span: Span) -> TimeMention | None:
        """ "From 1 June to 19 August the state received 2,346 mm, whereas 1,649 is normal": the stretch at the head of a sentence."""
        first = text.tokens[min(sentence.first + _LEAD, sentence.last - 1)].start
        if not windows or windows[0].start > first:
            return None
        between = [t.norm for t in text.within(Span(windows[-1].end, span.start))]
        if between[:1] == [":"] and self._turns.isdisjoint(between[1:]):
            return windows[-1]  # "Rainfall 4-7 September: Zagora 1,096 mm"
        return windows[-1] if not self._over.isdisjoint(between) and (self._turns - self._over).isdisjoint(between) else None

    def since_for(self, mentions: Sequence[TimeMention], text: Text, span: Span) -> TimeMention | None:
        """The start of a running total: "since 27 September", None where none is told."""
        sentence = text.sentence_at(span.start)
        if sentence is None:
            return None
        here = [
            m for m in self._within(mentions, sentence) if m.role == "since" and m.when is not None and not self._naming.of_record(text, m)
        ]
        if here and self._asides.is_part(text, span) and self._in_clause(self._behind(mentions, sentence, text, span), text, span):
            return None  # "Floods since 28 September have killed 41 people, 19 of them on Tuesday"
        near = [m for m in here if self.opening.is_open(text, *_between(m, span))] or [m for m in here if m.start - sentence.start < 30]
        return near[0] if near else None

    def _behind(self, mentions: Sequence[TimeMention], sentence: Sentence, text: Text, span: Span) -> list[TimeMention]:
        return [m for m in self._within(mentions, sentence) if m.start >= span.end and m.role == "point" and self.datable(m, text)]

    def datable(self, mention: TimeMention, text: Text) -> bool:
        """True for a time that says when; "of Tuesday's deluge" only tells which deluge, "now" is the time of whoever speaks."""
        if mention.value == "PRESENT_REF":
            return False
        if mention.when is None or mention.type not in ("DATE", "TIME") or mention.role in ("window", "frequency"):
            return False
        return (
            not self.is_owned(mention, text) and not self._naming.of_record(text, mention) and not self._compared.is_compared(mention, text)
        )

    def is_owned(self, mention: TimeMention, text: Text) -> bool:
        """True for "of Tuesday's deluge", which only tells which deluge, and for "our article of Tuesday"."""
        if self.pieces.of_piece(text.text, mention.start, mention.end) or self._naming.of_deed(text, mention):
            return True
        if text.text[mention.end : mention.end + 2] not in ("'s", "’s"):
            return False
        return text.text[max(0, mention.start - 4) : mention.start].split()[-1:] == ["of"]

    def _in_clause(self, mentions: Sequence[TimeMention], text: Text, span: Span, spoken: Sequence[TimeMention] = ()) -> TimeMention | None:
        open_behind = [
            m
            for m in mentions
            if m.start >= span.end and self.opening.is_open(text, span.end, m.start) and not self._compared.risen_by(text, span, m)
            if not self._asides.of_part(text, Span(span.end, m.start))
        ]
        if open_behind and any(span.end <= m.start < open_behind[0].start for m in spoken):
            return None  # "reported 1.03 million on 9 June, close to two million on 16 June"
        if open_behind and _count(text, span.end, open_behind[0].start) <= _NEAR:
            return open_behind[0]
        ahead = [
            m
            for m in mentions
            if m.end <= span.start
            and self.opening.is_open(text, m.end, span.start)
            and _count(text, m.end, span.start) <= _NEAR
            and not self._asides.holds(text, m)
            and not self._crossing.ahead(text, span, m)
        ]
        if ahead and (open_behind or ahead[-1].role == "until") and _next_clause(text, ahead[-1].end, span.start):
            return open_behind[0] if open_behind else None  # "90 by Tuesday, and 40, or 62% of the town, had theirs by Thursday"
        return ahead[-1] if ahead else None

    def _is_of_cause(self, text: Text, mention: TimeMention, span: Span) -> bool:
        """ "Floods that swept the north on Friday have killed 315": when that came which has killed so many up to now."""
        if mention.end > span.start:
            return False
        sentence, at = text.sentence_at(mention.start), text.token_at(mention.end)
        while at < len(text.tokens) and text.tokens[at].end <= mention.end:
            at += 1
        if sentence is None:
            return False
        behind = [t.norm for t in text.tokens[at : min(sentence.last, at + _CAUSE)] if t.start < span.start]
        verb = next((i for i, word in enumerate(behind) if word in self._perfect), len(behind))
        if verb == len(behind) or "," in behind[:verb]:
            return False
        before = [t.norm for t in text.tokens[max(sentence.first, at - 2 * _ASIDE) : at]]
        return not self._causing.isdisjoint(before) and "," not in before[-_NO_ASIDE:]

    def _before_event(self, mentions: Sequence[TimeMention], text: Text, span: Span) -> TimeMention | None:
        """ "the 7,000 that they held before the war": the event bounds the amount that stands nearest before it."""
        for mention in mentions:
            if _of_beginning(mention) and mention.end <= span.start <= mention.end + 1:
                return mention  # "a pre-war 70,000"
            if mention.start >= span.end and _of_beginning(mention) and not text.text[mention.end : mention.end + 2].strip().isdigit():
                between = [t.norm for t in text.within(Span(span.end, mention.start))]
                if len(between) <= _NEAR and between[:1] != ["of"] and not any(w == ";" or w[:1].isdigit() for w in between):
                    return mention
        return None

    def counted_over(self, mentions: Sequence[TimeMention], text: Text, span: Span) -> bool:
        """True for what was counted over a stretch of days: "in the past week"."""
        window = self.window_for(mentions, text, span)
        return window is not None and window.role == "window" and window.when is not None

    def _leading(self, mentions: Sequence[TimeMention], text: Text, sentence: Sentence, span: Span) -> TimeMention | None:
        """The time at the head of the sentence, unless "although it later" turns away from it."""
        first = text.tokens[min(sentence.first + _LEAD, sentence.last - 1)].start
        found = next((m for m in mentions if m.start <= first and m.end <= span.start), None)
        if found is None:
            return None
        between = [t.norm for t in text.within(Span(found.end, span.start))]
        if not self._turns.isdisjoint(between) or (found.role == "until" and "and" in between):
            return None
        return found

    def _spoken(self, mentions: Sequence[TimeMention], text: Text, span: Span) -> TimeMention | None:
        spoken = [m for m in mentions if m.spoken]
        here = [m for m in spoken if m.start >= span.end or not _next_clause(text, m.end, span.start)]
        spoken = here or spoken  # "..., it said on Tuesday, and 72 are held, as it confirmed on Wednesday"
        return min(spoken, key=lambda m: _count(text, *_between(m, span))) if spoken else None

    def _of_event(self, mentions: Sequence[TimeMention], text: Text, span: Span) -> TimeMention | None:
        """The time of the event told beside the amount: "were killed when rockets struck on Wednesday"."""
        for mention in mentions:
            between = [t.norm for t in text.within(Span(*_between(mention, span)))]
            if (
                len(between) <= 2 * _NEAR
                and any(w in self.opening.events for w in between)
                and not any(w in self.opening.barriers - self.opening.events for w in between)
            ):
                return mention
        return None

    def _pointed(self, mentions: Sequence[TimeMention], text: Text, sentence: Sentence, span: Span) -> TimeMention | None:
        """What "then" and "at the high point" point to: a time told before, for a peak a month or longer."""
        if self._pointing.isdisjoint(text.keys(sentence)):
            return None
        at = bisect_left(text.starts, span.start)
        words = [t.norm for t in text.tokens[max(sentence.first, at - 8) : min(sentence.last, at + 10)]]
        close = words[max(0, at - sentence.first - 5) - max(0, at - sentence.first - 8) :][: min(at - sentence.first, 5) + 5]
        pairs = set(pairwise(words))
        peak = not self._peaks.isdisjoint(pairs) or not self._once.isdisjoint(close)
        if not peak and self._then.isdisjoint(pairs):
            return None
        before = [m for m in mentions if m.end <= sentence.start and self.datable(m, text) and not m.spoken]
        if peak:
            return next((m for m in reversed(before) if len(m.value) < 10 and not m.value.endswith("REF") and m.role == "point"), None)
        low = text.sentences[max(0, _index(text, sentence) - _BACK)].start
        return next((m for m in reversed(before) if m.start >= low), None)


def _pairs(phrases: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Phrases of two words as pairs of them."""
    for phrase in phrases:
        first, _, last = phrase.partition(" ")
        yield first, last


def _without_stamp(mentions: list[TimeMention], text: Text, sentence: Sentence) -> list[TimeMention]:
    """The times without the hour at the head of an entry ("10:05 - For those just joining", "20:18 The"), where another one is told."""
    if len(mentions) < 2 or mentions[0].type != "TIME" or mentions[0].start > sentence.start + 1:
        return mentions
    behind = text.text[mentions[0].end : mentions[0].end + 3].strip()[:1]
    return mentions[1:] if behind in ("-", "–", "—", ":") or behind.isupper() else mentions


def _between(mention: TimeMention, span: Span) -> tuple[int, int]:
    return (span.end, mention.start) if mention.start >= span.end else (mention.end, span.start)


def _next_clause(text: Text, start: int, end: int) -> bool:
    """True where ", and" stands between two places."""
    return any(one.norm == "," and other.norm == "and" for one, other in pairwise(text.within(Span(start, end))))


def _of_beginning(mention: TimeMention) -> bool:
    return mention.value == "PAST_REF" and mention.role == "before"


def _index(text: Text, sentence: Sentence) -> int:
    return text.tokens[sentence.first].sentence


def _count(text: Text, start: int, end: int) -> int:
    return bisect_left(text.starts, end) - bisect_left(text.starts, start)
