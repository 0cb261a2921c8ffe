"""Where a caveat stands, and whose words stand before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from stemma.core.text import Sentence, Text
from stemma.core.types import Span
from stemma.reading.checking.words import choice
from stemma.reading.saying.said import Attribution


def by_itself(text: Text, sentence: Sentence) -> bool:
    """True of a sentence that is a paragraph."""
    at = bisect_right(text.sentences, sentence.start, key=lambda s: s.start) - 1
    return all(s.paragraph != sentence.paragraph for s in text.sentences[max(0, at - 1) : at + 2] if s.start != sentence.start)


def closes(text: Text, sentence: Sentence) -> bool:
    """True of a sentence behind which no other stands but what is marked."""
    return all(s.start <= sentence.start or text.marked(s.start, s.end) for s in text.sentences[-4:])


def opens(text: Text, sentence: Sentence) -> bool:
    """True of the first sentence of a paragraph."""
    at = bisect_right(text.sentences, sentence.start, key=lambda s: s.start) - 1
    return at == 0 or text.sentences[at - 1].paragraph != sentence.paragraph


def contents(attributions: Iterable[Attribution]) -> tuple[Span, ...]:
    return tuple(s for a in attributions for s in a.content)


class Figures:
    """Tells which words hold a number, and which speak of numbers."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        months = choice(table.get("months", ()))
        self._number = re.compile(rf"\d|\b(?:{choice(table.get('numbers', ()))})\b", re.IGNORECASE)
        self._date = re.compile(rf"\b(?:\d{{1,2}} (?:{months})|(?:{months}) \d{{1,2}}|(?:{months})? ?(?:19|20)\d\d)\b")
        self._plain = re.compile(rf"\b(?:{choice(table.get('whosesoever', ()))})\b", re.IGNORECASE)
        self._one = re.compile(rf"\b(?:{choice(table.get('one_number', ()))})\b", re.IGNORECASE)
        self._either = re.compile(rf"\b(?:either|neither|both)\W+(?:{choice(table.get('of_two', ()))})", re.IGNORECASE)

    def has_figure(self, text: Text, span: Span) -> bool:
        """True of words that hold a number, which is no date."""
        return self._number.search(self._date.sub("", text.text[span.start : span.end])) is not None

    def behind_adjective(self, text: Text, sentence: Sentence, at: int, word: str) -> bool:
        """True of "unconfirmed reports of 30 dead": the word stands before a noun, and the figure behind it, none before."""
        tokens = text.tokens
        noun = text.token_at(at) + len(word.split())
        named = noun < sentence.last and tokens[noun].text[:1].isalpha()
        return named and self.has_figure(text, Span(at, sentence.end)) and not self.has_figure(text, Span(sentence.start, at))

    def plain_claims(self, clause: str) -> bool:
        """True of a caveat that speaks of claims in the plural, whosesoever."""
        return self._plain.search(clause) is not None

    def names_number(self, clause: str) -> bool:
        """True of a caveat about "the number", "the toll"."""
        return self._one.search(clause) is not None

    def either(self, words: str) -> bool:
        """True of "either figure", "both tolls"."""
        return self._either.search(words) is not None


def figures_before(text: Text, sentence: Sentence, before: Sequence[Attribution]) -> tuple[Span, ...]:
    """What two speakers said in the sentence before: "either figure" speaks of these."""
    at = bisect_right(text.sentences, sentence.start, key=lambda s: s.start) - 2
    if at < 0 or text.sentences[at].paragraph != sentence.paragraph:
        return ()
    last = text.sentences[at]
    here = [(s, a.chain[-1].name if a.chain else "") for a in before for s in a.content if last.start <= s.start < last.end]
    return tuple(s for s, _ in here) if len({name for _, name in here}) > 1 else ()


def last_two(before: Sequence[Attribution]) -> list[Attribution]:
    """What the last two speakers said: "neither" speaks of two."""
    names: list[str] = []
    for attribution in reversed(before):
        if attribution.chain and attribution.content and attribution.chain[-1].name not in names:
            names.append(attribution.chain[-1].name)
    return [a for a in before if a.chain and a.chain[-1].name in names[:2]]


def two_before(text: Text, sentence: Sentence) -> tuple[Span, ...]:
    """The two sentences before, in which nobody is named: "The list has 600 names. The office had 214. We could check neither"."""
    at = bisect_right(text.sentences, sentence.start, key=lambda s: s.start) - 1
    return tuple(Span(s.start, s.end) for s in text.sentences[max(0, at - 2) : at] if s.paragraph == sentence.paragraph)


def cue_start(attribution: Attribution) -> int:
    return attribution.cue[0].start if attribution.cue else attribution.start


def sentence_of(text: Text, attribution: Attribution) -> int:
    at = text.token_at(cue_start(attribution))
    return text.tokens[at].sentence if at < len(text.tokens) else 0


def in_paragraph(text: Text, sentence: Sentence, before: Sequence[Attribution], several: int = 1) -> tuple[Span, ...]:
    """The attributed words of the caveat's own paragraph, where so many have spoken in it."""
    at = bisect_right(text.sentences, sentence.start, key=lambda s: s.start) - 1
    alone = at > 0 and text.sentences[at - 1].paragraph != sentence.paragraph
    paragraphs = (
        sentence.paragraph,
        *((text.sentences[at - 1].paragraph,) if alone else ()),
    )  # a caveat that opens one speaks of the last
    for paragraph in paragraphs:
        here = [
            (s, a.chain[-1].name if a.chain else "")
            for a in before
            for s in a.content
            if (t := text.sentence_at(s.start)) is not None and t.paragraph == paragraph
        ]
        if len({name for _, name in here}) >= several:
            return tuple(s for s, _ in here)
    return ()


def clause_of(words: str, m: re.Match[str]) -> tuple[int, int]:
    """Where the clause of a caveat begins and ends in the words of its sentence."""
    start = max((words.rfind(c, 0, m.start()) for c in (", ", "; ", ": ", "– ", "— ")), default=-1)
    ends = [e for e in (words.find(c, m.end()) for c in (", ", "; ")) if e >= 0]
    return start + 2 if start >= 0 else 0, min(ends, default=len(words))  # behind the sign and its space
