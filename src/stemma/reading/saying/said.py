"""What a passage of attribution is: who says so, by which words, and which words are theirs."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from stemma.core.types import Source, Span


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """A passage that hangs on a speaker."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    chain: tuple[Source, ...] = ()  # outermost first, innermost last
    kind: str = "said"  # said negative evidential intent attitude credit
    mode: str = "say"  # say think show count demand promise deny intend attitude according evidential
    carried: bool = False  # a bare sentence that goes on with what the speaker said before
    certainty: float = 1.0

    @property
    def start(self) -> int:
        """Where the first of its words stands."""
        return min([s[0] for spans in (self.source, self.cue, self.content) for s in spans], default=0)


class Tagged(NamedTuple):
    """One attribution as a trained tagger marks it: character spans of the text."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


class Cue(msgspec.Struct, frozen=True, kw_only=True):
    """A cue found in one sentence, before it is known what its words reach over. All numbers are token indices."""

    first: int
    last: int  # one past
    sentence: int
    mode: str
    kind: str = "said"
    source: tuple[int, int] | None = None  # the whole noun phrase with its apposition
    head: tuple[int, int] | None = None  # the noun phrase without it
    outer: tuple[int, int] | None = None  # "told Reuters", "RIA, citing ..."
    pieces: tuple[tuple[int, int], ...] = ()  # its content
    clause: int = -1  # where its own clause begins: what stands before ends there
    leading: bool = False  # its content follows it
    inherits: bool = False  # the source is that of the cue before
    own: bool = True
    back: int = 0  # its content is this many sentences before it
    name: str = ""  # a name for a source that has no words of its own, "reportedly"
    certainty: float = 1.0


def trimmed(text: str, span: Span) -> tuple[int, int]:
    """The ends of a passage without the signs and spaces around it."""
    start, end = span
    while start < end and text[start] in " \n\t,;:":
        start += 1
    while end > start and text[end - 1] in " \n\t,;":
        end -= 1
    if end - start > 1 and text[end - 1] in ".?" and text[end - 2].isalnum():
        end -= 1
    return start, end
