"""Find the places that a text names, settle which is meant, or leave it open."""

from __future__ import annotations

from typing import Final

from stemma.core.gazetteer import Candidate, Gazetteer
from stemma.core.packs import Pack
from stemma.core.text import Text
from stemma.core.types import Place
from stemma.reading.places.choice import Choice, choose
from stemma.reading.places.holding import Holders
from stemma.reading.places.mention import PlaceMention
from stemma.reading.places.names import NameScanner
from stemma.reading.places.sites import SiteFinder

__all__ = ["PRECISION", "PlaceFinder", "PlaceMention"]
_WATERS: Final = ("sea", "river", "lake", "area", "mountain")
PRECISION: Final = {"country": "country", "region": "region", "area": "region", "district": "district", "sea": "region", "river": "region"}


class PlaceFinder:
    """Finds places in texts; built once from a pack and a gazetteer."""

    def __init__(self, pack: Pack, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._scanner = NameScanner(pack, gazetteer)
        self._holders = Holders(pack.tables["places"])
        self._sites = SiteFinder(pack.tables["places"], gazetteer)
        self._capitals = {(c.iso2, c.capital) for c in gazetteer.countries()} | set(pack.tables["places"].get("ruled_from", {}).items())

    def find(self, text: Text) -> list[PlaceMention]:
        """All place mentions in order; names that may be places but are settled nowhere come without coordinates or not at all."""
        names = self._scanner.scan(text)
        mentions = (self._mention(text, choice) for choice in choose(text, names, self._gazetteer, self._holders))
        return self._sites.find(text, [m for m in mentions if m is not None])

    def _mention(self, text: Text, choice: Choice) -> PlaceMention | None:
        found, setting = choice.found, choice.found.setting
        start = text.tokens[found.first].start
        end = text.tokens[max(found.last, found.past) - 1].end
        if found.possessive and found.past <= found.last:
            end = text.tokens[found.last - 1].end - 2
        words = text.text[start:end]
        if found.last - found.first == 1 and len(text.tokens[found.first].text) == 1:
            return None  # "A river", "a vitamin A camp": a letter is no name
        if choice.place is None and setting.head == "town" and found.candidates and all(c.kind in _WATERS for c in found.candidates):
            return None  # "the Mediterranean city": by the sea
        if choice.place is not None:
            place = _settled(choice.place, setting.relation, setting.head, words)
        elif (
            found.bare
            or setting.head in ("town", "river", "mountain", "island")
            or (setting.head == "district" and setting.preposition and not found.candidates)
            or (choice.within is not None and not choice.contains and _is_placed(text, choice))
        ):
            place = self._open(found.name if setting.head == "town" or found.bare else words, choice.within, words)
        else:
            return None
        capital = choice.place is not None and (choice.place.country, choice.place.name) in self._capitals
        government = found.possessive and not choice.contains and choice.place is not None and (capital or choice.place.kind == "country")
        return PlaceMention(
            start=start,
            end=end,
            place=place,
            relation=setting.relation,
            preposition="" if government else setting.preposition,  # "in Kyiv's army" is not in Kyiv
            confident=choice.place is not None,
            container=choice.contains,
            speaker=found.speaker,
            capital=capital,
        )

    def _open(self, name: str, within: Candidate | None, words: str) -> Place:
        """A place of a name that no list has there: somewhere in the region that is said to hold it, or nowhere."""
        if within is None:
            return Place(name=name, words=words, precision="exact")
        return Place(
            name=name,
            lat=within.lat,
            lon=within.lon,
            kind="",
            country=within.country.split("|")[0],
            region=within.id if within.id.startswith("a1:") else within.region,
            precision="country" if within.kind == "country" else "near" if within.kind in ("town", "village") else "region",
            words=words,
        )


def _is_placed(text: Text, choice: Choice) -> bool:
    """ "near X", "X in the Y region", and not "the Bank of Y"."""
    following = text.tokens[choice.found.last].norm if choice.found.last < len(text.tokens) else ""
    return bool(choice.found.setting.preposition) or following == "in"


def _settled(place: Candidate, relation: str, head: str, words: str) -> Place:
    precision = PRECISION.get(place.kind, "exact")
    return Place(
        name=place.name,
        lat=round(place.lat, 4),
        lon=round(place.lon, 4),
        id=place.id,
        kind=place.kind,
        country=place.country.split("|")[0],
        region=place.id if place.id.startswith("a1:") else place.region,
        precision="near" if precision == "exact" and (relation or head == "area") else precision,
        words=words,
    )
