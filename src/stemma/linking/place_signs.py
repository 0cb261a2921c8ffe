"""The signs that a figure without a place of its own is of one of the places that its report and its pile name.

Each sign has a name, "titled.town", and a value; what it is worth stands in data/en/ground.toml, written by scripts/fit_ground.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log10
from typing import Final, NamedTuple

from stemma.core.text import segment_once
from stemma.core.types import Claim, Event, Extract
from stemma.linking.atlas import COUNTRY, DISTRICT, REGION, TOWN, Atlas, Page, is_said
from stemma.linking.beside import Pointers
from stemma.linking.repeated import keys_of

Signs = dict[str, float]
_NONE: Final[Signs] = {}
_COUNTED: Final = ("persons", "count")
_LARGEST: Final = 7.0  # powers of ten
_TELLING: Final = 100  # a number from here on is known by itself
_HOLDING: Final = (TOWN, REGION, DISTRICT)


class Asked(NamedTuple):
    """A figure or event whose place is open, and what stands around it."""

    item: Claim | Event
    sentence: tuple[int, int]
    paragraph: tuple[int, int]
    told: Sequence[Claim]  # those of its report that words of their own place
    cues: frozenset[str]  # "nation": its sentence says so
    actor: str = ""  # the country of whom it is told
    voice: str = ""  # the country that tells it
    people: Mapping[str, Signs] = {}  # country -> how the words for it and its people stand in the sentence


@dataclass(slots=True)
class SignFinder:
    """Finds the signs of a pile's places."""

    cues: Mapping[str, str]  # word -> what it tells of how wide a sentence tells
    atlas: Atlas
    telling: frozenset[str] = frozenset()  # verbs of who says so
    by: frozenset[str] = frozenset()  # words before who does it
    _pointers: Pointers = field(init=False)

    def __post_init__(self) -> None:
        self._pointers = Pointers(sorted({p.country for p in self.atlas.places.values() if p.country}), self.telling, self.by)

    def asked(self, item: Claim | Event, page: Page, told: Sequence[Claim]) -> Asked:
        """What is known of a figure when its place is asked for."""
        text = segment_once(page.report.text, page.report.marks)
        sentence = text.sentence_at(item.start)
        first, last = (0, 0) if sentence is None else (sentence.first, sentence.last)
        cues = frozenset(self.cues[t.norm] for t in text.tokens[first:last] if t.norm in self.cues)
        bounds = (item.start, item.end) if sentence is None else (sentence.start, sentence.end)
        actor = item.subject_actor.partition(".")[0] if isinstance(item, Claim) else ""
        if not isinstance(item, Claim) or sentence is None:
            return Asked(item, bounds, _paragraph(text.text, item), told, cues, actor)
        people = self._pointers.people(text, first, last, (item.start, item.end))
        return Asked(item, bounds, _paragraph(text.text, item), told, cues, actor, self._pointers.voice(item), people)

    def of_place(self, id: str, page: Page) -> Signs:
        """What speaks for a place whatever is told: how much of its report and of the pile is about it."""
        atlas, kind = self.atlas, self.atlas.kinds[id]
        reports, inside = len(atlas.pages), self.atlas.inside[id]
        named = sum(atlas.said.values()) or 1
        times = sum(atlas.times.values()) or 1
        found: Signs = {
            f"kind.{kind}": 1.0,
            f"rank.{atlas.ranks.get(id, 'low')}": 1.0,
            f"home.{atlas.places[id].country == atlas.home}".lower(): 1.0,
            "told": atlas.named[id] / reports,
            f"told.{kind}": atlas.named[id] / reports,
            "titles": atlas.titled[id] / reports,
            f"titles.{kind}": atlas.titled[id] / reports,
            f"leads.{kind}": atlas.led[id] / reports,
            "figures": atlas.said[id] / named,
            f"figures.{kind}": atlas.said[id] / named,
            f"figures-within.{kind}": (atlas.said[id] + sum((atlas.said[i] for i in inside), 0)) / named,
            f"times.{kind}": atlas.times[id] / times,
        }
        seen, own = page.seen.get(id), sum(page.said.values())
        held = [page.seen[i] for i in inside if i in page.seen]
        words = max(1, page.times)
        if seen is None:
            found["unnamed"] = 1.0
        else:
            found[f"named.{kind}"] = 1.0
            found[f"title.{kind}"] = float(seen.titled)
            found[f"lead.{kind}"] = float(seen.led)
            found[f"share.{kind}"] = len(seen.at) / words
        found[f"share-within.{kind}"] = (len(seen.at) if seen else 0) / words + sum((len(s.at) for s in held), 0) / words
        found[f"title-within.{kind}"] = float(
            any(page.seen[i].titled for i in inside if i in page.seen and self.atlas.kinds[i] in _HOLDING)
        )
        found[f"lead-within.{kind}"] = float(any(s.led for s in held))
        if own:
            found[f"own.{kind}"] = page.said[id] / own
            found[f"own-within.{kind}"] = (page.said[id] + sum((page.said[i] for i in inside), 0)) / own
        return {name: value for name, value in found.items() if value}

    def of_kind(self, kind: str, asked: Asked) -> Signs:
        """What is told speaks for a sort of place: national budgets for a country, crowds for a town."""
        item = asked.item
        words = "open" if item.place is None else item.place.words or "theatre"
        found: Signs = {f"read-{words}.{kind}": 1.0}
        for cue in sorted(asked.cues):
            found[f"says-{cue}.{kind}"] = 1.0
        if isinstance(item, Claim):
            unit = item.amount.unit
            sort = unit if unit in _COUNTED or unit == "percent" else "money" if len(unit) == 3 and unit.isupper() else "other"
            measure = "share" if unit == "percent" else item.measure.partition(":")[0]
            found[f"unit-{sort}.{kind}"] = 1.0
            found[f"measure-{measure}.{kind}"] = 1.0
            value = _value(item)
            if sort in _COUNTED and value >= 0:
                found[f"size-{sort}.{kind}"] = min(_LARGEST, log10(value + 1)) / 3
        else:
            found[f"event.{kind}"] = 1.0
        return found

    def of_spot(self, id: str, page: Page, asked: Asked) -> Signs:
        """What speaks for a place just here: it is named close by, a figure beside this one is placed there, its people are told of."""
        kind = self.atlas.kinds[id]
        found: Signs = {}
        start, end = asked.sentence
        before, after = asked.paragraph
        seen = page.seen.get(id)
        if seen is not None:
            earlier = False
            for x in seen.at:
                if start <= x < end:
                    found["sentence"] = found[f"sentence.{kind}"] = 1.0
                elif before <= x < start:
                    earlier = True
                    found["before"] = found[f"before.{kind}"] = 1.0
                elif end <= x < after and not earlier:
                    found[f"after.{kind}"] = 1.0
            if id in page.said and any(before <= c.start < after and c.place is not None and c.place.id == id for c in asked.told):
                found["beside"] = found[f"beside.{kind}"] = 1.0
        found |= self._of_two(self.atlas.places[id].country, kind, asked)
        if asked.actor:
            found[f"actor-{'own' if asked.actor == self.atlas.places[id].country else 'other'}.{kind}"] = 1.0
        return found

    def _of_two(self, country: str, kind: str, asked: Asked) -> Signs:
        """Where two countries are told of: which of them speaks, and how the words for it stand to the figure."""
        several = asked.people if not asked.voice or asked.voice in asked.people else {**asked.people, asked.voice: _NONE}
        if len(several) <= 1 or country not in several:
            return _NONE
        wide = "country" if kind == COUNTRY else "part"
        found: Signs = {}
        if asked.voice == country and isinstance(asked.item, Claim):
            side = "" if not asked.actor else "-them" if asked.actor != asked.voice else "-us"
            names = ("voice", f"voice{side}", f"voice.{wide}", f"voice-{asked.item.measure.partition(':')[0]}")
            found.update(dict.fromkeys(names, 1.0))
        for name, value in several[country].items():
            found[name] = found[f"{name}.{wide}"] = value
        return found

    def of_measure(self, id: str, measure: str) -> Signs:
        """Where other figures of a measure are."""
        told = self.atlas.measures.get(measure) if ":" not in measure else None
        if not told:
            return {}
        total, kind, share = sum(told.values()), self.atlas.kinds[id], told[id]
        within = sum((told[i] for i in self.atlas.inside[id]), 0)
        found = {"measure": share / total, f"measure.{kind}": share / total, f"measure-within.{kind}": within / total}
        return {name: value for name, value in found.items() if value}

    def of_number(self, item: Claim | Event) -> dict[str, Signs]:
        """Where other reports place the same number: the signs of each such place."""
        if not isinstance(item, Claim):
            return {}
        for key in keys_of(item)[:1]:
            same = self.atlas.numbers.get(key)
            if same:
                total = sum(same.values())
                sort = "number-telling" if _value(item) >= _TELLING else "number-small"
                return {id: {"number": count / total, sort: count / total} for id, count in same.items()}
        return {}


def told_of(extract: Extract) -> list[Claim]:
    """The figures of a report that words of their own place."""
    return [claim for claim in extract.claims if is_said(claim)]


def cue_words(cues: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The words by which a sentence says how wide it tells, with what each tells."""
    return {word: name for name, words in cues.items() for word in words}


def _paragraph(text: str, item: Claim | Event) -> tuple[int, int]:
    end = text.find("\n\n", item.end)
    return max(0, text.rfind("\n\n", 0, item.start)), len(text) if end < 0 else end


def _value(claim: Claim) -> float:
    value = claim.amount.low if claim.amount.low is not None else claim.amount.high
    return -1.0 if value is None else float(value)
