"""Which content hangs on which cue, and which cue on which source: what two stretches of words are to one another, in numbers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

SOURCE, CUE, CONTENT = 1, 2, 3
SIZE = 44  # numbers for a pair
_STEPS = (0, 1, 2, 3, 5, 8, 13, 21)
Stretch = tuple[int, int]
Labelled = tuple[int, int, int]  # kind, first word, one past the last


class Page(NamedTuple):
    """What is known of a text besides its tagged stretches."""

    letters: str
    sentence: Sequence[int]  # of each word
    paragraph: Sequence[int]
    rules: Sequence[tuple[Sequence[Stretch], Sequence[Stretch], Sequence[Stretch]]]  # sources, cues, contents of each passage of the rules


class Pairs:
    """Numbers for pairs of stretches of one text."""

    def __init__(self, page: Page, spans: Sequence[Labelled]) -> None:
        self._page = page
        self._known: dict[Labelled, set[int]] = {}
        self._rules = [[(a, b, n) for n, passage in enumerate(page.rules) for a, b in passage[role]] for role in range(3)]
        self._starts = {kind: sorted(s[1] for s in spans if s[0] == kind) for kind in (SOURCE, CUE, CONTENT)}
        self._begun = [self._counted(kind) for kind in (SOURCE, CUE, CONTENT)]

    def features(self, one: Labelled, other: Labelled) -> list[float]:
        """What `other` is to `one`, which looks for it."""
        page = self._page
        behind = other[1] >= one[2]
        low, high = (one[2], other[1]) if behind else (other[2], one[1])
        gap = max(0, high - low)
        between = page.letters[low:high]
        row = [0.0] * SIZE
        row[bisect_right(_STEPS, gap) - 1 + 8 * behind] = 1.0
        here, there = page.sentence[one[1]], page.sentence[other[1]]
        last = page.sentence[other[2] - 1], page.sentence[one[2] - 1]
        row[16] = float(here == there or last[0] == here or last[1] == there)
        row[17] = float(abs(here - there) == 1)
        row[18] = float(page.paragraph[one[1]] == page.paragraph[other[1]])
        at = 19
        for begun in self._begun:
            count = begun[high] - begun[low]
            row[at + (2 if count > 2 else count if count > 0 else 0)] = 1.0
            at += 3
        row[28] = float(bool(between) and not between.strip(",qQ"))
        row[29] = float("q" in between or "Q" in between)
        row[30] = float("." in between)
        row[31] = float(";" in between)
        row[32] = float(self._ruled(one, other))
        row[33] = float("h" in page.letters[max(0, one[1]) : one[1] + 1])
        letters = page.letters[other[1] : other[2]]
        row[34] = float("A" in letters)
        row[35] = float("g" in letters)
        row[36] = float(behind and "A" in page.letters[one[1] : one[2]])
        row[37] = float(page.letters[one[1] - 1 : one[1]] == "Q" or page.letters[one[1]] == "Q")
        row[38] = float(low >= 1 and between[:1] == ",")
        row[39] = float(other[0] == SOURCE and page.letters[other[1]] in "rw")
        row[40] = float(gap > 40)
        row[41] = float(page.letters[low : low + 1] == "w" or "w" in between[:3])
        row[42] = float("c" in between)
        row[43] = float("v" in between or "V" in between or "x" in between)
        return row

    def nobody(self, cue: Labelled) -> list[float]:
        """What having no source is to a cue."""
        page = self._page
        row = [0.0] * SIZE
        here = page.sentence[cue[1]]
        near = [s for s in self._starts[SOURCE] if page.sentence[s] == here]
        row[0], row[1 + min(len(near), 2)] = 1.0, 1.0
        before = [s for s in self._starts[SOURCE] if s < cue[1] and page.paragraph[s] == page.paragraph[cue[1]]]
        row[4] = float(bool(before))
        matching = [page.rules[number] for number in sorted(self._held(cue))]
        row[5], row[6] = float(bool(matching)), float(bool(matching) and not any(r[0] for r in matching))
        letters = page.letters[cue[1] : cue[2]]
        for at, letter in enumerate("BVvugAEnxzT", 7):
            row[at] = float(letter in letters)
        row[18] = float(page.letters[cue[2] : cue[2] + 1] == "p")
        row[19] = float(bool(before) and cue[1] - before[-1] > 12)
        return row

    def _counted(self, kind: int) -> list[int]:
        """How many stretches of a kind begin before each word."""
        found = [0] * (len(self._page.letters) + 1)
        for start in self._starts[kind]:
            found[start + 1] += 1
        return list(accumulate(found))

    def _ruled(self, one: Labelled, other: Labelled) -> bool:
        """True where a passage of the rules holds both."""
        return not self._held(one).isdisjoint(self._held(other))

    def _held(self, one: Labelled) -> set[int]:
        """The passages of the rules that give a stretch the same part."""
        known = self._known.get(one)
        if known is None:
            first, last = one[1], one[2]
            known = self._known[one] = {number for a, b, number in self._rules[one[0] - 1] if a < last and first < b}
        return known
