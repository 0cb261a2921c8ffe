"""Piling: reports that may concern one another are put into one pile; piles are linked, traced and weighed each by itself."""

from stemma.piling.keys import Keys
from stemma.piling.nearby import renewed
from stemma.piling.parts import LIMITS, Key, Limits, components, parted, placed

__all__ = ["LIMITS", "Key", "Keys", "Limits", "components", "parted", "placed", "renewed"]
