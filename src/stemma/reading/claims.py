"""Amounts become claims: each gets its measure, subject, place, time, speaker, status and whether it was checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

import msgspec
from msgspec import structs

from stemma.core.gazetteer import COUNTRYWIDE, NATIONWIDE, Country, Gazetteer
from stemma.core.packs import Measure, Pack
from stemma.core.phrases import Hit
from stemma.core.text import Sentence, Text
from stemma.core.types import Amount, Approx, Claim, Nature, Notice, Place, Report, Source, Span, Status
from stemma.reading.amounts.finder import AmountMention
from stemma.reading.amounts.multiplied import Multiplied
from stemma.reading.checking.finder import verification_for
from stemma.reading.clauses import Ruler
from stemma.reading.forms import expand
from stemma.reading.looked import Looked, by_sentence, next_amount
from stemma.reading.measures.carried import MeasureCarrier, Told
from stemma.reading.measures.claimed import base_of, counted_people, one_more
from stemma.reading.measures.counting import Counted, Measured, Ruled
from stemma.reading.measures.earlier import Before
from stemma.reading.measures.finder import MeasureFinder
from stemma.reading.measures.joint import joined
from stemma.reading.measures.lasting import Lasting
from stemma.reading.measures.learned import Chooser
from stemma.reading.measures.namer import Namer, named_by
from stemma.reading.measures.seen import Sighting
from stemma.reading.measures.themes import put
from stemma.reading.measures.uncounted import CountNames
from stemma.reading.measures.wholes import as_whole, is_strange
from stemma.reading.noticing import notice
from stemma.reading.places.beyond import Beyond
from stemma.reading.places.governing import Bounds, PlaceGovernor
from stemma.reading.places.nation import Around, Asked, Nation
from stemma.reading.places.onward import Onward
from stemma.reading.places.spoken import unspoken
from stemma.reading.places.theatre import country_place
from stemma.reading.resting.choice import Resorts, Resting
from stemma.reading.saying.stance import StanceFinder
from stemma.reading.subjects.asking import Subject
from stemma.reading.subjects.whose import Whose
from stemma.reading.times.aftermath import Aftermath
from stemma.reading.times.printed import Printed
from stemma.reading.times.timekeeping import TimeKeeper
from stemma.reading.times.wars import Wars
from stemma.reading.victims.ages import Ages, settled, told
from stemma.reading.victims.befell import befell, figures, lived

_PASSING: Final = 2.2  # points that a small number in passing ("two sides", "one target") needs to count as a claim
_WHEN_ROLES: Final = ("window", "since", "before", "until", "deadline", "frequency")
_LARGE: Final = 1000  # a bare number from here on is a figure, of whatever it is
_MANY: Final = 20  # "several factors" is no figure, "dozens of barges" is
_BODIES: Final = ("institution", "agency", "outlet", "group")
_TIMES, _AGE = ("duration", "age", "prison_term"), ("age",)


class _Scene(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence in which amounts stand, with the cues found in it."""

    sentence: Sentence
    counted: tuple[Counted, ...]
    cues: tuple[Hit[tuple[str, ...]], ...]
    ruled: Ruled
    ruler: Ruler


class _Told(NamedTuple):
    """What is known of a claim when its place is asked for."""

    subject: Subject
    around: Around
    chain: tuple[Source, ...]
    nature: Nature
    measure: str


class _Course(NamedTuple):
    """What goes on from claim to claim in one report."""

    around: Around
    before: Before
    resorts: Resorts


