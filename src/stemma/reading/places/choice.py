"""Which of several namesakes a report means.

Model: a report speaks of few countries and regions, and the places it names lie near one another. Each candidate earns
points from the countries named, the places around, the words beside the name, and only last from its size; a candidate
without any support in the report must be a well-known city. Where two are level, or none is supported, nothing is chosen.
"""

from __future__ import annotations

from math import log10
from typing import Final

import msgspec

from stemma.core.gazetteer import Candidate, Gazetteer, fold_name
from stemma.core.text import Text
from stemma.reading.places.context import Context, kilometres, read_context
from stemma.reading.places.holding import Holders, holding, inside
from stemma.reading.places.namesakes import GREAT, REACH, TOWNS, goes_on, twin
from stemma.reading.places.setting import PROMINENT, Found, Names
from stemma.reading.places.throughout import as_elsewhere

LEVEL: Final = 0.4  # two candidates closer than this in points and far apart on the ground are not told apart
NEARBY: Final = 100.0  # kilometres
FAIR: Final = 10_000  # people of a town that is meant rather than a hamlet of its name in the same country
KNOWN, DWARFS = 100_000, 5  # people of a town that is known behind "in", as many times as any namesake has
_SAID: Final = ("area", "town", "region")  # what a rare name is called where no country need be named
SETTLED: Final = 5_000  # people of a town from which a report is sent without its country
SHORT: Final = 4  # letters of a name of one place only, where that is a fair town
DISTINCT: Final = 6  # letters; a name of this length borne by one place only speaks for itself after a preposition


class Choice(msgspec.Struct, frozen=True):
    """A name, the place chosen for it (None: nothing could be settled) and the place said to hold it."""

    found: Found
    place: Candidate | None
    within: Candidate | None = None
    contains: bool = False  # it only says where the place before it lies


def choose(text: Text, names: Names, gazetteer: Gazetteer, holding_names: Holders) -> list[Choice]:
    """One choice for each name found, in order; names of people are left out."""
    kept = _without_people(names)
    context = read_context(kept, names)
    holders = holding_names.of(text, kept)
    chosen: dict[int, Candidate | None] = {}
    order = sorted(range(len(kept)), key=lambda i: (_difficulty(kept[i], context), i))
    for i in order:
        for j in ([holders[i]] if i in holders and holders.get(holders[i]) != i else []) + [i]:  # what holds a place is settled first
            if j not in chosen:
                outer = chosen.get(holders[j]) if j in holders else None
                inner = next((kept[k] for k, holder in holders.items() if holder == j), None)
                chosen[j] = _settle(text, holding(kept[j], inner), context, outer, names, gazetteer)
    as_elsewhere(kept, chosen)
    outers = {holder for i, holder in holders.items() if _holds(chosen[holder], chosen[i], kept[i], context)}
    outers |= {i for i, holder in holders.items() if holder == i - 1 and holders.get(holder - 1) == holder and holder in outers}
    outers |= {i for i in holding_names.lying(text, kept) if chosen[i - 1] is not None or not kept[i - 1].candidates}
    return [Choice(found, chosen[i], _nearest_holder(i, holders, chosen), i in outers) for i, found in enumerate(kept) if not found.hint]


def _nearest_holder(i: int, holders: dict[int, int], chosen: dict[int, Candidate | None]) -> Candidate | None:
    """Of "a town in Haiti's Artibonite region" the region."""
    if i not in holders:
        return None
    holder = holders[i]
    narrower = chosen.get(holder + 1) if holder > i and holders.get(holder + 1) == holder else None
    return narrower or chosen.get(holder)


def _is_family(place: Candidate, item: Found, names: Names) -> bool:
    """A small town in a land of namesakes, never once called a place here, is somebody's name."""
    if len(item.candidates) == 1 and len(item.name) >= DISTINCT:
        return False
    small = place.kind in ("town", "village", "district") and place.population < 100_000
    return small and place.country in names.family_lands and item.name.lower() not in names.located


def _without_people(names: Names) -> list[Found]:
    """Drop names that are somebody's last name in this text, unless the words call them a place."""
    places = {f.name.lower() for f in names.found if f.setting.head or any(c.id[:3] == "cc:" for c in f.candidates)}
    return [f for f in names.found if f.name.lower() not in names.surnames or f.name.lower() in places]


def _difficulty(item: Found, context: Context) -> float:
    """Countries first, then names that lie in one named country, then great cities, then the rest."""
    if any(c.kind == "country" for c in item.candidates):
        return 0
    if any(c.id.startswith("ft:") for c in item.candidates):
        return 1
    known = [c for c in item.candidates if context.share(c.country) and not c.alias]
    if item.setting.head == "region":
        return 2
    if known and all(kilometres(known[0], c) < REACH for c in known):
        return 3 if known[0].population > 50_000 else 4
    return 5


