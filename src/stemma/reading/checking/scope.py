"""How far words about checking reach: over one speaker's figures, over the arrests only, or over all that was said."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from stemma.core.text import Sentence, Text
from stemma.core.types import Span
from stemma.reading.checking.around import Figures
from stemma.reading.checking.words import choice
from stemma.reading.saying.said import Attribution

_BARE: Final = re.compile(r"\d[\d,.]*\d\W*$")
_STEM: Final = 4  # letters by which "Syrian" and "Syria" are one


class Scope:
    """Narrows the reach of a caveat to the things and the speakers that it names."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        topics = [str(line).split() for line in table.get("topics", ())]
        self._topic = {w: frozenset(k for k, words in enumerate(topics) if w in words) for w in {w for words in topics for w in words}}
        self._topics = re.compile(rf"\b(?:{choice(self._topic)})\b", re.IGNORECASE)
        self._happenings = re.compile(rf"\b({choice(table.get('happenings', ()))})(?:e?s)?\b", re.IGNORECASE)
        self._parts = re.compile(rf"\b(?:{choice(table.get('parts', ()))})\b", re.IGNORECASE)
        figures = choice((*table.get("plurals", ()), *table.get("singulars", ())))
        self._figures = re.compile(rf"\b(?:{figures})\b", re.IGNORECASE)
        self._place = re.compile(rf"\b[Tt]he ([A-Z][a-z]{{3,}}) (?:\w+ )?(?:{figures})\b")
        self.said = Figures(table)
        joining = str(table.get("joining", "")).split()
        self._joined = frozenset(joining)
        self._piece = re.compile(rf"[;:–—()]|, |\b(?:{choice(w for w in joining if w.isalpha())})\b")
        self._turn = re.compile(rf"\s*(?:{choice(table.get('turning', ()))}) (?:the |an? |[A-Z])")  # "..., as the United Nations asked"
        self._before_owner = re.compile(rf",| (?:{choice(table.get('before_owner', ()))}) ")
        issued = choice(table.get("from", ()))
        self._kin = re.compile(rf"\b(?:{figures})\s+(?:{issued})\s+(?:his|her|their)\s+([\w-]+)", re.IGNORECASE)
        self._owner = re.compile(
            rf"\b([\w-]+)['’]s?\s+(?:\w+\s+)?(?:{figures})\b|\b(?:{figures})\s+(?:{issued})\s+(?:the\s+)?([\w '’-]+)", re.IGNORECASE
        )

    def topics(self, words: str) -> frozenset[int]:
        """The topics that some words name."""
        none: frozenset[int] = frozenset()
        return none.union(*(self._topic[m.group().lower()] for m in self._topics.finditer(words)))

    def of_happenings(self, text: Text, reach: Sequence[Span], clause: str) -> tuple[Span, ...]:
        """ "the numbers for Saturday's raid": only the sentences that speak of the raid, where there are such."""
        named = {m.group(1).lower() for m in self._happenings.finditer(clause)}
        if not named:
            return tuple(reach)
        speaking = re.compile(rf"\b(?:{choice(named)})(?:e?s|ed|ing)?\b", re.IGNORECASE)
        kept, lead, spoken = [], _lead(text), False
        for span in reach:
            at = max(0, bisect_right(text.sentences, span.start, key=lambda s: s.start) - 1)
            for sentence in text.sentences[at:]:
                if sentence.start >= span.end:
                    break
                names_it = bool(speaking.search(text.text, sentence.start, sentence.end))
                spoken = spoken or names_it
                if names_it or sentence == lead:
                    kept.append(Span(max(sentence.start, span.start), min(sentence.end, span.end)))
        return tuple(kept) if spoken else tuple(reach)

    def of_places(self, text: Text, reach: Sequence[Span], clause: str) -> tuple[Span, ...]:
        """ "the Syrian tolls": only the sentences that name Syria, where there are such."""
        named = self._place.search(clause)
        if named is None:
            return tuple(reach)
        stem = re.compile(rf"\b{re.escape(named.group(1)[:_STEM])}", re.ASCII)
        kept = []
        for span in reach:
            at = max(0, bisect_right(text.sentences, span.start, key=lambda s: s.start) - 1)
            for sentence in text.sentences[at:]:
                if sentence.start >= span.end:
                    break
                if not text.marked(sentence.start, sentence.end) and stem.search(text.text, sentence.start, sentence.end):
                    kept.append(Span(max(sentence.start, span.start), min(sentence.end, span.end)))
        return tuple(kept) or tuple(reach)

    def owned(self, clause: str, before: Sequence[Attribution]) -> tuple[Attribution, ...]:
        """ "the union's lists", "figures given by the army": what that speaker said before."""
        for m in self._owner.finditer(clause):
            wanted = set(re.findall(r"[\w-]+", (m.group(1) or m.group(2)).lower()[:60]))
            found = tuple(a for a in before if any(_last_word(s.name) in wanted or self._first_name(s.name) in wanted for s in a.chain))
            if found:
                return found
        return ()

    def of_somebody_else(self, clause: str, before: Sequence[Attribution]) -> bool:
        """ "the accounts of his mother", where she has said nothing before."""
        m = self._kin.search(clause)
        return m is not None and not any(m.group(1).lower() in s.name.lower() for a in before for s in a.chain)

    def owner(self, clause: str) -> bool:
        """True where the caveat speaks of one name's figures: "the League's lists"."""
        return any(m.group(1)[:1].isupper() for m in self._owner.finditer(clause) if m.group(1) and m.start() > 0)

    def narrowed(self, text: Text, reach: Sequence[Span], topics: frozenset[int]) -> tuple[Span, ...]:
        """The pieces of a reach that speak of some topics."""
        return tuple(
            Span(max(piece.start, span.start), min(piece.end, span.end))
            for span in reach
            for piece in self._speaking_of(text, span, topics)
            if piece.start < span.end and piece.end > span.start
        )

    def spoken_of(self, text: Text, reach: Sequence[Span], topics: frozenset[int], start: int, what: str) -> tuple[tuple[Span, ...], str]:
        """ "None of the death tolls could be checked": what is said of deaths, in all that stands before where it is nowhere nearer."""
        near = self.narrowed(text, reach, topics)
        if any(self.said.has_figure(text, s) for s in near):
            return (near, what) if what in ("report", "previous") else (tuple(reach), what)
        before = self.narrowed(text, (Span(0, start),), topics)
        return (before, "report") if any(self.said.has_figure(text, s) for s in before) else (tuple(reach), what)

    def _speaking_of(self, text: Text, span: Span, topics: frozenset[int]) -> Iterator[Span]:
        at = max(0, bisect_right(text.sentences, span.start, key=lambda s: s.start) - 1)
        kept: frozenset[int] = frozenset()
        paragraph = -1
        while at < len(text.sentences) and text.sentences[at].start < span.end:
            sentence = text.sentences[at]
            if sentence.paragraph != paragraph or not self._figures.search(text.text, sentence.start, sentence.end):
                kept, paragraph = frozenset(), sentence.paragraph
            for piece, joint in self._pieces(text, sentence):
                words = text.text[piece.start : piece.end]
                named = self.topics(words)
                goes_on = self._parts.search(words) or _BARE.search(words)  # "; rescuers had counted at least 1,020"
                joined = joint.lower() in self._joined
                if named or self._turn.match(words) or (joined and self.said.has_figure(text, piece) and not goes_on):
                    kept = named
                if kept & topics:
                    yield piece
            at += 1

    def _pieces(self, text: Text, sentence: Sentence) -> Iterator[tuple[Span, str]]:
        """The stretches between commas and conjunctions, with what stands before each."""
        start, joint = sentence.start, ""
        for m in self._piece.finditer(text.text, sentence.start, sentence.end):
            if m.start() > start:
                yield Span(start, m.start()), joint
            start, joint = m.end(), m.group().strip()
        if start < sentence.end:
            yield Span(start, sentence.end), joint

    def _first_name(self, name: str) -> str:
        """ "spokesman" of "spokesman, the army"; the head of a name that goes on."""
        head = self._before_owner.split(name.lower())[0].split()
        return head[-1] if head else ""


def _lead(text: Text) -> Sentence | None:
    """The first sentence of the body: it tells what happened, by whatever noun."""
    return next((s for s in text.sentences if not text.marked(s.start, s.end)), None)


def _last_word(name: str) -> str:
    return name.lower().replace("’", "'").removesuffix("'s").split()[-1].strip(",.'") if name.split() else ""
