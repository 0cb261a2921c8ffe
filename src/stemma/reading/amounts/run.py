"""A run of tokens within which an amount is read."""

from __future__ import annotations

from typing import final

from stemma.core.text import Token


@final
class Run:
    """The tokens [start:end] of a sentence; outside of them there is nothing."""

    __slots__ = ("end", "start", "tokens")

    def __init__(self, tokens: tuple[Token, ...], start: int, end: int) -> None:
        self.tokens = tokens
        self.start = start
        self.end = end

    def begun(self, start: int) -> Run:
        """The run with another beginning."""
        return Run(self.tokens, start, self.end)

    def norm(self, i: int) -> str:
        """The token at i in lower case, "" outside."""
        return self.tokens[i].norm if self.start <= i < self.end else ""

    def text(self, i: int) -> str:
        """The token at i as it stands, "" outside."""
        return self.tokens[i].text if self.start <= i < self.end else ""

    def tight(self, i: int) -> bool:
        """True where token i follows the one before it without a space."""
        return self.start < i < self.end and self.tokens[i].start == self.tokens[i - 1].end

    def capital(self, i: int) -> bool:
        """True where token i begins with a capital letter."""
        return self.start <= i < self.end and self.tokens[i].text[0].isupper()

    def digit(self, i: int) -> bool:
        """True where token i begins with a digit."""
        return self.start <= i < self.end and "0" <= self.tokens[i].norm[0] <= "9"
