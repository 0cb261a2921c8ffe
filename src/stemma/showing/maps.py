"""The map: a disc is as wide as the place is vague, its number is the claims about it; countries are not drawn as points."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate, groupby, pairwise
from typing import Any

from stemma.core.types import Claim
from stemma.showing.drawing import sheet, write
from stemma.showing.markup import Markup, join, tag
from stemma.showing.pieces import section
from stemma.showing.scales import Box, text_width
from stemma.showing.view import View

WIDTH, HEIGHT = 358.0, 300.0
VAGUE = {"exact": 0.0, "near": 15.0, "district": 28.0, "region": 75.0}  # kilometres around the point
LEAST_SPAN = 1.6  # degrees of latitude that a map shows at least
FAR = 3.0  # a place so many times farther out than four fifths of the claims is listed, not drawn
OFTEN, WIDEST = 0.05, 8.0  # ... unless so large a share of the claims is about it and it lies within so many degrees
KM = 111.2  # kilometres to a degree of latitude

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place with how many claims are about it."""

    name: str
    lat: float
    lon: float
    reach: float  # kilometres
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What part of the world the map shows."""

    lat: float
    lon: float
    scale: float  # pixels to a degree of latitude
    width: float = WIDTH
    height: float = HEIGHT

    def __call__(self, lat: float, lon: float) -> Point:
        """Where a point of the world stands; the parallel of the middle keeps its length."""
        turned = (lon - self.lon + 540) % 360 - 180
        x = self.width / 2 + turned * math.cos(math.radians(self.lat)) * self.scale
        return x, self.height / 2 - (lat - self.lat) * self.scale

    def shows(self, lats: Iterable[float]) -> bool:
        """Whether something between these latitudes can stand on the sheet."""
        held = list(lats)
        reach = (self.height / 2 + 4) / self.scale
        return min(held) <= self.lat + reach and max(held) >= self.lat - reach


def map_section(view: View) -> Markup:
    """The map with its caption, or a sentence where nothing can be placed."""
    spots, undrawn = places(view.claims.values())
    if not spots:
        words = "No claim names a place whose position is known, so there is no map."
        return section("map", "Where", None, tag("p", words, cls="q small"))
    drawing, listed = drawn_map(spots)
    return section("map", "Where", "claims by place", drawing, _caption(view, listed, undrawn))


def drawn_map(spots: Sequence[Spot], width: float = WIDTH, height: float = HEIGHT) -> tuple[Markup, list[Spot]]:
    """The map of some places, and those that it does not draw or name."""
    near, far = _near(spots)
    frame = _frame(near, width, height)
    land, names = _land(frame)
    labels, unnamed = _labels(near, frame, names)
    discs = [_disc(spot, frame) for spot in sorted(near, key=lambda s: -s.reach)]
    spoken = "Map of claims by place: " + ", ".join(f"{s.name} {s.claims}" for s in near)
    drawing = sheet(width, height, spoken, tag("rect", x=0, y=0, width=width, height=height, cls="sea"), land, discs, labels, cls="map")
    return drawing, [*unnamed, *far]


def _caption(view: View, listed: Sequence[Spot], undrawn: dict[str, int]) -> Markup:
    more = [f"{s.name} {s.claims}" for s in listed[:8]]
    broad = [f"{name} {count}" for name, count in sorted(undrawn.items(), key=lambda item: (-item[1], item[0]))[:5]]
    parts = ["A disc is as wide as the place is vague; a dashed one lies somewhere within. "]
    if more:
        parts.append(f"Not named or too far off: {', '.join(more)}. ")
    if broad:
        parts.append(f"Countries are not drawn as points: {', '.join(broad)}. ")
    return tag("p", join(*parts), "Places: GeoNames, CC BY 4.0. Base map: Natural Earth; borders take no side.", cls="k")


def places(claims: Iterable[Claim]) -> tuple[list[Spot], dict[str, int]]:
    """Places with a position, and countries with their claims."""
    found: dict[str, Spot] = {}
    undrawn: dict[str, int] = {}
    for claim in claims:
        place = claim.place
        if place is None:
            continue
        if place.precision == "country" or place.kind == "country" or place.id.startswith("cc:"):
            undrawn[place.name] = undrawn.get(place.name, 0) + 1
        elif place.lat is not None and place.lon is not None and abs(place.lat) <= 85 and abs(place.lon) <= 180:
            old = found.get(place.name)
            reach = VAGUE.get("region" if place.kind in ("region", "area", "sea") else place.precision, 0.0)
            found[place.name] = Spot(
                name=place.name,
                lat=place.lat,
                lon=place.lon,
                reach=max(reach, old.reach if old else 0.0),
                claims=(old.claims if old else 0) + 1,
            )
    return sorted(found.values(), key=lambda s: (-s.claims, s.name)), undrawn


def _near(spots: Sequence[Spot]) -> tuple[list[Spot], list[Spot]]:
    """The places around the middle of the claims, and those too far out to share a map with them."""
    number = sum(s.claims for s in spots)
    lat = _nth(((s.lat, s.claims) for s in spots), number // 2)
    lon = _nth(((s.lon, s.claims) for s in spots), number // 2)

    def off(spot: Spot) -> float:
        return math.hypot(spot.lat - lat, (spot.lon - lon) * math.cos(math.radians(lat)))

    usual = _nth(((off(s), s.claims) for s in spots), int(number * 0.8) - 1 if number > 1 else 0)
    limit = max(usual * FAR, LEAST_SPAN)
    near = [s for s in spots if off(s) <= limit or (s.claims >= OFTEN * number and off(s) <= WIDEST)]
    return near, [s for s in spots if s not in near]


def _nth(values: Iterable[tuple[float, int]], number: int) -> float:
    """The value that stands at a number, counted from 0, when each is written as often as its weight says."""
    held = sorted(values)
    sums = accumulate(weight for _, weight in held)
    return next((value for (value, _), upto in zip(held, sums, strict=True) if upto > number), 0.0)


def _frame(spots: Sequence[Spot], width: float, height: float) -> Frame:
    south, north = min(s.lat - s.reach / KM for s in spots), max(s.lat + s.reach / KM for s in spots)
    lat = (south + north) / 2
    squeeze = max(0.1, math.cos(math.radians(lat)))
    west, east = (edge(s.lon + way * s.reach / KM / squeeze for s in spots) for edge, way in ((min, -1), (max, 1)))
    tall = max(north - south, LEAST_SPAN) * 1.25
    wide = max((east - west) * squeeze, LEAST_SPAN) * 1.35
    return Frame(lat=lat, lon=(west + east) / 2, scale=min(height / tall, width / wide), width=width, height=height)


def _disc(spot: Spot, frame: Frame) -> Markup:
    x, y = frame(spot.lat, spot.lon)
    return tag("circle", cx=x, cy=y, r=_radius(spot, frame), cls="disc vague" if spot.reach else "disc")


def _radius(spot: Spot, frame: Frame) -> float:
    return max(4.5, spot.reach / KM * frame.scale)


def _labels(spots: Sequence[Spot], frame: Frame, names: Sequence[tuple[str, Point]]) -> tuple[list[Markup], list[Spot]]:
    """A name beside each disc where one fits; the places left without, and the countries' names last."""
    taken = [Box(x - r, y - r, x + r, y + r) for s in spots for x, y in [frame(s.lat, s.lon)] for r in [min(_radius(s, frame), 6.0)]]
    drawn: list[Markup] = []
    unnamed: list[Spot] = []
    for spot in spots:
        x, y = frame(spot.lat, spot.lon)
        wide = text_width(f"{spot.name} {spot.claims}", 12.5, bold=True)
        own = Box(x - 6, y - 6, x + 6, y + 6)
        place = _free((x, y), wide, min(_radius(spot, frame), 60.0), [b for b in taken if b != own], frame)
        if place is None:
            unnamed.append(spot)
            continue
        taken.append(place)
        drawn.append(tag("text", spot.name, " ", tag("tspan", str(spot.claims), cls="b"), x=place.left, y=place.bottom - 4, font_size=12.5))
    for name, (x, y) in names:
        wide = text_width(name.upper(), 12) * 1.12
        box = Box(x - wide / 2, y - 8, x + wide / 2, y + 6)
        if box.within(frame.width, frame.height) and not any(box.meets(b, 2) for b in taken):
            taken.append(box)
            drawn.append(write(x, y + 4, name.upper(), 12, "country", "middle"))
    return drawn, unnamed


