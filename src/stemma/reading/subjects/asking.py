"""A question for a subject: of whom does this amount speak, in this sentence, among these actors?"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, NamedTuple, Protocol

import msgspec

from stemma.core.packs import Measure
from stemma.core.text import Sentence, Text
from stemma.core.types import Span

_FOUGHT: Final = ("ground", "forces")  # groups of measures
PRESS: Final = ("outlet", "agency")
PRESS_OR_PERSON: Final = frozenset((*PRESS, "person"))


class Named(Protocol):
    """An actor found in the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def actor(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def country(self) -> str: ...


class Subject(NamedTuple):
    """Of whom: readable words, and the actor's id or country code where known."""

    name: str = ""
    actor: str = ""


class Asked(NamedTuple):
    """What the subject is asked for: the amount's span, the counted phrase, the base of a share, its measure."""

    span: Span
    noun: Span | None
    base: Span | None
    measure: Measure | None


class Scene(msgspec.Struct, frozen=True):
    """One question with the sentence in which it is asked."""

    asked: Asked
    text: Text
    sentence: Sentence
    actors: Sequence[Named]
    speakers: Sequence[Span]

    @property
    def role(self) -> str:
        return str(self.asked.measure.table.get("role", "self")) if self.asked.measure else "self"

    @property
    def people(self) -> bool:
        return self.asked.measure is not None and self.asked.measure.dimension == "persons"

    @property
    def holds(self) -> bool:
        """True of a measure that belongs to the thing before it: the population of a town, the strength of a unit."""
        return self.asked.measure is not None and bool(self.asked.measure.table.get("holder"))

    @property
    def things(self) -> bool:
        """True of a measure that may be told of things: "600 kilometres of track are affected"."""
        return self.asked.measure is not None and bool(self.asked.measure.table.get("things"))

    @property
    def moves(self) -> bool:
        """True of what only those who fight do: take ground, advance, send troops."""
        return self.asked.measure is not None and self.asked.measure.table.get("group") in _FOUGHT

    @property
    def land(self) -> bool:
        return self.asked.measure is not None and self.asked.measure.dimension == "area"

    def heard(self, sentence: Sentence | None = None) -> list[Named]:
        """The actors of a sentence who are not the ones that say so, nor the press."""
        here = sentence or self.sentence
        low = bisect_left(self.actors, here.start, key=lambda a: a.start)
        high = bisect_left(self.actors, here.end, key=lambda a: a.start)
        said = [s for s in self.speakers if s[0] < here.end and here.start < s[1]]
        return [a for a in self.actors[low:high] if a.kind not in PRESS and not any(s.start <= a.start < s.end for s in said)]


def inside(actors: Sequence[Named], span: Span) -> list[Named]:
    """The actors in a stretch of text who are no press and no persons."""
    start, end = span
    return [a for a in actors if a.start < end and start < a.end and a.kind not in ("outlet", "agency", "person")]


def acts(actor: Named) -> bool:
    """True of an actor with a name of its own; "troops" or "officials" alone name nobody."""
    return bool(actor.country) or actor.kind == "group" or (actor.name[:1].isupper() and actor.kind != "role") or " " in actor.name.strip()


def key_of(actor: Named) -> str:
    """The id of an actor, or its country's."""
    return actor.actor or actor.country
