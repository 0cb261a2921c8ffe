"""Time in a ledger: the course of a figure by two clocks, how late each kind of source reports, what became of plans, who demands what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import quantiles

from stemma.answering.account import value
from stemma.answering.brief import side_of
from stemma.answering.matching import Matching
from stemma.answering.quoting import quoted
from stemma.core.days import days_between
from stemma.core.types import Claim, Event, Figure, Nature, Point, SourceKind, Status
from stemma.core.words import overlap, plain_words
from stemma.showing.marks import NOT_YET
from stemma.showing.view import View, speaker

_LIKELY = 2.5  # how much must speak for a figure before it is set beside a plan
_SOURCE = 0.7  # the share of the words that two names of one source have in common
_KIN = 0.6  # the share of its words that a repeated demand has in common with the first
_MOST_LATE = 366  # days; a claim about longer ago tells history, not news
PLEAS = ("demand", "rejection", "agreement", "talks", "threat", "warning", "permission", "ceasefire", "withdrawal")
_DEEDS = ("agreement", "permission", "ceasefire", "withdrawal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step in the course of a figure: as of when, since when it is known, who says so, and whether the source changes here."""

    as_of: str
    known: str
    value: str
    source: str
    side: str
    reports: tuple[str, ...]
    other_source: bool
    status: str


def course(view: View, figure: Figure) -> list[Step]:
    """The steps of a figure by the day that they are of; claims of one value and day are one step; slips are left out."""
    born = {c for r in view.readings.get(figure.id, ()) if r.born_in for c in r.claims}
    steps: list[Step] = []
    last = ""
    for point in view.points.get(figure.id, ()):
        honest = [c for c in point.claims if c not in born]
        if not honest:
            continue
        steps.append(_step(view, point, honest, bool(last) and not _one_source(last, point.source)))
        last = point.source
    return steps


def _one_source(one: str, other: str) -> bool:
    """True where two names are likely of one source: they share most words."""
    return overlap(plain_words(one), plain_words(other)) >= _SOURCE


