"""How closely two reports follow each other sentence by sentence: which are told again, and which were left out.

Whoever has left out what another left out before had it from that one.
"""

from __future__ import annotations

from collections import Counter

from stemma.descent.matter import Line, Matter

_SHARE = 0.34  # a sentence is kept where so large a share of its words stands in one of the child's
TELLING = 3  # a sentence of fewer words tells nothing


def alike(one: Matter, other: Matter, stock: frozenset[str] = frozenset()) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """For each sentence of either report how nearly it stands in the other: its best likeness (Dice), by words that are no stock."""
    here, there = [0.0] * len(one.lines), [0.0] * len(other.lines)
    sizes = [len(line.words - stock) for line in other.lines]
    for i, line in enumerate(one.lines):
        words = line.words - stock
        if len(words) < TELLING:
            continue
        for k, shared in Counter(k for word in words for k in other.places.get(word, ())).items():
            if sizes[k] < TELLING:
                continue
            like = 2 * shared / (len(words) + sizes[k])
            here[i], there[k] = max(here[i], like), max(there[k], like)
    return tuple(here), tuple(there)


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
