"""Quotes cut to a length that may be passed on: at most 25 words unless the user says otherwise."""

from __future__ import annotations

QUOTED = 25  # words; what is commonly held to be a very short extract


def quoted(text: str, most: int = QUOTED) -> str:
    """A text on one line, cut after so many words, with dots where something is left out; 0 leaves it whole."""
    words = text.split()
    return " ".join(words) if not most or len(words) <= most else " ".join(words[:most]) + " …"
