"""Make src/stemma/data/basemap.json, the outlines of the world's countries, from Natural Earth (public domain), once.

    npm pack world-atlas && tar xzf world-atlas-*.tgz
    python scripts/build_basemap.py package/countries-50m.json

The result is a list of countries, each with its name, its code where the countries table knows the name, its box
(west, south, east, north) and its rings of longitude and latitude, thinned so that no line moves by more than TOLERANCE.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

from stemma.core.gazetteer import Gazetteer

OUTPUT = Path(__file__).parent.parent / "src" / "stemma" / "data" / "basemap.json"
TOLERANCE = 0.085  # degrees
SMALLEST = 0.02  # square degrees; islets below are left out unless they are all a country has
Point = tuple[float, float]


def main(source: Path) -> None:
    """Unpack the topology, thin each shared border once, write the rings."""
    atlas = json.loads(source.read_bytes())
    whole = unpacked(atlas)
    arcs = [thinned(arc) for arc in whole]
    gazetteer = Gazetteer()
    countries: list[dict[str, Any]] = []
    for shape in atlas["objects"]["countries"]["geometries"]:
        name = str(shape["properties"]["name"])
        rings = rings_of(shape, arcs) or rings_of(shape, whole)  # a country of small islands keeps its own
        if rings and name != "Antarctica":
            countries.append({"name": name, "iso2": code(gazetteer, name), "box": box(rings), "rings": rings})
    countries.sort(key=lambda c: str(c["name"]))
    credit = "Natural Earth, public domain, through world-atlas"
    OUTPUT.write_text(json.dumps({"credit": credit, "countries": countries}, separators=(",", ":"), ensure_ascii=False), encoding="utf-8")
    print(f"{len(countries)} countries, {sum(len(r) for c in countries for r in c['rings'])} points, {OUTPUT.stat().st_size / 1e3:.0f} kB")


def unpacked(atlas: dict[str, Any]) -> list[list[Point]]:
    """The arcs of a TopoJSON in degrees: each point is stored as a step from the one before."""
    (sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = []
    for steps in atlas["arcs"]:
        x = y = 0
        points = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def thinned(points: list[Point]) -> list[Point]:
    """Douglas and Peucker's way: keep the point farthest from the straight line where it is far enough."""
    if len(points) < 3:
        return points
    (ax, ay), (bx, by) = points[0], points[-1]
    length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5

    def off(point: Point) -> float:
        px, py = point
        if length == 0:
            return float(((px - ax) ** 2 + (py - ay) ** 2) ** 0.5)
        return float(abs((bx - ax) * (ay - py) - (ax - px) * (by - ay)) / length)

    far = max(range(1, len(points) - 1), key=lambda i: off(points[i]))
    if off(points[far]) < TOLERANCE:
        return [points[0], points[-1]]
    return thinned(points[: far + 1])[:-1] + thinned(points[far:])


def rings_of(shape: dict[str, Any], arcs: list[list[Point]]) -> list[list[list[float]]]:
    """The outer and inner rings of a country, the smallest left out."""
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    rings = [joined(ring, arcs) for polygon in polygons for ring in polygon]
    rings = [ring for ring in rings if len(ring) >= 4]
    large = [ring for ring in rings if area(ring) >= SMALLEST]
    return large or sorted(rings, key=area)[-1:]


def joined(ring: list[int], arcs: list[list[Point]]) -> list[list[float]]:
    """One ring out of its arcs; a negative number means the arc backwards."""
    points: list[list[float]] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        for lon, lat in arc:
            point = [round(lon, 2), round(lat, 2)]
            if not points or points[-1] != point:
                points.append(point)
    return points


def area(ring: list[list[float]]) -> float:
    """In square degrees."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))) / 2


def box(rings: list[list[list[float]]]) -> list[float]:
    """West, south, east, north."""
    lons = [p[0] for ring in rings for p in ring]
    lats = [p[1] for ring in rings for p in ring]
    return [min(lons), min(lats), max(lons), max(lats)]


def code(gazetteer: Gazetteer, name: str) -> str:
    """The two letters of a country, by its name in Natural Earth (which shortens some)."""
    long = name.replace("Dem. Rep.", "Democratic Republic of the").replace("Rep.", "Republic").replace("Eq.", "Equatorial")
    long = long.replace("Herz.", "Herzegovina").replace("W. Sahara", "Western Sahara").replace("S. Sudan", "South Sudan")
    long = (
        long.replace("Faeroe", "Faroe")
        .replace("Barb.", "Barbuda")
        .replace("Vin. and Gren.", "Vincent and the Grenadines")
        .replace("Is.", "Islands")
        .replace("Fr.", "French")
    )
    found = [c for c in gazetteer.look_up(long) if c.id.startswith("cc:")]
    return found[0].country if found else ""


if __name__ == "__main__":
    main(Path(sys.argv[1]))
