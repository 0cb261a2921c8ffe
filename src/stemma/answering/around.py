"""The figures that a question means, and the part of a situation that an answer about them needs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from stemma.core.errors import StemmaError
from stemma.core.types import Claim, Conflict, Figure, Reading, Situation, Stemma, Weighing
from stemma.ledger import Ledger

_FEW = 400  # reports of which all are looked through
_MOST = 20  # figures whose titles hold the words, in a larger ledger
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_WORD = re.compile(r"[^\W\d_]+")
_IDLE = frozenset(("the", "of", "a", "an", "in", "on", "at", "for", "to", "and", "by", "from", "about", "around", "some", "nearly"))


def meant(situation: Situation, question: str) -> list[tuple[Figure, tuple[str, ...]]]:
    """The figures that a question means, the fullest first, each with its claims that answer: by id, by number, by words."""
    claims = {c.id: c for e in situation.extracts for c in e.claims}
    by_id = [(f, _those(f, question)) for f in situation.figures if question == f.id or question in f.claims]
    if by_id:
        return by_id
    numbers = {float(n.replace(",", "")) for n in _NUMBER.findall(question)}
    words = _told_words(question)
    found = []
    for figure in situation.figures:
        held = [claims[c] for c in figure.claims if c in claims]
        answering = tuple(c.id for c in held if _answers(c, figure, numbers, words))
        if answering:
            found.append((figure, answering))
    if not found:
        raise StemmaError(f"No figure has '{question}': look at 'stemma figures' for what there is, or give a claim's or a figure's id.")
    return sorted(found, key=lambda f: (-len(f[1]), f[0].id))


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """As much of a ledger as an answer needs, and the names of the figures that fit as well but were not loaded."""

    situation: Situation
    rest: tuple[tuple[str, str], ...] = ()  # id and name


def near(ledger: Ledger, question: str, most: int = 3) -> Near:
    """The figures that fit a question best, with what is set against them; the whole ledger, where no words of it fit."""
    asked = ledger.queries
    number = _NUMBER.search(question)
    if number:
        fits = asked.claims_with(float(number.group().replace(",", "")), _told_words(question))
        held: dict[str, list[str]] = {}
        names = {figure: name for _, figure, name in fits}
        for claim, figure, _ in fits:
            held.setdefault(figure, []).append(claim)
        ranked = sorted(held, key=lambda figure: (-len(held[figure]), figure))
        found = [claim for figure in ranked[:most] for claim in held[figure]]
        rest = tuple((figure, names[figure]) for figure in ranked[most:])
    else:
        found, rest = [], ()
    found = found or asked.find_claims(question)
    if not found and asked.counts()["reports"] <= _FEW:
        return Near(situation=ledger.situation())
    if not found:
        found = [claim for line in asked.figures(words=question, limit=_MOST).lines for claim in asked.find_claims(line.id)]
    return Near(situation=asked.around_claims([*found, *asked.against(found)]), rest=rest)


def _told_words(question: str) -> list[str]:
    """The words of a question that must be found."""
    return [w for w in _WORD.findall(question.casefold()) if w not in _IDLE]


def around(situation: Situation, figures: Iterable[str]) -> Situation:
    """What an answer about some figures needs: their claims, what these are set against, and the reports that carry them."""
    wanted = set(figures)
    own = {c for f in situation.figures if f.id in wanted for c in f.claims}
    conflicts = tuple(c for c in situation.weighing.conflicts if c.figure in wanted or not own.isdisjoint(c.claims))
    near = own.union(*(c.claims for c in conflicts)) if conflicts else own
    near |= {i.from_claim for i in situation.stemma.inheritances if i.claim in near and i.from_claim}
    kept = {f.id for f in situation.figures if not near.isdisjoint(f.claims)}
    near |= {c for f in situation.figures if f.id in kept for c in f.claims}
    reports = {c.report for e in situation.extracts for c in e.claims if c.id in near}
    return restrict(situation, reports, kept, conflicts)


def alone(situation: Situation, report: str) -> Situation:
    """What one report says, its figures as the whole ledger knows them."""
    own = {c.id for e in situation.extracts if e.report == report for c in e.claims}
    found = situation.weighing
    return Situation(
        reports=tuple(r for r in situation.reports if r.id == report),
        extracts=tuple(e for e in situation.extracts if e.report == report),
        figures=tuple(replace(f, claims=cut) for f in situation.figures if (cut := tuple(c for c in f.claims if c in own))),
        weighing=Weighing(
            readings=tuple(_told_by(situation, r, cut) for r in found.readings if (cut := tuple(c for c in r.claims if c in own)))
        ),
    )


def _told_by(situation: Situation, reading: Reading, claims: tuple[str, ...]) -> Reading:
    """A reading as some of its claims have it: their own number, words and day."""
    first = next(c for e in situation.extracts for c in e.claims if c.id == claims[0])
    a = first.amount
    return replace(reading, low=a.low, high=a.high, unit=a.unit, approx=a.approx, when=first.when, claims=claims, reports=1)


def restrict(situation: Situation, reports: set[str], figures: set[str], conflicts: Iterable[Conflict]) -> Situation:
    """A situation cut down to some reports (with their ancestors) and figures."""
    tree, found, shown = situation.stemma, situation.weighing, set(conflicts)
    claims = {c for f in situation.figures if f.id in figures for c in f.claims}
    whole = set(reports)
    parents: dict[str, list[str]] = {}
    for descent in tree.descents:
        parents.setdefault(descent.child, []).append(descent.parent)
    queue = list(reports)
    while queue:
        for parent in parents.get(queue.pop(), ()):
            if parent not in whole:
                whole.add(parent)
                queue.append(parent)
    return Situation(
        reports=tuple(r for r in situation.reports if r.id in whole),
        extracts=tuple(e for e in situation.extracts if e.report in whole),
        links=tuple(x for x in situation.links if x.one in claims),
        figures=tuple(f for f in situation.figures if f.id in figures),
        stemma=Stemma(
            descents=tuple(d for d in tree.descents if d.child in whole and d.parent in whole),
            lost=tuple(o for o in tree.lost if o.id in whole),
            kinds=tuple(k for k in tree.kinds if k[0] in whole),
            inheritances=tuple(i for i in tree.inheritances if i.parent in whole),
            mutations=tuple(m for m in tree.mutations if m.report in whole),
        ),
        weighing=Weighing(
            readings=tuple(r for r in found.readings if r.figure in figures),
            conflicts=tuple(c for c in found.conflicts if c in shown),
            checks=tuple(c for c in found.checks if not claims.isdisjoint(c.claims)),
            courses=tuple(p for p in found.courses if p.figure in figures),
            novelty=tuple(n for n in found.novelty if n.report in whole),
        ),
    )


def _those(figure: Figure, question: str) -> tuple[str, ...]:
    return figure.claims if question == figure.id else (question,)


def _answers(claim: Claim, figure: Figure, numbers: set[float], words: list[str]) -> bool:
    """True where a claim says one of the numbers asked for and holds, with its figure's name, all the words."""
    said = {abs(n) for n in (claim.amount.low, claim.amount.high) if n is not None}
    if numbers and not numbers & said:
        return False
    known = f"{claim.text} {figure.title} {claim.subject} {claim.counted}".casefold()
    return bool(numbers or words) and all(word in known for word in words)
