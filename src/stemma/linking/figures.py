"""Figures and links: what the groups of claims are, and by what their claims hold together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from stemma.core.packs import Pack
from stemma.core.types import Claim, Figure, Link, Nature, Place, Reason
from stemma.core.words import alike
from stemma.linking.traits import Trait

Score = Callable[[int, int], float]
Why = Callable[[int, int], tuple[Reason, ...]]
SURE: Final = 20.0  # the weight of a person's word
_SAMPLE: Final = 12  # earlier claims of a large figure that are asked for the strongest tie


def figures_of(groups: Iterable[Sequence[int]], traits: Sequence[Trait], pack: Pack) -> tuple[Figure, ...]:
    """The groups as figures, sorted by id."""
    return tuple(sorted((_figure([traits[i].claim for i in group], pack) for group in groups), key=lambda f: f.id))


def links_of(groups: Iterable[Sequence[int]], traits: Sequence[Trait], score: Score, why: Why) -> tuple[Link, ...]:
    """For each claim of a figure after the first, its strongest tie to an earlier one."""
    links = []
    for group in groups:
        for at, j in enumerate(group[1:], 1):
            earlier = _few(group[:at])
            best = max(earlier, key=lambda i: (score(i, j), -i))
            links.append(Link(one=traits[best].claim.id, other=traits[j].claim.id, reasons=why(best, j)))
    return tuple(sorted(links, key=lambda link: (link.one, link.other)))


def _few(members: Sequence[int]) -> Sequence[int]:
    if len(members) <= _SAMPLE:
        return members
    step = len(members) / _SAMPLE
    return [members[int(k * step)] for k in range(_SAMPLE)]


def _figure(claims: Sequence[Claim], pack: Pack) -> Figure:
    ids = tuple(claim.id for claim in claims)
    measure = _commonest(c.measure for c in claims)
    subject = _commonest(c.subject for c in claims if c.subject)
    place = _place(claims)
    nature = Nature(_commonest(c.nature.value for c in claims if c.measure == measure))
    return Figure(
        id="f" + min(ids)[1:],
        title=_title(measure, nature, (subject, place), claims, pack),
        measure=measure,
        nature=nature,
        subject=subject,
        place=place,
        claims=ids,
    )


def _commonest(words: Iterable[str]) -> str:
    """The word that stands most often, the first of equals."""
    counts = Counter(words)
    return max(counts, key=lambda w: (counts[w], -list(counts).index(w))) if counts else ""


def _place(claims: Sequence[Claim]) -> Place | None:
    places = [c.place for c in claims if c.place is not None]
    name = _commonest(p.name for p in places)
    return next((p for p in places if p.name == name), None)


def _title(measure: str, nature: Nature, told: tuple[str, Place | None], claims: Sequence[Claim], pack: Pack) -> str:
    subject, place = told
    known = pack.measures.get(measure)
    label = known.label if known else _things(measure, claims)
    if nature is Nature.DELTA:
        label += ", change"
    if all(c.amount.unit == "percent" for c in claims) and "share" not in label.lower():
        label += ", share"
    if known is not None and subject and subject == known.table.get("people"):
        label, subject = label.replace(known.label, subject[:1].upper() + subject[1:]), ""  # no "Missing: missing people"
    title = f"{label}: {subject}" if subject and subject.lower() != label.lower() else label
    return f"{title}, {place.name}" if place is not None and place.name.lower() not in title.lower() else title


def _things(measure: str, claims: Sequence[Claim]) -> str:
    """What a count of things that no pack knows is called: the things as most reports name them, "Inmates"."""
    noun = measure.removeprefix("count").removeprefix(":").replace("_", " ")
    said = (words for c in claims for words in (c.counted, c.subject) if words)
    named = _commonest(words for words in said if not noun or _is(words.split()[-1].lower(), noun.split()[-1]))
    return (named or noun or "count").capitalize()


def _is(word: str, noun: str) -> bool:
    """True for the noun or its plural."""
    return word == f"{noun}s" or alike(word, noun)
