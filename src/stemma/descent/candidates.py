"""The keys by which reports meet: rare runs of words, rare figures, quotations, credits, being copies.

No pair is compared that shares none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Final
from zlib import crc32

from stemma.core.copies import signs_of_copies
from stemma.descent.credits import plain_outlet
from stemma.descent.matter import Matter
from stemma.descent.overlap import Rarity

_SAMPLE: Final = 8  # one run of words in so many is a key
_FEW: Final = 40  # a key that more reports share tells nothing by itself, save that they are copies
_TELLING: Final = 0.6  # a figure whose number tells at least so much


def keys_of(matters: Sequence[Matter], rarity: Rarity) -> Callable[[Matter], Iterator[str]]:
    """A function that names the keys of a report; the reports stand in order of publication."""
    foreign = any(m.unread for m in matters)
    most = max(_FEW, len(matters) // 20)
    drawn: dict[str, bool] = {}
    rare = {m.id: [*_sampled(m.grams - rarity.stock, drawn), *_values(m, foreign)] for m in matters}
    signs = {m.id: _signs(m.grams - rarity.stock) for m in matters} if len(matters) > most else {}
    first = _first(signs)
    bearers = Counter(key for found in rare.values() for key in found)
    apart = Counter(key for id in first for key in rare[id])  # copies of one text counted once

    def keys(matter: Matter) -> Iterator[str]:
        yield from (key for key in rare[matter.id] if 1 < bearers[key] <= most)
        yield from (key for key in rare[matter.id] if matter.id in first and 1 < apart[key] <= most < bearers[key])
        yield from signs.get(matter.id, ())
        yield from (f"quote|{quote[:80]}" for quote in sorted(matter.quotes) if " " in quote)
        yield from (f"outlet|{plain_outlet(name)}" for name in (*matter.credits, matter.report.outlet) if name)

    return keys


def _signs(grams: Iterable[str]) -> list[str]:
    """What only copies of one text have in common."""
    return signs_of_copies({crc32(gram.encode()) for gram in grams})


def _first(signs: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """The reports that are no copy of one before them."""
    known: set[str] = set()
    found = set()
    for id, here in signs.items():
        if known.isdisjoint(here):
            found.add(id)
        known.update(here)
    return frozenset(found)


def _sampled(grams: Iterable[str], drawn: dict[str, bool]) -> list[str]:
    """Some runs of words, the same ones in every report: chosen by their hash, which is remembered."""
    found = []
    for gram in grams:
        chosen = drawn.get(gram)
        if chosen is None:
            chosen = drawn[gram] = blake2b(gram.encode(), digest_size=2).digest()[0] % _SAMPLE == 0
        if chosen:
            found.append(f"gram|{gram}")
    return sorted(found)


def _values(matter: Matter, foreign: bool) -> list[str]:
    """The figures that tell something, by value and by digits as said; by digits alone where a report was not read."""
    if matter.unread:
        return sorted(f"number|{number}" for number in matter.numbers)
    telling = [i for i in matter.items if i.worth >= _TELLING]
    as_meant = {f"value|{i.base.dimension}|{i.base.point or 0:.4g}" for i in telling}
    bare = {f"number|{i.said:g}" for i in telling} if foreign else set()
    return sorted(bare | as_meant | {f"said|{i.base.dimension}|{i.said:.6g}" for i in telling})
