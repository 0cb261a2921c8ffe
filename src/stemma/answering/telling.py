"""An account of a value as it is printed on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stemma.answering.account import Account, Origin, Warranty, value
from stemma.answering.grades import UNJUDGED
from stemma.answering.rules import estimate
from stemma.core.words import plain_words
from stemma.showing.chain_words import chain_sentence
from stemma.showing.view import View
from stemma.showing.wording import capital

_MOST_SAID = 4  # sentences on who says so


def lines(view: View, account: Account, grades: Mapping[str, str] | None = None) -> Iterator[str]:
    """An account as it is printed on a terminal; grades are the user's own, by speaker or outlet."""
    yield f"{account.value}: {account.figure.title}, {account.as_of}"
    if account.born_in:
        yield f"  made in copying       by {account.born_in}; it has no origin of its own"
    for at, origin in enumerate(account.origins):
        yield f"  origin {chr(ord('A') + at % 26)}              {_chain(view, origin)}"
    yield from (f"  {'who says so' if not at else '':<21} {said}" for at, said in enumerate(_sentences(view, account)))
    yield from (f"  {'':<21} {r.detail}" for r in account.reading.reasons if r.rule == "weigh.one-source")
    yield f"  separate confirmation {_confirmation(account)}"
    for other in account.others:
        yield f"  {'against it' if other.real else 'other value':<21} {other.told}"
        yield f"  {'':<21} {other.verdict}: {other.why}"
    yield from _warranty_lines(view, account.warranty)
    yield from (f"  {'changed on the way' if not at else '':<21} {change}" for at, change in enumerate(account.changes))
    yield from (f"  {'sums' if not at else '':<21} {why}" for at, why in enumerate(account.sums))
    yield from _range(view, account)
    yield f"  grade                 {_grade(view, account, grades or {})}"
    yield f"  safe wording          {capital(account.wording)}"
    yield f"  cite                  {account.citation}"


def _sentences(view: View, account: Account) -> list[str]:
    """The way from speaker to report, once for each way that the claims of the first report of each origin tell it."""
    firsts = {origin.ids[0] for origin in account.origins if origin.ids}
    held = [view.claims[c] for c in account.claims if c in view.claims and view.claims[c].report in firsts]
    return list(dict.fromkeys(chain_sentence(c, view.reports[c.report]) for c in held if c.report in view.reports))[:_MOST_SAID]


def _range(view: View, account: Account) -> Iterator[str]:
    """Low, best supported and high of the figure's present state, each with its rule; nothing where all are one."""
    found = estimate(view, account.figure)
    if found is None or found.low.reading is found.best.reading is found.high.reading:
        return
    ends = zip(("low", "best", "high"), (found.low, found.best, found.high), found.rules, strict=True)
    yield "  of the figure         " + "; ".join(f"{name} {value(view, vote.reading)} ({rule})" for name, vote, rule in ends)


def _grade(view: View, account: Account, grades: Mapping[str, str]) -> str:
    """The user's letters for the sources behind a value, and the number proposed: F6 where neither can be judged."""
    behind = [n for origin in account.origins for n in (origin.speaker, *origin.through, *origin.reports) if n]
    names = sorted({name for name in grades for n in behind if _names(name, n)})
    letters = "; ".join(f"{grades[name]} {name}" for name in names)
    credibility = view.words.of("grade", account.grade)
    return f"source {letters or f'{UNJUDGED}, not graded'}; information {credibility} (proposed)"


def _names(graded: str, behind: str) -> bool:
    """True where a graded name is the one behind a value, or its core: "Iberdrola" of "utility Iberdrola"."""
    words = set(plain_words(graded))
    return bool(words) and words <= set(plain_words(behind))


def _chain(view: View, origin: Origin) -> str:
    first = f"{origin.speaker}{' (not named)' if origin.unnamed else ''}" if origin.speaker else "nobody is named"
    number = view.words.count(len(origin.ids), "report")
    return " > ".join([first, *origin.through, f"{number}: {', '.join(origin.reports)}"])


def _confirmation(account: Account) -> str:
    separate = len(account.origins) - 1
    if separate < 1:
        return "none found"
    if account.reading.sources < 2:
        return f"none found: {separate + 1} lineages, all from one speaker"
    return f"{separate + 1} lineages from {account.reading.sources} speakers; no dependence found between them"


def _warranty_lines(view: View, warranty: Warranty) -> Iterator[str]:
    if not warranty.kept:
        yield "  caveat                none of these reports says whether it was checked"
        return
    words = f"“{warranty.words}”" if warranty.words else "not verified"
    yield f"  caveat                {words}: kept in {view.words.listed(warranty.kept)}"
    if warranty.dropped:
        yield f"  {'':<21} DROPPED in {view.words.listed(warranty.dropped)}"
    if warranty.turned:
        yield f"  {'':<21} DROPPED in {view.words.listed(warranty.turned)}, which says “confirmed” instead"
