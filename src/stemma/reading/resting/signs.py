"""What speaks for and against a figure resting on a source that its own sentence does not name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from stemma.core.phrases import PhraseTable
from stemma.core.text import Sentence
from stemma.core.types import Source
from stemma.reading.resting.record import Figure, Record
from stemma.reading.saying.said import Attribution
from stemma.reading.saying.scene import Scene

_QUOTED: Final = re.compile(r"[“\"][^”\"]*$")
_PASSIVE, _VERB = re.compile(r"B[az]*[VvuI]"), re.compile(r"[VvuxB]")
_OPENINGS: Final = ("turn", "more", "own", "time")
_NEW: Final = re.compile("(j*[nN]n*)(?:[op]d?[jnN]+)*a*[vVuxBz]")  # "Hospitals are treating": the subject without an article
_FAR: Final = 6  # sentences
_ASIDE: Final = ("deny", "attitude", "intend", "demand", "promise", "seem")
_STEM: Final = 6  # letters by which the words of a trade are told
_TELLING: Final = 20  # a smaller number says the same only of the same measure
_BETWEEN: Final = (",", ";", ":", "and", "but", "while", "which", "who", "where", "as", "after", "with", "of", "(")
_NONE: Final[frozenset[str]] = frozenset()
_OPENED: Final = 2  # sentences of the lead


@dataclass(slots=True)
class Teller:
    """A source of the report: the sentences in which it is named as one, and of what sort it is."""

    chain: tuple[Source, ...]
    trades: tuple[str, ...] = ()
    at: list[int] = field(default_factory=list)
    said: list[Attribution] = field(default_factory=list)


class Lists(NamedTuple):
    """The words of the table `resting`, made ready once."""

    words: Mapping[str, frozenset[str]]
    trades: Mapping[str, frozenset[str]]  # of each trade the beginnings of its words
    fits: Mapping[str, frozenset[str]]
    anaphors: PhraseTable[str]
    ours: tuple[str, ...]  # with which the names of the outlet's own people begin


def lists_of(table: Mapping[str, Any], anaphors: PhraseTable[str]) -> Lists:
    """The words of a table."""
    words, fits = ({k: frozenset(v) for k, v in table.get(name, {}).items()} for name in ("words", "fits"))
    trades = {k: frozenset(w[:_STEM] for w in v) for k, v in table.get("trades", {}).items()}
    return Lists(words, trades, fits, anaphors, tuple(table.get("ours", {}).get("starts", ())))


class Signs:
    """Finds the signs in one report."""

    def __init__(self, lists: Lists, scene: Scene, found: Sequence[Attribution]) -> None:
        self._words, self._trades, self._fits, self._anaphors, self._ours = lists
        self._prefixed: dict[tuple[str, tuple[str, ...]], list[str]] = {}
        self._reached: dict[tuple[str, int], list[str]] = {}
        self._scene = scene
        self.tellers: dict[str, Teller] = {}
        self._named: dict[int, list[str]] = {}  # sentence: who is named there as a source
        for a in sorted(found, key=lambda a: a.start):
            if a.kind != "said" or not a.chain or a.carried or not a.cue or a.mode in _ASIDE:
                continue
            key = a.chain[-1].name.lower()
            if key.startswith(self._ours):
                continue
            number = self.sentence(a.cue[0].start)
            teller = self.tellers.get(key)
            if teller is None:
                teller = self.tellers[key] = Teller(a.chain, self._trades_of(a.chain[-1].name))
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
        tokens = text.tokens[s.first : s.last]
        norms = [t.norm for t in tokens]
        signs = [name for name, listed in self._words.items() if not listed.isdisjoint(norms)]
        signs += [f"opens-{name}" for name in _OPENINGS if norms[0] in self._words.get(name, _NONE)]
        at = text.token_at(figure.span.start)
        if at - s.first <= 2:
            signs.append("number-first")
        new = _NEW.match(tags, s.first, at)
        if new and self._scene.norm(new.end(1) - 1).endswith("s"):
            signs.append("opens-new")  # many of whom nothing was said yet
        if tags[s.first : s.first + 1] in ("p", "P") and "N" in tags[s.first : s.first + 4]:
            signs.append("opens-place")
        if _has_year(norms):
            signs.append("year")
        if _PASSIVE.search(tags, s.first, s.last):
            signs.append("passive")
        if not _VERB.search(tags, s.first, s.last):
            signs.append("verbless")
        if "had" in norms:
            signs.append("had")
        if self._anaphors.find(text.tokens, s.first, s.last):
            signs.append("anaphor")
        if _QUOTED.search(text.text[s.start : figure.span.start]):
            signs.append("quoted")
        if norms[-1] == "?":
            signs.append("asked")
        digits = "".join([c for c in text.text[figure.span.start : figure.span.end] if c.isdigit()])
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

    def of_nobody(self, figure: Figure, own: tuple[str, ...], told: Record) -> list[str]:
        """The signs for the outlet's own voice."""
        group = told.group(figure.measure)
        signs = ["0", f"0:m={figure.measure}", f"0:g={group}", *self._with("0", own)]
        if not figure.rests:
            signs.append("0:no-grammar")
        if told.by_value.get(figure.value):
            signs.append("0:told-of-another")
        if group in told.groups:
            signs.append("0:group-told")
        same = told.by_measure.get(figure.measure)
        if same and not same[-1]:
            signs.append("0:measure-own")
        elif not same:
            signs.append("0:measure-new")
        return signs

    def of_teller(self, key: str, figure: Figure, own: tuple[str, ...], told: Record) -> list[str]:
        """The signs that tie a figure to one of the report's sources."""
        teller = self.tellers[key]
        text = self._scene.text
        number = self.sentence(figure.span.start)
        paragraph = text.sentences[number].paragraph
        group = told.group(figure.measure)
        signs = ["1"]
        between: set[str] = set()
        before = [k for k in teller.at if k < number]
        after = [k for k in teller.at if k > number]
        if number in teller.at:
            signs += ["here", *self._here(teller, number, figure), *self._with("here", own)]
        signs += self._trade(teller, group)
        if before:
            last = before[-1]
            between = {n for k in self._named if last <= k < number for n in self._named[k] if (k > last or self._later(key, n, k))}
            between.discard(key)
            apart = paragraph - text.sentences[last].paragraph
            near = "same" if apart == 0 else "next" if apart == 1 else "far"
            distance = min(number - last, _FAR)
            signs += [f"b:{near}", f"b:{near}:{min(distance, 3)}", f"b:between{min(len(between), 2)}"]
            if distance >= _FAR:
                signs.append("b:long")
            if not between:
                signs.append(f"b:{near}:last")
                signs += self._with(f"b:{near}", own)
                signs += [f"b:{near}:g={group}", f"b:{near}:k={teller.chain[-1].kind._value_}"]
                signs.append(f"b:kind={teller.chain[-1].kind._value_}")
                signs += self._reach(key, teller, last)
            if after and not between:
                signs.append("both-sides")
        if after:
            following = after[0]
            others = {n for k in self._named if number <= k < following for n in self._named[k]}
            others.discard(key)
            apart = text.sentences[following].paragraph - paragraph
            near = "same" if apart == 0 else "next" if apart == 1 else "far"
            signs.append(f"a:{near}:{min(following - number, 3)}")
            if not others and not before:
                signs.append(f"a:{near}:first")
                signs += self._with(f"a:{near}", own) if near != "far" else ()
        if not before and not after:
            signs.append("only-here")
        share = len(teller.at) / max(1, self._all)
        signs.append("alone" if len(self.tellers) == 1 else "main" if share > 0.4 else "minor" if share < 0.15 else "middling")
        if teller.at[0] == self._first:
            signs.append("first-source")
        if teller.at[0] <= _OPENED:
            signs.append("in-lead")
        signs.append(f"kind={teller.chain[-1].kind._value_}")
        if figure.rests == key:
            signs.append("grammar")
        values = (
            told.by_value.get(figure.value, _NONE)
            if figure.value > _TELLING
            else told.by_value_measure.get((figure.value, figure.measure), _NONE)
        )
        if key in values:
            signs.append("same-value")
        if key in told.by_group.get(group, _NONE):
            signs += [f"group={group}", "group-here" if before and not between else "group-far"]
        same = told.by_measure.get(figure.measure, [])
        if key in same:
            signs.append("measure")
            if same[-1] == key:
                signs.append("measure-last")
        if figure.noun and key in told.by_noun.get(figure.noun, _NONE):
            signs.append("noun")
        if told.last == key:
            signs.append("figure-before")
        if key in told.speakers:
            signs.append("gave-figures")
        return signs

    def _here(self, teller: Teller, number: int, figure: Figure) -> list[str]:
        """How a source that stands in the very sentence, but whose words do not reach, stands to the figure."""
        told = [a for k, a in zip(teller.at, teller.said, strict=True) if k == number][-1]
        text = self._scene.text
        cue = told.cue[0]
        low, high = (cue.end, figure.span.start) if cue.end <= figure.span.start else (figure.span.end, cue.start)
        between = [t.norm for t in text.tokens[text.token_at(low) : text.token_at(high)]]
        signs = ["here:behind" if cue.end <= figure.span.start else "here:before"]
        signs += [f"here:{w}" for w in _BETWEEN if w in between]
        signs.append("here:near" if len(between) <= 6 else "here:off" if len(between) <= 14 else "here:far")
        if any(self._scene.text.text[c.start : c.end].strip() for c in told.content):
            signs.append("here:has-words")
        signs.append(f"here:mode={told.mode}")
        return signs

    def _trade(self, teller: Teller, group: str) -> list[str]:
        """Whether it is the source's trade to know of such figures: a health office of cases, an army of ground."""
        if not teller.trades:
            return ["trade:unknown"]
        fits = any(group in self._fits.get(t, ()) for t in teller.trades)
        return [*(f"trade:{t}:{group}" for t in teller.trades), "trade:fits" if fits else "trade:another"]

    def _trades_of(self, name: str) -> tuple[str, ...]:
        words = [w[:_STEM] for w in name.lower().replace("-", " ").split()]
        return tuple([trade for trade, listed in self._trades.items() if not listed.isdisjoint(words)])

    def _later(self, key: str, other: str, sentence: int) -> bool:
        """True where another source is named behind this one in one sentence."""
        named = self._named[sentence]
        return named.index(other) > len(named) - 1 - named[::-1].index(key)

    def _with(self, where: str, own: tuple[str, ...]) -> list[str]:
        """A figure's own signs, told of how it stands to a source; the same for all sources that stand so."""
        found = self._prefixed.get((where, own))
        if found is None:
            found = self._prefixed[where, own] = [f"{where}:{s}" for s in own]
        return found

    def _reach(self, key: str, teller: Teller, number: int) -> list[str]:
        """How far the words reach that are the source's for certain in one sentence; kept, since many figures ask."""
        found = self._reached.get((key, number))
        if found is not None:
            return found
        told = [a for k, a in zip(teller.at, teller.said, strict=True) if k == number][-1]
        sentence: Sentence = self._scene.text.sentences[number]
        ends = max([c.end for c in told.content], default=0)
        trailing = bool(told.content) and told.content[0].start < told.cue[0].start
        digits = any(_has_digit(self._scene.text.text[p.start : p.end]) for p in told.content)
        signs = [f"b:mode={told.mode}", "b:trailing" if trailing else "b:leading", "b:with-figures" if digits else "b:without-figures"]
        if ends < sentence.end - 30 and not trailing:
            signs.append("b:short")
        self._reached[key, number] = signs
        return signs

    def _opening(self) -> int:
        """The first sentence of the body."""
        text = self._scene.text
        return next((k for k, s in enumerate(text.sentences) if not text.marked(s.start, s.end)), 0)


def _has_year(words: list[str]) -> bool:
    """True where one of the words is a year of this century or the last."""
    for word in words:  # noqa: SIM110 - a plain loop runs several times faster than any()
        if len(word) == 4 and word[:2] in ("19", "20") and word.isdecimal():
            return True
    return False


def _has_digit(words: str) -> bool:
    for letter in words:  # noqa: SIM110 - as above
        if letter.isdigit():
            return True
    return False
