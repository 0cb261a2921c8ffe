"""Correction and editor's notes: told from the article by how they begin, kept by kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stemma.core.types import Report
from stemma.intake.words import Table, phrase_pattern

_MOST = 900  # characters of a note
_LINE = re.compile(r"[^\r\n]+")


class Noting:
    """Knows notes by the words of data/<language>/boilerplate.toml."""

    def __init__(self, table: Table) -> None:
        notes = table["notes"]
        self._kinds = {
            "note.correction": phrase_pattern(notes["correction"], after=r"(?!\w)"),
            "note.editor": phrase_pattern(notes["editor"], after=r"(?!\w)"),
        }

    def find(self, report: Report) -> Iterator[tuple[str, str]]:
        """The notes of a report as kind and words."""
        for m in _LINE.finditer(report.text):
            line = m.group().strip(" \t*_[]()")
            if len(line) <= _MOST:
                for kind, pattern in self._kinds.items():
                    if pattern.match(line):
                        yield kind, line
                        break