def _step(view: View, point: Point, claims: Sequence[str], other: bool) -> Step:
    side = side_of(view, claims[0])
    actor = view.pack.actors.get(side)
    denied = " denied" if point.status is Status.DENIED else ""
    return Step(
        as_of=view.words.when(point.when),
        known=view.words.moment(point.known),
        value=f"{view.words.value(point.low, point.high, point.unit, point.approx)}{denied}",
        source=point.source,
        side=actor.name if actor else side,
        reports=tuple(dict.fromkeys(view.name(r) for r in view.carriers(claims))),
        other_source=other,
        status=point.status.value,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Lag:
    """How many days lie between what a kind of source tells of and the day on which it was printed."""

    kind: str
    counts: str  # the heading of the measures, "" for all
    number: int
    low: float  # first quartile
    middle: float
    high: float


def lags(view: View) -> list[Lag]:
    """The lag of each kind of source, and of each kind for each group of measures; first-hand claims with a day of their own alone."""
    found: dict[tuple[str, str], list[int]] = {}
    for claim in view.claims.values():
        late = _late(view, claim)
        if late is None:
            continue
        measure = view.pack.measures.get(claim.measure)
        group = str(measure.table.get("group", "other")) if measure else "other"
        for key in ((_kind(claim), ""), (_kind(claim), group)):
            found.setdefault(key, []).append(late)
    return [_lag(kind, group, days) for (kind, group), days in sorted(found.items()) if not group or len(days) > 1]


def _late(view: View, claim: Claim) -> int | None:
    """Days from the end of what a claim tells of to its printing; None where it was taken over, foreseen, or names no day."""
    told = claim.when.end if claim.when and claim.when.text else None
    if not told or claim.id in view.inherited or claim.status in NOT_YET:
        return None
    days = days_between(told, view.published(claim.report))
    return days if days is not None and 0 <= days <= _MOST_LATE else None


def _kind(claim: Claim) -> str:
    source = speaker(claim)
    return (source.kind if source else SourceKind.OUTLET).value


def _lag(kind: str, group: str, days: list[int]) -> Lag:
    ends = quantiles(days, n=4, method="inclusive") if len(days) > 1 else [float(days[0])] * 3
    return Lag(kind=kind, counts=group, number=len(days), low=ends[0], middle=ends[1], high=ends[2])


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What was planned or foreseen, until when, and what was reported for then or later."""

    figure: Figure
    told: str
    status: str
    who: str
    due: str  # ISO, "" where no day is named
    state: str  # open, due, reported
    since: tuple[str, ...]  # what was reported, each with its citation
    claims: tuple[str, ...]


def plans(view: View, today: str) -> list[Plan]:
    """Every planned or foreseen value, by the day it is due; set beside it what is told of the same thing for that day or later."""
    matching = Matching(view)
    found = []
    for figure in view.situation.figures:
        for reading in view.readings.get(figure.id, ()):
            first = view.first(reading.claims)
            if first is None or first.status not in NOT_YET or first.status is Status.DEMAND or reading.born_in:
                continue
            due = (first.when.end or first.when.start or "") if first.when and first.when.text else ""
            since = tuple(_since(view, matching, first, figure, due))
            state = "reported" if since else "due" if due and due <= today else "open"
            found.append(
                Plan(
                    figure=figure, told=f"{value(view, reading)}", status=first.status.value,
                    who=view.words.listed(view.speakers(reading.claims)[:2]) or view.name(first.report),
                    due=due, state=state, since=since, claims=reading.claims,
                )
            )  # fmt: skip
    return sorted(found, key=lambda p: (p.due or "9", p.figure.title, p.told))


def _since(view: View, matching: Matching, plan: Claim, figure: Figure, due: str) -> Iterator[str]:
    """What reports after the plan tell of the same thing, as of its day or later; of a plan without a day, all that came after."""
    text = view.reports[plan.report].text
    words = plain_words(text[max(0, plan.start - 80) : plan.end + 80])
    likely = [m.figure for m in matching.find(plan, words) if m.score >= _LIKELY and _comparable(matching, plan, m.figure)]
    alike = {f.id for f in likely} | {figure.id}
    for other in sorted(alike):
        for reading in view.readings.get(other, ()):
            first = view.first(reading.claims)
            if first is None or first.status in NOT_YET or reading.denied or reading.born_in:
                continue
            day = (reading.when.end or reading.when.start or "") if reading.when else ""
            later = view.published(first.report) > view.published(plan.report)
            if later and (not due or day >= due):
                yield f"{value(view, reading)}, {view.words.as_of(reading.when)} ({view.name(first.report)})"


def _comparable(matching: Matching, plan: Claim, figure: Figure) -> bool:
    """True where a figure counts what a plan is of: the same measure, which says what it counts, and no rise beside a sum."""
    named = plan.measure.split(":")[0] not in ("count", "share", "money", "duration")
    deltas = (plan.nature is Nature.DELTA, figure.nature is Nature.DELTA)
    return named and matching.sort(plan.measure) == matching.sort(figure.measure) and deltas[0] == deltas[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plea:
    """One demand, offer or rejection: who, to whom, when first told, in how many reports."""

    day: str
    actor: str
    type: str
    target: str
    words: str
    reports: tuple[str, ...]
    events: tuple[str, ...]


def pleas(view: View) -> list[Plea]:
    """Demands, offers and rejections by actor through time; what several reports tell in like words is one."""
    groups: list[list[Event]] = []
    for event in view.events.values():
        if event.type not in PLEAS or (event.type in _DEEDS and event.status not in (Status.DEMAND, Status.PLANNED, Status.CONDITIONAL)):
            continue  # a withdrawal that took place is no offer
        home = next((g for g in groups if _one_plea(g[0], event)), None)
        if home is None:
            groups.append([event])
        else:
            home.append(event)
    return sorted((_plea(view, g) for g in groups), key=lambda p: (p.actor, p.day, p.type, p.words))


def _one_plea(one: Event, other: Event) -> bool:
    if (one.type, one.actor) != (other.type, other.actor):
        return False
    ours, theirs = set(plain_words(one.text)), set(plain_words(other.text))
    return len(ours & theirs) >= _KIN * min(len(ours), len(theirs))


def _plea(view: View, events: Sequence[Event]) -> Plea:
    first = min(events, key=lambda e: (view.rank.get(e.report, 0), e.start))
    day = (first.when.end or first.when.start or "") if first.when else ""
    return Plea(
        day=day or view.published(first.report)[:10],
        actor=first.actor or view.words.listed(s.name for s in first.attribution[-1:]) or "not named",
        type=first.type,
        target=first.target,
        words=quoted(first.text),
        reports=tuple(dict.fromkeys(view.name(e.report) for e in events)),
        events=tuple(e.id for e in events),
    )
