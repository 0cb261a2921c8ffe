"""The gazetteer: names of towns, regions and countries, and where they lie.

`data/gazetteer.bin` is made once by scripts/build_gazetteer.py from GeoNames data (CC BY 4.0). It is opened without
being loaded: a sorted list of name hashes points at records of one length. `data/en/countries.tsv` and
`data/en/features.tsv` list countries, areas, seas, rivers and mountains by hand, `data/en/towns.tsv` towns that GeoNames' list of
towns lacks; a user's own list comes before all.

    header   magic; how many names, regions, regions and districts, records; bytes of text
    names    8 bytes each, sorted: 44 bits of hash, 1 bit "not the main name", 19 bits record number
    records  18 bytes each: latitude and longitude (1e-4 degrees), GeoNames number, population (packed logarithm),
             record of the region, country, place of the name in the text; regions first, by id, then districts, then towns
    text     id (regions and districts) or nothing, a tab, the name; a length byte before each
"""

from __future__ import annotations

import math
import struct
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from importlib.resources import files
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Final, NamedTuple

from stemma.core.errors import PackError
from stemma.core.packs import read_tsv
from stemma.core.types import Place

MAGIC: Final = b"STGZ0001"
HEADER: Final = struct.Struct("<8sIIIII4x")
RECORD: Final = struct.Struct("<3s3s3sHH2s3s")
RECORD_BITS: Final = 19
ALIAS: Final = 1 << RECORD_BITS
NAME_SHIFT: Final = RECORD_BITS + 1
NO_REGION: Final = 0xFFFF
NATIONWIDE: Final = "nationwide"  # the words of a place that only follows from who counts
SITE: Final = "site"  # the kind of a place that no list has: a hospital, a prison, a camp
COUNTRYWIDE: Final = "countrywide"  # and of one that only follows from what is counted
HEADED: Final = "headed"  # and of one at the head of a section about it
POPULATION_STEPS: Final = 3000  # a population is kept as round(3000 * ln(1 + people)), exact to 0.03%
HAND_LISTED: Final = 5000  # people that a town listed by hand is taken to have
VILLAGE: Final = 2000  # fewer people than this make a village
_LETTERS: Final = str.maketrans(
    "łøıđəðħ-–/,", "loidadh    ", "’'ʻʼ`‘ʹʺʿʾ.\u200e\u200f"
) | str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"})  # fmt: skip


class Candidate(NamedTuple):
    """One place that bears a name."""

    id: str  # "geo:703448", "a1:RU.41", "a2:RO.cluj", "cc:UA", "ft:dniester" or the user's own
    name: str
    kind: str  # country region district town village area sea river mountain island ...
    country: str  # ISO 3166-1 alpha-2, several with | where a feature lies in more, "" where it lies in none
    region: str  # id of the first-level region, "" where unknown
    lat: float
    lon: float
    population: int
    alias: bool = False  # found under another than its main name


class Country(NamedTuple):
    """A country (or an area that news treats as one), the words for it, and its capital."""

    iso2: str
    name: str
    adjectives: tuple[str, ...]
    demonyms: tuple[str, ...]
    names: tuple[str, ...]
    capital: str
    lat: float
    lon: float