class ClaimMaker:
    """Puts what the finders saw together into claims."""

    def __init__(self, pack: Pack, gazetteer: Gazetteer, chooser: Chooser | None = None) -> None:
        self._chooser = chooser or Chooser(pack)
        self._places = PlaceGovernor(pack, gazetteer)
        self._nation = Nation(pack, gazetteer)
        self._beyond = Beyond(pack, gazetteer)
        self._onward = Onward(pack)
        self._measures = MeasureFinder(pack)
        self._carrier = MeasureCarrier(pack, self._measures)
        self._namer, self._lasting = Namer(pack, self._measures), Lasting(pack.tables.get("clauses", {}))
        self._names = CountNames(pack)
        self._aside = frozenset(k for k, m in pack.measures.items() if m.table.get("aside"))
        self._multiplied = Multiplied(pack)
        self._whose, self._resting, self._ages = Whose(pack), Resting(pack), Ages(pack.tables.get("victims", {}))
        self.ranking = self._whose.ranking
        self._stance = StanceFinder(pack)
        self._times = TimeKeeper(pack)
        times, subjects = pack.tables.get("times", {}), pack.tables.get("subjects", {})
        self._printed, self._aftermath, self._wars = Printed(times), Aftermath(times), Wars(pack.tables.get("wars", {}))
        self._fates: Mapping[str, Sequence[str]] = pack.tables.get("victims", {}).get("fates", {})
        self._no_people, self._armed = frozenset(subjects.get("no_people", ())), frozenset(expand(subjects.get("armed", ())))
        self._gazetteer, self._pack = gazetteer, pack

    def make(self, report: Report, looked: Looked) -> tuple[list[Claim], list[Notice]]:
        """The claims of a report in order of place, and notices of amounts that were not understood."""
        claims, notices = list[Claim](), list[Notice]()
        around = self._nation.around(looked.places, looked.text, looked.speakers)
        looked = replace(looked, places=unspoken(looked))
        if around.theatre is not None and report.published is not None:
            dated = self._wars.dated(looked.times, looked.text, around.theatre.country, report.published.day)
            looked = replace(looked, times=tuple(self._printed.put_back(report, looked.text, dated)))
        if report.published is not None:
            looked = replace(looked, times=tuple(self._aftermath.settled(looked.times, looked.text, report.published.day)))
        before, wholes = Before(self._no_people, self._namer.going_on), self._namer.wholes
        course = _Course(around, before, Resorts(self._resting, looked.text, looked.scene, looked.attributions))
        themes, said = self._measures.themes, figures(looked.struck, looked.text, self._fates)
        leaning, untold = themes.leaning(looked.text), themes.untold(looked.text)
        for sentence, mentions in by_sentence(looked):
            scene = self._scene(looked, sentence, mentions, leaning)
            for at, (mention, counted) in enumerate(zip(mentions, scene.counted, strict=True)):
                verb = self._namer.inside.told_elsewhere(counted, looked.text, sentence)
                cues = wholes.not_of_others(scene.counted, scene.cues, counted, looked.text, verb)
                whole = wholes.holds(counted, mention, mentions[:at], sentence, looked.text)
                cues = wholes.own_cues(counted, cues, sentence, looked.text) if whole else cues
                ruled = self._choose(mention, counted, looked.text, scene, cues)
                measured = befell(ruled, said.get(mention.number_start), self._pack.measures)
                measured = self._lasting.lasting(mention, told(mention, measured), looked.text)
                if not whole:
                    measured = self._carrier.carried(measured, counted, looked.text, before, Told(sentence, cues, scene.ruler, scene.ruled))
                if not measured.measure and not whole and not mention.weak and not mention.duration:
                    measured = self._carrier.recalled(counted, looked.text, sentence, scene.ruled)
                if not measured.measure and mention.form != "multiple":
                    measured = self._measures.choose(counted, looked.text, cues, scene.ruler, scene.ruled, late=True)
                asked = Sighting(mention, counted, looked.text, sentence, before.told, leaning, measured, dict(ruled.tallied), cues, verb)
                chosen = self._chooser.choose(asked)
                measured = named_by(as_whole(measured, chosen, before.told) if whole else chosen, mention, counted)
                measured = lived(measured, said.get(mention.number_start))
                counts = self._counts(mention, measured, looked)
                if not measured.measure if counts else not mention.duration and mention.form != "age":
                    notices.append(notice(looked.report, mention, looked.text, measured))
                if not counts:
                    continue
                one = one_more(mention, measured, before.told)
                named = measured if measured.measure or not counted.head else structs.replace(measured, measure=f"count:{counted.head}")
                if mention.form != "age" and named.measure not in self._aside:
                    before.told.append((named, counted, sentence.paragraph))
                claims.append(self._claim(report, looked, one, put(measured, untold), course))
        return self._onward.told_on(claims, looked.text), notices

    def _choose(
        self, mention: AmountMention, counted: Counted, text: Text, scene: _Scene, cues: Sequence[Hit[tuple[str, ...]]]
    ) -> Measured:
        """The measure of an amount; of a multiple, that of what has become so many times as much."""
        if mention.form != "multiple":
            return self._measures.choose(counted, text, cues, scene.ruler, scene.ruled)
        told = self._multiplied.counted(mention, text, scene.sentence)
        if told is None:
            return Measured(measure="", points=0.0)
        measured = self._measures.choose(told, text, cues, scene.ruler, scene.ruled)
        return measured if measured.measure else self._multiplied.measured(told)

    def _scene(self, looked: Looked, sentence: Sentence, mentions: Sequence[AmountMention], leaning: Mapping[str, float]) -> _Scene:
        text = looked.text
        named = [a for a in looked.acting if a.start < sentence.end and sentence.start < a.end and a.kind in _BODIES]
        telling = [s for s in looked.telling if s.start < sentence.end and sentence.start < s.end]
        ruled = self._measures.ruled(text, sentence, leaning, telling)
        saying = [s for a in looked.attributions if a.kind == "said" for s in a.cue if sentence.start <= s.start < sentence.end]
        cues = tuple(h for h in self._measures.hits(text, sentence) if not is_strange(h, text, named, saying))
        counted = joined(tuple(self._namer.all_named(mentions, text, sentence)), text, cues, self._measures)
        return _Scene(
            sentence=sentence,
            counted=counted,
            cues=cues,
            ruled=ruled,
            ruler=self._measures.ruler(text, sentence, counted),
        )

    def _counts(self, mention: AmountMention, measured: Measured, looked: Looked) -> bool:
        """True where an amount is a claim and no number in passing."""
        if mention.duration or mention.form == "age":
            return measured.measure in (_TIMES if mention.duration else _AGE) and not _is_date(mention, looked)
        if mention.weak or mention.form in ("multiple", "calibre"):
            return bool(measured.measure) if mention.form == "multiple" else mention.weak and measured.points >= _PASSING
        if not measured.measure and not mention.noun and mention.amount.unit == "count":
            return (mention.amount.high or mention.amount.low or 0) >= _LARGE
        return bool(measured.measure) or mention.amount.approx is not Approx.VAGUE or (mention.amount.low or 0) >= _MANY

    def _claim(self, report: Report, looked: Looked, mention: AmountMention, measured: Measured, course: _Course) -> Claim:
        text = looked.text
        measure = self._pack.measures.get(measured.measure)
        span = _evidence(mention, measured, text)
        core = Span(mention.start, mention.end)
        chain, attribution, why = course.resorts.word(mention, measured.measure)
        status = settled(mention, self._stance.status(text, core, attribution), bool(chain))
        verification, caveat = verification_for(looked.caveats, core, chain)
        when, window = self._times.as_of(
            report, looked.text, looked.times, core, not chain or bool(why), looked.reckoned, status is Status.DEMAND
        )
        when = self._times.moments.day(measured.measure, report, looked.text, looked.times, when)
        nature = _nature(mention, measure, window)
        subject = self._ages.whose(mention, looked) if mention.form == "age" else Subject()
        subject = subject if (named := bool(subject.name)) else self._whose.subject(mention, measured, looked, course.before)
        unit = mention.amount.unit
        return Claim(
            report=looked.report,
            start=span.start,
            end=span.end,
            text=report.text[span.start : span.end],
            amount=self._multiplied.share(mention.amount) if unit == "times" else self._as_claimed(mention, measure),
            measure=_name(measure) or self._names.of(measured.measure) or self._names.fallback(mention),
            nature=nature,
            subject=subject.name,
            subject_actor=subject.actor,
            place=self._place(looked, mention, _Told(subject, course.around, chain, nature, measured.measure)),
            when=when,
            window=window,
            percent_of=base_of(mention, report.text) if unit in ("percent", "times") else "",
            counted=mention.noun,
            attribution=chain,
            status=status,
            verification=verification,
            caveat=caveat,
            reasons=(*measured.reasons, *why, *(() if named else course.before.because)),
        )

    def _as_claimed(self, mention: AmountMention, measure: Measure | None) -> Amount:
        """The amount in the unit in which it is claimed."""
        counted = measure is None and self._names.counts_unit(mention.amount.unit)
        points = mention.amount.unit == "pp"  # percentage points are claimed in percent
        return replace(mention.amount, unit="percent" if points else "count") if counted or points else counted_people(mention, measure)

    def _place(self, looked: Looked, mention: AmountMention, told: _Told) -> Place | None:
        """The place that governs the amount; a nation's people are counted in their country where the sentence names no place."""
        core = Span(mention.start, mention.end)
        bounds = Bounds(next_amount(looked, core), looked.scene.tags, mention.noun_end)
        found = self._places.place_for(looked.places, looked.text, core, told.around.theatre, bounds)
        s = looked.text.sentence_at(core.start)
        named = s is not None and any(s.start <= p.start < s.end and not p.speaker and p.preposition for p in looked.places)
        subject = told.subject
        asked = Asked(core, [source.name for source in told.chain], told.measure, subject.name)
        beyond = self._beyond.place_for(asked, looked.text) if not named else None
        if beyond is not None:
            return beyond
        found = self._nation.widened(found, named, told.around, asked, looked.text)
        country = self._gazetteer.country(subject.actor.partition(".")[0]) if subject.actor and mention.amount.unit == "persons" else None
        if country is None or mention.head in self._armed or subject.name.rpartition(" ")[2].lower() in self._armed:
            return found
        said = found is not None and bool(found.words) and found.kind != "country" and found.words not in (NATIONWIDE, COUNTRYWIDE)
        away = found is not None and found.country not in ("", country.iso2) and told.around.theatre is not None
        if away and told.measure not in self._nation.measures and mention.head and self._gazetteer.countries_of(mention.head.capitalize()):
            return found  # "6,000 Russians" in a report about Ukraine
        return found if named or said or _is_part(found, country, "." in subject.actor) else country_place(country, subject.name)


