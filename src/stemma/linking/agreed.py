"""What the reports of a pile call a figure together: a claim that was read from few signs is called what the others call it.

Ten reports give one figure in ten wordings, and each wording may be misread in a way of its own. Once the claims stand in one figure,
a measure that hardly a word bore out gives way to the one that most reports read, and a subject that shares no word with what the
others say of whom gives way to the one that is most like all of them; a place that no words gave gives way to the one that most have.
What a claim says plainly stays, for it may be a change made on the way ("killed" become "killed or wounded"), and so does what a person
has set.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from stemma.core.types import Claim, Extract, Figure, Reason
from stemma.core.words import overlap, plain_words
from stemma.linking.atlas import is_said

PLAIN: Final = 2.0  # points of a measure's own signs from which it is not put to the vote
MOST: Final = 0.5  # of the votes, for a measure
NEARLY: Final = 0.6  # as like the others as the subject most like all, and a subject stays: drivers, whom some call motorists
COUNTED: Final = 0.5  # the vote of a mere count: "count:men" tells what is counted and not what befell it
_READ: Final = "read.measure"
_COUNT: Final = "count"


def as_agreed(extracts: Sequence[Extract], figures: Iterable[Figure], settled: Collection[tuple[str, int, int]]) -> tuple[Extract, ...]:
    """The extracts, with weakly read measures and stray subjects of a figure's claims as the other reports have them.

    `settled` are the places (report, start, end) of claims that a person has edited: they vote, and stay.
    """
    known = {claim.id: claim for extract in extracts for claim in extract.claims}
    new: dict[str, Claim] = {}
    for figure in figures:
        claims = [known[id] for id in figure.claims if id in known]
        if len(claims) < 2:
            continue
        measure, subject, place = _measure(claims), _subject(claims), _place(claims)
        for claim in claims:
            if (claim.report, claim.start, claim.end) not in settled:
                found = _of_where(_of_whom(_measured(claim, measure), subject), place)
                if found is not claim:
                    new[claim.id] = found
    return tuple(
        replace(e, claims=tuple(new.get(c.id, c) for c in e.claims)) if any(c.id in new for c in e.claims) else e for e in extracts
    )


class _Vote(NamedTuple):
    """What the reports of a figure say together, by whose words, and how many of how many say so."""

    claim: Claim | None
    votes: float = 0.0
    of: float = 0.0
    kept: frozenset[str] = frozenset()  # subjects that are nearly as good


def _measure(claims: Sequence[Claim]) -> _Vote:
    """The measure that at least half of the reports read, each report one vote for each measure that it has."""
    said = {(c.report, c.measure): c for c in claims}
    votes: dict[str, float] = {}
    for claim in said.values():
        votes[claim.measure] = votes.get(claim.measure, 0.0) + (COUNTED if _is_mere_count(claim) else 1.0)
    best = min(votes, key=lambda m: (-votes[m], m))
    whole = sum(votes.values())
    if len(votes) < 2 or votes[best] < 1 or votes[best] < MOST * whole:
        return _Vote(None)
    return _Vote(next(c for c in claims if c.measure == best), votes[best], whole)


def _subject(claims: Sequence[Claim]) -> _Vote:
    """The subject that is most like those of all reports (the medoid, by the words that two share of all that they have)."""
    said = {(c.report, c.subject.lower()): c for c in reversed(claims) if c.subject}
    if not said:
        return _Vote(None)
    counts = Counter(subject for _, subject in said)
    words = {subject: frozenset(plain_words(subject)) for subject in counts}

    def like(one: str) -> float:
        return sum((n * len(words[one] & words[s]) / max(1, len(words[one] | words[s])) for s, n in counts.items()), 0.0)

    likes = {s: round(like(s), 9) for s in counts}
    best = min(counts, key=lambda s: (-likes[s], s))
    first = next(c for c in claims if c.subject.lower() == best)
    return _Vote(first, float(counts[best]), float(len(said)), frozenset(s for s in counts if likes[s] >= NEARLY * likes[best]))


def _place(claims: Sequence[Claim]) -> _Vote:
    """The place that more claims have than any other."""
    votes = Counter(claim.place.id for claim in claims if claim.place is not None and claim.place.id)
    ranked = votes.most_common(2)
    if len(ranked) < 2 or ranked[0][1] == ranked[1][1]:
        return _Vote(None)
    best, count = ranked[0]
    first = next(c for c in claims if c.place is not None and c.place.id == best)
    return _Vote(first, float(count), float(votes.total()))


def _measured(claim: Claim, agreed: _Vote) -> Claim:
    held = agreed.claim
    if held is None or claim.measure == held.measure or not _is_weak(claim, held.measure):
        return claim
    detail = f"read as {claim.measure or 'no measure'} here, as {held.measure} by most reports of the figure, as in claim {held.id}"
    told = Reason(rule="link.measure-agreed", detail=detail, weight=round(agreed.votes / agreed.of, 2))
    return replace(claim, measure=held.measure, read_as=claim.measure, reasons=(*claim.reasons, told))


def _is_weak(claim: Claim, agreed: str) -> bool:
    """True where a claim's own words bear out no measure: a mere count, or one of few points.

    A count of things gives way to another word for them alone: villages that stand cut off are none that are destroyed.
    """
    if claim.measure.startswith(_COUNT):
        return _is_mere_count(claim) or agreed.startswith(_COUNT)
    return max((r.weight for r in claim.reasons if r.rule.startswith(_READ)), default=0.0) < PLAIN


def _is_mere_count(claim: Claim) -> bool:
    """True of a count of people or of nothing named: villages that are counted are told by that, men are not."""
    return claim.measure.startswith(_COUNT) and (claim.amount.unit == "persons" or ":" not in claim.measure)


def _of_whom(claim: Claim, agreed: _Vote) -> Claim:
    held = agreed.claim
    if held is None or claim.subject.lower() in agreed.kept or overlap(plain_words(claim.subject), plain_words(held.subject)):
        return claim
    own = f"'{claim.subject}' here" if claim.subject else "of nobody here"
    detail = f"{own}, '{held.subject}' by what the reports of the figure have in common, as in claim {held.id}"
    told = Reason(rule="link.subject-agreed", detail=detail, weight=round(agreed.votes / agreed.of, 2))
    return replace(claim, subject=held.subject, subject_actor=held.subject_actor, reasons=(*claim.reasons, told))


def _of_where(claim: Claim, agreed: _Vote) -> Claim:
    held = agreed.claim
    if held is None or held.place is None or is_said(claim) or (claim.place is not None and claim.place.id == held.place.id):
        return claim
    own = f"of {claim.place.name} for want of words here" if claim.place is not None else "of no place here"
    detail = f"{own}, of {held.place.name} by most claims of the figure, as in claim {held.id}"
    told = Reason(rule="link.place-agreed", detail=detail, weight=round(agreed.votes / agreed.of, 2))
    return replace(claim, place=replace(held.place, words=""), reasons=(*claim.reasons, told))