def _country_before(text: Text, item: Found, gazetteer: Gazetteer) -> tuple[str, ...]:
    """The countries of an adjective that leads up to the name: "the Syrian city of X"."""
    for token in reversed(text.tokens[max(text.sentences[item.sentence].first, item.first - 5) : item.first]):
        if token.text[0].isupper():
            return gazetteer.countries_of(token.text)
        if token.norm in (",", "and", "in", "from", "to", ";"):
            break
    return ()


def _settle(text: Text, item: Found, context: Context, outer: Candidate | None, names: Names, gazetteer: Gazetteer) -> Candidate | None:
    """Choose for one name; what is chosen stands as an anchor for the names still to come."""
    best = _best(text, item, context, outer, _country_before(text, item, gazetteer))
    if best is None or (outer is None and _is_family(best, item, names)):
        return None
    if best.kind != "country" and not item.hint:
        context.anchors.append(best)
    return best


def _best(text: Text, item: Found, context: Context, outer: Candidate | None, country: tuple[str, ...]) -> Candidate | None:
    candidates = _fitting(text, item, context)
    if outer is not None:
        within = [c for c in candidates if inside(c, outer) and not _unsaid_county(c, item)]
        if not within and not _stands_alone(item, context):
            return None
        candidates = within or candidates
    if len(candidates) == 1:  # nothing to weigh
        scored = [(0.0, 0, candidates[0])]
    else:
        points_of = (_points(c, item, context, outer, country) for c in candidates)
        scored = sorted(((p, -n, c) for n, (p, c) in enumerate(zip(points_of, candidates, strict=True))), key=lambda s: s[:2], reverse=True)
    if not scored:
        return None
    points, _, best = scored[0]
    if outer is None and best.country not in country and not _supported(best, context, item):
        return None
    rival = next((s for s in scored[1:] if kilometres(s[2], best) > 75), None)
    level = rival is not None and points - rival[0] < LEVEL and best.id[:3] not in ("cc:", "ft:")
    alike = level and rival is not None and rival[2].country == best.country and best.kind in TOWNS and rival[2].kind in TOWNS
    if alike and rival is not None and best.population >= max(FAIR, DWARFS * rival[2].population):
        return best  # of three Lymans in one country, the one with the station
    clear = _is_head(best, item) or (item.bare and best.population >= KNOWN and _dwarfs(best, item))
    return None if level and not clear else best


def _unsaid_county(place: Candidate, item: Found) -> bool:
    """ "HUNT, Texas" is not in Hunt County."""
    return place.kind == "district" and place.name != item.name and item.setting.head != "district"


def _stands_alone(item: Found, context: Context) -> bool:
    """A country or great city keeps its own place whatever follows: "Kyiv in the Kursk region"."""
    own = [c for c in item.candidates if not c.alias]
    return item.setting.head != "town" and any(
        c.kind == "country" or c.population >= GREAT or (c.population >= PROMINENT and context.share(c.country, item.name)) for c in own
    )


def _fitting(text: Text, item: Found, context: Context) -> list[Candidate]:
    """The candidates that agree with the word beside the name; where nothing is said, the region or its town."""
    head = item.setting.head
    kinds = {"region": ("region", "area"), "district": ("district", "region", "town", "village"), "town": TOWNS}.get(head)
    if head in ("river", "island", "sea", "mountain"):
        return [
            c
            for c in item.candidates
            if c.kind in (head, "lake", "feature")
            or c.id[:3] in ("ft:", "cc:", "use")
            or (c.kind in ("region", "district") and not c.alias)
        ]
    fit = [c for c in item.candidates if kinds is None or c.kind in kinds or c.id.startswith("user:")]
    if not head and item.first and text.tokens[item.first - 1].norm == "the" and not goes_on(text, item):
        own = [c for c in fit if not (c.alias and c.kind in TOWNS and c.id[:3] != "ft:")]
        if len(own) < len(fit):
            return own  # "the Periyar": a river, if not a town by it
    if head == "town" and not fit:
        return [c for c in item.candidates if c.kind not in ("country", "sea")]
    if head == "district":
        named = [c for c in fit if c.kind in ("district", "region")]
        proper = text.tokens[item.past - 1].text[0].isupper() and item.past > item.last  # "Wayne County" is not in Wayne
        return named if named or proper else fit
    if head == "region" and not any(c.kind == "region" for c in fit):
        fit += [c for c in item.candidates if c.kind == "district" or c.kind in TOWNS or c.kind == "country"]
    if head in ("", "area") or not fit:
        fit = list(item.candidates)
        regions = [c for c in fit if c.kind == "region" and not c.id.startswith("ft:")]
        named = [c for c in regions if c.id in context.regions]
        named = named or (regions if head == "area" else [])
        if named and fold_name(item.name) not in context.cities:
            return [c for c in fit if c in named or not any(twin(c, r, item.name) for r in named)]
        return [c for c in fit if c not in regions or not any(twin(t, c, item.name) for t in fit)]
    return fit


