"""What may be wrong with a figure of a draft: one rule for each way in which a draft departs from what the reports have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from stemma.answering.account import cited, value
from stemma.answering.matching import POINTS, Match, Matching, awaited
from stemma.answering.quoting import quoted
from stemma.core.bases import close
from stemma.core.types import Approx, Claim, Figure, Nature, Reading, Source, SourceKind, Status, Verification
from stemma.core.words import overlap, plain_words
from stemma.showing.marks import NOT_YET
from stemma.showing.pieces import brief_change
from stemma.showing.view import View

_HEDGED = {Approx.MORE_THAN: "more", Approx.AT_LEAST: "more", Approx.LESS_THAN: "less", Approx.AT_MOST: "less", Approx.NEARLY: "nearly"}
_ROUNDING = 0.05  # two counts so near are not an older and a newer one, but one rounded
_LITTLE = frozenset(("the", "a", "an", "its", "his", "her", "their", "of", "for", "s"))
_ROUND = 60  # characters round about a name in which the speaker's office is told
_NAMED = 0.5  # the least share of a speaker's name that must be the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A draft's figure beside the reading that it is taken to be."""

    view: View
    matching: Matching
    claim: Claim
    match: Match
    matches: tuple[Match, ...]
    outlets: frozenset[str]  # reports whose outlet the sentence names
    held: tuple[Claim, ...]  # the ledger's claims of the reading
    sentence: str

    @property
    def reading(self) -> Reading:
        return self.match.reading


Rule = Callable[[Case], tuple[str, str] | None]


def copying(case: Case) -> tuple[str, str] | None:
    """The number was made by a mistake in copying."""
    if not case.reading.born_in:
        return None
    honest = [m for m in case.view.mutations.get(case.match.figure.id, ()) if m.report == case.reading.born_in and m.claim]
    was = next((f"; its source has {quoted(brief_change(case.view, m)[0])}" for m in honest if m.claim in case.reading.claims), "")
    return "copying", f"a mistake in copying made this number, in {case.view.name(case.reading.born_in)}{was}"


def not_in_cited(case: Case) -> tuple[str, str] | None:
    """The report that the draft names does not hold the number."""
    carriers = set(case.view.carriers(i for m in case.matches if m.same_number for i in m.reading.claims))
    if not case.outlets or case.outlets & carriers:
        return None
    named = case.view.words.listed(sorted({case.view.name(r) for r in case.outlets})[:2])
    others = case.view.words.listed(case.view.name(r) for r in case.view.carriers(case.reading.claims)[:3])
    return "not-in-cited", f"{named} does not have this number; {others} {'has' if len(case.held) == 1 else 'have'} it"


def denied(case: Case) -> tuple[str, str] | None:
    """The draft states what the reports only have as denied."""
    if not case.reading.denied or case.claim.status is Status.DENIED:
        return None
    outlets = case.view.words.listed(dict.fromkeys(case.view.name(c.report) for c in case.held))
    return "denied", f"the reports have it only as denied or taken back, by {_speakers(case) or outlets}"


def not_yet(case: Case) -> tuple[str, str] | None:
    """The draft states as so what is planned, expected or demanded."""
    if case.claim.status in NOT_YET or not awaited(case.view, case.reading):
        return None
    word = case.view.words.of("status", case.held[0].status.value)
    return "not-yet", f"in the reports it is {word}, not so"


def scope(case: Case) -> tuple[str, str] | None:
    """The number is there, but it counts something narrower or wider."""
    ours, theirs = case.claim.measure, case.match.figure.measure
    matching = case.matching
    if any(matching.sort(c.measure) == matching.sort(ours) for c in case.held) or not _comparable(case, ours, theirs):
        return None
    return "scope", f"the number counts “{_label(case, theirs)}” in the reports, “{_label(case, ours)}” in the draft"


def _comparable(case: Case, ours: str, theirs: str) -> bool:
    """True where two measures are easily mixed up: one holds the other, or both count what befell people."""
    measures = case.view.pack.measures
    if case.matching.narrower(ours, theirs) or case.matching.narrower(theirs, ours):
        return True
    groups = [str(measures[m].table.get("group", "")) if m in measures else "" for m in (ours, theirs)]
    return groups[0] == groups[1] and groups[0] in ("lives", "health")


def _label(case: Case, measure: str) -> str:
    known = case.view.pack.measures.get(measure)
    return (known.label if known else measure.removeprefix("count:").replace("_", " ")).lower()


def superseded(case: Case) -> tuple[str, str] | None:
    """A newer value of the same figure is known, and the draft does not say that its own is of an earlier day."""
    newer = _newer(case.view, case.match.figure, case.reading)
    if newer is None or _dated(case) or case.reading.denied:
        return None
    return (
        "superseded",
        f"newer: {value(case.view, newer)}, {case.view.words.as_of(newer.when)} ({cited(case.view, newer, 2, addresses=False)})",
    )


def _newer(view: View, figure: Figure, reading: Reading) -> Reading | None:
    """The newest honest reading of another number and a later day; a rewrite of this one is no newer count."""
    if figure.nature in (Nature.FLOW, Nature.DELTA):
        return None
    day = _day(reading)
    point = view.base(reading.low, reading.high, reading.unit).point
    roots = {view.root(c) for c in reading.claims}
    later = [
        r
        for r in view.readings.get(figure.id, ())
        if _day(r) > day and not r.denied and not r.born_in and not awaited(view, r) and r.approx is not Approx.VAGUE
        if not close(view.base(r.low, r.high, r.unit).point, point, _ROUNDING)
        if not {view.root(c) for c in r.claims} <= roots
    ]
    return max(later, key=_day, default=None) if day else None


