"""The places of figures that no words of their own report place: ranked among all that the pile names.

A report that opens "in the stricken Libyan city" or names no country at all is read on its own as of Libya, or of nowhere; beside eleven
others that are about Derna its figures without a place of their own are of Derna. Which place it is, the town, the region or the
country, is told by signs that add up: what titles name, where figures of the same measure are, what is counted, what stands close by.
A place that words of the report do give is weighed against these others, and left only where signs speak clearly for one of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, TypeVar

from stemma.core.gazetteer import HEADED
from stemma.core.packs import Pack
from stemma.core.text import segment_once
from stemma.core.types import Claim, Event, Extract, Reason, Report
from stemma.linking.atlas import Atlas, Page, atlas_of, is_said
from stemma.linking.place_signs import Asked, SignFinder, Signs, cue_words, told_of
from stemma.linking.place_spots import SpotFinder, margin

_UNNAMED: Final = "unnamed"  # the sign that speaks for a place by standing at the other
_ALONE: Final = 2  # reports, which say too little of what else they are about
_SHOWN: Final = 3  # of the signs that speak most for a place

_Item = TypeVar("_Item", Claim, Event)


def on_ground(reports: Sequence[Report], extracts: Sequence[Extract], pack: Pack) -> tuple[Extract, ...]:
    """The extracts with places for claims and events that were placed by no words of their own."""
    atlas = atlas_of(reports, extracts)
    if not atlas.places:
        return tuple(extracts)
    ranking = Ranking(atlas, pack.tables["ground"])
    return tuple(ranking.placed(extract) for extract in extracts)


class Ranking:
    """Ranks the places of a pile for its figures."""

    def __init__(self, atlas: Atlas, table: Mapping[str, Any]) -> None:
        self._atlas = atlas
        self._weights: Mapping[str, float] = table["weights"]
        self._words: Mapping[str, str] = table["words"]
        beside = table["beside"]
        self.finder = SignFinder(cue_words(table["cues"]), atlas, frozenset(beside["telling"]), frozenset(beside["by"]))
        self.spots = SpotFinder(table["spots"], atlas)
        self._said: Mapping[str, float] = table["said"]
        self._plain, self._told_there = frozenset(table["spots"]["plain"]), frozenset(table["spots"]["told"])
        self._pointing = frozenset(table["spots"]["pointing"])
        self._sure: float = table["spots"]["sure"]
        self._places: dict[tuple[str, str], float] = {}  # what a place has for it in a report whatever is told
        self._measures: dict[tuple[str, str], float] = {}

    def placed(self, extract: Extract) -> Extract:
        """The extract with the likeliest place of each figure and event that has none of its own."""
        page = self._atlas.pages[extract.report]
        told = told_of(extract)
        return replace(
            extract,
            claims=tuple(self._kept(c, page, told) if is_said(c) else self._moved(c, page, told) for c in extract.claims),
            events=tuple(e if is_said(e) else self._moved(e, page, told) for e in extract.events),
        )

    def _kept(self, claim: Claim, page: Page, told: Sequence[Claim]) -> Claim:
        """The claim with the place that its words give, unless another is clearly likelier."""
        read = claim.place.id if claim.place is not None else ""
        if read not in self._atlas.places or len(self._atlas.places) == 1:
            return claim
        asked = self.finder.asked(claim, page, told)
        ranked = self.ranked(asked, page)
        if read not in {id for _, id in ranked}:
            return claim
        if self._points_back(claim, page):
            return claim
        signs = {id: self.spots.of_read(id, page, asked, points) for points, id in ranked}
        if self._plain <= signs[read].keys() and self._told_there.isdisjoint(signs[read]):
            return claim
        by, id = margin([(self._sum(found, self._said), id) for id, found in signs.items()], read)
        if id == read or by < self._sure:
            return claim
        place = self._atlas.places[id]
        why = Reason(rule="link.place-weighed", detail=f"of {place.name} rather than {self._atlas.places[read].name}", weight=round(by, 3))
        return replace(claim, place=place, reasons=(*claim.reasons, why))

    def _points_back(self, claim: Claim, page: Page) -> bool:
        """ "In Ghor 50 died. Some 2,000 houses collapsed there": read of a place named before to which its own sentence points."""
        place = claim.place
        if place is None:
            return False
        text = segment_once(page.report.text, page.report.marks)
        sentence = text.sentence_at(claim.start)
        if sentence is None or self._pointing.isdisjoint(text.keys(sentence)):
            return False
        return text.text.find(place.words, sentence.start, sentence.end) < 0

    def _moved(self, item: _Item, page: Page, told: Sequence[Claim]) -> _Item:
        asked = self.finder.asked(item, page, told)
        ranked = self.ranked(asked, page)
        if item.place is not None and item.place.words == HEADED:  # told in the section of a country, it is of the country or of a part
            ranked = [(points, id) for points, id in ranked if self._atlas.places[id].country == item.place.country]
        home = item.place.country if item.place is not None else ""
        if home and len(self._atlas.pages) <= _ALONE:  # no place abroad that neither the report's head nor the paragraph names
            near = [one for one in ranked if self._atlas.places[one[1]].country == home or _is_near(page, one[1], asked)]
            ranked = near or ranked
        if not ranked:
            return item
        place = self._atlas.places[ranked[0][1]]
        if item.place is not None and item.place.id == place.id:
            return item
        if isinstance(item, Claim) and len(ranked) > 1:
            return replace(item, place=place, reasons=(*item.reasons, self._reason(asked, page, ranked)))
        return replace(item, place=place)

    def ranked(self, asked: Asked, page: Page) -> list[tuple[float, str]]:
        """The places that a figure may be of, the likeliest first, each with its sum of weights."""
        kinds: dict[str, float] = {}
        numbers = self.finder.of_number(asked.item)
        found = []
        for id in self._atlas.among(page, (asked.item.place,)):
            kind = self._atlas.kinds[id]
            if kind not in kinds:
                kinds[kind] = self._sum(self.finder.of_kind(kind, asked))
            points = kinds[kind] + self._standing(id, page) + self._told(id, asked.item) + self._sum(self.finder.of_spot(id, page, asked))
            found.append((points + self._sum(numbers[id]) if id in numbers else points, id))
        return sorted(found, key=lambda one: (-one[0], one[1]))

    def signs(self, id: str, asked: Asked, page: Page) -> Signs:
        """All signs of one place for one figure."""
        finder, measure = self.finder, asked.item.measure if isinstance(asked.item, Claim) else ""
        return {
            **finder.of_place(id, page),
            **finder.of_kind(self._atlas.kinds[id], asked),
            **finder.of_spot(id, page, asked),
            **finder.of_measure(id, measure),
            **finder.of_number(asked.item).get(id, {}),
        }

    def _standing(self, id: str, page: Page) -> float:
        here = (page.report.id, id)
        if here not in self._places:
            self._places[here] = self._sum(self.finder.of_place(id, page))
        return self._places[here]

    def _told(self, id: str, item: Claim | Event) -> float:
        if not isinstance(item, Claim):
            return 0.0
        of_this = (item.measure, id)
        if of_this not in self._measures:
            self._measures[of_this] = self._sum(self.finder.of_measure(id, item.measure))
        return self._measures[of_this]

    def _sum(self, signs: Signs, weights: Mapping[str, float] | None = None) -> float:
        weights = self._weights if weights is None else weights
        return sum((weights[name] * value for name, value in signs.items() if name in weights), 0.0)

    def _reason(self, asked: Asked, page: Page, ranked: Sequence[tuple[float, str]]) -> Reason:
        """Why a figure is of a place rather than of the next likely one."""
        (first, chosen), (second, other) = ranked[:2]
        ours, theirs = self.signs(chosen, asked, page), self.signs(other, asked, page)
        speaking: dict[str, float] = {}
        present = {_UNNAMED} if _UNNAMED in theirs else set[str]()
        for name in sorted(ours.keys() | theirs.keys()):  # in one order, since sums of floats depend on it
            stem = name.partition(".")[0]
            if name in self._weights and stem in self._words:
                speaking[stem] = speaking.get(stem, 0.0) + self._weights[name] * (ours.get(name, 0.0) - theirs.get(name, 0.0))
                if self._weights[name] * ours.get(name, 0.0) > 0:
                    present.add(stem)
        best = sorted((s for s in present if speaking[s] > 0), key=lambda s: (-speaking[s], s))[:_SHOWN]
        one, two = self._atlas.places[chosen].name, self._atlas.places[other].name
        why = ": " + "; ".join(self._words[s] for s in best) if best else ""
        return Reason(rule="link.place-ranked", detail=f"of {one} rather than {two}{why}", weight=round(first - second, 3))


def _is_near(page: Page, id: str, asked: Asked) -> bool:
    """True of a place that the report does not name, or that its title, its head or the paragraph of a figure names."""
    seen = page.seen.get(id)
    return seen is None or seen.titled or seen.led or any(asked.paragraph[0] <= at < asked.paragraph[1] for at in seen.at)