class Gazetteer:
    """Places by name; opening it takes a few milliseconds, a look-up a few microseconds."""

    def __init__(self, path: Path | None = None, user_places: Path | None = None, language: str = "en") -> None:
        self._view = _open(path)
        magic, names, self._regions, self._first_town, records, _ = HEADER.unpack_from(self._view)
        if magic != MAGIC:
            raise PackError(f"{path or 'gazetteer.bin'} is no gazetteer that this version reads; make it with scripts/build_gazetteer.py.")
        self._records_at = HEADER.size + 8 * names
        self._names = self._view[HEADER.size : self._records_at].cast("Q")
        self._text_at = self._records_at + RECORD.size * records
        self._listed: dict[str, list[Candidate]] = {}
        self._towns: dict[str, list[Candidate]] = {}
        self._own: dict[str, list[Candidate]] = {}
        self._adjectives: dict[str, tuple[str, ...]] = {}
        self.abbreviations: set[str] = set()  # "UK", "DPRK": listed names all in capitals
        self._countries = {c.iso2: c for c in map(_country, read_tsv(language, "countries.tsv"))}
        for country in self._countries.values():
            self._list_country(country)
        features = list(read_tsv(language, "features.tsv"))
        self.abbreviations.update(name for row in features for name in _parts(row[2]) if name.isupper())
        _list_places(features, "ft:", self._listed)
        _list_places(read_tsv(language, "towns.tsv"), "tn:", self._towns, HAND_LISTED)
        if user_places is not None:
            _list_places(_user_rows(user_places), "user:", self._own)

    def look_up(self, name: str) -> list[Candidate]:
        """All places of a name: the user's own, else countries and features, then regions, districts, towns by population."""
        key = fold_name(name)
        if key in self._own:
            return list(self._own[key])
        found = list(self._listed.get(key, ()))
        if not key:
            return found
        prefix = hash_name(key)
        at = bisect_left(self._names, prefix << NAME_SHIFT)
        while at < len(self._names) and self._names[at] >> NAME_SHIFT == prefix:
            entry = self._names[at]
            found.append(self._record(entry & (ALIAS - 1), bool(entry & ALIAS)))
            at += 1
        found.extend(self._towns.get(key, ()))
        return found

    def region(self, id: str) -> Candidate | None:
        """The first-level region of an id such as "a1:RU.41", or None."""
        at = bisect_left(range(self._regions), id, key=lambda i: self._text(i)[0])
        return self._record(at, False) if at < self._regions and self._text(at)[0] == id else None

    def country(self, iso2: str) -> Country | None:
        """The country of a two-letter code, or None."""
        return self._countries.get(iso2)

    def countries(self) -> Iterator[Country]:
        """All countries, in the order of the list."""
        yield from self._countries.values()

    def countries_of(self, word: str) -> tuple[str, ...]:
        """The countries that an adjective or demonym points at: "Ukrainian" -> ("UA",), "Congolese" -> ("CD", "CG")."""
        return self._adjectives.get(word.lower(), ())

    def adjectives(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Every adjective and demonym in small letters, with its countries."""
        yield from self._adjectives.items()

    def _list_country(self, country: Country) -> None:
        place = Candidate("cc:" + country.iso2, country.name, "country", country.iso2, "", country.lat, country.lon, 1_000_000)
        for name in (country.name, *country.names):
            _put(self._listed, name, place)
            if name.isupper():
                self.abbreviations.add(name)
        for word in (*country.adjectives, *country.demonyms):
            known = self._adjectives.get(word.lower(), ())
            if country.iso2 not in known:
                self._adjectives[word.lower()] = (*known, country.iso2)

    def _record(self, at: int, alias: bool) -> Candidate:
        lat, lon, number, packed, region, country, _ = RECORD.unpack_from(self._view, self._records_at + RECORD.size * at)
        id, name = self._text(at)
        people = round(math.expm1(packed / POPULATION_STEPS))
        kind = "region" if at < self._regions else "district" if at < self._first_town else "village" if people < VILLAGE else "town"
        return Candidate(
            id or f"geo:{int.from_bytes(number, 'little')}",
            name,
            kind,
            country.decode("ascii"),
            "" if region == NO_REGION or kind == "region" else self._text(region)[0],
            int.from_bytes(lat, "little", signed=True) / 1e4,
            int.from_bytes(lon, "little", signed=True) / 1e4,
            people,
            alias,
        )

    def _text(self, at: int) -> tuple[str, str]:
        end = self._records_at + RECORD.size * (at + 1)
        start = self._text_at + int.from_bytes(self._view[end - 3 : end], "little")
        id, _, name = str(self._view[start + 1 : start + 1 + self._view[start]], "utf-8").partition("\t")
        return id, name


def fold_name(name: str) -> str:
    """A name as it is compared: small ASCII letters, marks and apostrophes dropped, hyphens as spaces."""
    if name.isascii():
        if name.isalpha():
            return name.lower()  # as most are
    else:
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(name.lower().translate(_LETTERS).split())


def hash_name(folded: str) -> int:
    """44 bits that stand for a folded name."""
    return int.from_bytes(blake2b(folded.encode("utf-8", "replace"), digest_size=6).digest(), "big") >> 4


def _open(path: Path | None) -> memoryview:
    resource = path or files("stemma") / "data" / "gazetteer.bin"
    if not isinstance(resource, Path):
        return memoryview(resource.read_bytes())
    try:
        with resource.open("rb") as file:
            return memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))
    except (OSError, ValueError) as fault:
        raise PackError(f"The gazetteer {resource} cannot be opened: {fault}. Make it with scripts/build_gazetteer.py.") from fault


def _country(row: list[str]) -> Country:
    iso2, name, adjectives, demonyms, names, capital, lat, lon = row
    return Country(iso2, name, _parts(adjectives), _parts(demonyms), _parts(names), capital, float(lat), float(lon))


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(p.strip() for p in cell.split("|") if p.strip())


def _list_places(rows: Iterable[list[str]], prefix: str, into: dict[str, list[Candidate]], people: int = 0) -> None:
    """Rows of id, name, other names, kind, parent, latitude, longitude; the parent is a country's code or a region's id."""
    for id, name, others, kind, parent, lat, lon in rows:
        region = parent if parent.startswith("a1:") else ""
        country = region[3:5] if region else parent
        place = Candidate(prefix + id, name, kind, country, region, float(lat), float(lon), people)
        for other in (name, *_parts(others)):
            _put(into, other, place)


def _put(into: dict[str, list[Candidate]], name: str, place: Candidate) -> None:
    """Once under each folded name: "Türkiye" and "Turkiye" are one."""
    found = into.setdefault(fold_name(name), [])
    if place not in found:
        found.append(place)


def _user_rows(path: Path) -> Iterator[list[str]]:
    """The rows of a user's places file; every fault is named before anything is taken."""
    faults: list[str] = []
    rows: list[list[str]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        row = [cell.strip() for cell in line.split("\t")]
        if len(row) != 7:
            faults.append(f"{path}, line {number}: wanted 7 columns (id, name, other names, kind, parent, lat, lon), found {len(row)}.")
        elif not (_is_degrees(row[5], 90) and _is_degrees(row[6], 180)):
            faults.append(f"{path}, line {number}: '{row[5]}' and '{row[6]}' are no latitude and longitude in degrees.")
        else:
            rows.append(row)
    if faults:
        raise PackError("\n".join(faults))
    yield from rows


def _is_degrees(cell: str, limit: float) -> bool:
    try:
        return abs(float(cell)) <= limit
    except ValueError:
        return False


def two_sites(one: Place, other: Place) -> bool:
    """True for two hospitals or prisons, each of its own; the Trauma Centre may be the National Trauma Centre."""
    ours, theirs = (set(p.name.lower().partition(",")[0].split()) for p in (one, other))  # without the town
    return one.kind == other.kind == SITE and len(ours & theirs) <= 1 and ours != theirs