def _is_part(place: Place | None, country: Country, body: bool) -> bool:
    """True of a part of a country: a nation's dead in the siege of a town are of the town, those of one of its bodies of the region too."""
    return place is not None and place.country == country.iso2 and (place.kind in ("town", "village") or (body and place.kind == "region"))


def _is_date(mention: AmountMention, looked: Looked) -> bool:
    """True where a length of time only says when: "over the last 24 hours"."""
    return any(t.start < mention.end and mention.start < t.end and (t.type != "DURATION" or t.role in _WHEN_ROLES) for t in looked.times)


def _evidence(mention: AmountMention, measured: Measured, text: Text) -> Span:
    """The shortest stretch that carries the number and what it measures, within one sentence."""
    start, end = mention.start, max(mention.end, mention.noun_end)
    sentence = text.sentence_at(mention.number_start)
    if measured.cue[0] >= 0 and sentence is not None:
        first, last = text.tokens[measured.cue[0]], text.tokens[measured.cue[1] - 1]
        if sentence.start <= first.start and last.end <= sentence.end and start - first.start < 60 and last.end - end < 60:
            start, end = min(start, first.start), max(end, last.end)
    return Span(start, end)


def _nature(mention: AmountMention, measure: Measure | None, window: str) -> Nature:
    nature = measure.nature if measure is not None else Nature.LEVEL
    itself = measure is not None and bool(measure.table.get("change"))
    if mention.role == "more" or mention.form == "multiple" or (mention.role == "delta" and not itself):
        return Nature.DELTA
    return Nature.FLOW if window and nature is not Nature.LEVEL else nature


def _name(measure: Measure | None) -> str:
    """The name under which a measure is claimed: one that only tells money apart by its words is money."""
    return str(measure.table.get("word", measure.id)) if measure is not None else ""
