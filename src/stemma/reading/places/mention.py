"""The record of a place that a text names."""

from __future__ import annotations

import msgspec

from stemma.core.types import Place


class PlaceMention(msgspec.Struct, frozen=True, kw_only=True):
    """A place named in a text: where, which, and how it stands to what is said."""

    start: int
    end: int
    place: Place
    relation: str = ""  # "" near "south of" ...
    preposition: str = ""  # "in", "near", "to"; "" where the name stands without one ("Kyiv rejected")
    confident: bool = True  # False where no place of the gazetteer was taken
    container: bool = False  # it only says where the place beside it lies: "Kursk region" in "Makhnovka in the Kursk region"
    speaker: bool = False  # "Kyiv said"
    capital: bool = False  # a capital may stand for its government
