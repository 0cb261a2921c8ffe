"""Datelines and credit lines: from where a report was sent, and which agencies it says its matter comes from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from typing import Protocol

from stemma.core.types import Mark, Report
from stemma.intake.words import Table, phrase_pattern

_UPPER = "A-ZÀ-ÖØ-ÞŁŚŻŹĆŃŘŠČŽĞİŞ"
_CAPITALS = rf"[{_UPPER}][{_UPPER}'’.\-]"
_NAME = rf"[{_UPPER}][\w'’.\-]*"
_PART = r"[ \t]*[A-Z0-9][\w'’.\-]*(?: [A-Z0-9][\w'’.\-]*){0,3}"  # ", Ukraine", ", Nov. 23"
_DATELINE = re.compile(
    rf"(?P<place>(?P<caps>{_CAPITALS}+(?:(?:[ /]|, ){_CAPITALS}*)*)|{_NAME}(?:[ /]{_NAME}){{0,3}})(?:,{_PART}){{0,3}}"
    r"[ \t]*(?:\((?P<agency>[^()\n]{2,60})\))?[ \t]*(?P<dash>-{1,2}|–|—|:)[ \t]+(?=\S)"
)
_BRACKET = re.compile(r"[(\[]([^()\[\]\n]{2,90})[)\]]")
_SPLIT = re.compile(r"\s*(?:/|,|;|&|\band\b)\s*")
_LEADING = 3  # paragraphs in which a dateline may stand
_MOST = 160  # characters of a credit line


class Sure(Enum):
    """How much must be known of a name before it is taken for an agency's."""

    KNOWN = "it stands in the list"
    MEDIA = "it stands in the list, or sounds like an outlet"
    NAME = "any name will do"


class _Line(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...


class Crediting:
    """Finds the agencies that a report credits outside its sentences."""

    def __init__(self, table: Table) -> None:
        credit = table["credit"]
        self._known: dict[str, str] = {}
        for name, others in table["agencies"].items():
            for other in (name, *others):
                self._known[other.casefold()] = name
        self._not = frozenset(word.casefold() for word in credit["not_agencies"])
        self._media = frozenset(table["outlet_line"]["words"])
        self._weak = frozenset(credit["weak"])
        self._credits = phrase_pattern(credit["leads"], after=r"(?:\s*:\s*|\s+(?:the\s+)?)")

    def find(self, report: Report, lines: Sequence[_Line], byline: str) -> tuple[list[str], list[Mark]]:
        """The agencies credited, in order of appearance, and the marks of datelines and credit lines."""
        found = self._names(byline, Sure.KNOWN)
        marks: list[Mark] = []
        for at, line in enumerate(lines):
            if at < _LEADING and not any(m.kind == "dateline" for m in marks) and (match := self.dateline(line.text)):
                found += self._names(match.group("agency") or "", Sure.NAME)
                marks.append(Mark(start=line.start, end=line.start + match.end(), kind="dateline"))
            credited = self._credit_line(line.text) if len(line.text) <= _MOST else []
            if credited:
                marks.append(Mark(start=line.start, end=line.end, kind="note"))
            else:
                credited = [name for m in _BRACKET.finditer(line.text) for name in self._credit(m.group(1))]
            found += credited
        own = report.outlet.casefold()
        return [name for name in found if name.casefold() != own and self._known.get(own) != name], marks

    def dateline(self, text: str) -> re.Match[str] | None:
        """The dateline at the start of a paragraph: a place in capitals, or any place before an agency in brackets."""
        match = _DATELINE.match(text)
        if match is None or (match.group("dash") == ":" and not match.group("agency")):
            return None
        if match.group("agency"):
            return match
        return match if match.group("caps") and len(match.group("caps")) > 2 else None

    def _credit_line(self, text: str) -> list[str]:
        """The agencies of a line that is nothing but a credit, or nothing but their names."""
        bare = text.strip("()[]*_–—- .")
        return self._credit(bare) or self._whole(bare)

    def _credit(self, text: str) -> list[str]:
        """The agencies after words of credit; after weak words ("Source:") nothing but known names counts."""
        match = self._credits.match(text)
        if match is None:
            return []
        rest = text[match.end() :]
        lead = match.group().strip(" :\t").lower().removesuffix(" the")
        return self._whole(rest) if lead in self._weak else self._names(rest, Sure.MEDIA)

    def _whole(self, text: str) -> list[str]:
        """The known agencies of a list that holds nothing else."""
        parts = [part for part in _SPLIT.split(text.strip(" .")) if part]
        names = self._names(text, Sure.KNOWN)
        return names if len(names) == len(parts) else []

    def _names(self, text: str, sure: Sure) -> list[str]:
        """The agencies in a list such as "AFP, Reuters"."""
        parts = [part for part in _SPLIT.split(text.strip(" .")) if part]
        return [name for part in parts if (name := self._agency(part) or self._likely(part, sure))]

    def _agency(self, text: str) -> str:
        bare = text.strip(" .").removeprefix("The ").removeprefix("the ")
        return self._known.get(bare.casefold(), "")

    def _likely(self, text: str, sure: Sure) -> str:
        """A name that is not in the list but may be an agency's, by its capitals and its words."""
        words = text.split()
        if sure is Sure.KNOWN or not 0 < len(words) <= 5 or text.casefold() in self._not:
            return ""
        if not all(word[:1].isupper() for word in words):
            return ""
        media = words[-1].lower() in self._media or (len(words) == 1 and 1 < len(text) < 6 and text.isupper())
        return text if media or sure is Sure.NAME else ""
