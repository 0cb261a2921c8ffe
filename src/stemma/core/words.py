"""Words compared loosely: Ukraine and Ukrainian, kill and killing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SHORTEST: Final = 4  # a shared stem of fewer letters tells nothing


def plain_words(phrase: str) -> list[str]:
    """The words of a phrase in lower case, without possessive endings."""
    words = phrase.split()
    if "".join(words).isalpha():
        return [w.lower() for w in words]  # most phrases are plain words, and cutting those takes no pattern
    found = [m.group().lower().replace("’", "'") for m in _WORD.finditer(phrase)]
    return [w[:-2] if w.endswith("'s") else w for w in found]


def initials(name: str) -> str:
    """The letters by which a name is known: RNA for the River News Agency; small words and the article have none."""
    return "".join(word[0] for word in name.split() if word[0].isupper() and word != "The")


def alike(one: str, other: str) -> bool:
    """True where two words share their stem: ukraine, ukrainian; killed, killing."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    stem = max(_SHORTEST, len(short) - 2)
    return len(short) >= _SHORTEST and len(long) - len(short) <= _SHORTEST and short[:stem] == long[:stem]


def overlap(ones: Iterable[str], others: Iterable[str]) -> float:
    """The share of the shorter list's words that have their like in the other, 0 to 1."""
    short, long = tuple(ones), tuple(others)
    if len(short) > len(long):
        short, long = long, short
    if not short:
        return 0.0
    if not [w for w in short if w not in long]:
        return 1.0
    beginnings = {o[:_SHORTEST] for o in long}  # words that are alike begin with the same letters, and most begin otherwise
    return sum(w in long or (w[:_SHORTEST] in beginnings and any(alike(w, o) for o in long)) for w in short) / len(short)
