"""Packs: what Stemma knows about a domain and a language, as data read from files.

A language folder (`data/en/`) and each domain folder (`data/packs/<domain>/`) hold TOML tables and TSV lists.
Nothing is kept between calls: whoever needs a pack loads it (a few milliseconds) and hands it on.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import capwords
from typing import Any

from stemma.core.errors import PackError, nearest
from stemma.core.types import Nature

DOMAINS = ("conflict", "disaster", "epidemic", "unrest")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What is counted or measured, its nature, and the words by which it is known (see docs/add-a-measure.md)."""

    id: str
    label: str
    dimension: str  # count persons area length speed share duration money magnitude temperature ...
    nature: Nature
    pack: str
    unit: str = ""
    table: Mapping[str, Any] = field(default_factory=dict)  # the cue words, read by the reading room


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Someone who acts or speaks: a state, an army, a ministry, an agency, a person."""

    id: str
    name: str
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    described: tuple[str, ...] = ()  # by what it is, where that stands for the name: "UN migration agency"
    kind: str = "institution"  # state institution person group outlet agency
    side: str = ""  # id of the state or group for which it stands
    part_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """All measures, actors and tables of a language and some domains, put together."""

    language: str
    domains: tuple[str, ...]
    measures: Mapping[str, Measure]
    actors: Mapping[str, Actor]
    tables: Mapping[str, Mapping[str, Any]]  # file stem -> table, the domains' entries merged into the language's


def load_pack(domains: Iterable[str] = DOMAINS, language: str = "en", extra: Path | None = None) -> Pack:
    """Read a language and some domains from the package, and one more folder of the user's own."""
    root = files("stemma") / "data"
    chosen = tuple(domains)
    for name in chosen:
        if name not in DOMAINS:
            raise PackError(f"There is no pack '{name}'; the packs are {', '.join(DOMAINS)}.{nearest(name, DOMAINS)}")
    folders: list[tuple[str, Traversable]] = [(language, root / language)]
    folders += [(name, root / "packs" / name) for name in chosen]
    if extra is not None:
        folders.append((extra.name, extra))
    return _put_together(language, chosen, folders)


def load_register(name: str, language: str = "en") -> dict[str, Any]:
    """The table of a way of speaking that is read only where it is asked for: "spoken", of people who talk to an assistant."""
    folder = files("stemma") / "data" / language / "registers"
    names = sorted(item.name.removesuffix(".toml") for item in folder.iterdir()) if folder.is_dir() else []
    if name not in names:
        raise PackError(f"There is no register '{name}'; the registers are {', '.join(names) or 'none'}.{nearest(name, names)}")
    return tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))


def read_tsv(*parts: str) -> Iterator[list[str]]:
    """The rows of a tab-separated file of the package, comments (#) and empty lines left out."""
    resource = files("stemma") / "data"
    for part in parts:
        resource = resource / part
    for line in resource.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split("\t")


def _put_together(language: str, domains: tuple[str, ...], folders: list[tuple[str, Traversable]]) -> Pack:
    tables: dict[str, dict[str, Any]] = {}
    measures: dict[str, Measure] = {}
    actors: dict[str, Actor] = {}
    faults: list[str] = []
    for name, folder in folders:
        for item in sorted(folder.iterdir(), key=lambda f: f.name):
            if not item.name.endswith(".toml"):
                continue
            stem = item.name.removesuffix(".toml")
            try:
                table = tomllib.loads(item.read_text(encoding="utf-8"))
            except tomllib.TOMLDecodeError as fault:
                faults.append(f"{name}/{item.name}: {fault}. Mend the line and try again.")
                continue
            if stem == "measures":
                for key, entry in table.items():
                    measures[key] = _measure(name, key, entry, faults)
            elif stem == "actors":
                for key, entry in table.items():
                    actors[key] = _actor(name, key, entry, faults)
            else:
                _merge(tables.setdefault(stem, {}), table)
    if faults:
        raise PackError("\n".join(faults))
    owners = {name: actor for actor in actors.values() for name in (actor.name, *actor.names)}
    actors = {key: _written(actor, owners) if actor.described else actor for key, actor in actors.items()}
    return Pack(language=language, domains=domains, measures=measures, actors=actors, tables=tables)


def _merge(into: dict[str, Any], table: Mapping[str, Any]) -> None:
    """Tables are merged key by key; lists grow, everything else is replaced."""
    for key, value in table.items():
        if isinstance(value, dict) and isinstance(into.get(key), dict):
            _merge(into[key], value)
        elif isinstance(value, list) and isinstance(into.get(key), list):
            into[key] = [*into[key], *(v for v in value if v not in into[key])]
        else:
            into[key] = value


def _measure(pack: str, key: str, entry: Mapping[str, Any], faults: list[str]) -> Measure:
    natures = [n.value for n in Nature]
    nature = str(entry.get("nature", "level"))
    if nature not in natures:
        known = ", ".join(natures)
        faults.append(f"{pack}/measures.toml: measure '{key}' has nature '{nature}'; natures are {known}.{nearest(nature, natures)}")
        nature = "level"
    for needed in ("label", "dimension"):
        if needed not in entry:
            faults.append(f"{pack}/measures.toml: measure '{key}' has no {needed}; add a line '{needed} = \"...\"'.")
    return Measure(
        id=key,
        label=str(entry.get("label", key)),
        dimension=str(entry.get("dimension", "count")),
        nature=Nature(nature),
        pack=pack,
        unit=str(entry.get("unit", "")),
        table=entry,
    )


def _written(actor: Actor, owners: Mapping[str, Actor]) -> Actor:
    """The actor with each description by all names of the body that it names first: "U.N. ...", "United Nations' ...", and in capitals."""
    said: dict[str, None] = {}
    for form in actor.described:
        first, _, rest = form.partition(" ")
        owner = owners.get(first)
        names = (owner.name, *owner.names) if owner is not None else (first,)
        names += tuple(f"{name} '" for name in names if name.endswith("s"))
        said.update(dict.fromkeys(f"{name} {words}" for name in names for words in (rest, capwords(rest))))
    return replace(actor, described=tuple(said))


def _actor(pack: str, key: str, entry: Mapping[str, Any], faults: list[str]) -> Actor:
    if "name" not in entry:
        faults.append(f"{pack}/actors.toml: actor '{key}' has no name; add a line 'name = \"...\"'.")
    return Actor(
        id=key,
        name=str(entry.get("name", key)),
        names=tuple(entry.get("names", ())),
        adjectives=tuple(entry.get("adjectives", ())),
        described=tuple(entry.get("described", ())),
        kind=str(entry.get("kind", "institution")),
        side=str(entry.get("side", "")),
        part_of=str(entry.get("part_of", "")),
    )
