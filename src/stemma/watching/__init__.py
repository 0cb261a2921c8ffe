"""Watching: what a round brought, told to terminals, files, feeds and other programs."""

from stemma.watching.atom import to_atom
from stemma.watching.teller import News, Teller

__all__ = ["News", "Teller", "to_atom"]