def _holds(outer: Candidate | None, inner: Candidate | None, item: Found, context: Context) -> bool:
    """Whether a name only says where another lies; also where that other is in no list."""
    if outer is None:
        return False
    return inside(inner, outer) if inner is not None else not _stands_alone(item, context)


def _points(place: Candidate, item: Found, context: Context, outer: Candidate | None, country: tuple[str, ...]) -> float:
    points = 3 * context.share(place.country, "" if place.kind == "country" else item.name) + 0.35 * log10(place.population + 1)
    points += 1.2 if not place.alias else 0.0 if place.population >= 20_000 else -0.5
    points += 3.0 if place.country in country and country else 0.0
    points += 1.5 if place.region in context.regions and place.region else 0.0
    if place.id.startswith("cc:"):
        rivals = any(c.kind == "region" and c.country != place.country and not c.alias for c in item.candidates)
        points += 0.8 if rivals else 4.0
    elif place.id.startswith("ft:"):
        points += 4.2 if place.kind in ("area", "sea", "region") else 2.5
    elif place.kind == "district" and item.setting.head != "district":
        points -= 1.0
    distance = context.nearest(place)
    return points + (1.5 if distance < NEARBY else 0.7 if distance < REACH else 0.0)


def _supported(place: Candidate, context: Context, item: Found) -> bool:
    """A place needs something in the report that speaks for it; a great city or a listed name needs nothing."""
    if place.id.startswith(("cc:", "ft:", "user:")):
        return True
    abroad = any(code not in place.country.split("|") and context.share(code, item.name) for code in context.countries)
    if item.setting.head == "district" and abroad and not context.share(place.country, item.name):
        return False  # the Dar es Salaam district of a Sudanese town
    called = bool(item.setting.preposition) and f"{place.name} ".startswith(f"{item.name} ")
    if place.kind == "district" and item.setting.head != "district" and not called:
        return context.nearest(place) < NEARBY  # "Cotton is dear": no county where nobody says county
    town = place.kind != "region"
    if place.population >= PROMINENT and not place.alias and (town or context.share(place.country) or len(item.candidates) == 1):
        return True
    if _is_head(place, item) or (item.bare and place.population >= KNOWN and not place.alias and _dwarfs(place, item)):
        return True
    regions = {c.id for c in item.candidates if c.kind == "region"}
    if item.setting.head == "region" and regions == {place.id}:
        return True
    named = context.share(place.country, item.name) or not abroad or context.nearest(place) < REACH
    least = DISTINCT + 3 * place.alias if place.alias or place.population < FAIR else SHORT
    if len(item.candidates) == 1 and len(item.name) >= least and item.setting.preposition and named:
        return True  # a rare name, unless the report is about other countries
    rare = len(item.candidates) == 1 and len(item.name) >= DISTINCT and not place.alias
    if rare and item.setting.preposition and item.setting.head in _SAID:
        return True  # "in the Bakhmut sector", also where only Russians and Americans are named
    near = context.nearest(place) < (REACH if context.share(place.country, item.name) else 0.0 if place.alias else NEARBY / 2)
    if place.alias and place.population < 20_000 and context.anchors:
        return near
    if near or place.region in context.regions:
        return True
    namesakes = sum(1 for c in item.candidates if c.country == place.country and not c.alias and kilometres(c, place) > NEARBY)
    return context.share(place.country, item.name) >= 0.3 and (namesakes == 0 or place.population >= 100_000)


def _is_head(place: Candidate, item: Found) -> bool:
    """ "MOKWA - ", with nothing else said of where it lies: the one town of the name, or the one beside which others are hamlets."""
    return item.headed and place.kind in TOWNS and not place.alias and place.population >= SETTLED and _dwarfs(place, item)


def _dwarfs(place: Candidate, item: Found) -> bool:
    """ "In Geneva": the Swiss one, not one of fifteen in America."""
    return all(c.population * DWARFS <= place.population for c in item.candidates if kilometres(c, place) > REACH)
