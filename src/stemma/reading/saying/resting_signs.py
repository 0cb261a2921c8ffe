"""What speaks for and against a figure resting on a source that its own sentence does not name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from stemma.core.text import Sentence
from stemma.core.types import Source, SourceKind, Span
from stemma.reading.saying.cues import Lexicon
from stemma.reading.saying.said import Attribution
from stemma.reading.saying.scene import Scene

NOBODY = "nobody"
_YEAR = re.compile(r"(?:19|20)\d\d$")
_QUOTED = re.compile(r"[“\"][^”\"]*$")
_EXACT = re.compile(r"[1-9]\d*?0*$")
_FAR = 6  # sentences
_ASIDE = ("deny", "attitude", "intend", "demand", "promise", "seem")
_OPENED = 2  # sentences of the lead


class Figure(NamedTuple):
    """A figure whose own sentence names no source for it."""

    span: Span
    measure: str
    noun: str
    value: float
    rests: str = ""  # on whom it rests by the grammar of its sentence, "" where it is silent


class Told(NamedTuple):
    """A figure that was read before, and the innermost speaker behind it."""

    speaker: str
    measure: str
    noun: str
    value: float
    bare: bool


@dataclass(slots=True)
class Teller:
    """A source of the report: the sentences in which it is named as one, and of what sort it is."""

    chain: tuple[Source, ...]
    at: list[int] = field(default_factory=list)
    said: list[Attribution] = field(default_factory=list)


class Signs:
    """Finds the signs in one report."""

    def __init__(self, table: Mapping[str, Any], lexicon: Lexicon, scene: Scene, found: Sequence[Attribution]) -> None:
        self._words: dict[str, frozenset[str]] = {k: frozenset(v) for k, v in table.get("words", {}).items()}
        self._groups: dict[str, frozenset[str]] = {k: frozenset(v) for k, v in table.get("groups", {}).items()}
        self._lexicon = lexicon
        self._scene = scene
        self.tellers: dict[str, Teller] = {}
        self._named: dict[int, list[str]] = {}  # sentence: who is named there as a source
        for a in sorted(found, key=lambda a: a.start):
            if a.kind != "said" or not a.chain or a.carried or not a.cue or a.mode in _ASIDE:
                continue
            key = a.chain[-1].name.lower()
            number = self.sentence(a.cue[0].start)
            teller = self.tellers.setdefault(key, Teller(a.chain))
            teller.at.append(number)
            teller.said.append(a)
            self._named.setdefault(number, []).append(key)
        self._first = min(self._named, default=0)
        self._all = sum(len(t.at) for t in self.tellers.values())

    def sentence(self, offset: int) -> int:
        """The number of the sentence that holds a character."""
        text = self._scene.text
        return text.tokens[min(text.token_at(offset), len(self._scene.tags) - 1)].sentence

    def of_figure(self, figure: Figure) -> tuple[str, ...]:
        """The signs in the figure's own sentence and its place in the report."""
        text, tags = self._scene.text, self._scene.tags
        number = self.sentence(figure.span.start)
        s = text.sentences[number]
        words = {t.norm for t in text.tokens[s.first : s.last]}
        signs = [name for name, listed in self._words.items() if not listed.isdisjoint(words)]
        opening = self._scene.norm(s.first)
        signs += [f"opens-{name}" for name in ("turn", "more", "own", "time") if opening in self._words.get(name, ())]
        at = text.token_at(figure.span.start)
        if at - s.first <= 2:
            signs.append("number-first")
        if tags[s.first : s.first + 1] in ("p", "P") and "N" in tags[s.first : s.first + 4]:
            signs.append("opens-place")
        if any(_YEAR.match(t.text) for t in text.tokens[s.first : s.last]):
            signs.append("year")
        verbs = tags[s.first : s.last]
        if re.search(r"B[az]*[VvuI]", verbs):
            signs.append("passive")
        if not re.search(r"[VvuxB]", verbs):
            signs.append("verbless")
        if any(self._scene.norm(i) == "had" for i in range(s.first, s.last)):
            signs.append("had")
        if self._lexicon.anaphors.find(text.tokens, s.first, s.last):
            signs.append("anaphor")
        if _QUOTED.search(text.text[s.start : figure.span.start]):
            signs.append("quoted")
        if self._scene.norm(s.last - 1) == "?":
            signs.append("asked")
        digits = "".join(c for c in text.text[figure.span.start : figure.span.end] if c.isdigit())
        if digits:
            signs.append("exact" if len(digits.rstrip("0")) >= 3 else "round" if len(digits) >= 3 else "small")
        if number in self._named:
            signs.append("cue-here")
        first = number == 0 or text.sentences[number - 1].paragraph != s.paragraph
        signs.append("paragraph-opens" if first else "paragraph-goes-on")
        if s.paragraph == text.sentences[self._opening()].paragraph:
            signs.append("lead")
        if s.paragraph >= text.sentences[-1].paragraph - 1:
            signs.append("end")
        if number < self._first:
            signs.append("before-all")
        crowded = self._all / max(1, len(text.sentences))
        signs.append("sourced-much" if crowded > 0.5 else "sourced-some" if crowded > 0.25 else "sourced-little")
        return tuple(signs)

    def of_nobody(self, figure: Figure, own: Sequence[str], told: Sequence[Told]) -> list[str]:
        """The signs for the outlet's own voice."""
        signs = ["0", f"0:m={figure.measure}", f"0:g={self._group(figure.measure)}", *(f"0:{s}" for s in own)]
        same = [t for t in told if t.measure == figure.measure]
        if not figure.rests:
            signs.append("0:no-grammar")
        if any(t.value == figure.value and not t.bare for t in told):
            signs.append("0:told-of-another")
        if any(self._group(t.measure) == self._group(figure.measure) and t.speaker for t in told):
            signs.append("0:group-told")
        if same and not same[-1].speaker:
            signs.append("0:measure-own")
        elif not same:
            signs.append("0:measure-new")
        return signs

    def of_teller(self, key: str, figure: Figure, own: Sequence[str], told: Sequence[Told]) -> list[str]:
        """The signs that tie a figure to one of the report's sources."""
        teller = self.tellers[key]
        text = self._scene.text
        number = self.sentence(figure.span.start)
        paragraph = text.sentences[number].paragraph
        signs = ["1"]
        between: set[str] = set()
        before = [k for k in teller.at if k < number]
        after = [k for k in teller.at if k > number]
        if number in teller.at:
            signs.append("here")
        if before:
            last = before[-1]
            between = {n for k in range(last, number) for n in self._named.get(k, ()) if (k > last or self._later(key, n, k))} - {key}
            apart = paragraph - text.sentences[last].paragraph
            near = "same" if apart == 0 else "next" if apart == 1 else "far"
            distance = min(number - last, _FAR)
            signs += [f"b:{near}", f"b:{near}:{min(distance, 3)}", f"b:between{min(len(between), 2)}"]
            if distance >= _FAR:
                signs.append("b:long")
            if not between:
                signs.append(f"b:{near}:last")
                signs += [f"b:{near}:{s}" for s in own]
                signs += [f"b:{near}:g={self._group(figure.measure)}", f"b:{near}:k={teller.chain[-1].kind.value}"]
                told_by = [a for a in teller.said if self.sentence(a.cue[0].start) == last][-1]
                signs += [f"b:mode={told_by.mode}", f"b:kind={teller.chain[-1].kind.value}", *self._reach(told_by, last)]
            if after and not between:
                signs.append("both-sides")
        if after:
            following = after[0]
            others = {n for k in range(number, following) for n in self._named.get(k, ())} - {key}
            apart = text.sentences[following].paragraph - paragraph
            near = "same" if apart == 0 else "next" if apart == 1 else "far"
            signs.append(f"a:{near}:{min(following - number, 3)}")
            if not others and not before:
                signs += [f"a:{near}:first", *(f"a:{near}:{s}" for s in own if near != "far")]
        if not before and not after:
            signs.append("only-here")
        share = len(teller.at) / max(1, self._all)
        signs.append("alone" if len(self.tellers) == 1 else "main" if share > 0.4 else "minor" if share < 0.15 else "middling")
        if teller.at[0] == self._first:
            signs.append("first-source")
        if teller.at[0] <= _OPENED:
            signs.append("in-lead")
        signs.append(f"kind={teller.chain[-1].kind.value}")
        if figure.rests == key:
            signs.append("grammar")
        if any(t.value == figure.value and t.speaker == key and not t.bare and (figure.value > 20 or t.measure == figure.measure) for t in told):
            signs.append("same-value")
        group = self._group(figure.measure)
        given = [t for t in told if t.speaker == key and not t.bare]
        if any(self._group(t.measure) == group for t in given):
            signs += [f"group={group}", "group-here" if before and not between else "group-far"]
        same = [t for t in told if t.measure == figure.measure]
        if any(t.speaker == key for t in same):
            signs.append("measure")
            if same[-1].speaker == key:
                signs.append("measure-last")
        if figure.noun and any(t.speaker == key and t.noun == figure.noun for t in told):
            signs.append("noun")
        if told and told[-1].speaker == key:
            signs.append("figure-before")
        if any(t.speaker == key for t in told):
            signs.append("gave-figures")
        return signs

    def _group(self, measure: str) -> str:
        """Tolls, damage, ground, means, or of another sort."""
        return next((name for name, listed in self._groups.items() if measure in listed), "named" if ":" in measure else "other")

    def _later(self, key: str, other: str, sentence: int) -> bool:
        """True where another source is named behind this one in one sentence."""
        named = self._named[sentence]
        return named.index(other) > len(named) - 1 - named[::-1].index(key)

    def _reach(self, told: Attribution, number: int) -> list[str]:
        """How far the words reach that are the source's for certain."""
        sentence: Sentence = self._scene.text.sentences[number]
        ends = max((c.end for c in told.content), default=0)
        trailing = bool(told.content) and told.content[0].start < told.cue[0].start
        digits = any(c.isdigit() for p in told.content for c in self._scene.text.text[p.start : p.end])
        signs = ["b:trailing" if trailing else "b:leading", "b:with-figures" if digits else "b:without-figures"]
        if ends < sentence.end - 30 and not trailing:
            signs.append("b:short")
        return signs

    def _opening(self) -> int:
        """The first sentence of the body."""
        text = self._scene.text
        return next((k for k, s in enumerate(text.sentences) if not text.marked(s.start, s.end)), 0)


def kind_of(source: Source) -> SourceKind:
    """What sort of source it is."""
    return source.kind
