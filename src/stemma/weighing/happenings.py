"""Events that do not agree: changed between kin, denied, or such that they cannot both be so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Final

from stemma.core.days import days_between
from stemma.core.types import Conflict, Event, Mutation, Reason, Status
from stemma.weighing import wording
from stemma.weighing.facts import Facts, not_yet

_FIELDS: Final = frozenset({"number", "place", "time", "status"})
_STANCES: Final = frozenset({"stated", *(s.value for s in Status)})  # as tracing calls them
_WORD: Final = re.compile(r"[^\W\d_]+")
_DATE: Final = re.compile(r"[a-z]+ \d{4}")  # a month and a year in small letters
_DAYS: Final = 2  # how far apart two events may be told that are one
_SHARED: Final = 2  # words that two events share at least
_CROWD: Final = 60  # events of one kind on one day beyond which no pairs are made
_SENTENCE: Final = 300  # characters round a changed date in which its event stands


def find_event_conflicts(facts: Facts) -> tuple[Conflict, ...]:
    """The conflicts between events: changes on the way that another report speaks against, then contrary and denied events."""
    found = {c.claims: c for c in _changed(facts)}
    for item in _contrary(facts):
        found.setdefault(item.claims, item)
    return tuple(found[key] for key in sorted(found))


def _changed(facts: Facts) -> Iterator[Conflict]:
    seen: set[tuple[str, str, str]] = set()
    for mutation in facts.mutations:
        if mutation.restored or mutation.field not in _FIELDS or mutation.report not in facts.reports or mutation.claim in facts.claims:
            continue
        item = facts.events.get(mutation.claim) or _where(facts, mutation)
        if item is None:
            continue
        origin = facts.events.get(mutation.from_claim) or _counterpart(facts, mutation, item)
        key = (item.report, mutation.field, origin.report if origin else mutation.was)
        if (mutation.field == "status" and not _plan_and_deed(origin, item)) or (key in seen and _within(facts, item)):
            continue
        seen.add(key)
        source = facts.outlet(origin.report if origin else mutation.parent)
        became = _as_printed(facts, mutation.report, mutation.became)
        was = _as_printed(facts, origin.report if origin else mutation.parent, mutation.was)
        alone = "" if mutation.inherited_by else f"; {facts.outlet(mutation.report)} alone has it so"
        changed = _what_changed(mutation, item) + alone
        why = f"“{became}” in {facts.outlet(mutation.report)} against “{was}” in {source}: {changed}."
        ids = tuple(dict.fromkeys((*((origin.id,) if origin else ()), item.id)))
        yield _conflict(ids, "real", why, "weigh.event-changed")


def _what_changed(mutation: Mutation, item: Event) -> str:
    """What happened on the way, in words."""
    if mutation.field == "number" and any(c.isdigit() for c in mutation.became):
        return "the number was changed on the way"
    if mutation.field == "number":
        grew = len(_plurals(mutation.became)) > len(_plurals(mutation.was))
        return "one became many on the way" if grew else "many became one on the way"
    if mutation.field == "status":
        done = item.status in (Status.ASSERTED, Status.CLAIMED)
        return "what was planned became done on the way" if done else "what was done became a plan on the way"
    return f"the {'date' if mutation.field == 'time' else mutation.field} was changed on the way"


def _plurals(text: str) -> list[str]:
    return [w for w in _WORD.findall(text.lower()) if w.endswith("s") and not w.endswith("ss")]


def _as_printed(facts: Facts, report: str, words: str) -> str:
    """A report's words in its own capitals, without the stance that tracing puts before them; as given where it does not have them."""
    words = words.partition(": ")[2] if words.partition(": ")[0] in _STANCES else words
    bare = words.replace("(", "").replace(")", "")
    text = facts.reports[report].text if report in facts.reports else ""
    for shown in (bare, bare.rsplit(" ", maxsplit=1)[0]):
        at = text.lower().find(shown.lower())
        if shown and at >= 0 and len(text) == len(text.lower()):
            return text[at : at + len(shown)] + bare[len(shown) :]
    return bare[:1].upper() + bare[1:] if _DATE.fullmatch(bare) else words


