"""Towns that bear the name of their region, and names with an article, which are of no town."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Final

from stemma.core.gazetteer import Candidate, fold_name
from stemma.core.text import Text
from stemma.reading.places.context import kilometres
from stemma.reading.places.setting import Found

TOWNS: Final = ("town", "village")
REACH: Final = 300.0  # kilometres
GREAT, ALIKE = 1_000_000, 0.8


def goes_on(text: Text, item: Found) -> bool:
    """True where a noun follows a name: "the Marib tally"."""
    return item.possessive or (item.last < len(text.tokens) and text.tokens[item.last].text[0].isalpha())


def twin(town: Candidate, region: Candidate, name: str) -> bool:
    """True for the town that gave a region its name, also under a spelling near its main one: Hama for Hamah."""
    if town.kind not in TOWNS or town.country != region.country or not (town.region == region.id or kilometres(town, region) < REACH):
        return False
    if not town.alias or town.population < 5_000 or town.population >= GREAT:
        return town.population >= 5_000
    return SequenceMatcher(None, fold_name(town.name), fold_name(name)).ratio() > ALIKE