def _day(reading: Reading) -> str:
    return (reading.when.end or reading.when.start or "") if reading.when else ""


def _dated(case: Case) -> bool:
    """True where the draft itself says of which day its number is, or tells it as what once was."""
    return bool(case.claim.when and case.claim.when.text)


def day(case: Case) -> tuple[str, str] | None:
    """The draft gives a day on which no report has the number."""
    told = case.claim.when
    if not told or not told.text or not told.start or not told.end:
        return None
    days = [c.when for c in case.held if c.when and c.when.start and c.when.end and c.when.text]
    if not days or any(w.start <= told.end and told.start <= w.end for w in days if w.start and w.end):
        return None
    published = {case.view.published(c.report)[:10] for c in case.held}
    if any(told.start <= d <= told.end for d in published if d):
        return None
    return "day", f"the draft has it for {case.view.words.when(told)}, the reports {case.view.words.as_of(days[0])}"


def hedge(case: Case) -> tuple[str, str] | None:
    """The reports hedge the number and the draft does not, or hedges it the other way."""
    ours = case.claim.amount.approx
    theirs = {_first_said(case.view, c).amount.approx for c in case.held}
    if ours in (Approx.ABOUT, Approx.RANGE, Approx.VAGUE):
        lost = ours is Approx.ABOUT and not theirs & {*POINTS, Approx.NEARLY, Approx.RANGE}
    else:
        lost = not any(_HEDGED.get(ours) == _HEDGED.get(t) and (ours is not Approx.EXACT or t is not Approx.ABOUT) for t in theirs)
    if not lost:
        return None
    words = {a: f"“{case.view.words.hedge(a, case.reading.unit) or case.view.words.of('hedge_name', a.value)}”" for a in (ours, *theirs)}
    said = case.view.words.listed(words[t] for t in sorted(theirs))
    return "hedge", f"the reports say {said}, the draft {words[ours] if ours is not Approx.EXACT else 'gives the bare number'}"


def _first_said(view: View, claim: Claim) -> Claim:
    """The claim from which a rewrite has its matter, as far up as it is held and says the same number."""
    seen: set[str] = set()
    point = view.bases.of(claim.amount).point
    while (step := view.inherited.get(claim.id)) and claim.id not in seen:
        seen.add(claim.id)
        source = view.claims.get(step.from_claim or "")
        if source is None or not close(view.bases.of(source.amount).point, point):
            break
        claim = source
    return claim


def source(case: Case) -> tuple[str, str] | None:
    """The draft states in its own voice what every report gives as somebody's word."""
    if case.claim.attribution or case.claim.status is not Status.ASSERTED:
        return None
    first = [c for c in case.held if case.view.root(c.id) in (c.report, *case.view.lost)] or list(case.held)
    if case.outlets or _names_speaker(case) or not all(c.attribution and c.status is not Status.ASSERTED for c in first):
        return None
    return "source", f"the reports give it as the word of {_speakers(case) or 'a speaker'}"


def _names_speaker(case: Case) -> bool:
    """True where the sentence itself names one of those who say so."""
    around = frozenset(plain_words(case.sentence))
    return any(overlap(frozenset(plain_words(s.name)), around) >= 1 for c in case.held for s in c.attribution if plain_words(s.name))


def speaker(case: Case) -> tuple[str, str] | None:
    """The draft gives it as the word of somebody who does not say so in any report."""
    named = [s for s in case.claim.attribution if s.kind is not SourceKind.NONE]
    if not named or named[-1].kind is SourceKind.OUTLET or case.outlets:
        return None
    ours = named[-1]
    theirs = [(c, s) for c in case.held for s in c.attribution]
    if not theirs or any(_one_speaker(ours, s, _beside(case.view, c, s)) for c, s in theirs):
        return None
    return "speaker", f"the draft gives it as the word of {ours.name}, the reports of {_speakers(case)}"


def _beside(view: View, claim: Claim, source: Source) -> str:
    """What stands round about a speaker's name in the report: "the mayor, Maribel Albalat"."""
    text = view.reports[claim.report].text
    return text[max(0, source.start - _ROUND) : source.end + _ROUND] if source.start >= 0 else ""


def _one_speaker(one: Source, other: Source, beside: str) -> bool:
    """True where two names may be of one speaker: the same actor, shared words, or the office told beside the name."""
    if one.actor and one.actor == other.actor:
        return True
    ours = frozenset(plain_words(one.name)) - _LITTLE
    if overlap(ours, frozenset(plain_words(other.name)) - _LITTLE) >= _NAMED:
        return True
    parts = [frozenset(plain_words(part)) - _LITTLE for part in one.name.split(":")]
    return not one.actor and any(part and overlap(part, frozenset(plain_words(beside))) >= 1 for part in parts)


def caveat(case: Case) -> tuple[str, str] | None:
    """The draft calls confirmed what the reports could not check."""
    unchecked = any(c.verification is Verification.UNVERIFIED for c in case.held)
    if not unchecked or case.claim.verification is not Verification.CONFIRMED:
        return None
    return "caveat", "the draft calls it confirmed; the reports say that it could not be verified"


def _speakers(case: Case) -> str:
    return case.view.words.listed(case.view.speakers(case.reading.claims)[:2])


RULES: tuple[Rule, ...] = (copying, not_in_cited, denied, not_yet, scope, superseded, day, hedge, caveat, speaker, source)
