"""The pile as weighing sees it: claims by id, when and by whom each was said, and how values compare."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, NamedTuple

from stemma.core.bases import Base, Bases
from stemma.core.days import ordinal
from stemma.core.packs import Pack
from stemma.core.types import Approx, Claim, Event, Extract, Figure, Kind, Report, Source, SourceKind, Status, Stemma
from stemma.weighing.said import Said

_NOT_YET: Final = frozenset({Status.PLANNED, Status.FORECAST, Status.CONDITIONAL, Status.DEMAND})
_BOUNDS: Final = {
    Approx.EXACT: "point",
    Approx.ABOUT: "point",
    Approx.MORE_THAN: "more",
    Approx.AT_LEAST: "more",
    Approx.LESS_THAN: "less",
    Approx.AT_MOST: "less",
    Approx.NEARLY: "nearly",
    Approx.RANGE: "range",
    Approx.VAGUE: "vague",
}
_NAMELESS: Final = frozenset({SourceKind.UNNAMED, SourceKind.CROWD, SourceKind.NONE, SourceKind.ROLE})
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NEAR: Final = 40  # characters beside a number in which the words that make it a part stand
_FAR_FUTURE: Final = "9999"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Whose word a claim is: a key that is one for one speaker, the name as shown, and whether it is named."""

    key: str
    name: str
    named: bool
    outlet: bool = False


class _Known(NamedTuple):
    """What is worked out once of each claim."""

    key: str
    order: tuple[int, int, str]
    base: Base
    day: str
    number: int | None  # of the day, where it is known


