"""Numbers: the claims that say one number of one thing. What most of them say of it outweighs the misreading of one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from stemma.core.bases import digits
from stemma.linking.traits import Trait
from stemma.linking.values import said, same_end, same_number

_PARTED: Final = 0.5  # the share of reports that say it twice
_TELLING: Final = 3  # digits by which a number is known whatever it counts
_BOTH: Final = 2
_SHARED: Final = 3  # a word belongs to a number where one in so many of its claims has it near


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """Claims that say one number of one thing, and what they say of it together."""

    members: tuple[int, ...]
    trait: Trait
    told: dict[str, tuple[Trait, ...]]  # the claims of each report
    company: frozenset[str]
    words: frozenset[str]  # of all subjects
    places: frozenset[str]


def one_number(one: Trait, other: Trait) -> bool:
    """True where two claims say one number: the same, the same digits in another unit, or a range and its bound."""
    if same_number(one, other) or same_end(one, other):
        return True
    return said(one) == said(other) != 0.0 and one.claim.amount.unit != other.claim.amount.unit


def told_as_two(traits: Sequence[Trait], ours: Sequence[int], theirs: Sequence[int]) -> bool:
    """True where reports say one small number twice, of two things: 19 children among all who died, and 19 dead in one town."""
    one, other = (_by_report(traits, group) for group in (ours, theirs))
    parted = sum(all(_two_things(s, t) for s in one[r] for t in other[r]) for r in one if r in other)
    return parted > _PARTED * min(len(one), len(other))


def _by_report(traits: Sequence[Trait], group: Sequence[int]) -> dict[str, list[Trait]]:
    found: dict[str, list[Trait]] = {}
    for i in group:
        found.setdefault(traits[i].claim.report, []).append(traits[i])
    return found


def _two_things(one: Trait, other: Trait) -> bool:
    """True for one small number in two sentences that count other people or things, or tell of other places by words of their own."""
    if one.line == other.line or not same_number(one, other) or digits(said(one)) >= _TELLING:
        return False
    places = [t.claim.place for t in (one, other) if t.claim.place is not None and t.claim.place.words and not t.carried]
    elsewhere = len(places) == _BOTH and places[0].id != places[1].id
    return one.kind != other.kind or one.classes != other.classes or elsewhere


def number(members: Sequence[int], traits: Sequence[Trait]) -> Number:
    """A group of claims as one number."""
    held = [traits[i] for i in members]
    told: dict[str, list[Trait]] = {}
    for trait in held:
        told.setdefault(trait.claim.report, []).append(trait)
    return Number(
        members=tuple(members),
        trait=_together(held),
        told={report: tuple(ones) for report, ones in told.items()},
        company=frozenset().union(*(t.company for t in held)),
        words=frozenset(w for t in held for w in t.subject),
        places=frozenset(t.claim.place.name for t in held if t.claim.place is not None),
    )


def _together(held: Sequence[Trait]) -> Trait:
    """What most of some claims say: measure, subject, place, time and speaker each by its own vote, silence not counted."""
    if len(held) == 1:
        return held[0]
    of_measure = _vote(held, lambda t: t.claim.measure)
    of_subject = _vote(held, lambda t: t.subject)
    of_place = _vote(held, lambda t: t.claim.place.name if t.claim.place is not None else "")
    of_time = _vote(held, lambda t: (t.claim.when.start, t.claim.when.end) if t.claim.when is not None else ())
    of_speaker = _vote(held, lambda t: t.voice)
    near = Counter(w for t in held for w in t.context)
    claim = replace(
        of_measure.claim,
        subject=of_subject.claim.subject,
        counted=of_subject.claim.counted,
        subject_actor=of_subject.claim.subject_actor,
        place=of_place.claim.place,
        when=of_time.claim.when,
        window=of_time.claim.window,
        nature=_vote(held, lambda t: t.claim.nature).claim.nature,
        status=_vote(held, lambda t: t.claim.status).claim.status,
        attribution=of_speaker.claim.attribution,
    )
    return replace(
        of_measure,
        claim=claim,
        subject=of_subject.subject,
        names=of_subject.names,
        classes=of_subject.classes,
        scopes=of_subject.scopes,
        nouns=of_subject.nouns,
        side=_vote(held, lambda t: t.side).side,
        speakers=of_speaker.speakers,
        voice=of_speaker.voice,
        context=frozenset(w for w, times in near.items() if times * _SHARED >= len(held)),
        notyet=_mostly(t.notyet for t in held),
        course=_mostly(t.course for t in held),
        against=_mostly(t.against for t in held),
        part=_mostly(t.part for t in held),
        carried=_mostly(t.carried for t in held),
        company=frozenset().union(*(t.company for t in held)),
        whole=_vote(held, lambda t: t.whole).whole,
        once=_mostly(t.once for t in held),
    )


def _vote(held: Sequence[Trait], key: Callable[[Trait], Hashable]) -> Trait:
    """The first claim that says what most of those say that say anything."""
    keys = [key(t) for t in held]
    counts = Counter(k for k in keys if k) or Counter(keys)
    most = max(counts.values())
    return next(t for t, k in zip(held, keys, strict=True) if counts.get(k) == most)


def _mostly(answers: Iterable[bool]) -> bool:
    found = list(answers)
    return sum(found) * 2 > len(found)
