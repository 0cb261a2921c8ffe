"""How closely two reports follow each other sentence by sentence: which are told again, and which were left out.

Whoever has left out what another left out before had it from that one.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from stemma.descent.matter import Line, Matter

_SHARE: Final = 0.34  # a sentence is kept where so large a share of its words stands in one of the child's
TELLING: Final = 3  # a sentence of fewer words tells nothing


class Common:
    """Words that tell no kinship, and how many words each sentence of a report has beside them."""

    def __init__(self, words: frozenset[str] = frozenset()) -> None:
        self.words = words
        self._sizes: dict[str, list[int]] = {}
        self._content: dict[str, frozenset[str]] = {}

    def sizes(self, matter: Matter) -> list[int]:
        """For each sentence the number of its words that are not common; counted once for each report."""
        if matter.id not in self._sizes:
            self._sizes[matter.id] = [len(line.words - self.words) for line in matter.lines]
        return self._sizes[matter.id]

    def content(self, matter: Matter) -> frozenset[str]:
        """A report's words without the common ones."""
        if matter.id not in self._content:
            self._content[matter.id] = matter.content - self.words
        return self._content[matter.id]


class Alike(NamedTuple):
    """How nearly each sentence of either report stands in the other: its best likeness (Dice), by words that are not common."""

    here: tuple[float, ...]
    there: tuple[float, ...]
    where: tuple[int, ...]  # for each sentence of the one the most alike of the other's, -1 where there is none


def alike(one: Matter, other: Matter, common: Common) -> Alike:
    """The likeness of two reports, sentence by sentence."""
    here, there = [0.0] * len(one.lines), [0.0] * len(other.lines)
    where = [-1] * len(one.lines)
    ours, theirs = common.sizes(one), common.sizes(other)
    width = len(other.lines)
    shared = [0] * (len(one.lines) * width)  # words that two sentences share, a row for each of the one's
    for word in common.content(one) & common.content(other):
        columns = other.places[word]
        for i in one.places[word]:
            row = i * width
            for k in columns:
                shared[row + k] += 1
    for i, size in enumerate(ours):
        if size < TELLING:
            continue
        row, best, at = i * width, 0.0, -1
        for k, count in enumerate(shared[row : row + width]):
            if count == 0 or theirs[k] < TELLING:
                continue
            like = 2 * count / (size + theirs[k])
            if like > best:
                best, at = like, k
            if like > there[k]:
                there[k] = like
        here[i], where[i] = best, at
    return Alike(tuple(here), tuple(there), tuple(where))


def left_out(child: Matter, parent: Matter) -> int:
    """How many of the parent's sentences have no like in the child."""
    return sum(len(line.words) >= TELLING and not _kept(line, child) for line in parent.lines)


def _kept(line: Line, child: Matter) -> bool:
    """True where one of the child's sentences has enough of a sentence's words, two at least."""
    size = len(line.words)
    common = line.words & child.content
    if len(common) < 2:
        return False
    shared: dict[int, int] = {}
    for word in common:
        for k in child.places[word]:
            shared[k] = n = shared.get(k, 0) + 1
            if n >= 2 and n >= _SHARE * max(TELLING, min(size, len(child.lines[k].words))):
                return True
    return False
