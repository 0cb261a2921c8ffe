"""Names and the letters by which they are known: the DGHS is the Directorate General of Health Services."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from stemma.core.types import Extract, Reason, Source, SourceKind
from stemma.core.words import initials

_TOLD: Final = re.compile(r"((?:[A-Z][\w’'-]+[ -](?:(?:of|for|and|the|in|on|de|du|des|la|do|da) ){0,2}){1,9})\(([A-Z][A-Za-z]{1,7})\)")
_LETTERS: Final = re.compile(r"\([A-Z][A-Za-z]{1,7}\)")  # looked for first, because that is faster
_SMALL: Final = frozenset(("of", "for", "and", "the", "in", "on", "de", "du", "des", "la", "do", "da"))
_WORD: Final = r"[A-ZÀ-ÖØ-Þ][^\W\d_]*[^\W\d_A-Z](?!\w)"
_NAME = re.compile(rf"(?<![\w’'-]){_WORD}(?:(?:[ \u00a0-]|\n(?!\s))(?:(?:of|for|and|the|in|on|de|du|des|la|do|da) ){{0,2}}{_WORD}){{2,8}}")
_STARTS = frozenset(("The", "A", "An", "In", "At", "On", "By", "But", "And", "For", "From", "As", "When", "While", "To", "Of", "Yet", "If"))
_SHORT: Final = re.compile(r"([A-Z]{3,9})(?: |$)")
_BEHIND: Final = re.compile(r" \(([A-Z]{3,9})\)$")
_STEM: Final = 4  # letters by which the words of a name are told apart: Organisation, Organization


def short_names(text: str) -> dict[str, str]:
    """Both forms of each name that a text shortens, with the name followed by its letters."""
    found: dict[str, str] = {}
    for name, letters in _told(text):
        both = f"{name} ({letters})"
        found.setdefault(name, both)
        found.setdefault(letters, both)
    return found


def _told(text: str) -> Iterator[tuple[str, str]]:
    """The names that a text shortens, with their letters."""
    past = 0
    for shortened in _LETTERS.finditer(text):
        low = shortened.start()
        while low > past and (text[low - 1].isalnum() or text[low - 1] in " -'’_"):
            low -= 1  # no name begins before what cannot stand in one
        told = _TOLD.search(text, low, shortened.end())
        if told is None:
            continue
        past = told.end()
        words, letters = told.group(1).replace("-", " - ").split(), told.group(2)
        name = _spelled(words, letters)
        if name:
            yield name, letters


def _spelled(words: list[str], letters: str) -> str:
    """The last words whose first letters are those letters, "" where they are not."""
    wanted, at = letters.upper(), len(words)
    for letter in reversed(wanted):
        at -= 1
        while at >= 0 and (words[at] in _SMALL or words[at] == "-") and words[at][0].upper() != letter:
            at -= 1
        if at < 0 or words[at][0].upper() != letter:
            return ""
    return " ".join(words[at:]).replace(" - ", "-") if at < len(words) - 1 else ""


class LongNames:
    """The names that stand at hand, by those initials that are asked for."""

    def __init__(self, asked: frozenset[str]) -> None:
        self._asked = asked
        self._names: dict[str, dict[tuple[str, ...], str]] = {}

    def read(self, text: str) -> None:
        """Take in the names that a text writes out: those that it shortens itself, and those of three words or more."""
        for name, letters in _told(text):
            self._add(letters, name)
        for found in _NAME.finditer(text):
            words = found.group().split()
            name = " ".join(words[1:] if words[0] in _STARTS else words)
            self._add(initials(name.replace("-", " ")), name)

    def know(self, name: str) -> None:
        """Take in a name that is known from elsewhere."""
        self._add(initials(name), name)

    def _add(self, letters: str, name: str) -> None:
        if letters not in self._asked:
            return
        key = tuple(w[:_STEM].lower() for w in name.replace("-", " ").split() if w not in _SMALL)
        self._names.setdefault(letters, {}).setdefault(key, name)

    def of(self, letters: str) -> str:
        """The one name whose initials these are, "" where there is none, or more than one."""
        found = self._names.get(letters, {})
        return next(iter(found.values())) if len(found) == 1 else ""


def letters_of(extract: Extract) -> frozenset[str]:
    """The letters by which an extract calls its sources, alone or behind their names."""
    chains = [*(c.attribution for c in extract.claims), *(e.attribution for e in extract.events)]
    said = {source.name for chain in chains for source in chain}
    return frozenset(m.group(1) for name in said if (m := _SHORT.match(name) or _BEHIND.search(name)))


def in_full(extract: Extract, names: LongNames, known: frozenset[str], rule: str) -> Extract:
    """An extract whose sources are called by name and letters, as far as those letters are known as a source's."""
    full = {letters: name for letters in sorted(known) if (name := names.of(letters))}
    if not full:
        return extract
    claims = []
    for claim in extract.claims:
        chain, why = _chain(claim.attribution, full, rule)
        claims.append(replace(claim, attribution=chain, reasons=(*claim.reasons, *why)) if why else claim)
    events = []
    for event in extract.events:
        chain, why = _chain(event.attribution, full, rule)
        events.append(replace(event, attribution=chain, reasons=(*event.reasons, *why)) if why else event)
    return replace(extract, claims=tuple(claims), events=tuple(events))


def _chain(chain: tuple[Source, ...], full: dict[str, str], rule: str) -> tuple[tuple[Source, ...], tuple[Reason, ...]]:
    """A chain with the names in full, and what was written out."""
    sources, why = [], []
    for source in chain:
        short = _SHORT.match(source.name)
        letters = short.group(1) if short else next((k for k, name in full.items() if name == source.name), "")
        name = full.get(letters, "")
        if not name:
            sources.append(source)
            continue
        why.append(Reason(rule=rule, detail=f"{letters} are the initials of {name}"))
        sources.append(_called(source, name, letters, source.name[short.end() :] if short else ""))
    return tuple(s for at, s in enumerate(sources) if at == 0 or s.name != sources[at - 1].name), tuple(why)


def _called(source: Source, name: str, letters: str, rest: str) -> Source:
    """ "The DGHS bulletin" speaks for those who put it out; "a DGHS epidemiologist" is one of theirs."""
    if source.kind is SourceKind.OUTLET:
        return replace(source, name=f"{name} {rest}".strip())
    if source.kind is SourceKind.DOCUMENT:
        return replace(source, name=f"{name} ({letters})", kind=SourceKind.INSTITUTION)
    return replace(source, name=f"{name} ({letters}) {rest}".strip())
