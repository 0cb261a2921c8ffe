"""What near copies of one text have in common and other texts have not."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

_LEAST: Final = 8  # pieces from which a text can be a copy: what is shorter is a formula
_ORDERS: Final = (0x0F5A93C7, 0x3B1D6E28, 0x52C4B791, 0x7E983D05, 0x9467F1AE, 0xC8B20D63)  # the bits of a hash that are turned over


def signs_of_copies(hashes: Collection[int]) -> list[str]:
    """Three signs of a text, from the hashes (32 bits) of its pieces: each is the first piece in two orders (min-hashes).

    Turning over bits puts the pieces in another order. The chance that two texts have a sign in common is, for each, the square
    of the share of pieces that they have in common: all but sure for copies with a line cut off, small where half was written anew.
    """
    if len(hashes) < _LEAST:
        return []
    first = [min(map(order.__xor__, hashes)) for order in _ORDERS]
    return [f"copy|{at}|{first[at]:x}|{first[at + 1]:x}" for at in range(0, len(first), 2)]
