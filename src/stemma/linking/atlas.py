"""What the reports of a pile name: every place of which something is told, and how each report stands to it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final, NamedTuple

from stemma.core.gazetteer import COUNTRYWIDE, HEADED, NATIONWIDE, Gazetteer
from stemma.core.types import Claim, Event, Extract, Place, Report
from stemma.linking.repeated import Key, keys_of

UNSAID: Final = ("", NATIONWIDE, COUNTRYWIDE, HEADED)  # the words of a place that no words of the report give to a figure
COUNTRY, REGION, DISTRICT, TOWN = "country", "region", "district", "town"
_WIDE: Final = ("region", "area", "island", "sea")
_HEADS: Final = ("header", "title")
_NEAR: Final = 1.2  # degrees from the middle of an area that is no official region
LEAD: Final = 300  # characters at the head of a report's body
MOST, OWN = 9, 16  # places of a pile that are weighed for every figure, and with those of which the report itself tells
SHARED: Final = 0.6  # of the reports name a place that belongs to what the pile tells, so that whoever names it tells of the same
_RANKED: Final = 2  # of each kind
_EVENT, _NAMED, _WITHIN = 0.5, 2.0, 0.3  # what an event, a mention in all reports and a figure told of a part count beside a figure


class Seen(NamedTuple):
    """How a report stands to a place that it names."""

    titled: bool
    led: bool  # it stands at the head of the body
    at: tuple[int, ...]  # where the text names it


@dataclass(slots=True)
class Page:
    """One report, and what it names and tells."""

    report: Report
    body: int  # where its body begins
    seen: dict[str, Seen] = field(default_factory=dict)
    said: Counter[str] = field(default_factory=Counter)  # figures by the place that words of their own give them
    times: int = 0


@dataclass(slots=True)
class Atlas:
    """The places of a pile with what is told of each."""

    pages: dict[str, Page] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    forms: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))  # the words by which reports name it
    inside: dict[str, tuple[str, ...]] = field(default_factory=dict)
    said: Counter[str] = field(default_factory=Counter)
    measures: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    numbers: dict[Key, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    named: Counter[str] = field(default_factory=Counter)  # reports that name it, have it in the title, at their head
    titled: Counter[str] = field(default_factory=Counter)
    led: Counter[str] = field(default_factory=Counter)
    times: Counter[str] = field(default_factory=Counter)
    order: list[str] = field(default_factory=list)  # the most told of first
    ranks: dict[str, str] = field(default_factory=dict)  # "town1": the town most told of
    home: str = ""  # the country most told of

    def among(self, page: Page, own: Sequence[Place | None]) -> list[str]:
        """The places that a figure of a report may be of: those most told of in the pile, and those of the report."""
        found = dict.fromkeys(self.order[:MOST])
        found.update((p.id, None) for p in own if p is not None and p.id in self.places)
        for id in page.said:
            if len(found) >= OWN:
                break
            found.setdefault(id)
        return [id for id in found if self._touches(page, id)] or [p.id for p in own[:1] if p is not None and p.id in self.places]

    def _touches(self, page: Page, id: str) -> bool:
        """True of a place that the report names or that lies in a country of which it tells, and of all where it shares the story."""
        if id in page.seen or not page.seen:
            return True
        country, most = self.places[id].country, SHARED * len(self.pages)
        return any(self.places[other].country == country or self.named[other] >= most for other in page.seen)


def is_said(item: Claim | Event) -> bool:
    """True where words of the report itself give the place."""
    return item.place is not None and item.place.words not in UNSAID


def atlas_of(reports: Sequence[Report], extracts: Sequence[Extract]) -> Atlas:
    """Everything that a pile tells of places."""
    atlas = Atlas()
    by_id = {report.id: report for report in reports}
    weights: Counter[str] = Counter()
    for extract in extracts:
        report = by_id[extract.report]
        page = Page(report, max((m.end for m in report.marks if m.kind in _HEADS), default=0))
        atlas.pages[extract.report] = page
        items: list[Claim | Event] = [*extract.claims, *extract.events]
        for item in items:
            _take(atlas, page, item, weights)
    for code in sorted({place.country for place in atlas.places.values()}):
        if "cc:" + code not in atlas.places and (country := _country(code)) is not None:
            atlas.places[country.id] = country
    for id, place in atlas.places.items():
        atlas.kinds[id] = _kind(place)
    _count_names(atlas, extracts)
    _rank(atlas, weights, len(extracts))
    return atlas


def _take(atlas: Atlas, page: Page, item: Claim | Event, weights: Counter[str]) -> None:
    place = item.place
    if place is None or not place.id or not place.country:
        return
    if place.id not in atlas.places:
        atlas.places[place.id] = replace(place, words="")
    if is_said(item) and place.words[:1].isupper():
        atlas.forms[place.id].setdefault(place.words)
    weights[place.id] += 2 if isinstance(item, Claim) else 1  # in halves
    if isinstance(item, Claim) and is_said(item):
        page.said[place.id] += 1
        atlas.said[place.id] += 1
        atlas.measures[item.measure][place.id] += 1
        for key in keys_of(item)[:1]:
            atlas.numbers[key][place.id] += 1


@lru_cache(maxsize=300)
def _country(code: str) -> Place | None:
    country = gazetteer().country(code)
    if country is None:
        return None
    return Place(
        name=country.name, lat=country.lat, lon=country.lon, id="cc:" + code, kind=COUNTRY, country=code, precision=COUNTRY
    )  # fmt: skip


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer, opened once."""
    return Gazetteer()


