"""The account of one value: whose word it is and through whom it came, what else is said, what became of its caveat, how to word it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from stemma.answering.quoting import quoted
from stemma.core.types import Claim, Conflict, Figure, Mutation, Reading, SourceKind, Status, Verification
from stemma.showing.pieces import brief_change, verdict_word
from stemma.showing.readings import after
from stemma.showing.view import View, speaker
from stemma.showing.wording import DROPPED

_NAMELESS = (SourceKind.UNNAMED, SourceKind.CROWD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One lineage behind a value: who says so, the reports from the first to the last, and whether the first is held."""

    speaker: str
    unnamed: bool
    through: tuple[str, ...]  # lost originals and reports through which it came
    reports: tuple[str, ...]  # the outlets that carry it, the first first
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """Another value, and what weighing says of the two."""

    told: str
    verdict: str  # in a few words: "another day"
    real: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Warranty:
    """What became of the words that say whether a value was checked."""

    words: str = ""  # as the first report that has them says
    kept: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    turned: tuple[str, ...] = ()  # reports that say "confirmed" where their source could not check


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Everything that a reader needs before a value is printed."""

    figure: Figure
    value: str
    as_of: str
    origins: tuple[Origin, ...]
    others: tuple[Other, ...]
    warranty: Warranty
    changes: tuple[str, ...]
    sums: tuple[str, ...]
    wording: str
    citation: str
    grade: str
    born_in: str = ""
    reading: Reading
    claims: tuple[str, ...] = field(default=())


def accounts(view: View, figure: Figure, claims: Iterable[str]) -> list[Account]:
    """One account for each reading of a figure that holds one of the claims."""
    asked = set(claims)
    return [_account(view, figure, r) for r in view.readings.get(figure.id, ()) if not asked.isdisjoint(r.claims)]


def _account(view: View, figure: Figure, reading: Reading) -> Account:
    held = [view.claims[c] for c in reading.claims if c in view.claims]
    origins = tuple(_origins(view, reading))
    warranty = _warranty(view, held)
    altered = [m for m in view.mutations.get(figure.id, ()) if m.claim in reading.claims or m.from_claim in reading.claims]
    return Account(
        figure=figure,
        value=value(view, reading),
        as_of=view.words.as_of(reading.when),
        origins=origins,
        others=tuple(_others(view, figure, reading)),
        warranty=warranty,
        changes=tuple(dict.fromkeys(changed(view, m) for m in altered)),
        sums=tuple(dict.fromkeys(c.why for c in view.checks.get(figure.id, ()) if not set(reading.claims).isdisjoint(c.claims))),
        wording=wording(view, figure, reading, origins, warranty),
        citation=cited(view, reading),
        grade=reading.grade,
        born_in=view.name(reading.born_in) if reading.born_in else "",
        reading=reading,
        claims=reading.claims,
    )


def value(view: View, reading: Reading) -> str:
    """A reading's number with its hedge, unit, and whether it is planned or denied."""
    tail = ", ".join(part for part in (other_scope(view, reading), after(view, reading)) if part)
    return f"{view.words.value(reading.low, reading.high, reading.unit, reading.approx)}" + (f", {tail}" if tail else "")


def other_scope(view: View, reading: Reading) -> str:
    """What a reading counts, where that is not what its figure counts: "killed or wounded" among counts of the killed."""
    first, figure = view.first(reading.claims), view.figures.get(reading.figure)
    if first is None or figure is None or first.measure == figure.measure:
        return ""
    same = view.pack.tables.get("weighing", {}).get("same", {})
    if same.get(first.measure, first.measure) == same.get(figure.measure, figure.measure):
        return ""
    loose = view.pack.tables.get("weighing", {}).get("loose", {}).get("measures", ())
    if first.measure.split(":")[0] in loose or figure.measure.split(":")[0] in loose:
        return ""
    known = view.pack.measures.get(first.measure)
    return known.label.lower() if known else ""


def _origins(view: View, reading: Reading) -> Iterator[Origin]:
    lineages: dict[str, list[Claim]] = {}
    for claim in sorted((view.claims[c] for c in reading.claims if c in view.claims), key=lambda c: view.rank.get(c.report, 0)):
        lineages.setdefault(view.root(claim.id), []).append(claim)
    for root, claims in lineages.items():
        said = next((s for c in claims if (s := speaker(c))), None)
        ids = tuple(dict.fromkeys(c.report for c in claims))
        through = [view.lost[root].credited_as or "an original that is not held"] if root in view.lost else []
        through += [s.name for s in claims[0].attribution[:-1] if s.name not in through]
        yield Origin(
            speaker=said.name if said else "",
            unnamed=said is not None and said.kind in _NAMELESS,
            through=tuple(through),
            reports=tuple(dict.fromkeys(view.name(r) for r in ids)),
            ids=ids,
        )


def _others(view: View, figure: Figure, reading: Reading) -> Iterator[Other]:
    own = set(reading.claims)
    told: set[str] = set()
    touching = [c for cs in view.conflicts.values() for c in cs if not own.isdisjoint(c.claims)]
    for conflict in sorted(touching, key=lambda c: (c.kind != "real", c.figure != figure.id, c.claims)):
        rest = [c for c in conflict.claims if c not in own]
        told.update(rest)
        if rest and conflict.verdict != "arithmetic":
            yield Other(told=_told(view, rest), verdict=_short(view, conflict), real=conflict.kind == "real", why=conflict.why)
    for other in view.readings.get(figure.id, ()):
        if other is not reading and told.isdisjoint(other.claims):
            said = _told(view, other.claims)
            yield Other(told=said, verdict="no conflict found", real=False, why=_apart(view, reading, other))