def _free(at: Point, wide: float, radius: float, taken: Sequence[Box], frame: Frame) -> Box | None:
    """The first place around a disc where a label touches nothing."""
    (x, y), tall = at, 15.0
    for reach in dict.fromkeys((min(radius, 6.0), radius, radius + 12)):
        for left, top in (
            (x + reach + 3, y - tall / 2),
            (x - reach - 3 - wide, y - tall / 2),
            (x - wide / 2, y - reach - tall - 1),
            (x - wide / 2, y + reach + 1),
            (x + reach * 0.7 + 3, y - reach * 0.7 - tall),
            (x + reach * 0.7 + 3, y + reach * 0.7),
            (x - reach * 0.7 - 3 - wide, y - reach * 0.7 - tall),
            (x - reach * 0.7 - 3 - wide, y + reach * 0.7),
        ):
            box = Box(left, top, left + wide, top + tall)
            if box.within(frame.width, frame.height) and not any(box.meets(other, 1) for other in taken):
                return box
    return None


@cache
def _countries() -> Sequence[dict[str, Any]]:
    """The countries of the bundled base map."""
    source = files("stemma") / "data" / "basemap.json"
    return json.loads(source.read_text(encoding="utf-8"))["countries"] if source.is_file() else []


def _land(frame: Frame) -> tuple[list[Markup], list[tuple[str, Point]]]:
    """The countries in the frame as paths, and where the name of each could stand."""
    paths: list[Markup] = []
    names: list[tuple[str, Point]] = []
    for country in _countries():
        near = (points for points in country["rings"] if frame.shows(lat for _, lat in points))
        rings = [
            ring for ring in (_unrolled([frame(lat, lon) for lon, lat in points], frame) for points in near) if _spread(ring) < 40 * WIDTH
        ]
        clipped = [cut for ring in rings if len(cut := _clip(ring, frame)) > 2]
        if not clipped:
            continue
        path = "".join(_outline(ring) for ring in clipped)
        if not path:
            continue
        paths.append(tag("path", d=path, cls="land"))
        names.append((str(country["name"]), _inside(max(clipped, key=_area))))
    return paths, names