def _plan_and_deed(origin: Event | None, item: Event) -> bool:
    """True where one is planned or foreseen and the other said to be done; a demand is neither."""
    if origin is None:
        return False
    states = {origin.status, item.status}
    return bool(states & {Status.PLANNED, Status.FORECAST}) and bool(states & {Status.ASSERTED, Status.CLAIMED})


def _within(facts: Facts, item: Event) -> bool:
    """True where another event of the report takes in this one's words, as "Russia launched" takes in "launched"."""
    return any(e.id != item.id and e.start <= item.start and item.end <= e.end for e in facts.events_of.get(item.report, ()))


def _where(facts: Facts, mutation: Mutation) -> Event | None:
    """The event in whose words, or next to which, a changed date stands; None where there is none."""
    at = facts.reports[mutation.report].text.lower().find(mutation.became.lower())
    if mutation.claim or at < 0:
        return None
    near = [e for e in facts.events_of.get(mutation.report, ()) if e.start - _SENTENCE <= at <= e.end + _SENTENCE]
    return min(near, key=lambda e: (min(abs(e.start - at), abs(e.end - at)), e.start, e.id)) if near else None


def _counterpart(facts: Facts, mutation: Mutation, item: Event) -> Event | None:
    """Where the parent is lost: the event of another of its children that still has the words as they were."""
    kin = next((lost.children for lost in facts.stemma.lost if lost.id == mutation.parent), (mutation.parent,))
    others = (e for report in kin if report != item.report for e in facts.events_of.get(report, ()))
    alike = [e for e in others if e.type == item.type and e.text and mutation.was.endswith(e.text)]
    return min(alike, key=lambda e: (facts.rank[e.report], e.start, e.id)) if alike else None


def _contrary(facts: Facts) -> Iterator[Conflict]:
    groups: dict[str, list[Event]] = {}
    for item in sorted(facts.events.values(), key=lambda e: (facts.rank[e.report], e.start, e.id)):
        if not_yet(item.status) or not facts.day(item):
            continue
        for kind in sorted(
            {item.type, *facts.contrary.get(item.type, ()), *(k for k, others in facts.contrary.items() if item.type in others)}
        ):
            groups.setdefault(f"{kind}|{facts.day(item)[:7]}", []).append(item)
    for key in sorted(groups):
        if len(groups[key]) <= _CROWD:
            for one, other in combinations(groups[key], 2):
                yield from _pair(facts, one, other)


def _pair(facts: Facts, one: Event, other: Event) -> Iterator[Conflict]:
    gap = days_between(facts.day(one), facts.day(other))
    if gap is None or abs(gap) > _DAYS or facts.speaker(one).key == facts.speaker(other).key or not _same_matter(facts, one, other):
        return
    both = f"{wording.event(facts, one)} against {wording.event(facts, other)}"
    if one.type == other.type and (one.status is Status.DENIED) != (other.status is Status.DENIED):
        yield _conflict((one.id, other.id), "denial", f"{both}: one says it, the other denies it.", "weigh.event-denied")
    elif _opposed(facts, one, other) and Status.DENIED not in (one.status, other.status):
        yield _conflict((one.id, other.id), "real", f"{both}: they cannot both be so.", "weigh.event-contrary")


def _opposed(facts: Facts, one: Event, other: Event) -> bool:
    if not (other.type in facts.contrary.get(one.type, ()) or one.type in facts.contrary.get(other.type, ())):
        return False
    return not any(word in item.text.lower() for item in (one, other) for word in facts.failed_words)


def _same_matter(facts: Facts, one: Event, other: Event) -> bool:
    """True where two events are of one place, or of one report and day, and are told in words that they share or by opposed sides."""
    if one.place is not None and other.place is not None and one.place.name.lower() == other.place.name.lower():
        return one.type != other.type or len(_words(facts, one) & _words(facts, other)) >= _SHARED
    return len(_words(facts, one) & _words(facts, other)) > _SHARED


def _words(facts: Facts, item: Event) -> frozenset[str]:
    return frozenset(item.key.split()) if item.key else facts.words(item.text)


def _conflict(ids: tuple[str, ...], verdict: str, why: str, rule: str) -> Conflict:
    return Conflict(figure="", claims=ids, kind="real", verdict=verdict, why=why, reasons=(Reason(rule=rule, detail=why),))
