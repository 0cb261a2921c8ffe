"""Sentences about a figure: the chain to who says so, the wording that is safe to print, the verdict on a reading."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.core.types import Claim, Conflict, Figure, Kind, Reading, Status, Verification
from stemma.showing.markup import Markup, join, tag
from stemma.showing.pieces import change_words, verdict_word
from stemma.showing.readings import Stand, after
from stemma.showing.view import View, speaker
from stemma.showing.wording import capital, plural

_TAKEN = {
    Kind.COPY: "copied by",
    Kind.EDIT: "edited by",
    Kind.PARTIAL: "taken in part by",
    Kind.CORRECTION: "given again in a correction by",
    Kind.BLEND: "blended in by",
}


def chain(view: View, reading: Reading) -> Markup:
    """Who says so, who had it first, who took it over, and where no dependence was found."""
    named = view.speakers(reading.claims)
    parts: list[str] = []
    if named:
        parts += [tag("b", capital(view.words.listed(named[:3]))), f" {'says' if len(named) == 1 else 'say'} so. "]
    else:
        parts.append("Nobody is named as the one who says so. ")
    lineages = _lineages(view, reading)
    for at, (root, members) in enumerate(lineages):
        parts += _lineage(view, root, members, at)
    parts += [f"{capital(r.detail)}. " for r in reading.reasons if r.rule == "weigh.one-source"]
    if len(lineages) > 1:
        parts.append(
            "No dependence found between these."
            if named[1:]
            else "No dependence found between these; both lead to the same speaker."
            if named
            else ""
        )
    return join(*parts)


def _lineages(view: View, reading: Reading) -> list[tuple[str, list[str]]]:
    found: dict[str, list[str]] = {}
    for claim in sorted((view.claims[c] for c in reading.claims if c in view.claims), key=lambda c: view.rank.get(c.report, 0)):
        members = found.setdefault(view.root(claim.id), [])
        if claim.report not in members:
            members.append(claim.report)
    return list(found.items())


def _lineage(view: View, root: str, members: Sequence[str], at: int) -> list[str]:
    parts: list[str] = []
    first, rest = members[0], list(members[1:])
    day = view.words.day(view.published(first))
    when = f" on {day}" if day else ""
    if root in view.lost:
        parts += [
            "It comes through a ",
            "lost original ",
            view.letters.one(root),
            f", credited to {view.lost[root].credited_as} and not held, to ",
        ]
        parts += [_named(view, members), ". "]
        return parts
    parts += [tag("b", view.name(first)), " ", view.letters.one(first), f" {'has it' if at else 'has it first'}{when}"]
    if rest:
        parts += ["; ", *_taken(view, rest)]
    return [*parts, ". "]


def _taken(view: View, rest: Sequence[str]) -> list[Markup]:
    """ "copied by M, edited by T, rewritten by W and E"."""
    ways: dict[str, list[str]] = {}
    for report in rest:
        ways.setdefault(_TAKEN.get(view.kind(report), "rewritten by"), []).append(report)
    found = []
    for at, (way, reports) in enumerate(ways.items()):
        found.append(join(", " if at else "", way, " ", _named(view, reports)))
    return found


def _named(view: View, reports: Sequence[str]) -> Markup:
    names = [join(view.name(r), " ", view.letters.one(r)) for r in reports[:4]]
    more = len(reports) - len(names)
    if more > 0:
        return join(*(join(n, ", ") for n in names), f"and {more} more")
    return join(*(join("" if at == 0 else " and " if at == len(names) - 1 else ", ", n) for at, n in enumerate(names)))


def safe_wording(view: View, figure: Figure, found: Stand) -> str:
    """A sentence that claims no more than the reports do."""
    if not found.present:
        return f"{figure.title}: no reading."
    said = [_said(view, r) for r in found.present[:4]]
    first = found.present[0]
    sentence = f"{figure.title}: {'; '.join(said)}."
    if len(found.present) > 1:
        return f"{sentence} The readings stand against each other."
    if first.sources == 1:
        return f"{sentence} No second primary source was found."
    if first.sources == 0:
        return f"{sentence} No primary source is named."
    return sentence


def _said(view: View, reading: Reading) -> str:
    claim = view.first(reading.claims)
    value = view.words.long(reading.low, reading.high, reading.unit, reading.approx)
    tail = f", {after(view, reading)}" if after(view, reading) else ""
    day = f", {view.words.as_of(reading.when)}"
    return f"{value}{tail}{day}, {_according(view, reading, claim)}; {_checked(claim)}"


def _according(view: View, reading: Reading, claim: Claim | None) -> str:
    named = view.speakers(reading.claims)
    if named:
        return f"according to {view.words.listed(named[:2])}"
    outlet = view.name(claim.report) if claim else "a report"
    if claim and claim.status == Status.ASSERTED:
        return f"as reported by {outlet}"
    return f"according to a speaker whom {outlet} does not name"


def _checked(claim: Claim | None) -> str:
    state = claim.verification if claim else Verification.NONE
    return {Verification.UNVERIFIED: "not verified", Verification.CONFIRMED: "confirmed, the report says"}.get(state, "no word on checking")


def citation(view: View, found: Stand) -> str:
    """Outlet and day of the reports that carry the present readings."""
    reports = view.carriers(c for r in found.present for c in r.claims)
    shown = [f"{view.name(r)}, {view.words.day(view.published(r)) or 'no date'}" for r in reports[:4]]
    more = len(reports) - len(shown)
    return "; ".join(shown) + (f"; and {more} more {plural(more, 'report')}" if more > 0 else "")


def verdict(view: View, figure: Figure, reading: Reading, found: Stand) -> Markup:
    """One or two words and a sentence: how a reading stands to the others."""
    if reading in found.changed:
        born = [m for m in view.mutations.get(figure.id, ()) if m.report == reading.born_in and not m.restored]
        words = [join(change_words(view, m), "; ") for m in born[:3]]
        return join(tag("b", "Changed in copying", cls="red"), ". It arose in ", view.letters.one(reading.born_in), ". ", *words)
    conflict = _conflict(view, figure, reading)
    if reading.denied and (conflict is None or conflict.kind != "real"):
        return join(
            tag("b", "Denied"),
            f". {capital(view.words.listed(view.speakers(reading.claims)[:2]) or 'The report')} denies it; it is kept, struck through.",
        )
    if conflict is not None:
        return join(tag("b", verdict_word(view, conflict)), ". ", conflict.why)
    if reading in found.present:
        return join(tag("b", "The newest reading" if found.earlier else "The only reading" if len(found.all) == 1 else "As it stands"), ".")
    return join(tag("b", "An earlier reading"), ".")


def _conflict(view: View, figure: Figure, reading: Reading) -> Conflict | None:
    touching = [c for c in view.conflicts.get(figure.id, ()) if set(c.claims) & set(reading.claims)]
    return min(touching, key=lambda c: (c.kind != "real", len(c.why)), default=None)


def heard_from(claim: Claim) -> str:
    """The innermost speaker of a claim, or that nobody is named."""
    source = speaker(claim)
    return source.name if source else "nobody"
