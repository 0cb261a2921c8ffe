"""Agencies that have no report in the pile: which reports name one, and which of these had one dispatch before them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from stemma.core.days import days_between
from stemma.descent.credits import absent, same_outlet, slug
from stemma.descent.matter import NOTHING_ELSE, Line, Matter
from stemma.descent.overlap import Met, figures_met
from stemma.descent.relays import passed_on, relays, short_form

Table = Mapping[str, Mapping[str, Any]]
_SURE: Final = 0.9  # the same value of one figure
_TELLING: Final = 0.6  # a figure that tells anything at all, unlike a three
_SHARED, _SHARED_WHOLE = 2, 1  # such figures that two share who name one agency; who both credit it with the whole
_FIRM: Final = 1.6  # a figure of three digits that carry meaning: one is enough
_DAYS: Final = 2  # between reports that pass on one dispatch
_COPIED: Final = 0.5  # likeness from which the sentence of a credit is the one that stands in the other report


def credited(matters: Sequence[Matter], table: Table) -> list[tuple[str, list[Matter]]]:
    """Credited agencies that have no report in the pile, the most credited first, each with the reports that name it."""
    named: dict[str, list[Matter]] = {}
    for matter in matters:
        for credit in (*matter.credits, *matter.agencies):
            name = absent(credit, matters, table["credit"]["agencies"])
            if name and matter not in named.setdefault(name, []):
                named[name].append(matter)
    for name, found in named.items():  # who only quotes or names an agency that another credits had it from there too
        found += [m for m in matters if m not in found and (_quotes(m, name, table) or _names(m, name))]
    by_name: dict[str, set[str]] = {}
    for name in sorted(named, key=lambda n: (-len(n), n)):  # short forms join the long: "Northway" and "Northway Press"
        full = next((known for known in by_name if same_outlet(known, name)), name)
        known = by_name.pop(full, set()) if _is_tail(name, full) else set()
        by_name.setdefault(name if _is_tail(name, full) else full, known).update(m.id for m in named[name])
    groups = [(name, [m for m in matters if m.id in found]) for name, found in by_name.items()]
    return sorted(groups, key=lambda e: (-len(e[1]), slug(e[0])))


def _names(matter: Matter, name: str) -> bool:
    """True where a sentence has the name, if it is one that nothing else has: "Yug-Press", not "Times"."""
    return not name.isalpha() and any(name in matter.report.text[line.start : line.end] for line in matter.lines)


def _is_tail(name: str, full: str) -> bool:
    """True for a name that stands whole at another's end, behind a place: "Pearl Radio News" for "Hong Kong's Pearl Radio News"."""
    return " " in name and full.endswith(f" {name}")


def _quotes(matter: Matter, name: str, table: Table) -> bool:
    """True where a report has figures from an agency, by its name or by what is left of it without "Press" or "News Agency"."""
    forms = {name, short_form(name, table)}
    return any(source.name in forms for claim in matter.extract.claims for source in claim.attribution)


def families(matters: Sequence[Matter], circles: Mapping[str, frozenset[str]], name: str, table: Table) -> list[list[Matter]]:
    """Reports that name one agency, in groups whose members are kin, each the kin of a third, or have figures of the agency in common."""
    theirs = {m.id: _passed(m, name, table) for m in matters} if name else {}
    firm = called_agency(name, table)
    groups: list[list[Matter]] = []
    for matter in matters:
        near = [g for g in groups if any(circles[matter.id] & circles[m.id] or _one_dispatch(m, matter, name, theirs, firm) for m in g)]
        groups = [g for g in groups if g not in near] + [[*(m for g in near for m in g), matter]]
    return _with_relays(groups, name, table) if name else groups


def _with_relays(groups: Sequence[list[Matter]], name: str, table: Table) -> list[list[Matter]]:
    """The groups, where a report that only passes on what the agency told joins others that do so within days and name the same people."""
    found: list[list[Matter]] = []
    for group in groups:
        home = next((g for g in found if any(_of_one_day(a, b, name, table) for a in g for b in group)), None)
        if home is None:
            found.append(list(group))
        else:
            home += group
    return found


def _of_one_day(one: Matter, other: Matter, name: str, table: Table) -> bool:
    """True where two reports relay one agency within days and have the full name of somebody in common."""
    days = days_between(one.moment, other.moment)
    if days is None or abs(days) > _DAYS or not any(" " in who for who in one.names & other.names - {name.lower()}):
        return False
    return relays(one, name, table) and relays(other, name, table)


def _passed(matter: Matter, name: str, table: Table) -> frozenset[str]:
    """The claims that a report has from an agency: all where it credits it with the whole, else those in paragraphs that name it."""
    return frozenset(i.id for i in matter.items) if credits_whole(matter, name) else passed_on(matter, name, table)[0]


def _one_dispatch(one: Matter, other: Matter, name: str, theirs: Mapping[str, frozenset[str]], firm: bool) -> bool:
    """True where two reports share figures that tell anything and that each has from the agency; of one called so a firm one is enough."""
    if not name or not theirs[one.id] or not theirs[other.id]:
        return False
    met = [m for m in figures_met(one, other) if m.source is not None and m.share >= _SURE]
    passed = theirs[one.id] | theirs[other.id]
    from_there = [m for m in met if m.source is not None and {m.item.id, m.source.id} <= passed]
    least = _SHARED_WHOLE if credits_whole(one, name) and credits_whole(other, name) else _SHARED
    if firm and any(m.item.worth >= _FIRM for m in from_there):
        return True
    return _telling(from_there) >= least or (_telling(from_there) > 0 and _telling(met) > _SHARED)


def called_agency(name: str, table: Table) -> bool:
    """True for a name that is known for an agency's, or has a word by which agencies are called: "Ionian Press"."""
    return name in table["credit"]["agencies"] or not frozenset(name.lower().split()).isdisjoint(table["credit"]["tail"])


def _telling(met: Sequence[Met]) -> int:
    """How many figures that tell anything are among those in common."""
    return len({(m.item.figure, m.item.said) for m in met if m.item.worth >= _TELLING})


def credits_whole(matter: Matter, name: str) -> bool:
    """True where a report credits an agency with the whole: in its line of authors, or in a sentence that says so."""
    return any(same_outlet(who, name) for who in (*matter.report.credits, *(who for who, _ in matter.credited)))


def copied_credit(said: str, name: str, matter: Matter, parent: Matter) -> bool:
    """True where the sentence in which a report credits an agency stands in its supposed parent too, word for word or nearly."""
    if any(line.plain == said for line in parent.lines):
        return True
    beside = frozenset(name.lower().split())
    return any(line.plain == said and _told_again(line, parent, beside) for line in matter.lines)


def only_copied(matter: Matter, name: str, parents: Sequence[Matter]) -> bool:
    """True where every sentence in which a report names an agency says more, and stands in one of its supposed parents too."""
    beside = frozenset(name.lower().split())
    naming = [line for line in matter.lines if name in matter.report.text[line.start : line.end]]
    return bool(naming) and all(any(_told_again(line, parent, beside) for parent in parents) for line in naming)


def _told_again(mine: Line, parent: Matter, beside: frozenset[str]) -> bool:
    """True where a sentence that says more than whose the story is stands in a report that names the agency there too."""
    own = mine.words - beside
    theirs = (line.words - beside for line in parent.lines if line.words & beside)
    return len(own) > NOTHING_ELSE and any(2 * len(own & other) >= _COPIED * (len(own) + len(other)) for other in theirs)
