"""The rule-based reader: a report in, its claims, events and notices out, each tied to the very words."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from stemma.core.gazetteer import Gazetteer
from stemma.core.letters import LongNames, in_full, letters_of
from stemma.core.packs import Pack
from stemma.core.text import Text, segment
from stemma.core.types import Claim, Extract, Notice, Quote, Report, Span
from stemma.reading.amounts.finder import AmountFinder, AmountMention
from stemma.reading.checking.finder import CheckFinder
from stemma.reading.claims import ClaimMaker
from stemma.reading.events.finder import EventFinder
from stemma.reading.looked import Looked
from stemma.reading.measures.learned import Chooser
from stemma.reading.places.finder import PlaceFinder
from stemma.reading.saying.actors import ActorFinder
from stemma.reading.saying.attribution import AttributionFinder
from stemma.reading.saying.seam import SaysWho
from stemma.reading.saying.silences import with_silences
from stemma.reading.subjects.asking import acts
from stemma.reading.times.finder import TimeFinder
from stemma.reading.times.governing import Governor
from stemma.reading.times.reckoned import Reckoned
from stemma.reading.victims.befell import happened
from stemma.reading.victims.finder import VictimReader

_QUOTE = re.compile(r"[“\"«]([^”\"»\n]{12,600})[”\"»]")


_OWN_ACT = ("demand", "promise", "intend")


class Reader:
    """Reads reports by grammar and the packs' words; the same report always gives the same extract."""

    def __init__(
        self,
        pack: Pack,
        gazetteer: Gazetteer | None = None,
        says: SaysWho | None = None,
        name: str = "rules",
        chooser: Chooser | None = None,
    ) -> None:
        self.name = name
        self._amounts = AmountFinder(pack)
        self._times = TimeFinder(pack)
        gazetteer = gazetteer or Gazetteer()
        self._places = PlaceFinder(pack, gazetteer)
        self._reckoned = Reckoned(pack.tables.get("times", {}))
        self._governor = Governor(pack.tables.get("times", {}))
        self._actors = ActorFinder(pack)
        self._attributions = AttributionFinder(pack)
        self._chains = self._attributions.chains
        self._says = says
        self._checks = CheckFinder(pack)
        self._events = EventFinder(pack)
        self._claims = ClaimMaker(pack, gazetteer, chooser)
        self.ranking = self._claims.ranking  # of subjects, for whoever fits its weights
        self._victims = VictimReader(pack)

    def look(self, report: Report) -> Looked:
        """All that the finders see: amounts, times, places, actors, attributions and caveats, in order of place."""
        text = segment(report.text, report.marks)
        actors = self._actors.find(text)
        amounts = tuple(self._amounts.find(text))
        scene = self._attributions.scene(text)
        says = self._says or self._attributions
        attributions = says.find(text, actors, report.credits, report.outlet, scene, [Span(a.start, a.end) for a in amounts])
        times = tuple(self._times.find(text, report.published))
        return Looked(
            text=text,
            amounts=amounts,
            times=times,
            reckoned=self._reckoned.day(report, text, times, self._times),
            places=tuple(self._places.find(text)),
            actors=tuple(actors),
            attributions=tuple(attributions),
            caveats=tuple(self._checks.find(text, attributions)),
            struck=tuple(self._victims.find(text, amounts)),
            report=report.id,
            speakers=tuple(s for a in attributions for s in a.source if not _holds(s, amounts)),
            acting=tuple(a for a in actors if acts(a)),
            scene=scene,
            telling=tuple(s for a in attributions if a.mode not in _OWN_ACT for s in a.source if not _holds(s, amounts)),
        )

    def read(self, report: Report) -> Extract:
        """The claims, events and notices of a report; never raises, whatever the text."""
        return self.gather(report, self.look(report))

    def gather(self, report: Report, looked: Looked) -> Extract:
        """What was seen, put together into an extract."""
        claims, notices = self._claims.make(report, looked)
        name = looked.report
        events = self._events.find(
            name, looked.text, list(looked.actors), list(looked.places), list(looked.times), list(looked.attributions)
        )
        deaths = happened(name, looked.text, looked.struck, looked.times, looked.attributions, self._governor, self._chains)
        extract = Extract(
            report=name,
            claims=_once(claims if self.name == "rules" else [replace(c, reader=self.name) for c in claims]),
            events=tuple(with_silences([*events, *deaths], self._attributions.silences.events(name, looked.text, looked.attributions))),
            notices=tuple(notices),
            quotes=_quotes(report, looked.text),
            credits=self._credits(report, looked),
            names=_names(looked),
        )
        return _in_full(extract, report)

    def _credits(self, report: Report, looked: Looked) -> tuple[str, ...]:
        named = self._chains.outlets_credited(looked.text, list(looked.actors), list(looked.attributions))
        found: dict[str, None] = {}
        for name in (*report.credits, *named):
            if name and not self._chains.same_outlet(name, report.outlet):
                found.setdefault(name)
        return tuple(found)


def _holds(span: Span, amounts: tuple[AmountMention, ...]) -> bool:
    """True of a stretch with an amount in it: nobody is called so."""
    at = bisect_left(amounts, span.start, key=lambda a: a.start)
    return at < len(amounts) and amounts[at].end <= span.end


def _in_full(extract: Extract, report: Report) -> Extract:
    """An extract whose sources are called in full where the report gives both forms of their names."""
    known = letters_of(extract)
    if not known:
        return extract
    names = LongNames(known)
    names.read(report.text)
    return in_full(extract, names, known, "read.in-full")


def _once(claims: list[Claim]) -> tuple[Claim, ...]:
    """Claims in order of place, one of each id."""
    kept: dict[str, Claim] = {}
    for claim in claims:
        kept.setdefault(claim.id, claim)
    return tuple(claim for _, claim in sorted(kept.items(), key=lambda item: (item[1].start, item[1].end, item[0])))


def _quotes(report: Report, text: Text) -> tuple[Quote, ...]:
    return tuple(
        Quote(report=report.id, start=m.start(1), end=m.end(1), text=m.group(1))
        for m in _QUOTE.finditer(report.text)
        if not text.marked(m.start(1), m.end(1))
    )


def _names(looked: Looked) -> tuple[str, ...]:
    """Proper names in order of first mention."""
    mentions = sorted([(a.start, a.name) for a in looked.actors] + [(p.start, p.place.name) for p in looked.places])
    return tuple(dict.fromkeys(name for _, name in mentions if name))


__all__ = ["Notice", "Reader"]
