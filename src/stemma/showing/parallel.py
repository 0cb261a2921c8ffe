"""A report beside its parent: which of the parent's sentences each paragraph answers to, and what nothing answers to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from stemma.core.text import segment
from stemma.core.types import Report, Span
from stemma.showing.view import View

_WORD = re.compile(r"\w+")
SHARED = 3.0  # the weight of shared words from which two sentences answer to each other
LONGEST = 40_000  # characters; longer texts are not set beside their parents


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph of the report with the sentences of the parent that it answers to."""

    here: Span
    there: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parallel:
    """A report and its parent, passage by passage."""

    parent: str
    passages: tuple[Passage, ...]
    unanswered: tuple[Span, ...]


def paragraphs(report: Report) -> list[Span]:
    """The paragraphs of a report's body, header lines left out."""
    start = max((m.end for m in report.marks if m.kind == "header"), default=0)
    found = []
    for match in re.finditer(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*", report.text[start:]):
        if match.group().strip():
            found.append(Span(start + match.start(), start + match.end()))
    return found


def beside(view: View, report: Report, parent: Report) -> Parallel | None:
    """Set a report beside its parent, by inherited claims first and by shared rare words after."""
    if max(len(report.text), len(parent.text)) > LONGEST:
        return None
    here, there = paragraphs(report), _sentences(parent)
    words = [_words(parent.text[s.start : s.end]) for s in there]
    rare = Counter(word for found in words for word in found)
    pairs: dict[int, int] = dict(_by_claims(view, report, parent, here, there))
    own = [_words(report.text[s.start : s.end]) for s in here]
    for at, found in enumerate(words):
        if at in pairs:
            continue
        weights = [
            (sum(1.0 / rare[w] + (0.5 if w.isdigit() else 0.0) for w in sorted(found & mine) if len(w) > 3 or w.isdigit()), -n)
            for n, mine in enumerate(own)
        ]
        weight, place = max(weights, default=(0.0, 0))
        if weight >= min(SHARED, 0.45 * len(found)):
            pairs[at] = -place
    passages = tuple(Passage(here=span, there=tuple(there[at] for at in sorted(pairs) if pairs[at] == n)) for n, span in enumerate(here))
    return Parallel(parent=parent.id, passages=passages, unanswered=tuple(s for at, s in enumerate(there) if at not in pairs))


def _sentences(report: Report) -> list[Span]:
    text = segment(report.text, report.marks)
    start = max((m.end for m in report.marks if m.kind == "header"), default=0)
    return [Span(s.start, s.end) for s in text.sentences if s.start >= start and report.text[s.start : s.end].strip()]


def _words(text: str) -> frozenset[str]:
    return frozenset(w.lower() for w in _WORD.findall(text))


def _by_claims(view: View, report: Report, parent: Report, here: Sequence[Span], there: Sequence[Span]) -> dict[int, int]:
    found: dict[int, int] = {}
    for claim in view.extracts[report.id].claims if report.id in view.extracts else ():
        step = view.inherited.get(claim.id)
        origin = view.claims.get(step.from_claim or "") if step else None
        if origin is None or origin.report != parent.id:
            continue
        sentence = next((n for n, s in enumerate(there) if s.overlaps(origin.span)), None)
        paragraph = next((n for n, s in enumerate(here) if s.overlaps(claim.span)), None)
        if sentence is not None and paragraph is not None:
            found.setdefault(sentence, paragraph)
    return found
