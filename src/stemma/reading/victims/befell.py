"""What is said to have befallen people, told of the figures that count them and, where no figure stands, as events.

"One man was killed and three others were shot and wounded" counts one dead and three wounded, whatever words stand near.
"A man was shot dead" is an event, not a claim: nobody counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec import structs

from stemma.core.text import Text
from stemma.core.types import Event, Reason, Span, Status
from stemma.reading.measures.counting import Measured
from stemma.reading.measures.finder import ENOUGH
from stemma.reading.saying.chains import Chains
from stemma.reading.saying.said import Attribution
from stemma.reading.times.finder import TimeMention
from stemma.reading.times.governing import Governor
from stemma.reading.victims.persons import Struck

_DEAD: Final = ("killed", "deaths")
_HURT: Final = ("wounded", "injured", "hospitalised")
_WHO: Final = ("", "crowd_size", "troops_deployed", "police_deployed", "population", "displaced")  # said by who they are
_LIVED: Final = "alive"
_HARMED: Final = _DEAD + _HURT + ("missing", "killed_or_wounded", "killed_or_injured")  # none of these is said of who survived


def figures(struck: Iterable[Struck], text: Text, fates: Mapping[str, Sequence[str]]) -> dict[int, tuple[str, str]]:
    """What befell those whom a figure counts, by the offset of its first token: dead, wounded, injured or alive, and the words for it."""
    found: dict[int, tuple[str, str]] = {}
    for these in struck:
        words = _words(these, text)
        counted = all(p.how == "number" for p in these.people)  # "35 children and 58 women were among the dead"
        if counted and these.kind in ("dead", "hurt") and not words.endswith(" to"):  # bodies are flown home
            kind = (
                "dead"
                if these.kind == "dead"
                else _LIVED
                if _any_in(fates.get("lived"), words)
                else "wounded"
                if _any_in(fates.get("wounded"), words.lower())
                else "injured"
            )
            found.update({text.tokens[person.number].start: (kind, words) for person in these.people})
    return found


_NAMED: Final = 3.5  # points of a noun that says the measure by itself


def befell(measured: Measured, told: tuple[str, str] | None, known: Mapping[str, object]) -> Measured:
    """The measure of a figure whose clause says what befell those it counts, where other words spoke of who they are, or the opposite."""
    if told is None or told[0] == _LIVED:
        return measured
    kind, words = told
    if measured.cue == (-1, -1) and measured.points >= _NAMED and measured.measure in _HARMED:
        return measured  # "cost three lives, and thirty-four others were hurt": the noun has spoken
    wrong, right = (_HURT, "killed") if kind == "dead" else (_DEAD, kind)
    if measured.measure not in (_WHO + wrong) or right not in known:
        return measured
    reason = Reason(rule="read.befell/1", detail=f"'{words}' is said of those counted", weight=ENOUGH)
    return structs.replace(measured, measure=right, points=max(measured.points, ENOUGH), reasons=(reason,))


def lived(measured: Measured, told: tuple[str, str] | None) -> Measured:
    """The measure of a figure whose clause says that those counted live on: a plain count, where others of its words spoke of harm."""
    if told is None or told[0] != _LIVED or measured.measure not in _HARMED:
        return measured
    reason = Reason(rule="read.befell/1", detail=f"'{told[1]}' is said of those counted", weight=ENOUGH)
    return structs.replace(measured, measure="", reasons=(reason,))


def happened(
    report: str,
    text: Text,
    struck: Iterable[Struck],
    times: Sequence[TimeMention],
    attributions: Sequence[Attribution],
    governor: Governor,
    chains: Chains,
) -> list[Event]:
    """Deaths and injuries of persons whom no figure counts, one event for each list of them."""
    found: list[Event] = []
    for these in struck:
        named = [p for p in these.people if p.how in ("indefinite", "named", "number")]
        if these.kind == "struck" or these.figure or not named:
            continue
        words = (min(these.first, these.word.first), max(these.last, these.word.last))
        span = Span(text.tokens[words[0]].start, text.tokens[words[1] - 1].end)
        mention = governor.governing(list(times), text, span)
        chain, _ = chains.behind(attributions, span)
        target = text.text[text.tokens[these.first].start : text.tokens[these.last - 1].end]
        found.append(
            Event(
                report=report,
                start=span.start,
                end=span.end,
                text=text.text[span.start : span.end],
                type="death" if these.kind == "dead" else "injury",
                target=" ".join(target.split()),
                when=mention.when if mention else None,
                attribution=chain,
                status=Status.CLAIMED if chain else Status.ASSERTED,
                reasons=(Reason(rule="read.befell/1", detail=f"'{_words(these, text)}' is said of {these.many}", weight=1.0),),
            )
        )
    return found


def _any_in(beginnings: Sequence[str] | None, words: str) -> bool:
    return any(b in words for b in beginnings or ())


def _words(these: Struck, text: Text) -> str:
    return text.text[text.tokens[these.word.first].start : text.tokens[these.word.last - 1].end]
