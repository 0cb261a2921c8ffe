"""Whether two texts of one page are one report: the words agree but for what stands around them, or it is another form of the page."""

from __future__ import annotations

import re
from collections import Counter

from stemma.core.types import Report

_AROUND = frozenset(("related", "subscription", "caption", "byline", "note"))
_SAME = 0.9  # share of the words that another form of a page (AMP, mobile, a syndicated copy) has in common with the page
_WORD = re.compile(r"\w+(?:[.,]\d+)*")


def same_words(one: Report, other: Report) -> bool:
    """True where nothing but boilerplate tells two texts apart, and their notes of correction are the same."""
    return _words(one) == _words(other) and _notes(one) == _notes(other)


def same_but_for_the_form(one: Report, other: Report) -> bool:
    """True for the same page in another form: every figure is in both as often, and nearly all words are."""
    a, b = Counter(_words(one)), Counter(_words(other))
    if _notes(one) != _notes(other) or _figures(a) != _figures(b):
        return False
    return sum((a & b).values()) >= _SAME * max(a.total(), b.total())


def _words(report: Report) -> list[str]:
    text, at, kept = report.text, 0, []
    for mark in sorted(report.marks, key=lambda m: (m.start, m.end)):
        if mark.kind in _AROUND:
            kept.append(text[at : mark.start])
            at = max(at, mark.end)
    kept.append(text[at:])
    return [word.casefold() for word in _WORD.findall("\n".join(kept))]


def _figures(words: Counter[str]) -> dict[str, int]:
    return {word: number for word, number in words.items() if any(map(str.isdigit, word))}


def _notes(report: Report) -> list[str]:
    return [value for key, value in report.extra if key in ("note.correction", "note.editor")]
