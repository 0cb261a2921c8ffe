"""Where a figure holds that a report leaves without a place: where other reports of the pile say it, if they agree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from stemma.core.gazetteer import COUNTRYWIDE, NATIONWIDE
from stemma.core.types import Claim, Extract, Place
from stemma.linking.repeated import Key, keys_of

LONE, SEVERAL = 1, 2  # reports that must say the place of a telling number, and of any other
LEAST = 10  # below it a number is of many things
OF_ONE = ("magnitude",)  # however small, it is of one quake
LENGTHS = ("s", "min", "h", "days", "weeks", "months", "years")
KINDS = ("town", "village", "region", "district", "country")
AGREED = 2 / 3  # of the reports that place a number by words of their own
UNSAID = ("", NATIONWIDE, COUNTRYWIDE)


def as_placed_elsewhere(extracts: Sequence[Extract]) -> tuple[Extract, ...]:
    """The extracts with places, for figures that no words of their own report place, from reports that give the same number."""
    said: dict[Key, Counter[str]] = defaultdict(Counter)
    places: dict[str, Place] = {}
    for extract in extracts:
        found = {(key, c.place.id) for c in extract.claims if c.place is not None and c.place.words not in UNSAID for key in keys_of(c)[:1]}
        places.update({c.place.id: c.place for c in extract.claims if c.place is not None and c.place.words not in UNSAID})
        for key, id in found:
            said[key][id] += 1
    return tuple(replace(e, claims=tuple(_placed(c, said, places) for c in e.claims)) for e in extracts)


def _placed(claim: Claim, said: dict[Key, Counter[str]], places: dict[str, Place]) -> Claim:
    here = claim.place
    unit = claim.amount.unit
    small = max(bounds(claim)) < LEAST and unit not in OF_ONE
    if (here is not None and here.words not in UNSAID) or unit == "percent" or unit in LENGTHS or small:
        return claim
    keys = keys_of(claim)
    counts = said.get(keys[0]) if keys else None
    if not counts:
        return claim
    id, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
    least = LONE if len(keys) > 1 or unit in OF_ONE else SEVERAL  # a telling number, or one that many things have
    if count < least or count < AGREED * sum(counts.values()) or places[id].kind not in KINDS:
        return claim
    if here is not None and here.country != places[id].country:
        return claim
    return replace(claim, place=replace(places[id], words=""))


def bounds(claim: Claim) -> tuple[float, ...]:
    return tuple(float(v) for v in (claim.amount.low, claim.amount.high) if v is not None) or (0.0,)