def _kind(place: Place) -> str:
    if place.kind in (COUNTRY, DISTRICT):
        return place.kind
    return REGION if place.kind in _WIDE else TOWN


def _count_names(atlas: Atlas, extracts: Sequence[Extract]) -> None:
    for extract in extracts:
        page = atlas.pages[extract.report]
        names = set(extract.names)
        text, lead = page.report.text, page.body + LEAD
        for id, place in atlas.places.items():
            forms = [place.name] if place.name in names else []
            forms += [form for form in atlas.forms.get(id, ()) if place.name not in form and form in text]
            if not forms:
                continue
            at = tuple(sorted(at for form in forms for at in _at(text, form, page.body)))
            title = page.report.title
            seen = Seen(any(form in title and not _is_begun(form, title, atlas) for form in forms), bool(at) and at[0] < lead, at)
            page.seen[id] = seen
            page.times += len(at)
            atlas.named[id] += 1
            atlas.titled[id] += seen.titled
            atlas.led[id] += seen.led
            atlas.times[id] += len(at)


def _is_begun(name: str, title: str, atlas: Atlas) -> bool:
    """True of the Niger of "Nigeria", where that is what a title names."""
    return any(
        p.name.startswith(name) and p.name != name and p.name[len(name)].isalpha() and p.name in title for p in atlas.places.values()
    )


def _at(text: str, name: str, begin: int) -> list[int]:
    """Where a name stands, as words of its own."""
    found = []
    at = text.find(name, begin)
    while at >= 0:
        end = at + len(name)
        if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
            found.append(at)
        at = text.find(name, end)
    return found


def _rank(atlas: Atlas, weights: Counter[str], reports: int) -> None:
    places = atlas.places
    for id, outer in places.items():
        atlas.inside[id] = tuple(other for other, inner in places.items() if _holds(outer, inner))
    score = {
        id: weights[id] * _EVENT + _NAMED * atlas.named[id] / reports + _WITHIN * sum((atlas.said[i] for i in atlas.inside[id]), 0)
        for id in places
    }
    atlas.order = sorted(places, key=lambda id: (-score[id], id))
    ranked: Counter[str] = Counter()
    for id in atlas.order:
        kind = atlas.kinds[id]
        ranked[kind] += 1
        if ranked[kind] <= _RANKED:
            atlas.ranks[id] = f"{kind}{ranked[kind]}"
    countries: Counter[str] = Counter()
    for id, place in places.items():
        countries[place.country] += weights[id]
    atlas.home = min(countries, key=lambda code: (-countries[code], code), default="")


def _holds(outer: Place, inner: Place) -> bool:
    if outer.id == inner.id:
        return False
    if outer.kind == COUNTRY:
        return inner.country == outer.country
    if inner.region and inner.region == outer.id:
        return True
    if not outer.id.startswith("ft:") or outer.kind not in _WIDE or inner.kind == COUNTRY or inner.id.startswith("ft:"):
        return False
    if inner.country != outer.country or inner.lat is None or outer.lat is None:
        return False
    return abs(inner.lat - outer.lat) + abs((inner.lon or 0.0) - (outer.lon or 0.0)) < _NEAR
