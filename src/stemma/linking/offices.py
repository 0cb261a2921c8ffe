"""Persons whom one report calls by their office and another by name: "the governor" is Josh Green where the pile has one governor."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from stemma.core.packs import Pack
from stemma.core.types import Extract, Reason, Report, Source, SourceKind

_WORD: Final = re.compile(r"[^\W\d_][\w’'.-]*")
_BEFORE: Final = re.compile(r"((?:(?:[A-Z][a-z]{1,4}\.|[^\W\d_][\w’'-]*) ){1,7})$")
_AHEAD: Final = re.compile(r"\b((?:[^\W\d_][\w’'-]* ){0,3}[^\W\d_][\w’'-]*), $")
_BEHIND: Final = re.compile(r", ((?:[^\W\d_][\w’'-]* ){0,6}[^\W\d_][\w’'-]*)(?=[,.;)])")
_SERVING: Final = re.compile(r" (?:to|for|in|at|with|from|and|who) ")
_STEM: Final = 4  # letters by which a place and its adjective are one: Russia's, Russian
_LOOK: Final = 64  # characters around a name


@dataclass(frozen=True, slots=True)
class Office:
    """An office as a text tells it: its noun, what it is over, and where."""

    noun: str
    over: frozenset[str]
    where: frozenset[str]
    words: str


class OfficeReader:
    """Reads offices out of words, by the lists of a pack."""

    def __init__(self, table: Mapping[str, object]) -> None:
        self.single = frozenset(_words_of(table, "single"))
        self._spokesmen = frozenset(_words_of(table, "spokesmen"))
        self._stops = frozenset(_words_of(table, "stops"))
        self._chiefs = frozenset(_words_of(table, "chiefs"))
        self._ranks = frozenset(_words_of(table, "ranks"))
        self._apart = frozenset(_words_of(table, "apart"))
        self.some = frozenset(_words_of(table, "some"))
        self._duties = frozenset(_words_of(table, "duties"))
        forms = table.get("short", {})
        self._short: dict[str, str] = {str(k): str(v) for k, v in forms.items()} if isinstance(forms, dict) else {}

    def read(self, words: str) -> Office | None:
        """ "Lebanon's health minister", "minister of health", "governor of Hawaii": None where no office is named."""
        before, _, behind = words.partition(" of ")
        told = _WORD.findall(before)
        cut = max((k for k, w in enumerate(told) if w.lower() in self._stops), default=-1)
        told = told[cut + 1 :]
        while len(told) > 1 and told[-1].lower().rstrip(".") in self._ranks:
            told.pop()  # "army spokesman Lt Gen Omar Haddad"
        if not told:
            return None
        noun = self._noun(told[-1])
        if noun not in self.single and noun not in self._spokesmen:
            return None
        rest = [*told[:-1], *_WORD.findall(behind)]
        rest = [w for w in rest if w.lower() not in self._stops and not (w[0].islower() and w[-2:] in ("'s", "’s"))]  # "the country's"
        over = frozenset(w.lower() for w in rest if w[0].islower() or w.lower() in self._apart or w.lower() in self._duties)
        where = frozenset(w.lower().removesuffix("'s").removesuffix("’s")[:_STEM] for w in rest if w.lower() not in over)
        return Office(noun, over, where, " ".join([*(self._small(w) for w in told[:-1]), noun]) + (f" of {behind}" if behind else ""))

    def _small(self, word: str) -> str:
        """ "Health" in "Health Minister" is no name."""
        low = word.lower()
        return low if low in self._duties or low in self._apart else word

    def _noun(self, word: str) -> str:
        low = word.lower().rstrip(".")
        return self._short.get(low, low)

    def same(self, asked: Office, held: Office) -> bool:
        """True where the words for an office can mean the one that somebody holds."""
        chief = asked.noun in self._chiefs and bool(asked.over & held.over)  # "the country's health boss" is its health minister
        if not (asked.noun == held.noun or chief) or (asked.over ^ held.over) & self._apart:
            return False
        if asked.noun in self._spokesmen and not (asked.over & held.over or asked.where & held.where):
            return False
        near = not asked.where or bool(asked.where & held.where) or (not held.where and " of " not in asked.words)
        return asked.over <= held.over and near


def _words_of(table: Mapping[str, object], name: str) -> list[str]:
    return str(table.get(name, "")).split()


def as_held(reports: Sequence[Report], extracts: Sequence[Extract], pack: Pack) -> tuple[Extract, ...]:
    """The extracts, with persons called by name and office, also where a report tells only the office and the pile names one holder."""
    reader = OfficeReader(pack.tables.get("roles", {}).get("offices", {}))
    chains = [c.attribution for extract in extracts for c in extract.claims]
    people = sorted({s.name for chain in chains for s in chain if s.kind is SourceKind.PERSON and " " in s.name})
    if not reader.single or not people:
        return tuple(extracts)
    held = {name: offices for name in people if (offices := list(_told(reports, name, reader)))}
    called = {name: f"{name}, {_best(offices)}" for name, offices in held.items() if not _has_office(name, reader)}
    texts = {report.id: report.text for report in reports}
    return tuple(_with_offices(extract, texts.get(extract.report, ""), held, called, reader) for extract in extracts)


def _told(reports: Sequence[Report], name: str, reader: OfficeReader) -> Iterator[Office]:
    """The offices that the texts give to a person."""
    own = reader.read(name.split(maxsplit=1)[0])
    if own is not None:
        yield own
    for report in reports:
        at = report.text.find(name)
        while at >= 0:
            end = at + len(name)
            before, after = report.text[max(0, at - _LOOK) : at], report.text[end : end + _LOOK]
            for found in (_BEFORE.search(before), _AHEAD.search(before), _BEHIND.match(after)):
                office = reader.read(found.group(1).strip()) if found else None
                if office is not None:
                    yield office
            at = report.text.find(name, end)


def _best(offices: Sequence[Office]) -> str:
    """The words that are told most often for an office, of as many the longest."""
    counts = Counter(o.words for o in offices)
    return max(counts, key=lambda w: (counts[w], len(w), w))


def _has_office(name: str, reader: OfficeReader) -> bool:
    return any(w.lower() in reader.single for w in name.split())


def _with_offices(
    extract: Extract, text: str, held: Mapping[str, Sequence[Office]], called: Mapping[str, str], reader: OfficeReader
) -> Extract:
    claims = []
    for claim in extract.claims:
        chain, why = _chain(claim.attribution, text, held, called, reader)
        claims.append(replace(claim, attribution=chain, reasons=(*claim.reasons, *why)) if chain != claim.attribution else claim)
    events = []
    for event in extract.events:
        chain, why = _chain(event.attribution, text, held, called, reader)
        events.append(replace(event, attribution=chain, reasons=(*event.reasons, *why)) if chain != event.attribution else event)
    return replace(extract, claims=tuple(claims), events=tuple(events))


def _chain(
    chain: tuple[Source, ...], text: str, held: Mapping[str, Sequence[Office]], called: Mapping[str, str], reader: OfficeReader
) -> tuple[tuple[Source, ...], tuple[Reason, ...]]:
    sources, why = list[Source](), list[Reason]()
    for source in chain:
        name = called.get(source.name, "")  # of whatever kind it was taken for elsewhere
        if source.kind is SourceKind.ROLE:
            holder = _holder(source, text, held, reader)
            if holder:
                name = called.get(holder, holder)
                why.append(Reason(rule="link.held-by", detail=f"{holder} is the one {source.name} that the reports name"))
        sources.append(replace(source, name=name, kind=SourceKind.PERSON) if name else source)
    return tuple(s for at, s in enumerate(sources) if at == 0 or s.name != sources[at - 1].name), tuple(why)


def _holder(source: Source, text: str, held: Mapping[str, Sequence[Office]], reader: OfficeReader) -> str:
    """The one person of the pile who holds the office that a source is called by, "" where there is none, or several."""
    said = text[source.start : source.end].split()
    if source.start < 0 or not said or said[0].lower() in reader.some:
        return ""
    asked = reader.read(source.name.rpartition(": ")[2])
    if asked is None or _SERVING.search(source.name):
        return ""
    place = source.name.rpartition(": ")[0]
    if place:
        asked = replace(asked, where=asked.where | {w.lower()[:_STEM] for w in _WORD.findall(place)})
    holders = [name for name, offices in held.items() if any(reader.same(asked, o) for o in offices)]
    if len({name.split()[-1] for name in holders}) != 1:
        return ""
    return max(holders, key=lambda name: (len(name), name))  # "Sheriff Leitha" and "Sheriff Larry Leitha"
