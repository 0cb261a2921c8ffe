"""Caveats about two: "neither account could be checked", "could not verify either estimate"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from stemma.core.text import Sentence, Text
from stemma.core.types import Span
from stemma.reading.checking.around import contents, in_paragraph, last_two
from stemma.reading.checking.scope import Scope
from stemma.reading.saying.said import Attribution


def of_two(text: Text, where: tuple[Sentence, str], before: Sequence[Attribution], scope: Scope) -> tuple[Span, ...]:
    """What two speakers said: the one whose account the paragraph names and the one who speaks in it, else the last two."""
    sentence, named = where
    at = bisect_right(text.sentences, sentence.start, key=lambda s: s.start) - 1
    first = min(s.start for s in text.sentences[: at + 1] if s.paragraph == sentence.paragraph)
    owned = scope.owned(text.text[first : sentence.start], [a for a in before if a.start < first])
    names = {a.chain[-1].name for a in owned if a.chain}
    here = [a for a in before if first <= a.start < sentence.start and a.chain and a.chain[-1].name not in names]
    if owned and len({a.chain[-1].name for a in here}) == 1:
        return contents([*owned, *here])  # "An officer rejected the ministry's version. ... Neither account could be checked."
    if scope.said.either(named):
        told = [a for a in before if any(scope.said.has_figure(text, s) for s in a.content)]
        return in_paragraph(text, sentence, last_two(told), 2) or contents(last_two(told))
    return in_paragraph(text, sentence, last_two(before), 2) or contents(last_two(before))
