"""Amounts side by side that share a verb: "39 police officers and more than 50 civilians were hurt"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import structs

from stemma.core.phrases import Hit
from stemma.core.text import Text
from stemma.reading.measures.counting import COPULAS, Counted
from stemma.reading.measures.finder import MeasureFinder

_JOINING: Final = frozenset(("and", "or", ",", "plus", "&"))
_WORDS: Final = 2  # at most ", and" between two


def joined(counted: tuple[Counted, ...], text: Text, cues: Sequence[Hit[tuple[str, ...]]], finder: MeasureFinder) -> tuple[Counted, ...]:
    """The amounts of a sentence, those before "and" with the end of the last one, whose verb is theirs too."""
    if len(counted) < 2:
        return counted
    found = list(counted)
    for i in range(len(found) - 2, -1, -1):
        one, other = found[i], found[i + 1]
        if _beside(one, other, text) and not (finder.suffers(one.head) or finder.suffers(other.head) or _governed(one, text, cues)):
            end = other.joint or (other.last if any(t.norm in ("and", "or") for t in text.tokens[one.last : other.first]) else 0)
            found[i] = structs.replace(one, joint=end) if end else one
    return tuple(found)


def _beside(one: Counted, other: Counted, text: Text) -> bool:
    """Nothing but "and" or a comma stands between two counted nouns."""
    if not one.head or not other.head or one.unit != "persons" or other.unit != "persons":
        return False
    between = text.tokens[one.last : other.first]
    return 1 <= len(between) <= _WORDS and all(t.norm in _JOINING for t in between)


def _governed(one: Counted, text: Text, cues: Sequence[Hit[tuple[str, ...]]]) -> bool:
    """The first has a verb of its own before it: "killed 12 soldiers and 50 civilians were hurt"."""
    return text.tokens[one.first - 1].norm in COPULAS or any(h.last == one.first for h in cues)
