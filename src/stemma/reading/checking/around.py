"""Where a caveat stands, and whose words stand before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from stemma.core.text import Sentence, Text
from stemma.core.types import Span
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


def plain_claims(clause: str) -> bool:
    """True of a caveat that speaks of claims in the plural, whosesoever."""
    return re.search(r"\b(?:claims|figures|tolls|statements|accounts|numbers)\b", clause, re.IGNORECASE) is not None


def contents(attributions: Iterable[Attribution]) -> tuple[Span, ...]:
    return tuple(s for a in attributions for s in a.content)


def last_two(before: Sequence[Attribution]) -> list[Attribution]:
    """What the last two speakers said: "neither" speaks of two."""
    names: list[str] = []
    for attribution in reversed(before):
        if attribution.chain and attribution.content and attribution.chain[-1].name not in names:
            names.append(attribution.chain[-1].name)
    return [a for a in before if a.chain and a.chain[-1].name in names[:2]]


def cue_start(attribution: Attribution) -> int:
    return attribution.cue[0].start if attribution.cue else attribution.start


def sentence_of(text: Text, attribution: Attribution) -> int:
    at = text.token_at(cue_start(attribution))
    return text.tokens[at].sentence if at < len(text.tokens) else 0
