"""An editor's draft against the ledger: each of its figures, whether the reports have it so, and what a rewrite has lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from stemma.answering.account import cited, value
from stemma.answering.faults import RULES, Case
from stemma.answering.matching import Match, Matching, sentence_of
from stemma.core.text import segment
from stemma.core.types import Approx, Claim, Extract, Reading, Report
from stemma.core.words import plain_words
from stemma.showing.view import View

NAMES = {  # verdict -> how it is told
    "found": "found",
    "not-there": "NOT IN THE LEDGER",
    "not-in-cited": "NOT IN THE CITED REPORT",
    "copying": "CHANGED IN COPYING",
    "denied": "DENIED",
    "not-yet": "NOT YET SO",
    "scope": "SCOPE MIXED",
    "superseded": "SUPERSEDED",
    "day": "OTHER DAY",
    "hedge": "HEDGE LOST",
    "source": "SOURCE MISSING",
    "speaker": "OTHER SPEAKER",
    "caveat": "NOT VERIFIED",
    "unknown": "not compared",
}
QUIET = ("found", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One figure of a draft and what the ledger says of it."""

    start: int
    end: int
    text: str
    verdict: str  # of NAMES
    told: str
    figure: str = ""
    title: str = ""
    cite: str = ""

    @property
    def quiet(self) -> bool:
        """True where nothing speaks against printing it."""
        return self.verdict in QUIET


def check(view: View, draft: Report, extract: Extract) -> list[Checked]:
    """Every figure of a draft, in its order, with what the ledger says of it."""
    text = segment(draft.text, draft.marks)
    matching = Matching(view)
    found = []
    for claim in extract.claims:
        sentence = sentence_of(text, claim)
        words = draft.text[sentence.start : sentence.end] if sentence else claim.text
        found.append(_checked(view, matching, claim, words))
    return found


def _checked(view: View, matching: Matching, claim: Claim, sentence: str) -> Checked:
    blank = Checked(start=claim.start, end=claim.end, text=" ".join(claim.text.split()), verdict="unknown", told="no number")
    if claim.amount.approx is Approx.VAGUE or (claim.amount.low is None and claim.amount.high is None):
        return blank
    matches = matching.find(claim, plain_words(sentence))
    if not matches or not matches[0].same_number:
        return _missing(view, matches, claim, blank)
    outlets = _named_outlets(view, sentence)
    match = _of_cited(view, matching, matches, outlets)
    held = tuple(view.claims[c] for c in match.reading.claims if c in view.claims)
    case = Case(
        view=view,
        matching=matching,
        claim=claim,
        match=match,
        matches=tuple(matches),
        outlets=outlets,
        held=held,
        sentence=sentence,
    )
    verdict, told = next((said for rule in RULES if (said := rule(case)) is not None), ("found", _found(view, match.reading)))
    title = match.figure.title
    cite = cited(view, match.reading, 3, addresses=False)
    return replace(blank, verdict=verdict, told=told, figure=match.figure.id, title=title, cite=cite)


def _missing(view: View, matches: Sequence[Match], claim: Claim, blank: Checked) -> Checked:
    """No report has the number: what the ledger has of the same figure."""
    if not matches:
        known = claim.measure in view.pack.measures and claim.measure not in ("count", "share", "duration", "age")
        verdict = "not-there" if known else "unknown"
        return replace(blank, verdict=verdict, told="no report in the ledger has this number, nor a figure like it")
    best = matches[0].figure
    values = [f"{value(view, r)}, {view.words.as_of(r.when)}" for r in view.readings[best.id] if not r.born_in][:4]
    told = f"no report in the ledger has this number; of {best.title} it has {'; '.join(values)}"
    cite = cited(view, matches[0].reading, 2, addresses=False)
    return replace(blank, verdict="not-there", told=told, figure=best.id, title=best.title, cite=cite)


def _named_outlets(view: View, sentence: str) -> frozenset[str]:
    """The reports whose outlet, or lost original, a sentence names."""
    low = f" {' '.join(sentence.casefold().split())} "
    found = {r for r in view.reports if len(view.name(r)) > 3 and view.name(r).casefold().removeprefix("the ") in low}
    for lost in view.lost.values():
        if lost.credited_as and lost.credited_as.casefold() in low:
            found.update(lost.children)
    return frozenset(found)


def _of_cited(view: View, matching: Matching, matches: Sequence[Match], outlets: frozenset[str]) -> Match:
    """The likeliest reading; of those that fit nearly alike, one that a cited report has, then the one first told."""
    best = matches[0]
    same = [m for m in matches if m.same_number and m.score > best.score - 1 and m.reading.denied == best.reading.denied]
    alike = [m for m in same if matching.sort(m.figure.measure) == matching.sort(best.figure.measure)]
    named = [m for m in same if outlets & set(view.carriers(m.reading.claims))]
    return min(named or alike, key=lambda m: (view.rank[view.carriers(m.reading.claims)[0]], matches.index(m)))


def _found(view: View, reading: Reading) -> str:
    return f"{view.words.counts(reading.reports, reading.origins, reading.sources)}"


def told(found: Iterable[Checked], line_of: Callable[[int], int]) -> Iterable[str]:
    """The lines that are printed, what is wrong first."""
    for c in sorted(found, key=lambda c: (c.quiet, c.start)):
        yield f"{line_of(c.start):>4}  {NAMES[c.verdict]:<24} “{c.text}”"
        yield f"      {c.told}"
        if c.title:
            yield f"      {c.title}" + (f" ({c.cite})" if c.cite else "")
