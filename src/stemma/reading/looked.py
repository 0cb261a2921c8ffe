"""What the finders saw in one text."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

from stemma.core.text import Sentence, Text
from stemma.core.types import Span, When
from stemma.reading.amounts.mention import AmountMention
from stemma.reading.checking.finder import Caveat
from stemma.reading.places.mention import PlaceMention
from stemma.reading.saying.actors import ActorMention
from stemma.reading.saying.said import Attribution
from stemma.reading.saying.scene import Scene
from stemma.reading.times.mention import TimeMention
from stemma.reading.victims.persons import Struck

_SAYING: Final = ("say", "according")  # not "the nine people known to have died"
_FEW: Final = {"persons": 20, "count": 5}  # speakers; more who say the same are a figure
_OF: Final = frozenset("od")
_BESIDE: Final = frozenset("dNnjGca,'#")  # letters of what stands before them where they are named: "the", "a medic and"


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What the finders saw in one text, before it was put together into claims."""

    text: Text
    amounts: tuple[AmountMention, ...]
    times: tuple[TimeMention, ...]
    places: tuple[PlaceMention, ...]
    actors: tuple[ActorMention, ...]
    attributions: tuple[Attribution, ...]
    caveats: tuple[Caveat, ...]
    struck: tuple[Struck, ...]  # who is said to be dead or hurt
    report: str  # the id of the report
    speakers: tuple[Span, ...]  # where those stand who say so
    acting: tuple[ActorMention, ...]  # actors with names of their own
    scene: Scene  # the text with its letters
    reckoned: When | None  # the day as of which a whole bulletin is told
    telling: tuple[Span, ...]  # of the speakers, those who only tell: who asks or promises does so on its own account


def by_sentence(looked: Looked) -> list[tuple[Sentence, list[AmountMention]]]:
    """The amounts of each sentence, in order of place, without those that count who says so: "two officers said"."""
    grouped: dict[int, tuple[Sentence, list[AmountMention]]] = {}
    speaking = counted_speakers(looked)
    for mention in looked.amounts:
        if mention.number_start in speaking:
            continue
        sentence = looked.text.sentence_at(mention.number_start)
        if sentence is not None:
            grouped.setdefault(sentence.start, (sentence, []))[1].append(mention)
    return [grouped[start] for start in sorted(grouped)]


def counted_speakers(looked: Looked) -> frozenset[int]:
    """Where the numbers stand of a few persons or bodies who are themselves the speakers, alone or beside others."""
    found: set[int] = set()
    few = [m for m in looked.amounts if m.noun and 0 < (m.amount.high or m.amount.low or 0) <= _FEW.get(m.amount.unit, 0)]
    sources = [s for a in looked.attributions if a.kind == "said" and a.mode in _SAYING for s in a.source] if few else []
    tokens, tags = looked.text.tokens, looked.scene.tags
    for mention in few:
        for source in sources:
            if source.start <= mention.start and mention.end <= source.end:
                between, beside = (source.start, mention.start), _BESIDE
            elif mention.number_end <= source.start and source.end <= max(mention.end, mention.noun_end):
                between, beside = (mention.number_end, source.start), _OF  # "two of | its officers"
            else:
                continue
            first, last = (bisect_left(tokens, at, key=lambda t: t.start) for at in between)
            if beside.issuperset(tags[first:last]):
                found.add(mention.number_start)
    return frozenset(found)


def next_amount(looked: Looked, core: Span) -> int:
    """Where the next amount begins that counts something: "nine hours later" only says when."""
    amounts = looked.amounts
    for at in range(bisect_left(amounts, core.end, key=lambda a: a.start), len(amounts)):
        if not amounts[at].duration:
            return amounts[at].start
    return len(looked.text.text)
