"""Records become rows and come back as they were: one description a table, no code of its own."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Generic, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from stemma.core.types import (
    Amount,
    Check,
    Claim,
    Conflict,
    Descent,
    Event,
    Figure,
    Inheritance,
    Link,
    LostOriginal,
    Mutation,
    Notice,
    Novelty,
    Point,
    Quote,
    Reading,
    Source,
)

T = TypeVar("T")
_NAMES = {"start": "begins", "end": "ends", "when": "as_of"}  # words of SQL get other names
BY_PILE = "ORDER BY (SELECT place FROM runs WHERE runs.id = run), position"  # pile by pile, in the order of their first reports
_PLAIN = (str, int, float, bool)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape(Generic[T]):
    """How a record lies in its table: which fields stand in a table of their own, which are taken apart."""

    table: str
    record: type[T]
    lists: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)  # field -> table, its column of the owner, of the item
    with_id: bool = False
    apart: str = ""  # the field whose amount stands as low, high, unit, approx
    beside: str = ""  # the field whose sources stand in `attributions`


CLAIMS = Shape(table="claims", record=Claim, with_id=True, apart="amount", beside="attribution")
EVENTS = Shape(table="events", record=Event, with_id=True, beside="attribution")
QUOTES = Shape(table="quotes", record=Quote)
NOTICES = Shape(table="notices", record=Notice)
LINKS = Shape(table="links", record=Link)
FIGURES = Shape(table="figures", record=Figure, lists={"claims": ("figure_claims", "figure", "claim")})
DESCENTS = Shape(table="descents", record=Descent)
LOST = Shape(table="lost_originals", record=LostOriginal, lists={"children": ("lost_children", "lost_original", "child")})
INHERITANCES = Shape(table="inheritances", record=Inheritance)
MUTATIONS = Shape(table="mutations", record=Mutation, lists={"inherited_by": ("mutation_heirs", "mutation", "report")})
READINGS = Shape(table="readings", record=Reading, lists={"claims": ("reading_claims", "reading", "claim")})
CONFLICTS = Shape(table="conflicts", record=Conflict, lists={"claims": ("conflict_claims", "conflict", "claim")})
CHECKS = Shape(table="checks", record=Check, lists={"claims": ("check_claims", "check", "claim")})
POINTS = Shape(table="points", record=Point, lists={"claims": ("point_claims", "point", "claim")})
NOVELTY = Shape(table="novelty", record=Novelty, lists={"new_claims": ("novelty_claims", "novelty", "claim")})


class Rows(NamedTuple):
    """Rows for a table; the positions in the shifted column are counted on from those that the table of the records has."""

    main: str
    table: str
    names: Sequence[str]
    shifted: str
    rows: Sequence[Sequence[Any]]


def made(shape: Shape[T], run: str, records: Iterable[T]) -> Iterator[Rows]:
    """Records as rows in their order, under the number of a run."""
    columns = _columns(shape)
    names = ["position", "run", *(["id"] if shape.with_id else []), *(name for _, name, _ in columns)]
    listed: dict[str, list[tuple[int, int, Any]]] = {name: [] for name in shape.lists}
    sources: list[tuple[Any, ...]] = []
    rows = []
    for position, record in enumerate(records):
        row: list[Any] = [position, run, *([_id(record)] if shape.with_id else [])]
        row += (to_cell(_value(record, shape, name)) for name, _, _ in columns)
        rows.append(row)
        for name in shape.lists:
            listed[name] += ((position, at, item) for at, item in enumerate(getattr(record, name)))
        if shape.beside:
            sources += _source_rows(_id(record), run, getattr(record, shape.beside))
    yield Rows(shape.table, shape.table, names, "position", rows)
    for name, (table, owner, item) in shape.lists.items():
        yield Rows(shape.table, table, [owner, "position", item], owner, listed[name])
    if shape.beside:
        yield Rows(shape.table, "attributions", ["owner", "position", "run", "name", "kind", "actor", "begins", "ends"], "", sources)


def write(connection: sqlite3.Connection, held: Iterable[Rows]) -> None:
    """Write rows behind those that stand in their tables."""
    starts: dict[str, int] = {}
    for part in held:
        if part.main not in starts:
            query = f"SELECT coalesce(max(position) + 1, 0) FROM {_quoted(part.main)}"
            (starts[part.main],) = connection.execute(query).fetchone()
        insert(connection, part.table, part.names, part.rows, {part.shifted: starts[part.main]})


def read(connection: sqlite3.Connection, shape: Shape[T], where: str = "", *given: Any) -> Iterator[T]:
    """The records of a table, in their order, as they were written; those alone for which an SQL condition holds."""
    columns = _columns(shape)
    names = ["position", *(["id"] if shape.with_id else []), *(name for _, name, _ in columns)]
    only = f" WHERE {where}" if where else ""
    found = connection.execute(f"SELECT {', '.join(map(_quoted, names))} FROM {_quoted(shape.table)}{only} {BY_PILE}", given)
    rows = found.fetchall()
    few = json_list(row[0] for row in rows) if where else ""
    lists = {name: _lists(connection, *held, few) for name, held in shape.lists.items()}
    sources = _sources(connection, json_list(row[1] for row in rows) if where else "") if shape.beside else {}
    for position, *cells in rows:
        owner = cells.pop(0) if shape.with_id else ""
        values = {name: from_cell(cell, hint) for (name, _, hint), cell in zip(columns, cells, strict=True)}
        if shape.apart:
            values[shape.apart] = Amount(**{part: values.pop(part) for part in ("low", "high", "unit", "approx")})
        if shape.beside:
            values[shape.beside] = sources.get(owner, ())
        for name, held in lists.items():
            values[name] = held.get(position, ())
        yield shape.record(**values)


def insert(
    connection: sqlite3.Connection, table: str, names: Sequence[str], rows: Iterable[Sequence[Any]], more: Mapping[str, int] | None = None
) -> None:
    """Insert rows under named columns; what is to be added to a column's numbers stands in `more`."""
    cells = ", ".join(f"? + {more[name]}" if more and more.get(name) else "?" for name in names)
    query = f"INSERT INTO {_quoted(table)} ({', '.join(map(_quoted, names))}) VALUES ({cells})"
    connection.executemany(query, rows)


