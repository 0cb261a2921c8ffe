"""The map: a disc as wide as the place is vague, never a false pin; by days, measure and place; coarser where wanted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from stemma.core.packs import Pack
from stemma.core.types import Claim
from stemma.showing.maps import VAGUE, Spot, drawn_map, places
from stemma.showing.markup import Markup
from stemma.showing.view import View
from stemma.web.asked import Asked
from stemma.web.frame import Screen

SMALL = (276.0, 262.0)
LARGE = (940.0, 600.0)
COARSE = {"district": 28.0, "region": 75.0}  # the least radius in kilometres that a coarsened place is drawn with
GRID = {"district": 0.25, "region": 1.0}  # ... and the degrees to which its point is rounded
MOST_PLACES, MOST_DRAWN = 400, 80
KEYS = (("j k", "place"), ("Enter", "its claims"), ("b", "brush time"))


def asked_claims(view: View, want: Asked) -> list[Claim]:
    """The claims that a map is asked for: by days, measure, figure and place."""
    found = []
    for claim in view.claims.values():
        day = ((claim.when.end or claim.when.start) if claim.when else "") or view.published(claim.report)[:10]
        if (want.start and day < want.start) or (want.end and day > want.end):
            continue
        if (want.measure and claim.measure != want.measure) or (want.figure and view.figure_of.get(claim.id) != want.figure):
            continue
        if want.place and (claim.place is None or claim.place.name != want.place):
            continue
        found.append(claim)
    return found


def small_map(view: View, want: Asked) -> dict[str, Any]:
    """The map beside the situation."""
    claims = asked_claims(view, want)
    spots, undrawn = places(claims)
    drawing, _ = drawn_map(spots, *SMALL) if spots else (Markup(""), [])
    return {
        "drawing": drawing,
        "claims": sum(s.claims for s in spots),
        "undrawn": sum(undrawn.values()),
        "names": [(s.name, s.claims) for s in spots[:8]],
    }


def _spots(found: Sequence[dict[str, Any]]) -> list[Spot]:
    return [Spot(name=p["name"], lat=p["lat"], lon=p["lon"], reach=p["radius_km"], claims=p["claims"]) for p in found if not p["country"]][
        :MOST_DRAWN
    ]


def small_of(found: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The small map of places that were counted in the ledger."""
    spots = _spots(found)
    drawing, _ = drawn_map(spots, *SMALL) if spots else (Markup(""), [])
    return {
        "drawing": drawing,
        "claims": sum(p["claims"] for p in found if not p["country"]),
        "undrawn": sum(p["claims"] for p in found if p["country"]),
        "names": [(s.name, s.claims) for s in spots[:8]],
    }


def large_map(found: Sequence[dict[str, Any]], measures: Sequence[tuple[str, int]], want: Asked, pack: Pack) -> Screen:
    """The screen of a large ledger, from places that were counted in it."""
    rows = []
    for p in found:
        if not p["country"]:
            step = GRID.get(want.coarse)
            lat, lon = (round(p[k] / step) * step for k in ("lat", "lon")) if step else (p["lat"], p["lon"])
            radius = max(p["radius_km"], COARSE.get(want.coarse, 0.0))
            rows.append({**{k: p[k] for k in ("name", "precision", "claims")}, "lat": lat, "lon": lon, "radius_km": radius})
    spots = _spots([{**row, "country": False} for row in rows])
    drawing, _ = drawn_map(spots, *LARGE) if spots else (Markup(""), [])
    countries = [(p["name"], p["claims"]) for p in found if p["country"]]
    claims = sum(p["claims"] for p in found)
    labels = [(m, pack.measures[m].label if m in pack.measures else m.removeprefix("count:").replace("_", " "), n) for m, n in measures]
    context = {
        "drawing": drawing, "undrawn": countries, "rows": rows, "claims": claims,
        "measures": labels, "lit": "",
    }  # fmt: skip
    data = {"claims": claims, "coarse": want.coarse or None, "places": rows, "countries": [{"name": n, "claims": c} for n, c in countries]}
    return Screen(name="map", title="Map", data=data, context=context, keys=KEYS, modules=("leaflet/leaflet.js", "map.js"))


def map_screen(view: View, want: Asked) -> Screen:
    """The screen."""
    claims = asked_claims(view, want)
    spots, undrawn = places(claims)
    features = place_rows(claims, want.coarse)
    if want.coarse in GRID:  # what is coarsened is nowhere in the page as exact as it was
        spots = _spots([{**row, "country": False} for row in features])
    drawing, _ = drawn_map(spots, *LARGE) if spots else (Markup(""), [])
    measures = Counter(c.measure for c in view.claims.values())
    context = {
        "drawing": drawing,
        "undrawn": sorted(undrawn.items(), key=lambda item: (-item[1], item[0])),
        "rows": features[:MOST_PLACES],
        "claims": len(claims),
        "measures": [(m, _label(view, m), n) for m, n in measures.most_common(24)],
        "lit": view.figures[want.figure].title if want.figure in view.figures else "",
    }
    data = {
        "claims": len(claims),
        "coarse": want.coarse or None,
        "places": features,
        "countries": [{"name": name, "claims": n} for name, n in sorted(undrawn.items(), key=lambda item: (-item[1], item[0]))],
    }
    return Screen(name="map", title="Map", data=data, context=context, keys=KEYS, modules=("leaflet/leaflet.js", "map.js"))


def _label(view: View, measure: str) -> str:
    known = view.pack.measures.get(measure)
    return known.label if known else measure.removeprefix("count:").replace("_", " ")


def place_rows(claims: Iterable[Claim], coarse: str = "") -> list[dict[str, Any]]:
    """Places as programs want them: name, point, radius in kilometres, claims; countries carry no point."""
    found: dict[str, dict[str, Any]] = {}
    for claim in claims:
        place = claim.place
        if place is None or place.lat is None or place.lon is None:
            continue
        if place.precision == "country" or place.kind == "country" or place.id.startswith("cc:"):
            continue
        broad = place.kind in ("region", "area", "sea")
        radius = VAGUE.get("region" if broad else place.precision, 0.0)
        lat, lon = place.lat, place.lon
        if coarse in GRID:
            step = GRID[coarse]
            lat, lon, radius = round(lat / step) * step, round(lon / step) * step, max(radius, COARSE[coarse])
        held = found.setdefault(
            place.name,
            {
                "name": place.name,
                "lat": round(lat, 4),
                "lon": round(lon, 4),
                "radius_km": radius,
                "precision": place.precision,
                "claims": 0,
            },
        )
        held["claims"] += 1
        held["radius_km"] = max(held["radius_km"], radius)
    return sorted(found.values(), key=lambda row: (-row["claims"], row["name"]))
