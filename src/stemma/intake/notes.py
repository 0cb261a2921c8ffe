"""Correction and editor's notes: told from the article by how they begin, kept by kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stemma.core.types import Report
from stemma.intake.words import Table, phrase_pattern

_MOST = 900  # characters of a note
_SIGNS = " \t*_[]()"
_LINE = re.compile(r"[^\r\n]+")


class Noting:
    """Knows notes by the words of data/<language>/boilerplate.toml."""

    def __init__(self, table: Table) -> None:
        notes = table["notes"]
        self._kinds = {
            "note.correction": phrase_pattern(notes["correction"], after=r"(?!\w)"),
            "note.editor": phrase_pattern(notes["editor"], after=r"(?!\w)"),
        }

        self._words = frozenset(max(phrase.lower().split(), key=len) for phrase in (*notes["correction"], *notes["editor"]))

    def likely(self, text: str) -> bool:
        """True where a text may hold a note."""
        low = text.lower()
        return any(word in low for word in self._words)

    def find(self, report: Report) -> Iterator[tuple[str, str]]:
        """The notes of a report as kind and words."""
        for m in _LINE.finditer(report.text):
            line = m.group().strip(_SIGNS)
            if kind := self.kind(line):
                yield kind, line

    def kind(self, line: str) -> str:
        """The kind of note that a line is, or ""."""
        bare = line[: _MOST + 1].strip(_SIGNS)
        return next((kind for kind, pattern in self._kinds.items() if pattern.match(bare)), "") if len(bare) <= _MOST else ""