def _short(view: View, conflict: Conflict) -> str:
    """A verdict in a few words; a real one is said to be so."""
    word = verdict_word(view, conflict)
    return word[:1].lower() + word[1:]


def _apart(view: View, reading: Reading, other: Reading) -> str:
    days = view.words.as_of(other.when), view.words.as_of(reading.when)
    return f"the one holds {days[0]}, the other {days[1]}" if days[0] != days[1] else "the words leave room for both"


def _told(view: View, claims: Sequence[str]) -> str:
    """The first of some claims in a phrase: "50,000 (Zelensky in The Independent, as of 13 November 2024)"."""
    claim = view.first(claims)
    if claim is None:
        event = next((view.events[c] for c in claims if c in view.events), None)
        return f"“{quoted(event.text)}” ({view.name(event.report)})" if event else "another value"
    said = claim.amount
    shown = str(view.words.value(said.low, said.high, said.unit, said.approx))
    named = speaker(claim)
    who = f"{named.name} in {view.name(claim.report)}" if named else view.name(claim.report)
    denied = "denied by " if claim.status is Status.DENIED else ""
    return f"{shown} ({denied}{who}, {view.words.as_of(claim.when)})"


def _warranty(view: View, claims: Sequence[Claim]) -> Warranty:
    """Which reports keep the words that nobody could check, which leave them out, which turn them into a confirmation."""
    lineages: dict[str, list[Claim]] = {}
    for claim in claims:
        lineages.setdefault(view.root(claim.id), []).append(claim)
    kept: list[str] = []
    dropped: list[str] = []
    turned: list[str] = []
    words = ""
    for members in lineages.values():
        unchecked = [c for c in members if c.verification is Verification.UNVERIFIED]
        kept += [c.report for c in unchecked]
        words = words or next((_caveat(view, c) for c in unchecked if c.caveat), "")
        rest = [c for c in members if unchecked and c.verification is not Verification.UNVERIFIED and c.report not in kept]
        for claim in rest:
            confirmed = claim.verification is Verification.CONFIRMED or _turned(view, claim.report)
            (turned if confirmed else dropped).append(claim.report)
    return Warranty(
        words=words,
        kept=tuple(dict.fromkeys(map(view.name, kept))),
        dropped=tuple(dict.fromkeys(map(view.name, dropped))),
        turned=tuple(dict.fromkeys(map(view.name, turned))),
    )


def _caveat(view: View, claim: Claim) -> str:
    if claim.caveat is None:
        return ""
    words = view.reports[claim.report].text[claim.caveat.start : claim.caveat.end].strip(" \n\t.,;:")
    first, _, rest = words.partition(" ")
    return quoted(rest if first.lower() in ("and", "but", "though", "although", "while", "as") else words)


def _turned(view: View, report: str) -> bool:
    """True where a report says of this matter that it was confirmed, though its source could not check."""
    return any(m.field == "verification" and m.became == Verification.CONFIRMED for m in view.changes.get(report, ()))


def changed(view: View, mutation: Mutation) -> str:
    """A change on the way in a line: "Earthlings 1997: speaker dropped, who was “senior military source”"."""
    was, became = brief_change(view, mutation)
    field = view.words.of("field", mutation.field)
    heirs = f"; carried on by {view.words.listed(map(view.name, mutation.inherited_by))}" if mutation.inherited_by else ""
    right = " (put right)" if mutation.restored else ""
    if became == DROPPED:
        said = f"{field} dropped, was “{quoted(was)}”"
    elif was == DROPPED:
        said = f"{field} added, “{quoted(became)}”"
    else:
        said = f"{field}, {quoted(was)} became {quoted(became)}"
    return f"{view.name(mutation.report)}: {said}{right}{heirs}"


def wording(view: View, figure: Figure, reading: Reading, origins: Sequence[Origin], warranty: Warranty) -> str:
    """A sentence that claims no more than the reports do."""
    shown = view.words.long(reading.low, reading.high, reading.unit, reading.approx)
    tail = after(view, reading)
    said = f"{figure.title}: {shown}{f', {tail}' if tail else ''}, {view.words.as_of(reading.when)}"
    sentence = f"{said}, {_according(view, reading, origins)}"
    if warranty.words:
        return f"{sentence}; {warranty.kept[0]} adds: “{warranty.words}”."
    if warranty.kept:
        return f"{sentence}; not independently verified, says {warranty.kept[0]}."
    return f"{sentence}; {_standing(origins)}."


def _standing(origins: Sequence[Origin]) -> str:
    if len(origins) < 2:
        return "no separate confirmation was found"
    return f"{len(origins)} lineages of reports have it, no dependence found between them"


def _according(view: View, reading: Reading, origins: Sequence[Origin]) -> str:
    if not origins:
        return "as it stands in a copy only"
    told = []
    for origin in origins[:3]:
        through = view.words.listed(origin.through)
        if origin.speaker:
            unnamed = ", who is not named" if origin.unnamed else ""
            quoted_by = f", quoted by {through or origin.reports[0]}"
            told.append(f"{origin.speaker}{unnamed}{quoted_by}")
        else:
            told.append(through or origin.reports[0])
    return "according to " + view.words.listed(told)


def cited(view: View, reading: Reading, most: int = 4, addresses: bool = True) -> str:
    """Outlet, day and address of the reports that carry a reading."""
    reports = view.carriers(reading.claims)
    shown = []
    for report in reports[:most]:
        url = view.reports[report].url if addresses else ""
        shown.append(f"{view.name(report)}, {view.words.day(view.published(report)) or 'no date'}{f', {url}' if url else ''}")
    more = len(reports) - most
    return "; ".join(shown) + (f"; and {more} more" if more > 0 else "")
