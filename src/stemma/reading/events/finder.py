"""Events: what is said to have happened, to be planned, demanded, denied or unknown, where no number is told.

Frames of words (data/en/events.toml and the packs') find them; who does it and to whom, where and when come from the
mentions in the same clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from stemma.core.packs import Pack
from stemma.core.text import Text
from stemma.core.types import Event, Reason, Source, Span, Status
from stemma.reading.events.clauses import Clauses, span_of
from stemma.reading.events.frames import Fit, Frames
from stemma.reading.events.roles import Roles, Seen
from stemma.reading.events.status import StatusFinder
from stemma.reading.places.finder import PlaceMention
from stemma.reading.saying.actors import ActorMention
from stemma.reading.saying.said import Attribution
from stemma.reading.times.carried import Carrier
from stemma.reading.times.finder import TimeMention

_MEASURES: Final = ("air_defence", "reinforcement")
# What stands inside the words of such an event is put forward as it is.
_OVER: Final = {
    **{"demand": Status.DEMAND, "forecast": Status.FORECAST, "threat": Status.PLANNED},
    **{"denial": Status.DENIED, "rejection": Status.DENIED},
}
_AGAIN: Final = 3  # sentences back in which "similar measures" finds what it repeats


class EventFinder:
    """Finds events by the pack's frames."""

    def __init__(self, pack: Pack) -> None:
        table = pack.tables.get("events", {})
        self._frames = Frames(table)
        self._clauses = Clauses(table)
        self._status = StatusFinder(table)
        self._roles = Roles(table)
        self._claiming = tuple(table.get("status", {}).get("claiming", ()))
        self._carrier = Carrier(pack.tables.get("times", {}))

    def find(
        self,
        report_id: str,
        text: Text,
        actors: Sequence[ActorMention],
        places: Sequence[PlaceMention],
        times: Sequence[TimeMention],
        attributions: Sequence[Attribution],
    ) -> list[Event]:
        """The events of a report in order of place, one of a kind in each clause."""
        fits = [f for f in self._frames.find(text) if not text.marked(text.tokens[f.first].start, text.tokens[f.last - 1].end)]
        if not fits:
            return []
        seen = Seen(text, actors, places)
        told = _Told()
        for fit in fits:
            kind = told.kind(fit, text)
            event = self._event(report_id, seen, fit, kind) if kind else None
            if event is not None:
                told.add(self._dated(event, text, times, attributions, fit), fit, text)
        return sorted(told.events, key=lambda e: (e.start, e.end, e.type))

    def _event(self, report_id: str, seen: Seen, fit: Fit, kind: str) -> Event | None:
        low, high = self._clauses.around(seen.text, fit.first, fit.last, seen.starts)
        clause = Span(low, max(high, fit.last, fit.object[1]))
        cast = self._roles.cast(seen, fit, clause)
        if fit.frame.place and not cast.actor:
            return None
        shown = (clause.start, clause.end)
        if fit.frame.place:
            shown = self._clauses.statement(seen.text, fit.first, fit.last)
        elif fit.frame.noun:
            shown = self._clauses.phrase(seen.text, fit.first, fit.last)
        span = span_of(seen.text, *shown)
        status = self._status.find(seen.text, fit, clause)
        return Event(
            report=report_id,
            start=span.start,
            end=span.end,
            text=seen.text.text[span.start : span.end],
            type=kind,
            actor=cast.actor,
            target=cast.target,
            place=cast.place,
            status=status,
            key=self._roles.key(seen, fit, clause, cast),
            reasons=self._reasons(seen.text, fit),
        )

    def _reasons(self, text: Text, fit: Fit) -> tuple[Reason, ...]:
        reasons = [Reason(rule="read.event/1", detail=f"'{fit.words}' tells of {fit.frame.type.replace('_', ' ')}", weight=1.0)]
        number = self._roles.number(text, fit)
        if number:
            reasons.append(Reason(rule="read.event-number/1", detail=number))
        return tuple(reasons)

    def _dated(self, event: Event, text: Text, times: Sequence[TimeMention], attributions: Sequence[Attribution], fit: Fit) -> Event:
        core = Span(text.tokens[fit.first].start, text.tokens[fit.last - 1].end)
        mention = self._carrier.governor.governing(times, text, core)
        if mention is None and not self._carrier.governor.counted_over(times, text, core):
            mention = self._carrier.time(times, text, core)
        chain = _chain(attributions, core)
        status = Status.CLAIMED if chain and event.status is Status.ASSERTED else event.status
        actor = chain[-1].name if chain and _own_deed(text, fit, self._claiming) else event.actor
        return replace(event, when=mention.when if mention else None, attribution=chain, status=status, actor=actor)


class _Told:
    """The events of one report so far: what repeats is left out, what stands inside a demand is demanded."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._objects: set[tuple[str, tuple[int, int]]] = set()
        self._measure: tuple[str, int] = ("", -_AGAIN - 1)

    def kind(self, fit: Fit, text: Text) -> str:
        """The type of a fit, that of the measure told before for "similar measures", "" where it repeats."""
        sentence = text.tokens[fit.first].sentence
        kind = fit.frame.type
        if fit.frame.again:
            kind = self._measure[0] if sentence - self._measure[1] <= _AGAIN else ""
        if kind in _MEASURES:
            self._measure = (kind, sentence)
        if fit.object[0] >= 0 and (kind, fit.object) in self._objects:
            return ""
        self._objects.add((kind, fit.object))
        return kind

    def add(self, event: Event, fit: Fit, text: Text) -> None:
        """Keep an event unless one of its kind already tells the same."""
        sentence = text.sentences[text.tokens[fit.first].sentence]
        for other in reversed(self.events):
            if other.end <= sentence.start:
                break
            inside = other.start <= event.start and event.end <= other.end
            if other.type == event.type and (inside or (fit.frame.place and other.actor == event.actor)):
                return
            under = other.start < text.tokens[fit.first].start < other.end
            if under and other.type in _OVER and event.status in (Status.ASSERTED, Status.CLAIMED):
                event = replace(event, status=_OVER[other.type])
        self.events.append(event)


def _own_deed(text: Text, fit: Fit, claiming: tuple[str, ...]) -> bool:
    """True for "claimed to have repulsed": the speaker speaks of himself."""
    words = [t.norm for t in text.tokens[max(0, fit.first - 4) : fit.first]]
    return words[-2:] == ["to", "have"] and any(w.startswith(claiming) for w in words)


def _chain(attributions: Sequence[Attribution], core: Span) -> tuple[Source, ...]:
    """The speakers of the narrowest passage that holds a place."""
    best: tuple[int, tuple[Source, ...]] | None = None
    for attribution in attributions:
        for content in attribution.content:
            if content.start <= core.start < content.end and attribution.chain:
                size = content.end - content.start
                if best is None or size < best[0]:
                    best = (size, attribution.chain)
    return best[1] if best else ()