def json_list(values: Iterable[Any]) -> str:
    """Values as one parameter of a query: "IN (SELECT value FROM json_each(?))"."""
    return msgspec.json.encode(list(values)).decode("utf-8")


def to_cell(value: Any) -> Any:
    """A value as SQLite holds it: plain values as they are, everything else as JSON."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, _PLAIN):
        return value
    return msgspec.json.encode(value).decode("utf-8")


def from_cell(cell: Any, hint: Any) -> Any:
    """A value of a type, from what SQLite held."""
    if cell is None:
        return None
    kind = _without_none(hint)
    if kind is bool:
        return bool(cell)
    if kind in _PLAIN:
        return cell
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(cell)
    return msgspec.json.decode(cell, type=kind)


def _columns(shape: Shape[Any]) -> list[tuple[str, str, Any]]:
    """Field, column and type of what stands in the table itself."""
    found = []
    for name, hint in _fields(shape.record):  # type: ignore[arg-type]  # a class has a hash, which mypy does not see of type[Any]
        if name == shape.apart:
            found += [(part, part, kind) for part, kind in _fields(Amount)]
        elif name not in shape.lists and name != shape.beside:
            found.append((name, _NAMES.get(name, name), hint))
    return found


@cache
def _fields(record: Any) -> list[tuple[str, Any]]:
    hints = get_type_hints(record)
    return [(f.name, hints[f.name]) for f in fields(record)]


def _value(record: Any, shape: Shape[Any], name: str) -> Any:
    if shape.apart and not hasattr(record, name):
        return getattr(getattr(record, shape.apart), name)
    return getattr(record, name)


def _id(record: Any) -> str:
    return str(record.id)


def _source_rows(owner: str, run: str, sources: Sequence[Source]) -> Iterator[tuple[Any, ...]]:
    for position, s in enumerate(sources):
        yield owner, position, run, s.name, s.kind.value, s.actor, s.start, s.end


def _sources(connection: sqlite3.Connection, owners: str) -> dict[str, tuple[Source, ...]]:
    held: dict[str, list[Source]] = {}
    kinds = get_type_hints(Source)["kind"]
    query = f"SELECT owner, name, kind, actor, begins, ends FROM attributions {_among('owner', owners)} ORDER BY owner, position"
    for owner, name, kind, actor, begins, ends in connection.execute(query, [owners] if owners else []):
        held.setdefault(owner, []).append(Source(name=name, kind=kinds(kind), actor=actor, start=begins, end=ends))
    return {owner: tuple(found) for owner, found in held.items()}


def _lists(connection: sqlite3.Connection, table: str, owner: str, item: str, owners: str) -> dict[int, tuple[Any, ...]]:
    held: dict[int, list[Any]] = {}
    only = _among(owner, owners)
    query = f"SELECT {_quoted(owner)}, {_quoted(item)} FROM {_quoted(table)} {only} ORDER BY {_quoted(owner)}, position"
    for position, value in connection.execute(query, [owners] if owners else []):
        held.setdefault(position, []).append(value)
    return {position: tuple(found) for position, found in held.items()}


def _among(column: str, listed: str) -> str:
    return f"WHERE {_quoted(column)} IN (SELECT value FROM json_each(?))" if listed else ""


def _quoted(name: str) -> str:
    return f'"{name}"'


@cache
def _without_none(hint: Any) -> Any:
    if get_origin(hint) is UnionType or NoneType in get_args(hint):
        kinds = [kind for kind in get_args(hint) if kind is not NoneType]
        if len(kinds) == 1:
            return kinds[0]
        if set(kinds) <= {int, float}:
            return float
    return hint
