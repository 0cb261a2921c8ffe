"""Signs by which two numbers are told to be of one figure: what they say together, and how reports set them side by side.

Each sign is a number with a name; what each is worth was fitted on marked situations and stands in series.toml, which
scripts/fit_linking.py writes. The rules for two claims (compare.py) give signs of their own, under the rules' names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import log
from typing import Final

from stemma.core.bases import close
from stemma.linking.compare import is_open, weighed
from stemma.linking.facing import facing
from stemma.linking.numbers import Number
from stemma.linking.traits import Trait
from stemma.linking.values import Weights, of_two_days, rivals, same_number, times_apart, told_apart
from stemma.linking.where import gap_days, place_key, span

_MOST: Final = 8.0  # the sum of the rules counts for no more
_FAR: Final = 5.0  # times
_GREATEST: Final = 5.0  # of a logarithm: a hundred and fifty times
_ROUNDING: Final = 0.07  # by which a number may differ from the one that it rounds
_KIN, _LEAST = 0.4, 3  # the part of its numbers that a report of one family shares, of so many at least
_FEW: Final = 5  # claims of a number whose sentences are set beside those of another
_DIMENSIONS: Final = ("count", "percent")
_BESIDE: Final = ("place_within", "place_wide", "place_namesake", "place_near")
_APART: Final = ("place_far", "place_apart")

Signs = dict[str, float]
Told = tuple[Trait, ...]  # the claims of one report


def signs(one: Number, other: Number, weights: Weights) -> Signs:
    """All signs that two numbers give; those that are absent are left out."""
    score, why = weighed(one.trait, other.trait, weights)
    found: Signs = {"rules": max(-_MOST, min(_MOST, score))}
    for rule, _, _ in why:
        found[rule] = 1.0
    found.update(_sizes(one, other))
    found.update(_agreement(one, other))
    found.update(_natures(one.trait, other.trait))
    found.update(_moments(one.trait, other.trait))
    found.update(_sentences(one, other))
    found.update(_side_by_side(one, other))
    found["rewritten"] = float(_rewritten(one, other))
    if "link.value-slip" in found:
        found.update(dict.fromkeys(("times", "far"), 0.0))  # how far a slip of the pen leads astray tells nothing
    return {name: value for name, value in found.items() if value}


def worth(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """What signs are worth together: the logarithm of the odds that two numbers are of one figure."""
    whole = weights["bias"]
    for name, value in found.items():
        weight = weights.get(name)
        if weight is not None:
            whole += weight * value
    return whole


def _sizes(one: Number, other: Number) -> Signs:
    times = times_apart(one.trait, other.trait)
    return {
        "times": min(_GREATEST, log(times)),
        "same": float(same_number(one.trait, other.trait)),
        "far": float(times > _FAR),
        "repeated": log(len(one.members) * len(other.members)),
        "single": float(len(one.members) == 1) + float(len(other.members) == 1),
    }


def _agreement(one: Number, other: Number) -> Signs:
    """The same sort of count, of the same sort of people, in the same place, and all three at once."""
    a, b = one.trait, other.trait
    kind = a.kind == b.kind
    people = kind and bool(a.classes) == bool(b.classes) and not (a.classes and not a.classes & b.classes)
    place = bool(one.places & other.places)
    lies = place_key(a.claim.place, b.claim.place) if a.claim.place is not None and b.claim.place is not None else ""
    all_three = people and place
    repeated = log(len(one.members) * len(other.members))
    later = a.claim.when is not None and b.claim.when is not None and gap_days(a.claim.when, b.claim.when) > 0
    return {
        "kind": float(kind),
        "nature": float(a.claim.nature == b.claim.nature),
        "place": float(place),
        "places": len(one.places & other.places) / max(1, min(len(one.places), len(other.places))),
        "subject": float(bool(one.words & other.words)),
        "kind-people": float(people),
        "kind-people-repeated": repeated if people else 0.0,
        "all-three-later": float(all_three and later),
        "all-three-repeated": repeated if all_three else 0.0,
        "place-beside": float(people and not place and lies in _BESIDE),
        "place-apart": float(not place and lies in _APART),
        "voice": float(bool(a.voice & b.voice)),
        "denied": float((a.claim.status.value == "denied") != (b.claim.status.value == "denied")),
        "open": float((is_open(a.claim.measure) or is_open(b.claim.measure)) and a.claim.measure != b.claim.measure),
    }


def _natures(one: Trait, other: Trait) -> Signs:
    """What sort of count each is: a level, a running total, a flow or a change, and of what."""
    a, b = one.claim, other.claim
    first, second = sorted((a.nature.value, b.nature.value))
    dimension = one.base.dimension if one.base.dimension in _DIMENSIONS else "other"
    return {
        f"nature-{first}-{second}": 1.0,
        f"dimension-{dimension}": 1.0,
        "measure": float(a.measure == b.measure),
        "family": float(bool(one.families & other.families)),
        "opens": float(is_open(a.measure)) + float(is_open(b.measure)),
    }


def _moments(one: Trait, other: Trait) -> Signs:
    """How their times lie: one day's count has another beginning than the running one, and a sum grows with time."""
    a, b = one.claim.when, other.claim.when
    if a is None or b is None:
        return {"undated": 1.0}
    gap = gap_days(a, b)
    found: Signs = {
        "gap": log(1 + max(0, gap)),
        "meet": float(gap <= 0),
        "dated": float(bool(a.text)) + float(bool(b.text)),
        "windows": float(bool(one.claim.window)) + float(bool(other.claim.window)),
    }
    ours, theirs = span(a.start, a.end), span(b.start, b.end)
    if ours is None or theirs is None:
        return found
    lengths = sorted(log(1 + last - first) for first, last in (ours, theirs))
    found |= {
        "shorter": lengths[0],
        "longer": lengths[1],
        "starts": log(1 + abs(ours[0] - theirs[0])),
        "ends": log(1 + abs(ours[1] - theirs[1])),
        "one-start": float(ours[0] == theirs[0]),
        "one-end": float(ours[1] == theirs[1]),
        "two-occasions": float(gap > 0 and one.once and other.once),
    }
    more, later = (one.point or 0.0) - (other.point or 0.0), ours[1] - theirs[1]
    if more and later:
        found["grew"] = 1.0 if more * later > 0 else -1.0
    return found


