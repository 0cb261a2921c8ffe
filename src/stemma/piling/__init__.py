"""Piling: reports that may concern one another are put into one pile; piles are linked, traced and weighed each by itself."""

from stemma.piling.keys import Keys
from stemma.piling.parts import CROWD, PILE, Key, components, parted, piles

__all__ = ["CROWD", "PILE", "Key", "Keys", "components", "parted", "piles"]