def _outline(ring: Sequence[Point]) -> str:
    """A ring as a path in whole pixels, step by step; what comes to no more than a point is left out."""
    points = [at for at, _ in groupby((round(x), round(y)) for x, y in ring)]
    if len(points) < 3:
        return ""
    steps = " ".join(f"{c - a} {d - b}" for (a, b), (c, d) in pairwise(points))
    return f"M{points[0][0]} {points[0][1]}l{steps}z".replace(" -", "-")


def _unrolled(ring: list[Point], frame: Frame) -> list[Point]:
    """A ring that leaves the sheet's world on one side goes on beyond it, not back across; its bulk stands where it is seen."""
    world = 360.0 * math.cos(math.radians(frame.lat)) * frame.scale
    if _spread(ring) < world / 2:
        return ring
    found, shift = [ring[0]], 0.0
    for (was, _), (x, y) in pairwise(ring):
        shift -= world * round((x - was) / world)
        found.append((x + shift, y))
    middle = sum(x for x, _ in found) / len(found) - frame.width / 2
    return [(x - world * round(middle / world), y) for x, y in found]


def _spread(ring: Sequence[Point]) -> float:
    return max(x for x, _ in ring) - min(x for x, _ in ring)


def _clip(ring: Sequence[Point], frame: Frame) -> list[Point]:
    """A ring cut to the sheet, one edge after the other (Sutherland and Hodgman)."""
    found = list(ring)
    for axis, limit, keep in ((0, -2.0, 1), (0, frame.width + 2, -1), (1, -2.0, 1), (1, frame.height + 2, -1)):
        found = _cut(found, axis, limit, keep)
        if not found:
            return []
    return found


def _cut(ring: Sequence[Point], axis: int, limit: float, keep: int) -> list[Point]:
    found: list[Point] = []
    for at, here in enumerate(ring):
        before = ring[at - 1]
        inside, was = (here[axis] - limit) * keep, (before[axis] - limit) * keep
        if (inside >= 0) != (was >= 0):
            share = was / (was - inside)
            found.append((before[0] + (here[0] - before[0]) * share, before[1] + (here[1] - before[1]) * share))
        if inside >= 0:
            found.append(here)
    return found


def _area(ring: Sequence[Point]) -> float:
    return abs(sum(ring[i - 1][0] * p[1] - p[0] * ring[i - 1][1] for i, p in enumerate(ring))) / 2


def _inside(ring: Sequence[Point]) -> Point:
    """The middle of the widest stretch of a ring on some lines across it."""
    best = (0.0, ring[0])
    low, high = min(y for _, y in ring), max(y for _, y in ring)
    for step in range(1, 8):
        y = low + (high - low) * step / 8
        hits = sorted(
            a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1])
            for a, b in zip(ring, (*ring[1:], ring[0]), strict=True)
            if (a[1] <= y) != (b[1] <= y)
        )
        for one, other in zip(hits[::2], hits[1::2], strict=False):
            best = max(best, (other - one, ((one + other) / 2, y)))
    return best[1]
