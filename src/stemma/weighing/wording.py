"""The sentences of weighing: numbers, speakers and days as a reader would say them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from stemma.core.types import Approx, Claim, Event, Status
from stemma.weighing.facts import Facts

_HEDGE: Final = {
    Approx.EXACT: "",
    Approx.ABOUT: "about ",
    Approx.MORE_THAN: "more than ",
    Approx.AT_LEAST: "at least ",
    Approx.LESS_THAN: "less than ",
    Approx.AT_MOST: "at most ",
    Approx.NEARLY: "nearly ",
    Approx.RANGE: "",
    Approx.VAGUE: "",
}
_UNIT: Final = {
    "persons": "",
    "count": "",
    "": "",
    "magnitude": "",
    "percent": "%",
    "km2": " km²",
    "mi2": " square miles",
    "m2": " m²",
    "ha": " hectares",
    "h": " hours",
    "mi": " miles",
}
_MILLION: Final = 1e6
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")


def number(value: float) -> str:
    """A number as print shows it: 59,000, 41.9 or 2.3 million."""
    if abs(value) >= _MILLION and round(value / _MILLION, 2) * _MILLION == value:
        great, name = (_MILLION * 1000, "billion") if abs(value) >= _MILLION * 1000 else (_MILLION, "million")
        return f"{value / great:,.2f}".rstrip("0").rstrip(".") + f" {name}"
    shown = f"{value:,.2f}" if abs(value) < 1000 and value != int(value) else f"{value:,.0f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def hedge(approx: Approx) -> str:
    """The word before a number, with its space: "about "."""
    return _HEDGE[approx]


def amount(claim: Claim) -> str:
    """The amount of a claim with its hedge and unit: "about 800 km²"."""
    said = claim.amount
    unit = _unit(said.unit)
    if said.approx is Approx.VAGUE or (said.low is None and said.high is None):
        return f"“{' '.join(claim.text.split())}”"
    if said.approx is Approx.RANGE and said.low is not None and said.high is not None:
        return f"{number(said.low)}–{number(said.high)}{unit}"
    only = said.low if said.low is not None else said.high
    if said.unit == "percent" and only is not None and not any(c.isdigit() for c in claim.text):
        only = round(only, 1)  # "a third" is no 33.33%
    return f"{_HEDGE[said.approx]}{number(only or 0.0)}{unit}"


def _unit(unit: str) -> str:
    """A unit as print shows it behind a number: " km²", " km a day"."""
    return _UNIT.get(unit, f" {unit.replace('/', ' a ')}")


def speaker(facts: Facts, claim: Claim | Event) -> str:
    """Who says so, and in which report: "the ministry in The Courier", or the report alone."""
    found = facts.speaker(claim)
    outlet = facts.outlet(claim.report)
    return outlet if found.outlet else f"{owned(found.name)} in {outlet}"


def owned(name: str) -> str:
    """A speaker known only as somebody's, "rebels: health department", as a reader would say it: "rebels' health department"."""
    owner, colon, office = name.partition(": ")
    if not colon or "'" in owner or "’" in owner:
        return office if colon else name
    return f"{owner}{chr(39) if owner.endswith('s') else chr(39) + 's'} {office}"


def day(iso: str) -> str:
    """A day as print shows it: 28 Oct 2020."""
    try:
        shown = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return f"{shown.day} {_MONTHS[shown.month - 1]} {shown.year}"


def plain(measure: str) -> str:
    """A measure's id as words: "cases in all" for cases_total."""
    return measure.removeprefix("count:").replace("_total", " in all").replace("_", " ")


def counts(claim: Claim) -> str:
    """What a claim counts, as words: its measure, or the noun that it counts."""
    if claim.measure.split(":")[0] != "count":
        return plain(claim.measure)
    return claim.counted or claim.subject or plain(claim.measure)


def as_of(facts: Facts, claim: Claim) -> str:
    """Of when a claim is true, as exactly as it is known: "28 Oct 2020", "Aug 2024" where the month is told, "1941" where the year is."""
    when = claim.when
    last = facts.day(claim)
    if when and when.start and when.end == last and when.start[4:] == "-01-01" and last == when.start[:4] + "-12-31":
        return last[:4]
    if when and when.start and when.end == last and when.start[8:] == "01" and when.start[:7] == last[:7] and last[8:] >= "28":
        return f"{_MONTHS[int(last[5:7]) - 1]} {last[:4]}"
    return day(last) if last else ""


def told(facts: Facts, claim: Claim) -> str:
    """One claim in a phrase: "more than 2,000 (Putin in Harbour Wire, as of 22 Oct 2020)"."""
    date_told = as_of(facts, claim)
    dated = f", as of {date_told}" if date_told else ""
    verb = "denied by " if claim.status is Status.DENIED else ""
    return f"{amount(claim)} ({verb}{speaker(facts, claim)}{dated})"


def listed(phrases: Iterable[str]) -> str:
    """Phrases joined as in a sentence: "a, b and c"."""
    parts = list(phrases)
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def against(facts: Facts, claims: Sequence[Claim]) -> str:
    """Claims set against one another: "a against b"."""
    return " against ".join(told(facts, c) for c in claims)


def among(facts: Facts, part: Claim, both: str, word: str) -> str:
    """A part and its whole, by the words of the report: "five of them"."""
    how = "in the list behind it" if word == ":" else f"“{word if word.endswith('alone') else word.lower()}”"
    return f"{both}: {facts.outlet(part.report)} counts the first among the second ({how})."


def copied(facts: Facts, birth: str, made: Claim, honest: Claim) -> str:
    """A value that a mistake in copying made: where, beside what it was made from, and what was changed."""
    a, b = made.amount, honest.amount
    said = [x.low if x.low is not None else x.high for x in (a, b)]
    became, was = amount(made), told(facts, honest)
    one_unit = facts.base(made).dimension == facts.base(honest).dimension and _unit(a.unit) == _unit(b.unit)
    if facts.kind(made) != facts.kind(honest) and said[0] == said[1] and one_unit:
        both = f"{birth} has {became} as {counts(made)} where {was} counts {counts(honest)}"
        return f"{both}: what is counted was changed in copying, so this is no second count."
    what = "number" if said[0] != said[1] else "wording of the number" if one_unit else "unit"
    return f"{birth} has {became} where {was} stands: the {what} was changed in copying, so this is no second count."


def beyond(facts: Facts, one: Claim, other: Claim) -> str:
    """Two speakers' numbers, of which one leaves its end open, and yet not so far as the other."""
    where = facts.outlet(one.report)
    both = against(facts, (one, other))
    return f"{both}: {where} gives the two counts side by side, and they lie further apart than the words would have it."


def event(facts: Facts, item: Event) -> str:
    """One event in a phrase: its words and who says so."""
    return f"“{item.text}” ({speaker(facts, item)})"