class Facts:
    """Everything that the steps of weighing look up, made once per pile."""

    def __init__(
        self, reports: Sequence[Report], extracts: Sequence[Extract], figures: Sequence[Figure], stemma: Stemma, pack: Pack
    ) -> None:
        self.reports: dict[str, Report] = {r.id: r for r in reports}
        self.claims: dict[str, Claim] = {c.id: c for e in extracts for c in e.claims if c.report in self.reports}
        self._pages = {r.url for r in reports if r.url and "edition" in dict(r.extra)}  # of which there are several editions
        self.claims_of = {e.report: e.claims for e in extracts if e.report in self.reports}
        self.events_of = {e.report: e.events for e in extracts if e.report in self.reports}
        self.events: dict[str, Event] = {v.id: v for e in extracts for v in e.events if v.report in self.reports}
        self.figures = tuple(sorted(figures, key=lambda f: f.id))
        self.held_by: dict[str, tuple[str, ...]] = {f.id: f.claims for f in self.figures}
        self.figure_of: dict[str, str] = {c: f.id for f in self.figures for c in f.claims}
        self.stemma = stemma
        self.kinds: dict[str, Kind] = dict(stemma.kinds)
        self.table: Mapping[str, Mapping[str, object]] = pack.tables.get("weighing", {})
        self._bases = Bases(pack)
        self._measures, self._actors = pack.measures, pack.actors
        ranked = sorted(self.reports.values(), key=lambda r: (_instant(r), r.id))
        self.rank: dict[str, int] = {r.id: i for i, r in enumerate(ranked)}
        self.same: Mapping[str, object] = self.table.get("same", {})
        self.parts = {m: _strings(wider) for m, wider in self.table.get("parts", {}).items()}
        self.plain_bases = frozenset(self.table.get("plain_bases", ()))
        self.complements = {m: _strings(others) for m, others in self.table.get("complements", {}).items()}
        self.steady = frozenset(_strings(self.table.get("steady", {}).get("measures", ())))
        self.steady_days = int(str(self.table.get("steady", {}).get("days", 0)))
        self.loose = frozenset(_strings(self.table.get("loose", {}).get("measures", ())))
        words = {name: _strings(found) for name, found in self.table.get("words", {}).items()}
        self.sum_words, self.of_words, self.part_words = (words.get(name, ()) for name in ("sum", "of", "part"))
        self.admit_words, self.some_words, self.failed_words = (words.get(name, ()) for name in ("admit", "some", "failed"))
        self.first_words, self.again_words, self.moved_words = (words.get(name, ()) for name in ("first", "again", "moved"))
        self.then_words, self.beside_words = (words.get(name, ()) for name in ("then", "beside"))
        self.said = Said({k: _strings(v) for k, v in self.table.get("said", {}).items()})
        self.tolls, self.idle = (frozenset(words.get(name, ())) for name in ("tolls", "idle"))
        self.contrary = {kind: _strings(others) for kind, others in self.table.get("contrary", {}).items()}
        self.part_nouns = {sort: frozenset(_strings(words)) for sort, words in self.table.get("part_nouns", {}).items()}
        said = "|".join(re.escape(w) for w in sorted(self.part_words, key=len, reverse=True))
        self.part_said = re.compile(rf"\b(?:{said or '(?!)'})\b", re.IGNORECASE)
        self._known = {id(c): self._look(key, c) for key, c in self.claims.items()}  # a claim's id is a hash: worked out once
        self._saying: dict[tuple[str, str, float], list[Claim]] = {}
        for claim in sorted(self.claims.values(), key=self.order):
            point = self.point(claim)
            if point is not None:
                self._saying.setdefault((self.sort(claim), self.base(claim).dimension, round(point, 3)), []).append(claim)
        alike = pack.tables.get("linking", {}).get("same", {})
        self._kinds = {str(m): str(name) for name in sorted(alike) for m in alike[name]}
        near = pack.tables.get("linking", {}).get("near", {})
        self._near = [frozenset(str(m) for m in measures) for measures in near.values()]
        classes = pack.tables.get("linking", {}).get("classes", {})
        self._sorts = {str(word): str(name) for name in sorted(classes) for word in classes[name]}
        self._words: dict[str, frozenset[str]] = {}
        self.mutations = stemma.mutations  # and the slips that weighing finds itself
        self.withdrawn: frozenset[str] = frozenset()
        self.lost_names = {lost.id: lost.credited_as for lost in stemma.lost}

    def page(self, report: str) -> str:
        """What counts as one report: all editions of a page, or the report itself."""
        url = self.reports[report].url if report in self.reports else ""
        return url if url in self._pages else report

    def edition(self, report: str) -> int:
        """Which edition of its page a report is, 1 where there is but one."""
        said = dict(self.reports[report].extra).get("edition", "1")
        return int(said) if said.isdigit() else 1

    def in_order(self, claims: Iterable[str]) -> list[Claim]:
        """The claims known under these ids, by publication, report and place in the text."""
        found = [self.claims[c] for c in claims if c in self.claims]
        return sorted(found, key=self.order)

    def id(self, claim: Claim) -> str:
        """The claim's id."""
        return self._known[id(claim)].key

    def order(self, claim: Claim) -> tuple[int, int, str]:
        """Where a claim stands in the order of publication."""
        return self._known[id(claim)].order

    def base(self, claim: Claim) -> Base:
        """The amount in its base unit."""
        return self._known[id(claim)].base

    def point(self, claim: Claim) -> float | None:
        """The number said, in base units."""
        return self.base(claim).point

    def saying(self, like: Claim, point: float) -> list[Claim]:
        """The claims of one sort with this one that say a number (in base units), in order of publication."""
        return self._saying.get((self.sort(like), self.base(like).dimension, round(point, 3)), [])

    def denied(self, claim: Claim) -> bool:
        """True where a claim is told to be rejected, or named by a correction only to take it back."""
        return claim.status is Status.DENIED or self.id(claim) in self.withdrawn

    def sort(self, claim: Claim) -> str:
        """The measure as a reading knows it: words for one thing are one, narrower and wider counts are two."""
        return self.sort_of(claim.measure)

    def kind(self, claim: Claim) -> str:
        """The measure, one name for those that count the very same: killed and deaths."""
        return self._kinds.get(claim.measure, claim.measure)

    def sort_of(self, measure: str) -> str:
        """What readings of a measure go under."""
        return str(self.same.get(measure, measure))

    def published(self, claim: Claim | Event) -> str:
        """The day on which the report came out, "" where unknown."""
        moment = self.reports[claim.report].published
        return moment.day if moment else ""

    def gap(self, one: Claim, other: Claim) -> int | None:
        """Days from what one claim holds as of to the other, None where one is not known to the day."""
        a, b = self._known[id(one)].number, self._known[id(other)].number
        return None if a is None or b is None else b - a

    def day(self, claim: Claim | Event) -> str:
        """As of which day a claim holds, as well as is known: never after its report came out, save for plans."""
        found = self._known.get(id(claim))
        return found.day if found else self._day(claim)

    def _look(self, key: str, claim: Claim) -> _Known:
        day = self._day(claim)
        return _Known(key, (self.rank[claim.report], claim.start, key), self._bases.of(claim.amount), day, ordinal(day))

    def _day(self, claim: Claim | Event) -> str:
        known = self.published(claim)
        told = (claim.when.end or claim.when.start or "") if claim.when else ""
        if not told or (known and told > known and not not_yet(claim.status)):
            return known
        return told

    def speaker(self, claim: Claim | Event) -> Speaker:
        """The innermost speaker, or the outlet where the report speaks for itself."""
        if not claim.attribution:
            outlet = self.reports[claim.report].outlet or self.reports[claim.report].name
            return Speaker(key="outlet:" + (outlet.lower() or claim.report), name=outlet or "the report", named=True, outlet=True)
        source = claim.attribution[-1]
        name = "an unnamed source" if source.kind is SourceKind.NONE else source.name
        return Speaker(key=_speaker_key(source), name=name, named=source.kind not in _NAMELESS)

    def actor(self, actor: str) -> str:
        """An actor's id where the pack knows it, "" where it was only made from words."""
        return actor if actor in self._actors else ""

    def side(self, claim: Claim) -> str:
        """The side for which the innermost speaker speaks, "" where it is not known."""
        return self.side_of(claim.attribution[-1].actor) if claim.attribution else ""

    def side_of(self, known: str) -> str:
        """The side on which an actor stands, itself where it is a state or a group."""
        actor = self._actors.get(known)
        if actor is None:
            return ""
        return actor.side or (actor.id if actor.kind in ("state", "group") else "")

    def words(self, text: str) -> frozenset[str]:
        """The words of a subject that tell something, in small letters."""
        if text not in self._words:
            found = (re.split("['’]", m.group().lower())[0] for m in _WORD.finditer(text))
            self._words[text] = frozenset(w for w in found if w not in self.idle)
        return self._words[text]

    def sorts(self, text: str) -> frozenset[str]:
        """The sorts of people that a subject names: soldiers, women."""
        return frozenset(self._sorts[w] for w in self.words(text) if w in self._sorts)

    def whole(self, text: str) -> frozenset[str]:
        """The words that tell what a share is a share of; "that territory" and "the land it took" tell nothing apart."""
        return frozenset(w for w in self.words(text) if w not in self.plain_bases)

    def partial(self, claim: Claim) -> bool:
        """True where the words beside a number say that it is of some only: those identified so far, some of the dead."""
        text = self.reports[claim.report].text
        near, behind = (f" {' '.join(text[at : claim.end + _NEAR].lower().split())} " for at in (max(0, claim.start - _NEAR), claim.start))
        return any(f" {word} " in (behind if word.startswith("of ") else near) for word in self.some_words)

    def at_first(self, claim: Claim) -> bool:
        """True where the words before a number say that it was a first count: "the first bulletin had said four"."""
        near = self.reports[claim.report].text[max(0, claim.start - _NEAR) : claim.end].lower()
        clause = near.replace(";", ".").rpartition(". ")[2]
        return any(f" {word} " in f" {' '.join(clause.split())} " for word in self.first_words)

    def narrower(self, one: str, other: str) -> bool:
        """True where the other measure's count holds this one's."""
        measure = self._measures.get(one)
        return other in self.parts.get(one, ()) or (measure is not None and measure.table.get("wider") == other)

    def misread(self, one: Claim, other: Claim) -> bool:
        """True where two claims say one number under measures that no rewriter slips between: one of them was likely read wrongly."""
        a, b = one.measure, other.measure
        counted = self.base(one).dimension == self.base(other).dimension == "count"
        if self.sort(one) == self.sort(other) or self.point(one) != self.point(other):
            return False
        if one.amount.unit != other.amount.unit and not counted:
            return False
        return not (self.narrower(a, b) or self.narrower(b, a) or any({a, b} <= family for family in self._near))

    def complementary(self, one: str, other: str) -> bool:
        """True where two shares make up a whole."""
        return other in self.complements.get(one, ()) or one in self.complements.get(other, ())

    def complements_of(self, measure: str) -> tuple[str, ...]:
        """The measures of which a share makes up a whole with a share of this one."""
        return tuple(sorted({*self.complements.get(measure, ()), *(m for m, others in self.complements.items() if measure in others)}))

    def outlet(self, report: str) -> str:
        """What to call a report."""
        found = self.reports.get(report)
        if found is None:
            return self.lost_names.get(report) or "a lost original"
        return found.outlet or found.title or found.name or "an unnamed report"


def not_yet(status: Status) -> bool:
    """True for what is planned, foreseen or demanded, and not yet so."""
    return status in _NOT_YET


def bound(approx: Approx) -> str:
    """Which way the words leave a number open: point, more, less, nearly, range, vague."""
    return _BOUNDS[approx]


def _instant(report: Report) -> str:
    """A key that sorts by instant, offsets minded; a day counts from its beginning, an undated report comes last."""
    if report.published is None:
        return _FAR_FUTURE
    iso = report.published.iso
    try:
        moment = datetime.fromisoformat(iso + "-01-01"[len(iso) - 4 :] if len(iso) < len("2024-11-24") else iso)
    except ValueError:
        return iso
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC).isoformat()


def _speaker_key(source: Source) -> str:
    if source.actor:
        return source.actor
    return " ".join(w for w in re.findall(r"\w+", source.name.lower()) if w not in ("the", "s"))


def _strings(value: object) -> tuple[str, ...]:
    return tuple(str(v) for v in value) if isinstance(value, list | tuple) else ()
