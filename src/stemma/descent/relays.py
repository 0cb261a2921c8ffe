"""Whether a report only passes on what an agency told: it credits the agency throughout and has no reporting of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from stemma.core.words import initials
from stemma.descent.credits import is_correction, plain_outlet, same_outlet
from stemma.descent.matter import Matter

Table = Mapping[str, Mapping[str, Any]]
_SHORTEST: Final = 4  # letters of a short form
_MOST: Final = 0.5  # so much of the claims have the agency among their speakers
_INITIALS: Final = 3  # letters from which a name's initials are one themselves: BPI
_NAMED: Final = 5  # claims, all of them in paragraphs that name the agency
_LEAD: Final = 2  # sentences at the beginning in which whoever passes on names the source
_LINES: Final = 2  # sentences at least that name it
_SHARE: Final = 0.2  # and so many of all


def relays(matter: Matter, name: str, table: Table) -> bool:
    """True where most of a report comes from the agency, by its claims' speakers or by the sentences that name it."""
    if is_correction(matter, table["correction"]) or firsthand(matter, table):
        return False
    if any(same_outlet(name, credit) for credit in matter.report.credits):
        return True
    claims = matter.extract.claims
    said = sum(any(same_outlet(name, s.name) for s in c.attribution) for c in claims)
    if claims and said >= _MOST * len(claims):
        return True
    theirs, own = passed_on(matter, name, table)
    if len(theirs) >= _NAMED and not own:
        return True
    named = _naming(matter, name, table)
    return any(k < _LEAD for k in named) and len(named) >= max(_LINES, _SHARE * len(matter.lines))


def firsthand(matter: Matter, table: Table) -> bool:
    """True where a report tells what it saw or was told itself: "our reporter counted", "told the Evening Mail"."""
    marks = [re.escape(cue) for cue in table["credit"]["own"]]
    outlet = plain_outlet(matter.report.outlet)
    if outlet:
        marks.append(rf"(?:told|to) (?:the )?{re.escape(outlet)}")
    own = re.compile(rf"\b(?:{'|'.join(marks)})\b", re.IGNORECASE)
    return any(own.search(matter.report.text, line.start, line.end) for line in matter.lines)


def _naming(matter: Matter, name: str, table: Table) -> list[int]:
    """The sentences that name the agency, in full or in short, or go back to it: "told the agency"."""
    pattern = _pattern(matter, name, table)
    return [k for k, line in enumerate(matter.lines) if pattern.search(matter.report.text, line.start, line.end)]


def _pattern(matter: Matter, name: str, table: Table) -> re.Pattern[str]:
    """The names of the agency in a report, in full and in short, and the words that go back to it."""
    short = [c for c in matter.credits if same_outlet(c, name)]
    signed = initials(name)
    short += [short_form(name, table), *([signed] * (len(signed) >= _INITIALS))]
    forms = sorted({re.escape(f) for f in (name, *short, *_going_back(name, table))})
    return re.compile(rf"\b(?:{'|'.join(forms)})\b")


def _going_back(name: str, table: Table) -> list[str]:
    """The words that go back to it: "the agency", and "the same bureau" for a bureau, "the station" for a radio."""
    kinds: Mapping[str, Sequence[str]] = table["credit"]["kinds"]
    said = [kind for word in name.lower().split() for kind in kinds.get(word, ())]
    return [*table["credit"]["back"], *(f"the {same}{kind}" for kind in said for same in ("", "same "))]


def passed_on(matter: Matter, name: str, table: Table) -> tuple[frozenset[str], frozenset[str]]:
    """A report's claims in two parts: those in paragraphs that name the agency, and the rest."""
    pattern = _pattern(matter, name, table)
    text = matter.report.text
    theirs: set[str] = set()
    for item in matter.items:
        low = text.rfind("\n", 0, item.claim.start) + 1
        high = text.find("\n", item.claim.end)
        if pattern.search(text, low, high if high >= 0 else len(text)):
            theirs.add(item.id)
    return frozenset(theirs), frozenset(i.id for i in matter.items) - theirs


def short_form(name: str, table: Table) -> str:
    """An agency's name without the words that all agencies have: "Northway" for Northway Press Agency."""
    words = name.split()
    while len(words) > 1 and words[-1].lower() in table["credit"]["tail"]:
        words.pop()
    short = " ".join(words)
    return short if len(short) >= _SHORTEST else name
