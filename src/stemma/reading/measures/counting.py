"""An amount as the measure finder needs it, and what the finder answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, final

import msgspec

from stemma.core.text import Sentence, Text
from stemma.core.types import Reason, Span
from stemma.reading.amounts.mention import AmountMention

_POINTERS: Final = frozenset(("them", "it", "those", "these", "which", "whom", "that"))
COPULAS: Final = frozenset(("is", "are", "was", "were"))
THEM: Final = frozenset(("them", "those", "these", "whom"))
SAME: Final = "read.measure-carried/2"  # by which a value has the measure of the value that came after it, whatever else stands near
_OPENERS: Final = ("that", "which", "who", "it", "they", "once")
_RELATIVE: Final = 8  # tokens that a base may go on after its noun

# The dimensions that an amount of a unit can have.
DIMENSIONS: Final = {
    "persons": ("persons", "count"),
    "count": ("count", "persons", "age"),
    "percent": ("share",),
    "pp": ("share",),
    "magnitude": ("magnitude",),
    "ratio": ("ratio",),
    **dict.fromkeys(("km2", "mi2", "ha", "m2", "acres"), ("area",)),
    **dict.fromkeys(("m", "km", "mi", "ft", "cm", "mm", "in", "yd", "nmi"), ("length",)),
    **dict.fromkeys(("m/day", "km/day", "mi/day", "km/h", "mph", "m/s", "kn"), ("speed",)),
    **dict.fromkeys(("s", "min", "h", "days", "weeks", "months", "years"), ("duration", "age")),
    **dict.fromkeys(("C", "F"), ("temperature",)),
    **dict.fromkeys(("m3", "km3", "ft3", "l", "ml", "gal", "bbl"), ("volume",)),
    "m3/s": ("flow",),
    **dict.fromkeys(("t", "kg", "kt", "g", "lb"), ("mass",)),
    **dict.fromkeys(("W", "kW", "MW", "GW"), ("power",)),
}


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """An amount as the measure finder needs it: its tokens [first:last], unit and counted noun."""

    first: int
    last: int
    unit: str
    head: str = ""  # the counted noun's head, singular, "" where none stands
    noun: str = ""  # the whole counted phrase
    base: tuple[int, int] = (-1, -1)  # tokens of what a share is a share of
    pointing: bool = False  # the base only points back: "half of them"
    rate: bool = False
    whole: bool = True  # no fraction: 7.8 counts neither people nor things
    value: tuple[float | None, float | None] = (None, None)
    joint: int = 0  # where the last of several ends that share a verb: "39 officers and 50 civilians were hurt"


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """The measure chosen, its points, and the tokens of the cue that decided (-1 where none did)."""

    measure: str
    points: float
    cue: tuple[int, int] = (-1, -1)
    reasons: tuple[Reason, ...] = ()
    tallied: tuple[tuple[str, float], ...] = ()  # the points of each measure for which anything spoke


class Ruled(NamedTuple):
    """What a sentence and its report say for or against measures."""

    needed: frozenset[str]  # measures whose needed words stand in the sentence
    out: frozenset[str]  # measures that its words rule out
    leaning: Mapping[str, float]  # pack, how far the report is about its domain, 0 to 1
    telling: Sequence[Span] = ()  # where those stand who say so

    def tells(self, at: int) -> bool:
        """True of an offset within the words for who says so: in "Rebels say" nobody is deployed."""
        return any(span.start <= at < span.end for span in self.telling)


def said_behind(text: Text, at: int, sentence: Sentence) -> int:
    """The token behind "were" or "of them were", from which it is told who or what the counted are; 0 where no such verb stands."""
    tokens = text.tokens
    if at + 1 < sentence.last and tokens[at].norm == "of" and tokens[at + 1].norm in THEM:
        at += 2
    return at + 1 if at + 1 < sentence.last and tokens[at].norm in COPULAS else 0


def unheld(words: list[str], held: frozenset[str]) -> list[str]:
    """The words between an amount and a verb without what others hold: "are | thought to | have been", "are | to | be"."""
    at = words.index("to") if "to" in words else 0
    told = at > 0 and (words[at - 1] in held or words[at - 1] in COPULAS)
    return words[: at - 1] + words[at + 1 :] if told else words


def counted_in(mention: AmountMention, text: Text) -> Counted:
    """An amount as the measure finder needs it."""
    first = text.token_at(mention.start)
    last = max(first + 1, text.token_at(max(mention.end, mention.noun_end)))
    base = (-1, -1)
    if mention.of_start >= 0:
        base = (text.token_at(mention.of_start), _relative_end(text, text.token_at(mention.of_end)))
        last = max(first + 1, text.token_at(mention.end))
    words = {t.norm for t in text.tokens[base[0] : base[1]]} if base[0] >= 0 else set()
    return Counted(
        first=first,
        last=last,
        unit="ratio" if _is_ratio(mention, text, last) else mention.amount.unit,
        head=mention.head,
        noun=mention.noun,
        base=base,
        pointing=base[0] < 0 or bool(words & _POINTERS),
        whole=all(v is None or v == int(v) for v in (mention.amount.low, mention.amount.high)),
        value=(mention.amount.low, mention.amount.high),
    )


def _is_ratio(mention: AmountMention, text: Text, at: int) -> bool:
    """ "Eight to one"."""
    behind = [t.norm for t in text.tokens[at : at + 2]]
    return mention.amount.unit == "count" and not mention.noun and behind in (["to", "one"], ["to", "1"])


def _relative_end(text: Text, at: int) -> int:
    """The end of a relative clause that goes on with the base of a share: "the land | that the rebels held"."""
    if at >= len(text.tokens):
        return at
    opened = text.tokens[at].norm in _OPENERS or text.tokens[at].text[0].isupper()
    for i in range(at, min(at + _RELATIVE, len(text.tokens))):
        norm = text.tokens[i].norm
        opened = opened or norm in ("that", "which", "who")
        if norm in (",", ".", ";", ":", "(", "–", "—", "and", "but"):
            return i if opened else at
    return min(at + _RELATIVE, len(text.tokens)) if opened else at


@final
class Tally:
    """What speaks for one measure of an amount; an amount has one for each that it may be of, so it is written out."""

    __slots__ = ("best", "cue", "points", "words")

    def __init__(self, points: float, words: list[str]) -> None:
        self.points = points
        self.cue = (-1, -1)
        self.best = 0.0
        self.words = words