def _sentences(one: Number, other: Number) -> Signs:
    """How much the likest of their sentences share, in two reports and within one."""
    found: Signs = {"sentences": 0.0, "sentence-in": 0.0, "sentences-in-one": 0.0}
    theirs = _few(other)
    for s in _few(one):
        for t in theirs:
            shared = len(s.context & t.context)
            if not shared:
                continue
            alike = shared / len(s.context | t.context)
            if s.claim.report == t.claim.report:
                found["sentences-in-one"] = max(found["sentences-in-one"], alike)
            else:
                found["sentences"] = max(found["sentences"], alike)
                found["sentence-in"] = max(found["sentence-in"], shared / min(len(s.context), len(t.context)))
    return found


def _rewritten(one: Number, other: Number) -> bool:
    """True where of two reports of one family one tells this number and one the other, nearly the same and of the same sort."""
    ours = [t for t in _few(one) if t.claim.report not in other.told]
    theirs = [t for t in _few(other) if t.claim.report not in one.told]
    return any(s.families & t.families and close(s.point, t.point, _ROUNDING) and _kin(s, t) for s in ours for t in theirs)


def _kin(one: Trait, other: Trait) -> bool:
    """True for claims of two reports that share a good part of their telling numbers, those two left out."""
    own = one.tells | other.tells
    ours, theirs = one.company - own, other.company - own
    return len(ours & theirs) >= _KIN * max(_LEAST, min(len(ours), len(theirs)))


def _few(number: Number) -> list[Trait]:
    return [trait for held in number.told.values() for trait in held][:_FEW]


def _side_by_side(one: Number, other: Number) -> Signs:
    """How the reports that give both numbers set them beside each other, and how much the others have in common."""
    both = [report for report in one.told if report in other.told]
    own = one.trait.tells | other.trait.tells
    found = {"kin": len((one.company & other.company) - own) / max(1, min(len(one.company), len(other.company)))}
    if both:
        pairs = [(one.told[r], other.told[r]) for r in both]
        found |= {
            "both": 1.0,
            "both-share": len(both) / min(len(one.told), len(other.told)),
            "two-voices": _share(pairs, lambda ours, theirs: any(rivals(s, t) for s in ours for t in theirs)),
            "told-apart": _share(pairs, lambda ours, theirs: all(told_apart(s, t) for s in ours for t in theirs)),
            "next-to": _share(pairs, lambda ours, theirs: any(abs(s.line - t.line) <= 1 for s in ours for t in theirs)),
            "course": _share(pairs, lambda ours, theirs: any((s.course or t.course) and s.kind == t.kind for s in ours for t in theirs)),
            "two-days": _share(pairs, lambda ours, theirs: any(of_two_days(s, t) for s in ours for t in theirs)),
        }
        for ours, theirs in pairs:
            faced = [facing(s, t) for s in ours for t in theirs]
            for name in sorted({name for signs in faced for name in signs}):
                found[name] = found.get(name, 0.0) + max(signs.get(name, 0.0) for signs in faced) / len(pairs)
    return found


def _share(pairs: Sequence[tuple[Told, Told]], asked: Callable[[Told, Told], bool]) -> float:
    return sum((asked(ours, theirs) for ours, theirs in pairs), 0.0) / len(pairs)
