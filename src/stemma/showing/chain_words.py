"""Who says so as a sentence: "a senior General Staff source, unnamed, told Reuters; Reuters could not verify it"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stemma.core.types import Claim, Report, Source, SourceKind, Status, Verification

_TOLD = (SourceKind.PERSON, SourceKind.ROLE, SourceKind.UNNAMED)  # those who tell an outlet; papers and bodies are reported by one
_PLURAL = re.compile(r"(?:s|people|men|women|police|media|media outlets)$")
_BODY = re.compile(
    r"\b(?:ministry|staff|office|agency|authority|organi[sz]ation|command|department|committee|commission|council|union|army|navy|police"
    r"|government|nations|bank|programme|program|service|institute|observatory|group|crescent|cross|court|parliament|kremlin|pentagon)$",
    re.IGNORECASE,
)
_CANNOT = r"could not|couldn[’']t|cannot|can not|(?:was|were|has been|have been) unable|has not been able|was not able|did not|had not"
_UNABLE = re.compile(
    r"^\W*(?:(?:and|but|though|although|while) )?((?:The |the )?[A-Z][\w’'&. -]{1,40}?) (?:said (?:that )?it |itself )?"
    rf"(?:{_CANNOT})\b(?! (?:be|been)\b)"
)
_VERBS = {
    Status.DENIED: ("denies it", "deny it"),
    Status.PLANNED: ("says that it is planned", "say that it is planned"),
    Status.FORECAST: ("expects it", "expect it"),
    Status.CONDITIONAL: ("says so under a condition", "say so under a condition"),
    Status.DEMAND: ("demands it", "demand it"),
}


def chain_sentence(claim: Claim, report: Report) -> str:
    """The way from the one who says so to the report, and whether it was checked, in the words a reader would use."""
    named = [s for s in claim.attribution if s.kind is not SourceKind.NONE]
    outlet = report.outlet or "the report"
    if not named:
        said = f"{outlet} has it, from nobody who is named" if claim.attribution else f"{outlet} says so in its own voice"
    else:
        said = _said(named, claim.status)
    checked = _checked(claim, report)
    return f"{said}; {checked}" if checked else said


def _said(named: Sequence[Source], status: Status) -> str:
    """ "a senior source, unnamed, told Reuters", "the ministry says so, as RIA Novosti reports"."""
    inner, outer = named[-1], [_named(s) for s in reversed(named[:-1])]
    who = _named(inner)
    if not outer:
        one, many = _VERBS.get(status, ("says so", "say so"))
        return f"{who} {many if _several(inner) else one}"
    if inner.kind in _TOLD and status in (Status.CLAIMED, Status.ASSERTED):
        said, rest = f"{who} told {outer[0]}", outer[1:]
    else:
        one, many = _VERBS.get(status, ("says so", "say so"))
        said, rest = f"{who} {many if _several(inner) else one}, as {outer[0]} reports", outer[1:]
    return ", ".join([said, *(f"passed on by {name}" for name in rest)])


def _named(source: Source) -> str:
    """A speaker with the article that a sentence needs, and that nobody is named where that is so."""
    name = " ".join(source.name.split())
    if source.kind is SourceKind.UNNAMED:
        return f"{name}, unnamed," if _several(source) else f"{_article(name)} {name}, unnamed,"
    if source.kind in (SourceKind.PERSON, SourceKind.OUTLET):
        return name
    if source.kind is SourceKind.CROWD or name[:1].isdigit():
        return name
    if name[:1].islower():
        return f"the {name}" if not _several(source) or _BODY.search(name) else name
    return f"the {name}" if " " in name and _BODY.search(name) else name


def _article(name: str) -> str:
    return "an" if name[:1].lower() in "aeiou" and not name.lower().startswith(("uni", "eu", "one")) else "a"


def _several(source: Source) -> bool:
    return source.kind is SourceKind.CROWD or (source.kind is SourceKind.UNNAMED and bool(_PLURAL.search(source.name)))


def _checked(claim: Claim, report: Report) -> str:
    if claim.verification is Verification.NONE:
        return ""
    words = report.text[claim.caveat.start : claim.caveat.end] if claim.caveat else ""
    if claim.verification is Verification.CONFIRMED:
        return f"the report says that it was checked: “{' '.join(words.split())}”" if words else "the report says that it was checked"
    unable = _UNABLE.match(words)
    return f"{unable.group(1)} could not verify it" if unable else "it could not be verified"
