"""Who says so as a sentence: "a senior General Staff source, unnamed, told Reuters; Reuters could not verify it"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stemma.core.types import Claim, Report, Source, SourceKind, Status, Verification

_TOLD = (SourceKind.PERSON, SourceKind.ROLE, SourceKind.UNNAMED)  # those who tell an outlet; papers and bodies are reported by one
_PLURAL = re.compile(r"(?:s|people|men|women|police|media|media outlets)$")
_MANY = re.compile(
    r"(?:^| )(?:[a-z][\w’'-]*(?<![sui])s|police|people|[A-Z][a-z]+(?:ans|ers|ists|ese|ankss?))$"
)  # "exporters", "Tigrayans", "city police"
_BOTH = re.compile(r"(.+) \((\w+)\)")
_INITIALS = re.compile(r"[A-Z]{2,5}$")
_BARE = frozenset(("NATO", "UNICEF", "UNESCO", "OPEC", "ISIS", "TASS"))
_NAMED_OF = re.compile(
    r"^(?:Institute|Ministry|Office|Department|Board|Bureau|Bank|Council|Committee|Commission|Government|Union|Federation|Association|Chamber|League"
    r"|Organi[sz]ation|Programme|Party|Centre|Center|University) (?:of|for|on)\b"
)
_OWN_EYES = re.compile(r"\W*(?:this|our|we|I)\b", re.IGNORECASE)
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
        said = f"{outlet} has it from somebody whom it does not name" if claim.attribution else f"{outlet} says so in its own voice"
    else:
        said = _said(named, claim.status, report.text)
    checked = _checked(claim, report)
    if checked == f"{outlet} could not verify it":
        return f"{said}, and could not verify it" if not named else f"{said}; {outlet} could not verify it"
    return f"{said}; {checked}" if checked else said


def _said(named: Sequence[Source], status: Status, text: str) -> str:
    """ "a senior source, unnamed, told Reuters", "the ministry says so, as RIA Novosti reports"."""
    inner, outer = named[-1], [_named(s, text) for s in reversed(named[:-1])]
    who = _named(inner, text)
    if not outer:
        one, many = _VERBS.get(status, ("says so", "say so"))
        return f"{who} {many if _several(inner) else one}"
    if inner.kind in _TOLD and status in (Status.CLAIMED, Status.ASSERTED):
        said, rest = f"{who} told {outer[0]}", outer[1:]
    else:
        one, many = _VERBS.get(status, ("says so", "say so"))
        said, rest = f"{who} {many if _several(inner) else one}, as {outer[0]} reports", outer[1:]
    return ", ".join([said, *(f"passed on by {name}" for name in rest)])


def _named(source: Source, text: str) -> str:
    """A speaker with the article that a sentence needs, and that nobody is named where that is so."""
    name = _owned(" ".join(source.name.split()))
    if source.kind is SourceKind.UNNAMED:
        return f"{name}, unnamed," if _several(source) else f"{_article(name)} {name}, unnamed,"
    if source.kind is SourceKind.PERSON:
        return name
    if name[:1].isdigit() or name.startswith("those "):
        return name
    if source.kind in (SourceKind.OUTLET, SourceKind.CROWD):
        return _as_written(source, name, text) or name
    said = _as_written(source, name, text)
    if said:
        return said
    if (_INITIALS.search(name) and name == name.upper() and name not in _BARE) or _NAMED_OF.match(name):
        return f"the {name}"
    if name[:1].islower():
        return f"the {name}" if not _several(source) or _BODY.search(name) else name
    return f"the {name}" if " " in name and _BODY.search(name) else name


def _as_written(source: Source, name: str, text: str) -> str:
    """The name with the article that the report gives it, or with none; empty where a pronoun stands in its place."""
    words = text[source.start : source.start + len(name) + 4] if source.start >= 0 else ""
    article, _, rest = words.partition(" ")
    both = _BOTH.fullmatch(name)
    for form in (name, *(both.group(2, 1) if both else ())):  # "the UN" stays so, though the ledger has "United Nations (UN)"
        if article.lower() in ("the", "a", "an") and rest.startswith(form):
            return f"{article.lower()} {form}"
        if words.startswith(form):
            return form
    return ""


def _owned(name: str) -> str:
    """ "exporters: association", as the ledger has it, in the words of a sentence: "exporters’ association"."""
    owner, colon, rest = name.partition(": ")
    if not colon or not rest or rest[:1].isupper():
        return name
    return f"{owner}{'’' if owner.endswith('s') else '’s'} {rest}"


def _article(name: str) -> str:
    return "an" if name[:1].lower() in "aeiou" and not name.lower().startswith(("uni", "eu", "one")) else "a"


def _several(source: Source) -> bool:
    if source.kind in (SourceKind.PERSON, SourceKind.OUTLET, SourceKind.ROLE):
        return False
    if source.kind is SourceKind.UNNAMED:
        return bool(_PLURAL.search(source.name.split(" of ")[0].split(" in ")[0].split(" from ")[0]))
    return (
        source.kind is SourceKind.CROWD
        or source.name.startswith("those ")
        or bool(_MANY.search(source.name.split(" of ")[0].split(" in ")[0]))
    )


def _checked(claim: Claim, report: Report) -> str:
    if claim.verification is Verification.NONE:
        return ""
    words = report.text[claim.caveat.start : claim.caveat.end] if claim.caveat else ""
    if claim.verification is Verification.CONFIRMED:
        shown = " ".join(words.split()).strip(" ,;:")
        if _OWN_EYES.match(shown):
            return f"its own reporter was there: “{shown}”"
        return f"the report says that it was checked: “{shown}”" if shown else "the report says that it was checked"
    unable = _UNABLE.match(words)
    if unable is None:
        return "it could not be verified"
    who = unable.group(1)
    return f"{'the' + who[3:] if who.startswith('The ') and who[4:5].islower() else who} could not verify it"
