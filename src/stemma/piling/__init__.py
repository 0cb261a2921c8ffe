"""Piling: reports that may concern one another are put into one pile; piles are linked, traced and weighed each by itself."""

from stemma.piling.keys import Keys
from stemma.piling.parts import LIMITS, Key, Limits, parted, placed

__all__ = ["LIMITS", "Key", "Keys", "Limits", "parted", "placed"]
