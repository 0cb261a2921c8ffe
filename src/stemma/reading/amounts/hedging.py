"""Words that say how exact a number is, before and behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from stemma.core.packs import Pack
from stemma.core.phrases import split_words
from stemma.core.text import Token
from stemma.core.types import Amount, Approx
from stemma.reading.amounts.run import Run

_Phrases = list[tuple[tuple[str, ...], Approx]]
_STRETCHES: Final = ("length", "area", "duration")


class Hedge(NamedTuple):
    """A hedge: tokens [first:last] and what it makes of the number."""

    first: int
    last: int
    approx: Approx


class HedgeReader:
    """Reads the hedges around a number."""

    def __init__(self, pack: Pack) -> None:
        table: Mapping[str, Any] = pack.tables.get("hedges", {})
        before = dict(table.get("before", {}))
        self._signs = {s: Approx(a) for s, a in before.pop("signs", {}).items()}
        self._before = _by_word(before.items(), -1)
        self._after = _by_word(table.get("after", {}).items(), 0)
        self._joined = frozenset(table.get("joined", {}).get("words", ()))
        during = table.get("during", {})
        self._during = frozenset(during.get("words", ()))
        self._unless = frozenset(during.get("unless", ()))
        relation = table.get("relation", {})
        keys = ("over", "over_a_sum", "short", "up_to", "about", "driven")
        self._over, self._over_a_sum, self._short, self._up_to, self._about, self._driven = (frozenset(relation.get(k, ())) for k in keys)

    def before(self, run: Run, i: int, dimension: str = "") -> Hedge | None:
        """The longest hedge that ends directly before token i; hedges may be stacked: "at least some 40"."""
        found = self._one_before(run, i, dimension)
        outer = self._one_before(run, found.first, dimension) if found else None
        if found is None or outer is None:
            return found
        across = dimension in _STRETCHES and found.approx is Approx.ABOUT and run.norm(found.first - 1) == "over"  # over some 700 metres
        weaker = found.approx in (Approx.EXACT, Approx.ABOUT) and outer.approx is not Approx.EXACT and not across
        return Hedge(outer.first, i, outer.approx if weaker else found.approx)

    def _one_before(self, run: Run, i: int, dimension: str) -> Hedge | None:
        word = run.norm(i - 1)
        if word in self._signs:
            return None if (run.norm(i - 2), word) == ("<", ">") else Hedge(i - 1, i, self._signs[word])
        if word == "=" and run.norm(i - 2) in ("<", ">"):
            return Hedge(i - 2, i, Approx.AT_MOST if run.norm(i - 2) == "<" else Approx.AT_LEAST)
        if word == "-" and run.norm(i - 2) in self._signs:
            return Hedge(i - 2, i, self._signs[run.norm(i - 2)])
        for words, approx in self._before.get(word, ()):
            first = i - len(words)
            if len(words) > 1 and (first < run.start or not _stands(run.tokens, first, words)):
                continue
            lasting = dimension == "duration" and len(words) == 1 and word in self._during and run.norm(first - 1) not in self._unless
            return None if lasting or self._relates(words, run.norm(first - 1), dimension) else Hedge(first, i, approx)
        return None

    def _relates(self, words: tuple[str, ...], before: str, dimension: str) -> bool:
        """True for "a dispute over 40 hectares" and "is short of 14 million", where the words hedge nothing."""
        if words == ("about",):
            return before in self._about  # "was still talking about 5,300 dead"
        if words == ("over",):
            return before in self._over or (dimension in ("money", "area", "share") and before in self._over_a_sum)
        if words[:2] == ("up", "to"):
            return before in self._up_to and not (dimension == "length" and before in self._driven)
        return words == ("short", "of") and before in self._short

    def after(self, run: Run, i: int) -> Hedge | None:
        """The hedge that begins at token i: "or more", "or so", "-plus", "+"."""
        for words, approx in self._after.get(run.norm(i), ()):
            if len(words) > 1 and (i + len(words) > run.end or not _stands(run.tokens, i, words)):
                continue
            if words[0] in self._joined and run.tokens[i].start > run.tokens[i - 1].end + 1:
                continue
            if run.norm(i + len(words)) == "than":
                continue  # "5,000 or less than 6,000"
            return Hedge(i, i + len(words), approx)
        return None


def _stands(tokens: tuple[Token, ...], first: int, words: tuple[str, ...]) -> bool:
    return all(tokens[k].norm == word for k, word in enumerate(words, first))


def _by_word(groups: Iterable[tuple[str, Iterable[str]]], place: int) -> dict[str, _Phrases]:
    """Phrases by their first or last word, the longest first."""
    found: dict[str, _Phrases] = {}
    for name, phrases in groups:
        for phrase in phrases:
            words = tuple(split_words(phrase))
            found.setdefault(words[place], []).append((words, Approx(name)))
    for entries in found.values():
        entries.sort(key=lambda e: -len(e[0]))
    return found


def hedged(low: float, high: float, unit: str, approx: Approx) -> Amount:
    """The amount that a number means under a hedge; an open end is None."""
    if approx in (Approx.MORE_THAN, Approx.AT_LEAST, Approx.VAGUE):
        return Amount(low=low, high=None, unit=unit, approx=approx)
    if approx in (Approx.LESS_THAN, Approx.AT_MOST):
        return Amount(low=None, high=high, unit=unit, approx=approx)
    if low != high and approx is not Approx.NEARLY:
        approx = Approx.RANGE
    return Amount(low=low, high=high, unit=unit, approx=approx)
