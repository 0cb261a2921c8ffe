"""Words and windows: a text in pieces that the encoder can take in, cut where paragraphs and sentences end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

WORD = re.compile(r"\w+|[^\w\s]")
SIZE = 256  # word pieces; the window that the model was trained on
_FIRST, _LAST, _UNKNOWN = 101, 102, 100  # [CLS], [SEP], [UNK]
_SHORTEST = 20  # words; a sentence end nearer to the window's beginning is no good place to cut


class Window(NamedTuple):
    """Words [first:last) of a text, their pieces, and where each word's first piece stands."""

    first: int
    last: int
    ids: tuple[int, ...]
    starts: tuple[int, ...]


def words_of(text: str) -> list[tuple[int, int]]:
    """Where the words and signs of a text stand."""
    return [m.span() for m in WORD.finditer(text)]


def windows(text: str, words: Sequence[tuple[int, int]], pieces: Sequence[Sequence[int]]) -> list[Window]:
    """Whole paragraphs, as many as fit in one window; a longer one is cut at the end of a sentence."""
    found: list[tuple[int, int]] = []
    sizes = [len(p) for p in pieces]
    total = 0
    for first, last in _units(text, words, sizes):
        size = sum(sizes[first:last])
        if found and total + size <= SIZE - 2:
            found[-1], total = (found[-1][0], last), total + size
        else:
            found.append((first, last))
            total = size
    return [_window(first, last, pieces) for first, last in found]


def _units(text: str, words: Sequence[tuple[int, int]], sizes: Sequence[int]) -> list[tuple[int, int]]:
    breaks = [i for i in range(1, len(words)) if "\n" in text[words[i - 1][1] : words[i][0]]]
    units: list[tuple[int, int]] = []
    for begin, last in zip([0, *breaks], [*breaks, len(words)], strict=True):
        first = begin
        while first < last and sum(sizes[first:last]) > SIZE - 2:
            cut, best, total = first, 0, 0
            while cut < last and total + sizes[cut] <= SIZE - 2:
                total += sizes[cut]
                cut += 1
                if text[words[cut - 1][0]] in ".!?":
                    best = cut
            end = best if best > first + _SHORTEST else max(cut, first + 1)
            units.append((first, end))
            first = end
        if first < last:
            units.append((first, last))
    return units


def _window(first: int, last: int, pieces: Sequence[Sequence[int]]) -> Window:
    ids, starts = [_FIRST], []
    for k in range(first, last):
        starts.append(len(ids))
        ids += pieces[k] or [_UNKNOWN]
    return Window(first, last, (*ids, _LAST), tuple(starts))
